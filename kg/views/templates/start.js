// Buttons, downloads and the start --------------------------------------------
const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: motion() });
byId("zoom-in").addEventListener("click", () => zoom(1.4));
byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
byId("fit").addEventListener("click", () => showAll(motion()));

const save = (blob, name) => {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
byId("picture").addEventListener("click", () => {
  const canvas = byId("graph").querySelector("canvas");
  const copy = element("canvas", { width: canvas.width, height: canvas.height });
  const context = copy.getContext("2d");
  context.fillStyle = theme.paper;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  copy.toBlob((blob) => save(blob, "graph.png"), "image/png");
});
const COLUMNS = ["subject", "verb", "object", "kind", "status", "time", "amount", "speaker", "date", "outlet", "url", "quotes", "confidence", "id"];
const cell = (value) => {
  const text = Array.isArray(value) ? value.join(" … ") : String(value ?? "");
  // A leading sign would make a spreadsheet run the cell as a formula.
  return `"${text.replace(/^[=+@\t]/, "'$&").replace(/"/g, '""')}"`;
};
byId("rows").addEventListener("click", () => {
  const rows = listed().map((claim) => COLUMNS.map((name) => cell(claim[name])).join(","));
  save(new Blob([[COLUMNS.join(","), ...rows, ""].join("\r\n")], { type: "text/csv" }), "claims.csv");
});

dark.addEventListener("change", () => {
  readTheme();
  showFilters();
  refresh();
});
window.addEventListener("hashchange", () => {
  Object.assign(state, { node: null, edge: null, claim: null, path: null });
  readAddress();
  showFilters();
  refresh();
  if (bright) show(bright.nodes, motion());
});
byId("filters").open = window.innerWidth > 1180;
readAddress();
showFilters();
refresh();
if (bright) show(bright.nodes, false);
else showAll(false);
byId("graph").kg = { network, nodeOf, edgeOf }; // for the console
document.documentElement.dataset.ready = "true";
