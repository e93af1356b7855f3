// The ledger: who promised what by when, and what came of it ------------------------------------
const stands = new Map(data.style.promises.map((look) => [look.name, look]));
const standOf = (name) => stands.get(name) || { name, label: name, sign: "·" };
const order = { by: "who", down: false };
// In a row that is selected by its line or claim, the promise of that claim is marked.
const chosenPromise = () => {
  if (state.promise !== null) return data.promises[state.promise];
  if (state.claim !== null) return data.claims[state.claim].promise || null;
  return null;
};
const listedPromises = () => {
  // A selected row leaves the table as it is, or the next could not be picked.
  const within = state.promise === null ? scope() : null;
  const claims = (promise) => shownClaims(promise).map((number) => data.claims[number]);
  const found = data.promises.filter((promise) => claims(promise).some((claim) => !within || within(claim)));
  const key = { who: (p) => p.who, what: (p) => p.what, due: (p) => p.due_to || "9999", status: (p) => p.status }[order.by];
  const compared = (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.number - b.number);
  return found.sort((a, b) => (order.down ? compared(b, a) : compared(a, b)));
};
const SORTS = { refusal: "promises not to", statement: "contradicted later", reported: "reported by others" };
const standWords = (promise) => standOf(promise.status).label + (promise.overdue ? ", overdue" : "")
  + (promise.late ? `, ${plural(promise.late, "day")} late` : "");
const standGlyph = (name) => {
  const look = standOf(name);
  return element("span", { class: "sign", "aria-hidden": "true", text: look.sign, "data-stand": name });
};
const dueWords = (promise) => [
  promise.was && element("del", { text: promise.was }), promise.was && element("span", { class: "unseen", text: " moved to " }),
  element("span", { text: promise.due || "no date" }),
];
const promiseRow = (promise) => {
  const chosen = promise === chosenPromise();
  const row = element("tr", {
    id: `promise-${promise.number}`, "aria-selected": String(chosen), onclick: () => { selectPromise(promise); bringWords(); },
  },
  element("td", {}, element("b", { text: promise.who }), ` ${promise.what}`,
    element("div", { class: "meta", text: [promise.amount_was ? `${promise.amount} (first ${promise.amount_was})` : promise.amount, promise.by && `said by ${promise.by}`, SORTS[promise.sort]].filter(Boolean).join(" · ") })),
  element("td", { class: promise.due ? "due" : "due none" }, ...dueWords(promise)),
  element("td", { class: "stands" },
    element("div", {}, standGlyph(promise.status), element("span", { text: standWords(promise) }))));
  return row;
};
const sortBy = (column) => {
  order.down = order.by === column && !order.down;
  order.by = column;
  for (const head of byId("panel-ledger").querySelectorAll("th")) {
    const own = head.querySelector("button").dataset.column === column;
    head.setAttribute("aria-sort", own ? (order.down ? "descending" : "ascending") : "none");
  }
  showList();
};
for (const button of byId("panel-ledger").querySelectorAll("th button")) {
  button.addEventListener("click", () => sortBy(button.dataset.column));
}

// What was said about one promise, in the order in which it was said.
const stage = (promise, claim) => {
  const time = claim.time && (/^(by|from) /.test(claim.time) ? claim.time : `for ${claim.time}`);
  const words = [promise.told.get(claim.number), time, claim.amount, claim.speaker && `says ${claim.speaker}`];
  return element("li", promise.rests.has(claim.number) ? { class: "rests" } : {},
    element("span", { class: "day", text: claim.on ? shortDay(claim.on) : "undated" }), statusGlyph(claim.status),
    element("button", { type: "button", text: words.filter(Boolean).join(", "), onclick: () => selectClaim(claim, true) }));
};
const historyOf = (promise) => element("section", { class: "history" },
  element("h3", {}, "Status history, now ", standGlyph(promise.status), element("span", { text: standWords(promise) })),
  element("ol", {}, ...shownClaims(promise).map((number) => stage(promise, data.claims[number]))));
// Sentences that may tell what came of it, where no claim does.
const lead = (found) => {
  const facts = element("dl");
  fact(facts, "Published", [found.date && dayWords(found.date), found.outlet].filter(Boolean).join(", "));
  fact(facts, "Article", safeLink(found) || found.title);
  return element("article", { class: "claim" }, element("blockquote", { text: found.quote }), facts);
};
const leadsOf = (promise) => (promise.leads ? element("section", { class: "history" },
  element("h3", { text: "May tell what came of it" }), ...promise.leads.map(lead)) : null);
const promisePart = (promise) => [
  element("div", { class: "eyebrow" }, standGlyph(promise.status), element("span", { text: `Promise · ${standWords(promise)}` })),
  element("h2", {}, element("span", { text: promise.who }), element("span", { class: "verb", text: ` ${promise.what}` })),
  promise.due ? element("p", { class: "hint" }, "Due: ", ...dueWords(promise)) : null,
  historyOf(promise),
  leadsOf(promise),
  promise.leads ? element("section", { class: "history" }, element("h3", { text: "Claims, the newest first" })) : null,
  ...shownClaims(promise).slice().reverse().map((number) => card(data.claims[number])),
];
