from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.errors import KgError
from kg.model import Article, Claim, Kind, Modality, Span
from kg.rdf.emit import article_quads
from kg.rdf.facts import shared_quads
from kg.resolve import resolve


def _claim(article: str, subject: str, object_: str, **fields: Any) -> Claim:
    return Claim(
        article=article,
        kind=Kind.MERGER,
        subject=subject,
        object=object_,
        subject_type="COMPANY",
        object_type="COMPANY",
        evidence=(Span(0, 8),),
        **fields,
    )


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """Write a graph as an RDF file: Acme - Brio - Cetus as facts, Acme - Dorn as a rumour."""
    articles = {
        "a": Article(
            id="a",
            title="One",
            text="Old news about them.",
            date=date(2019, 5, 1),
            publisher="Paper",
        ),
        "b": Article(id="b", title="Two", text="New news about them.", date=date(2021, 5, 1)),
    }
    claims = [
        _claim("a", "Acme", "Brio"),
        _claim("b", "Brio", "Cetus"),
        _claim("b", "Acme", "Dorn", modality=Modality.RUMOURED),
    ]
    found = resolve(claims)
    lines = [
        line
        for name, article in articles.items()
        for line in article_quads(article, [c for c in claims if c.article == name], found, "v1")
    ]
    lines += shared_quads(claims, {n: a.date for n, a in articles.items()}, found, found.entities)
    path = tmp_path / "graph.nq"
    path.write_text("".join(f"{line}\n" for line in sorted(set(lines))), encoding="utf-8")
    return path


def _run(graph: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["analyze", *arguments, "--store", str(graph)])


def test_paths_name_the_claims_on_the_way(graph: Path) -> None:
    result = _run(graph, "paths", "acme", "Cetus", "--format", "json")
    assert result.exit_code == 0, result.output
    rows = json.loads(result.stdout)
    assert [(r["path"], r["step"], r["from"], r["relation"], r["to"]) for r in rows] == [
        (1, 1, "Acme", "merges with", "Brio"),
        (1, 2, "Brio", "merges with", "Cetus"),
    ]
    assert rows[0]["quote"] == "Old news"
    assert rows[0]["published"] == "2019-05-01"
    assert rows[0]["claim"].startswith("https://")


def test_a_rumour_connects_nobody_unless_asked(graph: Path) -> None:
    result = _run(graph, "paths", "Acme", "Dorn")
    assert result.exit_code == 1
    assert "Nothing connects them" in result.stderr
    result = _run(graph, "paths", "Acme", "Dorn", "--status", "rumoured", "--format", "jsonl")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["relation"] == "is rumoured to merge with"


def test_the_output_says_what_it_rests_on(graph: Path) -> None:
    result = _run(graph, "centrality", "--since", "2020-01-01", "--kind", "merger")
    assert result.stderr == (
        "Rests on 1 of 3 claims: asserted claims of kind Merger published since 2020-01-01; direction is ignored; "
        f"measured with networkx {nx.__version__}.\n"
    )


def test_days_limit_the_claims(graph: Path) -> None:
    result = _run(graph, "paths", "Acme", "Cetus", "--until", "2020-01-01")
    assert result.exit_code == 1


def test_centrality_as_csv(graph: Path) -> None:
    result = _run(graph, "centrality", "--format", "csv", "--top", "1")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert (row["name"], row["type"], row["betweenness"], row["neighbours"]) == (
        "Brio",
        "Company",
        "1.0",
        "2",
    )


def test_centrality_of_a_type(graph: Path) -> None:
    assert (
        json.loads(_run(graph, "centrality", "--type", "Person", "--format", "json").stdout) == []
    )


def test_communities_as_json_and_table(graph: Path) -> None:
    (group,) = json.loads(_run(graph, "communities", "--format", "json").stdout)
    assert group["size"] == 3
    assert set(group["members"]) == {"Acme", "Brio", "Cetus"}
    assert group["kinds"] == ["Merger"]
    result = _run(graph, "communities")
    assert "Acme" in result.stdout
    assert f"Louvain of networkx {nx.__version__}, seed 1: 1 groups" in result.stderr


def test_an_unknown_name_gives_near_ones(graph: Path) -> None:
    result = _run(graph, "paths", "Acmee", "Brio")
    assert isinstance(result.exception, KgError)
    assert "Did you mean: Acme" in str(result.exception)


def test_rows_can_go_to_a_file(graph: Path, tmp_path: Path) -> None:
    target = tmp_path / "rows.csv"
    result = _run(graph, "centrality", "--format", "csv", "-o", str(target))
    assert result.stdout == ""
    assert target.read_text(encoding="utf-8").startswith("name,type,pagerank")


