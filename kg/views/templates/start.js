// Buttons, and the start --------------------------------------------------------
let moved = false; // by hand: then the view stays when the window changes
const zoom = (factor) => {
  moved = true;
  network.moveTo({ scale: network.getScale() * factor, animation: motion() });
};
const showFirst = () => {
  if (bright) showBright(false);
  else if (grouped && data.centre !== null) show(membersOf(nodeOf.get(data.centre).in), false);
  else showAll(false);
};
byId("zoom-in").addEventListener("click", () => zoom(1.4));
byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
byId("fit").addEventListener("click", () => showAll(motion()));
dark.addEventListener("change", () => {
  readTheme();
  showFilters();
  refresh();
});
document.querySelector(".skip").addEventListener("click", (event) => {
  // The address holds the view, so the link must not change it.
  event.preventDefault();
  const list = LISTS[state.tab];
  const box = byId(list.focus || list.box);
  box.focus();
  box.scrollIntoView({ block: "nearest" });
});
window.addEventListener("hashchange", () => {
  readAddress();
  showFilters();
  refresh();
  if (bright) showBright(motion());
});
document.addEventListener("click", (event) => {
  if (!byId("save").contains(event.target)) byId("save").open = false;
});
byId("filters").open = window.innerWidth > 1180;
byId("tab-ledger").hidden = data.promises.length === 0;
readAddress();
settle();
startPicture();
listenToPicture();
showFilters();
tell();
showFirst();
for (const name of ["dragStart", "zoom"]) network.on(name, () => { moved = true; });
network.on("resize", () => requestAnimationFrame(() => moved || showFirst()));
byId("graph").kg = { network, nodeOf, edgeOf, groupOf, drawn, placedLabels, svgPicture, turtle }; // for the console
document.documentElement.dataset.ready = "true";
