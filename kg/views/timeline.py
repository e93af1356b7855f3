"""A timeline as a page: what was promised for when, how it moved, and what happened and was said.

Every promise has a lane of its own: the day on which it was made, the days on
which it is due, an arrow from each due date to the one given later, and what
came of it. Marks of one place stand on each other. Below, claims of each kind stand on the days of what they tell.
The drawing is made here, once; its marks are links to the words below it, so
the page needs no script: on a narrow screen one only moves the drawing to the first promise.
"""

from __future__ import annotations

import calendar
import datetime as dt
import textwrap
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from kg.errors import NotFoundError
from kg.graph.project import standing
from kg.ledger import Entry, Promise, day_of_entry, day_said
from kg.model import TimeSpan
from kg.views.frame import render_picture
from kg.views.page import style
from kg.views.promises import amount_now, quotes_beside_title
from kg.views.text import visible, web_link
from kg.views.wording import amount_beside, day_words, time_words

WIDTH, LABELS, EDGE = 880, 200, 14
"""Width of the drawing, of the names beside it, and of its free edges, in pixels."""

TOP, LANE, HEADING, STEP = 34, 30, 34, 11
"""Height of the axis, of a lane and of a heading, and of one mark on another, in pixels."""

BROAD = 9
"""Width of a mark that stands on a day, in pixels: those nearer than this are put on each other."""

NAME_LENGTH = 27
"""Characters of a name that fit the column."""

MOST_TICKS = 14
"""Years, or steps of several years, that the axis names at most."""

MONTHS = ((1, 1), (4, 3), (7, 6))
"""Years that the axis has at most, and of how many months then each has a name."""

SKIPPED = 7
"""Empty years in a row from which the axis does not draw them one by one."""

APART = 22
"""Least distance of the name of a year from "…", in pixels."""

INTENDED = ("planned", "targeted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark in a lane: `kind` is `said`, `due`, `done`, `ended` or `told`; `x2` ends a span."""

    kind: str
    status: str
    title: str
    href: str
    x: float
    y: float
    x2: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A move of a due date from `x` to `x2`."""

    x: float
    x2: float
    y: float
    title: str

    @property
    def later(self) -> bool:
        """Whether the new date is the later one: a slip."""
        return self.x2 > self.x

    @property
    def path(self) -> str:
        """The arc of the arrow, above the lane."""
        rise = min(13.0, 6 + abs(self.x2 - self.x) / 12)
        middle = (self.x + self.x2) / 2
        end = self.x2 - 3 if self.later else self.x2 + 3
        return f"M{self.x:.1f} {self.y - 5:.1f} Q{middle:.1f} {self.y - 5 - 2 * rise:.1f} {end:.1f} {self.y - 7:.1f}"

    @property
    def head(self) -> str:
        """The head of the arrow, at its end."""
        way = -1 if self.later else 1
        return f"M{self.x2:.1f} {self.y - 4:.1f} l{way * 7} -1.5 l{-way * 2.5} -6 Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One row of the drawing, with the middle of it at `y`; `names` are the lines of its name."""

    names: tuple[str, ...]
    title: str
    y: float
    height: float
    status: str = ""
    marks: list[Mark] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)


def _beginning(year: int) -> int:
    """Return the first day of a year as an ordinal; the year after the last that there is has one, too."""
    return dt.date(year - 1, 12, 31).toordinal() + 1 if year > 1 else 1


