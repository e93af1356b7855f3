// The picture ---------------------------------------------------------------
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
const lit = (id) => !bright || bright.nodes.has(id);
const present = (id) => shown.nodes.has(id) && (!state.only || lit(id));

const described = (node) => types.get(node.type).shape === "box";
// From afar a description is a small square; its text comes with nearness.
const CLOSE = 0.62, SMALL = 7;
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
const drawnEdge = (edge) => {
  const paint = colour(statuses.get(edge.status));
  const clear = !bright || bright.edges.has(edge.id);
  return {
    ...edge, hidden: !shown.edges.has(edge.id) || !present(edge.from) || !present(edge.to),
    color: { color: paint, highlight: paint, hover: paint, inherit: false, opacity: clear ? 0.95 : 0.12 },
  };
};
const draw = () => {
  nodes.update(data.nodes.map(drawnNode));
  edges.update(data.edges.map(drawnEdge));
  byId("empty").hidden = shown.edges.size > 0;
};

// Labels are drawn as on a map: never smaller than can be read, the weightiest first, and none
// over another. What finds no room appears when the reader comes closer.
const SMALLEST = 11, LARGEST = 22, NEAR = 7, SQUARE = 48, LEADING = 1.18;
const labelled = [...data.nodes]
  .sort((a, b) => described(a) - described(b) || b.count - a.count || a.id - b.id)
  .map((node) => ({ node, lines: node.label.split("\n"), width: null }));
class Room {
  // Which screen rectangles are taken, found by the squares that they touch.
  constructor() { this.squares = new Map(); }
  keys([left, top, right, bottom]) {
    const found = [];
    for (let i = Math.floor(left / SQUARE); i <= Math.floor(right / SQUARE); i += 1) {
      for (let j = Math.floor(top / SQUARE); j <= Math.floor(bottom / SQUARE); j += 1) found.push(`${i},${j}`);
    }
    return found;
  }
  free(box) {
    return !this.keys(box).some((key) => (this.squares.get(key) || []).some((other) =>
      box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]));
  }
  take(box) {
    for (const key of this.keys(box)) {
      if (!this.squares.has(key)) this.squares.set(key, []);
      this.squares.get(key).push(box);
    }
  }
}
const drawLabels = (context) => {
  const scale = network.getScale();
  if (scale >= CLOSE !== close) {
    close = !close;
    window.requestAnimationFrame(draw);
  }
  const room = new Room();
  const places = network.getPositions();
  const wanted = labelled.filter(({ node }) => present(node.id) && !(close && described(node)));
  const order = bright ? [...wanted.filter(({ node }) => lit(node.id)), ...wanted.filter(({ node }) => !lit(node.id))]
    : wanted;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  for (const entry of order) {
    const { node, lines } = entry;
    const chosen = node.id === state.node;
    const strong = bright && lit(node.id);
    if (node.count < 2 && node.font.size * scale < (described(node) ? 5 : NEAR) && !strong) continue;
    if (entry.width === null) {
      context.font = `10px ${theme.sans}`;
      entry.width = Math.max(...lines.map((line) => context.measureText(line).width)) / 10;
    }
    const size = Math.min(LARGEST, Math.max(SMALLEST, node.font.size * scale));
    const place = places[node.id], reach = node.size || SMALL;
    const x = place.x * scale, y = (place.y + reach) * scale + 3;
    const half = (entry.width * size * (chosen ? 1.08 : 1)) / 2 + 2;
    const box = [x - half, y, x + half, y + lines.length * size * LEADING];
    if (!chosen && !room.free(box)) continue;
    room.take([box[0], box[1] - 2 * reach * scale - 3, box[2], box[3]]);
    context.font = `${chosen ? "600 " : ""}${size / scale}px ${theme.sans}`;
    context.lineWidth = 3.5 / scale;
    context.strokeStyle = theme.paper;
    const ink = described(node) ? theme.soft : theme.ink;
    context.fillStyle = lit(node.id) ? ink : faded(ink, 0.25);
    lines.forEach((line, number) => {
      const at = (y + number * size * LEADING) / scale;
      context.strokeText(line, place.x, at);
      context.fillText(line, place.x, at);
    });
  }
  for (const node of close ? data.nodes : []) {
    if (!described(node) || !present(node.id)) continue;
    const frame = network.getBoundingBox(node.id);
    room.take([frame.left * scale, frame.top * scale, frame.right * scale, frame.bottom * scale]);
  }
  drawVerbs(context, room);
};

