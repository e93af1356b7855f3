// The list, which says all that the picture says ----------------------------
const touches = (claim, id) => {
  const edge = edgeOf.get(claim.edge);
  return edge.from === id || edge.to === id || claim.speaker_node === id;
};
const listed = () => data.claims.filter((claim) => {
  if (!shown.claims.has(claim.number)) return false;
  if (state.path) return bright.edges.has(claim.edge);
  return state.node === null || touches(claim, state.node);
});
const item = (claim) => {
  const meta = [statuses.get(claim.status).label, claim.amount, claim.time, claim.date, claim.outlet].filter(Boolean).join(" · ");
  return element("li", {
    role: "option", id: `claim-${claim.number}`, "aria-selected": String(claim.number === state.claim),
    onclick: () => selectClaim(claim, true),
  },
  element("div", { class: "what" }, claim.subject, element("span", { class: "verb", text: ` ${claim.verb} ` }), claim.object),
  element("div", { class: "meta" }, statusGlyph(claim.status), element("span", { text: meta })));
};
const showList = () => {
  const claims = listed();
  const list = byId("list");
  while (claims.findIndex((claim) => claim.number === state.claim) >= state.shown) state.shown += PAGE;
  list.replaceChildren(...claims.slice(0, state.shown).map(item));
  byId("more").hidden = claims.length <= state.shown;
  const all = data.claims.length;
  byId("count").textContent = claims.length === all ? `${all}` : `${claims.length} of ${all}`;
  const active = state.claim === null ? null : byId(`claim-${state.claim}`);
  if (active) {
    list.setAttribute("aria-activedescendant", active.id);
    if (!narrow.matches) active.scrollIntoView({ block: "nearest" });
  } else {
    list.removeAttribute("aria-activedescendant");
    list.scrollTop = 0;
  }
};
byId("more").addEventListener("click", () => {
  state.shown += PAGE;
  showList();
});
byId("list").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
  const claims = listed();
  if (!claims.length || (!step && event.key !== "Home" && event.key !== "End")) return;
  event.preventDefault();
  const now = claims.findIndex((claim) => claim.number === state.claim);
  let next = now < 0 ? 0 : now + (step || 0);
  if (event.key === "Home") next = 0;
  if (event.key === "End") next = claims.length - 1;
  selectClaim(claims[Math.max(0, Math.min(claims.length - 1, next))], true);
});
