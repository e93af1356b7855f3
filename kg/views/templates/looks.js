// All text of articles enters the page through textContent or canvas text; nothing builds markup.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const still = window.matchMedia("(prefers-reduced-motion: reduce)");
const narrow = window.matchMedia("(max-width: 760px)");
document.documentElement.classList.remove("no-js");

const element = (tag, properties = {}, ...children) => {
  const found = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") found.className = value;
    else if (name === "text") found.textContent = value;
    else if (name.startsWith("on")) found.addEventListener(name.slice(2), value);
    else found.setAttribute(name, value);
  }
  found.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return found;
};

// Colours -------------------------------------------------------------------
const types = new Map(data.style.types.map((type) => [type.name, type]));
types.set(data.style.fallback.name, data.style.fallback);
const statuses = new Map(data.style.statuses.map((status) => [status.name, status]));
const colour = (look) => (dark.matches ? look.dark : look.light);
const theme = {};
const readTheme = () => {
  const sheet = getComputedStyle(document.documentElement);
  for (const name of ["ink", "soft", "faint", "line", "paper", "card", "wash", "ring", "accent", "sans"]) {
    theme[name] = sheet.getPropertyValue(`--${name}`).trim();
  }
};
readTheme();
const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
// Faded colours are mixed with the paper, not transparent: lines must not shine through.
const faded = (hex, part) => {
  const paper = channels(theme.paper);
  const mixed = channels(hex).map((value, i) => Math.round(value * part + paper[i] * (1 - part)));
  return `rgb(${mixed.join(", ")})`;
};

// Glyphs of the legend ------------------------------------------------------
const drawing = (width, height, ...shapes) => {
  const SVG = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(SVG, "svg");
  const frame = { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" };
  for (const [name, value] of Object.entries(frame)) svg.setAttribute(name, value);
  for (const [tag, attributes] of shapes) {
    const shape = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    svg.append(shape);
  }
  return svg;
};
const OUTLINES = {
  dot: ["circle", { cx: 7, cy: 7, r: 5 }],
  square: ["rect", { x: 2.5, y: 2.5, width: 9, height: 9 }],
  triangle: ["polygon", { points: "7,1.5 13,12 1,12" }],
  triangleDown: ["polygon", { points: "7,12.5 13,2 1,2" }],
  diamond: ["polygon", { points: "7,1 13,7 7,13 1,7" }],
  hexagon: ["polygon", { points: "4,1.8 10,1.8 13,7 10,12.2 4,12.2 1,7" }],
  star: ["polygon", { points: "7,0.5 8.8,5 13.5,5.3 9.9,8.3 11,13 7,10.4 3,13 4.1,8.3 0.5,5.3 5.2,5" }],
  box: ["rect", { x: 1, y: 3, width: 12, height: 8, rx: 2.5 }],
};
const typeGlyph = (name) => {
  const look = types.get(name);
  const [tag, attributes] = OUTLINES[look.shape];
  const paint = look.shape === "box"
    ? { fill: "none", stroke: colour(look), "stroke-width": 1.4 }
    : { fill: colour(look) };
  return drawing(14, 14, [tag, { ...attributes, ...paint }]);
};
const statusGlyph = (name) => {
  const look = statuses.get(name);
  const line = { x1: 1, y1: 6, x2: 27, y2: 6, stroke: colour(look), "stroke-width": 2 };
  if (look.dash.length) line["stroke-dasharray"] = look.dash.map((part) => part * 0.72).join(" ");
  const shapes = [["line", line]];
  if (look.bar) shapes.push(["line", { x1: 14, y1: 1, x2: 14, y2: 11, stroke: colour(look), "stroke-width": 2 }]);
  return drawing(28, 12, ...shapes);
};
const circleGlyph = () => drawing(14, 14, ["circle", { cx: 7, cy: 7, r: 5.6, fill: theme.wash, stroke: theme.faint, "stroke-width": 1.2 }]);
