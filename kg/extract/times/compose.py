"""Times put together: ranges, unions, and the preposition that opens or closes an interval."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from kg.extract.times.calendar import ONE_DAY, Interval
from kg.extract.times.dates import (
    dated_part,
    decade_core,
    iso_date,
    numeric_date,
    year_core,
)
from kg.extract.times.ends import ends_core
from kg.extract.times.halves import account_core, is_of_figures
from kg.extract.times.opening import may_begin
from kg.extract.times.parts import DASHES, Core, Resolve, Setting, month_at, month_first, pick
from kg.extract.times.relative import (
    closing_core,
    day_core,
    fiscal_core,
    reporting_core,
    reporting_year_core,
    same_core,
    so_far_core,
    vague_core,
)
from kg.extract.times.tokens import Tokens
from kg.extract.times.units import (
    ago_core,
    duration_core,
    full_year_core,
    range_ahead_core,
    rate_core,
    unit_core,
    window_core,
)
from kg.extract.times.weekdays import weekday_core
from kg.extract.times.words import match, words

Rule = Callable[[Tokens, int], Core | None]

_RULES: tuple[Rule, ...] = (
    iso_date,
    numeric_date,
    fiscal_core,
    reporting_core,
    reporting_year_core,
    closing_core,
    account_core,
    dated_part,
    weekday_core,
    ends_core,
    so_far_core,
    same_core,
    ago_core,
    window_core,
    full_year_core,
    decade_core,
    unit_core,
    year_core,
    day_core,
    vague_core,
    rate_core,
    range_ahead_core,
    duration_core,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A time with its preposition: tokens `first` to `core.last`."""

    first: int
    core: Core
    qualifier: str
    resolve: Resolve
    precision: str


def core_at(t: Tokens, i: int) -> Core | None:
    """The longest time that begins at `i`; of equally long ones the first rule's.

    It is kept with the tokens: prepositions, ranges and neighbours ask for it several times.
    """
    if not may_begin(t, i):
        return None
    if i not in t.cores:
        best: Core | None = None
        for rule in _RULES:
            found = rule(t, i)
            if found is not None and (best is None or found.last > best.last):
                best = found
        t.cores[i] = best
    core: Core | None = t.cores[i]
    return core


def found_at(t: Tokens, i: int) -> Found | None:
    """The time that begins at `i`, with its preposition if it has one."""
    best: Found | None = None
    for qualifier, j in _qualifiers(t, i):
        found = _after(t, i, j, qualifier)
        if found and (best is None or found.core.last > best.core.last):
            best = found
    if best is None:
        core = spread_at(t, i)
        if core is not None:
            best = Found(i, core, "in", _both(core), core.precision)
            if core.precision == "duration-only":
                best = replace(best, qualifier="over", resolve=_nothing)
            elif core.period and core.relative:
                best = replace(best, qualifier="over")
    return best


def _qualifiers(t: Tokens, i: int) -> list[tuple[str, int]]:
    """Every preposition phrase that begins at `i`, longest first."""
    found = []
    for phrase, value in words().qualifiers.get(t.low(i), ()):
        end = t.phrase(i, phrase)
        if end >= 0:
            found.append((str(value), end))
    return found


def _after(t: Tokens, i: int, j: int, qualifier: str) -> Found | None:
    if qualifier in ("in", "over", "during", "from", "by") or t.low(i) == "between":
        joined = _between(t, i, j)
        if joined:
            return joined
    softened = match(words().approximate, t, j)
    if softened:
        j = softened[1]
        if t.low(j) in ("in", "on") and qualifier == "in":
            j += 1
    elif t.low(i) == "on" and t.low(j) == "or":
        return None
    core = spread_at(t, j)
    length = duration_core(t, j) if qualifier == "within" else None
    if length is not None and t.phrase(length.last, ("from", "now")) > 0:
        core = replace(length, last=length.last + 2)
    if core is not None and core.recurring and t.low(j) in ("a", "an"):
        core = duration_core(t, j)
    if core is None or (
        core.recurring and qualifier != "over" and t.low(j) not in ("every", "each")
    ):
        return None
    told = core.precision in ("day", "week", "month", "quarter", "year", "bounded")
    # "after nine-month sales rose" comes after their report
    if (told and _plain(t, i, core)) or (qualifier == "after" and is_of_figures(t, core.last)):
        return None
    return _qualified(t, i, core, qualifier)


def _plain(t: Tokens, i: int, core: Core) -> bool:
    """Tell whether `to`, `into` or `for` belongs to something else than the time."""
    word = t.low(i)
    if word == "to":
        return core.precision != "year" or not core.part
    return word == "into" and core.precision == "day"


