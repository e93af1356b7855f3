"""What a number counts: currencies before and after it, per cent, things, and rates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.amounts.between import past_sign
from kg.extract.amounts.foreign import past_link, sign_unit
from kg.extract.amounts.lands import shared_of
from kg.extract.amounts.numbers import DASHES, Number, is_scale, number_at, tables
from kg.extract.amounts.sizes import size_at
from kg.extract.times.tokens import Tokens, is_apostrophe
from kg.extract.times.words import match, words

DOLLAR = "$"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, its kind, the index after its words, and what divides it.

    `scale` is the part of the unit that the word names (100 for pence).
    """

    unit: str
    kind: str
    last: int
    scale: int = 1
    per: str | None = None


def currency_before(t: Tokens, i: int) -> tuple[str, int] | None:  # noqa: PLR0911 - readings are tried in turn
    """The currency sign or code that begins at `i`, and the index after it."""
    lists = tables()
    text = t[i].text
    if text in lists["symbols"]:
        return lists["symbols"][text], i + 1
    if text == "$":
        suffix = lists["dollar_prefixes"].get(t[i + 1].text) if t.glued(i + 1) else None
        if suffix and t.digits(i + 2):
            return suffix, i + 2  # $US 5 million
        return DOLLAR, i + 1
    if t.glued(i) and t[i - 1].text.isalnum():
        return None
    if t[i + 1].text == "$" and t.glued(i + 1):
        prefix = lists["dollar_prefixes"].get(text)
        return (prefix, i + 2) if prefix else None
    if t.phrase(i, ("u", ".", "s", ".", "$")) > 0 and t.glued(i + 4):
        return "USD", i + 5
    if t[i + 1].text == "¥" and t.glued(i + 1) and text in lists["yen_prefixes"]:
        return lists["yen_prefixes"][text], i + 2
    if text in lists["codes"]:
        return lists["aliases"].get(text, text), i + 1
    return _letters_before(t, i)


def _letters_before(t: Tokens, i: int) -> tuple[str, int] | None:
    """The currency of letters that are no code, and the index after them: "Rs. 500", "Skr2bn"."""
    text, j = t[i].text, i + 1
    if text in ("Rs", "Re"):
        return "INR", j + 1 if t[j].text == "." and t.glued(j) else j
    lists = tables()
    unit, dotted = lists["letters"].get(text), lists["shared_letters"].get(text + ".")
    if unit is None and dotted and t[j].text == "." and t.glued(j):
        unit, j = shared_of(t.text, dotted), j + 1
    elif unit is None and text in lists["shared_letters"]:
        unit = shared_of(t.text, lists["shared_letters"][text])
        j += t[j].text == "." and t.glued(j)
    if not unit or not t.digits(j):
        return None
    if t.glued(j) and text in lists["letters"]:
        return unit, j
    number = number_at(t, j, money=True)
    return (unit, j) if number and (number.scaled or number.grouped) else None


def currency_after(  # noqa: PLR0911 - readings are tried in turn
    t: Tokens, j: int, *, dash: bool = True
) -> Unit | None:
    """The currency name, code or hundredth that follows a number."""
    lists = tables()
    if signed := sign_unit(t, j - 1):
        return Unit(signed, "money", j)
    if dash and t[j].text in DASHES and t.glued(j):
        j += 1
    if (linked := past_link(t, j)) > j and is_scale(t, j - 1):
        money = currency_after(t, linked, dash=False)
        return money if money and money.scale == 1 else None
    text = t[j].text
    if text in lists["codes"] and not (t.glued(j + 1) and t[j + 1].text.isalnum()):
        return Unit(lists["aliases"].get(text, text), "money", j + 1)
    if text in lists["symbols"] and not t.digits(j + 1):
        return Unit(lists["symbols"][text], "money", j + 1)
    named = match(lists["names"], t, j)
    part = match(lists["hundredths"], t, j)
    if named and not (part and part[1] > named[1]):
        return Unit(named[0], "money", named[1])
    if text.islower() and text in lists["shared"] and (code := shared_of(t.text, text)):
        return Unit(code, "money", j + 1)
    if part:
        short = t.low(j) in ("p", "c")
        if short and (
            text.isupper() or not t.glued(j) or (t.glued(j + 1) and t[j + 1].text in ".-")
        ):
            return None
        return Unit(part[0], "money", part[1], scale=100)
    return None


