"""Find datelines: "LONDON, March 5 (Metro Wire) -" before the first sentence of a text.

A dateline is no part of the sentence that follows it, and the agency in it does nothing that
the article tells. The patterns are in `dateline.toml`.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], int]:
    """Return the patterns of a dateline and an agency's name, and the letters of a bare place."""
    parts = tomllib.loads(Path(__file__).with_name("dateline.toml").read_text(encoding="utf-8"))
    place = "(?:{0}(?:(?: |/| and ){0}){{0,3}})"
    name = place.format(parts["name"])
    month, agency = parts["month"], parts["agency"]
    day = rf"(?:{month} \d{{1,2}}|\d{{1,2}} {month})(?:,? \d{{4}})?"
    pattern = re.compile(
        rf"(?m)^[ \t]*(?P<all>(?:(?P<capitals>{place.format(parts['capitals'])})|(?P<name>{name}))?"
        rf"(?P<region>(?:, {name}){{0,2}}?)"
        rf"(?P<day>(?:(?<!\A)(?<!\n),? ?)?{day})?"
        rf"(?P<agency>,?[ ]?{agency})?"
        rf"[ ]?{parts['dash']})[ ]*(?=[\"“'‘$€£]?[^\W_a-z])"
    )
    return pattern, re.compile(parts["agency_words"]), parts["fewest_capitals"]


def datelines(text: str) -> list[tuple[int, int]]:
    """Return where the datelines of a text start and end (after the dash), in code points.

    A place in capitals may stand by itself where the text begins, and with its region at any
    paragraph; a place in small letters needs a day or a known agency beside it.

    Args:
        text: The body of an article.

    Example:
        >>> text = "PARIS, Texas, May 3 (Metro Wire) - Acme grew."
        >>> [text[start:end] for start, end in datelines(text)]
        ['PARIS, Texas, May 3 (Metro Wire) -']
        >>> datelines("General Motors (GM) - The largest of three - grew.")
        []
    """
    pattern, agencies, fewest = _patterns()
    found: list[tuple[int, int]] = []
    for match in pattern.finditer(text):
        day, agency, capitals = match["day"], match["agency"], match["capitals"]
        known = agency and agencies.search(agency)
        if capitals:
            first = not text[: match.start("all")].strip()
            alone = len(capitals) >= fewest and (match["region"] or first)
            holds = day or agency or alone
        elif match["name"]:
            holds = day or known
        else:
            holds = known
        if holds:
            found.append(match.span("all"))
    return found
