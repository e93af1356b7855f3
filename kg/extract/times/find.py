"""Expressions of time in running text, as closed intervals of days.

`find_times` reads dates, periods, durations and relative expressions; what it
takes for ambiguous ones is told in `docs/times-and-amounts.md`. Nothing here
reads the clock: without an anchor a relative expression has no value.

Sources: ISO 8601 (dates, durations), EDTF (Library of Congress, 2019).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from kg.extract.times.calendar import Interval, edtf
from kg.extract.times.compose import Found, found_at
from kg.extract.times.opening import openings
from kg.extract.times.parts import Setting
from kg.extract.times.tokens import Tokens, tokens_of
from kg.extract.times.words import words
from kg.model import Span, TimeSpan

Qualifier = Literal["in", "by", "before", "since", "over", "during", "from", "after", "until"]
Tense = Callable[[int], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time that a text tells.

    `span` takes in the preposition that belongs to the time, `core` leaves it
    out; `words` are the characters of `span`. `value` is None where the words
    give no days (vague, a bare length, or relative without an anchor).
    `period` is an ISO 8601 duration; beside a `value` with the qualifier `by`
    ("within 18 months") it is only the way to the limit and no duration of its
    own. `relative` says that the value rests on the anchor or on a time told
    before, `recurring` that the words give a rate ("a year"), `in_name` that
    the year is part of a name ("CES 2020") and should give way to any other, `record` that the
    time only tells how rare a thing is ("the lowest since March 2022").
    """

    span: Span
    core: Span
    words: str
    value: TimeSpan | None
    period: str | None
    qualifier: Qualifier
    precision: str
    edtf: str | None
    relative: bool
    recurring: bool
    in_name: bool = False
    record: bool = False


_FIRST_YEAR, _LAST_YEAR = 1000, 9000


def find_times(
    text: str,
    anchor: dt.date | None,
    *,
    anchor_inferred: str | None = None,
    tense: Tense | None = None,
) -> list[TimeMention]:
    """Find the times of a text, sorted, never overlapping, each as long as can be.

    Args:
        text: Running text; offsets are code points into it.
        anchor: The day that relative times count from (an article's date), or
            None: then they have no value, as with an anchor before the year
            1000 or after 9000.
        anchor_inferred: The words that `infer_year` found the anchor's year in.
            Of such an anchor only the year is used, and every value that rests
            on it says so in `TimeSpan.inferred`.
        tense: Gives "past", "done" (a past in which the act itself is over, not only told),
            "future" or None for the verb above the time that begins at an offset. Bare weekdays and months are the most recent
            ones not after the anchor unless it says "future".

    Example:
        >>> day = dt.date(2021, 10, 20)
        >>> [m] = find_times("The car is due in the first half of 2024.", day)
        >>> m.words, str(m.value.earliest), str(m.value.latest), m.edtf
        ('in the first half of 2024', '2024-01-01', '2024-06-30', '2024-40')
        >>> [m] = find_times("It will spend $10 billion over ten years.", day)
        >>> m.value, m.period, m.qualifier
        (None, 'P10Y', 'over')
        >>> find_times("It met on Monday.", None)[0].value is None
        True
    """
    if anchor is not None and not _FIRST_YEAR <= anchor.year <= _LAST_YEAR:
        anchor = None  # too near the ends of `datetime` to count from
    tokens = tokens_of(text)
    mentions: list[TimeMention] = []
    reference: Interval | None = None
    end, told = 0, 0
    for i in openings(tokens):
        found = found_at(tokens, i) if i >= end else None
        if found is None or found.core.last <= i:
            continue
        if reference and _far(tokens, told, i):
            reference = None
        verb = tense(tokens[i].start) if tense else None
        setting = Setting(
            anchor=anchor,
            year_only=anchor_inferred is not None,
            tense="past" if verb == "done" else verb,
            done=verb == "done",
            reference=reference,
        )
        mention, interval = _mention(tokens, found, setting, anchor_inferred)
        mentions.append(mention)
        if interval and interval[0] and interval[1] and not mention.in_name:
            reference, told = interval, found.core.last
        end = found.core.last
    return mentions


def _far(tokens: Tokens, told: int, i: int) -> bool:
    """Tell whether more than one sentence end lies between two times."""
    stops = 0
    for k in range(told, i):
        if tokens[k].breaks or k - told > 80:
            return True
        if tokens[k].text in (".", "!", "?") and not tokens.glued(k + 1):
            stops += 1
            if stops > 1:
                return True
    return False


def _mention(
    tokens: Tokens, found: Found, setting: Setting, inferred: str | None
) -> tuple[TimeMention, Interval | None]:
    core = found.core
    record = _of_record(tokens, found)
    interval = None if record else found.resolve(setting)
    qualifier = found.qualifier
    if qualifier == "by" and interval and tokens.low(core.first) in words().parts_of_day:
        interval, qualifier = (interval[1], interval[1]), "in"  # "by lunchtime yesterday"
    start, end = tokens[found.first].start, tokens[core.last - 1].end
    text = tokens.text[start:end]
    value = None
    if interval is not None:
        value = TimeSpan(
            earliest=interval[0],
            latest=interval[1],
            words=text,
            inferred=inferred if core.relative else None,
        )
    mention = TimeMention(
        span=Span(start, end),
        core=Span(tokens[core.first].start, end),
        words=text,
        value=value,
        period=None if record else core.period,
        qualifier=qualifier,  # type: ignore[arg-type]
        precision=found.precision,
        edtf=edtf(*interval, core.precision) if interval else None,
        relative=core.relative and found.precision != "duration-only",
        recurring=core.recurring,
        in_name=core.in_name,
        record=record or _is_since(tokens, found.first, qualifier),
    )
    return mention, interval


