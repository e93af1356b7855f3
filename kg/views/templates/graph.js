// The picture ---------------------------------------------------------------
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
const lit = (id) => !bright || bright.nodes.has(id) || bright.groups.has(id);
const present = (id) => (groupOf.has(id) ? drawn.groups.has(id) : drawn.nodes.has(id)) && (!state.only || lit(id));

const described = (node) => types.get(node.type).shape === "box";
// From afar a description is a small square; its text comes with nearness.
// Words in boxes grow with the picture, and are never smaller than labels; verbs on lines are labels.
const CLOSE = 11 / 12, LEGIBLE = 0.62, SMALL = 7;
let close = true;
const drawnNode = (node) => {
  const look = types.get(node.type), fill = colour(look);
  const box = described(node) && close;
  const clear = lit(node.id);
  const shade = {
    background: box ? theme.wash : faded(fill, !clear ? 0.18 : described(node) ? 0.55 : 1),
    border: box ? theme.wash : theme.paper,
  };
  const strong = { background: box ? theme.card : fill, border: box ? fill : theme.ink };
  return {
    // Boxes hold their text; the labels of shapes are drawn by `drawLabels`.
    id: node.id, label: box ? node.label : " ", shape: described(node) && !close ? "square" : look.shape,
    x: node.x, y: node.y, size: node.size || SMALL,
    hidden: !present(node.id),
    font: { size: node.font.size, face: theme.sans, color: clear ? theme.soft : faded(theme.soft, 0.3) },
    margin: box ? { top: 5, bottom: 5, left: 8, right: 8 } : undefined,
    shapeProperties: { borderRadius: 5 },
    color: { ...shade, highlight: strong, hover: strong },
  };
};
let far = 1; // pixels of the plane in one of the screen, when the circles were drawn
const farness = () => 1 / network.getScale();
const drawnGroup = (id) => {
  const group = groupOf.get(id), clear = lit(id);
  const ring = clear ? theme.ring : faded(theme.ring, 0.5);
  const strong = { background: theme.wash, border: theme.accent };
  return {
    id, label: " ", shape: "dot", x: group.x, y: group.y, size: group.radius, hidden: !present(id),
    // vis-network takes widths of borders in pixels of the screen, but dashes in those of the plane.
    borderWidth: 1.5, borderWidthSelected: 3,
    shapeProperties: { borderDashes: group.pool ? [5 * far, 4 * far] : false },
    color: { background: clear && !group.pool ? theme.wash : theme.paper, border: ring, highlight: strong, hover: strong },
  };
};
const drawnEdge = (edge) => {
  const paint = colour(statuses.get(edge.status));
  const clear = !bright || bright.edges.has(edge.id);
  return {
    ...edge, hidden: !shown.edges.has(edge.id) || !present(edge.from) || !present(edge.to),
    color: { color: paint, highlight: paint, hover: paint, inherit: false, opacity: clear ? 0.95 : 0.12 },
  };
};
// Lines into a closed circle are one band, about as broad on the screen at any zoom.
let broad = 1;
const breadth = () => Math.max(1, Math.min(16, 0.5 / network.getScale()));
const drawnBundle = (bundle) => {
  const clear = !bright || bundle.lines.some((edge) => bright.edges.has(edge.id));
  return {
    id: bundle.id, from: bundle.ends[0], to: bundle.ends[1], arrows: { to: { enabled: false } }, dashes: false,
    width: Math.min(10, 1 + 1.2 * Math.log2(bundle.lines.length + 1)) * broad,
    hidden: !present(bundle.ends[0]) || !present(bundle.ends[1]),
    color: { color: theme.faint, highlight: theme.accent, hover: theme.accent, inherit: false, opacity: clear ? 0.5 : 0.12 },
  };
};
// What looks as before is left alone: to change a node costs vis-network much more than to compare it.
const looks = new Map([[nodes, new Map()], [edges, new Map()]]);
const sync = (set, items) => {
  const known = looks.get(set), kept = new Set(items.map((item) => item.id));
  const gone = set.getIds().filter((id) => !kept.has(id));
  if (gone.length) set.remove(gone);
  for (const id of gone) known.delete(id);
  set.update(items.filter((item) => {
    const look = JSON.stringify(item);
    if (known.get(item.id) === look) return false;
    known.set(item.id, look);
    return true;
  }));
};
const draw = () => {
  const inside = (edge) => !grouped || (drawn.nodes.has(edge.from) && drawn.nodes.has(edge.to));
  const things = grouped ? [...drawn.nodes].map((id) => nodeOf.get(id)) : data.nodes;
  sync(nodes, [...things.map(drawnNode), ...[...drawn.groups.keys()].map(drawnGroup)]);
  sync(edges, [...data.edges.filter(inside).map(drawnEdge), ...[...drawn.bundles.values()].map(drawnBundle)]);
  byId("empty").hidden = shown.edges.size > 0;
};

let network = null;
const startPicture = () => {
  draw();
  network = new vis.Network(byId("graph"), { nodes, edges }, data.options);
  network.on("afterDrawing", drawLabels);
  network.once("afterDrawing", () => {
    document.documentElement.dataset.drawn = String(Math.round(performance.now()));
  });
  // The canvas has nothing to focus: the lists beside it are the way in for keyboards.
  byId("graph").querySelector(".vis-network").tabIndex = -1;
};

const motion = () => (still.matches ? false : { duration: 300, easingFunction: "easeInOutQuad" });
const BUTTONS = 40; // pixels at the right that belong to the buttons
const frameOf = (id, font) => { // with the label that it will have at that font
  if (groupOf.has(id)) {
    const { x, y, radius } = groupOf.get(id);
    return [x - radius, y - radius, x + radius, y + radius];
  }
  const node = nodeOf.get(id), rows = node.label.split("\n");
  const size = Math.max(node.font.size, font), reach = node.size || 10;
  // From afar few descriptions are written out, and those in the midst of others.
  if (described(node) && font > node.font.size) return [node.x - reach, node.y - reach, node.x + reach, node.y + reach];
  const half = Math.max(reach, 0.29 * size * Math.max(...rows.map((row) => row.length)));
  return [node.x - half, node.y - reach, node.x + half, node.y + reach + rows.length * size * LEADING];
};
const show = (ids, animation) => {
  // Like vis-network's fit, but with room for labels.
  const canvas = byId("graph");
  const measured = (font) => {
    const frames = [...ids].map((id) => frameOf(id, font));
    const side = (at, pick) => frames.reduce((found, frame) => pick(found, frame[at]), frames[0][at]);
    const [left, top] = [side(0, Math.min), side(1, Math.min)];
    const [right, bottom] = [side(2, Math.max), side(3, Math.max)];
    const scale = Math.min(1.15, (canvas.clientWidth - 32 - BUTTONS) / (right - left), (canvas.clientHeight - 32) / (bottom - top));
    return { position: { x: (left + right + BUTTONS / scale) / 2, y: (top + bottom) / 2 }, scale };
  };
  // Labels do not shrink below SMALLEST, so from afar they need more of the plane.
  const first = ids.size || ids.length ? measured(0) : null;
  if (first) network.moveTo({ ...measured(Math.min(26, SMALLEST / first.scale)), animation });
};
const showAll = (animation) => show([...drawn.nodes, ...drawn.groups.keys()].filter(present), animation);
const showBright = (animation) => {
  // Circles that are only reached from here would take the view far away.
  const found = [...bright.nodes].map((id) => standIns.get(id) ?? id);
  const things = found.filter((id) => !groupOf.has(id));
  show([...new Set(things.length > 1 ? things : found)].filter(present), animation);
};