// What lines say is written on them where they are few: all of a small graph, or those selected.
const FEW_LINES = 30, VERB = 11.5, SPOTS = [0.5, 0.6, 0.4, 0.7, 0.3];
const drawVerbs = (context, room) => {
  const wanted = data.edges.filter((edge) => shown.edges.has(edge.id) && (!bright || bright.edges.has(edge.id)));
  const scale = network.getScale();
  if (wanted.length > FEW_LINES || scale < CLOSE) return;
  context.font = `${VERB / scale}px ${theme.sans}`;
  context.textBaseline = "middle";
  context.lineWidth = 4 / scale;
  context.strokeStyle = theme.paper;
  context.fillStyle = theme.soft;
  for (const edge of wanted) {
    const half = (context.measureText(edge.verb).width * scale) / 2 + 2;
    // The bar of a denied line is in its middle.
    for (const spot of edge.arrows.middle ? SPOTS.slice(1) : SPOTS) {
      const { x, y } = network.body.edges[edge.id].edgeType.getPoint(spot);
      const box = [x * scale - half, y * scale - VERB / 2 - 1, x * scale + half, y * scale + VERB / 2 + 1];
      if (!room.free(box)) continue;
      room.take(box);
      context.strokeText(edge.verb, x, y);
      context.fillText(edge.verb, x, y);
      break;
    }
  }
};

draw();
const network = new vis.Network(byId("graph"), { nodes, edges }, data.options);
network.on("afterDrawing", drawLabels);
network.once("afterDrawing", () => {
  document.documentElement.dataset.drawn = String(Math.round(performance.now()));
});
// The canvas has nothing to focus: the list beside it is the way in for keyboards.
byId("graph").querySelector(".vis-network").tabIndex = -1;

const motion = () => (still.matches ? false : { duration: 300, easingFunction: "easeInOutQuad" });
const BUTTONS = 40; // pixels at the right that belong to the buttons
const show = (ids, animation) => {
  // Like vis-network's fit, but with room for labels.
  const canvas = byId("graph");
  const places = network.getPositions([...ids]);
  const measured = (font) => {
    const frames = [...ids].map((id) => {
      const node = nodeOf.get(id), { x, y } = places[id], rows = node.label.split("\n");
      const size = Math.max(node.font.size, font), reach = node.size || 10;
      const half = Math.max(reach, 0.29 * size * Math.max(...rows.map((row) => row.length)));
      return [x - half, y - reach, x + half, y + reach + rows.length * size * LEADING];
    });
    const side = (at, pick) => pick(...frames.map((frame) => frame[at]));
    const [left, top] = [side(0, Math.min), side(1, Math.min)];
    const [right, bottom] = [side(2, Math.max), side(3, Math.max)];
    const scale = Math.min(1.15, (canvas.clientWidth - 32 - BUTTONS) / (right - left), (canvas.clientHeight - 32) / (bottom - top));
    return { position: { x: (left + right + BUTTONS / scale) / 2, y: (top + bottom) / 2 }, scale };
  };
  // Labels do not shrink below SMALLEST, so from afar they need more of the plane.
  const first = ids.size || ids.length ? measured(0) : null;
  if (first) network.moveTo({ ...measured(Math.min(26, SMALLEST / first.scale)), animation });
};
const showAll = (animation) => show([...shown.nodes].filter(present), animation);
