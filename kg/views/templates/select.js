// Selection: picture, evidence, lists and address always agree ----------------
const endKey = (id) => (groupOf.has(id) ? groupOf.get(id).key : nodeOf.get(id).key);
const address = () => {
  const parts = new URLSearchParams();
  if (state.path) parts.set("way", state.path.ends.map(endKey).join("~"));
  else if (state.claim !== null) parts.set("claim", keyOf(data.claims[state.claim].id));
  else if (state.promise !== null) parts.set("promise", data.promises[state.promise].key);
  else if (state.between) parts.set("between", state.between.map(endKey).join("~"));
  else if (state.group) parts.set("circle", groupOf.get(state.group).key);
  if (state.node !== null && !state.path) {
    parts.set("thing", nodeOf.get(state.node).key);
    if (state.depth > 1) parts.set("steps", state.depth);
    if (state.only) parts.set("only", "1");
  }
  if (state.tab !== "claims") parts.set("list", state.tab);
  if (opened.length) parts.set("open", opened.map(endKey).join("~"));
  for (const [group, set] of Object.entries(off)) if (set.size) parts.set(`no-${group}`, [...set].sort().join("~"));
  if (dated()) parts.set("published", `${limits.from}~${limits.to}`);
  if (limits.sure) parts.set("sure", limits.sure);
  return parts.toString();
};
const writeAddress = () => {
  const hash = address();
  if (hash !== window.location.hash.slice(1)) {
    window.history.replaceState(null, "", hash ? `#${hash}` : window.location.pathname + window.location.search);
  }
};
const readFilters = (parts) => {
  for (const [group, set] of Object.entries(off)) {
    set.clear();
    for (const name of (parts.get(`no-${group}`) || "").split("~").filter(Boolean)) set.add(name);
  }
  const [from, to] = (parts.get("published") || "").split("~");
  const day = /^\d{4}-\d\d-\d\d$/;
  Object.assign(limits, { from: days[0], to: days[days.length - 1] });
  if (days.length && day.test(from) && day.test(to)) {
    limits.from = from < days[0] ? days[0] : from;
    limits.to = to > days[days.length - 1] ? days[days.length - 1] : to;
  }
  limits.sure = Math.min(1, Math.max(0, Number(parts.get("sure")) || 0));
};
const readSelection = (parts) => {
  const nodeBy = (key) => (key ? data.nodes.find((node) => node.key === key) : undefined);
  const groupBy = (key) => (key ? data.groups.find((group) => group.key === key) : undefined);
  const pair = (name, find) => (parts.get(name) || "").split("~").map(find);
  const thing = nodeBy(parts.get("thing"));
  const claim = data.claims.find((found) => keyOf(found.id) === parts.get("claim"));
  const promise = data.promises.find((found) => found.key === parts.get("promise"));
  const circle = groupBy(parts.get("circle"));
  const ends = pair("way", nodeBy), sides = pair("between", (key) => groupBy(key) || nodeBy(key));
  if (claim) Object.assign(state, { edge: claim.edge, claim: claim.number });
  else if (promise) state.promise = promise.number;
  else if (circle) state.group = circle.id;
  else if (ends.length === 2 && ends.every(Boolean)) {
    state.path = { ends: ends.map((node) => node.id), lines: wayBetween(ends[0].id, ends[1].id) || [] };
  } else if (sides.length === 2 && sides.every(Boolean)) state.between = sides.map((side) => side.id);
  if (thing && !state.path && !circle && !promise && (!claim || touches(claim, thing.id))) state.node = thing.id;
};
const readAddress = () => {
  const parts = new URLSearchParams(window.location.hash.slice(1));
  Object.assign(state, NOTHING);
  readFilters(parts);
  sift();
  state.depth = Math.min(3, Math.max(1, Number(parts.get("steps")) || 1));
  state.only = parts.get("only") === "1";
  state.tab = ["ledger", "things"].includes(parts.get("list")) ? parts.get("list") : "claims";
  opened.length = 0;
  if (!parts.has("open") && data.centre !== null) reveal(data.centre);
  for (const key of (parts.get("open") || "").split("~")) {
    const group = data.groups.find((found) => found.key === key);
    if (group) openGroup(group.id);
  }
  readSelection(parts);
};