class Axis:
    """From days to pixels, over whole years; some empty years in a row are as wide together as one."""

    def __init__(self, days: Iterable[dt.date]) -> None:
        told = {day.year for day in days}
        self.first, self.last = min(told), max(told) + 1
        self.gaps = [
            (before + 1, after)
            for before, after in pairwise(sorted(told))
            if after - before - 1 >= SKIPPED
        ]
        ends = sorted({self.first, self.last, *(year for gap in self.gaps for year in gap)})
        self._ends = [_beginning(year) for year in ends]
        self._years = [0]
        for start, end in pairwise(ends):
            wide = 1 if (start, end) in self.gaps else end - start
            self._years.append(self._years[-1] + wide)

    def x(self, day: dt.date) -> float:
        """Return where a day is."""
        return self._at(day.toordinal())

    def _at(self, day: int) -> float:
        n = min(max(bisect_right(self._ends, day) - 1, 0), len(self._ends) - 2)
        part = (day - self._ends[n]) / (self._ends[n + 1] - self._ends[n])
        years = self._years[n] + part * (self._years[n + 1] - self._years[n])
        return round(EDGE + years / self._years[-1] * (WIDTH - 2 * EDGE), 1)

    def ticks(self) -> list[tuple[float, str]]:
        """Return the beginnings of years, or of every second, fifth, ... year, with their names, and "…" for empty years."""
        steps = (1, 2, 5, 10, 20, 50)
        step = next((s for s in steps if self._years[-1] / s <= MOST_TICKS), 100)
        breaks = [(self._at(_beginning(a)) + self._at(_beginning(b))) / 2 for a, b in self.gaps]
        found = [(round(x, 1), "…") for x in breaks]
        for year in range(self.first + (-self.first) % step, self.last + 1, step):
            x = self._at(_beginning(year))
            inside = any(a < year < b for a, b in self.gaps)
            if not inside and all(abs(x - other) >= APART for other in breaks):
                found.append((x, str(year)))
        return sorted(found)

    def months(self) -> list[tuple[float, str]]:
        """Return the beginnings of months, quarters or half-years within the years, where they are few."""
        step = next((months for years, months in MONTHS if self._years[-1] <= years), 12)
        years = (
            y for y in range(self.first, self.last) if not any(a <= y < b for a, b in self.gaps)
        )
        return [
            (self.x(dt.date(year, month, 1)), calendar.month_abbr[month])
            for year in years
            for month in range(1 + step, 13, step)
        ]


def _status(entry: Entry) -> str:
    """Return how a claim stands, in the word that the legend has for it."""
    return standing(entry.modality, entry.polarity)


def _anchor(entry: Entry) -> str:
    return "c-" + entry.claim.rsplit(".", 1)[-1]


def _title(entry: Entry) -> str:
    """Return what is read out, or shown under the pointer."""
    said = f"said {day_words(entry.said)}" if entry.said else ""
    time = time_words(entry.time)
    parts = (entry.text, amount_beside(entry.text, entry.amount), time, said, entry.speaker or "")
    return visible("; ".join(part for part in parts if part))


def _mark(axis: Axis, kind: str, entry: Entry, y: float, *days: dt.date) -> Mark:
    """Return a mark on a day, or on a span where the last of some days is another."""
    day, end = days[0], days[-1]
    return Mark(
        kind=kind,
        status=_status(entry),
        title=_title(entry),
        href=_anchor(entry),
        x=axis.x(day),
        x2=axis.x(end) if end != day else None,
        y=y,
    )


