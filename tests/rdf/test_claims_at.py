"""Claims read one by one are those that are read all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import iri
from kg.rdf import read
from kg.rdf.store import open_store


def test_each_claim_can_be_read_alone(exports: Path) -> None:
    store = open_store(exports)
    for claim in read.claims(store):
        name = iri.claim_iri(claim)
        ((found, article),) = read.claims_at(store, [name]).values()
        assert found == claim
        assert article in read.articles(store)


@pytest.mark.parametrize("name", ["https://example.org/none", iri.article_iri("one")])
def test_what_is_no_claim_is_left_out(exports: Path, name: str) -> None:
    assert read.claims_at(open_store(exports), [name]) == {}


def test_claims_of_one_article(exports: Path) -> None:
    store = open_store(exports)
    every = list(read.claims(store))
    assert list(read.claims(store, article="two")) == [c for c in every if c.article == "two"]
    assert list(read.claims(store, article="none")) == []
