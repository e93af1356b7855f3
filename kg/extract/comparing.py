"""Figures that are compared, and the time that each is of: "rose to $9 million from $6 million last year".

The time after the former figure is at times that of the new one, and "a year ago" is the same
quarter a year before. The words are in `dating.toml`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from kg.extract import tree
from kg.extract.amounts import AmountMention
from kg.extract.arrays import arrays
from kg.extract.context import Context, Placed
from kg.extract.expected import expectation
from kg.extract.times import TimeMention
from kg.extract.times.calendar import ONE_DAY, shift
from kg.extract.times.words import load_toml
from kg.model import Quantity, TimeSpan

_NEAR = 4  # words between a figure before and its time
_UP_OR_DOWN = re.compile(r"[,–—]\s*(?:already |still )?(?:up|down|off|having \w+) (?:\w+ ){0,2}$")
_REACH, _NEARBY = (
    12,
    8,
)  # words from "from" to the time of the figure compared with, from "on" to it
_WIDE = ("year", "quarter", "month")
_ON = "on"  # before one of these it compares: "up a tenth on the previous year"
_MONTH, _QUARTER, _PART, _YEAR = 27, 80, 300, 370  # days
_STALE = 250  # days after a quarter in which its figures are news
_FRESH = 125  # days after its end in which a period is the last one told of
_NEW = 62  # and after that of a month
_FORMER = 6  # words from "from" to the figure of "from a net loss of $6 million"
_PAST = re.compile(r"\b(ago|earlier|before|last|previous|prior|preceding|same|corresponding)\b")
_COUNTED = re.compile(r"\b(next|this|coming|current|following|new|that|\d{4})\b")
_FULL = re.compile(r"\bfull[- ]year$|^for the year$")
_WINTER = 3  # the month until which years of account that end with the calendar's are told
_AWAITED = dt.timedelta(75)  # in which the figures of a period that is over may be awaited
_SAME = re.compile(r"\b(same|corresponding|comparable|equivalent) \w+")
_YEAR_AGO = re.compile(
    r"\b(a|one) year (ago|earlier|before|previously)\b|\byear[- ](ago|earlier)\b"
)
_A_YEAR_AGO = re.compile(r"\byear\s*(?:[-‐–]\s*)?(ago|earlier)\s+((?!to\b)\w+\s+){0,3}$")
_POSSESSIVES = ("'s", "’s")
_YEAR_BEFORE = re.compile(
    r"\b(previous|prior|preceding) (financial |fiscal )?year\b|\byear before\b"
)


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of `dating.toml`."""
    return frozenset(load_toml("kg.extract", "dating.toml")["words"][name])


def compared(
    sentence: Sentence, context: Context, amount: Quantity | None = None
) -> frozenset[int]:
    """Return where the times of other figures begin, with which one is compared.

    "Rose to $9 million from $6 million last year" and "up 3 percent on last year" tell of
    last year what it was then, not what it is.

    Args:
        sentence: A sentence.
        context: Its text.
        amount: A figure that is meant; the time that it has of its own is not among them.
    """
    told = context.amounts_in(sentence)
    inside = {i for p in told for i in range(p.mention.span.start, p.mention.span.end)}
    figures = [p for p in told if p.mention.converted_from is None]
    found = set()
    for placed in context.times_in(sentence):
        if _is_current(placed.mention, sentence, context):
            continue
        core = placed.mention.core.start
        if _heads(placed.mention, context):
            found.add(placed.mention.span.start)
            continue
        words = [t for t in sentence if t.idx < core and t.idx not in inside]
        last = words[:-1] if words and words[-1].lower_ == "in" else words
        if len(last) > _NEAR and [w.lower_ for w in (last[-1], last[-3])] == ["as", "as"]:
            found.add(placed.mention.span.start)  # "twice as many as a year ago", "as in June"
        for far, token in enumerate(reversed(words[-_REACH:])):
            if token.text in (";", ":", "to") and not _compares(token):
                break
            if not _compares(token):
                continue
            if far >= _NEARBY and token.lower_ in _words("starting"):
                continue
            between = [p for p in figures if token.idx < p.mention.span.start < core]
            own = amount is not None and between and _equal(between[-1].mention.quantity, amount)
            own = own and token.lower_ != "than"
            gap = arrays(context.doc).text[token.idx + len(token) : core]
            touches = gap.strip().lower() in ("", "the")
            bare = token.lower_ == _ON or token.nbor().lower_ != "the"  # "over the year" lasts
            wide = (placed.mention.precision in _WIDE and bare) or _is_same(placed.mention)
            on = token.lower_ in _words("starting") and not (touches and wide)
            if not own and (between or not on):
                found.add(placed.mention.span.start)
            break
    return frozenset(found)