def _of_record(tokens: Tokens, found: Found) -> bool:
    """Tell whether a length only measures how rare a thing is.

    "For the first time in 19 years" and "the largest in ten years" tell of no
    day and no duration.
    """
    lasts = found.core.period is not None and found.qualifier in ("in", "over", "for")
    return lasts and _is_rare(tokens, found.first)


def _is_since(tokens: Tokens, first: int, qualifier: str) -> bool:
    """Tell whether a time only says since when nothing was like it: "the biggest drop since (its listing in 2017)"."""
    if qualifier == "since":
        return _is_rare(tokens, first)
    for k in range(first - 1, max(-1, first - _RECORD_REACH - 1), -1):
        word = tokens.low(k)
        if not word.replace("-", "").isalpha() or tokens[k].breaks:
            return False
        if word == "since":
            return qualifier == "in" and _is_rare(tokens, k)
    return False


def _is_rare(tokens: Tokens, first: int) -> bool:
    """Tell whether the words before a time tell of what is rare: "the largest", "for the first time"."""
    if tokens.low(first - 1) == "time" and (
        tokens.low(first - 2) in words().ordinals or tokens.low(first - 2) in ("only", "last")
    ):
        return True
    reach = _RECORD_REACH
    for k in range(first - 1, -1, -1):
        word = tokens.low(k)
        reach -= -1 if word in ("-", "‑") else 1  # "one-day" is one word
        if reach < 0:
            return False
        if word in (".", "!", "?", ";", ",") or tokens[k].breaks:
            return False
        if word in words().superlatives or (word == "first" and tokens.low(k - 1) in _OF_ONE):
            return True
    return False


_OF_ONE = ("the", "its", "their", "his", "her")
_RECORD_REACH = 4
"""Words between "largest" and "in ten years"."""


def cue_tense(text: str) -> Tense:
    """A `tense` for callers without an analysed sentence: the nearest verb cue before, else after.

    Example:
        >>> text = "She is scheduled to succeed him in October."
        >>> cue_tense(text)(text.index("in Oct"))
        'future'
        >>> text = "On Monday the bank said it had closed."
        >>> cue_tense(text)(0)
        'past'
    """
    tokens = tokens_of(text)

    def tense(offset: int) -> str | None:
        here = tokens.past(offset)
        for k in range(here - 1, max(here - 40, -1), -1):
            if _sentence_end(tokens, k):
                break
            cue = _cue(tokens, k)
            if cue:
                return cue
        for k in range(here, here + 40):
            if k >= len(tokens) or _sentence_end(tokens, k):
                break
            cue = _cue(tokens, k)
            if cue:
                return cue
        return None

    return tense


def _sentence_end(tokens: Tokens, k: int) -> bool:
    token = tokens[k]
    return (token.text in (".", "!", "?") and not tokens.glued(k + 1)) or tokens[k + 1].breaks


def _cue(tokens: Tokens, k: int) -> str | None:  # noqa: PLR0911 - readings are tried in turn
    """What one word tells of the tense of its clause, if anything."""
    low = tokens.low(k)
    lists = words()
    if low in lists.future and not (low == "may" and tokens.capital(k)):
        return None if tokens.low(k - 1) in _NOUN_BEFORE else "future"
    if low == "ll" and tokens.glued(k):
        return "future"
    if low == "to" and tokens.low(k - 1) in ("is", "are"):
        return "future"
    if low in lists.past:
        return None if tokens.low(k - 1) in _AUXILIARIES else "past"
    if len(low) > 4 and low.endswith("ed") and tokens[k].text.islower():
        if low in lists.neutral or tokens.low(k - 1) in _AUXILIARIES:
            return None
        return "past"
    return None


_NOUN_BEFORE = frozenset(
    ("the", "a", "an", "its", "their", "his", "her", "this", "that", "any", "no", "new")
)
_AUXILIARIES = frozenset({"be", "being", "been", "fully", "to", "is", "are"})


def infer_year(text: str) -> tuple[int, str] | None:
    """The year that an undated text itself points to, with the words that say so.

    Taken from the latest full date that looks back ("since May 12, 2021"), or
    from a year told in the past that is at most one later. None where the text
    has no full date in the past, or where later years make it an old one.

    Example:
        >>> infer_year("It was the largest gain since May 12, 2021. In March this year it fell.")
        (2021, 'since May 12, 2021')
        >>> infer_year("The plant will open on 3 May 2024.") is None
        True
    """
    tense = cue_tense(text)
    dates: list[tuple[int, int, str]] = []
    years: list[tuple[int, int, str]] = []
    for mention in find_times(text, None):
        value = mention.value
        if value is None or mention.relative or mention.in_name:
            continue
        if mention.qualifier in ("by", "before", "until", "from") or not value.earliest:
            continue
        future = mention.qualifier != "since" and tense(mention.span.start) != "past"
        row = (value.earliest.year, -mention.span.start, mention.words)
        if mention.precision == "day" and not future:
            dates.append(row)
        elif not future and mention.precision in (
            "year",
            "month",
            "quarter",
            "season",
            "half-year",
        ):
            years.append(row)
    if not dates:
        return None
    year, _, told = max(dates)
    later = max(years, default=None)
    if later and later[0] > year:
        return (later[0], later[2]) if later[0] == year + 1 else None
    return year, told
