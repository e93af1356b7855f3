"""Text of articles made fit for a page: nothing in it is markup, and nothing hides."""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup

_HIDDEN = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # controls
    "\u2028\u2029"  # line and paragraph breaks
    "\u202a-\u202e"  # embeddings and overrides of direction
    "\u2066-\u2069"  # isolates
    "\u061c\u200e\u200f\ufeff"
    "\ud800-\udfff"  # lone surrogates
    "]"
)

_SCRIPT_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027"})


def visible(text: str) -> str:
    r"""Return text with its control characters and lone surrogates shown as escapes.

    A name that reorders or blanks the words around it could pass for another;
    line breaks become spaces, since no label or quote needs them.

    Example:
        >>> visible("Acme\u202egro.live"), visible("two\nlines")
        ('Acme\\u202egro.live', 'two lines')
    """
    return _HIDDEN.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    return " " if found[0] in "\n\r\t\u2028\u2029" else f"\\u{ord(found[0]):04x}"


def script_json(value: Any) -> Markup:
    r"""Return a value as JSON that is safe inside a `<script>` element.

    Everything beyond ASCII and every character that HTML gives a meaning to
    is escaped, so neither `</script>` nor `<!--` nor U+2028 can occur.

    Example:
        >>> str(script_json({"a": "</script>"}))
        '{"a":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return Markup(text.translate(_SCRIPT_ESCAPES))  # noqa: S704 - escaped in the line above


def web_link(url: str | None) -> str | None:
    """Return an address if it is a plain http or https one, else None.

    Example:
        >>> web_link("https://example.com/a"), web_link("javascript:alert(1)")
        ('https://example.com/a', None)
    """
    if not url:
        return None
    lowered = url.strip().lower()
    if not lowered.startswith(("http://", "https://")):
        return None
    return None if any(ord(c) <= 0x20 for c in url.strip()) else url.strip()


def wrapped(text: str, width: int, lines: int) -> str:
    r"""Return a label broken into at most `lines` lines of about `width` characters.

    What does not fit is cut with an ellipsis; the whole is one click away.

    Example:
        >>> wrapped("mass production of its electric cars", 16, 2)
        'mass production\nof its electric…'
    """
    found: list[str] = []
    for word in text.split():
        if found and len(found[-1]) + 1 + len(word) <= width:
            found[-1] += f" {word}"
        else:
            found.append(word)
    found = [part if len(part) <= 2 * width else part[: 2 * width - 1] + "…" for part in found]
    if len(found) > lines:
        found = [*found[: lines - 1], found[lines - 1].rstrip(".,;:") + "…"]
    return "\n".join(found)
