// The words behind a line ---------------------------------------------------
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December"];
const dayWords = (iso) => {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
};
const shortDay = (iso) => dayWords(iso).replace(/[A-Z][a-z]+/, (month) => month.slice(0, 3));
const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
const nodeButton = (id, text) =>
  element("button", { type: "button", text: text || nodeOf.get(id).name, onclick: () => selectNode(id, true) });
const safeLink = (claim) => {
  let address;
  try {
    address = new URL(claim.url);
  } catch {
    return null;
  }
  if (address.protocol !== "http:" && address.protocol !== "https:") return null;
  return element("a", {
    href: address.href, target: "_blank", rel: "noopener noreferrer", text: claim.title || address.hostname,
  });
};
const fact = (list, name, ...content) => {
  const parts = content.filter((part) => part);
  if (parts.length) list.append(element("dt", { text: name }), element("dd", {}, ...parts));
};
const speakerOf = (claim) => {
  if (!claim.speaker) return [];
  const name = nodeOf.has(claim.speaker_node)
    ? nodeButton(claim.speaker_node, claim.speaker)
    : element("span", { text: claim.speaker });
  return [name, claim.said && element("span", { class: "via", text: `, ${claim.said}` })];
};
const quotesOf = (claim) => (claim.quotes || []).map((text, number, all) => {
  const headline = claim.headline && number === all.length - 1;
  const quote = element("blockquote", headline ? { class: "headline" } : {},
    headline ? element("span", { class: "via", text: "Headline: " }) : null, text);
  quote.style.borderLeftColor = colour(statuses.get(claim.status));
  return quote;
});
const card = (claim) => {
  const facts = element("dl");
  fact(facts, "Said by", ...speakerOf(claim));
  fact(facts, "Relayed by", claim.relayed && claim.relayed.join(", "));
  fact(facts, "Amount", claim.amount);
  fact(facts, claim.status === "asserted" ? "When" : "Due", claim.time,
    claim.inferred && element("span", { class: "via", text: ` (year inferred from “${claim.inferred}”)` }));
  fact(facts, "Over", claim.period);
  fact(facts, "Reads as", claim.modality + (claim.polarity === "negated" ? ", negated" : ""));
  fact(facts, "Published", [claim.date && dayWords(claim.date), claim.outlet].filter(Boolean).join(", "));
  fact(facts, "Article", safeLink(claim) || claim.title);
  fact(facts, "Certainty", `${Math.round(claim.confidence * 100)} % that the article says so`);
  const found = element("article", { class: "claim" }, ...quotesOf(claim), facts);
  found.dataset.claim = claim.id;
  return found;
};
const sentence = (edge) => [nodeButton(edge.from), element("span", { class: "verb", text: ` ${edge.verb} ` }), nodeButton(edge.to)];

const intro = () => [
  element("h2", { text: data.focus ? `Around ${data.focus}` : "What the news says, and who said it" }),
  element("p", {
    class: "hint",
    text: "Each line is a claim of an article. Pick a line, a thing or a claim in the list to read the words behind it.",
  }),
];
const steps = () => {
  const box = element("div", { class: "steps", role: "group", "aria-label": "Steps around it" });
  for (const depth of [1, 2, 3]) {
    box.append(element("button", {
      type: "button", text: String(depth), "aria-pressed": String(state.depth === depth),
      onclick: () => { state.depth = depth; refresh(); show(bright.nodes, motion()); },
    }));
  }
  const only = element("input", { type: "checkbox", id: "only" });
  only.checked = state.only;
  only.addEventListener("change", () => { state.only = only.checked; refresh(); });
  return element("div", { class: "choices" }, element("span", { text: "Steps" }), box,
    element("label", {}, only, "hide the rest"));
};
const nodePart = (node) => {
  const claims = data.claims.filter((claim) => shown.claims.has(claim.number) && touches(claim, node.id));
  const start = state.start === null || state.start === node.id
    ? element("button", {
      type: "button", class: "quiet", text: state.start === null ? "Find a way from here …" : "Now pick where to …",
      onclick: () => { state.start = node.id; refresh(); },
    })
    : element("button", {
      type: "button", class: "quiet", text: `Show the way from ${nodeOf.get(state.start).name}`,
      onclick: () => findWay(state.start, node.id),
    });
  return [
    element("div", { class: "eyebrow" }, typeGlyph(node.type), element("span", { text: types.get(node.type).one })),
    element("h2", { text: node.name }),
    node.names.length ? element("p", { class: "also", text: `Also: ${node.names.join(", ")}` }) : null,
    element("p", { class: "hint", text: `${plural(claims.length, "claim")}, listed below.` }),
    steps(), start,
  ];
};
const edgePart = (edge) => {
  const listed = claimsOf.get(edge.id).filter((claim) => shown.claims.has(claim.number));
  const first = listed.filter((claim) => claim.number === state.claim);
  const rest = listed.filter((claim) => claim.number !== state.claim);
  const look = statuses.get(edge.status);
  return [
    element("div", { class: "eyebrow" }, statusGlyph(edge.status), element("span", { text: `${look.label} · ${edge.kind}` })),
    element("h2", {}, ...sentence(edge)),
    ...[...first, ...rest].map(card),
  ];
};
const pathPart = (path) => [
  element("div", { class: "eyebrow" }, element("span", { text: path.lines.length ? plural(path.lines.length, "step") : "No way" })),
  element("h2", {}, nodeButton(path.ends[0]), element("span", { class: "verb", text: " to " }), nodeButton(path.ends[1])),
  path.lines.length ? null : element("p", { class: "hint", text: "Nothing that is shown connects the two." }),
  ...path.lines.map((edge) => element("article", { class: "claim" },
    element("p", { class: "step" }, statusGlyph(edge.status), element("span", {}, ...sentence(edge))),
    ...quotesOf(claimsOf.get(edge.id).find((claim) => shown.claims.has(claim.number))))),
];
const showEvidence = () => {
  const parts = state.path ? pathPart(state.path)
    : state.edge ? edgePart(edgeOf.get(state.edge))
      : state.node !== null ? nodePart(nodeOf.get(state.node))
        : intro();
  byId("evidence").replaceChildren(...parts.filter(Boolean));
  byId("evidence").scrollTop = 0;
};
