"""Sentences that may tell an outcome as plain rows, each with its article: the other thing that a ledger starts from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg import iri
from kg.graph.rows import article_of
from kg.model import Article, Remark
from kg.rdf import read


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkRow:
    """A remark with the IRI of its sentence, its article (without text) and its words."""

    remark: Remark
    iri: str
    article: Article
    quote: str


def remarks_from(
    remarks: Iterable[Remark], articles: Mapping[str, Article]
) -> tuple[RemarkRow, ...]:
    """Return the rows of remarks in memory, by article and place.

    Args:
        remarks: Of any number of articles, in any order.
        articles: Their articles by id, with their texts.
    """
    found = []
    for remark in sorted(remarks, key=lambda each: (each.article, each.span)):
        article, span = articles[remark.article], remark.span
        name = iri.node_iri("evidence", "", article.id, span.start, span.end)
        found.append(
            RemarkRow(
                remark=remark,
                iri=name,
                article=replace(article, text=""),
                quote=span.of(article.text),
            )
        )
    return tuple(found)


def read_remarks(store: ox.Store) -> tuple[RemarkRow, ...]:
    """Return the rows of all remarks of a store, by article and place.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.
    """
    return tuple(
        RemarkRow(remark=remark, iri=name, article=article_of(facts), quote=quote)
        for name, remark, facts, quote in read.remarks(store)
    )
