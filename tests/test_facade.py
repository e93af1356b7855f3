"""The library in a few functions refuses what it can't use, with what to do instead."""

from __future__ import annotations

import datetime as dt
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.rdf.store import build_index


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as 'kg build' leaves it, with the two articles of tests/rdf."""
    made = runpy.run_path(str(Path(__file__).parent / "rdf" / "conftest.py"))
    folder = tmp_path_factory.mktemp("exports")
    lines = made["lines_of"]([made["_one"](), made["_two"]()])
    (folder / "graph.nq").write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
    build_index(folder / "graph.nq", folder / "store", pipeline="v")
    return folder


TEXT = "Acme Motors said on Monday that it would hire 300 engineers."


@pytest.mark.parametrize(
    "date", ["2024-05-15", dt.date(2024, 5, 15), dt.datetime(2024, 5, 15, 9, tzinfo=dt.UTC)]
)
def test_a_day_may_be_given_as_text_and_as_a_moment(date: Any) -> None:
    (claim,) = kg.extract_claims(TEXT, date=date)
    assert claim.said is not None
    assert type(claim.said.earliest) is dt.date
    assert claim.said.earliest == dt.date(2024, 5, 13)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"text": None}, "text must be text, not NoneType"),
        ({"text": b"Acme"}, "text must be text, not bytes"),
        ({"text": "Acme \ud800"}, "text holds half of a character"),
        ({"text": TEXT, "title": 3}, "title must be text, not int"),
        ({"text": TEXT, "date": "May 2024"}, "date is not one: 'May 2024'"),
        ({"text": TEXT, "date": 2024}, "must be a datetime.date, not int"),
    ],
)
def test_what_is_no_article_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(kg.KgError, match=message):
        kg.extract_claims(**given)


def test_claims_are_named_as_data_frames_name_them() -> None:
    claims = kg.extract_claims(TEXT)
    assert claims.ids() == list(claims.to_pandas()["id"])


def test_triples_are_no_rows(exports: Path) -> None:
    with pytest.raises(kg.KgError, match="gives triples, no rows"):
        kg.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", exports)


def test_a_misspelled_term_is_warned_of(exports: Path) -> None:
    with pytest.warns(UserWarning, match="ci:claimKnd is not in the ontology; did you mean ci:c"):
        assert kg.query("SELECT ?c { ?c ci:claimKnd ?k }", exports) == []


def test_errors_name_no_options(exports: Path, tmp_path: Path) -> None:
    with pytest.raises(kg.KgError) as missing:
        kg.read_claims(tmp_path / "nowhere")
    with pytest.raises(kg.KgError) as malformed:
        kg.query("SELEC ?x { ?x ?y ?z }", exports)
    with pytest.raises(kg.KgError) as refused:
        kg.to_pandas(exports, "thing")  # type: ignore[arg-type]
    for caught in (missing, malformed, refused):
        assert not re.search(r"(?<!\w)--?[a-z]", str(caught.value))
    assert "kg.build_graph" in str(missing.value)
    assert missing.value.at_command_line().endswith("or name a graph with --store.")


def test_limits_and_frames_that_are_none(exports: Path) -> None:
    with pytest.raises(ValueError, match="at least 1, not -1"):
        kg.search("acme", exports, limit=-1)
    with pytest.raises(ValueError, match="not of 'foo'"):
        kg.to_pandas(exports, "foo")  # type: ignore[arg-type]


def test_sources_are_named_by_paths_or_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Acme hires\n\n{TEXT}", encoding="utf-8")
    for paths in (tmp_path, str(tmp_path), [tmp_path], [str(tmp_path)]):
        assert [item.title for item in kg.read_sources(paths) if isinstance(item, kg.Article)] == [
            "Acme hires"
        ]


def test_articles_become_a_graph_and_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\ntitle: Acme plans a plant\ndate: 2023-03-01\n---\n"
        "Acme Motors plans to open a plant in Leeds by the end of 2024.\n",
        encoding="utf-8",
    )
    report = kg.build_graph(str(tmp_path / "a.md"), out=tmp_path / "out")
    assert report.ok
    assert [row.outcome for row in report.rows] == ["built"]
    again = kg.build_graph(tmp_path / "a.md", out=str(tmp_path / "out"))
    assert [row.outcome for row in again.rows] == ["unchanged"]
    (promise,) = kg.read_ledger(tmp_path / "out", as_of="2023-06-01")
    assert (promise.promiser, promise.status) == ("Acme Motors", "open")
    (later,) = kg.read_ledger(tmp_path / "out", company="Acme Motors", as_of=dt.date(2025, 6, 1))
    assert later.status == "overdue"
    assert kg.read_ledger(tmp_path / "out", as_of="2023-02-01") == []
    with pytest.raises(kg.KgError, match="Zenith"):
        kg.read_ledger(tmp_path / "out", company="Zenith")
    with pytest.raises(kg.KgError, match="date is not one"):
        kg.read_ledger(tmp_path / "out", as_of="soon")


def test_a_build_needs_sources_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(kg.KgError, match="nothing to build from"):
        kg.build_graph(out=tmp_path)
    with pytest.raises(kg.KgError, match=r"There is no .*gone"):
        kg.build_graph(tmp_path / "gone", out=tmp_path / "out")
    assert not (tmp_path / "out").exists()
