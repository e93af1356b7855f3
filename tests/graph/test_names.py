from __future__ import annotations

import pytest

from kg.errors import NotFoundError
from kg.graph import ClaimRow, claims_graph, find_node, neighbourhood, rows_from_claims
from kg.graph.names import Names, name_form
from kg.graph.rows import Thing
from kg.model import Claim, Kind


def test_names_are_found_whatever_their_case_article_and_marks(rows: list[ClaimRow]) -> None:
    graph = claims_graph(rows)
    found = find_node(graph, "Norvik")
    assert graph.nodes[found]["label"] == "Norvik"
    for name in ("norvik", "The Norvik", "  NORVIK! ", found):
        assert find_node(graph, name) == found


def test_an_alias_is_a_name() -> None:
    claims = [
        Claim(
            article="a",
            kind=Kind.MERGER,
            subject=name,
            object="Brio",
            subject_type="COMPANY",
            object_type="COMPANY",
        )
        for name in ("Acme", "Acme Corp.")
    ]
    graph = claims_graph(rows_from_claims(claims, {}))
    assert find_node(graph, "acme corp") == find_node(graph, "Acme")


def test_an_entity_goes_before_a_description() -> None:
    claims = [
        Claim(article="a", kind=Kind.TARGET, subject="Brio", object="Acme", subject_type="COMPANY"),
        Claim(
            article="a",
            kind=Kind.ROLE,
            subject="Ann Lee",
            object="Acme",
            subject_type="PERSON",
            object_type="COMPANY",
        ),
    ]
    graph = claims_graph(rows_from_claims(claims, {}))
    assert graph.nodes[find_node(graph, "acme")]["type"] == "Company"


def test_an_unknown_name_gives_near_matches(rows: list[ClaimRow]) -> None:
    with pytest.raises(NotFoundError, match="'Norvk'") as error:
        find_node(claims_graph(rows), "Norvk")
    assert error.value.remedy.startswith("Did you mean: Norvik")


def test_a_name_like_nothing_gives_another_remedy(rows: list[ClaimRow]) -> None:
    with pytest.raises(NotFoundError) as error:
        find_node(claims_graph(rows), "qqqq zzzz")
    assert "Did you mean" not in error.value.remedy


def test_neighbourhoods_grow_with_depth(rows: list[ClaimRow]) -> None:
    graph = claims_graph(rows)
    start = [find_node(graph, "Norvik")]

    def around(depth: int) -> set[str]:
        part = neighbourhood(graph, start, depth)
        return {data["label"] for _, data in part.nodes(data=True)}

    assert around(1) == {"Norvik", "Brio", "Ann Lee"}
    assert around(2) == {*around(1), "Cetus", "a plant"}
    assert around(3) == {*around(2), "Dorn"}


def test_lines_between_the_outermost_are_left_out() -> None:
    claims = [
        Claim(
            article="a",
            kind=Kind.MERGER,
            subject=s,
            object=o,
            subject_type="COMPANY",
            object_type="COMPANY",
        )
        for s, o in (("A1", "B1"), ("A1", "C1"), ("B1", "C1"))
    ]
    graph = claims_graph(rows_from_claims(claims, {}))
    part = neighbourhood(graph, [find_node(graph, "A1")], 1)
    assert part.number_of_nodes() == 3
    assert part.number_of_edges() == 2


def _names(*labels: str, type_: str = "Company") -> Names:
    return Names(
        Thing(iri=f"x:{n}", label=label, type=type_, names=(label,))
        for n, label in enumerate(labels)
    )


def test_a_part_of_a_name_means_what_alone_has_it() -> None:
    names = _names("Pollard Glass Works", "Ferrow Glass", "Bank of Ellmark")
    assert names.labels[name_form("Pollard Glass Works")] == "Pollard Glass Works"
    assert names.find("pollard") == names.find("Glass Works") == "x:0"
    assert names.bearers("Ellmark") == ["x:2"]
    assert names.longer("Glass") == ["x:0", "x:1"]
    for vague in ("Glass", "Pol", "of", "the", "Works of Art"):
        assert names.bearers(vague) == []
        with pytest.raises(NotFoundError):
            names.find(vague)
    with pytest.raises(NotFoundError):
        names.find("Pollard", short=False)


def test_namesakes_with_one_longer_name_are_one_choice() -> None:
    names = _names("Ida Kroon", "Ida Kroon", type_="Person")
    assert names.find("Kroon", {"x:0": 1, "x:1": 4}.__getitem__) == "x:1"
    assert names.bearers("Kroon") == ["x:0", "x:1"]


def test_many_longer_names_are_not_all_listed() -> None:
    names = _names(
        *(f"Tern {word}" for word in ("Air", "Bank", "Cars", "Data", "Eggs", "Fuel", "Gas"))
    )
    with pytest.raises(NotFoundError) as error:
        names.find("Tern", lambda node: node == "x:6")
    assert error.value.remedy == (
        "Did you mean: Tern Gas, Tern Air, Tern Bank, Tern Cars, Tern Data, or one of 2 more?"
        " 'kg search' lists them."
    )


def test_products_are_confused_with_products_only() -> None:
    names = Names(
        Thing(iri=f"x:{n}", label=label, type=type_, names=(label,))
        for n, (label, type_) in enumerate(
            [("Kite", "Company"), ("Kite Group", "Company"), ("Kite 2", "Product"), ("Kite 2 Pro", "Product")]
        )
    )  # fmt: skip
    assert names.confusable("Kite", "x:0") == names.confusable("x:0", "x:0") == ["x:1"]
    assert names.confusable("Kite 2", "x:2") == ["x:3"]
