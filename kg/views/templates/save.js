// What can be taken away: the picture as PNG and SVG, what is shown as CSV and Turtle ------------
const save = (blob, name) => {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
const savePng = () => {
  const canvas = byId("graph").querySelector("canvas");
  const copy = element("canvas", { width: canvas.width, height: canvas.height });
  const context = copy.getContext("2d");
  context.fillStyle = theme.paper;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  copy.toBlob((blob) => save(blob, "graph.png"), "image/png");
};

// The SVG has everything that passes the filters, at the zoom of the screen, with the same labels.
const SVG = "http://www.w3.org/2000/svg";
const svgElement = (tag, attributes, ...children) => {
  const found = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) found.setAttribute(name, value);
  found.append(...children);
  return found;
};
const tidy = (value) => String(Math.round(value * 10) / 10);
const CORNERS = {
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]], diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  triangle: [[0, -1.05], [1, 0.75], [-1, 0.75]], triangleDown: [[0, 1.05], [1, -0.75], [-1, -0.75]],
  hexagon: [[-0.5, -0.87], [0.5, -0.87], [1, 0], [0.5, 0.87], [-0.5, 0.87], [-1, 0]],
  star: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => {
    const reach = at % 2 ? 0.5 : 1.3, turn = (at * Math.PI) / 5;
    return [reach * Math.sin(turn), -reach * Math.cos(turn)];
  }),
};
const svgThing = (item, scale) => {
  const at = network.body.nodes[item.id], x = at.x * scale, y = at.y * scale;
  const paint = { fill: item.color.background, stroke: item.color.border, "stroke-width": 1 };
  if (item.shape === "box") {
    const frame = network.getBoundingBox(item.id);
    const [width, height] = [(frame.right - frame.left) * scale, (frame.bottom - frame.top) * scale];
    const box = { x: tidy(frame.left * scale), y: tidy(frame.top * scale), width: tidy(width), height: tidy(height), rx: 4 };
    const text = { lines: item.label.split("\n"), x, size: item.font.size * scale, ink: item.font.color, halo: null };
    text.y = y - (text.lines.length * text.size * LEADING) / 2;
    return [svgElement("rect", { ...box, ...paint }), svgText(text)];
  }
  const size = item.size * scale, corners = CORNERS[item.shape];
  if (!corners) return [svgElement("circle", { cx: tidy(x), cy: tidy(y), r: tidy(size), ...paint })];
  const points = corners.map(([dx, dy]) => `${tidy(x + dx * size)},${tidy(y + dy * size)}`).join(" ");
  return [svgElement("polygon", { points, ...paint })];
};
const svgText = ({ lines, x, y, size, bold, ink, halo, last }) => svgElement("text", {
  x: tidy(x), "text-anchor": "middle", "font-size": tidy(size), "font-weight": bold ? 600 : 400, fill: ink,
  ...(halo ? { stroke: halo, "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke" } : {}),
}, ...lines.map((line, number) => {
  const row = svgElement("tspan", { x: tidy(x), y: tidy(y + (number * LEADING + 0.86) * size) }, line);
  if (last && number === lines.length - 1) row.setAttribute("fill", last);
  return row;
}));
const svgLine = (item, scale) => {
  const type = network.body.edges[item.id].edgeType;
  const [start, half, end] = [0, 0.5, 1].map((part) => type.getPoint(part)).map(({ x, y }) => [x * scale, y * scale]);
  // The point that a curve of second order bends towards; on a straight line its middle.
  const bend = [0, 1].map((axis) => 2 * half[axis] - (start[axis] + end[axis]) / 2);
  const paint = { fill: "none", stroke: item.color.color, "stroke-opacity": item.color.opacity };
  const width = Math.max(0.5, item.width * scale);
  const dashes = Array.isArray(item.dashes) ? { "stroke-dasharray": item.dashes.map((part) => tidy(part * scale)).join(" ") } : {};
  const target = nodeOf.get(item.to), reach = (target ? target.size || SMALL : 0) * scale + 2;
  const [dx, dy] = [end[0] - bend[0], end[1] - bend[1]], far = Math.hypot(dx, dy) || 1;
  const tip = [end[0] - (dx / far) * reach, end[1] - (dy / far) * reach];
  const path = `M${start.map(tidy)} Q${bend.map(tidy)} ${(target ? tip : end).map(tidy)}`;
  const found = [svgElement("path", { d: path, "stroke-width": tidy(width), ...paint, ...dashes })];
  const solid = { fill: item.color.color, "fill-opacity": item.color.opacity };
  if (target) {
    const [ux, uy] = [dx / far, dy / far], long = 8 * scale + 2, broadside = long * 0.4;
    const corner = (side) => [tip[0] - ux * long + side * uy * broadside, tip[1] - uy * long - side * ux * broadside];
    found.push(svgElement("polygon", { points: [tip, corner(1), corner(-1)].map((point) => point.map(tidy)).join(" "), ...solid }));
  }
  if (item.arrows && item.arrows.middle) {
    const [bx, by] = [end[0] - start[0], end[1] - start[1]], long = Math.hypot(bx, by) || 1, arm = 6 * scale + 1;
    const ends = [1, -1].map((side) => [half[0] - (side * by * arm) / long, half[1] + (side * bx * arm) / long]);
    found.push(svgElement("path", { d: `M${ends[0].map(tidy)} L${ends[1].map(tidy)}`, "stroke-width": tidy(width + 0.5), ...paint }));
  }
  return found;
};
const svgPicture = () => {
  const scale = network.getScale();
  const seen = (item) => !item.hidden;
  const things = nodes.get({ filter: seen }), lines = edges.get({ filter: seen });
  const labels = placedLabels(scale, null);
  const frames = things.map((item) => frameOf(item.id, SMALLEST / scale)).map((frame) => frame.map((side) => side * scale));
  const side = (at, pick) => frames.reduce((found, frame) => pick(found, frame[at]), frames.length ? frames[0][at] : 0);
  const [left, top] = [side(0, Math.min) - 20, side(1, Math.min) - 20];
  const [width, height] = [side(2, Math.max) + 20 - left, side(3, Math.max) + 20 - top];
  const frame = { x: tidy(left), y: tidy(top), width: tidy(width), height: tidy(height) };
  const circles = things.filter((item) => groupOf.has(item.id)), rest = things.filter((item) => !groupOf.has(item.id));
  const svg = svgElement("svg", {
    xmlns: SVG, viewBox: `${frame.x} ${frame.y} ${frame.width} ${frame.height}`, width: frame.width, height: frame.height,
    "font-family": theme.sans, role: "img",
  },
  svgElement("title", {}, data.title), svgElement("rect", { ...frame, fill: theme.paper }),
  ...lines.flatMap((item) => svgLine(item, scale)), ...circles.flatMap((item) => svgThing(item, scale)),
  ...rest.flatMap((item) => svgThing(item, scale)), ...labels.map(svgText));
  return new XMLSerializer().serializeToString(svg);
};
const saveSvg = () => save(new Blob([svgPicture(), "\n"], { type: "image/svg+xml" }), "graph.svg");

