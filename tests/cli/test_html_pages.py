from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("command", "title"),
    [
        (("timeline", "Acme"), "Timeline of Acme"),
        (("ledger",), "Ledger"),
        (("ledger", "--company", "Acme"), "Ledger of Acme"),
        (("stats",), "Claims in figures"),
    ],
)
def test_a_page_is_written_instead_of_rows(
    kg: Run, exports: Path, tmp_path: Path, command: tuple[str, ...], title: str
) -> None:
    page = tmp_path / "new" / "page.html"
    code, out, err = kg("-q", *command, "--store", exports, "--html", page)
    assert (code, out, err) == (0, "", "")
    html = page.read_text("utf-8")
    assert f"<title>{title}</title>" in html
    assert "Acme" in html or command == ("stats",)
    assert kg("-q", *command, "--store", exports, "--html", "-")[1] == html


def test_the_ledger_page_shows_when_a_moved_promise_was_due_first(kg: Run, exports: Path) -> None:
    html = kg("-q", "ledger", "--as-of", "2028-06-01", "--store", exports, "--html", "-")[1]
    assert '<del>by the end of 2025</del><span class="unseen"> moved to</span> 2027' in html
