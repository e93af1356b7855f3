"""How the digits of a number are grouped: 1,250,000, 1 250 000, 1'250'000 and 1.250.000."""

from __future__ import annotations

from kg.extract.times.tokens import Tokens, is_apostrophe

_MAX_GROUPS = 6  # a quintillion; also keeps long runs of digits linear
_SHORT = frozenset({"m", "b", "k", "t", "mm", "mn", "mln", "bn", "bln", "tn", "trn"})
"""Magnitudes that are glued to a number."""
_VERSION = 3  # parts of a version: with more and no currency before, dots are those of an address


def digit_groups(t: Tokens, i: int, *, money: bool) -> tuple[str, int, str | None]:
    """The digits that begin at `i` without their groups, the index after them, and what parts the groups.

    A single dot is that of decimals, "1.250"; two of them part groups of three.

    Args:
        t: The tokens.
        i: Where the digits begin.
        money: True after a currency sign.

    Example:
        >>> [digit_groups(Tokens(s), 0, money=False)[0] for s in ("1,250", "1'250'000", "1.250.000", "1.250")]
        ['1250', '1250000', '1250000', '1']
    """
    for mark in (",", "'", "."):
        end = _comma_groups(t, i) if mark == "," else _marked_groups(t, i, mark)
        parts = (end - i + 1) // 2
        if end > i + 1 and not (mark == "." and (parts < 3 or (parts > _VERSION and not money))):
            return "".join(t[k].text for k in range(i, end, 2)), end, mark
    end = _space_groups(t, i, money=money)
    return "".join(t[k].text for k in range(i, end)), end, " " if end > i + 1 else None


def _marked_groups(t: Tokens, i: int, mark: str) -> int:
    """The index after `1'234'567` or `1.234.567`."""
    j = i + 1
    if len(t[i].text) > 3 or t[i].text.startswith("0"):
        return j
    while j - i < 2 * _MAX_GROUPS and t.glued(j) and t.glued(j + 1) and len(t[j + 1].text) == 3:
        same = is_apostrophe(t[j].text) if mark == "'" else t[j].text == mark
        if not same or not t.digits(j + 1):
            break
        j += 2
    return j


def _comma_groups(t: Tokens, i: int) -> int:
    """The index after `1,234,567` or `1,00,00,000`."""
    if len(t[i].text) > 3:
        return i + 1
    j = i + 1
    while (
        j - i < 2 * _MAX_GROUPS
        and t[j].text == ","
        and t.glued(j)
        and t.glued(j + 1)
        and t.digits(j + 1)
        and len(t[j + 1].text) in (2, 3)
    ):
        if len(t[j + 1].text) == 2 and not (
            t[j + 2].text == "," and t.glued(j + 2) and t.digits(j + 3) and t.glued(j + 3)
        ):
            break
        j += 2
        if len(t[j - 1].text) == 3 and not (
            t[j].text == "," and t.digits(j + 1) and len(t[j + 1].text) == 3
        ):
            break
    return j


def _space_groups(t: Tokens, i: int, *, money: bool) -> int:
    """The index after `10 000` or `1 250 000`."""
    if len(t[i].text) > 3 or t[i].text.startswith("0"):
        return i + 1
    if not money and t.capital(i - 1) and not t.opens(i - 1):
        return i + 1
    j = i + 1
    while (
        t.digits(j)
        and len(t[j].text) == 3
        and t[j].start == t[j - 1].end + 1
        and j - i < _MAX_GROUPS
    ):
        scaled = money and t.low(j + 1) in _SHORT  # "SEK 3 450m"
        if t.glued(j + 1) and not scaled and (t[j + 1].text.isalnum() or t[j + 1].text in "-:/"):
            return i + 1
        j += 1
    return j
