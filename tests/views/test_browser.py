"""The page in Chromium: what a reader sees and does, and what an article can't make it do.

The fixture `browser` fails every test whose page asks for anything outside
itself or writes anything to the console.
"""

from __future__ import annotations

import dataclasses
import time
from typing import Any

import pytest

from kg.graph import ClaimRow, rows_from_claims
from kg.model import Article, Claim, Kind, Span
from kg.views import view

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def html(rows: list[ClaimRow]) -> str:
    return view(rows)


def test_a_page_is_drawn(browser: Any, html: str) -> None:
    browser.open(html)
    assert "7 claims about 8 things" in browser.text("#summary")
    inked = browser.js(
        """
        const canvas = document.querySelector("#graph canvas");
        const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        let count = 0;
        for (let i = 3; i < pixels.length; i += 4) if (pixels[i]) count += 1;
        return count;
        """
    )
    assert inked > 2000


def test_clicking_a_line_shows_the_words_behind_it(browser: Any, html: str) -> None:
    browser.open(html)
    browser.click_line("plans")
    words = browser.text("#evidence")
    for part in (
        "planned · Target",
        "Brio will build a plant by 2025, Ann Lee said.",
        "Ann Lee",
        "Wire",
        "by the end of 2025",
        "1 March 2020, Example News",
        "100 %",
    ):
        assert part in words
    link = browser.js(
        "const a = document.querySelector('#evidence a'); return [a.href, a.rel, a.target, a.textContent]"
    )
    assert link == [
        "https://news.example/norvik",
        "noopener noreferrer",
        "_blank",
        "Norvik buys Brio",
    ]
    chosen = browser.js("return document.querySelector('#list [aria-selected=true]').innerText")
    assert "Brio plans a new plant" in chosen


def test_a_line_of_two_articles_shows_both_newest_first(browser: Any, html: str) -> None:
    browser.open(html)
    browser.click_line("acquires")
    dates = browser.js(
        "return [...document.querySelectorAll('#evidence article')].map((a) => a.innerText.match(/\\d+ \\w+ 20\\d\\d/)[0])"
    )
    assert dates == ["9 May 2022", "1 March 2020"]
    assert "3 billion USD" in browser.text("#evidence")
    assert "Headline: Norvik buys Brio" in browser.text("#evidence")


def test_clicking_a_thing_lists_its_claims(browser: Any, html: str) -> None:
    browser.open(html)
    browser.click_node("Norvik")
    assert "Also: Norvik Inc." in browser.text("#evidence")
    assert browser.text("#count") == "2 of 7"
    browser.click_node("Ann Lee")  # holds a post, and is the speaker of a plan
    assert browser.text("#count") == "2 of 7"


def test_search_knows_aliases_and_ignores_case(browser: Any, html: str) -> None:
    browser.open(html)
    browser.js("document.getElementById('search').focus()")
    browser.type("norvik inc")
    assert (
        browser.js("return document.getElementById('search').getAttribute('aria-expanded')")
        == "true"
    )
    assert "Norvik" in browser.text("#suggestions")
    browser.key("Enter")
    assert browser.text("#evidence h2") == "Norvik"
    assert browser.js("return document.getElementById('suggestions').hidden") is True


def test_a_filter_hides_lines_and_the_selection_with_them(browser: Any, html: str) -> None:
    browser.open(html)
    browser.click_line("plans")
    browser.js("document.querySelector('#statuses input[value=planned]').click()")
    assert browser.text("#count") == "6 of 7"
    assert "What the news says" in browser.text("#evidence")
    hidden = browser.js(
        "return Object.values(document.getElementById('graph').kg.network.body.edges).filter((e) => e.options.hidden).length"
    )
    assert hidden == 1
    browser.js("document.getElementById('reset').click()")
    assert browser.text("#count") == "7"


def test_hiding_every_status_says_so(browser: Any, html: str) -> None:
    browser.open(html)
    browser.js("document.querySelectorAll('#statuses input').forEach((input) => input.click())")
    assert browser.text("#empty") == "No claim passes the filters."
    assert browser.text("#count") == "0 of 7"


def test_days_and_certainty_filter_claims(browser: Any, html: str) -> None:
    browser.open(html)
    move = "const i = document.querySelector(arguments[0]); i.value = arguments[1]; i.dispatchEvent(new Event('input'))"
    browser.js(move, "#date-from", "5")
    assert browser.text("#count") == "4 of 7"
    browser.js(move, "#sureness input", "0.8")
    assert browser.text("#count") == "3 of 7"
    assert "at least 80 %" in browser.text("#sureness")


def test_the_list_works_by_keyboard(browser: Any, html: str) -> None:
    browser.open(html)
    browser.js("document.getElementById('list').focus()")
    chosen = "return document.querySelector('#list [aria-selected=true]')?.id"
    seen = []
    for key in ("ArrowDown", "ArrowDown", "End", "ArrowDown", "ArrowUp", "Home"):
        browser.key(key)
        seen.append(browser.js(chosen))
    assert seen == [f"claim-{n}" for n in (0, 1, 6, 6, 5, 0)]
    assert (
        browser.js("return document.getElementById('list').getAttribute('aria-activedescendant')")
        == "claim-0"
    )
    assert browser.js("return document.querySelectorAll('#evidence blockquote').length") >= 1
    browser.key("Escape")
    assert browser.js(chosen) is None


