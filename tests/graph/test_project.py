from __future__ import annotations

import dataclasses
import datetime as dt
import io
from decimal import Decimal

import networkx as nx
import pytest

from kg.graph import ClaimRow, claims_graph, export_graph, graph_text, select, verb
from kg.graph.project import ends
from kg.graph.rows import rows_from_claims
from kg.model import Claim, Kind, Modality, Polarity, Quantity, TimeSpan


def _labels(graph: nx.MultiDiGraph) -> set[tuple[str, str, str]]:
    return {
        (graph.nodes[s]["label"], data["label"], graph.nodes[t]["label"])
        for s, t, data in graph.edges(data=True)
    }


def test_every_claim_is_one_edge_with_its_words(rows: list[ClaimRow]) -> None:
    graph = claims_graph(rows)
    assert graph.number_of_edges() == len(rows)
    bought = next(data for *_, data in graph.edges(data=True) if data["kind"] == "Acquisition")
    assert bought["amount"] == Decimal(3_000_000_000)
    assert bought["unit"] == "USD"
    assert bought["published"] == dt.date(2020, 3, 1)
    assert bought["url"] == "https://news.example/norvik"
    assert bought["quotes"][0] == "Norvik has bought Brio for $3 billion."
    planned = next(data for *_, data in graph.edges(data=True) if data["kind"] == "Partnership")
    assert (planned["speaker"], planned["relayed_by"]) == ("Ann Lee", ("Wire",))
    assert planned["latest"] == dt.date(2025, 12, 31)


def test_the_graph_does_not_depend_on_the_order_of_rows(rows: list[ClaimRow]) -> None:
    one, other = claims_graph(rows), claims_graph([*rows[3:], *rows[2::-1]])
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_parallel_claims_stay_apart(rows: list[ClaimRow]) -> None:
    graph = claims_graph(rows)
    ends = {data["label"]: node for node, data in graph.nodes(data=True)}
    assert graph.number_of_edges(ends["Dorn"], ends["Elba"]) == 2


@pytest.mark.parametrize(
    ("modality", "words"),
    [
        (Modality.ASSERTED, "acquires"),
        (Modality.PLANNED, "is to acquire"),
        (Modality.TARGETED, "aims to acquire"),
        (Modality.REPORTED, "reportedly acquires"),
        (Modality.RUMOURED, "is rumoured to acquire"),
        (Modality.DENIED, "is said not to acquire"),
        (Modality.HYPOTHETICAL, "might acquire"),
        (Modality.UNKNOWN, "does not say if it will acquire"),
    ],
)
def test_words_say_how_a_claim_stands(modality: Modality, words: str) -> None:
    claim = Claim(article="a", kind=Kind.ACQUISITION, subject="A", object="B", modality=modality)
    assert verb(claim) == words


def test_a_negated_claim_never_reads_as_a_fact() -> None:
    claim = Claim(article="a", kind=Kind.MERGER, subject="A", object="B", polarity=Polarity.NEGATED)
    assert verb(claim) == "is said not to merge with"


def test_a_former_chief_is_not_the_chief() -> None:
    day = dt.date(2020, 1, 1)
    claim = Claim(
        article="a",
        kind=Kind.ROLE,
        subject="A",
        object="B",
        role="chair",
        time=TimeSpan(latest=day),
    )
    assert verb(claim, day) == "was chair of"
    assert verb(claim, dt.date(2019, 1, 1)) == "is chair of"


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("Chief financial officer", "is chief financial officer of"),
        ("Chairman and Chief Executive", "is chairman and chief executive of"),
        ("Finance director", "is finance director of"),
        ("CFO", "is CFO of"),
        ("Volta Finance chief", "is Volta Finance chief of"),
        ("Head of Finance Cloud", "is head of Finance Cloud of"),
        (None, "is a member of"),
    ],
)
def test_a_post_has_no_capital_inside_a_sentence_and_a_name_keeps_its_own(
    role: str | None, words: str
) -> None:
    assert verb(Claim(article="a", kind=Kind.ROLE, subject="Ann Lee", role=role)) == words


def test_select_by_status_leaves_out_rumours_denials_and_lone_nodes(rows: list[ClaimRow]) -> None:
    part = select(claims_graph(rows), statuses=["asserted"])
    assert _labels(part) == {
        ("Norvik", "acquires", "Brio"),
        ("Ann Lee", "is chief executive of", "Norvik"),
        ("Elba", "sees a move of", "its shares"),
    }
    assert {data["label"] for _, data in part.nodes(data=True)} == {
        "Norvik",
        "Brio",
        "Ann Lee",
        "Elba",
        "its shares",
    }


def test_a_denied_claim_is_selected_as_denied(rows: list[ClaimRow]) -> None:
    part = select(claims_graph(rows), statuses=["denied"])
    assert _labels(part) == {("Dorn", "is said not to own", "Elba")}


