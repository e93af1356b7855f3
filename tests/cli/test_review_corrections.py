"""Corrections that `kg review propose` writes, accepted in the file, built, and taken back."""

from __future__ import annotations

import dataclasses
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg import build
from kg.cli import main
from kg.extract import Extraction
from kg.model import Article, Claim, Kind, Quantity, Span

FILE = Path("sources/decisions.jsonl")
ROWS = (
    ("a", "Morning Post", "Acme bought Zenith for USD 5 billion."),
    ("b", "Evening Star", "Acme bought Zenith for USD 5 billion."),
    ("c", "Daily Mail Box", "Acme bought Zenith for USD 5 billion, or 7 million shares."),
    ("d", "Harbour News", "Quandary bought Tessera for USD 30 million."),
)


def analyse(article: Article) -> Extraction:
    """Read "X bought Y for ...": the last number of c as the price, and none of d."""
    match = re.search(r"(\w+) bought (\w+) for USD (\d+)[^.]*\.", article.text)
    assert match
    worth = {"c": Quantity(value=Decimal(7_000_000), unit="USD"), "d": None}
    amount = worth.get(article.id, Quantity(value=Decimal(5_000_000_000), unit="USD"))
    claim = Claim(
        article=article.id,
        kind=Kind.ACQUISITION,
        subject=match[1],
        object=match[2],
        subject_type="COMPANY",
        object_type="COMPANY",
        amount=amount,
        evidence=(Span(*match.span()),),
        confidence=0.8,
    )
    return Extraction(claims=(claim,))


def kg(*args: object) -> int:
    with pytest.raises(SystemExit) as exit_:
        main([str(arg) for arg in args])
    return int(exit_.value.code or 0)


@pytest.fixture(autouse=True)
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Build the graph of four articles, and go there."""
    pipeline(monkeypatch, analyse, "one")
    monkeypatch.setenv("KG_BY", "ann")
    monkeypatch.chdir(tmp_path)
    Path("sources").mkdir()
    lines = (
        json.dumps(
            {"id": id_, "title": "T", "text": f"{text}\nPrinted by {publisher}, page {id_}.",
             "date": "2021-03-04", "publisher": publisher}
        )
        for id_, publisher, text in ROWS
    )  # fmt: skip
    Path("sources/news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert kg("-q", "build") == 0


def pipeline(patch: pytest.MonkeyPatch, analysis: Any, version: str) -> None:
    patch.setattr(build, "load_analysis", lambda *_: analysis)
    patch.setattr(build, "pipeline_version", lambda *_: version)


def claims(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    """Return the claims of the graph by article."""
    capsys.readouterr()
    assert kg("claims", "--format", "jsonl") == 0
    return {row["article"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}


def amounts(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Return what the graph has as the price, by article."""
    rows = claims(capsys).items()
    return {article: (row.get("amount") or {}).get("value") for article, row in rows}


def proposals() -> dict[str, dict[str, Any]]:
    """Return the proposed corrections of the file by article."""
    lines = map(json.loads, FILE.read_text("utf-8").splitlines())
    return {line["was"]["article"]: line for line in lines if line["decision"] == "correct"}


def accept_in_file(article: str, **change: Any) -> None:
    """Accept a proposal as a person does, by editing its line."""
    lines = []
    for line in FILE.read_text("utf-8").splitlines():
        found = json.loads(line)
        if found["decision"] == "correct" and found["was"]["article"] == article:
            found.pop("status")
            found = {**found, **change}
        lines.append(json.dumps(found))
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def provenance(claim: str) -> list[tuple[str, str, str]]:
    """Return who decided about a claim, what and why, in the graph."""
    store = ox.Store()
    store.bulk_load(path="exports/graph.nq", format=ox.RdfFormat.N_QUADS)
    generated = ox.NamedNode("http://www.w3.org/ns/prov#generated")
    found = []
    for effect in store.quads_for_pattern(None, generated, ox.NamedNode(claim)):
        told = {
            quad.predicate.value.rpartition("/")[2].rpartition("#")[2]: quad.object.value
            for quad in store.quads_for_pattern(effect.subject, None, None)
            if isinstance(quad.object, (ox.NamedNode, ox.Literal))
        }
        found.append((told["decidedBy"], told["decisionKind"], told["reason"]))
    return found


def test_what_other_outlets_and_the_sentence_tell_is_proposed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert kg("review", "propose") == 0
    found = proposals()
    assert set(found) == {"c", "d"}
    assert all(line["status"] == "proposed" for line in found.values())
    assert found["c"]["set"] == {"amount": {"value": 5_000_000_000, "unit": "USD"}}
    assert re.search(r"amount: USD 5000000000 in [ab] \(2 outlets\)", found["c"]["why"])
    assert "in the sentence too, USD 7000000 here: “Acme bought" in found["c"]["why"]
    assert found["d"]["set"] == {"amount": {"value": 30_000_000, "unit": "USD"}}
    before = Path("exports/graph.nq").read_bytes()
    assert kg("-q", "build") == 0
    assert Path("exports/graph.nq").read_bytes() == before, "a proposal changes nothing"
    capsys.readouterr()
    assert kg("review", "propose") == 0
    assert "Nothing to propose." in capsys.readouterr().err


