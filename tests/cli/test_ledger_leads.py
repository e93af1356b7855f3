"""`kg ledger` shows where to look for what came of a promise, from articles to every output."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
LEAD = "Nothing has come of the cheese factory in Lugo, which was once promised for 2021."
ARTICLES = (
    {
        "id": "plan",
        "title": "Pavo Foods plans factory",
        "date": "2019-03-01",
        "text": "Pavo Foods will open a cheese factory in Lugo by the end of 2021, the company said.",
    },
    {
        "id": "later",
        "title": "Pavo Foods sells more butter",
        "date": "2022-05-06",
        "text": f"Pavo Foods said sales rose 3 percent to 40 million euros last year. {LEAD}",
    },
)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sources") / "news.jsonl"
    path.write_text("".join(f"{json.dumps(each)}\n" for each in ARTICLES), "utf-8")
    return path


@pytest.fixture
def store(kg: Run, sources: Path) -> Path:
    out = sources.parent / "out"
    assert out.exists() or kg("-q", "build", sources, "--out", out)[0] == 0
    return out


def test_leads_in_every_format(kg: Run, store: Path) -> None:
    asked = ("ledger", "--store", store, "--as-of", "2023-01-01")
    _, table, _ = kg(*asked)
    assert f"  ? perhaps: “{LEAD}”" in table
    assert "perhaps" not in kg(*asked, "--brief")[1]
    (promise,) = json.loads(kg(*asked, "--format", "json")[1])
    (lead,) = promise["leads"]
    assert (lead["quote"], lead["article"], lead["published"]) == (LEAD, "later", "2022-05-06")
    assert promise["status"] == "overdue"
    (row,) = csv.DictReader(io.StringIO(kg(*asked, "--format", "csv")[1]))
    assert (row["leads"], row["lead"], row["lead_article"]) == ("1", LEAD, "later")
    page = store / "ledger.html"
    assert kg(*asked, "--html", page)[0] == 0
    html = page.read_text("utf-8")
    assert "May tell what came of it" in html
    assert LEAD in html


def test_the_day_of_the_ledger_hides_later_leads(kg: Run, store: Path) -> None:
    _, out, _ = kg("ledger", "--store", store, "--as-of", "2022-01-01", "--format", "json")
    assert [promise["leads"] for promise in json.loads(out)] == [[]]


def test_a_withdrawn_article_takes_its_leads_with_it(kg: Run, sources: Path) -> None:
    out = sources.parent / "gone"
    assert kg("-q", "build", sources, "--out", out)[0] == 0
    before = (out / "graph.nq").read_bytes()
    assert b"outcomeLikelihood" in before
    decisions = ("--decisions", sources.parent / "decisions.jsonl", "--by", "ann")
    assert kg("-q", "remove", "later", "--store", out, *decisions)[0] == 0
    assert LEAD.encode() not in (out / "graph.nq").read_bytes()


def test_texts_that_are_not_kept_leave_the_leads(kg: Run, sources: Path) -> None:
    out = sources.parent / "sparse"
    assert kg("-q", "build", sources, "--out", out, "--no-texts")[0] == 0
    _, found, _ = kg("ledger", "--store", out, "--as-of", "2023-01-01", "--format", "json")
    assert [lead["quote"] for promise in json.loads(found) for lead in promise["leads"]] == [LEAD]


def test_a_graph_file_alone_has_the_leads(kg: Run, store: Path) -> None:
    asked = ("ledger", "--store", store / "graph.nq", "--as-of", "2023-01-01", "--format", "json")
    assert [len(promise["leads"]) for promise in json.loads(kg(*asked)[1])] == [1]
