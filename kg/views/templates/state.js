// What the page knows, and what of it is shown ------------------------------
const PAGE = 150; // claims that the list shows before "Show more"
const off = { statuses: new Set(), types: new Set(), kinds: new Set() };
const days = [...new Set(data.claims.map((claim) => claim.date).filter(Boolean))].sort();
const limits = { from: days[0], to: days[days.length - 1], sure: 0 };
// What is selected: at most one of the first six, a claim together with its line.
const NOTHING = { node: null, group: null, edge: null, claim: null, path: null, promise: null, between: null };
const state = { ...NOTHING, depth: 1, only: false, start: null, shown: PAGE, tab: "claims" };

const nodeOf = new Map(data.nodes.map((node) => [node.id, node]));
const edgeOf = new Map(data.edges.map((edge) => [edge.id, edge]));
const claimsOf = new Map(data.edges.map((edge) => [edge.id, []]));
const keyOf = (iri) => iri.slice(iri.lastIndexOf(".") + 1);
for (const node of data.nodes) node.key = keyOf(node.iri);
data.claims.forEach((claim, number) => {
  claim.number = number;
  claim.edge = `e${claim.edge}`;
  claimsOf.get(claim.edge).push(claim);
});
data.promises.forEach((promise, number) => {
  promise.number = number;
  promise.rests = new Set(promise.rests);
  promise.told = new Map(promise.claims); // claim, and what it is in the history
  for (const claim of promise.told.keys()) data.claims[claim].promise ??= promise;
});
const linesOf = new Map(data.nodes.map((node) => [node.id, []]));
for (const edge of data.edges) {
  linesOf.get(edge.from).push(edge);
  if (edge.to !== edge.from) linesOf.get(edge.to).push(edge);
}

const dated = () => days.length && (limits.from > days[0] || limits.to < days[days.length - 1]);
const filtered = () => Object.values(off).some((set) => set.size) || dated() || limits.sure > 0;
const passes = (claim) => {
  const edge = edgeOf.get(claim.edge);
  if (off.statuses.has(edge.status) || off.kinds.has(edge.kind)) return false;
  if (off.types.has(nodeOf.get(edge.from).type) || off.types.has(nodeOf.get(edge.to).type)) return false;
  if (dated() && !(claim.date && claim.date >= limits.from && claim.date <= limits.to)) return false;
  return claim.confidence >= limits.sure;
};
const shown = { claims: new Set(), edges: new Set(), nodes: new Set() };
const sift = () => {
  for (const set of Object.values(shown)) set.clear();
  for (const claim of data.claims) {
    if (!passes(claim)) continue;
    const edge = edgeOf.get(claim.edge);
    shown.claims.add(claim.number);
    shown.edges.add(edge.id);
    shown.nodes.add(edge.from).add(edge.to);
  }
};
sift();
const shownLines = (id) => linesOf.get(id).filter((edge) => shown.edges.has(edge.id));
const otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);

// The nodes within some steps of one, with their distance.
const around = (id, depth) => {
  const found = new Map([[id, 0]]);
  let frontier = [id];
  for (let step = 1; step <= depth; step += 1) {
    const next = [];
    for (const node of frontier) {
      for (const edge of shownLines(node)) {
        const other = otherEnd(edge, node);
        if (!found.has(other)) {
          found.set(other, step);
          next.push(other);
        }
      }
    }
    frontier = next;
  }
  return found;
};

// The shortest way between two nodes over what is shown, as a list of lines.
const wayBetween = (start, end) => {
  const cameBy = new Map([[start, null]]);
  const queue = [start];
  for (let at = 0; at < queue.length && !cameBy.has(end); at += 1) {
    for (const edge of shownLines(queue[at])) {
      const other = otherEnd(edge, queue[at]);
      if (!cameBy.has(other)) {
        cameBy.set(other, edge);
        queue.push(other);
      }
    }
  }
  if (!cameBy.has(end)) return null;
  const lines = [];
  for (let node = end; node !== start;) {
    const edge = cameBy.get(node);
    lines.unshift(edge);
    node = otherEnd(edge, node);
  }
  return lines;
};

// The nodes and lines that stay bright; null where nothing is selected.
let bright = null;
const ofLines = (lines) => ({
  nodes: new Set(lines.flatMap((edge) => [edge.from, edge.to])),
  edges: new Set(lines.map((edge) => edge.id)),
});
const aroundNode = () => {
  const distance = around(state.node, state.depth);
  const near = (edge) => Math.min(distance.get(edge.from) ?? 99, distance.get(edge.to) ?? 99) < state.depth;
  return {
    nodes: new Set(distance.keys()),
    edges: new Set(data.edges.filter((edge) => shown.edges.has(edge.id) && near(edge)).map((edge) => edge.id)),
  };
};
const inGroup = (id) => {
  const nodes = new Set(membersOf(id).filter((node) => shown.nodes.has(node)));
  const within = (edge) => shown.edges.has(edge.id) && nodes.has(edge.from) && nodes.has(edge.to);
  return { nodes, edges: new Set(data.edges.filter(within).map((edge) => edge.id)) };
};
const shownClaims = (promise) => [...promise.told.keys()].filter((claim) => shown.claims.has(claim));
const light = () => {
  bright = null;
  if (state.path) {
    bright = ofLines(state.path.lines);
    for (const end of state.path.ends) bright.nodes.add(end);
  } else if (state.edge) bright = ofLines([edgeOf.get(state.edge)]);
  else if (state.promise !== null) {
    bright = ofLines(shownClaims(data.promises[state.promise]).map((claim) => edgeOf.get(data.claims[claim].edge)));
  } else if (state.between) bright = ofLines(linesBetween(...state.between));
  else if (state.node !== null) bright = aroundNode();
  else if (state.group) bright = inGroup(state.group);
};