def spread_at(t: Tokens, i: int) -> Core | None:
    """A time, a range of two, or two neighbours joined by "and"."""
    if t.low(i) == "between":
        found = _between(t, i, i + 1)
        return found.core if found else None
    core = core_at(t, i)
    if core is None or core.recurring or core.vague or core.precision == "duration-only":
        return core
    j = core.last
    if t.low(j) in ("to", "through", "until", "till") or t[j].text in DASHES:
        other = core_at(t, j + 1)
        if other and _rangeable(core, other, t, j):
            return _joined(core, other, i)
    if t.low(j) == "and":
        other = core_at(t, j + 1)
        if (
            other
            and other.precision == core.precision
            and core.precision in ("year", "month", "quarter")
        ):
            union = _joined(core, other, i)
            if _neighbours(core, other):
                return union
    return core


def _rangeable(core: Core, other: Core, t: Tokens, j: int) -> bool:
    if other.recurring or other.vague or other.period or core.period:
        return False
    if t.low(j) in ("to", "through", "until", "till") and core.precision != other.precision:
        return False
    named = ("day", "month", "year", "quarter")
    return core.precision in named and other.precision in (*named, "bounded")


def _neighbours(core: Core, other: Core) -> bool:
    """Tell whether two told periods touch, so that one interval covers just both."""
    probe = Setting(anchor=dt.date(2000, 6, 15))
    first, second = _inherited(core, other)(probe), other.resolve(probe)
    end, start = first and first[1], second and second[0]
    return bool(end and start and end + ONE_DAY == start)


def _inherited(core: Core, other: Core) -> Resolve:
    """A part without a year takes the year of the one it is joined with."""
    part = core.part
    if part is None:
        return core.resolve

    def resolve(s: Setting) -> Interval | None:
        end = other.resolve(s)
        if end is None or end[0] is None or not 3 <= end[0].year <= 9990:
            return None
        start = part.within(end[0].year)
        return start if start[0] <= end[0] else part.within(end[0].year - 1)

    return resolve


def _joined(core: Core, other: Core, first: int) -> Core:
    start = _inherited(core, other)

    def resolve(s: Setting) -> Interval | None:
        one, two = start(s), other.resolve(s)
        if one is None or two is None or one[0] is None or two[1] is None or one[0] > two[1]:
            return None
        return one[0], two[1]

    relative = (core.relative and core.part is None) or other.relative
    return Core(first, other.last, "bounded", resolve, relative=relative, ranged=True)


def _between(t: Tokens, i: int, j: int) -> Found | None:
    """`between A and B`, `from A to B`, with "now" as either end."""
    words_between = {"between": ("and", "to"), "from": ("to", "until", "till", "through", "up")}
    joints = words_between.get(t.low(i))
    if joints is None:
        return None
    start = _end_of_range(t, j)
    if start is None:
        return None
    k = start.last
    if t.low(k) not in joints and not (t[k].text in DASHES and t.low(i) == "between"):
        return None
    k += 2 if t.low(k) == "up" and t.low(k + 1) == "to" else 1
    end = _end_of_range(t, k)
    if end is None:
        return None
    core = _joined(start, end, j)
    return Found(i, core, "in" if t.low(i) == "between" else "from", core.resolve, "bounded")


def _end_of_range(t: Tokens, j: int) -> Core | None:
    if t.low(j) in ("now", "today"):
        return Core(j, j + 1, "day", lambda s: (s.day, s.day) if s.day else None, relative=True)
    if t.low(j) in ("in", "at"):
        j += 1
    core = core_at(t, j)
    if core is None and (month := month_first(t, j)) and month_at(t, j):
        part = month[0]
        core = Core(j, month[1], part.precision, lambda s: pick(part, s), True, part=part)
    if core is None or core.recurring or core.vague or core.precision == "duration-only":
        return None
    return core


def _both(core: Core) -> Resolve:
    return core.resolve


def _nothing(_: Setting) -> Interval | None:
    return None


