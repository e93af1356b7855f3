"""Numbers in digits and words, with their magnitudes, for the amount grammar."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from kg.extract.amounts.foreign import decimal_mark, magnitude_at, scale_at, sign_at
from kg.extract.amounts.groups import digit_groups
from kg.extract.times.tokens import Tokens
from kg.extract.times.words import Phrases, by_first_word, load_toml, match

DASHES = frozenset({"-", "–", "—", "‑", "−"})
_FRACTION_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_MAX_DIGITS = 30


@dataclass(frozen=True, slots=True)
class Number:
    """A number from token `first` up to `last`.

    `scaled` says that a magnitude ("million") took part, `spelled` that the
    number itself is in words, `grouped` that it has thousands separators.
    """

    value: Decimal
    first: int
    last: int
    scaled: bool = False
    spelled: bool = False
    grouped: bool = False


_PHRASES = (
    "names",
    "hundredths",
    "bounds_before",
    "bounds_after",
    "dollar_cues",
    "exchanges",
    "daily",
)


@cache
def tables() -> dict[str, Any]:
    """The word lists of `amounts.toml`, phrases indexed by their first word."""
    raw = load_toml("kg.extract.amounts", "amounts.toml")
    phrases: dict[str, Phrases] = {name: by_first_word(raw[name]) for name in _PHRASES}
    nouns = raw["nouns"]
    sets = {
        "codes": frozenset(raw["codes"]["list"]),
        "people": frozenset(raw["people"]["words"]),
        "irregular": frozenset(nouns["irregular"]),
        "making": frozenset(nouns["making"]),
        "capacities": frozenset(nouns["capacities"]),
        "sizes": frozenset(nouns["sizes"]),
        "told_of_each": frozenset(nouns["of_each"] + nouns["measures"]),
        "weights": frozenset(nouns["weights"]),
        "measures": frozenset(nouns["measures"]),
        "never": frozenset(nouns["never"]),
        "stops": frozenset(nouns["stops"]),
        "labels": frozenset(nouns["labels"]),
        **{
            k: frozenset(raw[k]["words"])
            for k in ("lost_sign", "traded", "to_exchange", "going_on", "going_past", "counted")
        },
        **{name: frozenset(raw["signs"][name]) for name in raw["signs"]},
    }
    return {
        **raw,
        **phrases,
        **sets,
        "compounds": by_first_word(dict.fromkeys(nouns["compounds"], True)),
        "aliases": raw["codes"]["aliases"],
        "home_dollars": frozenset(raw["home_dollars"]["codes"]),
        "land_cues": by_first_word(
            {word: code for code, found in raw["lands"].items() for word in found}
        ),
    }


def number_at(t: Tokens, i: int, *, money: bool = False) -> Number | None:
    """The number that begins at `i`, with its magnitude.

    Args:
        t: The tokens.
        i: Where it begins.
        money: True after a currency sign, where a lone `m` or `b` is a magnitude.

    Example:
        >>> number_at(Tokens("1.2-billion"), 0).value
        Decimal('1200000000')
        >>> number_at(Tokens("two hundred and fifty"), 0).value
        Decimal('250')
        >>> number_at(Tokens("half a million"), 0).value
        Decimal('500000')
    """
    plain = _digits(t, i, money=money) if t.digits(i) else _spelled(t, i)
    if plain is None:
        return None
    abroad = None if plain.spelled else _abroad(t, plain, money=money)
    return abroad or _scaled(t, plain, money=money)


def _abroad(t: Tokens, number: Number, *, money: bool) -> Number | None:
    """A number with a magnitude of another language, or None: "2.300 millones", "120億"."""
    value, j = number.value, number.last
    if factor := sign_at(t, j):
        return _with_signs(t, number, factor)
    k = j + 1 if t[j].text in DASHES and t.glued(j) else j
    found = scale_at(t, number.first, k, money=money, is_money=_is_money)
    if found is None:
        return None
    # "2.300 millones" has the marks of the language that the word is of, unless the text has "2.3 millones".
    if j == number.first + 3 and len(t[j - 1].text) == 3 and t[number.first].text != "0":
        mark, told = t[j - 2].text, decimal_mark(t.text)
        if mark == "." and told != ".":
            value *= 1000
        elif mark == "," and told == ",":
            value /= 1000
    return Number(tidy(value * found[0]), number.first, found[1], scaled=True)


def _with_signs(t: Tokens, number: Number, factor: int) -> Number | None:
    """A number with signs of magnitude, which fall: "1兆2000億"."""
    value, j = number.value * factor, number.last + 1
    while t.digits(j) and t.glued(j):
        less = sign_at(t, j + 1) or 1
        if less >= factor or (less == 1 and t.glued(j + 1) and not t[j + 1].text.isalpha()):
            return None
        value, factor = value + Decimal(t[j].text) * less, less
        j += 2 if less > 1 else 1
    return Number(tidy(value), number.first, j, scaled=True)


def _is_money(t: Tokens, j: int) -> bool:
    """Tell whether a currency, by its sign, code or name, begins at `j`."""
    lists = tables()
    known = (
        t[j].text in lists["codes"] or t[j].text in lists["symbols"] or t.low(j) in lists["shared"]
    )
    return known or match(lists["names"], t, j) is not None


def _digits(t: Tokens, i: int, *, money: bool) -> Number | None:
    if not money and t.glued(i) and (t[i - 1].text.isalnum() or _inside(t, i)):
        return None
    text, j, mark = digit_groups(t, i, money=money)
    grouped = mark is not None
    if t.glued(j) and t.glued(j + 1) and t.digits(j + 1):
        tail = t[j + 1].text
        if (t[j].text == "." and mark != ".") or (
            t[j].text == "," and len(tail) < 3 and mark != ","
        ):
            more = t.glued(j + 2) and t[j + 2].text in ".," and t.glued(j + 3) and t.digits(j + 3)
            if more:
                return None  # a version, an address or a date
            text, j = f"{text}.{tail}", j + 2
        elif t[j].text in ":/.,":
            return None
    if len(text) > _MAX_DIGITS:
        return None
    value = Decimal(text)
    sign = _FRACTION_SIGNS.get(t[j].text)
    if sign is not None:
        value, j = value + sign, j + 1
    return Number(value, i, j, grouped=grouped and mark != ".")


def _inside(t: Tokens, i: int) -> bool:
    """Tell whether the digits go on from a number, a clock time or a code before them."""
    before = t[i - 1].text
    if before in (".", ",", ":", "/", "_", "#", "@", "'", "’"):
        return before in ("_", "#", "@") or (t.glued(i - 1) and t[i - 2].text.isalnum())
    if before in DASHES and t.glued(i - 1):
        return t[i - 2].text.isalpha()  # 737-MAX, F-16
    return False


def _spelled(t: Tokens, i: int) -> Number | None:
    """`two hundred and fifty`, `a dozen`, `half a million`, `one and a half million`."""
    half = _half(t, i)
    if half:
        return half
    scale = tables()["magnitudes"]
    low = t.low(i)
    if low in ("a", "an") and (t.low(i + 1) in ("hundred", "dozen") or t.low(i + 1) in scale):
        value, j = _upto_hundreds(t, i + 1, Decimal(1))
        return Number(value, i, j, spelled=True) if value or t.low(j) in scale else None
    small = _below_hundred(t, i)
    if small is None:
        return None
    value, j = _upto_hundreds(t, small[1], small[0])
    if t.low(j) == "thousand" and (rest := _below_thousand(t, _skip_and(t, j + 1))):
        return Number(value * 1000 + rest[0], i, rest[1], spelled=True)
    if t.phrase(j, ("and", "a", "half")) > 0 and t.low(j + 3) in scale:
        return Number(value + Decimal("0.5"), i, j + 3, spelled=True)
    return Number(value, i, j, spelled=True)


def _half(t: Tokens, i: int) -> Number | None:
    """`half a million`, `a half billion`, `a quarter of a million`."""
    scale = tables()["magnitudes"]
    for words, value in (
        (("half", "a"), "0.5"),
        (("a", "half"), "0.5"),
        (("a", "half", "a"), "0.5"),
        (("quarter", "of", "a"), "0.25"),
        (("a", "quarter", "of", "a"), "0.25"),
        (("three", "quarters", "of", "a"), "0.75"),
    ):
        end = t.phrase(i, words)
        if end > 0:
            end += 1 if t[end].text in DASHES else 0
            if t.low(end) in scale:
                return Number(Decimal(value), i, end, spelled=True)
            if t.low(end) == "dozen" and value == "0.5":
                return Number(Decimal(6), i, end + 1, spelled=True)
    return None


def _below_hundred(t: Tokens, i: int) -> tuple[Decimal, int] | None:
    numbers = tables()["numbers"]
    value = numbers.get(t.low(i))
    if value is None or (t.glued(i) and t[i - 1].text.isalnum()):
        return None
    j = i + 1
    if value >= 20:
        k = j + 1 if t[j].text in DASHES and t.glued(j) else j
        ones = numbers.get(t.low(k))
        if ones and 1 <= ones <= 9:
            return Decimal(value + ones), k + 1
    return Decimal(value), j


def _upto_hundreds(t: Tokens, j: int, value: Decimal) -> tuple[Decimal, int]:
    """Multiply by hundreds and dozens, and add what follows a hundred."""
    if t.low(j) == "dozen":
        return value * 12, j + 1
    if t.low(j) != "hundred":
        return value, j
    value *= 100
    rest = _below_hundred(t, _skip_and(t, j + 1))
    return (value + rest[0], rest[1]) if rest else (value, j + 1)


def _below_thousand(t: Tokens, i: int) -> tuple[Decimal, int] | None:
    small = _below_hundred(t, i)
    return _upto_hundreds(t, small[1], small[0]) if small else None


def _skip_and(t: Tokens, j: int) -> int:
    return j + 1 if t.low(j) == "and" else j


def _scaled(t: Tokens, number: Number, *, money: bool) -> Number:
    value, j = number.value, number.last
    scaled = False
    for _ in range(2):  # "two lakh crore", "two thousand million"
        k = j + 1 if t[j].text in DASHES else j
        factor = tables()["magnitudes"].get(t.low(k))
        if factor is None and (t.glued(k) or money) and k == j and not number.spelled:
            short = t.low(k) if money or t.low(k) != "mm" else ""  # a length, without a sign
            glued_on = t.glued(k + 1) and t[k + 1].text.isalnum()
            factor = None if glued_on else tables()["short_magnitudes"].get(short)
        if factor is None or (t.low(k) in ("millions", "billions", "thousands") and number.spelled):
            break
        if k > j and not t.glued(j):
            break
        value, j, scaled = value * factor, k + 1, True
    return Number(tidy(value), number.first, j, scaled, number.spelled, number.grouped)


def is_scale(t: Tokens, k: int) -> bool:
    """Tell whether a word is one of a magnitude, of English or another language."""
    return t.low(k) in tables()["magnitudes"] or magnitude_at(t, k) is not None


def factor_of(t: Tokens, first: int, last: int) -> Decimal:
    """What the magnitudes behind figures multiply them with, from one token up to another."""
    lists, factor = tables(), Decimal(1)
    for k in range(first, last):
        found, word = magnitude_at(t, k), t.low(k)
        scale = found[0] if found else lists["magnitudes"].get(word)
        scale = scale or lists["short_magnitudes"].get(word)
        if scale and t.digits(k - 1 if t[k - 1].text not in DASHES else k - 2):
            factor *= scale
    return factor


def heads(t: Tokens, number: Number, last: int) -> Decimal:
    """How many people a number tells: "1.250 jobs" are 1,250, as there is no fraction of one, but of an average.

    Args:
        t: The tokens.
        number: The number.
        last: The index after the people.
    """
    i, j = number.first, number.last
    dotted = j == i + 3 and t[i + 1].text == "." and len(t[i + 2].text) == 3 and t[i].text != "0"
    mean = t.low(last) in ("per", "for", "to", "a", "each", "on") or any(
        t.low(k).startswith(("average", "mean")) for k in range(i - 4, last)
    )
    return (
        tidy(number.value * 1000) if dotted and len(t[i].text) <= 3 and not mean else number.value
    )


def tidy(value: Decimal) -> Decimal:
    """A value without exponent or trailing zeros.

    Example:
        >>> tidy(Decimal("1.20E+3")), tidy(Decimal("27.50"))
        (Decimal('1200'), Decimal('27.5'))
    """
    if value == value.to_integral_value():
        return Decimal(int(value))
    return Decimal(f"{value:f}".rstrip("0"))
