// Search over names and aliases ---------------------------------------------
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const index = data.nodes.map((node) => ({ node, names: [node.name, ...node.names].map((name) => [plain(name), name]) }));
const search = byId("search");
const suggestions = byId("suggestions");
let found = [];
let active = -1;
const rank = (name, query) =>
  name === query ? 0 : name.startsWith(query) ? 1 : name.includes(` ${query}`) ? 2 : name.includes(query) ? 3 : 9;
// How many letters are wrong, missing or too many (Levenshtein 1966).
const slips = (one, other) => {
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length];
};
const misspelt = (name, query) => {
  const most = query.length < 4 ? 0 : query.length < 8 ? 1 : 2;
  return Math.abs(name.length - query.length) <= most && slips(name, query) <= most ? 0 : 9;
};
const matches = (query, rated = rank) => {
  const all = [];
  for (const { node, names } of index) {
    const [best, name] = names.map(([key, text]) => [rated(key, query), text]).sort((a, b) => a[0] - b[0])[0];
    if (best < 9) all.push({ node, best, name });
  }
  if (!all.length && rated === rank) return matches(query, misspelt);
  return all.sort((a, b) => a.best - b.best || b.node.count - a.node.count || a.node.id - b.node.id).slice(0, 9);
};
const closeSuggestions = () => {
  suggestions.hidden = true;
  search.setAttribute("aria-expanded", "false");
  search.removeAttribute("aria-activedescendant");
  active = -1;
};
const mark = (next) => {
  const options = found.length ? [...suggestions.children] : [];
  if (!options.length) return;
  active = (next + options.length) % options.length;
  options.forEach((option, number) => option.setAttribute("aria-selected", String(number === active)));
  search.setAttribute("aria-activedescendant", options[active].id);
};
const choose = (node) => {
  search.value = node.name;
  closeSuggestions();
  if (!shown.nodes.has(node.id)) clearFilters();
  selectNode(node.id, true);
};
const suggest = () => {
  const query = plain(search.value.trim());
  found = query ? matches(query) : [];
  suggestions.replaceChildren(...found.map(({ node, name }, number) =>
    element("li", {
      role: "option", id: `suggestion-${number}`, "aria-selected": "false",
      onmousedown: (event) => { event.preventDefault(); choose(node); },
    }, typeGlyph(node.type), element("span", { text: node.name }),
    name === node.name ? null : element("span", { class: "also", text: name }))));
  if (query && !found.length) {
    suggestions.append(element("li", {
      class: "nothing", role: "option", "aria-disabled": "true", "aria-selected": "false", text: "Nothing here is called so.",
    }));
  }
  suggestions.hidden = !query;
  search.setAttribute("aria-expanded", String(Boolean(query)));
  if (found.length) mark(0);
};
search.addEventListener("input", suggest);
search.addEventListener("focus", () => { if (search.value) suggest(); });
search.addEventListener("blur", closeSuggestions);
search.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") mark(active + 1);
  else if (event.key === "ArrowUp") mark(active - 1);
  else if (event.key === "Enter" && active >= 0) choose(found[active].node);
  else if (event.key === "Escape" && !suggestions.hidden) closeSuggestions();
  else return;
  event.preventDefault();
  event.stopPropagation();
});