def _compares(token: Token) -> bool:
    """Tell whether a word compares: "from", "than", and "to" where it leads to no level, in "compared to $9 million"."""
    if token.lower_ == "to":
        return token.i > 0 and token.nbor(-1).lower_ in ("compared", "compares")
    return token.lower_ in _words("comparing") and not _is_beside(token)


def _is_beside(token: Token) -> bool:
    """Tell whether "on" tells of a figure beside another, and compares nothing: "lost $6 million on sales of"."""
    after = token.doc[token.i + 1 : min(token.i + 4, tree.ends(token))]
    return token.lower_ == _ON and any(t.lower_ in _words("sales") for t in after)


def _equal(one: Quantity, two: Quantity) -> bool:
    return abs(one.value) == abs(two.value) and (one.unit == two.unit or not one.unit)


def of_figure(sentence: Sentence, context: Context, amount: Quantity) -> TimeMention | None:
    """Return the quarter or year that stands right after a figure: "$9 million in 2010".

    A sum in brackets that says the same in another currency may stand between.
    """
    told = context.amounts_in(sentence)
    same = [p.mention.span for p in told if p.mention.converted_from is not None]
    for placed in told:
        if placed.mention.converted_from is not None or not _equal(placed.mention.quantity, amount):
            continue
        end = placed.mention.span.end
        if (headed := _heading(placed, sentence, context)) is not None:
            return headed
        times = (p.mention for p in context.times_in(sentence) if p.mention.core.start >= end)
        times = (m for m in times if not _heads(m, context))
        time = min(times, key=lambda m: m.core.start, default=None)
        if time is None or time.value is None or time.recurring or not is_long(time.value):
            continue
        between = [t for t in sentence if end <= t.idx < time.core.start]
        open_ = [t for t in between if not any(s.start <= t.idx < s.end for s in same)]
        joined = all(t.lower_ in _words("joining") for t in open_)
        former = _is_former(placed, sentence, context)
        if former and _is_current(time, sentence, context):
            return None
        if joined or (former and _is_phrase(open_)):  # "from 9 tonnes of coal last year"
            return time
    return None


def _heading(
    placed: Placed[AmountMention], sentence: Sentence, context: Context
) -> TimeMention | None:
    """Return the time whose figure the words before it say it is: "(2004: $9 million)", "last year's $9 million"."""
    text, start = arrays(context.doc).text, placed.mention.span.start
    for time in context.times_in(sentence):
        between = text[time.mention.core.end : start].strip()
        headed = between == ":" and _heads(time.mention, context)
        if (headed or between in _POSSESSIVES) and time.mention.value is not None:
            return time.mention
    return None


def _owns_a_figure(time: TimeSpan, sentence: Sentence, context: Context) -> bool:
    """Tell whether a year stands in the possessive right before a figure: "last year's $9 million"."""
    text = arrays(context.doc).text
    owners = [p.mention.core.end for p in context.times_in(sentence) if p.mention.value == time]
    starts = [p.mention.span.start for p in context.amounts_in(sentence)]
    return any(text[end:start].strip() in _POSSESSIVES for end in owners for start in starts)


