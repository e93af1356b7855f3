from __future__ import annotations

import networkx as nx
import pytest

from kg.graph import claims_graph, excerpt, find_node, rows_from_claims
from kg.model import Claim, Kind


def _claim(subject: str, object_: str, described: bool = False) -> Claim:
    return Claim(
        article="a",
        kind=Kind.INVESTMENT,
        subject=subject,
        object=object_,
        subject_type="COMPANY",
        object_type=None if described else "COMPANY",
    )


@pytest.fixture
def graph() -> nx.MultiDiGraph:
    pairs = [_claim("Hub", f"Leaf{n}") for n in range(8)]
    pairs += [_claim("Hub", f"thing {n}", described=True) for n in range(4)]
    pairs += [_claim("Other", f"Twig{n}") for n in range(4)]
    pairs += [_claim("Hub", "Other"), _claim("Lone", "Pair")]
    return claims_graph(rows_from_claims(pairs, {}))


def _labels(graph: nx.MultiDiGraph) -> set[str]:
    return {data["label"] for _, data in graph.nodes(data=True)}


def test_a_graph_that_fits_stays_whole(graph: nx.MultiDiGraph) -> None:
    assert excerpt(graph, 100) is graph


def test_the_core_is_kept_and_no_node_stands_alone(graph: nx.MultiDiGraph) -> None:
    for size in range(2, 12):
        part = excerpt(graph, size)
        assert part.number_of_nodes() <= size
        assert {"Hub", "Other"} <= _labels(part)
        assert not list(nx.isolates(part))


def test_large_hubs_show_more_and_names_go_before_descriptions(graph: nx.MultiDiGraph) -> None:
    labels = _labels(excerpt(graph, 9))
    assert sum(label.startswith("Leaf") for label in labels) == 6
    assert sum(label.startswith("Twig") for label in labels) == 1
    assert not any(label.startswith("thing") for label in labels)


def test_what_must_be_kept_is_kept(graph: nx.MultiDiGraph) -> None:
    part = excerpt(graph, 3, keep=[find_node(graph, "Lone")])
    assert {"Lone", "Pair"} <= _labels(part)
