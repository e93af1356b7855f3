"""Labels, links, pictures and invisible characters in an article: what a reader sees of them, in place."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.label import label
from kg.extract.times.words import load_toml

_BLANK = re.compile(r"[^\n]")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    found: list[str] = load_toml("kg.extract", "markup.toml")["patterns"]
    return tuple(re.compile(pattern) for pattern in found)


def _shown(match: re.Match[str]) -> str:
    """Return what is shown of some markup, with blanks for the rest of it."""
    whole, start = match.group(), match.start()
    if "shown" not in match.re.groupindex or match["shown"] is None:
        return _BLANK.sub(" ", whole)
    first, end = match.start("shown") - start, match.end("shown") - start
    return _BLANK.sub(" ", whole[:first]) + whole[first:end] + _BLANK.sub(" ", whole[end:])


def shown(text: str) -> str:
    """Return a text of the same length with blanks for a label above it, the marks of links, their addresses, and pictures.

    Offsets stay what they are, so that evidence is told in the text as it was given.

    Example:
        >>> shown("[http://acme.example Acme] bought [[Zeta (company)|Zeta]].").split()
        ['Acme', 'bought', 'Zeta', '.']
        >>> shown("[Acme](https://acme.example)")
        ' Acme                        '
        >>> shown("Acme's\u200b chief")
        "Acme's  chief"
    """
    if above := label(text):
        start, end = above
        text = text[:start] + _BLANK.sub(" ", text[start:end]) + text[end:]
    if "[" not in text and "(" not in text and text.isascii():
        return text
    for pattern in _patterns():
        text = pattern.sub(_shown, text)
    return text
