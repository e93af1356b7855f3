"""Magnitudes as other languages write them: "12,5 Mio. Euro", "2.300 millones de euros", "¥120億"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from kg.extract.times.tokens import Tokens, is_apostrophe
from kg.extract.times.words import by_first_word, load_toml, match


@cache
def _tables() -> dict[str, Any]:
    """The word lists of `foreign.toml`, the magnitudes as phrases."""
    raw = load_toml("kg.extract.amounts", "foreign.toml")
    words = sorted(raw["magnitudes"], key=len, reverse=True)
    signs, units = "|".join(raw["signs"]), "|".join(raw["sign_units"])
    return {
        **raw,
        "magnitudes": by_first_word(raw["magnitudes"]),
        "links": frozenset(raw["links"]["words"]),
        "thousand": frozenset(raw["thousand"]["words"]),
        "marked": re.compile(rf"\d([.,])\d{{1,2}}\s?(?:{'|'.join(words)})\b", re.IGNORECASE),
        "sign": re.compile(rf"({signs})({units})?"),
    }


def magnitude_at(t: Tokens, k: int) -> tuple[int, int] | None:
    """The magnitude of another language that begins at `k`, and the index after it.

    Example:
        >>> magnitude_at(Tokens("12 mil millones"), 1)
        (1000000000, 3)
    """
    if t.low(k) == "mil" and t.low(k + 1) in _tables()["thousand"]:
        return 1000, k + 1
    found: tuple[int, int] | None = match(_tables()["magnitudes"], t, k)
    return found


def scale_at(
    t: Tokens, first: int, k: int, *, money: bool, is_money: Callable[[Tokens, int], bool]
) -> tuple[int, int] | None:
    """The magnitude behind figures, and the index after it and its dot.

    Args:
        t: The tokens.
        first: Where the figures begin.
        k: The index after them.
        money: True after a currency sign.
        is_money: Tells whether a currency begins at an index.
    """
    dotted = t[k + 1].text == "." and t.glued(k + 1) and is_money(t, k + 2)
    found = magnitude_at(t, k)
    if found is None:
        word, tables = t.low(k), _tables()
        if word in tables["shortened"] and (dotted or (money and t[k].text.islower())):
            found = tables["shortened"][word], k + 1
        elif word in tables["rupees"] and _of_rupees(t, first - 1):
            found = tables["rupees"][word], k + 1
    if found is None:
        return None
    dot = t[found[1]].text == "." and t.glued(found[1]) and is_money(t, found[1] + 1)
    return found[0], found[1] + dot


def _of_rupees(t: Tokens, i: int) -> bool:
    """Tell whether a sign of rupees ends at `i`."""
    i -= t[i].text == "." and t.glued(i)
    return t[i].text in ("Rs", "₹", "INR")


@lru_cache(maxsize=64)
def decimal_mark(text: str) -> str | None:
    """The mark before one or two decimals that a text has beside such magnitudes; None where it has none or both.

    Example:
        >>> decimal_mark("It spent 12,5 Mio. Euro."), decimal_mark("It spent 12 Mio. Euro.")
        (',', None)
    """
    marks = set(_tables()["marked"].findall(text))
    return marks.pop() if len(marks) == 1 else None


def sign_at(t: Tokens, k: int) -> int | None:
    """The factor of a glued sign of magnitude: the 億 of "¥120億" and "120億円".

    Example:
        >>> sign_at(Tokens("120億円"), 1), sign_at(Tokens("120 cars"), 1)
        (100000000, None)
    """
    found = _tables()["sign"].match(t[k].text) if t.glued(k) else None
    return _tables()["signs"][found[1]] if found else None


def sign_unit(t: Tokens, k: int) -> str | None:
    """The currency that a sign of magnitude carries along: "JPY" of "億円"."""
    found = _tables()["sign"].match(t[k].text) if t.glued(k) else None
    return _tables()["sign_units"].get(found[2]) if found else None


def past_link(t: Tokens, j: int) -> int:
    """The index of the money after a magnitude and "de": "millones de euros"; `j` where there is none."""
    if t.low(j) not in _tables()["links"]:
        return j
    k = j + 2 if t.low(j) == "d" and is_apostrophe(t[j + 1].text) else j + 1
    return k if t[k].text.islower() and (t.low(j) != "d" or k == j + 2) else j
