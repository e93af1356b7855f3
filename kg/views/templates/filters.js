// Filters, which are the legend as well --------------------------------------
const tally = (values) => {
  const found = new Map();
  for (const value of values) found.set(value, (found.get(value) || 0) + 1);
  return found;
};
const choice = (group, name, label, count, glyph) => {
  const input = element("input", { type: "checkbox", value: name });
  input.checked = !off[group].has(name);
  const row = element("label", { class: input.checked ? "" : "off" }, input, glyph,
    element("span", { text: label }), element("span", { class: "tally", text: String(count) }));
  input.addEventListener("change", () => {
    if (input.checked) off[group].delete(name);
    else off[group].add(name);
    row.className = input.checked ? "" : "off";
    byId("reset").hidden = !filtered();
    refresh();
  });
  return row;
};
const fill = (group, entries) => {
  const box = byId(group);
  box.replaceChildren(box.querySelector("legend"), ...entries);
};

// Days of publication: a bar for each month, quarter or year, and a thumb at either end.
const BINS = 26;
const binOf = (day, months) => Math.floor((Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1) / months);
const binStart = (bin, months) => {
  const month = bin * months;
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
};
const showDates = () => {
  const box = byId("dates");
  box.hidden = days.length < 2;
  if (box.hidden) return;
  const first = days[0], last = days[days.length - 1];
  const months = [1, 3, 6, 12, 24, 60, 120].find((size) => binOf(last, size) - binOf(first, size) < BINS) || 240;
  const start = binOf(first, months), count = binOf(last, months) - start + 1;
  const counts = tally(data.claims.filter((claim) => claim.date).map((claim) => binOf(claim.date, months) - start));
  const most = Math.max(...counts.values());
  const width = 192 / count;
  const within = (bin) => binStart(bin + 1, months) > limits.from && binStart(bin, months) <= limits.to;
  const bars = [...counts].map(([bin, value]) => ["rect", {
    x: bin * width + 0.5, width: Math.max(1, width - 1), height: Math.max(2, (34 * value) / most),
    y: 36 - Math.max(2, (34 * value) / most), fill: within(start + bin) ? theme.accent : theme.line,
  }]);
  const thumb = (name, label, value) => {
    const input = element("input", { type: "range", min: 0, max: count - 1, step: 1, "aria-label": label });
    input.value = String(value);
    input.addEventListener("input", () => {
      const bin = start + Number(input.value);
      if (name === "from") limits.from = [binStart(bin, months), first].sort()[1];
      else {
        const end = new Date(`${binStart(bin + 1, months)}T00:00:00Z`);
        limits.to = [new Date(end - 86400000).toISOString().slice(0, 10), last].sort()[0];
      }
      if (limits.from > limits.to) {
        if (name === "from") limits.to = limits.from;
        else limits.from = limits.to;
      }
      showDates();
      byId(`date-${name}`).focus();
      byId("reset").hidden = !filtered();
      refresh();
    });
    input.id = `date-${name}`;
    input.setAttribute("aria-valuetext", dayWords(limits[name]));
    return input;
  };
  const from = thumb("from", "Published from", binOf(limits.from, months) - start);
  const to = thumb("to", "Published until", binOf(limits.to, months) - start);
  fill("dates", [drawing(192, 36, ...bars), element("div", { class: "thumbs" }, from, to),
    element("div", { class: "ends" }, element("span", { text: shortDay(limits.from) }), element("span", { text: shortDay(limits.to) }))]);
};
const showSureness = () => {
  const box = byId("sureness");
  const all = data.claims.map((claim) => claim.confidence);
  box.hidden = Math.min(...all) === Math.max(...all);
  if (box.hidden) return;
  const label = element("span", { text: `at least ${Math.round(limits.sure * 100)} %` });
  const input = element("input", { type: "range", min: 0, max: 1, step: 0.05, "aria-label": "Least certainty" });
  input.value = String(limits.sure);
  input.addEventListener("input", () => {
    limits.sure = Number(input.value);
    label.textContent = `at least ${Math.round(limits.sure * 100)} %`;
    byId("reset").hidden = !filtered();
    refresh();
  });
  fill("sureness", [input, label]);
};
const showFilters = () => {
  const stands = tally(data.claims.map((claim) => claim.status));
  const things = tally(data.nodes.map((node) => node.type));
  const kinds = tally(data.claims.map((claim) => claim.kind));
  fill("statuses", [...statuses.values()].filter((look) => stands.has(look.name))
    .map((look) => choice("statuses", look.name, look.label, stands.get(look.name), statusGlyph(look.name))));
  fill("types", [...types.values()].filter((look) => things.has(look.name))
    .map((look) => choice("types", look.name, look.plural, things.get(look.name), typeGlyph(look.name))));
  fill("kinds", [...kinds].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([kind, count]) => choice("kinds", kind, kindWords(kind), count, null)));
  showDates();
  showSureness();
  byId("reset").hidden = !filtered();
};
const clearFilters = () => {
  for (const set of Object.values(off)) set.clear();
  Object.assign(limits, { from: days[0], to: days[days.length - 1], sure: 0 });
  showFilters();
  refresh();
};
byId("reset").addEventListener("click", clearFilters);
