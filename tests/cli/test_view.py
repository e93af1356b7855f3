from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.cli.view import page_of
from kg.errors import KgError
from kg.model import Article, Claim, Kind, Span
from kg.rdf.emit import article_quads
from kg.rdf.facts import shared_quads
from kg.resolve import resolve


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """Write a graph of two claims as an RDF file."""
    article = Article(id="a", title="Norvik", text="Norvik buys Brio. Brio hires.")
    claims = [
        Claim(
            article="a",
            kind=Kind.ACQUISITION,
            subject="Norvik",
            object="Brio",
            subject_type="COMPANY",
            object_type="COMPANY",
            evidence=(Span(0, 17),),
        ),
        Claim(
            article="a",
            kind=Kind.HIRING,
            subject="Brio",
            subject_type="COMPANY",
            evidence=(Span(18, 29),),
        ),
    ]
    found = resolve(claims)
    lines = article_quads(article, claims, found, "v1")
    lines += shared_quads(claims, {"a": None}, found, found.entities)
    path = tmp_path / "graph.nq"
    path.write_text("".join(f"{line}\n" for line in sorted(set(lines))), encoding="utf-8")
    return path


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(part) for part in arguments])


def test_a_page_is_written_and_counted(graph: Path, tmp_path: Path) -> None:
    page = tmp_path / "new" / "page.html"
    result = _run("view", "--store", graph, "-o", page)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert result.stderr == f"{page}: 3 things, 2 claims.\n"
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_page_goes_to_exports_by_default(
    graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _run("view", "--store", graph).exit_code == 0
    assert (tmp_path / "exports" / "graph.html").is_file()


def test_focus_and_title_are_heard_and_stdout_is_the_page(graph: Path) -> None:
    result = _run(
        "view", "--store", graph, "--focus", "norvik", "--title", "A <b> title", "-o", "-"
    )
    assert result.exit_code == 0
    assert "<title>A &lt;b&gt; title</title>" in result.stdout
    assert result.stderr == "2 of 3 things, 1 claims.\n"


def test_more_things_than_asked_for_are_in_circles(graph: Path, tmp_path: Path) -> None:
    result = _run("view", "--store", graph, "--max-nodes", "2", "-o", tmp_path / "p.html")
    assert result.stderr.endswith("p.html: 3 things in 2 circles, 2 claims.\n")


def test_quiet_says_nothing(graph: Path, tmp_path: Path) -> None:
    assert _run("-q", "view", "--store", graph, "-o", tmp_path / "p.html").output == ""


def test_an_unknown_focus_names_near_ones(graph: Path, tmp_path: Path) -> None:
    result = _run("view", "--store", graph, "--focus", "Norvk", "-o", tmp_path / "p.html")
    assert isinstance(result.exception, KgError)
    assert "Did you mean: Norvik" in str(result.exception)
    assert not (tmp_path / "p.html").exists()


def test_a_missing_store_is_an_error(tmp_path: Path) -> None:
    result = _run("view", "--store", tmp_path / "none")
    assert isinstance(result.exception, KgError)


def test_promises_stand_as_of_a_day(graph: Path, tmp_path: Path) -> None:
    page = tmp_path / "p.html"
    assert _run("view", "--store", graph, "--as-of", "2020-01-01", "-o", page).exit_code == 0
    assert _run("view", "--store", graph, "--as-of", "soon", "-o", page).exit_code == 2


@pytest.mark.parametrize(
    "option", [("--depth", "0"), ("--max-nodes", "3001"), ("--max-nodes", "1")]
)
def test_impossible_options_are_refused(graph: Path, option: tuple[str, str]) -> None:
    assert _run("view", "--store", graph, *option).exit_code == 2


def test_the_page_stands_in_the_folder_of_the_graph_that_it_shows(
    graph: Path, tmp_path: Path
) -> None:
    (tmp_path / "made" / "store").mkdir(parents=True)
    for asked in ("made", "made/store"):
        assert page_of(tmp_path / asked) == tmp_path / "made" / "graph.html"
    assert page_of(graph) == Path("exports/graph.html")