const COLUMNS = ["subject", "verb", "object", "kind", "status", "time", "amount", "speaker", "date", "outlet", "url", "quotes", "confidence", "id"];
const cell = (value) => {
  const text = Array.isArray(value) ? value.join(" … ") : String(value ?? "");
  // A leading sign would make a spreadsheet run the cell as a formula, where no mere number follows.
  return `"${text.replace(/^(?![+-][\d.,]*\d\s?%?$)[=+\-@\t\r\n]/, "'$&").replace(/"/g, '""')}"`;
};
const saveCsv = () => {
  const rows = listed().map((claim) => COLUMNS.map((name) => cell(claim[name])).join(","));
  save(new Blob([[COLUMNS.join(","), ...rows, ""].join("\r\n")], { type: "text/csv" }), "claims.csv");
};

// Turtle of the claims shown and of what they are about, in the words of the store: every triple
// written here is one of `graph.nq`. What only the drawing has (unnamed objects) is left out.
const literal = (text) => `"${text.replace(/[\\"]/g, "\\$&").replace(/[\u0000-\u001f\u007f]/g, (sign) =>
  `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`)}"`;
const date = (iso) => `"${iso}"^^xsd:date`;
const statement = (subject, pairs) => {
  const kept = pairs.filter(([, value]) => value);
  return kept.length ? `<${subject}> ${kept.map(([name, value]) => `${name} ${value}`).join(" ;\n    ")} .\n` : "";
};
const inStore = (id) => (nodeOf.has(id) && !nodeOf.get(id).own ? `<${nodeOf.get(id).iri}>` : null);
const turtleClaim = (claim) => {
  const edge = edgeOf.get(claim.edge);
  return statement(claim.id, [
    ["a", "ci:Claim"], ["ci:claimKind", `kind:${claim.kind}`], ["ci:modality", `mod:${claim.modality}`],
    ["ci:polarity", `pol:${claim.polarity}`], ["ci:subject", inStore(edge.from)],
    ["ci:object", claim.points ? inStore(edge.to) : null], ["ci:statedBy", inStore(claim.speaker_node)],
    ["ci:dateSaid", claim.on && date(claim.on)], ["ci:dueEarliest", claim.due_from && date(claim.due_from)],
    ["ci:dueLatest", claim.due_to && date(claim.due_to)], ["ci:publishedIn", `<${data.articles}${claim.article}>`],
  ]);
};
const turtleArticle = (claim) => statement(`${data.articles}${claim.article}`, [
  ["a", "ci:Article"], ["schema:headline", claim.title && !claim.odd && literal(claim.title)],
  ["schema:datePublished", claim.date && date(claim.date)], ["schema:url", claim.url && !claim.odd && `${literal(claim.url)}^^xsd:anyURI`],
]);
const turtle = () => {
  const claims = listed(), articles = new Map(claims.map((claim) => [claim.article, claim]));
  const ends = new Set(claims.flatMap((claim) => [edgeOf.get(claim.edge).from, edgeOf.get(claim.edge).to, claim.speaker_node]));
  const things = data.nodes.filter((node) => ends.has(node.id) && !node.own);
  return [
    ...Object.entries(data.prefixes).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`), "\n",
    ...claims.map(turtleClaim), ...[...articles.keys()].sort().map((key) => turtleArticle(articles.get(key))),
    ...things.map((node) => statement(node.iri, [["a", `ci:${node.class}`], ["rdfs:label", !node.odd && literal(node.name)]])),
  ].join("");
};
const saveTurtle = () => save(new Blob([turtle()], { type: "text/turtle" }), "claims.ttl");

for (const [id, action] of [["save-png", savePng], ["save-svg", saveSvg], ["save-csv", saveCsv], ["save-turtle", saveTurtle]]) {
  byId(id).addEventListener("click", () => {
    byId("save").open = false;
    action();
  });
}
