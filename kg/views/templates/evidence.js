// The words behind a line ---------------------------------------------------
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December"];
const dayWords = (iso) => {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
};
const shortDay = (iso) => dayWords(iso).replace(/[A-Z][a-z]+/, (month) => month.slice(0, 3));
const kindWords = (kind) => kind.replace(/([a-z])([A-Z])/g, "$1 $2");
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

const wellKnown = () => data.nodes.filter((node) => !described(node) && shown.nodes.has(node.id))
  .sort((a, b) => b.count - a.count || a.id - b.id).slice(0, 6);
const promiseTally = () => {
  const found = tally(data.promises.filter((promise) => shownClaims(promise).length).map((promise) => promise.status));
  if (!found.size) return null;
  const known = [...stands.keys()].filter((name) => found.has(name));
  const parts = [...new Set([...known, ...found.keys()])].map(standOf)
    .map((look) => element("span", { class: "stand" }, standGlyph(look.name), `${found.get(look.name)} ${look.label}`));
  const day = element("span", { class: "hint", text: data.as_of ? `as of ${data.as_of}` : "" });
  return element("p", { class: "chips" },
    element("button", { type: "button", text: "Promises", onclick: () => showTab("ledger") }), ...parts, day);
};
const intro = () => [
  element("h2", { text: data.focus ? `Around ${data.focus}` : "What the news says, and who said it" }),
  element("p", {
    class: "hint",
    text: "Each line is a claim of an article. Pick a line, a thing or a claim in the list to read the words behind it.",
  }),
  element("p", { class: "chips" }, element("span", { class: "hint", text: "Start with" }),
    ...wellKnown().map((node) => nodeButton(node.id))),
  promiseTally(),
  grouped ? element("p", {
    class: "hint",
    text: "Things that belong together share a circle. Pick one to open it; the search finds what is inside.",
  }) : null,
];
// How a circle, or a bundle of lines, is made up: its commonest kinds of claim.
const kindsOf = (lines) => {
  const counts = [...tally(lines.flatMap((edge) => claimsOf.get(edge.id)).map((claim) => claim.kind))];
  const words = counts.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 4)
    .map(([kind, count]) => `${kindWords(kind)} (${count})`);
  return words.length ? element("p", { class: "also", text: `Mostly ${words.join(", ")}` }) : null;
};
const groupPart = (group) => [
  element("div", { class: "eyebrow" }, circleGlyph(), element("span", { text: `Circle of ${plural(group.size, "thing")}` })),
  element("h2", { text: groupName(group) }),
  group.pool ? element("p", { class: "hint", text: "Small groups of their own, put together for want of room." }) : null,
  kindsOf(data.edges.filter((edge) => bright.edges.has(edge.id))),
  element("div", { class: "choices" }, opened.includes(group.id)
    ? element("button", { type: "button", class: "quiet", text: "Close this circle", onclick: () => shutGroup(group.id) })
    : element("button", { type: "button", class: "quiet", text: "Open this circle", onclick: () => selectGroup(group.id) })),
];
const betweenPart = (ends) => {
  const lines = linesBetween(...ends);
  const end = (id) => (groupOf.has(id)
    ? element("button", { type: "button", text: nameOf(id), onclick: () => selectGroup(id) }) : nodeButton(id));
  const count = lines.reduce((sum, edge) => sum + claimsOf.get(edge.id).filter((claim) => shown.claims.has(claim.number)).length, 0);
  return [
    element("div", { class: "eyebrow" }, element("span", { text: `${plural(count, "claim")} between` })),
    element("h2", {}, end(ends[0]), element("span", { class: "verb", text: " and " }), end(ends[1])),
    kindsOf(lines),
  ];
};
const steps = () => {
  const box = element("div", { class: "steps", role: "group", "aria-label": "Steps around it" });
  for (const depth of [1, 2, 3]) {
    box.append(element("button", {
      type: "button", text: String(depth), "aria-pressed": String(state.depth === depth),
      onclick: () => { state.depth = depth; refresh(); showBright(motion()); },
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
    steps(),
    element("div", { class: "actions" }, start, node.in ? element("button", {
      type: "button", class: "quiet", text: "Close the circle around it", onclick: () => shutGroup(ringsOf(node)[0]),
    }) : null),
  ];
};
const edgePart = (edge) => {
  const listed = claimsOf.get(edge.id).filter((claim) => shown.claims.has(claim.number));
  const first = listed.filter((claim) => claim.number === state.claim);
  const rest = listed.filter((claim) => claim.number !== state.claim);
  const look = statuses.get(edge.status);
  return [
    element("div", { class: "eyebrow" }, statusGlyph(edge.status), element("span", { text: `${look.label} · ${kindWords(edge.kind)}` })),
    element("h2", {}, ...sentence(edge)),
    ...[...first, ...rest].map(card),
    ...[...new Set([...first, ...rest].map((claim) => claim.promise).filter(Boolean))].map(historyOf),
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
      : state.promise !== null ? promisePart(data.promises[state.promise])
        : state.between ? betweenPart(state.between)
          : state.node !== null ? nodePart(nodeOf.get(state.node))
            : state.group ? groupPart(groupOf.get(state.group))
              : intro();
  byId("evidence").replaceChildren(...parts.filter(Boolean));
  byId("evidence").scrollTop = 0;
};
