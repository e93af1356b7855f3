"""`kg explain`: a claim or a name, for people, as JSON, as rows and as PROV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph import read_rows
from kg.graph.names import short_id
from kg.model import Kind, Modality
from kg.rdf.store import open_store

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def deal(exports: Path) -> str:
    return next(
        row.iri
        for row in read_rows(open_store(exports))
        if row.claim.kind is Kind.ACQUISITION and row.claim.modality is Modality.ASSERTED
    )


def test_a_claim_for_people(kg: Run, exports: Path, deal: str) -> None:
    code, out, err = kg("explain", short_id(deal), "--store", exports)
    assert (code, err) == (0, "")
    for words in (
        "Acme acquires Brio", "characters 88 to 122",
        "[subject: Acme] bought [object: Brio] for [amount: $3.4 billion].",
        "amount  $3.4 billion  3400000000 USD  money", "SHAPES\n  passed: ", "Claim (1)",
        "on how many nodes of this claim it was checked",
    ):  # fmt: skip
        assert words in out


def test_a_claim_as_json_and_rows(kg: Run, exports: Path, deal: str) -> None:
    args = ("explain", deal, "--no-shapes", "--store", exports, "--format")
    found = json.loads(kg(*args, "json")[1])
    assert found["claim"]["id"] == deal
    assert found["sentences"][0]["marks"][0] == {
        "start": 0, "end": 4, "part": "subject", "stands_for": None,
    }  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(kg(*args, "csv")[1])))
    assert {"claim": deal, "part": "amount", "words": "$3.4 billion", "value": "3400000000 USD",
            "how": "money"} in rows  # fmt: skip


def test_prov_is_turtle(kg: Run, exports: Path, deal: str) -> None:
    code, out, _ = kg("explain", deal, "--prov", "--store", exports)
    assert code == 0
    assert out == kg("explain", deal, "--format", "turtle", "--store", exports)[1]
    triples = list(ox.parse(out.encode(), format=ox.RdfFormat.TURTLE))
    assert any(t.predicate.value.endswith("wasQuotedFrom") for t in triples)


def test_a_name_and_its_newest_claims(kg: Run, exports: Path) -> None:
    _, out, _ = kg("explain", "acme", "--top", "1", "--store", exports)
    assert "WRITTEN AS" in out
    assert "JOINED BECAUSE\n  Acme: the same name in 2 articles" in out
    assert out.count("WORDS") == 1
    assert "9 more claims" in out
    found = json.loads(kg("explain", "acme", "--top", "1", "--store", exports, "-f", "json")[1])
    assert found["spellings"] == [{"name": "Acme", "articles": ["one", "two"]}]
    assert len(found["claims"]) == 1


def test_what_names_nothing_gives_near_names(kg: Run, exports: Path) -> None:
    code, _, err = kg("explain", "Akme", "--store", exports)
    assert code == 2
    assert "Did you mean: Acme?" in err
    assert kg("explain", "0123456789abcdef", "--store", exports)[0] == 2


def test_an_id_that_fits_several_claims_names_them(kg: Run, exports: Path) -> None:
    out = kg("claims", "--store", exports, "-f", "jsonl")[1]
    ids = [json.loads(line)["id"] for line in out.splitlines()]
    firsts = [id_.rpartition(".")[2][0] for id_ in ids]
    often = max(sorted(set(firsts)), key=firsts.count)
    assert firsts.count(often) > 1
    code, out, err = kg("explain", often, "--store", exports)
    assert (code, out) == (2, "")
    assert f'"{often}" fits {firsts.count(often)} claims: ' in err
    assert sum(id_.rpartition("/")[2] in err for id_ in ids) == min(5, firsts.count(often))


def test_a_short_id_that_fits_one_claim_is_explained(kg: Run, exports: Path) -> None:
    out = kg("claims", "--store", exports, "-f", "jsonl")[1]
    hashes = [json.loads(line)["id"].rpartition(".")[2] for line in out.splitlines()]
    starts = [each[:2] for each in hashes]
    alone = next(start for start in starts if starts.count(start) == 1)
    code, out, _ = kg("explain", alone, "--no-shapes", "--store", exports)
    assert code == 0
    assert out.startswith(next(each for each in hashes if each.startswith(alone))[:8])


def test_any_part_of_a_claims_id_will_do(kg: Run, exports: Path) -> None:
    out = kg("claims", "--store", exports, "-f", "jsonl")[1]
    ids = [json.loads(line)["id"].rpartition("/")[2] for line in out.splitlines()]
    id_ = ids[0]
    rest, _, hash_ = id_.rpartition(".")
    kind = rest.rpartition(".")[2]
    parts = (
        hash_[8:],
        hash_[-6:].upper(),
        hash_[3:12],
        f"{kind}.{hash_[:5]}",
        id_[2:],
        f"/{id_[:-4]}",
    )
    for part in parts:
        code, out, _ = kg("explain", part, "--no-shapes", "--store", exports)
        assert (code, out.startswith(hash_[:8])) == (0, True), part
    bare = [each.rpartition(".")[0] for each in ids]
    often = max(sorted(bare), key=bare.count)
    code, _, err = kg("explain", often, "--store", exports)
    assert (code, bare.count(often) > 1) == (2, True)
    assert f"fits {bare.count(often)} claims: " in err


@pytest.mark.parametrize("part", ["acm", "Inc.", "zzzz", "e", "....", "///"])
def test_a_word_is_no_part_of_an_id(kg: Run, exports: Path, part: str) -> None:
    code, _, err = kg("explain", part, "--store", exports)
    assert (code, "claims: " in err) == (2, False)