def test_select_by_day_leaves_out_the_undated(rows: list[ClaimRow]) -> None:
    graph = claims_graph(rows)
    late = select(graph, since=dt.date(2020, 3, 2))
    assert {data["article"] for *_, data in late.edges(data=True)} == {"south"}
    early = select(graph, until=dt.date(2020, 3, 1))
    assert {data["article"] for *_, data in early.edges(data=True)} == {"north"}


def test_select_by_kind_and_confidence(rows: list[ClaimRow]) -> None:
    graph = claims_graph(rows)
    assert select(graph, kinds=["Role"]).number_of_edges() == 1
    assert select(graph, min_confidence=0.5).number_of_edges() == len(rows) - 1


def test_select_leaves_the_graph_alone(rows: list[ClaimRow]) -> None:
    graph = claims_graph(rows)
    part = select(graph, kinds=["Role"])
    for _, data in part.nodes(data=True):
        data["label"] = "changed"
    assert "changed" not in {data["label"] for _, data in graph.nodes(data=True)}


def test_exported_graphs_survive_graphml_and_gexf(rows: list[ClaimRow]) -> None:
    odd = dataclasses.replace(rows[0], quotes=("null \x00 and \ud800 and <tag>",))
    graph = claims_graph([odd, *rows[1:]])
    readers = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
    for format_, read in readers.items():
        text = graph_text(graph, format_)  # type: ignore[arg-type]
        again = read(io.BytesIO(text.encode()))
        assert set(again) == set(graph)
        assert again.number_of_edges() == graph.number_of_edges()
        (bought,) = [d for *_, d in again.edges(data=True) if d["kind"] == "Acquisition"]
        assert (bought["amount"], bought["published"]) == (3e9, "2020-03-01")


def test_an_export_does_not_name_the_day_it_was_written(rows: list[ClaimRow]) -> None:
    text = graph_text(claims_graph(rows), "gexf")
    assert str(dt.datetime.now(dt.UTC).year) not in text.split("<graph")[0]


def test_export_leaves_the_graph_alone(rows: list[ClaimRow]) -> None:
    graph = claims_graph(rows)
    before = list(graph.edges(keys=True, data=True))
    export_graph(graph)
    assert list(graph.edges(keys=True, data=True)) == before


def aim(phrase: str | None, modality: str = "targeted", *, no: bool = False) -> Claim:
    return Claim(article="a", kind=Kind.TARGET, subject="Acme", object=phrase,
                 modality=Modality(modality),
                 polarity=Polarity.NEGATED if no else Polarity.AFFIRMED)  # fmt: skip


def test_an_aim_told_as_an_infinitive_reads_as_one() -> None:
    quotes = ["From 2027 on Acme aims to  woo buyers abroad."]
    assert verb(aim("woo buyers abroad"), None, quotes) == "aims to"
    assert verb(aim("woo buyers abroad"), None, ["Woo buyers abroad: an aim."]) == "aims at"
    assert verb(aim("woo buyers abroad"), None, ["It will finally woo buyers abroad."]) == "aims to"
    planned = aim("woo buyers abroad", "planned")
    assert (verb(planned, None, quotes), verb(planned)) == ("plans to", "plans")
    assert verb(aim("woo buyers abroad", "rumoured"), None, quotes) == "is rumoured to aim to"


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("build no cars", "plans to"),
        ("open 500 shops", "plans to"),
        ("Complete in Ghent", "plans to"),
        ("ready for mass production", "plans to be"),
        ("one of the five largest makers", "plans to be"),
        ("mass production", "plans"),
        ("make of cars", "plans"),
        ("open source software", "plans"),
        ("building of cars", "plans"),
        ("adjust its timetable", "plans to"),
        ("building the cars", "plans"),
        ("half the market", "plans"),
        (None, "plans"),
    ],
)
def test_an_aim_reads_as_what_it_is(phrase: str | None, words: str) -> None:
    assert verb(aim(phrase, "planned")) == words


@pytest.mark.parametrize(
    ("modality", "no", "words"),
    [
        ("asserted", False, "reaches"),
        ("asserted", True, "misses"),
        ("planned", True, "does not aim at"),
        ("denied", False, "is said not to aim at"),
    ],
)
def test_what_came_of_an_aim_reads_as_such(modality: str, no: bool, words: str) -> None:
    assert verb(aim("mass production", modality, no=no)) == words


def test_a_move_is_told_with_what_moves() -> None:
    fall = Quantity(value=Decimal(-3), unit="percent")
    moved = Claim(article="a", kind=Kind.MARKET_MOVE, subject="Elba", amount=fall)
    hired = Claim(article="a", kind=Kind.HIRING, subject="Elba", amount=fall)
    found = [ends(row) for row in rows_from_claims([moved, hired], {})]
    assert sorted(found) == [("hires", ""), ("sees a move of", "its shares")]