def test_the_way_between_two_things_is_shown(browser: Any, html: str) -> None:
    browser.open(html)
    browser.click_node("Norvik")
    browser.js(
        "[...document.querySelectorAll('#evidence button')].find((b) => /way from here/.test(b.textContent)).click()"
    )
    browser.click_node("Dorn")
    assert "2 steps" in browser.text("#evidence")
    assert browser.text("#count") == "3 of 7"
    assert "~" in browser.js("return decodeURIComponent(location.hash)")


def test_an_address_restores_the_view(browser: Any, html: str) -> None:
    browser.open(html)
    browser.js("document.querySelector('#statuses input[value=denied]').click()")
    browser.click_node("Brio")
    browser.js(
        "[...document.querySelectorAll('.steps button')].find((b) => b.textContent === '2').click()"
    )
    browser.js("document.getElementById('only').click()")
    kept = browser.js("return location.hash")
    words, count = browser.text("#evidence"), browser.text("#count")
    browser.open(html, hash_=kept)
    assert browser.text("#evidence") == words
    assert browser.text("#count") == count
    assert (
        browser.js("return document.querySelector('#statuses input[value=denied]').checked")
        is False
    )
    assert browser.js("return document.getElementById('only').checked") is True
    assert browser.js("return location.hash") == kept


def test_an_address_of_nonsense_does_no_harm(browser: Any, html: str) -> None:
    browser.open(html, hash_="#thing=%3Cimg%3E&steps=x&published=a~b&sure=NaN&way=1~2&no-kinds=%00")
    assert browser.text("#count") == "7"
    assert browser.js("return document.querySelectorAll('img').length") == 0


def test_hide_the_rest_leaves_the_neighbours(browser: Any, html: str) -> None:
    browser.open(html)
    browser.click_node("Norvik")
    browser.js("document.getElementById('only').click()")
    seen = browser.js(
        """
        const { network, nodeOf } = document.getElementById("graph").kg;
        return [...nodeOf.values()].filter((n) => !network.body.nodes[n.id].options.hidden).map((n) => n.name).sort();
        """
    )
    assert seen == ["Brio", "Norvik"]


@pytest.mark.parametrize("dark", [False, True])
def test_a_phone_shows_the_panel_below_and_scrolls_one_way(
    browser: Any, html: str, dark: bool
) -> None:
    browser.open(html, width=390, height=844, dark=dark)
    width, stage, panel = browser.js(
        """
        const frame = (id) => document.getElementById(id).getBoundingClientRect();
        return [document.documentElement.scrollWidth, frame("stage").bottom, frame("panel").top];
        """
    )
    assert width <= 390
    assert panel >= stage
    browser.click_line("plans")
    assert "Ann Lee said." in browser.text("#evidence")


def test_a_search_forgives_a_slip_and_says_where_nothing_fits(browser: Any, html: str) -> None:
    browser.open(html)
    asked = (
        "const box = document.getElementById('search'); box.value = arguments[0];"
        "box.dispatchEvent(new Event('input')); return document.getElementById('suggestions').innerText"
    )
    assert "Norvik" in browser.driver.execute_script(asked, "Norwik")
    assert browser.driver.execute_script(asked, "qqqq").strip() == "Nothing here is called so."
    assert browser.driver.execute_script(asked, "").strip() == ""


@pytest.mark.parametrize("tab", ["claims", "things"])
def test_on_a_phone_what_is_picked_in_a_list_comes_into_view(
    browser: Any, html: str, tab: str
) -> None:
    browser.open(html, width=390, height=844)
    browser.js(f"document.getElementById('tab-{tab}').click()")
    browser.js(
        f"""
        const items = document.querySelectorAll("#panel-{tab} li, #panel-{tab} tbody tr");
        const last = items[items.length - 1];
        last.scrollIntoView();
        last.click();
        """
    )
    browser.wait(
        "(({ top, bottom }) => bottom > 0 && top >= -1 && top < 844)"
        "(document.getElementById('evidence').getBoundingClientRect())"
    )


def test_the_way_past_the_picture_keeps_the_view(browser: Any, html: str) -> None:
    browser.open(html)
    browser.js("document.getElementById('tab-ledger').click()")
    before = browser.js("return location.hash")
    browser.js("document.querySelector('.skip').click()")
    assert browser.js("return location.hash") == before == "#list=ledger"
    assert browser.js("return document.activeElement.id") == "ledger-grid"


ALL_IN_VIEW = """
((stage) => [...stage.kg.drawn.nodes].every((id) => {
  const at = stage.kg.network.canvasToDOM(stage.kg.network.getPosition(id));
  return at.x >= 0 && at.y >= 0 && at.x <= stage.clientWidth && at.y <= stage.clientHeight;
}))(document.getElementById("graph"))
"""
SCALE = "return document.getElementById('graph').kg.network.getScale()"


