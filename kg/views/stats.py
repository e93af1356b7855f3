"""Figures as a page: how many claims there are by month, kind, status and outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import zip_longest
from typing import Any

from kg.errors import NotFoundError
from kg.graph.rows import ClaimRow
from kg.graph.stats import UNKNOWN, Count, count_by, crossed, summary
from kg.views.frame import render_picture
from kg.views.page import style
from kg.views.text import visible
from kg.views.wording import day_words

TOP = 20
"""Values listed of each dimension; the rest is one line."""

WIDTH, HEIGHT, LEFT, FOOT = 1120, 190, 44, 24
"""Size of the drawing of months, of its scale at the left and of the years below, in pixels."""

YEAR_ROOM = 30
"""Pixels that the name of a year needs."""

DIMENSIONS = ("kind", "status", "outlet")
"""What claims are counted by, besides months."""

FIGURES = {
    "articles": "articles with claims",
    "read": "articles read",
    "claims": "claims",
    "entities": "named things",
    "speakers": "speakers",
    "outlets": "outlets",
    "attributed": "with a speaker",
    "amounts": "with a figure",
    "times": "with a date",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The claims of one month: those stated as fact stand below the rest."""

    month: str
    count: int
    facts: int
    x: float
    width: float
    y: float
    middle: float


def _step(most: int) -> int:
    """Return a round distance between the lines of a scale, such that there are two to five."""
    step = 1
    while most / step > 5:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step


def _columns(rows: Sequence[ClaimRow]) -> tuple[list[Column], list[tuple[float, int]]]:
    """Return a column for each month, and the lines of the scale with their numbers."""
    counts = [count for count in count_by(rows, "month") if count.value != UNKNOWN]
    if not counts:
        return [], []
    facts = crossed(rows, "month", "status")
    most, high = max(count.count for count in counts), HEIGHT - FOOT - 10
    width = (WIDTH - LEFT) / len(counts)
    columns = []
    for number, count in enumerate(counts):
        asserted = facts.get(count.value, {}).get("asserted", 0)
        columns.append(
            Column(
                month=count.value,
                count=count.count,
                facts=asserted,
                x=round(LEFT + number * width, 2),
                width=round(max(0.8, width - min(2.0, width / 4)), 2),
                y=round(HEIGHT - FOOT - high * count.count / most, 1),
                middle=round(HEIGHT - FOOT - high * asserted / most, 1),
            )
        )
    step = _step(most)
    lines = [(round(HEIGHT - FOOT - high * n / most, 1), n) for n in range(0, most + 1, step)]
    return columns, lines


def _years(columns: Sequence[Column]) -> list[Column]:
    """Return the columns that have the name of their year below them: Januaries, and the first."""
    found = [c for number, c in enumerate(columns) if c.month.endswith("-01") or number == 0]
    return [
        column
        for column, after in zip_longest(found, found[1:])
        if not after or after.x - column.x > YEAR_ROOM
    ]


def _told(rows: Sequence[ClaimRow], name: str) -> tuple[Count, ...]:
    """Return the counts of a dimension, none where no article says anything of it."""
    counts = count_by(rows, name)
    return counts if any(count.value != UNKNOWN for count in counts) else ()


def _words(value: str, name: str) -> str:
    """Return a value as the page of the graph has it: kinds in several words, "Market Move"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", value) if name == "kind" else value


def _bars(name: str, counts: Sequence[Count]) -> dict[str, Any]:
    labels = {look["name"]: look["label"] for look in style()["statuses"]}
    most = max(count.count for count in counts)
    # A line that says that one more is left out takes the room of that one.
    listed = counts if len(counts) <= TOP + 1 else counts[:TOP]
    rows = [
        {
            "value": "not given"
            if c.value == UNKNOWN
            else visible(_words(labels.get(c.value, c.value), name)),
            "look": c.value if name == "status" else "",
            "count": c.count,
            "share": f"{c.share:.1%}",
            "part": round(100 * c.count / most, 2),
        }
        for c in listed
    ]
    return {"name": name, "rows": rows, "rest": len(counts) - len(listed)}


def _one(label: str) -> str:
    """Return what a figure of 1 is called: "article with claims"."""
    first, *rest = label.split(" ")
    return (
        label.removesuffix("s") if first == "named" else " ".join([first.removesuffix("s"), *rest])
    )


def stats_page(
    rows: Sequence[ClaimRow], title: str = "Claims in figures", *, read: int | None = None
) -> str:
    """Return figures as one HTML file that loads nothing; the same rows give the same bytes.

    Args:
        rows: Claims of a graph, in any order.
        title: Heading of the page.
        read: The number of articles that were read, also those without a claim.

    Raises:
        NotFoundError: There is no claim to count.
    """
    if not rows:
        raise NotFoundError("There is no claim to count.", "Run 'kg build' on some articles.")
    figures = asdict(summary(rows, read=read))
    columns, lines = _columns(rows)
    span = [day_words(figures[name]) for name in ("first", "last") if figures[name]]
    return render_picture(
        "stats.html",
        title=visible(title),
        span=" to ".join(dict.fromkeys(span)),
        figures=[
            (_one(label) if figures[n] == 1 else label, f"{figures[n]:,}")
            for n, label in FIGURES.items()
            if figures[n]
        ],
        columns=columns,
        lines=lines,
        years=_years(columns),
        bars=[_bars(name, counts) for name in DIMENSIONS if (counts := _told(rows, name))],
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        base=HEIGHT - FOOT,
    )
