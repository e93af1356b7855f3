from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.iri import claim_iri
from kg.model import Article, Claim, Kind, Modality, Quantity, Span
from kg.resolve import resolve
from kg.resolve.decisions import (
    Decision,
    decision_from_json,
    decision_line,
    in_force,
    name_decisions,
    name_issues,
    read_decisions,
)
from kg.resolve.decisions_claims import ClaimDecisions, corrected, snapshot
from kg.resolve.decisions_people import BLOCK, People, name_hash, withdraw

AT = "2026-01-31T09:00:00+00:00"


def claim(**more: Any) -> Claim:
    given_ = {
        "article": "a",
        "kind": Kind.TARGET,
        "subject": "Acme",
        "object": "growth",
        "subject_type": "COMPANY",
        "evidence": (Span(0, 10),),
    }
    return Claim(**{**given_, **more})


def decision(kind: str, **more: Any) -> Decision:
    return Decision(kind=kind, **{"by": "ann", "at": AT, **more})


def about(kind: str, what: Claim, **more: Any) -> Decision:
    return decision(kind, claim=claim_iri(what), was=snapshot(what), **more)


DECISIONS = [
    decision("merge", names=("Acme", "Zenith")),
    decision("split", names=("Lee",), articles=("a", "b"), why="two people"),
    about("reject", claim()),
    about("correct", claim(), set={"modality": "rumoured"}, status="proposed"),
    decision("remove", articles=("a",), content="00"),
    decision("withdraw", salt="s", hashes=(name_hash("s", "Ann Lee"),)),
]


@pytest.mark.parametrize("made", DECISIONS, ids=lambda d: d.kind)
def test_a_line_reads_back_as_what_was_written(made: Decision) -> None:
    line = decision_line(made)
    assert line.endswith("\n")
    assert "\n" not in line[:-1]
    found, issues = read_decisions([line], "file")
    assert (found, issues) == ([made], [])
    assert found[0].where == "file:1"
    assert found[0].id == made.id


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "Expecting"),
        ("[]", "not a JSON object"),
        ('{"decision": "merge", "names": ["a", "b"], "at": "2026-01-31T09:00:00Z"}', "'by'"),
        ('{"decision": "merge", "names": ["a", "b"], "by": " ", "at": "2026-01-31T09:00:00Z"}', "empty"),
        ('{"decision": "merge", "names": ["a", "b"], "by": "x", "at": "soon"}', "no time"),
        ('{"decision": "merge", "names": ["a", "b"], "by": "x", "at": "2026-01-31"}', "no zone"),
        ('{"decision": "join", "by": "x", "at": "2026-01-31T09:00:00Z"}', "no decision called"),
        ('{"decision": "merge", "names": ["a"], "by": "x", "at": "2026-01-31T09:00:00Z"}', "lacks"),
        ('{"decision": "merge", "names": "a", "by": "x", "at": "2026-01-31T09:00:00Z"}', "list"),
        ('{"decision": "merge", "nams": [], "by": "x", "at": "2026-01-31T09:00:00Z"}', "unknown"),
        ('{"decision": "withdraw", "salt": "s", "hashes": [["a"]], "by": "x", "at": "2026-01-31T09:00:00Z"}', "hashes"),
        ('{"decision": "correct", "claim": "c", "set": {"colour": 1}, "by": "x", "at": "2026-01-31T09:00:00Z"}', "can't be set"),
        ('{"decision": "merge", "status": "maybe", "names": ["a", "b"], "by": "x", "at": "2026-01-31T09:00:00Z"}', "status"),
    ],
)  # fmt: skip
def test_what_is_no_decision_is_told_with_its_line(line: str, said: str) -> None:
    good = decision_line(DECISIONS[0])
    found, issues = read_decisions([good, "", line], "file")
    assert len(found) == 1
    (issue,) = issues
    assert issue.where == "file:3"
    assert said in issue.message


def test_only_accepted_decisions_count_in_the_order_of_their_times() -> None:
    early = decision("merge", names=("c", "d"), at="2026-01-31T09:00:00+02:00")
    assert in_force([*DECISIONS[:1], early, early, DECISIONS[3]]) == (early, DECISIONS[0])


def test_of_contradicting_decisions_about_names_the_later_counts() -> None:
    merge = decision("merge", names=("Acme", "Zenith"))
    split = decision("split", names=("Zenith", "Acme"), at="2026-02-01T00:00:00+00:00")
    assert not name_decisions([merge, split]).merge
    assert len(name_decisions([merge, split]).split) == 1
    assert len(name_decisions([split, merge]).merge) == 1


