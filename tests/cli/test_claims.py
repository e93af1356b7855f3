from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli.claims import select
from kg.interchange import FIELDS, read_claims
from kg.iri import claim_iri
from kg.model import Claim, Kind

Run = Callable[..., tuple[int, str, str]]


def ids(kg: Run, exports: Path, *args: str) -> list[tuple[str, str]]:
    out = kg("claims", "--store", exports, "--format", "jsonl", *args)[1]
    return [(c["article"], c["kind"]) for c in map(json.loads, out.splitlines())]


def test_every_field_of_every_claim(kg: Run, exports: Path) -> None:
    code, out, err = kg("claims", "--store", exports, "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert (code, err, len(rows)) == (0, "", 11)
    assert all(tuple(row) == FIELDS for row in rows)
    assert rows == json.loads(kg("claims", "--store", exports, "--format", "json")[1])
    assert len(list(read_claims(out.splitlines()))) == 11
    target = next(row for row in rows if row["kind"] == "Target")
    assert target["time"] == {"latest": "2025-12-31"}, "the day of saying is no limit here"
    assert target["title_evidence"] is True
    assert target["id"].startswith("https://")
    said = [row["said"] for row in rows if row["said"]]
    assert said == [{"earliest": "2023-03-01", "latest": "2023-03-31"}]


def test_csv_has_all_fields(kg: Run, exports: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("claims", "--store", exports, "-f", "csv")[1])))
    assert {name.partition("_")[0] for name in rows[0]} == {f.partition("_")[0] for f in FIELDS}
    amounts = [(row["amount_value"], row["amount_unit"]) for row in rows if row["amount_value"]]
    assert amounts == [("3400000000", "USD"), ("-4.5", "percent")]
    target = next(row for row in rows if row["kind"] == "Target")
    assert (target["time_earliest"], target["time_latest"]) == ("", "2025-12-31")
    assert not any(mark in cell for row in rows for cell in row.values() for mark in "[{")
    starts = [int(row["evidence"].partition("-")[0]) for row in rows if row["evidence"]]
    assert len(starts) > 1


def test_the_table_has_the_main_ones(kg: Run, exports: Path) -> None:
    out = kg("claims", "--store", exports)[1]
    assert out.splitlines()[0].split()[:3] == ["article", "kind", "subject"]
    assert "3,400,000,000 USD" in out
    assert "../2025-12-31" in out
    assert "-4.5 percent" in out


@pytest.mark.parametrize(
    ("args", "found"),
    [
        (("--kind", "Target"), [("one", "Target"), ("two", "Target")]),
        (("--kind", "stance"), [("two", "Stance")]),
        (("--kind", "Role", "--kind", "MarketMove"), [("one", "Role"), ("two", "MarketMove")]),
        (("--modality", "rumoured"), [("one", "Acquisition")]),
        (("--company", "Brio"), [("one", "Acquisition")]),
        (("--company", "the cato corp."), [("one", "Acquisition"), ("two", "Acquisition")]),
        (("--company", "Acme", "--kind", "Appointment"), [("two", "Appointment")]),
        (("--article", "one", "--kind", "Target"), [("one", "Target")]),
        (("--since", "2022-01-01", "--kind", "Target"), [("two", "Target")]),
        (("--until", "2021-10-20", "--kind", "Target"), [("one", "Target")]),
        (("--since", "2021-10-21", "--until", "2023-04-02"), []),
    ],
)
def test_filters(
    kg: Run, exports: Path, args: tuple[str, ...], found: list[tuple[str, str]]
) -> None:
    assert ids(kg, exports, *args) == found


@pytest.mark.parametrize("args", [("--kind", "Gossip"), ("--modality", "sure"), ("--since", "May")])
def test_usage(kg: Run, exports: Path, args: tuple[str, ...]) -> None:
    code, out, err = kg("claims", "--store", exports, *args)
    assert (code, out) == (2, "")
    assert args[1] in err


