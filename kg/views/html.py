"""A page as one HTML file, by way of pyvis; the only module that imports it.

pyvis 0.3.2 brings vis-network and the shape of nodes, edges and options. Its
own template is not used: it loads two files from the network in every mode,
prints headings raw and turns tooltips into markup as soon as one of them
contains "href". Ours is autoescaped, carries its data as JSON, and forbids
the browser everything but the scripts whose hashes it names.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from kg import iri
from kg.errors import StoreError
from kg.rdf.vocab import prefixes
from kg.views.page import Page, style
from kg.views.text import script_json

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "hierarchical": {"enabled": False}},
    "interaction": {
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


def _script() -> str:
    """Return the page's own script: its parts in one scope that nothing else sees."""
    return '"use strict";\n(() => {\n' + "\n".join(map(_asset, SCRIPTS)) + "})();\n"


def _asset(name: str) -> str:
    return files("kg.views").joinpath("templates", name).read_text(encoding="utf-8")


def _inline(code: str) -> Markup:
    """Return our own code for use inside `<script>` or `<style>`.

    Raises:
        StoreError: The code could end its element early.
    """
    code = code.replace("\r\n", "\n")
    lowered = code.lower()
    if "</script" in lowered or "</style" in lowered or "<!--" in lowered:
        raise StoreError("A script of the page would end early.", "Install pyvis 0.3.2.")
    return Markup(code)  # noqa: S704 - code of this package and of pyvis, never data


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


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
    scripts = [_inline(_vis_network()), _inline(_script())]
    sheet = _inline(_asset("page.css"))
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(_hash(code) for code in scripts)}",
            f"style-src {_hash(sheet)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
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
        "centre": page.centre,
        "articles": iri.article_iri("").rpartition("/")[0] + "/",
        "prefixes": {name: prefixes()[name] for name in PREFIXES},
    }
    network.set_template_dir("templates", "page.html")
    network.templateEnv = Environment(
        loader=PackageLoader("kg.views", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    network.templateEnv.globals.update(
        page=page, data=script_json(data), scripts=scripts, sheet=sheet, policy=policy
    )
    html: str = network.generate_html()
    return html
