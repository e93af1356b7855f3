"""The smaller pages in Chromium; the fixture `browser` fails on requests and console messages."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from kg.model import TimeSpan
from kg.views.ledger import ledger_page
from kg.views.stats import stats_page
from kg.views.timeline import timeline_page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DAY = dt.date(2024, 1, 1)


@pytest.fixture(scope="module")
def pages(stored: Any) -> dict[str, str]:
    told = [entry for p in stored.ledger for entry in (p.opened, *p.changes)]
    return {
        "timeline": timeline_page("Brio", told, stored.ledger, DAY),
        "ledger": ledger_page(stored.ledger, DAY),
        "stats": stats_page(stored.rows),
    }


@pytest.mark.parametrize(
    ("width", "dark"), [(1400, False), (1400, True), (390, False), (390, True)]
)
@pytest.mark.parametrize("name", ["timeline", "ledger", "stats"])
def test_axe_finds_nothing_and_a_phone_scrolls_one_way(
    browser: Any, pages: dict[str, str], axe: str, *, name: str, width: int, dark: bool
) -> None:
    browser.open(pages[name], width=width, dark=dark, drawn=False)
    browser.js("document.querySelectorAll('details').forEach((found) => { found.open = true; })")
    assert browser.axe(axe) == []
    assert browser.js("return document.documentElement.scrollWidth") <= width


def test_a_mark_of_the_timeline_leads_to_its_words(browser: Any, pages: dict[str, str]) -> None:
    browser.open(pages["timeline"], drawn=False)
    label = browser.js(
        """
        const mark = document.querySelector(".timeline a:has(.due)");
        mark.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
        return mark.getAttribute("aria-label");
        """
    )
    assert "Brio plans a new plant; 2025; said 1 March 2020; Ann Lee" in label
    target = browser.js("return document.querySelector('li:target').innerText")
    assert "Brio will build a new plant by 2025, Ann" in target


@pytest.mark.parametrize("width", [390, 1200])
def test_a_timeline_opens_on_its_first_year_with_whole_names(
    browser: Any, pages: dict[str, str], width: int
) -> None:
    browser.open(pages["timeline"], width=width, drawn=False)
    names, year, widest = browser.js(
        """
        const [names, drawing] = document.querySelectorAll(".scroll > svg");
        const texts = [...names.querySelectorAll("text")].map((t) => t.getBoundingClientRect().right);
        return [names.getBoundingClientRect().right,
                drawing.querySelector(".year").getBoundingClientRect().left, Math.max(...texts)];
        """
    )
    assert year >= names >= widest


def test_the_ledger_is_found_filtered_and_sorted(browser: Any, pages: dict[str, str]) -> None:
    browser.open(pages["ledger"], drawn=False)
    seen = "return [...document.querySelectorAll('tbody tr')].filter((r) => !r.hidden).map((r) => r.dataset.who)"
    assert browser.js(seen) == ["Brio", "Dorn"]
    browser.press("th button", "due")
    assert browser.js(seen) == ["Dorn", "Brio"]
    browser.press("th button", "due")
    assert browser.js(seen) == ["Brio", "Dorn"]
    assert browser.js("return document.querySelectorAll('th')[2].ariaSort") == "descending"
    browser.js("document.getElementById('find').focus()")
    browser.type("PROFIT")
    assert browser.js(seen) == ["Dorn"]
    assert browser.text("#shown") == "1 of 2"
    browser.js("document.querySelector('#tools input[value=open]').click()")
    assert browser.js(seen) == []
    assert browser.text("#none") == "No promise has all of these words."


def test_a_phone_names_days_and_sorts(browser: Any, pages: dict[str, str]) -> None:
    browser.open(pages["ledger"], width=390, drawn=False)
    before = (
        "return getComputedStyle(document.querySelector('td[data-label=due]'), '::before').content"
    )
    assert "due" in browser.js(before)
    shown = "return document.querySelector('th button').getBoundingClientRect().height > 10"
    assert browser.js(shown)


def test_a_finger_meets_what_can_be_pressed(browser: Any, pages: dict[str, str]) -> None:
    browser.open(pages["ledger"], width=390, drawn=False)
    heights = browser.js(
        """
        return [...document.querySelectorAll("summary, #tools label:not(.unseen), th button")]
          .map((one) => one.getBoundingClientRect().height);
        """
    )
    assert min(heights) >= 24


def test_a_phone_opens_a_timeline_at_the_first_promise(browser: Any, stored: Any) -> None:
    brio = next(p for p in stored.ledger if p.promiser == "Brio")
    early = dataclasses.replace(
        brio.opened,
        time=TimeSpan(earliest=dt.date(1990, 1, 1), latest=dt.date(1990, 12, 31)),
        claim=f"{brio.opened.claim}0",
    )
    browser.open(timeline_page("Brio", [early, brio.opened], [brio]), width=390, drawn=False)
    names, said = browser.js(
        """
        const names = document.querySelector(".names").getBoundingClientRect();
        const said = document.querySelector("a .said").getBoundingClientRect();
        return [names.right, said.left];
        """
    )
    assert names <= said < 390


def test_a_row_of_the_ledger_opens_on_its_history(browser: Any, pages: dict[str, str]) -> None:
    browser.open(pages["ledger"], drawn=False)
    browser.js("document.querySelector('summary').click()")
    words = browser.text("tbody tr")
    assert "announcement: 2025, Ann Lee" in words
    assert "change of date: 2027" in words
    assert "Brio will build a new plant by 2027 inst" in words
