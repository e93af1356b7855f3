// Circles: where there are more things than can be drawn, they are in circles that open -------
const groupOf = new Map(data.groups.map((group) => [group.id, group]));
const grouped = data.groups.length > 0;
const opened = []; // open circles; the one opened last stands last

// The circles around a thing or circle, the outermost first.
const ringsOf = (inside) => {
  const found = [];
  for (let at = inside.in; at; at = groupOf.get(at).in) found.unshift(at);
  return found;
};
const heldBy = new Map(data.groups.map((group) => [group.id, []]));
const childrenOf = new Map(data.groups.map((group) => [group.id, 0]));
for (const node of data.nodes) {
  for (const ring of ringsOf(node)) heldBy.get(ring).push(node.id);
  if (node.in) childrenOf.set(node.in, childrenOf.get(node.in) + 1);
}
for (const group of data.groups) if (group.in) childrenOf.set(group.in, childrenOf.get(group.in) + 1);
const membersOf = (id) => (groupOf.has(id) ? heldBy.get(id) : [id]);
const groupName = (group) => {
  if (group.pool) return `Small groups, ${[...new Set(group.names)].join(" to ")}`;
  const rest = group.size - group.names.length;
  return group.names.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
};

// What is drawn is what the open circles hold. When that gets too much, the circle that was
// opened first closes, unless it is around the one just opened.
const outermost = data.groups.filter((group) => !group.in).length;
const amount = () => opened.reduce((sum, id) => sum + childrenOf.get(id) - 1, outermost);
const closeGroup = (id) => {
  for (let at = opened.length - 1; at >= 0; at -= 1) {
    if (opened[at] === id || ringsOf(groupOf.get(opened[at])).includes(id)) opened.splice(at, 1);
  }
};
const openGroup = (id) => {
  const rings = [...ringsOf(groupOf.get(id)), id];
  for (const ring of rings) {
    if (opened.includes(ring)) opened.splice(opened.indexOf(ring), 1);
    opened.push(ring);
  }
  while (amount() > data.most - pinned.size) {
    const oldest = opened.find((other) => !rings.includes(other));
    if (!oldest) break;
    closeGroup(oldest);
  }
};
const reveal = (id) => {
  const ring = nodeOf.get(id).in;
  if (ring) openGroup(ring);
};

// What stands for each thing in the picture: itself, or the outermost circle that is closed
// around it. What is selected is drawn as itself, whatever is around it.
const pinned = new Set();
const standIns = new Map();
const drawn = { nodes: new Set(), groups: new Map(), bundles: new Map() };
const pin = () => {
  pinned.clear();
  if (!grouped || !bright) return;
  if (state.path || state.edge) for (const id of bright.nodes) pinned.add(id);
  else if (state.node !== null) pinned.add(state.node);
  if ((state.only || state.promise !== null) && bright.nodes.size <= data.most) {
    for (const id of bright.nodes) pinned.add(id);
  }
};
const standIn = (node) => (pinned.has(node.id) ? node.id : ringsOf(node).find((ring) => !opened.includes(ring)) ?? node.id);
const arrange = () => {
  pin();
  standIns.clear();
  drawn.nodes.clear();
  drawn.groups.clear();
  drawn.bundles.clear();
  for (const id of shown.nodes) {
    const found = grouped ? standIn(nodeOf.get(id)) : id;
    standIns.set(id, found);
    if (found === id) drawn.nodes.add(id);
    else drawn.groups.set(found, (drawn.groups.get(found) || 0) + 1);
  }
  if (bright) bright.groups = new Set([...bright.nodes].map((id) => standIns.get(id)));
  if (!grouped) return;
  for (const id of shown.edges) {
    const edge = edgeOf.get(id), from = standIns.get(edge.from), to = standIns.get(edge.to);
    if (from === to || (from === edge.from && to === edge.to)) continue;
    const ends = [from, to].sort((a, b) => (String(a) < String(b) ? -1 : 1));
    const key = `b${ends.join("~")}`;
    if (!drawn.bundles.has(key)) drawn.bundles.set(key, { id: key, ends, lines: [] });
    drawn.bundles.get(key).lines.push(edge);
  }
};
// The lines between two things or circles, for a bundle of them that is selected.
const linesBetween = (one, other) => {
  const here = new Set(membersOf(one)), there = new Set(membersOf(other));
  return data.edges.filter((edge) => shown.edges.has(edge.id)
    && ((here.has(edge.from) && there.has(edge.to)) || (here.has(edge.to) && there.has(edge.from))));
};
const nameOf = (id) => (groupOf.has(id) ? groupName(groupOf.get(id)) : nodeOf.get(id).name);
