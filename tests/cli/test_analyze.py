from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

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
        "Rests on 1 of 3 claims: asserted claims of kind Merger published since 2020-01-01; direction is ignored.\n"
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
    assert "Louvain of networkx, seed 1: 1 groups" in result.stderr


def test_an_unknown_name_gives_near_ones(graph: Path) -> None:
    result = _run(graph, "paths", "Acmee", "Brio")
    assert isinstance(result.exception, KgError)
    assert "Did you mean: Acme" in str(result.exception)


def test_rows_can_go_to_a_file(graph: Path, tmp_path: Path) -> None:
    target = tmp_path / "rows.csv"
    result = _run(graph, "centrality", "--format", "csv", "-o", str(target))
    assert result.stdout == ""
    assert target.read_text(encoding="utf-8").startswith("name,type,pagerank")
