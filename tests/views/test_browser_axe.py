"""Every page, in its states, held against the rules of axe-core."""

from __future__ import annotations

from typing import Any

import pytest

from kg.views import view

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_found_on_the_page(
    browser: Any, stored: Any, axe: str, width: int, dark: bool
) -> None:
    html = view(stored.rows, ledger=stored.ledger)
    browser.open(html, width=width, dark=dark)
    assert browser.axe(axe) == []
    browser.click_line("acquires")
    browser.js("document.getElementById('save').open = true")
    browser.js("document.getElementById('filters').open = true")
    browser.js("document.querySelectorAll('#kinds input')[2].click()")
    assert browser.axe(axe) == []
    browser.press("#tab-ledger")
    browser.press("#ledger tr")
    assert browser.axe(axe) == []
    browser.press("#tab-things")
    browser.press("#things li")
    browser.js("document.getElementById('search').focus()")
    browser.type("bri")
    assert browser.axe(axe) == []


def test_nothing_is_found_on_a_page_of_circles(browser: Any, stored: Any, axe: str) -> None:
    browser.open(view(stored.rows, ledger=stored.ledger, max_nodes=4))
    assert browser.axe(axe) == []
    browser.press("#tab-things")
    browser.press("#things li")
    assert browser.axe(axe) == []
