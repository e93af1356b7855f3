"""Every page, in its states, held against the rules of axe-core."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.views import view

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

FOLDER = Path(__file__).parents[1] / ".axe"

RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ["violations"] }).then((found) => done(found.violations
  .map((rule) => [rule.impact, rule.id, rule.nodes.map((node) => node.html.slice(0, 200))])));
"""


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the script of axe-core, which `tests/install_axe.sh` fetches with npm."""
    found = sorted(FOLDER.glob("axe-*.min.js"))
    if not found:
        pytest.skip("axe-core is not there: run tests/install_axe.sh, which needs npm")
    return found[-1].read_text(encoding="utf-8")


def check(browser: Any, axe: str) -> None:
    # The policy of the page forbids scripts of others, so this one comes by the debugger.
    browser.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": axe})
    found = browser.driver.execute_async_script(RUN)
    assert found == []


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_found_on_the_page(
    browser: Any, stored: Any, axe: str, width: int, dark: bool
) -> None:
    html = view(stored.rows, ledger=stored.ledger)
    browser.open(html, width=width, dark=dark)
    check(browser, axe)
    browser.click_line("acquires")
    browser.js("document.getElementById('save').open = true")
    browser.js("document.getElementById('filters').open = true")
    browser.js("document.querySelectorAll('#kinds input')[2].click()")
    check(browser, axe)
    browser.press("#tab-ledger")
    browser.press("#ledger tr")
    check(browser, axe)
    browser.press("#tab-things")
    browser.press("#things li")
    browser.js("document.getElementById('search').focus()")
    browser.type("bri")
    check(browser, axe)


def test_nothing_is_found_on_a_page_of_circles(browser: Any, stored: Any, axe: str) -> None:
    browser.open(view(stored.rows, ledger=stored.ledger, max_nodes=4))
    check(browser, axe)
    browser.press("#tab-things")
    browser.press("#things li")
    check(browser, axe)