def _qualified(t: Tokens, i: int, core: Core, qualifier: str) -> Found | None:
    word = t.low(i)
    if core.precision == "duration-only":
        return _lasting(t, i, core, qualifier)
    if core.vague or core.recurring:
        return Found(i, core, _name(qualifier), _nothing, "vague")
    if core.period:  # the last ten years, the next 18 months
        if qualifier in ("after", "since", "by", "before", "until"):
            return None
        name = "by" if qualifier == "within" else "over" if word != "in" else "in"
        resolve = _upper(core) if word == "within" and _looks_ahead(core) else core.resolve
        return Found(i, core, name, resolve, core.precision)
    if qualifier == "until" and _negated(t, i):
        qualifier = "from"
    compared = core.relative and core.precision in ("year", "month", "quarter")
    if word == "from" and compared and t.low(core.first) != "next":
        qualifier = "in" if core.part is None else qualifier  # "up from last year"
    if qualifier in ("in", "over", "during", "within") or (qualifier == "from" and core.ranged):
        resolve = _in_past(core) if t.phrase(i, ("as", "of")) > 0 else core.resolve
        return Found(i, core, _name(qualifier), resolve, core.precision)
    precision = core.precision if qualifier == "since" else "bounded"
    return Found(i, core, _name(qualifier), _one_sided(core, qualifier), precision)


def _in_past(core: Core) -> Resolve:
    """`as of Friday` looks back, whatever the verb of its clause."""
    return lambda s: core.resolve(replace(s, tense=s.tense and "past"))


def _name(qualifier: str) -> str:
    return "in" if qualifier == "within" else qualifier


def _lasting(t: Tokens, i: int, core: Core, qualifier: str) -> Found | None:
    """A bare length after a preposition: `within` gives a limit, `in` the place it points to."""
    if qualifier == "within" or (qualifier == "by" and t.low(i) == "within"):
        return Found(i, core, "by", _upper(core), "bounded")
    if t.low(i) == "in" and qualifier == "in":
        ahead = replace(core, precision="bounded")
        return Found(i, ahead, "in", _pointing(t, core), "bounded")
    if qualifier in ("over", "during", "in"):
        return Found(
            i,
            core,
            "over" if t.low(i) in ("for", "over") else _name(qualifier),
            _nothing,
            core.precision,
        )
    if qualifier == "after":
        return Found(i, core, "after", _nothing, core.precision)
    return None


def _looks_ahead(core: Core) -> bool:
    """Tell whether a span at the anchor begins there: `the next 18 months`, not `the past year`."""
    anchor = dt.date(2000, 6, 15)
    window = core.resolve(Setting(anchor=anchor))
    return window is not None and window[0] is not None and window[0] >= anchor


def _upper(core: Core) -> Resolve:
    def resolve(s: Setting) -> Interval | None:
        window = core.resolve(s)
        return (None, window[1]) if window else None

    return resolve


def _pointing(t: Tokens, core: Core) -> Resolve:
    """`in two years`: under a future verb the year it points to; else only a length.

    What `in two-year bonds` counts is no way to a time.
    """
    from kg.extract.times.units import _away, length_at

    length = length_at(t, core.first)
    if t[core.last - 2].text in DASHES:
        return _nothing

    def resolve(s: Setting) -> Interval | None:
        if s.tense != "future" or length is None or length.count is None or length.unit == "hour":
            return None
        return _away(s.day, length.count, length.unit)

    return resolve


def _one_sided(core: Core, qualifier: str) -> Resolve:
    """Open one side of an interval, at the end or start of a period where one is named."""

    def resolve(s: Setting) -> Interval | None:
        if qualifier in ("by", "before", "until") and s.tense is None:
            s = replace(s, tense="future")
        elif qualifier in ("since", "after"):
            s = replace(s, tense="past") if s.tense is None or qualifier == "since" else s
        interval = core.resolve(s)
        if interval is None or interval[0] is None or interval[1] is None:
            return None
        first, last = interval[0], interval[1]
        point = core.point(s) if core.point else None
        if qualifier in ("by", "until"):
            whole = point is None or (point[0] == "mid" and core.precision == "month")
            return None, last if whole or point is None else point[1]
        if qualifier == "before":
            if point and point[0] != "start":
                return None, point[1]
            return (None, first - ONE_DAY) if first > dt.date.min else None
        if point and point[0] != "mid":
            first = last = point[1]
        if qualifier == "after":
            return (last + ONE_DAY, None) if last < dt.date.max else None
        return first, None

    return resolve


_NEGATIONS = frozenset({"not", "never", "cannot", "no", "nor", "neither", "unlikely", "t"})


def _negated(t: Tokens, i: int) -> bool:
    """Tell whether a "not" of the same clause stands up to twelve words before."""
    for back in range(1, 13):
        word = t.low(i - back)
        if word in (".", ";", ":", "!", "?", "") or t[i - back].breaks:
            return False
        if word in _NEGATIONS:
            return word != "t" or t[i - back - 1].text in "'’"
    return False
