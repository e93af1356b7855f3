"""What the words around amounts tell: falls and rises, and which dollar a "$" is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from kg.extract.amounts.numbers import tables
from kg.extract.amounts.uncounted import is_year
from kg.extract.amounts.units import DOLLAR, currency_before
from kg.extract.times.tokens import Tokens, is_apostrophe, tokens_of
from kg.extract.times.words import match

_NEAR = 60
_BEFORE, _BEFORE_BY = 5, 12
"""Words before an amount that may tell its direction; more of them where it tells by how much."""
_CENTED = frozenset({"USD", "EUR", "CAD", "AUD", "NZD", "HKD", "SGD", "ZAR", "TWD", DOLLAR})
"""Currencies of a hundred cents; `$` is the text's own dollar."""


def sign_of(t: Tokens, first: int, last: int, low: int, high: int) -> tuple[str | None, int]:
    """The nearest word of falling or rising within a few words, and its direction."""
    lists = tables()
    if last < high and t.low(last) in ("higher", "lower"):  # "closed 2 percent lower"
        return t[last].text, 1 if t.low(last) == "higher" else -1
    # "reduced the output of its plant in Leeds by 30 percent": what moved stands before "by".
    reach = _BEFORE_BY if t.low(first - 1) == "by" else _BEFORE
    for k in range(first - 1, max(first - 1 - reach, low - 1), -1):
        word = t.low(k)
        if word in (".", ";", ":", "(", ")", ","):
            break
        if word in lists["down_before"]:
            return t[k].text, -1
        if word in lists["up_before"]:
            return t[k].text, 1
    for k in range(last, min(last + 4, high)):
        word = t.low(k)
        if word in (".", ";", ":", "(", ")", ",", "to", "and", "of"):
            break
        if word in lists["down_after"]:
            return t[k].text, -1
        if word in lists["up_after"]:
            return t[k].text, 1
    return None, 0


def dollar_of(text: str) -> str:
    """The ISO code that a bare "$" has in a text: its own dollar where it marks one, else USD.

    A text that marks one other dollar and never "US$" means that one if it is the dollar of a
    land whose papers write a bare "$" for it, and it is at home: the text marks it oftener than
    not, or in the same sentence before a bare sign, or names its land oftener than the United
    States, and at least twice. Of others ("NT$") a bare "$" is the American dollar beside them.
    A text without any such sign that names such a land oftener than the United States, and at
    least twice, means that land's; so does one that marks the dollars of several, its own among them.

    Example:
        >>> dollar_of("It must pay NZ$5 million, $500,000 of it in fines.")
        'NZD'
        >>> dollar_of("Profit was NT$14 billion. It will invest $350 million in Vietnam.")
        'USD'
        >>> dollar_of("The bid is $37 a share.")
        'USD'
    """
    t = tokens_of(text)
    marked: Counter[str] = Counter()
    named: Counter[str] = Counter()
    bare, near, last = 0, False, -1
    for i in range(len(t)):
        if t[i].text == "$" or t[i].text in ("NZD", "AUD", "CAD", "HKD", "SGD", "USD"):
            back = i - 1 if t.glued(i) and t[i - 1].text.isalpha() else i
            sign = currency_before(t, back)
            if sign and sign[0] != DOLLAR:
                marked[sign[0]] += 1
                last = i
            elif sign:
                bare += 1
                near = near or last >= 0
        if t[i].text in (".", "!", "?") and not t.glued(i + 1):
            last = -1
        cue = match(tables()["dollar_cues"], t, i)
        if cue and t.capital(i):
            named[cue[0]] += 1
    first = max(named, key=lambda unit: (named[unit], unit == "USD"), default="USD")
    land = first if named[first] > 1 and first in tables()["home_dollars"] else "USD"
    if not marked:
        return land
    others = [unit for unit in marked if unit != "USD"]
    if marked["USD"]:
        return "USD"
    if len(others) > 1:
        # "NZ$700 million" for a firm of New Zealand that spent "A$200 million" before
        return land if land in others else "USD"
    own = others[0]
    home = own in tables()["home_dollars"] and (marked[own] > bare or land == own)
    return own if near or home or not bare else "USD"