def _due(time: TimeSpan | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of a due time; a single day where only one end is known."""
    if not time or not (time.latest or time.earliest):
        return None
    last = time.latest or time.earliest
    first = time.earliest or time.latest
    return (first, last) if first and last else None


def _plans(promise: Promise) -> list[Entry]:
    """Return the claims that set a due date, in the order in which they were said."""
    told = [
        entry
        for entry in (promise.opened, *promise.changes)
        if entry.modality in INTENDED and entry.polarity == "affirmed" and _due(entry.time)
    ]
    return sorted(told, key=lambda e: (e.said or dt.date.min, e.claim))


def _moved(before: Entry, after: Entry) -> bool:
    """Say whether a due date was moved, as the ledger does: a date told more exactly is no move."""
    old, new = _due(before.time), _due(after.time)
    if not old or not new or new[1] == old[1]:
        return False
    apart = new[0] > old[1] or new[1] < old[0]
    within = old[0] <= new[0] and new[1] <= old[1]
    return apart or (after.what == "change of date" and not within)


def _moves(axis: Axis, plans: Sequence[Entry], y: float) -> list[Arrow]:
    found = []
    for before, after in pairwise(plans):
        old, new = _due(before.time), _due(after.time)
        if old and new and _moved(before, after):
            words = f"moved from {time_words(before.time)} to {time_words(after.time)}"
            said = f", said {day_words(after.said)}" if after.said else ""
            found.append(Arrow(x=axis.x(old[1]), x2=axis.x(new[1]), y=y, title=words + said))
    return found


def _stacked(marks: Sequence[Mark]) -> tuple[list[Mark], int]:
    """Put marks of one place on each other, counted from 0 upwards; return how many at most."""
    levels: list[list[float]] = []
    placed = []
    for mark in marks:
        taken = (any(abs(x - mark.x) < BROAD for x in level) for level in levels)
        level = next((n for n, full in enumerate(taken) if not full), len(levels))
        if level == len(levels):
            levels.append([])
        levels[level].append(mark.x)
        placed.append(replace(mark, y=-level * STEP))
    return placed, len(levels)


def _bars(axis: Axis, plans: Iterable[Entry], y: float) -> list[Mark]:
    """Return the days on which something is due; one bar where they are told again, for the last who does."""
    spans: dict[tuple[dt.date, dt.date], Entry] = {}
    for entry in plans:
        span = _due(entry.time)
        if span:
            spans.pop(span, None)
            spans[span] = entry
    return [_mark(axis, "due", entry, y, *span) for span, entry in spans.items()]


def _events(axis: Axis, promise: Promise) -> list[Mark]:
    """Return the marks of the telling of a promise and of what came of it."""
    marks, y = [], 0.0
    if promise.opened.said:
        marks.append(_mark(axis, "said", promise.opened, y, promise.opened.said))
    for entry in promise.evidence:
        day = day_of_entry(entry)
        if (
            day
            and promise.status in ("met", "partly-met", "slipped")
            and entry.what == "completion"
        ):
            marks.append(_mark(axis, "done", entry, y, promise.done or day))
        elif entry.said and entry.what in ("cancellation", "contradiction", "denial"):
            marks.append(_mark(axis, "ended", entry, y, entry.said))
    return marks


def _promise_lane(axis: Axis, promise: Promise, top: float, whose: str) -> Lane:
    events, most = _stacked(_events(axis, promise))
    height = LANE + STEP * max(0, most - 1)
    y, plans = top + height - LANE / 2, _plans(promise)
    events = [replace(mark, y=y + mark.y) for mark in events]
    amount = amount_beside(promise.promise, amount_now(promise))
    name = f"{promise.promise} {amount}" if amount else promise.promise
    # Of a timeline of one only the promises of others say whose they are.
    own = promise.promiser == whose
    return Lane(
        names=_lines(name if own else f"{promise.promiser}: {name}"),
        title=visible(f"{promise.promiser} {name}: {promise.status}"),
        y=y,
        height=height,
        status=promise.status,
        marks=[*_bars(axis, plans, y), *events],
        arrows=_moves(axis, plans, y),
    )


def _lines(text: str) -> tuple[str, ...]:
    """Return the name of a lane as one line or two, cut only where two do not hold it.

    Example:
        >>> _lines("is to close bakery in Grimsby")
        ('is to close bakery in', 'Grimsby')
    """
    shown = visible(text)
    return tuple(textwrap.wrap(shown, NAME_LENGTH, max_lines=2, placeholder="…")) or (shown,)


def _kind_lane(axis: Axis, kind: str, entries: Sequence[Entry], top: float) -> Lane:
    """Return a lane of single claims; those of one place stand on each other."""
    dated = [(entry, day) for entry in entries if (day := day_of_entry(entry))]
    marks = [_mark(axis, "told", entry, 0.0, day) for entry, day in dated]
    placed, most = _stacked(marks)
    height = max(LANE, STEP * most + 14)
    base = top + height - LANE / 2
    raised = [replace(mark, y=base + mark.y) for mark in placed]
    return Lane(names=(kind,), title=kind, y=base, height=height, marks=raised)


def _days(promises: Iterable[Promise], entries: Iterable[Entry]) -> list[dt.date]:
    told = [entry for promise in promises for entry in (promise.opened, *promise.changes)]
    found = [
        day
        for entry in (*told, *entries)
        for day in (entry.said, *(_due(entry.time) or ()))
        if day is not None
    ]
    return found + [promise.done for promise in promises if promise.done]


def _opens_at(axis: Axis, lanes: Sequence[Lane]) -> int:
    """Return the place, in pixels, at which a narrow screen opens: the first promise, or the last two years."""
    promised = [mark.x for lane in lanes if lane.status for mark in lane.marks]
    recent = axis.x(dt.date(max(axis.first, axis.last - 2), 1, 1))
    return max(0, round(min(promised, default=recent)) - 2 * EDGE)


def _listed(
    entries: Iterable[Entry], when: Callable[[Entry], dt.date | None]
) -> list[dict[str, Any]]:
    """Return claims as the list below the drawing has them."""
    by_anchor = {_anchor(entry): entry for entry in entries}
    ordered = sorted(by_anchor.items(), key=lambda pair: (when(pair[1]) or dt.date.min, pair[0]))
    return [
        {
            "anchor": anchor,
            "day": (when is not day_said and time_words(entry.time))
            or (day_words(entry.said) if entry.said else "undated"),
            "what": entry.what,
            "text": visible(entry.text),
            "status": _status(entry),
            "details": [
                visible(part)
                for part in (
                    amount_beside(entry.text, entry.amount),
                    time_words(entry.time),
                    entry.speaker,
                )
                if part
            ],
            "quotes": [visible(quote) for quote in quotes_beside_title(entry)],
            "source": visible(
                ", ".join(
                    part
                    for part in (entry.publisher, day_words(entry.said) if entry.said else None)
                    if part
                )
            ),
            "title": visible(entry.title),
            "url": web_link(entry.url),
        }
        for anchor, entry in ordered
    ]


def _key(lanes: Sequence[Lane]) -> dict[str, Any]:
    """Return what the key explains: the signs that the drawing has, and no others."""
    marks = [mark for lane in lanes for mark in lane.marks]
    looks = style()
    return {
        "signs": {look["name"]: look for look in looks["promises"]},
        "stands": [s for s in looks["promises"] if s["name"] in {n.status for n in lanes}],
        "statuses": [s for s in looks["statuses"] if s["name"] in {m.status for m in marks}],
        "sooner": any(not arrow.later for lane in lanes for arrow in lane.arrows),
        "before": any(sum(m.kind == "due" for m in lane.marks) > 1 for lane in lanes),
    }


def _by_kind(entries: Iterable[Entry], drawn: set[str]) -> dict[str, list[Entry]]:
    """Return the claims that no promise's lane has drawn, each once, by their kind."""
    kinds: dict[str, list[Entry]] = defaultdict(list)
    for anchor, entry in {_anchor(entry): entry for entry in entries}.items():
        if anchor not in drawn:
            kinds[entry.kind].append(entry)
    return kinds


def timeline_page(
    name: str,
    entries: Sequence[Entry],
    promises: Sequence[Promise],
    as_of: dt.date | None = None,
    when: Callable[[Entry], dt.date | None] = day_of_entry,
) -> str:
    """Return a timeline as one HTML file that loads nothing; the same values give the same bytes.

    Args:
        name: Whose timeline it is.
        entries: Its claims (`kg.ledger.timeline`).
        promises: Its promises (`kg.ledger.ledger`).
        as_of: The day as of which they stand, drawn as a line.
        when: The day by which a claim stands in the list below the drawing.

    Raises:
        NotFoundError: No claim and no promise has a date.
    """
    days = _days(promises, entries)
    if not days:
        raise NotFoundError(
            f"Nothing that is told of '{name}' has a date.", "See 'kg claims' for what is known."
        )
    axis, y = Axis(days), float(TOP + HEADING)
    lanes: list[Lane] = []
    ordered = sorted(promises, key=lambda p: (p.said or dt.date.min, p.promise, p.matter))
    for promise in ordered:
        lane = _promise_lane(axis, promise, y, name)
        lanes.append(lane)
        y += lane.height
    told_at = y
    y += HEADING
    drawn = {mark.href for lane in lanes for mark in lane.marks}
    every = [*entries, *(e for p in promises for e in (p.opened, *p.changes))]
    kinds = _by_kind(every, drawn)
    for kind in sorted(kinds, key=lambda k: (-len(kinds[k]), k)):
        lane = _kind_lane(axis, kind, kinds[kind], y)
        lanes.append(lane)
        y += lane.height
    return render_picture(
        "timeline.html",
        scripts=("timeline-page.js",),
        title=f"Timeline of {visible(name)}",
        name=visible(name),
        lanes=lanes,
        promised=len(promises),
        told_at=told_at if kinds else None,
        today=axis.x(as_of) if as_of and min(days) <= as_of <= max(days) else None,
        as_of=day_words(as_of) if as_of else "",
        ticks=axis.ticks(),
        months=axis.months(),
        width=WIDTH,
        labels=LABELS,
        height=y + 12,
        first=_opens_at(axis, lanes),
        claims=_listed(every, when),
        **_key(lanes),
    )