def _heads(time: TimeMention, context: Context) -> bool:
    """Tell whether a time opens brackets and a colon follows."""
    text = arrays(context.doc).text
    return text[: time.core.start].endswith("(") and text[time.core.end :].lstrip()[:1] == ":"


def after_move(sentence: Sentence, context: Context, amount: Quantity) -> TimeMention | None:
    """Return the time right after the figure of a move: "shares, up 9 percent since January, fell".

    Which move comes first in the sentence is no matter: each has the time that it stands beside.
    """
    ends = {
        p.mention.span.end
        for p in context.amounts_in(sentence)
        if abs(p.mention.quantity.value) == abs(amount.value)
    }
    text = arrays(context.doc).text
    for placed in context.times_in(sentence):
        span = placed.mention.span
        beside = span.start - 1 in ends and placed.mention.value is not None
        if beside and text[span.end : span.end + 1] not in ("'", "’"):
            return placed.mention
    return None


def of_other_moves(sentence: Sentence, context: Context, amount: Quantity) -> frozenset[int]:
    """Return where the times of moves begin that are told in passing: "shares, down 9 percent on Monday, rose"."""
    text = arrays(context.doc).text
    aside = {
        p.mention.span.end
        for p in context.amounts_in(sentence)
        if abs(p.mention.quantity.value) != abs(amount.value)
        and _UP_OR_DOWN.search(text[sentence.start_char : p.mention.span.start])
    }
    times = (p.mention.span.start for p in context.times_in(sentence))
    return frozenset(start for start in times if start - 1 in aside)


def _is_phrase(tokens: Sequence[Token]) -> bool:
    """Tell whether words are only nouns and what joins them."""
    kinds = ("NOUN", "PROPN", "ADP", "DET", "ADJ")
    return len(tokens) <= _NEAR and all(t.pos_ in kinds for t in tokens)


def is_long(time: TimeSpan) -> bool:
    """Tell whether a time lasts as long as those that figures of account are told for."""
    if time.earliest is None or time.latest is None:
        return False
    return _MONTH <= (time.latest - time.earliest).days <= _YEAR


def is_from(sentence: Sentence, context: Context, amount: Quantity) -> bool:
    """Tell whether a figure is the one before, with which another is compared: "up from $6 million"."""
    told = (p for p in context.amounts_in(sentence) if _equal(p.mention.quantity, amount))
    first = next(told, None)
    former = first is not None and _is_former(first, sentence, context)
    return former or (first is not None and _is_in_brackets(first, sentence, context))


def _is_in_brackets(placed: Placed[AmountMention], sentence: Sentence, context: Context) -> bool:
    """Tell whether a sum stands in brackets right behind one in the same money: "sales of £402m (£388m)"."""
    text, span, unit = arrays(sentence.doc).text, placed.mention.span, placed.mention.quantity.unit
    alone = text[span.start - 1 : span.start] == "(" and text[span.end : span.end + 1] == ")"
    if not alone or unit is None or placed.mention.converted_from is not None:
        return False
    return any(
        p.mention.span.end == span.start - 2 and p.mention.quantity.unit == unit
        for p in context.amounts_in(sentence)
    )


def _told_also(before: list[Token], context: Context) -> Placed[AmountMention] | None:
    """Return the figure that another tells in other words: "versus ($24 million), or 10 cents a share"."""
    if len(before) < 3 or before[-1].lower_ != "or":
        return None
    last = before[-3] if before[-2].text == "," else before[-2]
    spans = ((p, p.mention.span) for p in context.amounts_near(last))
    return next((p for p, span in spans if span.start <= last.idx < span.end), None)