def test_a_split_by_article_gives_two_entities() -> None:
    claims = [claim(article=article, subject="Bo Lee", subject_type="PERSON") for article in "abc"]
    assert len(resolve(claims).entities) == 1
    made = decision("split", names=("Bo Lee",), articles=("b",))
    found = resolve(claims, decisions=name_decisions([made]))
    people = [found.entity(article, "Bo Lee", "PERSON") for article in "abc"]
    assert people[0] == people[2] != people[1]


def test_names_that_nobody_bears_are_told() -> None:
    made = decision("merge", names=("Acme", "Nobody"), where="f:1")
    found = resolve([claim()], decisions=name_decisions([made]))
    (issue,) = name_issues([made], found)
    assert (issue.code, issue.where) == ("decision-stale", "f:1")


def test_a_rejected_claim_goes_and_others_stay() -> None:
    other = claim(object="rest")
    decided = ClaimDecisions([about("reject", claim())])
    assert decided.apply("a", [claim(), other]) == (other,)
    assert decided.applied[0].after is None
    assert not decided.issues()


def test_corrections_follow_each_other_and_the_claim() -> None:
    first = about("correct", claim(), set={"subject": "Zenith"})
    now = corrected(claim(), {"subject": "Zenith"})
    second = about("correct", now, set={"modality": "rumoured"}, at="2026-02-01T00:00:00+00:00")
    (found,) = ClaimDecisions([first, second]).apply("a", [claim()])
    assert (found.subject, found.modality) == ("Zenith", Modality.RUMOURED)
    assert found.subject_type == "COMPANY"


@pytest.mark.parametrize(
    ("now", "known"),
    [
        (claim(evidence=(Span(5, 40),)), True),
        (claim(modality=Modality.RUMOURED), True),
        (claim(evidence=(Span(10, 40),)), False),
        (claim(object="rest"), False),
        (claim(kind=Kind.DEVELOPMENT), False),
    ],
)
def test_a_claim_is_found_again_by_how_it_read(now: Claim, known: bool) -> None:
    decided = ClaimDecisions([about("reject", claim())])
    assert decided.apply("a", [now]) == (() if known else (now,))
    assert [issue.code for issue in decided.issues()] == ([] if known else ["decision-stale"])


def test_two_claims_that_read_alike_are_left_alone() -> None:
    twins = [claim(evidence=(Span(0, 5),)), claim(evidence=(Span(5, 12),))]
    decided = ClaimDecisions([about("reject", claim())])
    assert len(decided.apply("a", twins)) == 2
    assert decided.issues()[0].code == "decision-stale"


def test_a_hand_written_decision_needs_the_iri_only() -> None:
    made = decision_from_json(
        {"decision": "reject", "claim": claim_iri(claim()), "by": "x", "at": AT}
    )
    assert ClaimDecisions([made]).apply("a", [claim()]) == ()


