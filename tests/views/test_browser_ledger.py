"""The ledger beside the picture, the history of a promise, and what can be saved."""

from __future__ import annotations

import csv
import datetime as dt
import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import Any

import pyoxigraph as ox
import pytest

from kg.ledger import Lead
from kg.views import view

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

CHOSEN = (
    "return [...document.querySelectorAll('#ledger [aria-selected=true]')].map((r) => r.innerText)"
)


@pytest.fixture(scope="module")
def html(stored: Any) -> str:
    return view(stored.rows, ledger=stored.ledger)


def test_the_ledger_says_who_promised_what_by_when(browser: Any, html: str) -> None:
    browser.open(html)
    browser.press("#tab-ledger")
    rows = browser.js("return [...document.querySelectorAll('#ledger tr')].map((r) => r.innerText)")
    assert len(rows) == 2
    assert rows[0].startswith("Brio plans a new plant")
    assert "2025 moved to 2027" in " ".join(rows[0].split())
    assert "slipped" in rows[0]
    assert "Dorn aims at profit" in rows[1]
    assert "open" in rows[1]
    browser.press("#panel-ledger th button", "Due")
    assert browser.js("return document.querySelector('#ledger tr').innerText").startswith("Dorn")
    browser.press("#panel-ledger th button", "Due")
    assert browser.js("return document.querySelector('#ledger tr').innerText").startswith("Brio")
    assert browser.js("return document.querySelectorAll('th')[1].ariaSort") == "descending"


def test_a_row_of_the_ledger_selects_in_the_picture(browser: Any, html: str) -> None:
    browser.open(html)
    browser.press("#tab-ledger")
    browser.press("#ledger tr", "Dorn")
    assert "Dorn aims at profit" in browser.text("#evidence")
    assert browser.js("return location.hash").startswith("#promise=")
    faint = browser.js(
        """
        const { network, nodeOf } = document.getElementById("graph").kg;
        return Object.values(network.body.edges).filter((e) => e.options.color.opacity < 0.5)
          .map((e) => nodeOf.get(e.fromId).name).sort();
        """
    )
    assert faint == ["Brio", "Norvik", "Norvik"]


def test_a_line_of_the_picture_selects_in_the_ledger(browser: Any, html: str) -> None:
    browser.open(html)
    browser.press("#tab-ledger")
    browser.click_line("aims at")
    (chosen,) = browser.js(CHOSEN)
    assert "Dorn" in chosen
    browser.click_line("acquires")
    assert browser.js(CHOSEN) == []
    browser.click_node("Brio")
    assert browser.text("#count") == "1 of 2"


def test_the_ledger_works_by_keyboard(browser: Any, html: str) -> None:
    browser.open(html)
    browser.press("#tab-ledger")
    browser.js("document.getElementById('ledger-grid').focus()")
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "End"):
        browser.key(key)
        seen.append(browser.js(CHOSEN)[0][:4])
    assert seen == ["Brio", "Dorn", "Brio", "Dorn"]


def test_the_evidence_tells_how_a_promise_moved(browser: Any, html: str) -> None:
    browser.open(html)
    browser.click_line("plans")
    stages = browser.js(
        "return [...document.querySelectorAll('.history li')].map((l) => l.innerText.replace(/\\s+/g, ' '))"
    )
    assert stages == [
        "1 Mar 2020 announcement, for 2025, says Ann Lee",
        "1 Jun 2023 change of date, for 2027",
    ]
    browser.press(".history button", "2025")
    assert "by 2025, Ann" in browser.text("#evidence article")


def test_a_filter_takes_a_promise_out_of_the_selection(browser: Any, html: str) -> None:
    browser.open(html)
    browser.press("#tab-ledger")
    browser.press("#ledger tr", "Dorn")
    browser.js("document.querySelector('#statuses input[value=targeted]').click()")
    assert browser.text("#count") == "1 of 2"
    assert browser.js(CHOSEN) == []
    assert "What the news says" in browser.text("#evidence")


def test_an_address_restores_the_ledger(browser: Any, html: str) -> None:
    browser.open(html)
    browser.press("#tab-ledger")
    browser.press("#ledger tr", "Brio")
    kept, words = browser.js("return location.hash"), browser.text("#evidence")
    browser.open(html, hash_=kept)
    assert browser.text("#evidence") == words
    assert [row[:4] for row in browser.js(CHOSEN)] == ["Brio"]


def test_the_list_of_things_works_by_keyboard(browser: Any, html: str) -> None:
    browser.open(html)
    browser.press("#tab-things")
    assert browser.text("#count") == "7"
    browser.js("document.getElementById('things').focus()")
    active = "return document.getElementById(document.getElementById('things').getAttribute('aria-activedescendant')).innerText"
    browser.key("ArrowDown")
    first = browser.js(active)
    browser.key("ArrowDown")
    second = browser.js(active)
    assert first != second
    browser.key("Enter")
    assert browser.text("#evidence h2") == second.split("\n")[0]