def _is_former(placed: Placed[AmountMention], sentence: Sentence, context: Context) -> bool:
    """Tell whether a figure stands after "from" or "against": "from $6 million", "after a net loss of $6 million".

    What was expected is none from before: "compared with the $6 million that analysts expected".
    """
    if expectation(placed, sentence) is not None:
        return False
    before = [t for t in sentence if t.idx < placed.mention.span.start]
    if _A_YEAR_AGO.search(
        arrays(sentence.doc).text[sentence.start_char : placed.mention.span.start].lower()
    ):
        return True
    if (other := _told_also(before, context)) is not None:
        return _is_former(other, sentence, context)
    kinds = ("NOUN", "ADJ", "DET") if before and before[-1].lower_ == "of" else ("DET",)
    at = len(before) - 1 - (kinds != ("DET",))
    while at > len(before) - _FORMER and at > 0 and before[at].pos_ in kinds:
        at -= 1
    compared = at > 0 and before[at - 1].lower_ == "compared"  # "with" or "to"
    return at >= 0 and (compared or before[at].lower_ in _words("former_figures"))


def _is_same(mention: TimeMention) -> bool:
    """Tell whether a time is the same period of another year, which only compares: "on the same month last year"."""
    return mention.precision != "day" and mention.words.lower().find("same ") >= 0


def _is_current(mention: TimeMention, sentence: Sentence, context: Context) -> bool:
    """Tell whether a period is the last one that is over, and the only one told.

    "Grew to $9 million from $6 million in the quarter ended June 30", said in July, tells of the
    new figure when it was.
    """
    if not is_fresh(mention, context.article.date):
        return False
    others = [p.mention for p in context.times_in(sentence) if p.mention.core != mention.core]
    return not any(m.value is not None and is_long(m.value) for m in others)


def is_fresh(mention: TimeMention, day: dt.date | None) -> bool:
    """Tell whether a time is a quarter or year that was over not long before a day."""
    value = mention.value
    if value is None or value.latest is None or day is None or not is_long(value):
        return False
    fresh = dt.timedelta(0) <= day - value.latest <= dt.timedelta(_FRESH)
    return fresh and not _PAST.search(mention.words.lower())


def is_of_past(mention: TimeMention) -> bool:
    """Tell whether a time is told as one before: "the second quarter last year"."""
    return bool(_PAST.search(mention.words.lower()))


def is_year_ago(time: TimeSpan | None) -> bool:
    """Tell whether a time is a whole year told as "a year ago"."""
    return time is not None and bool(_YEAR_AGO.search((time.words or "").lower()))


def is_before(time: TimeSpan) -> bool:
    """Tell whether a time is a year ago, or the same part of another year: "in the same quarter last year"."""
    return is_year_ago(time) or bool(_SAME.search((time.words or "").lower()))


def same_period(time: TimeSpan, sentence: Sentence, context: Context) -> TimeSpan:
    """Return "a year ago" beside a quarter as that quarter of the year before, else the time itself.

    So is the owner of a figure: "$8 million in the third quarter, down from (last year)'s $9 million".
    """
    told = [p.mention.value for p in context.times_in(sentence)]
    owner = not is_part(time) and _owns_a_figure(time, sentence, context)
    if not (is_year_ago(time) or owner):
        return _year_of_account_before(time, told) or time
    parts = {t for t in told if t is not None and is_part(t) and not is_year_ago(t)}
    if len(parts) != 1:
        return time
    before = year_before(parts.pop())
    return before if before is not None and (not owner or _lies_in(before, time)) else time


def _lies_in(part: TimeSpan, whole: TimeSpan) -> bool:
    """Tell whether a time lies within another, both with both limits."""
    limits = part.earliest, part.latest, whole.earliest, whole.latest
    if any(limit is None for limit in limits):
        return False
    first, last, start, end = (limit for limit in limits if limit is not None)
    return start <= first and last <= end


