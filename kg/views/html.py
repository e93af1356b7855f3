"""A page as one HTML file, by way of pyvis; the only module that imports it.

pyvis 0.3.2 brings vis-network and the shape of nodes, edges and options. Its
own template is not used: it loads two files from the network in every mode,
prints headings raw and turns tooltips into markup as soon as one of them
contains "href". Ours is autoescaped, carries its data as JSON, and forbids
the browser everything but the scripts whose hashes it names.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from pyvis.network import Network

from kg import iri
from kg.errors import StoreError
from kg.rdf.vocab import prefixes
from kg.views.frame import asset, environment, inline, policy, script
from kg.views.page import Page, style
from kg.views.text import script_json

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "hierarchical": {"enabled": False}},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "hoverConnectedEdges": False,
        "keyboard": {"enabled": False},
        "multiselect": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 0,
        "zoomSpeed": 0.6,
    },
    "nodes": {
        "borderWidth": 1.5,
        "borderWidthSelected": 3,
        "scaling": {"label": {"drawThreshold": 5.5}},
    },
    "edges": {
        "smooth": False,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}},
        "arrowStrikethrough": False,
        "selectionWidth": 2,
        "hoverWidth": 1.2,
        "selfReference": {"size": 22},
    },
}
"""Options of vis-network: no physics, so nothing moves unless the reader moves it."""


def _vis_network() -> str:
    """Return the vis-network that the pyvis package brings, newest first."""
    root = files("pyvis").joinpath("templates", "lib")
    found = sorted(
        (folder.name, folder) for folder in root.iterdir() if folder.name.startswith("vis-")
    )
    for _, folder in reversed(found):
        script = folder.joinpath("vis-network.min.js")
        if script.is_file():
            return script.read_text(encoding="utf-8")
    raise StoreError(
        "The installed pyvis has no vis-network.",
        "Install it anew: pip install --force-reinstall pyvis",
    )


PREFIXES = ("ci", "kind", "mod", "pol", "rdfs", "schema", "xsd")
"""Prefixes of the Turtle that the page saves."""

SCRIPTS = (
    "looks.js",
    "state.js",
    "groups.js",
    "graph.js",
    "labels.js",
    "evidence.js",
    "list.js",
    "ledger.js",
    "select.js",
    "filters.js",
    "search.js",
    "save.js",
    "start.js",
)
"""The parts of the page's script, in the order in which they build on each other."""


def _network(page: Page) -> Network:
    network = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    for node in page.nodes:
        rest = {name: value for name, value in node.items() if name not in ("id", "label", "shape")}
        network.add_node(
            node["id"], label=node["label"] or " ", shape=node["shape"], group=node["type"], **rest
        )
    for edge in page.edges:
        rest = {name: value for name, value in edge.items() if name not in ("from", "to")}
        network.add_edge(edge["from"], edge["to"], **rest)
    network.set_options(json.dumps(OPTIONS))
    return network


def render(page: Page) -> str:
    """Return a page as self-contained HTML: the same page gives the same bytes.

    The file loads nothing, whoever opens it: no script, style, font or image
    from anywhere, and its content security policy forbids it.

    Raises:
        StoreError: The installed pyvis lacks vis-network.
    """
    network = _network(page)
    scripts = [inline(_vis_network()), script(SCRIPTS)]
    sheet = inline(asset("base.css") + asset("page.css"))
    data = {
        "title": page.title,
        "nodes": network.nodes,
        "edges": network.edges,
        "options": json.loads(network.get_network_data()[5]),
        "claims": page.claims,
        "groups": page.groups,
        "promises": page.promises,
        "style": {n: style()[n] for n in ("types", "statuses", "promises", "fallback")},
        "most": page.most,
        "focus": page.focus,
        "as_of": page.as_of,
        "centre": page.centre,
        "articles": iri.article_iri("").rpartition("/")[0] + "/",
        "prefixes": {name: prefixes()[name] for name in PREFIXES},
    }
    network.set_template_dir("templates", "page.html")
    network.templateEnv = environment()
    network.templateEnv.globals.update(
        page=page,
        data=script_json(data),
        scripts=scripts,
        sheet=sheet,
        policy=policy(scripts, sheet),
    )
    html: str = network.generate_html()
    return html