def test_an_accepted_correction_holds_is_told_and_can_be_taken_back(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Path("exports/graph.nq").read_bytes()
    assert kg("review", "propose") == 0
    accept_in_file("c")
    accept_in_file("d", set={"amount": {"value": 31_000_000, "unit": "USD"}})
    assert kg("-q", "build") == 0
    assert amounts(capsys) == {"a": 5e9, "b": 5e9, "c": 5e9, "d": 31e6}
    old, now = proposals()["c"]["claim"], claims(capsys)["c"]["id"]
    assert provenance(now) == [("ann", "correct", proposals()["c"]["why"])]
    assert f"prov#invalidated> <{old}>" in Path("exports/graph.nq").read_text("utf-8")

    def wider(article: Article) -> Extraction:
        (claim,) = analyse(article).claims
        return Extraction(
            claims=(dataclasses.replace(claim, evidence=(Span(0, len(article.text)),)),)
        )

    pipeline(monkeypatch, wider, "two")
    assert kg("-q", "build") == 0
    assert amounts(capsys)["c"] == 5e9, "survives a new extraction that gives it another IRI"
    assert provenance(now) == []
    assert provenance(claims(capsys)["c"]["id"]) == [("ann", "correct", proposals()["c"]["why"])]
    pipeline(monkeypatch, analyse, "one")
    assert kg("-q", "review", "--format", "jsonl") == 0
    for line in map(json.loads, capsys.readouterr().out.splitlines()):
        assert kg("review", "dismiss", line["id"]) == 0
    assert kg("-q", "build") == 0
    assert Path("exports/graph.nq").read_bytes() == before


def test_what_was_dismissed_is_not_proposed_again() -> None:
    assert kg("review", "propose") == 0
    dismissed = [
        json.loads(line) | {"status": "dismissed"} for line in FILE.read_text("utf-8").splitlines()
    ]
    FILE.write_text("".join(json.dumps(line) + "\n" for line in dismissed), encoding="utf-8")
    assert kg("review", "propose") == 0
    assert len(FILE.read_text("utf-8").splitlines()) == len(dismissed)


def explained(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, str, str]:
    capsys.readouterr()
    code = kg("explain", "--no-shapes", *args)
    return code, *capsys.readouterr()


def test_an_explanation_tells_who_corrected_a_claim_and_what_was_before(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = claims(capsys)["d"]["id"]
    code, out, _ = explained(capsys, before)
    assert code == 0
    assert "DECIDED" not in out
    assert kg("review", "correct", before, "subject=Quandary Ltd", "amount=EUR 31", "--by", "bea",
              "--why", "the\nletter") == 0  # fmt: skip
    assert "DECIDED" not in explained(capsys, before)[1], "it waits for the next build"
    assert kg("-q", "build") == 0
    between = claims(capsys)["d"]["id"]
    assert kg("review", "correct", between, "modality=rumoured", "--by", "cyd") == 0
    assert kg("-q", "build") == 0
    now = claims(capsys)["d"]["id"]

    _, out, _ = explained(capsys, now)
    decided = out.partition("DECIDED\n")[2]
    assert re.search(r"  corrected by bea on \d{4}-\d\d-\d\d: the letter\n", decided)
    for line in (
        "    subject: Quandary Ltd, before: Quandary\n",
        "    amount: 31 EUR, before: none\n",
        f"    it was {before.rpartition('/')[2]}\n",
    ):
        assert line in decided
    assert decided.index("by bea") < decided.index("by cyd")
    assert "    modality: rumoured, before: asserted\n" in decided

    first, second = json.loads(explained(capsys, now, "-f", "json")[1])["decisions"]
    assert (first["by"], first["why"], first["was"]) == ("bea", "the\nletter", before)
    assert {"field": "subject", "before": "Quandary", "after": "Quandary Ltd"} in first["changes"]
    assert (second["was"], len(second["changes"])) == (between, 1)
    assert "prov:invalidated" in explained(capsys, now, "--prov")[1]
    assert "before: asserted; by cyd on" in explained(capsys, now, "-f", "csv")[1]

    _, out, _ = explained(capsys, now, "--store", "exports/graph.nq")
    assert "corrected by bea on" in out
    assert "(the folder of the build has what was before, an RDF file has not)" in out


def test_an_old_id_leads_to_what_became_of_the_claim(capsys: pytest.CaptureFixture[str]) -> None:
    before = claims(capsys)["d"]["id"]
    assert kg("review", "correct", before, "subject=Quandary Ltd") == 0
    assert kg("-q", "build") == 0
    now = claims(capsys)["d"]["id"]
    for text in (before, before.rpartition(".")[2][:8]):
        code, out, err = explained(capsys, text)
        assert code == 0
        assert now in out
        assert f"“{text}” was corrected; this is what it became." in err
    assert kg("review", "reject", now, "--by", "bea", "--why", "no such deal") == 0
    assert kg("-q", "build") == 0
    for text in (before, now):
        code, out, err = explained(capsys, text)
        assert (code, out) == (2, "")
        assert "is not in the graph; bea rejected it on " in err
        assert ": no such deal." in err


def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, tuple[str, str]]:
    """Return status and effect of the decisions that `kg review` lists, by id."""
    capsys.readouterr()
    assert kg("-q", "review", "--format", "jsonl") == 0
    rows = map(json.loads, capsys.readouterr().out.splitlines())
    return {row["id"]: (row["status"], row["effect"]) for row in rows}


def test_a_decision_keeps_its_id_when_it_is_accepted_and_edited(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert kg("review", "propose") == 0
    ids = listed(capsys)
    assert {status for status, _ in ids.values()} == {"proposed"}
    for id_ in ids:
        assert kg("review", "accept", id_, "--by", "bea") == 0
    assert listed(capsys) == dict.fromkeys(ids, ("accepted", "at the next build"))
    assert kg("-q", "build") == 0
    assert listed(capsys) == dict.fromkeys(ids, ("accepted", "applied"))
    lines = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
    for line in lines:
        line["set"], line["why"] = {"amount": {"value": 9, "unit": "EUR"}}, "I looked it up"
    FILE.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert listed(capsys) == dict.fromkeys(ids, ("accepted", "at the next build"))
    assert kg("-q", "build") == 0
    assert listed(capsys) == dict.fromkeys(ids, ("accepted", "applied"))
    assert amounts(capsys) == {"a": 5e9, "b": 5e9, "c": 9, "d": 9}


def test_a_copied_line_with_another_value_counts_and_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert kg("review", "correct", claims(capsys)["d"]["id"], "amount=EUR 31") == 0
    line = json.loads(FILE.read_text("utf-8"))
    other = line | {"claim": claims(capsys)["c"]["id"], "was": {}}
    FILE.write_text("".join(json.dumps(each) + "\n" for each in (line, other)), encoding="utf-8")
    capsys.readouterr()
    assert kg("build") == 0
    err = capsys.readouterr().err
    assert f"has the id '{line['id']}' of " in err
    assert "decisions.jsonl:1; it goes by another one" in err
    assert len(listed(capsys)) == 2
    assert amounts(capsys) == {"a": 5e9, "b": 5e9, "c": 31, "d": 31}


def test_no_more_wait_than_were_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    def propose(most: int) -> tuple[int, str]:
        capsys.readouterr()
        assert kg("review", "propose", "--most", most) == 0
        lines = FILE.read_text("utf-8").splitlines()
        return len(lines), capsys.readouterr().err

    assert propose(1)[0] == 1
    first = FILE.read_text("utf-8")
    assert propose(1) == (
        1,
        "Nothing to propose. 1 waits from before; 'kg review' lists them.\n",
    )
    assert FILE.read_text("utf-8") == first
    (id_,) = listed(capsys)
    assert kg("review", "dismiss", id_) == 0
    count, err = propose(1)
    assert count == 2
    assert "1 proposal; 'kg review' lists them." in err
    assert set(proposals()) == {"c", "d"}
    assert propose(20)[0] == 2

    # A proposal about a claim that is gone takes no place.
    assert kg("-q", "remove", "d", "--yes") == 0
    FILE.write_text("".join(FILE.read_text("utf-8").splitlines(keepends=True)[1:]), "utf-8")
    assert [line["status"] for line in proposals().values()] == ["proposed"]
    assert propose(1)[0] == 3


def test_a_claim_answers_to_the_id_that_was_shown_for_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = claims(capsys)["d"]["id"].rpartition(".")[2][:8]
    assert kg("review", "correct", shown, "object=Tessera Holding") == 0
    assert kg("review", "correct", shown, "amount=USD 40000000") == 0
    assert kg("-q", "build") == 0
    found = claims(capsys)["d"]
    assert (found["object"], found["amount"]["value"]) == ("Tessera Holding", 40_000_000)
    assert kg("review", "reject", shown) == 0
    assert kg("-q", "build") == 0
    assert "d" not in claims(capsys)
    assert kg("review", "reject", shown) == 2


def test_a_value_that_does_not_fit_is_told_with_those_that_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = claims(capsys)["d"]["id"].rpartition(".")[2][:8]
    assert kg("review", "correct", shown, "modality=perhaps") == 2
    assert "'perhaps' is no modality.\nKnown are asserted, " in capsys.readouterr().err


def test_an_amount_of_another_sort_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    shown = claims(capsys)["d"]["id"].rpartition(".")[2][:8]
    assert kg("review", "correct", shown, "amount=20 lemons") == 2
    told = "of kind Acquisition is money ('EUR 5000000'), not '20 lemons'."
    assert told in capsys.readouterr().err
