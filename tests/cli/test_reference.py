"""`kg reference`, and what a build does with the tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kg.build import build
from kg.cli import cli
from kg.rdf.store import open_store
from kg.rdf.validate import check_links, check_shapes
from tests.stand_ins import first_word

LIST = (
    "name,aliases,cik,ticker,wikidata\nAcme Corp,,12,ACM,Q42\nZenith Ltd,,13,,\nZenith Inc,,14,,\n"
)


def made(folder: Path, **options: Any) -> dict[str, Any]:
    sources = folder / "sources"
    sources.mkdir(exist_ok=True)
    for name in ("Acme", "Zenith", "Other"):
        (sources / f"{name}.txt").write_text(f"{name} grows\n\n{name} targets growth.\n", "utf-8")
    build([sources], folder / "exports", analyse=first_word, version="1", **options)
    found: dict[str, Any] = json.loads((folder / "exports" / "report.json").read_text("utf-8"))
    return found


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def graph(folder: Path) -> str:
    return (folder / "exports" / "graph.nq").read_text("utf-8")


def test_a_build_links_and_says_so_and_without_tables_nothing_changes(folder: Path) -> None:
    assert "reference" not in made(folder)
    plain = graph(folder)
    assert kg("reference", "add", "list.csv").exit_code == 0
    report = made(folder)
    assert report["reference"]["tables"] == ["list"]
    assert (report["reference"]["entities"], report["reference"]["ambiguous"]) == (1, 1)
    [issue] = [i for i in report["issues"] if i["code"] == "ambiguous-link"]
    assert "Zenith: 2 rows fit as well" in issue["message"]
    linked = graph(folder)
    assert "<http://www.wikidata.org/entity/Q42>" in linked
    assert linked != plain
    made(folder)  # nothing changed: the report still tells of the tables
    assert made(folder)["reference"] == report["reference"]
    assert kg("reference", "remove", "list").exit_code == 0
    made(folder)
    (folder / "exports" / "reference.sqlite").unlink()
    made(folder)
    assert graph(folder) == plain


def test_the_same_lists_give_the_same_bytes_wherever_they_are(folder: Path) -> None:
    kg("reference", "add", "list.csv")
    made(folder)
    other = folder / "other"
    other.mkdir()
    assert kg("reference", "add", "list.csv", "--reference", "elsewhere.sqlite").exit_code == 0
    made(other, reference=folder / "elsewhere.sqlite")
    assert graph(other) == graph(folder)
    made(other)  # the store remembers where its tables are
    assert graph(other) == graph(folder)


def test_links_are_in_the_graph_with_method_and_score_and_conform(folder: Path) -> None:
    kg("reference", "add", "list.csv")
    made(folder)
    store = open_store(folder / "exports")
    query = """SELECT ?cik ?ticker ?same ?method ?score ?list {
      ?c rdfs:label "Acme" ; ci:cik ?cik ; schema:tickerSymbol ?ticker ; owl:sameAs ?same .
      ?l ci:linkOf ?c ; ci:matchMethod ?method ; ci:matchScore ?score ; prov:wasDerivedFrom ?t .
      ?t a ci:ReferenceTable ; rdfs:label ?list }"""
    from kg.rdf.query import run

    [row] = run(store, query).values()
    assert row["cik"] == "0000000012"
    assert row["ticker"] == "ACM"
    assert row["method"] == "key"
    assert float(row["score"]) == 0.9
    assert row["list"] == "list"
    from kg import iri

    assert check_shapes(store, ox.NamedNode(iri.graph("entities"))) == []
    assert check_links(store) == []
    memory = ox.Store()
    memory.extend(store)
    entity = next(memory.quads_for_pattern(None, ox.NamedNode(iri.term("cik")), None)).subject
    graph_ = ox.NamedNode(iri.graph("entities"))
    memory.add(ox.Quad(entity, ox.NamedNode(iri.term("cik")), ox.Literal("99"), graph_))
    assert any("one CIK" in issue.message for issue in check_links(memory))


def test_no_graph_is_no_empty_list(folder: Path) -> None:
    from kg.errors import StoreError

    for command in (["review"], ["review", "propose"], ["reference", "list"], ["claims"]):
        error = kg(*command, "--store", "nowhere").exception
        assert isinstance(error, StoreError)
        assert error.cause == "Nothing at nowhere."
    (folder / "plain").mkdir()
    assert isinstance(kg("review", "--store", "plain").exception, StoreError)
    assert "kg reference add" in str(kg("reference", "list", "--reference", "no").exception)


def test_a_name_that_no_list_has_is_said(folder: Path) -> None:
    kg("reference", "add", "list.csv")
    for format_, out in (("table", ""), ("json", "[]\n")):
        found = kg("reference", "find", "Orbit", "-f", format_)
        assert (found.exit_code, found.stdout) == (1, out)
        assert "No list has a company called “Orbit”." in found.stderr
    assert kg("reference", "find", "acme").exit_code == 0


def test_lists_are_told_found_and_removed(folder: Path) -> None:
    made(folder)  # where no graph is, there is no list of lists
    assert kg("reference", "list", "-f", "json").output == "[]\n"
    added = kg("reference", "add", "list.csv", "--name", "mine")
    assert "mine: 3 organizations (csv)" in added.stderr
    [row] = json.loads(kg("reference", "list", "-f", "json").output)
    assert (row["name"], row["rows"]) == ("mine", 3)
    found = json.loads(kg("reference", "find", "ZENITH", "-f", "json").output)
    assert [each["name"] for each in found] == ["Zenith Ltd", "Zenith Inc"]
    made(folder)
    [left] = json.loads(kg("reference", "ambiguous", "-f", "json").output)
    assert left["label"] == "Zenith"
    assert "Zenith Inc (cik 0000000014)" in left["options"]
    assert kg("reference", "update").exit_code == 0
    assert "kg reference add" in str(kg("reference", "update", "--reference", "no").exception)
    assert kg("reference", "remove", "mine").exit_code == 0
    assert json.loads(kg("reference", "list", "-f", "json").output) == []


def test_identifiers_that_are_none_are_told_with_their_line(folder: Path) -> None:
    right = "HWUPKR0MPOU8FGXBT394"
    (folder / "bad.csv").write_text(
        f"name,lei,cik,ids\nAcme,NOTALEI,12,\nBrio,{right[:-1]}5,,lei:x|isin:US1\nOther,{right},,nothing\n"
        "Vela,n/a,,\nTorr,-,,\n",
        "utf-8",
    )
    said = kg("reference", "add", "bad.csv").stderr.splitlines()
    assert said == [
        "1 of 1 identifiers (as lei:…) not read: 'nothing' (line 4)",
        "1 of 1 isin not read: 'US1' (line 3)",
        f"5 of 6 LEI not read: 'NOTALEI' (line 2), '{right[:-1]}5' (line 3), 'x' (line 3) and 2 more",
        "bad: 5 organizations (csv). Run 'kg build' to link with them.",
    ]
    assert "not read" not in kg("reference", "add", "list.csv").stderr


def test_a_row_without_an_identifier_links_nothing(folder: Path) -> None:
    (folder / "one.csv").write_text("name,lei\nAcme,NOTALEI\n", "utf-8")
    said = kg("reference", "add", "one.csv").stderr
    assert "1 of 1 LEI not read: 'NOTALEI' (line 2)" in said
    assert "one: 1 organization (csv)" in said
    assert made(folder)["reference"]["entities"] == 0
    kg("reference", "add", "list.csv", "--name", "one")
    assert made(folder)["reference"]["entities"] == 1


def test_mistakes_say_what_to_do(folder: Path) -> None:
    (folder / "no.csv").write_text("a,b\n", "utf-8")
    assert "--as" in str(kg("reference", "add", "no.csv").exception)
    assert "kg reference add" in str(kg("reference", "find", "x").exception)
    assert "There is no reference table" in str(
        (kg("reference", "add", "list.csv"), kg("reference", "remove", "x"))[1].exception
    )
    assert kg("reference", "add", "list.csv", "--as", "nothing").exit_code == 2


def test_what_a_build_says() -> None:
    from kg.cli.build import _linked

    told = {"tables": ["gleif", "sec"], "entities": 1, "ambiguous": 0}
    assert _linked(told) == "Reference tables gleif, sec: 1 entity linked."
    told = {"tables": [], "entities": 0, "ambiguous": 2}
    assert "2 left open (see 'kg reference ambiguous')" in _linked(told)
