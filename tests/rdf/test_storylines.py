"""The graph and the ledger read the same matters and standings from the same claims."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import iri
from kg.ledger import ledger, open_book
from kg.matters import Digest, signature
from kg.model import Article, Claim
from kg.rdf.facts import shared_quads
from kg.rdf.store import open_store

AS_OF = dt.date(2023, 4, 3)


def pairs(store: ox.Store, name: str) -> set[tuple[str, str]]:
    pattern = None, ox.NamedNode(iri.term(name)), None, ox.DefaultGraph()
    return {
        (quad.subject.value, getattr(quad.object, "value", ""))
        for quad in store.quads_for_pattern(*pattern)
        if isinstance(quad.subject, ox.NamedNode)
    }


def test_the_status_graph_is_the_ledger_of_its_latest_day(exports: Path) -> None:
    store = open_store(exports)
    promises = ledger(open_book(store), AS_OF)
    of, stands = dict(pairs(store, "statusOf")), dict(pairs(store, "status"))
    sorts, promise = dict(pairs(store, "promiseSort")), dict(pairs(store, "promise"))
    assert {
        (of[node], sorts[node], promise[node], stands[node].rsplit("/", 1)[-1]) for node in of
    } == {(p.matter, p.sort, p.opened.claim, p.status) for p in promises}
    assert len(promises) > 1


def test_storylines_are_the_matters_of_the_book(exports: Path) -> None:
    store = open_store(exports)
    book = open_book(store)
    found = pairs(store, "inStoryline")
    assert found == {(told.iri, m.iri) for m in book.matters for told in m.told}
    counts = {name: int(value) for name, value in pairs(store, "independentOutlets")}
    assert counts == book.outlets


def test_shared_graphs_do_not_depend_on_the_order_of_claims(
    articles: list[tuple[Article, list[Claim]]], resolver: Any
) -> None:
    claims = [claim for _, found in articles for claim in found]
    dates = {article.id: article.date for article, _ in articles}
    resolved = resolver(claims)
    expected = shared_quads(claims, dates, resolved, resolved.entities)
    for seed in range(5):
        random.Random(seed).shuffle(claims)  # noqa: S311
        assert shared_quads(claims, dates, resolved, resolved.entities) == expected


def test_a_copy_points_to_the_first_and_is_no_second_source(
    articles: list[tuple[Article, list[Claim]]], resolver: Callable[[list[Claim]], Any]
) -> None:
    from dataclasses import replace

    article, claims = articles[0]
    copied = [replace(claim, article="copy") for claim in claims]
    dates = {article.id: article.date, "copy": article.date}
    same = signature(article.text * 3)
    digests = {
        article.id: Digest(publisher="One", signature=same),
        "copy": Digest(publisher="Two", signature=same),
    }
    resolved = resolver([*claims, *copied])
    lines = shared_quads([*claims, *copied], dates, resolved, resolved.entities, digests)
    copies = [line for line in lines if iri.term("copyOf") in line]
    assert len(copies) == 1
    assert copies[0].startswith(f"<{iri.article_iri(article.id)}>")
    counts = [line for line in lines if iri.term("independentOutlets") in line]
    assert {line.split('"')[1] for line in counts} <= {"1", "2"}
    apart = {
        name: replace(each, signature=signature(f"{name} " * 30)) for name, each in digests.items()
    }
    lines = shared_quads([*claims, *copied], dates, resolved, resolved.entities, apart)
    more = [line for line in lines if iri.term("independentOutlets") in line]
    assert sum(int(line.split('"')[1]) for line in more) > sum(
        int(line.split('"')[1]) for line in counts
    )