def test_output_to_a_file(kg: Run, exports: Path, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "claims.jsonl"
    assert kg("claims", "--store", exports, "-f", "jsonl", "-o", path) == (0, "", "")
    assert path.read_text("utf-8") == kg("claims", "--store", exports, "-f", "jsonl")[1]


def test_the_suffix_of_a_file_tells_the_format(kg: Run, exports: Path, tmp_path: Path) -> None:
    for name in ("claims.csv", "claims.tsv", "claims.json", "claims.jsonl"):
        path, suffix = tmp_path / name, name.rpartition(".")[2]
        assert kg("claims", "--store", exports, "-o", path) == (0, "", "")
        assert path.read_text("utf-8") == kg("claims", "--store", exports, "-f", suffix)[1]
    path = tmp_path / "claims.csv"
    assert kg("claims", "-f", "table", "--store", exports, "-o", path) == (0, "", "")
    assert path.read_text("utf-8") == kg("claims", "--store", exports)[1]


@pytest.mark.parametrize("name", ["claims.xlsx", "claims.pdf", "claims.jsn"])
def test_a_suffix_that_names_no_format_is_refused(
    kg: Run, exports: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    code, out, err = kg("claims", "--store", exports, "-o", path)
    assert (code, out, path.exists()) == (2, "", False)
    assert f"No format is known for '{path.suffix}'; give --format or one of .json, " in err
    assert kg("claims", "--store", exports, "-f", "csv", "-o", path) == (0, "", "")


@pytest.mark.parametrize(
    ("name", "format_"), [("claims.txt", "table"), ("claims", "table"), ("claims.CSV", "csv")]
)
def test_a_plain_suffix_is_a_table_and_case_does_not_count(
    kg: Run, exports: Path, tmp_path: Path, name: str, format_: str
) -> None:
    assert kg("claims", "--store", exports, "-o", tmp_path / name) == (0, "", "")
    text = (tmp_path / name).read_text("utf-8")
    assert text == kg("claims", "--store", exports, "-f", format_)[1]


def test_outlets_are_counted_on_request(kg: Run, exports: Path) -> None:
    out = kg("claims", "--store", exports, "--outlets", "--format", "jsonl")[1]
    rows = [json.loads(line) for line in out.splitlines()]
    assert all(tuple(row) == (*FIELDS, "outlets") for row in rows)
    assert {row["outlets"] for row in rows} == {1}
    assert " outlets\n" in kg("claims", "--store", exports, "--outlets")[1].splitlines(True)[0]


def test_the_source_is_added_on_request(kg: Run, exports: Path) -> None:
    plain, more = (
        list(csv.DictReader(io.StringIO(kg("claims", "--store", exports, "-f", "csv", *args)[1])))
        for args in ((), ("--with-source",))
    )
    added = ("title", "published", "publisher", "url", "quote")
    assert tuple(more[0]) == (*plain[0], *added)
    assert [{name: row[name] for name in plain[0]} for row in more] == plain
    assert all(row["title"] and row["quote"] for row in more)
    days = {row["published"] for row in more}
    for day in days - {""}:
        dated = kg("claims", "--store", exports, "--since", day, "--until", day, "-f", "jsonl")[1]
        told = {json.loads(line)["id"] for line in dated.splitlines()}
        assert told == {row["id"] for row in more if row["published"] == day}


def test_a_company_that_nothing_bears_is_told(kg: Run, exports: Path) -> None:
    code, out, err = kg("claims", "--store", exports, "--company", "Acmme")
    assert (code, out) == (2, "")
    assert err == "Error: No entity is called 'Acmme'.\nDid you mean: Acme?\n"
    assert kg("claims", "--store", exports, "--company", "Acme")[2] == ""
    assert kg("claims", "--store", exports, "--company", "Acme", "--company", "Acmme")[0] == 2


def test_an_empty_list_is_an_answer_and_turned_days_are_not(kg: Run, exports: Path) -> None:
    code, out, err = kg("claims", "--store", exports, "--since", "2030-01-01", "-f", "jsonl")
    assert (code, out) == (0, "")
    assert "No claim passes" in err
    code, out, err = kg(
        "claims", "--store", exports, "--since", "2022-01-02", "--until", "2022-01-01"
    )
    assert (code, out) == (2, "")
    assert "--since is after --until" in err


def test_claims_of_little_confidence_can_be_left_out(kg: Run, exports: Path) -> None:
    rows = [json.loads(r) for r in kg("claims", "--store", exports, "-f", "jsonl")[1].splitlines()]
    sure = [row["id"] for row in rows if row["confidence"] >= 0.8]
    assert 0 < len(sure) < len(rows)
    out = kg("claims", "--store", exports, "-f", "jsonl", "--min-confidence", "0.8")[1]
    assert [json.loads(row)["id"] for row in out.splitlines()] == sure
    code, _, err = kg("claims", "--store", exports, "--min-confidence", "2")
    assert code == 2
    assert "--min-confidence" in err


def test_a_speaker_and_what_is_denied(kg: Run, exports: Path) -> None:
    assert ids(kg, exports, "--speaker", "acme inc.", "--status", "denied") == [
        ("two", "Acquisition")
    ]
    assert ids(kg, exports, "--speaker", "Acme", "--status", "rumoured") == []
    code, out, err = kg("claims", "--store", exports, "--speaker", "Acmme")
    assert (code, out) == (2, "")
    assert "Did you mean: Acme?" in err


def test_the_table_names_each_claim_as_other_commands_take_it(kg: Run, exports: Path) -> None:
    head, _, first, *_ = kg("claims", "--store", exports)[1].splitlines()
    assert head.endswith(" claim")
    assert kg("explain", first.split()[-1], "--store", exports)[0] == 0


def claim(article: str, subject: str, object_: str | None, type_: str | None = "COMPANY") -> Claim:
    return Claim(article=article, kind=Kind.FACILITY, subject=subject, subject_type="COMPANY",
                 object=object_, object_type=type_)  # fmt: skip


def test_a_company_is_who_the_graph_says_and_no_namesake() -> None:
    joined, other = claim("a", "PWG", None), claim("b", "Pellworm Toys", None)
    mine, told = claim("c", "Pellworm Glass", None), claim("d", "Lux", "depot of Pellworm", None)
    every = [joined, other, mine, told]
    about = {"Pellworm": frozenset(map(claim_iri, (joined, mine)))}
    assert [c.article for c in select(every, {}, companies=("Pellworm",), about=about)] == list(
        "acd"
    )
    assert [c.article for c in select(every, {}, companies=("Pellworm",))] == list("bcd")