def test_a_window_that_changes_shows_all_until_the_view_is_moved(browser: Any, html: str) -> None:
    browser.open(html, width=1400, height=900)
    wide = browser.js(SCALE)
    browser.resize(620, 480)
    browser.wait(ALL_IN_VIEW)
    assert browser.js(SCALE) < wide
    browser.press("#zoom-in")
    browser.press("#zoom-in")
    browser.resize(1400, 900)
    time.sleep(0.3)
    assert browser.js(SCALE) > 1.3 * wide


def test_dark_and_light_differ_and_keep_contrast(browser: Any, html: str) -> None:
    inks = {}
    for dark in (False, True):
        browser.open(html, dark=dark)
        inks[dark] = browser.js(
            """
            const style = getComputedStyle(document.body);
            const light = (text) => {
              const [r, g, b] = text.match(/\\d+/g).map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
              return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const probe = (name) => {
              const span = document.createElement("span");
              span.style.color = `var(--${name})`;
              document.body.append(span);
              const found = light(getComputedStyle(span).color);
              span.remove();
              return found;
            };
            const paper = light(style.backgroundColor);
            const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            return Object.fromEntries([["paper", paper],
              ...["ink", "soft", "faint", "accent"].map((name) => [name, ratio(probe(name), paper)])]);
            """
        )
        assert inks[dark]["ink"] >= 7
        assert (
            min(inks[dark][name] for name in ("soft", "faint", "accent")) >= 4.5
        )  # WCAG 2.2, 1.4.3
    assert inks[False]["paper"] > 0.8
    assert inks[True]["paper"] < 0.1


def test_every_control_has_a_name(browser: Any, html: str) -> None:
    browser.open(html)
    browser.click_node("Brio")
    nameless = browser.js(
        """
        return [...document.querySelectorAll("button, input, [role=listbox], a")].filter((e) =>
          !(e.textContent.trim() || e.getAttribute("aria-label") || e.getAttribute("aria-labelledby") || e.labels?.length)
        ).map((e) => e.outerHTML);
        """
    )
    assert nameless == []
    assert browser.js(
        "return document.querySelectorAll('[id]').length === new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size"
    )


def test_without_scripts_there_is_a_table(browser: Any, html: str) -> None:
    driver = browser.driver
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        path = browser.folder / "still.html"
        path.write_text(html, encoding="utf-8")
        driver.get(path.as_uri())
        rows = driver.find_elements("css selector", "noscript tr")
        assert len(rows) == 8
        assert (
            "Brio will build a plant" in driver.find_element("css selector", "noscript table").text
        )
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


EVIL = (
    '<img src=x onerror="window.pwned=1">',
    "</script><script>window.pwned=1</script>",
    "<a href='javascript:window.pwned=1'>click</a> href",
    "<!--<script>",
    "\u2028window.pwned=1\u2029",
    "'\"><svg onload=window.pwned=1>",
    "{{ 7*7 }}{% raw %}",
    "gro.\u202ediaphtap",
)


def _evil_rows(text: str) -> list[ClaimRow]:
    article = Article(
        id=text,
        title=text,
        text=f"{text} buys href.",
        publisher=text,
        url="javascript:window.pwned=1",
    )
    claim = Claim(
        article=text,
        kind=Kind.ACQUISITION,
        subject=text,
        object=f"{text} & href",
        speaker=text,
        speaker_type="UNNAMED",
        relayed_by=(text,),
        role=text,
        period=text,
        evidence=(Span(0, len(text)),),
        title_evidence=True,
        found_by=text,
        subject_type="COMPANY",
        object_type="COMPANY",
    )
    other = dataclasses.replace(claim, kind=Kind.TARGET, object=text, object_type=None)
    return list(rows_from_claims([claim, other], {text: article}))


@pytest.mark.parametrize("text", EVIL)
def test_no_text_of_an_article_becomes_markup_or_code(browser: Any, text: str) -> None:
    browser.open(view(_evil_rows(text), title=text, focus=None))
    browser.js("document.getElementById('search').focus()")
    browser.type(text[:6])
    browser.key("Enter")
    browser.js("document.querySelectorAll('#list li')[0].click()")
    browser.js("document.querySelectorAll('#list li')[1].click()")
    time.sleep(0.1)
    assert browser.js("return window.pwned") is None
    found = browser.js(
        """
        return {
          bad: document.querySelectorAll("img, iframe, object, svg[onload], [onerror], [onclick]").length,
          scripts: document.scripts.length,
          links: [...document.querySelectorAll("a")].map((a) => a.getAttribute("href")),
          tip: document.querySelector(".vis-tooltip")?.innerHTML ?? "",
          heading: document.querySelector("h1").textContent,
        };
        """
    )
    assert found["bad"] == 0
    assert found["scripts"] == 3
    assert found["links"] == ["#list"]
    assert found["tip"] == ""
    shown = text.replace("\u202e", "\\u202e").replace("\u2028", " ").replace("\u2029", " ")
    assert found["heading"].strip() == shown.strip()
    assert shown.split()[0] in browser.text("#evidence")