@pytest.mark.parametrize(
    "change",
    [{"kind": "Nothing"}, {"subject": None}, {"amount": {"value": "much"}}, {"action": "sues"},
     {"time": {"earliest": "soon"}}, {"subject_type": 3}, {"role": 3}],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_told_and_the_claim_stays(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        corrected(claim(), change)
    decided = ClaimDecisions([about("correct", claim(), set=change)])
    assert decided.apply("a", [claim()]) == (claim(),)
    assert decided.issues()[0].code == "decision-unfit"


MONEY, FRUIT = {"value": 20, "unit": "USD"}, {"value": 20, "unit": "pears"}
JOBS, SHARE = {"value": 20, "unit": "people"}, {"value": 20, "unit": "percent"}


@pytest.mark.parametrize(
    ("kind", "amount", "said"),
    [
        (Kind.ACQUISITION, FRUIT, "is money ('EUR 5000000'), not '20 pears'"),
        (Kind.DIVESTITURE, JOBS, "is money"),
        (Kind.FUNDING, SHARE, "is money"),
        (Kind.LAYOFF, MONEY, "is people ('400 people') or percent ('5 percent'), not '20 USD'"),
        (Kind.HIRING, FRUIT, "is people"),
        (Kind.OWNERSHIP, MONEY, "is percent ('5 percent'), not '20 USD'"),
        (Kind.MARKET_MOVE, JOBS, "is percent ('5 percent') or money"),
        (Kind.ROLE, JOBS, "a claim of kind Role has no amount, so not '20 people'"),
    ],
)
def test_an_amount_that_claims_of_a_kind_do_not_have_is_refused(
    kind: Kind, amount: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        corrected(replace(claim(), kind=kind, amount=None), {"amount": amount})


@pytest.mark.parametrize(
    ("kind", "amount"),
    [
        (Kind.ACQUISITION, MONEY),
        (Kind.INVESTMENT, {"value": 20, "unit": "NOK", "bound": "at most"}),
        (Kind.LAYOFF, JOBS),
        (Kind.LAYOFF, SHARE),
        (Kind.OWNERSHIP, SHARE),
        (Kind.MARKET_MOVE, MONEY),
        *((kind, each) for kind in (Kind.TARGET, Kind.RESULT, Kind.SUPPLY, Kind.PRODUCT, Kind.FACILITY)
          for each in (MONEY, FRUIT, JOBS, SHARE)),
        (Kind.ROLE, None),
    ],
)  # fmt: skip
def test_an_amount_that_claims_of_a_kind_have_is_taken(
    kind: Kind, amount: dict[str, Any] | None
) -> None:
    after = corrected(replace(claim(), kind=kind, action=None, amount=None), {"amount": amount})
    assert (after.amount is None) == (amount is None)


def test_the_sort_of_amount_that_was_read_may_be_corrected() -> None:
    planes = Quantity(value=Decimal(16), unit="planes")
    found = replace(claim(), kind=Kind.ACQUISITION, action=None, amount=planes)
    assert corrected(found, {"amount": {"value": 18, "unit": "planes"}}).amount != planes
    assert corrected(found, {"modality": "planned"}).amount == planes
    assert corrected(found, {"amount": None}).amount is None
    assert corrected(found, {"kind": "Supply"}).amount == planes
    with pytest.raises(ValueError, match="not '16 planes'; 'amount=' takes it away"):
        corrected(found, {"kind": "Layoff"})
    assert corrected(found, {"kind": "Layoff", "amount": None}).kind is Kind.LAYOFF


# --- people ----------------------------------------------------------------------------

GONE = People((decision("withdraw", salt="s", hashes=(name_hash("s", "José Díaz-Lee"),)),))


@pytest.mark.parametrize(
    "text", ["José Díaz-Lee", "JOSE DIAZ LEE", "said José Q. Díaz-Lee's aunt", "Jose\nDiaz Lee"]
)
def test_spellings_of_a_name_are_one(text: str) -> None:
    assert GONE.named(text)
    assert not GONE.named("José Díaz")
    assert not People().named(text)


def test_claims_about_and_by_the_person_go() -> None:
    name = "José Díaz-Lee"
    claims = [
        claim(subject=name, subject_type="PERSON"),
        claim(object=name, object_type="PERSON"),
        claim(object=f"the plan of {name}"),
        claim(object="what Lee wants"),
        claim(speaker="Lee", speaker_type="PERSON"),
        claim(),
    ]
    article = Article(id="a", title=f"{name} speaks", text=f"{name} met Ms. Lee.", author=name)
    found = withdraw(GONE, article, claims)
    assert found is not None
    kept, left = found
    assert left == (claim(),)
    assert kept.author is None
    assert kept.title == BLOCK * 13 + " speaks"
    assert kept.text == BLOCK * 13 + " met Ms. " + BLOCK * 3 + "."


def test_the_word_stays_where_something_else_bears_it() -> None:
    article = Article(id="a", title="", text="José Díaz-Lee left Lee Foods.")
    other = claim(subject="Lee Foods")
    found = withdraw(GONE, article, [other])
    assert found is not None
    assert found[0].text.endswith(" left Lee Foods.")
    assert found[1] == (other,)


@given(st.text(alphabet="aBé -.'\n", max_size=40), st.text(alphabet="aBé -.'\n", max_size=40))
@settings(derandomize=True, deadline=None, max_examples=60)
def test_texts_keep_their_length_and_lose_the_name(before: str, after: str) -> None:
    text = f"{before} José Díaz-Lee {after}"
    found = withdraw(GONE, Article(id="a", title="", text=text), ())
    assert found is not None
    assert len(found[0].text) == len(text)
    assert not GONE.named(found[0].text)
    assert found[0].text.count("\n") == text.count("\n")


def test_the_file_never_holds_the_name() -> None:
    assert "Lee" not in json.dumps([decision_line(each) for each in GONE.decisions])