def cents_of(t: Tokens, at: int, told: Sequence[tuple[int, str]]) -> str | None:
    """The currency that bare cents are of: that of the money nearest in the sentence, else of a text without dollars.

    Args:
        t: The tokens.
        at: Where the cents begin.
        told: Where the other sums of money begin, and their currencies.

    Example:
        >>> t = tokens_of("Profit was 2 million euros. The shares rose 90 cents.")
        >>> cents_of(t, 9, [(2, "EUR")]), cents_of(t, 9, [(2, "JPY")])
        ('EUR', None)
    """
    usable = [(where, unit) for where, unit in told if unit in _CENTED]
    near = [s for s in usable if not stops(t, min(s[0], at), max(s[0], at))]
    if near:
        return min(near, key=lambda s: (abs(s[0] - at), s))[1]
    units = Counter(unit for _, unit in told)
    if (
        not usable
        or any(unit in tables()["dollar_prefixes"].values() for unit in units)
        or DOLLAR in units
    ):
        return None
    usual = max(sorted(units), key=lambda unit: units[unit])
    return usual if usual in _CENTED else None


_BEFORE_EXCHANGE = 12  # tokens from the move of a share to its exchange


def traded_in(t: Tokens, last: int) -> str | None:
    """The dollar of the exchange told behind a sum: "rose 19 cents to $64.96 on the (New York Stock Exchange)".

    Example:
        >>> t = tokens_of("It rose $2 to $30 on the NYSE, and lost $1 to $28 in Toronto.")
        >>> traded_in(t, 4), traded_in(t, 15)
        ('USD', None)
    """
    way = tables()["to_exchange"]
    for k in range(last, min(last + _BEFORE_EXCHANGE, len(t))):
        if t.low(k) == "on":
            after = k + 1 + (t.low(k + 1) == "the")
            found: tuple[str, int] | None = match(tables()["exchanges"], t, after)
            if found:
                return found[0]
        if not (t.digits(k) or t.low(k) in way) or stops(t, k, k + 1):
            return None
    return None


_NEAR_DEAL = 14  # words from a deal to its price
_FAR = 1_000_000


def money_near(t: Tokens, i: int, j: int) -> bool:
    """Tell whether words beside a bare magnitude say that it is money."""
    wanted = tables()["lost_sign"]
    for way in (range(i - 1, max(i - 9, -1), -1), range(j, j + 6)):
        for k in way:
            if t[k].text in (".", ";", "!", "?") and not t.glued(k + 1):
                break
            if t.low(k) in wanted:
                return True
    return t.low(i - 1) == "for" and _is_traded(t, i - 2)


def _is_traded(t: Tokens, i: int) -> bool:
    """Tell whether a word of a deal stands in the same clause up to a place: "bought in March (for)"."""
    for k in range(i, max(i - _NEAR_DEAL, -1), -1):
        if t[k].text in (".", ";", "!", "?") and not t.glued(k + 1):
            return False
        if t.low(k) in tables()["traded"]:
            return True
    return False


def goes_on(t: Tokens, told: int, first: int) -> bool:
    """Tell whether a bare figure in millions is of the money told before: "to $9 million from 6 million".

    Words may stand between, as in "from last year's 6 million" and "(2004: 6 million)", or in "of which
    the state lent 6 million".
    """
    at = first - 1
    while at > told and (t.low(at) in tables()["going_past"] or is_apostrophe(t.low(at))):
        at -= 1
    in_year = t.low(at) == ":" and is_year(t, at - 1) and t.low(at - 2) == "("
    part = any(t.low(k) == "of" and t.low(k + 1) == "which" for k in range(told, first))
    if not (t.low(at) in tables()["going_on"] or in_year or part):
        return False
    return all(t.low(k) not in tables()["counted"] for k in range(told, first))


def stops(t: Tokens, i: int, j: int) -> int:
    """Count the ends of sentences between two places."""
    return sum(t[k].text in (".", "!", "?") and not t.glued(k + 1) for k in range(i, j))


def may_be_of(t: Tokens, told: tuple[int, Decimal], bare: tuple[int, Decimal]) -> bool:
    """Tell whether a bare figure may be of the things told in its sentence or the one before.

    Of "33 airports" there are no 2 billion.

    Args:
        t: The tokens.
        told: The end of the figure before, and its value.
        bare: The start of the bare figure, and its value.
    """
    near = bare[0] - told[0] <= _NEAR and stops(t, told[0], bare[0]) <= 1
    return near and bare[1] < told[1] * _FAR


def is_margin(t: Tokens, i: int) -> bool:
    """Tell whether a number says only how far off a figure may be: "$2 billion, plus or minus ($100 million)"."""
    k = i
    while k > 0 and k > i - 4 and (t.digits(k) or not t[k].text[0].isalpha()):
        k -= 1
    if t.low(k) not in ("minus", "take") or k < 2:
        return False
    return t.low(k - 1) in ("or", "/") and t.low(k - 2) in ("plus", "give")