def share_after(t: Tokens, j: int) -> Unit | None:  # noqa: PLR0911 - readings are tried in turn
    """`%`, `per cent`, `percentage points`, `basis points`, `points`."""
    k = j + 1 if t[j].text in DASHES else j
    low = t.low(k)
    after = -1
    if low in ("%", "percent", "pct", "pc"):
        after = k + 1
    elif low == "per" and t.low(k + 1) in ("cent", "cents"):
        after = k + 2
    if after > 0:
        step = after + 1 if t[after].text in DASHES else after
        if t.low(step) in ("point", "points"):
            return Unit("percentage points", "points", step + 1)
        return Unit("percent", "percent", after)
    if low == "percentage" and t.low(k + 1) in ("point", "points"):
        return Unit("percentage points", "points", k + 2)
    if low == "basis" and t.low(k + 1) in ("point", "points"):
        return Unit("basis points", "points", k + 2)
    if low in ("bps", "bp"):
        return Unit("basis points", "points", k + 1)
    if low in ("point", "points") and k == j:
        return Unit("points", "points", k + 1)
    return None


def rate_after(t: Tokens, j: int) -> tuple[str | None, int]:  # noqa: PLR0911 - readings are tried in turn
    """What an amount is for: `a share`, `per barrel`, `/month`, `annually`, `each`."""
    rates = tables()["rates"]
    k = j + 1 if t[j].text in DASHES else j
    low = t.low(k)
    if low in rates["adverbs"]:
        return rates["adverbs"][low], k + 1
    if low in ("per", "a", "an", "every", "each") or (low == "/" and t.glued(k)):
        k += 1
        if low == "per" and t.low(k) == "annum":
            return "year", k + 1
        if t[k].text in DASHES:
            k += 1
        noun = t.low(k)
        if low in ("a", "an") and not _rate_noun(t, k):
            return None, j
        if noun.isalpha() and noun not in ("cent", "cents", "capita"):
            return noun, k + 1
        if noun == "capita":
            return "person", k + 1
        if low == "each":
            return "each", k
    return None, j


_RATE_NOUNS = frozenset(
    [
        "share",
        "year",
        "month",
        "week",
        "quarter",
        "day",
        "hour",
        "minute",
        "second",
        "barrel",
        "ton",
        "tonne",
        "seat",
        "ounce",
        "litre",
        "liter",
        "gallon",
        "kilo",
        "kilogram",
        "pound",
        "piece",
        "head",
        "night",
        "unit",
        "bond",
        "ticket",
        "copy",
        "bottle",
        "person",
        "passenger",
        "customer",
        "household",
        "employee",
        "mile",
        "kilometre",
        "kilometer",
        "acre",
        "hectare",
        "megabyte",
        "gigabyte",
        "song",
        "track",
        "pop",
        "trip",
        "bushel",
        "vehicle",
        "car",
        "plate",
        "pint",
        "packet",
        "pack",
    ]
)


def _rate_noun(t: Tokens, k: int) -> bool:
    return t.low(k) in _RATE_NOUNS and t.low(k + 1) not in ("earlier", "ago", "later", "before")


def counted(t: Tokens, number: Number) -> Unit | None:  # noqa: PLR0911 - readings are tried in turn
    """The things that a number counts: `225 aircraft`, `1,500 new jobs`, `155 of its shops`."""
    j = number.last
    if t[j].text in DASHES and t.glued(j):
        sized = t.low(j + 1) in tables()["capacities"]  # "400-megawatt"; not 19-month, 50-strong
        return Unit(f"{t.low(j + 1)}s", "count", j + 2) if sized else None
    if t.glued(j) and t[j].text.isalpha() and not _plural(t.low(j), t[j].text):
        return None  # 100mph, 200px
    if t.low(j) == "of":
        j = _of_these(t, j)
        if j < 0:
            return None
    if t.low(j) in tables()["told_of_each"] and _head(t, j + 1, _NEAR) >= 0:
        return None  # "300 MW turbines", "five star hotels": how big each is, not how many
    if compound := _compound(t, j):
        return compound
    head = _head(t, _typed(t, j))
    if head < 0:
        return None
    if _are_people(t.low(head)):
        return _with_rate(t, Unit("people", "people", head + 1))
    if t.low(head) == "members" and (staff := _of_staff(t, head + 1)):
        return _with_rate(t, Unit("people", "people", staff))
    return _with_rate(t, Unit(_noun(t, head, j), "count", head + 1))


def _compound(t: Tokens, j: int) -> Unit | None:
    """A unit of several words, or a short form of one: "square feet", "bpd"."""
    if daily := match(tables()["daily"], t, j):
        return Unit(daily[0], "count", daily[1], per="day")
    found = match(tables()["compounds"], t, j)
    if not found:
        return None
    unit = " ".join(t.low(k) for k in range(j, found[1]))
    return _with_rate(t, Unit(unit, "count", found[1]))


_NEAR = 3  # words from a measure to the noun that it tells the size of: "300 MW gas turbines"


