"""IRIs are computed from content, in any order, and are valid whatever a name holds."""

from __future__ import annotations

import dataclasses

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import iri
from kg.model import Claim, Kind, Span

CLAIM = Claim(article="a", kind=Kind.ROLE, subject="S", object="O", evidence=(Span(0, 5),))


@given(st.text(), st.text())
@settings(derandomize=True, deadline=None, max_examples=200)
def test_every_iri_is_valid(name: str, other: str) -> None:
    for made in (
        iri.article_iri(name),
        iri.article_graph(name),
        iri.entity_iri("Company", name, [name, other]),
        iri.node_iri("evidence", name, other),
        iri.claim_iri(dataclasses.replace(CLAIM, subject=name, object=other)),
    ):
        ox.NamedNode(made)


@given(st.lists(st.text(), min_size=1))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_the_order_of_members_does_not_matter(members: list[str]) -> None:
    one = iri.entity_iri("Company", "x", members)
    assert one == iri.entity_iri("Company", "x", list(reversed(members)))


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
@settings(derandomize=True, deadline=None, max_examples=200)
def test_parts_do_not_run_into_each_other(one: list[str], two: list[str]) -> None:
    clean = [[p.replace("\x1f", "") for p in parts] for parts in (one, two)]
    if clean[0] != clean[1] and clean[0] and clean[1]:
        assert iri.content_hash(*clean[0]) != iri.content_hash(*clean[1])


@pytest.mark.parametrize("field", ["confidence", "found_by", "subject_type", "said"])
def test_what_is_not_content_does_not_name_a_claim(field: str) -> None:
    values = {"confidence": 0.5, "found_by": "x", "subject_type": "COMPANY", "said": None}
    changed = dataclasses.replace(CLAIM, **{field: values[field]})  # type: ignore[arg-type]
    assert iri.claim_iri(changed) == iri.claim_iri(CLAIM)


def test_another_article_makes_another_claim() -> None:
    assert iri.claim_iri(dataclasses.replace(CLAIM, article="b")) != iri.claim_iri(CLAIM)
