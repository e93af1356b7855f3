"use strict";
(() => {
  // All text of articles enters the page through textContent; nothing here builds markup.
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const narrow = window.matchMedia("(max-width: 760px)");
  const SVG = "http://www.w3.org/2000/svg";
  const PAGE = 150; // claims that the list shows before "Show more"
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

  // Looks ------------------------------------------------------------------
  const types = new Map(data.style.types.map((type) => [type.name, type]));
  types.set(data.style.fallback.name, data.style.fallback);
  const statuses = new Map(data.style.statuses.map((status) => [status.name, status]));
  const colour = (look) => (dark.matches ? look.dark : look.light);
  const variable = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const faded = (hex, opacity) => {
    const number = parseInt(hex.slice(1), 16);
    return `rgba(${number >> 16}, ${(number >> 8) & 255}, ${number & 255}, ${opacity})`;
  };

  const drawing = (width, height, ...shapes) => {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("aria-hidden", "true");
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
    const [tag, attributes] = OUTLINES[look.shape] || OUTLINES.dot;
    const paint = look.shape === "box"
      ? { fill: "none", stroke: colour(look), "stroke-width": 1.4 }
      : { fill: colour(look) };
    return drawing(14, 14, [tag, { ...attributes, ...paint }]);
  };
  const statusGlyph = (name) => {
    const look = statuses.get(name);
    const line = { x1: 1, y1: 6, x2: 29, y2: 6, stroke: colour(look), "stroke-width": 2 };
    if (look.dash.length) line["stroke-dasharray"] = look.dash.map((part) => part * 0.72).join(" ");
    const shapes = [["line", line]];
    if (look.bar) shapes.push(["line", { x1: 15, y1: 1, x2: 15, y2: 11, stroke: colour(look), "stroke-width": 2 }]);
    return drawing(30, 12, ...shapes);
  };

  // State ------------------------------------------------------------------
  const off = { statuses: new Set(), types: new Set(), kinds: new Set() };
  const state = { node: null, edge: null, claim: null, shown: PAGE };
  const nodeOf = new Map(data.nodes.map((node) => [node.id, node]));
  const edgeOf = new Map(data.edges.map((edge) => [edge.id, edge]));
  data.claims.forEach((claim, number) => {
    claim.number = number;
    claim.edge = `e${claim.edge}`;
  });
  const claimsOf = new Map(data.edges.map((edge) => [edge.id, []]));
  for (const claim of data.claims) claimsOf.get(claim.edge).push(claim);
  const linesOf = new Map(data.nodes.map((node) => [node.id, []]));
  for (const edge of data.edges) {
    linesOf.get(edge.from).push(edge);
    if (edge.to !== edge.from) linesOf.get(edge.to).push(edge);
  }
  const edgeShown = (edge) =>
    !off.statuses.has(edge.status) &&
    !off.kinds.has(edge.kind) &&
    !off.types.has(nodeOf.get(edge.from).type) &&
    !off.types.has(nodeOf.get(edge.to).type);

  // Graph ------------------------------------------------------------------
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const near = () => {
    // The nodes and lines that stay bright: all where nothing is selected.
    if (state.edge) {
      const edge = edgeOf.get(state.edge);
      return { nodes: new Set([edge.from, edge.to]), edges: new Set([edge.id]) };
    }
    if (state.node === null) return null;
    const lines = linesOf.get(state.node).filter(edgeShown);
    return {
      nodes: new Set([state.node, ...lines.flatMap((edge) => [edge.from, edge.to])]),
      edges: new Set(lines.map((edge) => edge.id)),
    };
  };
  const drawnNode = (node, bright, visible) => {
    const look = types.get(node.type);
    const fill = colour(look);
    const box = look.shape === "box";
    const clear = !bright || bright.nodes.has(node.id);
    const ink = variable(box ? "--soft" : "--ink");
    const shade = {
      background: box ? variable("--wash") : clear ? fill : faded(fill, 0.15),
      border: box ? variable("--wash") : variable("--paper"),
    };
    const strong = { background: box ? variable("--card") : fill, border: box ? fill : variable("--ink") };
    return {
      id: node.id, label: node.label, shape: look.shape, x: node.x, y: node.y, size: node.size,
      hidden: !visible.has(node.id),
      font: {
        size: node.font.size, face: variable("--sans"), color: clear ? ink : faded(variable("--ink"), 0.16),
        strokeWidth: box ? 0 : 4, strokeColor: variable("--paper"),
      },
      margin: box ? { top: 5, bottom: 5, left: 8, right: 8 } : undefined,
      shapeProperties: { borderRadius: 5 },
      color: { ...shade, highlight: strong, hover: strong },
    };
  };
  const drawnEdge = (edge, bright, few) => {
    const paint = colour(statuses.get(edge.status));
    const clear = !bright || bright.edges.has(edge.id);
    const named = few || (bright && clear);
    return {
      ...edge, hidden: !edgeShown(edge), label: named ? edge.verb : undefined,
      color: { color: paint, highlight: paint, hover: paint, inherit: false, opacity: clear ? 0.95 : 0.1 },
      font: {
        size: 11, face: variable("--sans"), color: variable("--soft"), strokeWidth: 4,
        strokeColor: variable("--paper"), align: "horizontal",
      },
    };
  };
  const draw = () => {
    const shown = data.edges.filter(edgeShown);
    const visible = new Set(shown.flatMap((edge) => [edge.from, edge.to]));
    const bright = near();
    const few = shown.length <= 30;
    nodes.update(data.nodes.map((node) => drawnNode(node, bright, visible)));
    edges.update(data.edges.map((edge) => drawnEdge(edge, bright, few)));
    byId("empty").hidden = shown.length > 0;
  };
  draw();
  const network = new vis.Network(byId("graph"), { nodes, edges }, data.options);
  network.once("afterDrawing", () => {
    document.documentElement.dataset.drawn = String(Math.round(performance.now()));
  });
  const canvasFrame = byId("graph").querySelector(".vis-network");
  if (canvasFrame) canvasFrame.tabIndex = -1;
  const motion = () => (still.matches ? false : { duration: 300, easingFunction: "easeInOutQuad" });
  const centre = (ids, scale) => {
    if (ids.length === 1) network.focus(ids[0], { scale: scale || 0.9, animation: motion() });
    else network.fit({ nodes: ids, maxZoomLevel: 1, animation: motion() });
  };

  // Evidence ---------------------------------------------------------------
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December"];
  const dayWords = (iso) => {
    const [year, month, day] = iso.split("-").map(Number);
    return `${day} ${MONTHS[month - 1]} ${year}`;
  };
  const nodeButton = (id) =>
    element("button", { type: "button", text: nodeOf.get(id).name, onclick: () => selectNode(id, true) });
  const safeLink = (claim) => {
    let address;
    try {
      address = new URL(claim.url);
    } catch {
      return null;
    }
    if (address.protocol !== "http:" && address.protocol !== "https:") return null;
    return element("a", {
      href: address.href, target: "_blank", rel: "noopener noreferrer",
      text: claim.title || address.hostname,
    });
  };
  const fact = (list, name, ...content) => {
    const parts = content.filter((part) => part);
    if (parts.length) list.append(element("dt", { text: name }), element("dd", {}, ...parts));
  };
  const speakerOf = (claim) => {
    if (!claim.speaker) return [];
    const known = claim.speaker_node !== undefined && nodeOf.has(claim.speaker_node);
    const name = known
      ? element("button", { type: "button", text: claim.speaker, onclick: () => selectNode(claim.speaker_node, true) })
      : element("span", { text: claim.speaker });
    const said = claim.said ? element("span", { class: "via", text: `, ${claim.said}` }) : null;
    return [name, said];
  };
  const card = (claim) => {
    const paint = colour(statuses.get(claim.status));
    const quotes = (claim.quotes || []).map((text) => {
      const quote = element("blockquote", { text });
      quote.style.borderLeftColor = paint;
      return quote;
    });
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
    const sure = claim.confidence === undefined ? "" : `${Math.round(claim.confidence * 100)} %`;
    fact(facts, "Certainty", sure && `${sure} that the article says so`);
    const found = element("article", { class: "claim" }, ...quotes, facts);
    found.dataset.claim = claim.id;
    return found;
  };
  const lineHeading = (edge) =>
    element("h2", {}, nodeButton(edge.from), element("span", { class: "verb", text: ` ${edge.verb} ` }), nodeButton(edge.to));
  const intro = () => [
    element("h2", { text: data.focus ? `Around ${data.focus}` : "What the news says, and who said it" }),
    element("p", { class: "hint", text: "Each line is a claim of an article. Pick a line, a thing or a claim in the list to read the words behind it." }),
  ];
  const nodePart = (node) => {
    const lines = linesOf.get(node.id).filter(edgeShown);
    const total = lines.reduce((sum, edge) => sum + claimsOf.get(edge.id).length, 0);
    const look = types.get(node.type);
    return [
      element("div", { class: "eyebrow" }, typeGlyph(node.type), element("span", { text: look.plural })),
      element("h2", { text: node.name }),
      node.names.length ? element("p", { class: "also", text: `Also: ${node.names.join(", ")}` }) : null,
      element("p", { class: "hint", text: `${total} ${total === 1 ? "claim" : "claims"}, listed below.` }),
    ];
  };
  const edgePart = (edge) => {
    const listed = claimsOf.get(edge.id);
    const first = state.claim === null ? [] : listed.filter((claim) => claim.number === state.claim);
    const rest = listed.filter((claim) => !first.includes(claim));
    const look = statuses.get(edge.status);
    return [
      element("div", { class: "eyebrow" }, statusGlyph(edge.status), element("span", { text: look.label }),
        element("span", { text: `· ${edge.kind}` })),
      lineHeading(edge),
      ...[...first, ...rest].map(card),
    ];
  };
  const showEvidence = () => {
    const parts = state.edge ? edgePart(edgeOf.get(state.edge))
      : state.node !== null ? nodePart(nodeOf.get(state.node))
        : intro();
    byId("evidence").replaceChildren(...parts.filter(Boolean));
    byId("evidence").scrollTop = 0;
  };

  // List -------------------------------------------------------------------
  const listed = () => data.claims.filter((claim) => {
    const edge = edgeOf.get(claim.edge);
    return edgeShown(edge) && (state.node === null || edge.from === state.node || edge.to === state.node);
  });
  const item = (claim) => {
    const meta = [statuses.get(claim.status).label, claim.date, claim.outlet].filter(Boolean).join(" · ");
    return element("li", {
      role: "option", id: `claim-${claim.number}`, "aria-selected": String(claim.number === state.claim),
      onclick: () => selectClaim(claim, true),
    },
    element("div", { class: "what" }, claim.subject, element("span", { class: "verb", text: ` ${claim.verb} ` }), claim.object),
    element("div", { class: "meta" }, statusGlyph(claim.status), element("span", { text: meta })));
  };
  const showList = () => {
    const claims = listed();
    const list = byId("list");
    list.replaceChildren(...claims.slice(0, state.shown).map(item));
    byId("more").hidden = claims.length <= state.shown;
    const all = data.claims.length;
    byId("count").textContent = claims.length === all ? `${all}` : `${claims.length} of ${all}`;
    const active = state.claim === null ? null : byId(`claim-${state.claim}`);
    if (active) {
      list.setAttribute("aria-activedescendant", active.id);
      if (!narrow.matches) active.scrollIntoView({ block: "nearest" });
    } else list.removeAttribute("aria-activedescendant");
  };
  byId("more").addEventListener("click", () => {
    state.shown += PAGE;
    showList();
  });
  byId("list").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    const claims = listed().slice(0, state.shown);
    if (!claims.length || (!step && event.key !== "Home" && event.key !== "End")) return;
    event.preventDefault();
    const now = claims.findIndex((claim) => claim.number === state.claim);
    let next = now < 0 ? (step < 0 ? claims.length - 1 : 0) : now + (step || 0);
    if (event.key === "Home") next = 0;
    if (event.key === "End") next = claims.length - 1;
    selectClaim(claims[Math.max(0, Math.min(claims.length - 1, next))], true);
  });

  // Selection --------------------------------------------------------------
  const refresh = () => {
    // What a filter hides can't stay selected.
    if (state.edge && !edgeShown(edgeOf.get(state.edge))) state.edge = state.claim = null;
    if (state.node !== null && !linesOf.get(state.node).some(edgeShown)) state.node = null;
    draw();
    if (state.edge) network.selectEdges([state.edge]);
    else if (state.node !== null) network.selectNodes([state.node], false);
    else network.unselectAll();
    showEvidence();
    showList();
  };
  const select = (node, edge, claim) => {
    if (node !== state.node) state.shown = PAGE;
    Object.assign(state, { node, edge, claim });
    refresh();
  };
  const selectNode = (id, move) => {
    select(id, null, null);
    if (move) centre([id]);
  };
  const selectEdge = (id, move) => {
    const edge = edgeOf.get(id);
    const keep = state.node === edge.from || state.node === edge.to ? state.node : null;
    select(keep, id, claimsOf.get(id)[0].number);
    if (move) centre([edge.from, edge.to]);
  };
  const selectClaim = (claim, move) => {
    const edge = edgeOf.get(claim.edge);
    const keep = state.node === edge.from || state.node === edge.to ? state.node : null;
    select(keep, edge.id, claim.number);
    if (move) centre([edge.from, edge.to]);
  };
  network.on("click", (event) => {
    if (event.nodes.length) selectNode(event.nodes[0], false);
    else if (event.edges.length) selectEdge(event.edges[0], false);
    else select(null, null, null);
    if (narrow.matches && (event.nodes.length || event.edges.length)) {
      byId("panel").scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && byId("suggestions").hidden) select(null, null, null);
  });

  // Filters ----------------------------------------------------------------
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
      refresh();
    });
    return row;
  };
  const fill = (group, entries) => {
    const box = byId(group);
    box.replaceChildren(box.querySelector("legend"), ...entries);
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
      .map(([kind, count]) => choice("kinds", kind, kind.replace(/(?<=[a-z])(?=[A-Z])/g, " "), count, null)));
  };
  byId("reset").addEventListener("click", () => {
    for (const set of Object.values(off)) set.clear();
    showFilters();
    refresh();
  });

  // Search -----------------------------------------------------------------
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const index = data.nodes.map((node) => ({ node, names: [node.name, ...node.names].map((name) => [plain(name), name]) }));
  const search = byId("search");
  const suggestions = byId("suggestions");
  let active = -1;
  const score = (name, query) =>
    name === query ? 0 : name.startsWith(query) ? 1 : name.includes(` ${query}`) ? 2 : name.includes(query) ? 3 : 9;
  const matches = (query) => {
    const found = [];
    for (const { node, names } of index) {
      const [best, name] = names.map(([key, shown]) => [score(key, query), shown]).sort((a, b) => a[0] - b[0])[0];
      if (best < 9) found.push({ node, best, name });
    }
    return found.sort((a, b) => a.best - b.best || b.node.count - a.node.count || a.node.id - b.node.id).slice(0, 9);
  };
  const closeSuggestions = () => {
    suggestions.hidden = true;
    search.setAttribute("aria-expanded", "false");
    search.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const mark = (next) => {
    const options = [...suggestions.children];
    if (!options.length) return;
    active = (next + options.length) % options.length;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === active)));
    search.setAttribute("aria-activedescendant", options[active].id);
  };
  const choose = (node) => {
    search.value = node.name;
    closeSuggestions();
    if (!linesOf.get(node.id).some(edgeShown)) {
      for (const set of Object.values(off)) set.clear();
      showFilters();
    }
    selectNode(node.id, true);
  };
  const suggest = () => {
    const query = plain(search.value.trim());
    const found = query ? matches(query) : [];
    suggestions.replaceChildren(...found.map(({ node, name }, number) =>
      element("li", {
        role: "option", id: `suggestion-${number}`, "aria-selected": "false",
        onmousedown: (event) => { event.preventDefault(); choose(node); },
      }, typeGlyph(node.type), element("span", { text: node.name }),
      name === node.name ? null : element("span", { class: "also", text: name }))));
    suggestions.hidden = !found.length;
    search.setAttribute("aria-expanded", String(found.length > 0));
    if (found.length) mark(0);
    suggestions.matches = found;
  };
  search.addEventListener("input", suggest);
  search.addEventListener("focus", () => { if (search.value) suggest(); });
  search.addEventListener("blur", closeSuggestions);
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active - 1);
    else if (event.key === "Enter" && active >= 0) choose(suggestions.matches[active].node);
    else if (event.key === "Escape") closeSuggestions();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  // View -------------------------------------------------------------------
  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: motion() });
  byId("zoom-in").addEventListener("click", () => zoom(1.4));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
  byId("fit").addEventListener("click", () => network.fit({ animation: motion() }));
  dark.addEventListener("change", () => { showFilters(); refresh(); });
  byId("filters").open = window.innerWidth > 1180;
  showFilters();
  refresh();
  document.documentElement.dataset.ready = "true";
})();
