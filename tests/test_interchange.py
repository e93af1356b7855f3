"""Claims to JSON and back: every field survives, and bad lines are named."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.interchange import FIELDS, claim_from_json, claim_to_json, claims_to_jsonl, read_claims
from kg.iri import claim_iri
from kg.model import Claim, Kind, Modality, Polarity, Quantity, Span, TimeSpan

names = st.text(min_size=1, max_size=20)
days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))


@st.composite
def intervals(draw: st.DrawFn) -> TimeSpan | None:
    first, last = draw(st.none() | days), draw(st.none() | days)
    if first and last and first > last:
        first, last = last, first
    if not (first or last):
        return None
    return TimeSpan(earliest=first, latest=last, inferred=draw(st.none() | names))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    starts = draw(st.lists(st.integers(0, 500), max_size=3))
    amount = draw(st.none() | st.decimals(-(10**12), 10**12, places=2))
    return Claim(
        article=draw(names),
        kind=draw(st.sampled_from(list(Kind))),
        subject=draw(names),
        object=draw(st.none() | names),
        action=draw(st.none() | names),
        role=draw(st.none() | names),
        amount=None
        if amount is None
        else Quantity(
            value=Decimal(amount),
            unit=draw(st.none() | st.sampled_from(["USD", "percent", "people"])),
            bound=draw(st.sampled_from([None, "at most", "at least", "about"])),
        ),
        time=draw(intervals()),
        period=draw(st.none() | st.just("P10Y")),
        modality=draw(st.sampled_from(list(Modality))),
        polarity=draw(st.sampled_from(list(Polarity))),
        speaker=draw(st.none() | names),
        said=draw(intervals()),
        relayed_by=tuple(draw(st.lists(names, max_size=2))),
        evidence=tuple(Span(s, s + 5) for s in starts),
        title_evidence=draw(st.booleans()),
        confidence=draw(st.integers(0, 100)) / 100,
        found_by=draw(st.text(max_size=5)),
    )


@given(claims())
@settings(derandomize=True, deadline=None, max_examples=150)
def test_a_claim_survives_json(claim: Claim) -> None:
    line = json.dumps(claim_to_json(claim))
    back = claim_from_json(json.loads(line))
    assert back == claim
    for one, two in ((claim.time, back.time), (claim.said, back.said)):
        assert (one and one.inferred) == (two and two.inferred)
    assert claim_iri(back) == claim_iri(claim)


@given(claims())
@settings(derandomize=True, deadline=None, max_examples=25)
def test_all_fields_are_printed_in_order(claim: Claim) -> None:
    assert tuple(claim_to_json(claim)) == FIELDS


def test_absent_limits_are_left_out() -> None:
    claim = Claim(
        article="a", kind=Kind.TARGET, subject="S", time=TimeSpan(latest=dt.date(2025, 12, 31))
    )
    assert claim_to_json(claim)["time"] == {"latest": "2025-12-31"}


def test_null_limits_read_as_absent() -> None:
    found = {"article": "a", "kind": "Target", "subject": "S"}
    found["time"] = {"earliest": None, "latest": "2025-12-31"}  # type: ignore[assignment]
    assert claim_from_json(found).time == TimeSpan(latest=dt.date(2025, 12, 31))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"kind": "Role"}', "Not a claim: there is no 'article'"),
        (
            '{"article": "a", "kind": "Rumour", "subject": "s"}',
            "'Rumour' is no kind.\nKnown are Role,",
        ),
        ('{"article": "a", "kind": "Role", "subject": "s", "evidence": [[5, 1]]}', "Not a claim"),
        ('{"article": "a", "kind": "Role", "subject": "s", "amount": {"value": "x"}}', "claim"),
        ('{"article": "a", "kind": "Role", "subject": "s", "amount": {"value": "NaN"}}', "of NaN"),
    ],
)
def test_bad_lines_are_named(line: str, words: str) -> None:
    with pytest.raises(SourceError, match=words) as error:
        list(read_claims(["", line], "gold.jsonl"))
    assert error.value.cause.startswith("gold.jsonl:2: ")
    assert "Error(" not in error.value.cause


def test_lines_end_with_one_line_break() -> None:
    claim = Claim(article="a", kind=Kind.ROLE, subject="S")
    assert claims_to_jsonl([claim, claim]).count("\n") == 2
