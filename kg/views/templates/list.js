// The lists, which say all that the picture says: claims, the ledger, and things --------------
const touches = (claim, id) => {
  const edge = edgeOf.get(claim.edge);
  return edge.from === id || edge.to === id || claim.speaker_node === id;
};
// What is selected narrows the lists to what belongs to it; null where nothing does.
const scope = () => {
  if (state.path || state.between) return (claim) => bright.edges.has(claim.edge);
  if (state.promise !== null) return (claim) => data.promises[state.promise].told.has(claim.number);
  if (state.node !== null) return (claim) => touches(claim, state.node);
  if (state.group) {
    const inside = new Set(membersOf(state.group));
    return (claim) => inside.has(edgeOf.get(claim.edge).from) || inside.has(edgeOf.get(claim.edge).to);
  }
  return null;
};
const listed = () => {
  const within = scope();
  return data.claims.filter((claim) => shown.claims.has(claim.number) && (!within || within(claim)));
};
const claimItem = (claim) => {
  const meta = [statuses.get(claim.status).label, claim.amount, claim.time, claim.date, claim.outlet].filter(Boolean).join(" · ");
  return element("li", {
    role: "option", id: `claim-${claim.number}`, "aria-selected": String(claim.number === state.claim),
    onclick: () => { selectClaim(claim, true); bringWords(); },
  },
  element("div", { class: "what" }, claim.subject, element("span", { class: "verb", text: ` ${claim.verb} ` }), claim.object),
  element("div", { class: "meta" }, statusGlyph(claim.status), element("span", { text: meta })));
};

// Things and closed circles, the weightiest first.
const listedThings = () => {
  const ids = state.node !== null || state.group || state.path || state.edge || state.promise !== null || state.between
    ? [...bright.nodes].filter((id) => shown.nodes.has(id))
    : [...drawn.nodes];
  const circles = bright ? [] : data.groups.filter((group) => drawn.groups.has(group.id));
  const things = ids.map((id) => nodeOf.get(id)).sort((a, b) => b.count - a.count || a.id - b.id);
  return [...circles.sort((a, b) => Boolean(a.pool) - Boolean(b.pool) || b.count - a.count || (a.id < b.id ? -1 : 1)), ...things];
};
const thingItem = (thing) => {
  const circle = groupOf.has(thing.id);
  return element("li", {
    role: "option", id: `thing-${thing.id}`, "aria-selected": String(thing.id === (circle ? state.group : state.node)),
    onclick: () => {
      if (circle) selectGroup(thing.id);
      else selectNode(thing.id, true);
      bringWords();
    },
  }, circle ? circleGlyph() : typeGlyph(thing.type),
  element("span", { class: "name", text: circle ? groupName(thing) : thing.name }),
  element("span", { class: "tally", text: circle ? plural(thing.size, "thing") : plural(thing.count, "claim") }));
};

// One list with a moving mark: Tab enters it, arrows and Page keys walk, Enter opens.
const LISTS = {
  claims: {
    box: "list", entries: listed, item: claimItem, of: () => data.claims.length,
    chosen: () => (state.claim === null ? null : `claim-${state.claim}`),
    at: (entries) => entries.findIndex((claim) => claim.number === state.claim),
    pick: (claim) => selectClaim(claim, true),
  },
  ledger: {
    box: "ledger", focus: "ledger-grid", entries: () => listedPromises(), item: (promise) => promiseRow(promise), of: () => data.promises.length,
    chosen: () => chosenPromise() && `promise-${chosenPromise().number}`,
    at: (entries) => entries.indexOf(chosenPromise()),
    pick: (promise) => selectPromise(promise),
  },
  things: {
    box: "things", entries: listedThings, item: thingItem, of: () => data.nodes.length,
    chosen: () => (walked ? `thing-${walked.id}` : state.node !== null ? `thing-${state.node}` : null),
    at: (entries) => entries.findIndex((thing) => thing.id === (walked ? walked.id : state.node)),
    pick: (thing) => walkTo(thing),
  },
};
// Among things the keys only point: to select one would narrow the list to its neighbours.
let walked = null;
const walkTo = (thing) => {
  walked = thing;
  for (const item of byId("things").children) item.classList.toggle("walked", item.id === `thing-${thing.id}`);
  const item = byId(`thing-${thing.id}`);
  byId("things").setAttribute("aria-activedescendant", item.id);
  item.scrollIntoView({ block: "nearest" });
};
const showList = () => {
  walked = null;
  const list = LISTS[state.tab], entries = list.entries();
  for (const name of Object.keys(LISTS)) {
    byId(`tab-${name}`).setAttribute("aria-selected", String(name === state.tab));
    byId(`tab-${name}`).tabIndex = name === state.tab ? 0 : -1;
    byId(`panel-${name}`).hidden = name !== state.tab;
  }
  while (list.at(entries) >= state.shown) state.shown += PAGE;
  byId(list.box).replaceChildren(...entries.slice(0, state.shown).map(list.item));
  byId("more").hidden = entries.length <= state.shown;
  byId("none").hidden = entries.length > 0;
  byId("count").textContent = entries.length === list.of() ? `${entries.length}` : `${entries.length} of ${list.of()}`;
  const active = list.chosen() && byId(list.chosen());
  const box = byId(list.focus || list.box);
  if (active) {
    box.setAttribute("aria-activedescendant", active.id);
    if (!narrow.matches) active.scrollIntoView({ block: "nearest" });
  } else {
    box.removeAttribute("aria-activedescendant");
    byId(`panel-${state.tab}`).scrollTop = 0;
  }
};
const showTab = (name) => {
  state.tab = name;
  state.shown = PAGE;
  showList();
  writeAddress();
};
const walk = (event, list) => {
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
  const entries = list.entries().slice(0, state.shown);
  if (!entries.length || (!step && event.key !== "Home" && event.key !== "End")) return false;
  const now = list.at(entries);
  let next = now < 0 ? 0 : now + (step || 0);
  if (event.key === "Home") next = 0;
  if (event.key === "End") next = entries.length - 1;
  list.pick(entries[Math.max(0, Math.min(entries.length - 1, next))]);
  return true;
};
for (const [name, list] of Object.entries(LISTS)) {
  byId(list.focus || list.box).addEventListener("keydown", (event) => {
    const enters = event.key === "Enter" || event.key === " ";
    if (name === "things" && enters && walked) {
      const thing = walked;
      if (groupOf.has(thing.id)) selectGroup(thing.id);
      else selectNode(thing.id, true);
    } else if (!walk(event, list)) return;
    event.preventDefault();
  });
  byId(`tab-${name}`).addEventListener("click", () => showTab(name));
}
byId("tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const names = Object.keys(LISTS).filter((name) => !byId(`tab-${name}`).hidden);
  const next = names[(names.indexOf(state.tab) + step + names.length) % names.length];
  showTab(next);
  byId(`tab-${next}`).focus();
  event.preventDefault();
});
byId("more").addEventListener("click", () => {
  state.shown += PAGE;
  showList();
});
