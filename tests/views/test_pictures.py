from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from kg.errors import NotFoundError
from kg.ledger import Promise
from kg.model import Kind, Quantity, TimeSpan
from kg.views.ledger import ledger_page
from kg.views.promises import newest
from kg.views.stats import stats_page
from kg.views.timeline import Axis, timeline_page
from kg.views.view import view
from kg.views.wording import day_words

DAY = dt.date(2024, 1, 1)


def _promise(stored: Any, who: str) -> Promise:
    found: Promise = next(promise for promise in stored.ledger if promise.promiser == who)
    return found


def _pages(stored: Any) -> dict[str, str]:
    brio = _promise(stored, "Brio")
    return {
        "timeline": timeline_page("Brio", [brio.opened, *brio.changes], [brio], DAY),
        "ledger": ledger_page(stored.ledger, DAY),
        "stats": stats_page(stored.rows),
    }


@pytest.mark.parametrize("name", ["timeline", "ledger", "stats"])
def test_the_same_values_give_the_same_bytes_and_load_nothing(stored: Any, name: str) -> None:
    html = _pages(stored)[name]
    assert html == _pages(stored)[name]
    assert not re.search(r"\ssrc=|@import|url\(|\sstyle=|\son\w+=", html)
    assert set(re.findall(r"<link [^>]*>", html)) == {'<link rel="icon" href="data:,">'}
    policy = re.search(r'Security-Policy" content="([^"]*)"', html)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]
    assert html.count("<script>") == (name in ("ledger", "timeline"))


EVIL = '</script><img src=x onerror="alert(1)">{{ 7*7 }}'


def _evil(promise: Promise) -> Promise:
    entry = dataclasses.replace(
        promise.opened,
        subject=EVIL, relation=EVIL, object=EVIL, speaker=EVIL, title=EVIL, publisher=EVIL,
        quotes=(EVIL,), url="javascript:alert(1)",
    )  # fmt: skip
    return dataclasses.replace(
        promise, promiser=EVIL, by=EVIL, promise=EVIL, opened=entry, changes=(), evidence=(entry,)
    )


@pytest.mark.parametrize(
    "made",
    [
        lambda p: timeline_page(EVIL, [p.opened], [p], DAY),
        lambda p: ledger_page([p], DAY, title=EVIL),
    ],
)
def test_no_text_becomes_markup(stored: Any, made: Callable[[Promise], str]) -> None:
    html = made(_evil(_promise(stored, "Brio")))
    assert "<img" not in html
    assert "javascript:" not in html
    assert "&lt;img" in html
    assert "{{ 7*7 }}" in html


def test_figures_escape_names_of_outlets(stored: Any) -> None:
    rows = [
        dataclasses.replace(row, article=dataclasses.replace(row.article, publisher=EVIL))
        for row in stored.rows
    ]
    html = stats_page(rows, title=EVIL)
    assert "<img" not in html
    assert html.count("&lt;img") >= 2


def test_a_slip_is_an_arrow_from_the_old_date_to_the_new(stored: Any) -> None:
    brio = _promise(stored, "Brio")
    html = timeline_page("Brio", [], [brio])
    pattern = r'<path class="slip" d="M([\d.]+) [\d.]+ Q[\d.]+ [\d.]+ ([\d.]+)'
    (path,) = re.findall(pattern, html)
    axis = Axis([dt.date(2020, 3, 1), dt.date(2027, 12, 31)])
    assert float(path[0]) == axis.x(dt.date(2025, 12, 31))
    assert float(path[1]) == pytest.approx(axis.x(dt.date(2027, 12, 31)), abs=3.1)
    assert "moved from 2025 to 2027, said 1 June 2023" in html


def test_a_date_told_more_exactly_is_no_slip(stored: Any) -> None:
    brio = _promise(stored, "Brio")
    exact = TimeSpan(earliest=dt.date(2025, 3, 1), latest=dt.date(2025, 3, 31))
    same = dataclasses.replace(
        brio, changes=tuple(dataclasses.replace(entry, time=exact) for entry in brio.changes)
    )
    html = timeline_page("Brio", [], [same])
    assert html.count('class="slip"') == 1  # that of the legend


