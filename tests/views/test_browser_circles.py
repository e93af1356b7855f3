"""A graph of more things than may be drawn: circles that open, and never too much at once."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from kg.graph import ClaimRow, rows_from_claims
from kg.model import Article, Claim, Kind, Modality, Span
from kg.views import view

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MOST = 24
GROUPS = 5


@pytest.fixture(scope="module")
def many() -> list[ClaimRow]:
    """Five stars of eight things in a ring, and six pairs on their own."""
    article = Article(id="a", title="T", text="An invented sentence of some length.")
    pairs = [(f"Hub {g}", f"Leaf {g}-{n}") for g in range(GROUPS) for n in range(8)]
    pairs += [(f"Hub {g}", f"Hub {(g + 1) % GROUPS}") for g in range(GROUPS)]
    pairs += [(f"Lone {n}", f"Mate {n}") for n in range(6)]
    claims = [
        Claim(
            article="a",
            kind=Kind.SUPPLY,
            subject=subject,
            object=object_,
            subject_type="COMPANY",
            object_type="COMPANY",
            modality=Modality.PLANNED if "Lone" in subject else Modality.ASSERTED,
            evidence=(Span(0, 11),),
        )
        for subject, object_ in pairs
    ]
    return list(rows_from_claims(claims, {"a": article}))


@pytest.fixture(scope="module")
def html(many: list[ClaimRow]) -> str:
    return view(many, max_nodes=MOST)


def _amount(browser: Any) -> int:
    return len(browser.things_drawn()) + len(browser.circles_drawn())


def _circle_of(browser: Any, name: str) -> str:
    found: str = browser.js(
        "return [...document.getElementById('graph').kg.nodeOf.values()].find((n) => n.name === arguments[0]).in",
        name,
    )
    return found


def _click_circle(browser: Any, id_: str) -> None:
    x, y = browser.js(
        """
        const { network, groupOf } = document.getElementById("graph").kg;
        const { x, y } = network.canvasToDOM(groupOf.get(arguments[0]));
        const frame = document.getElementById("graph").getBoundingClientRect();
        return [frame.x + x, frame.y + y];
        """,
        id_,
    )
    browser.click(x, y)


def test_a_large_graph_opens_on_circles(browser: Any, html: str) -> None:
    browser.open(html)
    assert "57 things in circles that open" in browser.text("#summary")
    assert browser.things_drawn() == []
    assert GROUPS < len(browser.circles_drawn()) <= MOST // 2
    assert browser.text("#count") == "51"  # the lists have everything all the same


def test_a_circle_opens_by_a_click_and_closes_again(browser: Any, html: str) -> None:
    browser.open(html)
    circle = _circle_of(browser, "Hub 2")
    _click_circle(browser, circle)
    assert {f"Leaf 2-{n}" for n in range(8)} < set(browser.things_drawn())
    assert circle not in browser.circles_drawn()
    assert "Hub 2" in browser.text("#evidence h2")
    assert "Mostly Supply" in browser.text("#evidence")
    browser.press("#evidence button", "Close this circle")
    assert browser.things_drawn() == []
    assert circle in browser.circles_drawn()


def test_never_more_is_drawn_than_allowed(browser: Any, html: str) -> None:
    browser.open(html)
    for hub in range(GROUPS):
        circle = _circle_of(browser, f"Hub {hub}")
        if circle in browser.circles_drawn():
            browser.press("#tab-things")
            browser.press("#things li", f"Hub {hub}")
        assert f"Leaf {hub}-0" in browser.things_drawn()
        assert _amount(browser) <= MOST
        browser.key("Escape")
    assert "Leaf 0-0" not in browser.things_drawn()  # what was opened first has closed


def test_search_finds_what_is_inside_a_circle(browser: Any, html: str) -> None:
    browser.open(html)
    browser.js("document.getElementById('search').focus()")
    browser.type("leaf 3-4")
    browser.key("Enter")
    assert browser.text("#evidence h2") == "Leaf 3-4"
    assert "Leaf 3-4" in browser.things_drawn()
    assert _amount(browser) <= MOST


def test_the_way_between_things_in_different_circles(browser: Any, html: str) -> None:
    browser.open(html)
    for name in ("Leaf 0-1", "Leaf 1-1"):
        browser.js("document.getElementById('search').value = ''")
        browser.js("document.getElementById('search').focus()")
        browser.type(name)
        browser.key("Enter")
        if name == "Leaf 0-1":
            browser.press("#evidence button", "way from here")
    assert "3 steps" in browser.text("#evidence")
    assert {"Leaf 0-1", "Hub 0", "Hub 1", "Leaf 1-1"} <= set(browser.things_drawn())


def test_an_address_restores_open_circles(browser: Any, html: str) -> None:
    browser.open(html)
    _click_circle(browser, _circle_of(browser, "Hub 2"))
    kept = browser.js("return location.hash")
    drawn, words = browser.things_drawn(), browser.text("#evidence")
    assert "open=" in kept
    browser.open(html, hash_=kept)
    assert browser.things_drawn() == drawn
    assert browser.text("#evidence") == words


def test_a_circle_that_a_filter_empties_leaves_picture_and_selection(
    browser: Any, html: str
) -> None:
    browser.open(html)
    circle = _circle_of(browser, "Lone 0")
    _click_circle(browser, circle)
    assert "Lone 0" in browser.things_drawn()
    assert "Small groups" in browser.text("#evidence")
    browser.js("document.querySelector('#statuses input[value=planned]').click()")
    assert "Lone 0" not in browser.things_drawn()
    assert circle not in browser.circles_drawn()
    assert "What the news says" in browser.text("#evidence")


def test_lines_between_circles_lead_to_their_claims(browser: Any, html: str) -> None:
    browser.open(html)
    bundle = browser.js(
        "return [...document.getElementById('graph').kg.drawn.bundles.values()].map((b) => b.lines.length)"
    )
    assert sum(bundle) == GROUPS
    x, y = browser.js(
        """
        const { network, drawn } = document.getElementById("graph").kg;
        const [first] = drawn.bundles.keys();
        const { x, y } = network.canvasToDOM(network.body.edges[first].edgeType.getPoint(0.5));
        const frame = document.getElementById("graph").getBoundingClientRect();
        return [frame.x + x, frame.y + y];
        """
    )
    browser.click(x, y)
    assert "claim between" in browser.text("#evidence")
    assert browser.text("#count") == "1 of 51"
    assert browser.js("return location.hash").startswith("#between=")


def test_a_focus_opens_its_circle(browser: Any, many: list[ClaimRow]) -> None:
    browser.open(view(many, max_nodes=12, focus="Hub 1", depth=2))
    assert "Hub 1" in browser.things_drawn()
    assert "Around Hub 1" in browser.text("#evidence")


def test_the_svg_has_the_circles(browser: Any, html: str) -> None:
    browser.open(html)
    picture = browser.downloaded("#save-svg", "graph.svg")
    assert picture.count("<circle") == len(browser.circles_drawn())
    assert "Hub 0" in picture


EVIL = '</script><img src=x onerror="window.pwned=1"> & "Co"'


def test_no_name_in_a_circle_becomes_markup(browser: Any) -> None:
    claims = [
        Claim(
            article="a",
            kind=Kind.SUPPLY,
            subject=EVIL,
            object=f"{EVIL} {n}",
            subject_type="COMPANY",
            object_type="COMPANY",
        )
        for n in range(8)
    ]
    browser.open(view(rows_from_claims(claims, {}), max_nodes=6))
    picture = browser.downloaded("#save-svg", "graph.svg")
    browser.press("#tab-things")
    browser.press("#things li")
    assert EVIL in browser.text("#evidence")
    assert browser.js("return window.pwned") is None
    assert browser.js("return document.querySelectorAll('img').length") == 0
    assert "<img" not in picture
    assert len(list(ET.fromstring(picture).iter())) > 4  # noqa: S314 - made by our own page


@pytest.mark.parametrize("dark", [False, True])
def test_the_borders_of_circles_can_be_seen(browser: Any, html: str, dark: bool) -> None:
    browser.open(html, dark=dark)
    contrast = browser.js(
        """
        const style = getComputedStyle(document.documentElement);
        const light = (name) => [1, 3, 5].map((at) => parseInt(style.getPropertyValue(name).trim().slice(at, at + 2), 16) / 255)
          .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
          .reduce((sum, value, at) => sum + value * [0.2126, 0.7152, 0.0722][at], 0);
        const [one, other] = [light("--ring"), light("--paper")].sort((a, b) => b - a);
        return (one + 0.05) / (other + 0.05);
        """
    )
    assert contrast >= 3


def test_names_stay_within_large_circles_and_numbers_whole(browser: Any, html: str) -> None:
    browser.open(html)
    found = browser.js(
        """
        const { network, groupOf, placedLabels } = document.getElementById("graph").kg;
        const scale = network.getScale();
        return placedLabels(scale).filter(({ lines }) => lines.length > 1).map(({ lines, x, box }) => {
          const group = [...groupOf.values()].find((one) => Math.abs(one.x * scale - x) < 0.01);
          return [lines, (box[2] - box[0]) / 2, group.radius * scale, group.size];
        });
        """
    )
    assert found
    for lines, half, reach, size in found:
        assert not re.fullmatch(r".{0,3}…", lines[0])
        if reach > 35:
            assert half <= reach
        if lines[-1].split(" ")[0].isdigit():
            assert int(lines[-1].split(" ")[0]) == size
