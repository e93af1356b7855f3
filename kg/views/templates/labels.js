// Labels are placed as on a map: never smaller than can be read, the weightiest first, and none
// over another. One that finds no room below its thing stands above or beside it, where it covers
// no other thing; what finds none at all appears when the reader comes closer.
const SMALLEST = 11, LARGEST = 22, NEAR = 7, SQUARE = 48, LEADING = 1.18;
const labelled = [...data.nodes]
  .sort((a, b) => described(a) - described(b) || b.count - a.count || a.id - b.id)
  .map((node) => ({ node, lines: node.label.split("\n"), width: null }));
class Room {
  // Which screen rectangles are taken, found by the squares that they touch. What lies outside
  // the frame needs no label; without a frame nothing does.
  constructor(frame) {
    this.squares = new Map();
    this.frame = frame;
  }
  sees([left, top, right, bottom]) {
    return !this.frame || (right > this.frame[0] && bottom > this.frame[1] && left < this.frame[2] && top < this.frame[3]);
  }
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

const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map();
const widthOf = (text) => {
  if (!widths.has(text)) {
    ruler.font = `10px ${theme.sans}`;
    widths.set(text, ruler.measureText(text).width / 10);
  }
  return widths.get(text);
};

// Names of closed circles stand in their middle, one under the other, as many as fit.
const TINY = 6; // pixels of radius below which a circle has no name
const LEGIBLE_NAME = 5; // characters of a cut name that still tell what it is
const cutTo = (text, width, size) => {
  const wide = widthOf(text) * size;
  if (wide <= width) return text;
  return `${text.slice(0, Math.max(1, Math.floor((text.length * width) / wide) - 1)).trimEnd()}…`;
};
const groupLabel = (group, scale, brief) => {
  const reach = group.radius * scale, full = Math.min(17, Math.max(SMALLEST, reach / 3.4));
  const width = brief ? 1.5 * reach : Math.max(62, 1.8 * reach); // a small circle is written over, a large one is not left
  const names = group.pool ? [...new Set(group.names)] : group.names;
  const size = Math.max(SMALLEST, Math.min(full, width / Math.max(...names.map(widthOf))));
  const rows = brief ? 2 : Math.max(1, Math.floor((1.6 * reach) / (size * LEADING)));
  const lines = names.slice(0, Math.max(1, Math.min(names.length, rows - 1))).map((name) => cutTo(name, width, size));
  const rest = drawn.groups.get(group.id) - lines.length;
  const counted = rest > 0 && rows > 1;
  const all = String(drawn.groups.get(group.id)), words = `${all} in small groups`;
  if (counted) lines.push(!group.pool ? `+ ${rest}` : widthOf(words) * size > width ? all : words);
  const half = (Math.max(...lines.map(widthOf)) * size) / 2 + 2, tall = lines.length * size * LEADING;
  const x = group.x * scale, y = group.y * scale - tall / 2;
  const clear = lit(group.id), ink = group.pool ? theme.soft : theme.ink;
  return {
    lines, x, y, size, bold: group.id === state.group, box: [x - half, y, x + half, y + tall],
    ink: clear ? ink : faded(ink, 0.3), halo: clear && !group.pool ? theme.wash : theme.paper,
    last: counted ? faded(theme.faint, clear ? 1 : 0.3) : null,
  };
};
const groupLabels = (scale, room) => {
  const closed = [...drawn.groups.keys()].filter(present).map((id) => groupOf.get(id));
  const weighty = closed.filter((group) => group.radius * scale > TINY)
    .sort((a, b) => Boolean(a.pool) - Boolean(b.pool) || b.count - a.count || (a.id < b.id ? -1 : 1));
  const found = [];
  for (const group of weighty) {
    const [x, y, reach] = [group.x, group.y, group.radius].map((length) => length * scale);
    if (!room.sees([x - reach, y - reach, x + reach, y + reach])) continue;
    // Where neighbours leave no room, one shorter line may still find some.
    const label = [false, true].map((brief) => groupLabel(group, scale, brief))
      .find(({ box, lines }) => room.free(box) && (lines[0].length >= LEGIBLE_NAME || !lines[0].endsWith("…")));
    if (!label) continue;
    room.take(label.box);
    found.push(label);
  }
  return found;
};
// Where the label of a thing may stand, the best place first; each box with its upper edge.
const GAP = 3; // pixels between a thing and its label
const spotsOf = (node, wide, tall, scale, frame) => {
  const reach = (node.size || SMALL) * scale, half = wide / 2 + 2;
  const x = node.x * scale, y = node.y * scale;
  const boxed = (middle, top) => ({ x: middle, y: top, box: [middle - half, top, middle + half, top + tall] });
  // A thing at the edge has its whole name in sight, a little aside.
  const [left, right] = frame ? [frame[0] + half, frame[2] - half] : [x, x];
  const inside = frame && x > frame[0] && x < frame[2] && left < right ? Math.min(Math.max(x, left), right) : x;
  const beside = reach + half + GAP;
  return [
    boxed(inside, y + reach + GAP), boxed(inside, y - reach - GAP - tall),
    boxed(x + beside, y - tall / 2), boxed(x - beside, y - tall / 2),
  ];
};
const thingLabels = (scale, room) => {
  const found = [], marks = new Room();
  for (const { node } of labelled) {
    if (!present(node.id)) continue;
    const [x, y, reach] = [node.x, node.y, node.size || SMALL].map((length) => length * scale);
    marks.take([x - reach, y - reach, x + reach, y + reach]);
  }
  const fits = (box) => !room.frame
    || (box[0] >= room.frame[0] && box[2] <= room.frame[2] && box[1] >= room.frame[1] && box[3] <= room.frame[3]);
  const wanted = labelled.filter(({ node }) => present(node.id) && !(close && described(node)));
  const order = bright ? [...wanted.filter(({ node }) => lit(node.id)), ...wanted.filter(({ node }) => !lit(node.id))]
    : wanted;
  for (const entry of order) {
    const { node, lines } = entry;
    const chosen = node.id === state.node;
    const strong = bright && lit(node.id);
    if (node.count < 2 && node.font.size * scale < (described(node) ? 5 : NEAR) && !strong) continue;
    if (entry.width === null) entry.width = Math.max(...lines.map(widthOf));
    const size = Math.min(LARGEST, Math.max(SMALLEST, node.font.size * scale));
    const wide = entry.width * size * (chosen ? 1.08 : 1);
    const [below, ...others] = spotsOf(node, wide, lines.length * size * LEADING, scale, room.frame);
    if (!room.sees(below.box) && !room.sees(others[0].box)) continue;
    const open = room.free(below.box) && (!room.frame || below.box[3] <= room.frame[3]);
    const spot = open ? below
      : others.find(({ box }) => fits(box) && room.free(box) && marks.free(box)) ?? (chosen || room.free(below.box) ? below : null);
    if (!spot) continue;
    const { x, y, box } = spot;
    const reach = node.size || SMALL;
    room.take(box);
    room.take([node.x * scale - reach * scale, node.y * scale - reach * scale, node.x * scale + reach * scale, node.y * scale + reach * scale]);
    const ink = described(node) ? theme.soft : theme.ink;
    found.push({ lines, x, y, size, box, bold: chosen, ink: lit(node.id) ? ink : faded(ink, 0.25), halo: theme.paper });
  }
  for (const node of close ? data.nodes : []) {
    if (!described(node) || !present(node.id) || !network.body.nodes[node.id]) continue;
    const frame = network.getBoundingBox(node.id);
    const box = [frame.left * scale, frame.top * scale, frame.right * scale, frame.bottom * scale];
    if (room.sees(box)) room.take(box);
  }
  return found;
};
// What lines say is written on them where they are few: all of a small graph, or those selected.
const FEW_LINES = 30, VERB = 11.5, SPOTS = [0.5, 0.6, 0.4, 0.7, 0.3];
const verbLabels = (scale, room) => {
  const found = [];
  const wanted = data.edges.filter((edge) => shown.edges.has(edge.id) && (!bright || bright.edges.has(edge.id))
    && present(edge.from) && present(edge.to));
  if (wanted.length > FEW_LINES || scale < LEGIBLE) return found;
  for (const edge of wanted) {
    const line = network.body.edges[edge.id];
    if (!line) continue; // a frame drawn while the picture changes
    const half = (widthOf(edge.verb) * VERB) / 2 + 2;
    // The bar of a denied line is in its middle.
    for (const spot of edge.arrows.middle ? SPOTS.slice(1) : SPOTS) {
      const { x, y } = line.edgeType.getPoint(spot);
      const box = [x * scale - half, y * scale - VERB / 2 - 1, x * scale + half, y * scale + VERB / 2 + 1];
      if (!room.free(box)) continue;
      room.take(box);
      found.push({
        lines: [edge.verb], x: x * scale, y: y * scale - (VERB * LEADING) / 2, size: VERB, bold: false,
        ink: theme.soft, halo: theme.paper,
      });
      break;
    }
  }
  return found;
};
// All labels for a zoom; places and sizes are in pixels of the screen, `y` is the upper edge.
const placedLabels = (scale, frame, covered = []) => {
  const room = new Room(frame);
  for (const box of covered) room.take(box);
  return [...groupLabels(scale, room), ...thingLabels(scale, room), ...verbLabels(scale, room)];
};
const drawLabels = (context) => {
  const scale = network.getScale();
  if (scale >= CLOSE !== close) {
    close = !close;
    window.requestAnimationFrame(draw);
  }
  if (drawn.bundles.size && Math.abs(Math.log2(breadth() / broad)) > 0.3) {
    broad = breadth();
    window.requestAnimationFrame(draw);
  }
  if (drawn.groups.size && Math.abs(Math.log2(farness() / far)) > 0.3) {
    far = farness();
    window.requestAnimationFrame(draw);
  }
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 3.5 / scale;
  const { x: middle, y: centre } = network.getViewPosition();
  const [wide, tall] = [byId("graph").clientWidth / 2, byId("graph").clientHeight / 2];
  const frame = [middle * scale - wide, centre * scale - tall, middle * scale + wide, centre * scale + tall];
  // What lies on the picture hides what is written there.
  const origin = byId("graph").getBoundingClientRect();
  const covered = [...document.querySelectorAll("#stage .tools, #filters")].map((one) => one.getBoundingClientRect())
    .filter((box) => box.right > origin.left && box.left < origin.right && box.bottom > origin.top && box.top < origin.bottom)
    .map((box) => [box.left - origin.left + frame[0], box.top - origin.top + frame[1],
      box.right - origin.left + frame[0], box.bottom - origin.top + frame[1]]);
  for (const { lines, x, y, size, bold, ink, halo, last } of placedLabels(scale, frame, covered)) {
    context.font = `${bold ? "600 " : ""}${size / scale}px ${theme.sans}`;
    context.strokeStyle = halo;
    lines.forEach((line, number) => {
      const at = (y + number * size * LEADING) / scale;
      context.fillStyle = last && number === lines.length - 1 ? last : ink;
      context.strokeText(line, x / scale, at);
      context.fillText(line, x / scale, at);
    });
  }
};
