"""Find what a page sets above a story and scraping glues to its first words: "Business Acme said".

Sections, places and remains of templates are no part of the sentence that follows them. The words
and patterns are in `label.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class _Patterns:
    """`slugs` and `certain` labels need only a sentence behind them, `names` may be the beginning of a name."""

    slugs: re.Pattern[str]
    certain: re.Pattern[str]
    names: re.Pattern[str]
    openers: frozenset[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    parts = tomllib.loads(Path(__file__).with_name("label.toml").read_text(encoding="utf-8"))

    def any_of(words: list[str]) -> str:
        ordered = sorted(words, key=lambda word: (-len(word), word))
        return "|".join(re.escape(word) for word in ordered)

    kinds = "|".join(parts[name] for name in ("residue", "boxes", "stories", "places"))
    sections = rf"(?i:{any_of(parts['sections'])})"
    return _Patterns(
        re.compile(rf"\s*{parts['slugs']}"),
        re.compile(rf"\s*(?:{kinds}|{sections})(?=\s+[\"“'‘]?[^\W_a-z])"),
        re.compile(
            rf"\s*(?P<label>{any_of([*parts['words'], *parts['countries']])}) (?P<next>[A-Z]\w*)"
        ),
        frozenset(parts["openers"]),
    )


def _alone(text: str, word: str, label: str) -> bool:
    """Tell whether a text has a word by itself, and never again behind a label."""
    found = re.compile(rf"(?:(?P<before>[^\W_a-z][\w.'’&-]*) )?\b{re.escape(word)}\b")
    hits = list(found.finditer(text))
    again = any(hit["before"] == label.rsplit(maxsplit=1)[-1] for hit in hits)
    return not again and any(hit["before"] is None for hit in hits)


def label(text: str) -> tuple[int, int] | None:
    """Return where the labels before a text start and end, in code points, or None.

    A section or country that may begin a name ("Health Canada") is a label where a word follows
    that begins sentences or is that country again, or where the text has the next word alone, too.

    Args:
        text: The body of an article, or its title.

    Example:
        >>> text = "Business The board of Acme met."
        >>> text[slice(*label(text))]
        'Business'
        >>> label("Business leaders met."), label("Health Canada said so. Canada is large.")
        (None, (0, 6))
        >>> label("China Mobile grew. It is a carrier.")
        >>> label("UPDATE 2-Acme to buy Zenith")
        (0, 9)
    """
    patterns = _patterns()
    slug = patterns.slugs.match(text)
    end = slug.end() if slug else 0
    while match := patterns.certain.match(text, end):
        end = match.end()
    match = patterns.names.match(text, end)
    if match:
        name, following = match["label"], match["next"]
        behind = text[match.end("label") + 1 :]
        if (
            following in patterns.openers
            or behind.startswith(name)
            or _alone(text[match.end() :], following, name)
        ):
            end = match.end("label")
    if not end:
        return None
    return len(text) - len(text.lstrip()), end
