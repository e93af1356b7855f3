"""Steps around a thing, filters by type and kind, the histogram, and how soon a page is drawn."""

from __future__ import annotations

from typing import Any

import pytest

from kg.graph import ClaimRow, rows_from_claims
from kg.model import Claim, Kind
from kg.views import MAX_NODES, view

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

REACH = {
    1: ["Brio", "Norvik"],
    2: ["Ann Lee", "Brio", "Dorn", "Norvik", "a new plant"],
    3: ["Ann Lee", "Brio", "Cetus", "Dorn", "Norvik", "a new plant"],
}


def test_steps_around_a_thing_reach_further(browser: Any, rows: list[ClaimRow]) -> None:
    browser.open(view(rows))
    browser.click_node("Norvik")
    browser.js("document.getElementById('only').click()")
    for steps, names in REACH.items():
        browser.press(".steps button", str(steps))
        assert browser.things_drawn() == names


def test_types_and_kinds_filter(browser: Any, rows: list[ClaimRow]) -> None:
    browser.open(view(rows))
    browser.js("document.querySelector('#types input[value=Person]').click()")
    assert browser.text("#count") == "6 of 7"
    assert "Ann Lee" not in browser.things_drawn()
    browser.js("document.querySelector('#kinds input[value=Merger]').click()")
    assert browser.text("#count") == "4 of 7"
    assert {"Elba", "Fyn", "Cetus"}.isdisjoint(browser.things_drawn())
    assert "no-kinds=Merger" in browser.js("return location.hash")


@pytest.mark.parametrize("start", [True, False])
def test_a_way_leaves_the_selection_with_its_end(
    browser: Any, rows: list[ClaimRow], start: bool
) -> None:
    browser.open(view(rows))
    browser.click_node("Norvik")
    browser.press("#evidence button", "way from here")
    if not start:
        browser.click_node("Cetus")
        assert "3 steps" in browser.text("#evidence")
    kind = "Acquisition" if start else "Merger"
    browser.js("document.querySelector(`#kinds input[value=${arguments[0]}]`).click()", kind)
    assert "What the news says" in browser.text("#evidence")
    browser.click_node("Dorn")  # nothing still waits for a second thing
    assert browser.text("#evidence h2") == "Dorn"


def test_the_histogram_counts_claims_by_time(browser: Any, rows: list[ClaimRow]) -> None:
    browser.open(view(rows))
    heights = browser.js(
        "return [...document.querySelectorAll('#dates rect')].map((r) => Number(r.getAttribute('height')))"
    )
    assert len(heights) == 2
    first, last = sorted(heights)
    assert first / last == pytest.approx(3 / 4)  # three claims in 2020, four in 2022
    browser.js("document.getElementById('date-to').focus()")
    browser.key("Home")
    browser.wait("document.getElementById('count').textContent === '3 of 7'")


def test_three_hundred_things_are_drawn_soon(browser: Any) -> None:
    claims = [
        Claim(article="a", kind=Kind.SUPPLY, subject=f"Hub {hub}", object=f"Leaf {hub}-{leaf}",
              subject_type="COMPANY", object_type="COMPANY")
        for hub in range(30) for leaf in range(9)
    ]  # fmt: skip
    html = view(rows_from_claims(claims, {}))
    browser.driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
    browser.open(html)
    assert len(browser.things_drawn()) == MAX_NODES
    metrics = browser.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    browser.driver.execute_cdp_cmd("Performance.disable", {})
    # Time of the page's own thread, which other work on the machine does not lengthen.
    assert next(m["value"] for m in metrics if m["name"] == "TaskDuration") < 1.5
