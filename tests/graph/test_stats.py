"""Counts add up, keep their order, and leave no gap in time."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pyoxigraph as ox
import pytest

from kg import iri
from kg.errors import NotFoundError
from kg.graph import ClaimRow
from kg.graph.stats import (
    DIMENSIONS,
    UNKNOWN,
    articles_read,
    count_by,
    count_types,
    crossed,
    summary,
)
from kg.rdf.vocab import RDF


@pytest.mark.parametrize("by", sorted(set(DIMENSIONS) - {"field"}))
def test_every_claim_counts_once(rows: list[ClaimRow], by: str) -> None:
    counts = count_by(rows, by)
    assert sum(count.count for count in counts) == len(rows)
    assert sum(count.share for count in counts) == pytest.approx(1, abs=1e-5)


def test_the_commonest_goes_first(rows: list[ClaimRow]) -> None:
    counts = [(count.value, count.count) for count in count_by(rows, "subject")]
    assert counts == [("Dorn", 3), ("Brio", 2), ("Ann Lee", 1), ("Elba", 1), ("Norvik", 1)]


def test_statuses_count_a_negated_claim_as_denied(rows: list[ClaimRow]) -> None:
    assert {count.value: count.count for count in count_by(rows, "status")} == {
        "asserted": 3, "planned": 2, "denied": 1, "hypothetical": 1, "rumoured": 1,
    }  # fmt: skip


def test_months_have_no_gap_and_the_undated_go_last(rows: list[ClaimRow]) -> None:
    counts = count_by(rows, "month")
    values = [count.value for count in counts]
    assert values[0] == "2020-03"
    assert values[-2:] == ["2021-06", UNKNOWN]
    assert len(values) == 17
    assert [count.count for count in counts if count.count] == [2, 3, 3]


def test_years_run_over_the_turn_of_a_century(rows: list[ClaimRow]) -> None:
    old = dataclasses.replace(
        rows[0], article=dataclasses.replace(rows[0].article, date=dt.date(1999, 12, 31))
    )
    values = [count.value for count in count_by([old, rows[0]], "month")]
    assert values[:2] == ["1999-12", "2000-01"]


def test_fields_are_read_from_objects(rows: list[ClaimRow]) -> None:
    target = next(row for row in rows if row.claim.kind.value == "Target")
    car = dataclasses.replace(
        target, claim=dataclasses.replace(target.claim, object="an electric car")
    )
    assert {count.value for count in count_by([car, rows[0]], "field")} == {
        "cars", "electric-vehicles",
    }  # fmt: skip


def test_a_cross_table_agrees_with_its_sides(rows: list[ClaimRow]) -> None:
    table = crossed(rows, "kind", "status")
    assert {line: sum(columns.values()) for line, columns in table.items()} == {
        count.value: count.count for count in count_by(rows, "kind")
    }
    assert table["Ownership"] == {
        "asserted": 0, "planned": 0, "denied": 1, "hypothetical": 0, "rumoured": 1,
    }  # fmt: skip


def test_an_unknown_dimension_names_those_there_are(rows: list[ClaimRow]) -> None:
    with pytest.raises(NotFoundError, match="colour") as caught:
        count_by(rows, "colour")
    assert "kind, status" in caught.value.remedy


def test_an_article_without_a_claim_was_read() -> None:
    kind, article = (ox.NamedNode(name) for name in (f"{RDF}type", iri.term("Article")))
    names = [ox.NamedNode(f"https://example.org/{name}") for name in "ab"]
    store = ox.Store()
    for name in names:
        store.add(ox.Quad(name, kind, article, name))
    assert articles_read(store) == 2
    assert summary([], read=articles_read(store)).read == 2
    assert summary([]).read is None


def test_the_summary(rows: list[ClaimRow]) -> None:
    found = summary(rows)
    assert (found.articles, found.claims, found.speakers, found.outlets) == (3, 8, 2, 2)
    assert (found.entities, found.things) == (6, 8)
    assert (found.amounts, found.times, found.attributed, found.undated) == (1, 1, 2, 3)
    assert (found.first, found.last) == (dt.date(2020, 3, 1), dt.date(2021, 6, 15))
    types = {count.value: count.count for count in count_types(rows)}
    assert sum(types.values()) == found.things
    assert types["Company"] == 5


def test_nothing_counts_as_nothing() -> None:
    assert count_by([], "month") == ()
    assert crossed([], "kind", "status") == {}
    assert summary([]).first is None
