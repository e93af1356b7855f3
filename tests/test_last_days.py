"""The first and the last day that there is: databases use them for "none", and no build may break on them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from kg.cli import main
from kg.views.timeline import Axis

TEXT = (
    "Acme Motors plans to invest $20 million in its factory in Leeds over five years. "
    "It will hire 300 people within 18 months and opens a plant next year. "
    "Acme earned $5 million last year, against $3 million two years ago."
)


def run(*args: object) -> None:
    with pytest.raises(SystemExit) as caught:
        main([str(arg) for arg in args])
    assert not caught.value.code


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_an_article_of_such_a_day_is_built_and_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    news = tmp_path / "news.jsonl"
    news.write_text(json.dumps({"id": "a", "title": "Acme plans", "date": day, "text": TEXT}))
    out = tmp_path / "out"
    run("-q", "build", news, "--out", out)
    run("-q", "ledger", "--store", out, "--as-of", "9999-12-31")
    assert "is to invest" in capsys.readouterr().out
    page = tmp_path / "page.html"
    run("-q", "timeline", "Acme Motors", "--store", out, "--html", page)
    run("-q", "ledger", "--store", out, "--html", page)


@pytest.mark.parametrize("days", [[dt.date.min], [dt.date.max], [dt.date.min, dt.date.max]])
def test_an_axis_holds_them(days: Iterable[dt.date]) -> None:
    axis = Axis(days)
    places = [axis.x(day) for day in days]
    assert places == sorted(places)
    assert axis.ticks()
