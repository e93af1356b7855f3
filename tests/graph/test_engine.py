"""igraph gives the figures that networkx gives, and the same bytes for the same seed."""

from __future__ import annotations

import random

import networkx as nx
import pytest

from kg.errors import MissingExtraError
from kg.graph import engine
from kg.graph.centrality import betweenness, centrality, distances, pagerank
from kg.graph.communities import communities, modularity

needs_igraph = pytest.mark.skipif(not engine.has_igraph(), reason="igraph is not installed")


def _graph(kind: str, seed: int) -> nx.Graph:
    """Return a random graph with numbers of claims on its edges, as `entity_graph` makes them."""
    made = {
        "random": lambda: nx.gnm_random_graph(120, 260, seed=seed),
        "sparse": lambda: nx.gnm_random_graph(150, 140, seed=seed),
        "hubs": lambda: nx.barabasi_albert_graph(120, 2, seed=seed),
        "groups": lambda: nx.planted_partition_graph(6, 20, 0.4, 0.02, seed=seed),
        "lonely": lambda: nx.empty_graph(5),
    }[kind]()
    draw = random.Random(seed)  # noqa: S311 - no secret
    for _, _, data in made.edges(data=True):
        data["claims"] = draw.choice([1, 1, 1, 2, 5])
    names = [f"n{number:03}" for number in range(len(made))]
    draw.shuffle(names)
    return nx.relabel_nodes(made, dict(zip(sorted(made), names, strict=True)))


KINDS = ["random", "sparse", "hubs", "groups", "lonely"]


@needs_igraph
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [1, 2])
def test_pagerank_betweenness_and_distances_are_equal(kind: str, seed: int) -> None:
    graph = _graph(kind, seed)
    for measure in (pagerank, betweenness):
        slow, fast = measure(graph), measure(graph, engine="igraph")
        assert slow.keys() == fast.keys()
        assert max(abs(slow[node] - fast[node]) for node in graph) < 1e-6
    for start in sorted(graph)[:5]:
        assert distances(graph, start) == distances(graph, start, engine="igraph")


@pytest.mark.parametrize("kind", KINDS)
def test_our_pagerank_is_that_of_networkx(kind: str) -> None:
    pytest.importorskip("scipy", reason="networkx's own PageRank needs scipy")
    graph = _graph(kind, 3)
    theirs = nx.pagerank(graph, weight="claims", tol=1e-12, max_iter=1000)
    ours = pagerank(graph)
    assert max(abs(theirs[node] - ours[node]) for node in graph) < 1e-6


@needs_igraph
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [1, 2])
def test_communities_are_as_good_by_either(kind: str, seed: int) -> None:
    graph = _graph(kind, seed)
    slow, fast = communities(graph), communities(graph, engine="igraph")
    for groups in (slow, fast):
        assert sorted(node for group in groups for node in group) == sorted(graph)
    assert abs(modularity(graph, slow) - modularity(graph, fast)) <= 0.01


@pytest.mark.parametrize("name", ["networkx", pytest.param("igraph", marks=needs_igraph)])
def test_the_same_seed_gives_the_same_groups(name: str) -> None:
    graph = _graph("hubs", 4)
    shuffled = nx.Graph()
    nodes, edges = list(graph.nodes), list(graph.edges(data=True))
    random.Random(5).shuffle(nodes)  # noqa: S311 - no secret
    random.Random(6).shuffle(edges)  # noqa: S311 - no secret
    shuffled.add_nodes_from(nodes)
    shuffled.add_edges_from(edges)
    random.seed(7)
    first = communities(graph, seed=9, engine=name)
    random.seed(8)
    assert communities(shuffled, seed=9, engine=name) == first


@needs_igraph
def test_igraph_leaves_the_generator_of_the_process_alone() -> None:
    random.seed(1)
    expected = random.random()  # noqa: S311 - no secret
    random.seed(1)
    communities(_graph("hubs", 1), engine="igraph")
    assert random.random() == expected  # noqa: S311 - no secret


def test_small_graphs_are_left_to_networkx(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = _graph("random", 1)
    assert engine.choose(graph) == "networkx"
    monkeypatch.setattr(engine, "LARGE", graph.number_of_edges())
    assert engine.choose(graph) == ("igraph" if engine.has_igraph() else "networkx")
    monkeypatch.setattr(engine, "has_igraph", lambda: False)
    assert engine.choose(graph) == "networkx"
    with pytest.raises(MissingExtraError, match="igraph"):
        engine.choose(graph, "igraph")
    with pytest.raises(ValueError, match="no engine"):
        engine.choose(graph, "abacus")


@needs_igraph
def test_the_whole_table_agrees() -> None:
    graph = _graph("groups", 2)
    slow, fast = centrality(graph), centrality(graph, engine="igraph")
    assert [(row.node, row.degree, row.claims) for row in sorted(slow, key=lambda r: r.node)] == [
        (row.node, row.degree, row.claims) for row in sorted(fast, key=lambda r: r.node)
    ]


def test_engines_name_their_version() -> None:
    assert engine.version("networkx") == f"networkx {nx.__version__}"