// What a filter hides can't stay selected.
const dropHidden = () => {
  if (state.claim !== null && !shown.claims.has(state.claim)) state.claim = null;
  if (state.edge && !shown.edges.has(state.edge)) state.edge = state.claim = null;
  if (state.node !== null && !shown.nodes.has(state.node)) state.node = null;
  if (state.start !== null && !shown.nodes.has(state.start)) state.start = null;
  if (state.promise !== null && !shownClaims(data.promises[state.promise]).length) state.promise = null;
  if (state.group && !membersOf(state.group).some((id) => shown.nodes.has(id))) state.group = null;
  if (state.between && !linesBetween(...state.between).length) state.between = null;
  if (state.path && !state.path.ends.every((id) => shown.nodes.has(id))) state.path = null;
  else if (state.path && state.path.lines.some((edge) => !shown.edges.has(edge.id))) {
    state.path = { ...state.path, lines: wayBetween(...state.path.ends) || [] };
  }
  if (state.node === null) state.only = false;
};
const settle = () => {
  sift();
  dropHidden();
  light();
  arrange();
};
const tell = () => {
  if (state.edge && !state.path && drawn.nodes.has(edgeOf.get(state.edge).from)) network.selectEdges([state.edge]);
  else if (state.node !== null) network.selectNodes([state.node], false);
  else if (state.group && drawn.groups.has(state.group)) network.selectNodes([state.group], false);
  else network.unselectAll();
  showEvidence();
  showList();
  writeAddress();
};
const refresh = () => {
  settle();
  draw();
  tell();
};
const select = (changes) => {
  if (changes.node !== state.node || changes.group !== state.group) state.shown = PAGE;
  Object.assign(state, NOTHING, changes);
  if (state.node === null) state.only = false;
  refresh();
};
const selectNode = (id, move) => {
  if (state.start !== null && state.start !== id) return findWay(state.start, id);
  reveal(id);
  select({ node: id });
  if (move) showBright(motion());
  return undefined;
};
// On a narrow screen the words stand above the lists, out of sight.
const bringWords = () => {
  if (narrow.matches) byId("panel").scrollIntoView({ block: "start", behavior: still.matches ? "auto" : "smooth" });
};
const selectClaim = (claim, move) => {
  const edge = edgeOf.get(claim.edge);
  // A claim picked from the list of a thing leaves that list as it is.
  const node = state.node !== null && touches(claim, state.node) ? state.node : null;
  if (move) for (const end of [edge.to, edge.from]) reveal(end);
  select({ node, edge: edge.id, claim: claim.number });
  if (move) show([edge.from, edge.to], motion());
};
const selectEdge = (id) => selectClaim(claimsOf.get(id).find((claim) => shown.claims.has(claim.number)), false);
const selectPromise = (promise) => {
  select({ promise: promise.number });
  if (bright) showBright(motion());
};
const selectGroup = (id) => {
  openGroup(id);
  select({ group: id });
  if (bright) showBright(motion());
};
const shutGroup = (id) => {
  closeGroup(id);
  select({});
  showAll(motion());
};
const findWay = (start, end) => {
  state.start = null;
  const lines = wayBetween(start, end) || [];
  for (const id of [start, end]) reveal(id);
  select({ path: { ends: [start, end], lines } });
  showBright(motion());
};
const clear = () => {
  state.start = null;
  select({});
};
const pickLine = (id) => {
  if (edgeOf.has(id)) selectEdge(id);
  else if (drawn.bundles.has(id)) select({ between: drawn.bundles.get(id).ends });
};
const listenToPicture = () => {
  network.on("click", (event) => {
    const [id] = event.nodes;
    if (groupOf.has(id)) selectGroup(id);
    else if (event.nodes.length) selectNode(id, false);
    else if (event.edges.length) pickLine(event.edges[0]);
    else clear();
    if ((event.nodes.length || event.edges.length) && !groupOf.has(id)) bringWords();
  });
  const pointer = (style) => () => { byId("graph").style.cursor = style; };
  for (const name of ["hoverNode", "hoverEdge"]) network.on(name, pointer("pointer"));
  for (const name of ["blurNode", "blurEdge"]) network.on(name, pointer(""));
};
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && byId("suggestions").hidden) clear();
});
