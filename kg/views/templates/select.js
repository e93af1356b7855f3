// Selection: picture, evidence, list and address always agree ----------------
const keyOf = (iri) => iri.slice(iri.lastIndexOf(".") + 1);
const address = () => {
  const parts = new URLSearchParams();
  if (state.path) parts.set("way", state.path.ends.map((id) => nodeOf.get(id).key).join("~"));
  else if (state.claim !== null) parts.set("claim", keyOf(data.claims[state.claim].id));
  else if (state.node !== null) {
    parts.set("thing", nodeOf.get(state.node).key);
    if (state.depth > 1) parts.set("steps", state.depth);
    if (state.only) parts.set("only", "1");
  }
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
const readAddress = () => {
  const parts = new URLSearchParams(window.location.hash.slice(1));
  for (const [group, set] of Object.entries(off)) {
    set.clear();
    for (const name of (parts.get(`no-${group}`) || "").split("~").filter(Boolean)) set.add(name);
  }
  const [from, to] = (parts.get("published") || "").split("~");
  const day = /^\d{4}-\d\d-\d\d$/;
  if (days.length && day.test(from) && day.test(to)) {
    limits.from = from < days[0] ? days[0] : from;
    limits.to = to > days[days.length - 1] ? days[days.length - 1] : to;
  }
  limits.sure = Math.min(1, Math.max(0, Number(parts.get("sure")) || 0));
  sift();
  const nodeBy = (key) => data.nodes.find((node) => node.key === key);
  const thing = nodeBy(parts.get("thing"));
  const claim = data.claims.find((found) => keyOf(found.id) === parts.get("claim"));
  const ends = (parts.get("way") || "").split("~").map(nodeBy);
  state.depth = Math.min(3, Math.max(1, Number(parts.get("steps")) || 1));
  state.only = parts.get("only") === "1";
  if (claim) Object.assign(state, { edge: claim.edge, claim: claim.number });
  else if (thing) state.node = thing.id;
  else if (ends.length === 2 && ends[0] && ends[1]) {
    state.path = { ends: ends.map((node) => node.id), lines: wayBetween(ends[0].id, ends[1].id) || [] };
  }
};

const refresh = () => {
  sift();
  // What a filter hides can't stay selected.
  if (state.claim !== null && !shown.claims.has(state.claim)) state.claim = null;
  if (state.edge && !shown.edges.has(state.edge)) state.edge = state.claim = null;
  if (state.node !== null && !shown.nodes.has(state.node)) state.node = null;
  if (state.path && state.path.lines.some((edge) => !shown.edges.has(edge.id))) {
    state.path = { ...state.path, lines: wayBetween(...state.path.ends) || [] };
  }
  light();
  draw();
  if (state.edge && !state.path) network.selectEdges([state.edge]);
  else if (state.node !== null) network.selectNodes([state.node], false);
  else network.unselectAll();
  showEvidence();
  showList();
  writeAddress();
};
const select = (changes) => {
  if ("node" in changes && changes.node !== state.node) state.shown = PAGE;
  Object.assign(state, { node: null, edge: null, claim: null, path: null }, changes);
  if (state.node === null && !state.path) state.only = false;
  refresh();
};
const selectNode = (id, move) => {
  if (state.start !== null && state.start !== id) return findWay(state.start, id);
  select({ node: id });
  if (move) show(bright.nodes, motion());
  return undefined;
};
const selectClaim = (claim, move) => {
  const edge = edgeOf.get(claim.edge);
  // A claim picked from the list of a thing leaves that list as it is.
  const node = state.node !== null && touches(claim, state.node) ? state.node : null;
  select({ node, edge: edge.id, claim: claim.number });
  if (move) show([edge.from, edge.to], motion());
};
const selectEdge = (id) => selectClaim(claimsOf.get(id).find((claim) => shown.claims.has(claim.number)), false);
const findWay = (start, end) => {
  state.start = null;
  select({ path: { ends: [start, end], lines: wayBetween(start, end) || [] } });
  show(bright.nodes, motion());
};
const clear = () => {
  state.start = null;
  select({});
};
network.on("click", (event) => {
  if (event.nodes.length) selectNode(event.nodes[0], false);
  else if (event.edges.length) selectEdge(event.edges[0]);
  else clear();
  if (narrow.matches && (event.nodes.length || event.edges.length)) {
    byId("panel").scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
  }
});
network.on("hoverNode", () => { byId("graph").style.cursor = "pointer"; });
network.on("hoverEdge", () => { byId("graph").style.cursor = "pointer"; });
network.on("blurNode", () => { byId("graph").style.cursor = ""; });
network.on("blurEdge", () => { byId("graph").style.cursor = ""; });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && byId("suggestions").hidden) clear();
});