def _year_of_account_before(time: TimeSpan, told: list[TimeSpan | None]) -> TimeSpan | None:
    """Return "the previous year" beside a year of account as the one before that: to October, not the calendar's."""
    if not _YEAR_BEFORE.search((time.words or "").lower()):
        return None
    years = {t for t in told if t is not None and t != time and is_long(t) and not is_part(t)}
    whole = [t for t in years if t.earliest and t.latest and (t.latest - t.earliest).days > _PART]
    return year_before(whole[0]) if len(whole) == 1 == len(years) else None


def year_on(time: TimeSpan, day: dt.date | None) -> TimeSpan | None:
    """Return the period a year after one that a figure is compared with, where that is just over.

    "Profit was $9 million, against $6 million in the second quarter of 2019", said in August 2020.
    """
    if day is None or time.earliest is None or time.latest is None or not is_long(time):
        return None
    first, after = shift(time.earliest, 1, "year"), shift(time.latest + ONE_DAY, 1, "year")
    if first is None or after is None:
        return None
    month = (time.latest - time.earliest).days < _QUARTER
    fresh = dt.timedelta(0) < day - after + ONE_DAY <= dt.timedelta(_NEW if month else _FRESH)
    return dataclasses.replace(time, earliest=first, latest=after - ONE_DAY) if fresh else None


def forecast_for(mention: TimeMention, time: TimeSpan, day: dt.date | None) -> TimeSpan:
    """Return the part of the year that a forecast is for: one that is over for some weeks at most.

    "Expects to report a third-quarter loss", said in October, is of the quarter just over, and "foresees
    a loss for the six months to March" of those that end next.
    """
    first, last, words = time.earliest, time.latest, mention.words.lower()
    if day is None or first is None or last is None or not is_long(time) or not mention.relative:
        return time
    if (last - first).days < _QUARTER or _COUNTED.search(words) or _PAST.search(words):
        return time
    back = year_before(time)
    if first > day and back and back.latest and back.latest >= day - _AWAITED:
        return back
    if last < day - _AWAITED:
        ends = shift(first, 1, "year"), shift(last + ONE_DAY, 1, "year")
        if ends[0] and ends[1]:
            return dataclasses.replace(time, earliest=ends[0], latest=ends[1] - ONE_DAY)
    return time


def is_other_year(mention: TimeMention, day: dt.date | None, *, done: bool) -> bool:
    """Tell whether "the full year" may be one that ends at another time than the calendar's.

    Figures told in spring or later are of some year of account, and so may be a forecast made in
    winter.
    """
    if day is None or not _FULL.search(mention.words.lower()):
        return False
    return done is (day.month > _WINTER)


def is_stale(mention: TimeMention, value: TimeSpan | None, day: dt.date | None) -> bool:
    """Tell whether a bare "third quarter" would lie so far back that it is one of another year of account.

    "Reported a rise in third-quarter sales", said in September, is of no quarter of the calendar.
    """
    if (
        day is None
        or value is None
        or value.latest is None
        or not is_part(value)
        or not mention.relative
    ):
        return False
    words = mention.words.lower()
    bare = "quarter" in words and not any(c.isdigit() for c in words) and not is_of_past(mention)
    return bare and (day - value.latest).days > _STALE


def is_part(time: TimeSpan) -> bool:
    """Tell whether a time lasts a quarter up to three of them."""
    if time.earliest is None or time.latest is None:
        return False
    return _QUARTER <= (time.latest - time.earliest).days <= _PART


def year_before(time: TimeSpan | None) -> TimeSpan | None:
    """Return the same quarter or year a year before: a figure is compared with last year's."""
    if time is None or not is_long(time) or time.earliest is None or time.latest is None:
        return None
    first, after = (shift(day, -1, "year") for day in (time.earliest, time.latest + ONE_DAY))
    if first is None or after is None or (time.latest - time.earliest).days < _QUARTER:
        return None
    return dataclasses.replace(time, earliest=first, latest=after - ONE_DAY)