def _are_people(low: str) -> bool:
    """Tell whether a word is counted as people: "jobs", "pressmen"; not "specimen"."""
    return low in tables()["people"] or (len(low) > _SHORT and bool(_MEN.search(low)))


_MEN = re.compile(r"(?:[b-hj-np-tv-z]|wo)men$")
_SHORT = 5  # letters of a word that ends in "men" for no men: "semen", "women"


def _of_staff(t: Tokens, j: int) -> int:
    """The index after `of staff`, `of its staff`, `of the crew`; 0 where it is not there."""
    if t.low(j) != "of":
        return 0
    j += 2 if t.low(j + 1) in ("the", "its", "their") else 1
    return j + 1 if t.low(j) in ("staff", "crew", "personnel") else 0


def _of_these(t: Tokens, j: int) -> int:
    """The index of the noun phrase in `of its`, `of the bank's 12,000`, `of Acme's 90`, `of 120`; -1 if none."""
    j += 1
    if t.low(j) in ("all", "both"):
        j += 1
    told = t.low(j) in ("the", "its", "their", "those", "these", "his", "her", "our", "my")
    owned = next(
        (k + 2 for k in range(j, j + 6) if is_apostrophe(t[k].text) and t.low(k + 1) == "s"), None
    )
    if not told and not t.digits(j) and not (owned and t.capital(j)):
        return -1
    if owned:
        j = owned
    elif told:
        j += 1
    while t.digits(j) or (t[j].text == "," and t.digits(j + 1)):
        j += 1
    return j


def _head(t: Tokens, j: int, reach: int = 7) -> int:
    """The index of the counted noun within the next words, or -1."""
    lists = tables()
    fallback, k, limit = -1, j, j + reach
    while k < limit:
        sized = past_sign(t, size_at(t, k), j)  # "two 8,000 TEU ships", "15 Hill & Dale stores"
        k, limit = sized, limit + sized - k
        text, low = t[k].text, t.low(k)
        if k > j and (end := _type_end(t, k)) > k:
            fallback = end - 1 if _TYPES.match(t.text[t[k].start : t[end - 1].end]) else fallback
            k, limit = end, limit + end - k
            continue
        if not text.isalpha() or (t[k].breaks and k > j):
            if text in DASHES and t.glued(k) and t.glued(k + 1) and t[k + 1].text.isalpha():
                ahead = t[k + 2].text in DASHES and t.glued(k + 2)
                step = 1 if _plural(t.low(k + 1), t[k + 1].text) and not ahead else 2
                k, limit = k + step, limit + step
                continue
            if low == "," and t[k + 1].text.islower() and _modifier(t, k + 1) and fallback < 0:
                k += 1
                continue
            break
        if low == "and" and fallback < 0 and k > j and _modifier(t, k + 1):
            k += 1
            continue
        if low in lists["stops"] or low == "and" or low in words().units or _tells(t, k, j):
            break
        if _are_people(low) or (_plural(low, text) and text[:1].islower()):
            return k if t[k + 1].text not in DASHES or not t.glued(k + 1) else -1
        if _plural(low, text):
            fallback = k
        k += 1
    return fallback


def _tells(t: Tokens, k: int, first: int) -> bool:
    """Tell whether the word right after a number says what it does: "200 million buying back shares"."""
    text = t[k].text
    verb = k == first and text.islower() and text.endswith("ing")
    return verb and not _plural(t.low(k + 1), t[k + 1].text)


_TYPES = re.compile(r"[A-Z]+\d+s$")
_YEARS = re.compile(r"(?:19|20)\d\d$")


def _type_end(t: Tokens, k: int) -> int:
    """The index after what says which type a maker's thing is, `777X` in `65 Boeing 777X jets`; `k` if none."""
    if t.glued(k) or not (t[k - 1].text.isalpha() and t[k - 1].text[:1].isupper()):
        return k
    end = k + 1
    while t.glued(end) and (t[end].text.isalnum() or (t[end].text in DASHES and t.glued(end + 1))):
        end += 1
    word = t.text[t[k].start : t[end - 1].end]
    typed = any(c.isdigit() for c in word) and not _YEARS.match(word) and not t[k].breaks
    return end if typed else k


def _typed(t: Tokens, j: int) -> int:
    """The index after a type right behind a number, `Y7` in `41,800 Y7 sedans`; `j` if none."""
    if t.glued(j) or not t[j].text[:1].isupper() or not t.glued(j + 1):
        return j
    end = j + 1
    while t.glued(end) and (t[end].text.isalnum() or (t[end].text in DASHES and t.glued(end + 1))):
        end += 1
    word = t.text[t[j].start : t[end - 1].end]
    return end if any(c.isdigit() for c in word) and t[end].text.isalpha() else j


