"""Companies by what they share, and what changed: with the claims that say so."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import networkx as nx
import pytest

from kg.errors import NotFoundError
from kg.graph import claims_graph, find_node, initiatives, rows_from_claims
from kg.graph.changes import Change, changes
from kg.graph.relations import (
    co_investors,
    competitors,
    field_name,
    in_field,
    supply_chain,
)
from kg.model import Article, Claim, Kind, Modality, Quantity, TimeSpan


def _claim(kind: Kind, subject: str, object_: str | None, **fields: Any) -> Claim:
    base: dict[str, Any] = {
        "article": "a", "kind": kind, "subject": subject, "object": object_,
        "subject_type": "COMPANY",
    }  # fmt: skip
    return Claim(**{**base, **fields})


def _deal(kind: Kind, subject: str, object_: str, **fields: Any) -> Claim:
    return _claim(kind, subject, object_, **{"object_type": "COMPANY", **fields})


def _graph(claims: list[Claim], articles: dict[str, Article] | None = None) -> nx.MultiDiGraph:
    return claims_graph(rows_from_claims(claims, articles or {}))


def _named(graph: nx.MultiDiGraph, *nodes: str) -> tuple[str, ...]:
    return tuple(graph.nodes[node]["label"] for node in nodes)


WORK = [
    _claim(Kind.DEVELOPMENT, "Acme", "electric cars"),
    _claim(Kind.TARGET, "Brio", "mass production of electric cars"),
    _claim(Kind.DEVELOPMENT, "Cetus", "electric cars and batteries"),
    _claim(Kind.DEVELOPMENT, "Acme", "solid-state batteries"),
    _claim(Kind.DEVELOPMENT, "Dorn", "chocolate"),
    _deal(Kind.PARTNERSHIP, "Acme", "Cetus"),
]


def test_competitors_share_fields_and_the_rarer_weigh_more() -> None:
    graph = _graph(WORK)
    pairs = competitors(graph)
    assert _named(graph, pairs[0].one, pairs[0].other) == ("Acme", "Cetus")
    best = pairs[0]
    assert best.shared[0] == "batteries"
    assert {"electric vehicles", "batteries"} <= set(best.shared)
    assert best.ties == ("partners with",)
    assert len(best.claims) == 3
    assert best.weight > pairs[1].weight


def test_competitors_of_one_put_it_first() -> None:
    graph = _graph(WORK)
    cetus = find_node(graph, "Cetus")
    assert {pair.one for pair in competitors(graph, cetus)} == {cetus}
    assert competitors(graph, find_node(graph, "Dorn")) == []


def test_a_field_and_who_is_in_it() -> None:
    graph = in_field(_graph(WORK), "electric vehicles")
    named = {data["label"] for _, data in graph.nodes(data=True)}
    assert {"Acme", "Brio", "Cetus"} <= named
    assert "Dorn" not in named
    assert in_field(_graph(WORK), "insurance").number_of_nodes() == 0
    with pytest.raises(NotFoundError, match="no field 'bateries'") as caught:
        field_name("bateries")
    assert "batteries" in caught.value.remedy


def test_co_investors_have_money_in_one_thing() -> None:
    graph = _graph([
        _deal(Kind.INVESTMENT, "Acme", "Zeta"),
        _deal(Kind.FUNDING, "Zeta", "Brio"),
        _claim(Kind.ACQUISITION, "Cetus", "10 percent of Zeta"),
        _deal(Kind.INVESTMENT, "Dorn", "Elba"),
    ])  # fmt: skip
    pairs = [_named(graph, pair.one, pair.other) for pair in co_investors(graph)]
    assert sorted(tuple(sorted(pair)) for pair in pairs) == [
        ("Acme", "Brio"), ("Acme", "Cetus"), ("Brio", "Cetus"),
    ]  # fmt: skip
    assert {_named(graph, *pair.shared) for pair in co_investors(graph)} == {("Zeta",)}


def test_supply_chains_go_up_and_down_and_end() -> None:
    graph = _graph([
        _deal(Kind.SUPPLY, "Mine", "Smelter"),
        _deal(Kind.SUPPLY, "Smelter", "Acme"),
        _deal(Kind.SUPPLY, "Acme", "Dealer"),
        _deal(Kind.SUPPLY, "Dealer", "Mine"),  # a circle
        _deal(Kind.MERGER, "Acme", "Brio"),
    ])  # fmt: skip
    acme = find_node(graph, "Acme")
    steps = supply_chain(graph, acme, direction="up", depth=9)
    assert [(s.tier, *_named(graph, s.supplier, s.customer)) for s in steps] == [
        (-4, "Acme", "Dealer"),
        (-3, "Dealer", "Mine"),
        (-2, "Mine", "Smelter"),
        (-1, "Smelter", "Acme"),
    ]
    down = supply_chain(graph, acme, direction="down", depth=1)
    assert [(s.tier, *_named(graph, s.supplier, s.customer)) for s in down] == [
        (1, "Acme", "Dealer")
    ]
    assert down[0].claims[0]["kind"] == "Supply"


def test_initiatives_are_what_a_group_shares() -> None:
    graph = _graph(WORK)
    group = [find_node(graph, name) for name in ("Acme", "Brio", "Cetus")]
    assert initiatives(graph, group)[0] in ("electric vehicles", "cars", "batteries")
    assert initiatives(graph, [find_node(graph, "Dorn")]) == ["food and drink"]


ARTICLES = {
    "old": Article(id="old", title="Old", text="", date=dt.date(2020, 5, 1)),
    "new": Article(id="new", title="New", text="", date=dt.date(2022, 5, 1)),
    "late": Article(id="late", title="Late", text="", date=dt.date(2024, 5, 1)),
}


def _year(year: int) -> TimeSpan:
    return TimeSpan(earliest=dt.date(year, 1, 1), latest=dt.date(year, 12, 31))


HISTORY = [
    _deal(Kind.ACQUISITION, "Acme", "Brio", article="old", modality=Modality.RUMOURED),
    _deal(Kind.ACQUISITION, "Acme", "Brio", article="new"),
    _claim(Kind.TARGET, "Acme", "a car", article="old", time=_year(2021),
           modality=Modality.PLANNED),
    _claim(Kind.TARGET, "Acme", "a car", article="new", time=_year(2023), modality=Modality.PLANNED,
           amount=Quantity(value=Decimal(5), unit="cars")),
    _claim(Kind.TARGET, "Acme", "a car", article="late", time=_year(2025),
           modality=Modality.PLANNED),
    _deal(Kind.MERGER, "Cetus", "Dorn", article="late"),
]  # fmt: skip


def _seen(found: list[Change], change: str) -> list[tuple[str, str, str]]:
    return [(each.what, each.before, each.after) for each in found if each.change == change]


def test_changes_between_two_days() -> None:
    graph = _graph(HISTORY, ARTICLES)
    found = changes(graph, dt.date(2021, 1, 1), dt.date(2023, 1, 1), statuses=["asserted"])
    assert _seen(found, "status") == [("Acme: Brio", "rumoured", "asserted")]
    assert _seen(found, "due") == [
        ("Acme: a car", "2021-01-01 to 2021-12-31", "2023-01-01 to 2023-12-31")
    ]
    assert _seen(found, "connection") == [("Acme – Brio", "", "Acme acquires Brio")]
    assert _seen(found, "thing") == [("Acme", "", "Company"), ("Brio", "", "Company")]
    assert _seen(found, "amount") == []
    assert {each.published for each in found} == {dt.date(2022, 5, 1)}


def test_what_was_known_is_no_change() -> None:
    graph = _graph(HISTORY, ARTICLES)
    found = changes(graph, dt.date(2023, 1, 1))
    assert _seen(found, "thing") == [("Cetus", "", "Company"), ("Dorn", "", "Company")]
    assert len(_seen(found, "due")) == 1
    assert changes(graph, dt.date(2025, 1, 1)) == []
    assert changes(_graph([]), dt.date(2025, 1, 1)) == []