def test_what_is_around_a_thing(graph: Path) -> None:
    result = _run(graph, "around", "Acme", "--format", "json")
    rows = json.loads(result.stdout)
    assert [(row["steps"], row["name"]) for row in rows] == [(1, "Brio"), (2, "Cetus")]
    assert rows[0]["engine"] == f"networkx {nx.__version__}"
    assert _run(graph, "around", "Dorn").exit_code == 1


def test_every_row_but_of_a_table_says_what_it_rests_on(graph: Path) -> None:
    (row,) = json.loads(_run(graph, "communities", "--format", "json").stdout)
    assert row["rests_on"].startswith("Rests on 2 of 3 claims: asserted claims; direction")
    assert row["engine"].startswith("networkx ")
    assert "rests_on" not in _run(graph, "communities").stdout


def test_an_engine_can_be_chosen(graph: Path) -> None:
    pytest.importorskip("igraph")
    slow, fast = (
        json.loads(_run(graph, "centrality", "--engine", name, "--format", "json").stdout)
        for name in ("networkx", "igraph")
    )
    assert [row["name"] for row in slow] == [row["name"] for row in fast]
    assert fast[0]["engine"].startswith("igraph ")
    assert fast[0]["pagerank"] == pytest.approx(slow[0]["pagerank"], abs=1e-6)


def test_a_field_nobody_knows(graph: Path) -> None:
    result = _run(graph, "centrality", "--field", "bateries")
    assert isinstance(result.exception, KgError)
    assert "batteries" in str(result.exception)


@pytest.mark.parametrize("name", ["competitors", "co-investors"])
def test_nothing_shared_is_code_1(graph: Path, name: str) -> None:
    result = _run(graph, name, "--status", "all")
    assert result.exit_code == 1
    assert result.stderr.startswith("Rests on 3 of 3 claims: all claims; what two alone share")


def test_no_supplies_is_code_1(graph: Path) -> None:
    result = _run(graph, "supply", "Acme", "--status", "all")
    assert result.exit_code == 1
    assert "No claim tells of its suppliers" in result.stderr


def test_changes_as_rows(graph: Path) -> None:
    result = _run(graph, "changes", "--since", "2020-01-01", "--format", "json")
    rows = json.loads(result.stdout)
    assert [(row["change"], row["what"], row["after"]) for row in rows] == [
        ("thing", "Cetus", "Company"),
        ("connection", "Brio – Cetus", "Brio merges with Cetus"),
        ("rank", "Brio", "1"),
        ("rank", "Acme", "2"),
    ]
    assert rows[0]["published"] == "2021-05-01"
    only = _run(graph, "changes", "--since", "2020-01-01", "--only", "status")
    assert only.exit_code == 1
    assert "Nothing changed." in only.stderr


def test_a_day_of_the_past_is_looked_at(graph: Path) -> None:
    old, new = (
        _run(graph, "centrality", "--as-of", day, "--format", "json")
        for day in ("2019-12-31", "2022-01-01")
    )
    assert len(json.loads(old.stdout)) == 2
    assert len(json.loads(new.stdout)) == 3


def test_claims_without_a_day_are_left_out_and_counted(tmp_path: Path) -> None:
    claims = [_claim("u", "Acme", "Brio")]
    article = Article(id="u", title="Three", text="Undated news.")
    found = resolve(claims)
    lines = [
        *article_quads(article, claims, found, "v1"),
        *shared_quads(claims, {"u": None}, found, found.entities),
    ]
    path = tmp_path / "undated.nq"
    path.write_text("".join(f"{line}\n" for line in sorted(set(lines))), encoding="utf-8")
    result = _run(path, "centrality", "--as-of", "2022-01-01")
    assert "published until 2022-01-01, 1 without a day left out" in result.stderr
    assert "without a day" not in _run(path, "centrality").stderr


@pytest.mark.parametrize(
    "args",
    [
        ("paths", "Acme", "Dorn"),
        ("around", "Dorn"),
        ("supply", "Acme"),
        ("co-investors",),
        ("competitors",),
    ],
)
def test_all_claims_are_advised_only_where_they_were_not_asked_for(
    graph: Path, args: tuple[str, ...]
) -> None:
    result = _run(graph, *args)
    assert result.exit_code == 1
    assert "Try --status all" in result.stderr
    again = _run(graph, *args, "--status", "all", "--as-of", "2000-01-01")
    assert again.exit_code == 1
    assert "--status all" not in again.stderr


def test_a_path_from_a_thing_to_itself_says_so(graph: Path) -> None:
    result = _run(graph, "paths", "Acme", "acme")
    assert result.exit_code == 1
    assert "Both ends are the same thing." in result.stderr
    assert "Nothing connects" not in result.stderr


def test_days_that_are_turned_round_are_a_usage_error(graph: Path) -> None:
    result = _run(graph, "centrality", "--since", "2022-01-02", "--until", "2022-01-01")
    assert result.exit_code == 2
    assert "--since is after" in result.stderr
