"""What all pages share: their parts are inlined, their text escaped, and nothing else may run."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.errors import StoreError
from kg.views.page import style


def asset(name: str) -> str:
    """Return a file of `kg/views/templates`."""
    return files("kg.views").joinpath("templates", name).read_text(encoding="utf-8")


def inline(code: str) -> Markup:
    """Return our own code for use inside `<script>` or `<style>`.

    Raises:
        StoreError: The code could end its element early.
    """
    code = code.replace("\r\n", "\n")
    lowered = code.lower()
    if "</script" in lowered or "</style" in lowered or "<!--" in lowered:
        raise StoreError("A script of the page would end early.", "Install pyvis 0.3.2.")
    return Markup(code)  # noqa: S704 - code of this package and of pyvis, never data


def script(names: Iterable[str]) -> Markup:
    """Return a page's own script: its parts in one scope that nothing else sees."""
    return inline('"use strict";\n(() => {\n' + "\n".join(map(asset, names)) + "})();\n")


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(scripts: Sequence[str], sheet: str) -> str:
    """Return a content security policy that allows these scripts and this sheet, and no more."""
    allowed = " ".join(_hash(code) for code in scripts) or "'none'"
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {allowed}",
            f"style-src {_hash(sheet)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def environment() -> Environment:
    """Return the environment of all templates: every value is escaped."""
    return Environment(
        loader=PackageLoader("kg.views", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _colours() -> str:
    """Return the colours of `style.toml` as rules, so that a page needs no style attribute."""
    looks = style()["statuses"]
    light = "".join(f".s-{look['name']} {{ --c: {look['light']}; }}\n" for look in looks)
    dark = "".join(f".s-{look['name']} {{ --c: {look['dark']}; }}\n" for look in looks)
    return f"{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n"


def render_picture(template: str, *, scripts: Sequence[str] = (), **context: Any) -> str:
    """Return one of the smaller pages as self-contained HTML; the same values give the same bytes.

    Args:
        template: A file of `kg/views/templates` that extends `picture.html`.
        scripts: Files of its script, in their order.
        context: What the template prints; all of it is escaped.
    """
    sheet = inline(asset("base.css") + asset("picture.css") + _colours())
    code = [script(scripts)] if scripts else []
    return (
        environment()
        .get_template(template)
        .render(policy=policy(code, sheet), sheet=sheet, scripts=code, **context)
    )