def test_tabs_turn_by_arrow_keys(browser: Any, html: str) -> None:
    browser.open(html)
    browser.js("document.getElementById('tab-claims').focus()")
    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"):
        browser.key(key)
        seen.append(browser.js("return document.activeElement.id"))
    assert seen == ["tab-ledger", "tab-things", "tab-claims", "tab-things"]


def test_a_page_without_promises_has_no_ledger(browser: Any, stored: Any) -> None:
    browser.open(view(stored.rows))
    assert browser.js("return document.getElementById('tab-ledger').hidden") is True


def test_the_picture_is_saved_as_png(browser: Any, html: str) -> None:
    browser.open(html)
    assert browser.downloaded("#save-png", "graph.png").startswith("\x89PNG\r\n")


def test_the_picture_is_saved_as_svg(browser: Any, html: str) -> None:
    browser.open(html)
    browser.js("document.querySelector('#statuses input[value=targeted]').click()")
    text = browser.downloaded("#save-svg", "graph.svg").encode("latin-1").decode("utf-8")
    root = ET.fromstring(text)  # noqa: S314 - made by our own page
    space = "{http://www.w3.org/2000/svg}"
    words = " ".join(" ".join(found.itertext()) for found in root.iter(f"{space}text"))
    for name in ("Brio", "Norvik", '"Cetus" \\', "a new plant", "acquires"):
        assert name in words
    assert "Dorn" not in words
    assert root.find(f"{space}title").text == "Company graph"  # type: ignore[union-attr]
    dashed = [p for p in root.iter(f"{space}path") if p.get("stroke-dasharray")]
    assert len(list(root.iter(f"{space}path"))) == 3
    assert len(dashed) == 1
    assert not [e for e in root.iter() if e.tag.endswith(("script", "image", "foreignObject"))]


def test_what_is_shown_is_saved_as_csv(browser: Any, html: str) -> None:
    browser.open(html)
    browser.click_node("Norvik")
    text = browser.downloaded("#save-csv", "claims.csv").encode("latin-1").decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert sorted(row["object"] for row in rows) == ['"Cetus" \\', "the company"]
    assert {row["subject"] for row in rows} == {"Norvik"}


def test_what_is_shown_is_saved_as_turtle_of_the_store(
    browser: Any, html: str, stored: Any
) -> None:
    browser.open(html)
    text = browser.downloaded("#save-turtle", "claims.ttl").encode("latin-1").decode("utf-8")
    triples = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    found = {str(quad.triple) for quad in triples}
    assert found <= stored.triples, sorted(found - stored.triples)[:3]
    claims = [
        t for t in triples if t.predicate.value.endswith("#type") and "#Claim" in t.object.value
    ]
    assert len(claims) == len(stored.rows)
    assert any('"\\"Cetus\\" \\\\"' in triple for triple in found)
    browser.click_node("Dorn")
    (browser.folder / "claims.ttl").unlink()
    part = browser.downloaded("#save-turtle", "claims.ttl")
    assert "dorn" in part
    assert "cetus" not in part


def test_the_evidence_shows_where_to_look_for_what_came_of_a_promise(
    browser: Any, stored: Any
) -> None:
    lead = Lead(
        quote="Brio's plant was never built.", likelihood=0.5, published=dt.date(2028, 1, 2),
        article="d", title="No plant", publisher="Gazette", url="https://news.example/d", evidence="e",
    )  # fmt: skip
    with_lead = [
        replace(each, leads=(lead,) if each.promiser == "Brio" else ()) for each in stored.ledger
    ]
    browser.open(view(stored.rows, ledger=with_lead))
    browser.press("#tab-ledger")
    browser.press("#ledger tr", "Brio")
    told = browser.text("#evidence")
    assert told.index("May tell what came of it") < told.index("Brio's plant was never built.")
    assert "2 January 2028, Gazette" in told
    links = browser.js("return [...document.querySelectorAll('#evidence a')].map((a) => a.href)")
    assert "https://news.example/d" in links
    browser.press("#ledger tr", "Dorn")
    assert "May tell what came of it" not in browser.text("#evidence")


def test_on_a_phone_a_promise_that_is_picked_comes_into_view(browser: Any, html: str) -> None:
    browser.open(html, width=390, height=844)
    browser.js("document.getElementById('tab-ledger').click()")
    browser.js(
        "const row = document.querySelector('#ledger tr:last-child'); row.scrollIntoView(); row.click()"
    )
    browser.wait(
        "(({ top, bottom }) => bottom > 0 && top >= -1 && top < 844)"
        "(document.getElementById('evidence').getBoundingClientRect())"
    )