def _due_again(promise: Promise, what: Any, first: dt.date, last: dt.date) -> Promise:
    time = TimeSpan(earliest=first, latest=last)
    changes = (dataclasses.replace(entry, time=time, what=what) for entry in promise.changes)
    return dataclasses.replace(promise, changes=tuple(changes))


@pytest.mark.parametrize(
    ("what", "until", "arrows"),
    [
        ("change of date", dt.date(2026, 3, 31), 1),
        ("confirmation", dt.date(2026, 3, 31), 0),
        ("change of date", dt.date(2025, 12, 31), 0),
    ],
)
def test_a_change_that_the_ledger_counts_is_an_arrow_though_the_dates_meet(
    stored: Any, what: str, until: dt.date, arrows: int
) -> None:
    moved = _due_again(_promise(stored, "Brio"), what, dt.date(2025, 10, 1), until)
    html = timeline_page("Brio", [], [moved])
    assert html.count('class="slip"') == 1 + arrows  # one is that of the legend


def test_a_date_told_again_is_one_bar_and_one_event(stored: Any) -> None:
    brio = _promise(stored, "Brio")
    again = _due_again(brio, "confirmation", dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    html = timeline_page("Brio", [], [again])
    assert html.count('<rect class="due last"') == 2  # one is that of the legend
    listed = set(re.findall(r'<li id="(c-[0-9a-f]+)"', html))
    assert listed == set(re.findall(r'<a href="#(c-[0-9a-f]+)"', html))


def test_marks_of_one_day_stand_on_each_other(stored: Any) -> None:
    brio = _promise(stored, "Brio")
    denials = tuple(
        dataclasses.replace(brio.opened, what="denial", claim=f"{brio.opened.claim}{n}")
        for n in range(2)
    )
    html = timeline_page("Brio", [], [dataclasses.replace(brio, evidence=denials)])
    rings = [
        float(y) for y in re.findall(r'<circle class="said" cx="[\d.]+" cy="([\d.]+)" r="4"', html)
    ]
    crosses = [float(y) for y in re.findall(r'<path class="ended" d="M[\d.]+ ([\d.]+) l9', html)]
    places = sorted([*rings, *(y + 4.5 for y in crosses)])
    assert [later - earlier for earlier, later in itertools.pairwise(places)] == [11, 11]
    assert max(places) == max(rings)


def test_what_others_report_comes_last_in_the_ledger(stored: Any) -> None:
    first = dataclasses.replace(_promise(stored, "Brio"), sort="reported")
    html = ledger_page([first, _promise(stored, "Dorn")], DAY)
    assert re.findall(r'data-who="(\w+)"', html) == ["Dorn", "Brio"]
    assert html.count("(reported by others)") == 1


def test_every_mark_leads_to_words(stored: Any) -> None:
    html = _pages(stored)["timeline"]
    targets = set(re.findall(r'<li id="(c-[0-9a-f]+)"', html))
    assert set(re.findall(r'<a href="#(c-[0-9a-f]+)"', html)) == targets
    assert len(targets) == 2


def test_a_timeline_without_dates_is_refused() -> None:
    with pytest.raises(NotFoundError, match="Brio"):
        timeline_page("Brio", [], [])


def _of_kinds(stored: Any, count: int) -> str:
    kinds = list(Kind)[:count]
    rows = [
        dataclasses.replace(stored.rows[0], claim=dataclasses.replace(stored.rows[0].claim, kind=k))
        for k in kinds
    ]
    return stats_page(rows)


def test_figures_hide_no_single_kind(stored: Any) -> None:
    assert "and 1 more" not in _of_kinds(stored, 21)
    assert "and 2 more" in _of_kinds(stored, 22)


def test_kinds_of_figures_are_in_words(stored: Any) -> None:
    row = stored.rows[0]
    claim = dataclasses.replace(row.claim, kind=Kind.MARKET_MOVE)
    article = dataclasses.replace(row.article, publisher="NewsWire")
    html = stats_page([dataclasses.replace(row, claim=claim, article=article)])
    assert "Market Move" in html
    assert "NewsWire" in html  # a name stays as it is


def test_figures_without_claims_are_refused() -> None:
    with pytest.raises(NotFoundError):
        stats_page([])


def test_months_without_claims_have_a_column_and_heights_are_in_proportion(stored: Any) -> None:
    html = stats_page(stored.rows)
    titles = re.findall(r"<title>(\d{4}-\d\d): (\d+) claims, (\d+) stated as fact</title>", html)
    assert titles[0] == ("2020-03", "1", "0")
    assert titles[-1] == ("2023-06", "1", "0")
    assert ("2021-01", "3", "2") in titles
    assert len(titles) == 40
    heights = [float(y) for y in re.findall(r'class="rest" x="[\d.]+" y="([\d.]+)"', html)]
    base = max(heights)
    assert (base - min(heights)) == pytest.approx(3 * (base - heights[0]), abs=0.3)


@pytest.mark.parametrize("years", [1, 9, 40, 300])
def test_an_axis_names_few_years_in_order(years: int) -> None:
    axis = Axis([dt.date(2000, 5, 5), dt.date(2000 + years - 1, 7, 7)])
    ticks = axis.ticks()
    assert [x for x, _ in ticks] == sorted(x for x, _ in ticks)
    assert 1 <= len(ticks) <= 15
    assert axis.x(dt.date(2000, 5, 5)) < axis.x(dt.date(2000, 5, 6) + dt.timedelta(days=40 * years))


def test_what_no_lane_of_a_promise_draws_stands_among_the_events(stored: Any) -> None:
    brio = _promise(stored, "Brio")
    step = dataclasses.replace(
        brio.opened,
        what="progress",
        time=TimeSpan(earliest=dt.date(2022, 4, 1), latest=dt.date(2022, 4, 1)),
        modality="asserted",
        claim=f"{brio.opened.claim}0",
    )
    kept = dataclasses.replace(brio, changes=(*brio.changes, step))
    html = timeline_page("Brio", [brio.opened, step, *brio.changes], [kept])
    listed = set(re.findall(r'<li id="(c-[0-9a-f]+)"', html))
    assert listed == set(re.findall(r'<a href="#(c-[0-9a-f]+)"', html))
    assert len(listed) == 3


def test_promises_of_others_say_whose_they_are(stored: Any) -> None:
    brio = _promise(stored, "Brio")
    assert ">Brio: " not in timeline_page("Brio", [], [brio])
    assert ">Brio: " in timeline_page("Dorn", [], [brio])


def test_days_are_told_as_exactly_as_the_article_tells_them(stored: Any) -> None:
    html = timeline_page("Brio", [], [_promise(stored, "Brio")])
    assert re.findall(r'<p class="when">([^<]*) <span>', html) == ["2025", "2027"]


def test_an_amount_that_was_changed_is_the_new_one(stored: Any) -> None:
    brio = _promise(stored, "Brio")
    first, new = (Quantity(value=Decimal(n), unit="cars") for n in (300, 400))
    change = dataclasses.replace(brio.changes[0], what="change of amount", amount=new)
    grown = dataclasses.replace(brio, amount=first, changes=(change,))
    assert "<del>300 cars</del>" in ledger_page([grown], DAY)
    assert "400 cars" in timeline_page("Brio", [], [grown]).split("</svg>\n<svg")[0]
    assert "<del>300 cars</del>" not in ledger_page([dataclasses.replace(grown, changes=())], DAY)


def test_the_page_of_the_graph_says_as_of_when_promises_stand(stored: Any) -> None:
    html = view(stored.rows, ledger=stored.ledger)
    assert f'"as_of": "{day_words(newest(stored.rows))}"' in html.replace('":"', '": "')
