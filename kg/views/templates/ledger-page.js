// Without this script the table is complete; it adds finding, filtering and sorting.
const body = document.querySelector("table.ledger tbody");
const rows = [...body.rows];
const find = document.getElementById("find");
const boxes = [...document.querySelectorAll("#tools input[type=checkbox]")];
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
// What the histories quote is of others, too, and is not looked at.
const words = new Map(rows.map((row) => [row, plain(row.dataset.find)]));
const filter = () => {
  const asked = plain(find.value).split(/\s+/).filter(Boolean);
  const kept = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  let count = 0;
  for (const row of rows) {
    const has = asked.every((word) => words.get(row).includes(word));
    row.hidden = !(has && (!boxes.length || kept.has(row.dataset.stands)));
    if (!row.hidden) count += 1;
  }
  document.getElementById("none").hidden = count > 0;
  document.getElementById("shown").textContent = count === rows.length ? "" : `${count} of ${rows.length}`;
};
const heads = [...document.querySelectorAll("table.ledger th")];
for (const head of heads) {
  head.querySelector("button").addEventListener("click", (event) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of heads) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const column = event.target.dataset.column;
    const places = new Map(rows.map((row, place) => [row, place]));
    const undated = (row) => row.dataset[column] === "9999";
    const compared = (a, b) => {
      if (undated(a) !== undated(b)) return undated(a) ? 1 : -1; // last, whichever way
      const [one, other] = [a, b].map((row) => plain(row.dataset[column]));
      const order = one < other ? -1 : one > other ? 1 : places.get(a) - places.get(b);
      return down ? -order : order;
    };
    rows.sort(compared);
    body.append(...rows);
  });
}
find.addEventListener("input", filter);
for (const box of boxes) box.addEventListener("change", filter);
document.getElementById("tools").hidden = false;
