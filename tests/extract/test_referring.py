"""What claims conclude of pronouns, and what is learned from it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from kg.extract.train import referring
from kg.extract.train.calibrate import PARTS
from kg.extract.train.gum import GumDocument, read_gum
from kg.extract.train.referring import Decision
from kg.language import load
from kg.model import Article, Claim, Kind, Span

TEXT = (
    "Acme Motors has 40 shops. It will close its plant in Halden. Zenith Steel said it had bought the"
    " site. Acme Motors was founded in 1990; its founder Ann Lee left in 2001."
)


def told(kind: Kind, word: str, **fields: Any) -> tuple[Claim, dict[str, Any]]:
    start = TEXT.index(word)
    claim = Claim(article="a", kind=kind, evidence=(Span(start, start + len(word)),), **fields)
    return claim, {"field": "text", "start": start, "end": start + len(word)}


def decisions(*claims: tuple[Claim, dict[str, Any]]) -> list[Decision]:
    articles = {"a": Article(id="a", title="", text=TEXT, date=dt.date(2020, 5, 13))}
    return list(referring.of_articles(articles, {"a": list(claims)}, frozenset(), load()))


@pytest.mark.parametrize(
    ("claim", "sorts"),
    [
        (told(Kind.FACILITY, "close", subject="Acme Motors", object="plant"), ["it", "its"]),
        (told(Kind.ACQUISITION, "bought", subject="Zenith Steel", object="site"), []),
        (told(Kind.ROLE, "founder", subject="Ann Lee", object="Acme Motors"), ["its"]),
        # A party that the article does not name tells nothing.
        (told(Kind.FACILITY, "close", subject="Polar Foods", object="plant"), []),
    ],
)
def test_a_claim_tells_what_pronouns_mean(
    claim: tuple[Claim, dict[str, Any]], sorts: list[str]
) -> None:
    found = decisions(claim)
    assert [d.sort for d in found] == sorts
    assert all(len(d.right) == 1 and d.told in d.right for d in found)


def test_claims_that_disagree_tell_nothing() -> None:
    one = told(Kind.ROLE, "founder", subject="Ann Lee", object="Acme Motors")
    other = told(Kind.ROLE, "founder", subject="Ann Lee", object="Zenith Steel")
    assert decisions(one, other) == []


def test_chains_tell_what_is_no_party_of_claims() -> None:
    text = "The bridge is old. It was built in 1900."
    document = GumDocument("d", text, [[text.index("bridge"), text.index("It")]])
    (found,) = referring.of_gum([document], load())
    assert (found.sort, found.source) == ("it", "GUM")
    assert found.told in found.right


def choice(part: int, near: float) -> Decision:
    candidates = [(1, {"near": near, "far": 1 - near}), (2, {"near": 1 - near, "far": near})]
    return Decision("real", part, "it", candidates, frozenset({1}), 2)


def test_what_speaks_for_the_right_ones_gets_weight() -> None:
    pytest.importorskip("scipy", reason="training needs the extra: pip install 'kg[train]'")
    some = [choice(n % PARTS, 1.0) for n in range(40)]
    wrong = [choice(n % PARTS, 0.0) for n in range(2)]
    found = referring.refer([*some, *wrong])
    weights = found["weights"]
    assert weights["near"] + weights["it|near"] > 0 > weights["far"] + weights["it|far"]
    assert found["learned from"] == 40  # conclusions that all others speak against are left out
    assert found["right"] == {
        "real, it": {
            "decisions": 42,
            "as it was": 0,
            "by functions that did not see the article": 40,
        }
    }


def test_gum_gives_texts_and_chains(tmp_path: Path) -> None:
    rows = [
        ("1", "Acme", "2", "Entity=(1-organization-acc:inf"),
        ("2", "Motors", "3", "Entity=1)"),
        ("3", "grew", "0", "_"),
        ("4", "in", "5", "_"),
        ("5", "Halden", "3", "Entity=(2-place-new)|SpaceAfter=No"),
        ("6", ".", "3", "_"),
    ]
    lines = ["# newdoc id = d"]
    lines += ["\t".join((n, word, *"____", head, "_", "_", misc)) for n, word, head, misc in rows]
    path = tmp_path / "gum.conllu"
    path.write_text("\n".join([*lines, "", ""]), encoding="utf-8")
    (found,) = read_gum([path])
    assert (found.name, found.text) == ("d", "Acme Motors grew in Halden. ")
    assert found.chains == [[5], [20]]
    (organizations,) = read_gum([path], frozenset({"organization"}))
    assert organizations.chains == [[5]]