def _modifier(t: Tokens, k: int) -> bool:
    """Tell whether a word after "and" or a comma still describes the same noun."""
    low = t.low(k)
    return low.isalpha() and low not in tables()["stops"] and not _plural(low, t[k].text)


def _plural(low: str, text: str) -> bool:
    lists = tables()
    if low in lists["irregular"] or low in lists["measures"] or low == "tonnes":
        return True
    if low in lists["never"] or len(low) < 3 or not low.endswith("s"):
        return False
    if low.endswith(("ss", "us", "is", "ous", "ics")):
        return False
    return not text.isupper()


def _noun(t: Tokens, head: int, first: int) -> str:
    """The noun as written, with what is hyphened to it."""
    start = head
    while (
        start - 2 >= first
        and t[start - 1].text in DASHES
        and t.glued(start)
        and t.glued(start - 1)
        and t[start - 2].text.isalpha()
    ):
        start -= 2
    if start == head and start > first and t.glued(head) and t[start - 1].text[-1:].isdigit():
        start -= 1 + t.glued(start - 1)  # "ten A350s"
    return t.text[t[start].start : t[head].end]


def _with_rate(t: Tokens, unit: Unit) -> Unit:
    """Take in `a day`, `per year`: a rate, which the unit is told without."""
    per, last = rate_after(t, unit.last)
    if per is None:
        return unit
    if per in tables()["rates"]["periods"]:
        return Unit(unit.unit, unit.kind, last, per=per)
    return unit


def _out_of(t: Tokens, i: int, top: int) -> tuple[int, int, int] | None:
    """`four in ten bookings`, `one in nine of`, but neither `two in five years` nor `in two million`."""
    bottom = tables()["numbers"].get(t.low(i + 2))
    after = t.low(i + 3)
    if not bottom or not top < bottom <= 10 or t.low(i) in ("a", "an"):
        return None
    if after in words().units or after in tables()["magnitudes"]:
        return None
    return (top, bottom, i + 3) if after.isalpha() else None


def part_at(t: Tokens, i: int) -> tuple[int, int, int] | None:  # noqa: PLR0911 - readings are tried in turn
    """`two-thirds of`, `a third of its`, `half the`: numerator, denominator, index after."""
    numbers, fractions = tables()["numbers"], tables()["fractions"]
    low = t.low(i)
    if low in ("half", "halves"):
        if t.low(i + 1) == "of" and t.low(i + 2) not in ("a", "an") and not t.digits(i + 2):
            return 1, 2, i + 1
        if t.low(i + 1) in ("the", "its", "their", "his", "her", "all"):
            return 1, 2, i + 1
        return None
    top = 1 if low in ("a", "an") else numbers.get(low)
    if not top:
        return None
    if t.low(i + 1) == "in":
        return _out_of(t, i, top)
    j = i + 2 if t[i + 1].text in DASHES and t.glued(i + 1) else i + 1
    bottom = fractions.get(t.low(j))
    if not bottom or top >= bottom or (bottom == 2 and low in ("a", "an")):
        return None
    if t.low(j + 1) != "of" and not (
        t.low(j).endswith("s") and t.low(j + 1) in ("stake", "majority")
    ):
        return None
    if t.low(j + 1) == "of" and (t.low(j + 2) in ("a", "an") or t.digits(j + 2)):
        return None
    return top, bottom, j + 1


def moved_part(t: Tokens, i: int) -> tuple[int, int, int] | None:
    """`by a quarter`, `fell almost a third`, `by half`: numerator, denominator, index after.

    What is told by how much something moves has nothing of which it is a part behind it.

    Example:
        >>> from kg.extract.times.tokens import tokens_of
        >>> moved_part(tokens_of("It fell by a quarter."), 3)
        (1, 4, 5)
        >>> moved_part(tokens_of("It was sold by a third party."), 4)
    """
    lists, low = tables(), t.low(i)
    if low not in ("half", "a", "an", "one") and low not in lists["numbers"]:
        return None
    before = i - 1
    while before > 0 and t.low(before) in lists["before_part"]:
        before -= 1
    moves = lists["down_before"] | lists["up_before"] | {"by"}
    if t.low(before) not in moves:
        return None
    if low == "half":
        top, bottom, last = 1, 2, i + 1
    else:
        top = 1 if low in ("a", "an", "one") else lists["numbers"].get(low, 0)
        j = i + 2 if t[i + 1].text in DASHES and t.glued(i + 1) else i + 1
        bottom, last = lists["fractions"].get(t.low(j), 0), j + 1
    if not top or top >= bottom or not 2 <= bottom <= 10:
        return None
    follows = t.low(last)
    ends = not follows.isalpha() and follows not in DASHES
    return (top, bottom, last) if ends or follows in lists["after_part"] else None
