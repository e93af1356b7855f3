"""One claim as a graph of its own: what it consists of, whether it passes the shapes, and as PROV."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg import iri
from kg.rdf import ontology
from kg.rdf.validate import problems
from kg.rdf.vocab import DCT, OA, PROV, RDF, RDFS, SCHEMA, SH, SKOS

PARTS = frozenset(
    {
        *map(iri.term, ("time", "said", "amount", "attribution", "evidence", "quotes")),
        iri.term("publishedIn"),
        f"{OA}hasSelector",
        f"{PROV}wasGeneratedBy",
    }
)
"""Properties that lead from a claim to what it consists of and where it comes from."""

DESCRIBED = frozenset(
    {f"{RDF}type", f"{RDFS}label", f"{SKOS}altLabel", f"{SCHEMA}headline", f"{DCT}identifier"}
)
"""What is told of the things that a claim names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeCheck:
    """A SHACL shape, the number of nodes of the claim that it looked at, and what it found wrong."""

    shape: str
    nodes: int
    problems: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def _told(store: ox.Store, subject: ox.NamedNode) -> list[ox.Triple]:
    return [quad.triple for quad in store.quads_for_pattern(subject, None, None, ox.DefaultGraph())]


def claim_triples(store: ox.Store, name: str) -> list[ox.Triple]:
    """Return what a claim consists of, sorted: itself, evidence, times, amount, chain, article, run.

    With class and names of what it points to. Of the run, only that it used this article.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.
        name: IRI of the claim.
    """
    waiting, done = [ox.NamedNode(name)], set[ox.NamedNode]()
    found, others = set[ox.Triple](), set[ox.NamedNode]()
    used = ox.NamedNode(f"{PROV}used")
    while waiting:
        node = waiting.pop()
        if node in done:
            continue
        done.add(node)
        for triple in _told(store, node):
            if triple.predicate == used:
                continue
            found.add(triple)
            if isinstance(triple.object, ox.NamedNode):
                part = triple.predicate.value in PARTS
                (waiting.append if part else others.add)(triple.object)
    for node in others - done:
        found |= {t for t in _told(store, node) if t.predicate.value in DESCRIBED}
    return sorted({*found, *_uses(found)}, key=str)


def _uses(triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    """Return that the run of a claim used its article."""
    listed = list(triples)
    articles = {t.object for t in listed if t.predicate.value == iri.term("publishedIn")}
    runs = {t.object for t in listed if t.predicate.value == f"{PROV}wasGeneratedBy"}
    return {
        ox.Triple(run, ox.NamedNode(f"{PROV}used"), article)
        for run in runs
        for article in articles
        if isinstance(run, ox.NamedNode) and not isinstance(article, ox.Triple)
    }


@cache
def _targets() -> dict[str, tuple[str, ...]]:
    """Return the local names of the shapes by the class that they are for."""
    found: dict[str, set[str]] = {}
    for triple in ontology.triples("shapes.ttl"):
        shape, class_ = triple.subject, triple.object
        if (
            triple.predicate.value == f"{SH}targetClass"
            and isinstance(class_, ox.NamedNode)
            and isinstance(shape, ox.NamedNode)
        ):
            found.setdefault(class_.value, set()).add(shape.value.rsplit("#", 1)[-1])
    return {class_: tuple(sorted(shapes)) for class_, shapes in found.items()}


def check_claim(triples: Iterable[ox.Triple]) -> list[ShapeCheck]:
    """Return the shapes that look at a claim and its parts, and whether they are content.

    Args:
        triples: What `claim_triples` gave.
    """
    listed = list(triples)
    nodes: dict[str, set[str]] = {}
    # Of what the claim only names, class and label are here and nothing else.
    told = {t.subject for t in listed if t.predicate.value not in DESCRIBED}
    for triple in listed:
        subject, class_ = triple.subject, triple.object
        is_type = triple.predicate.value == f"{RDF}type" and subject in told
        if is_type and isinstance(subject, ox.NamedNode) and isinstance(class_, ox.NamedNode):
            for shape in _targets().get(class_.value, ()):
                nodes.setdefault(shape, set()).add(subject.value)
    found = problems(listed)
    return [
        ShapeCheck(
            shape=shape,
            nodes=len(members),
            problems=tuple(issue.message for issue in found if issue.where in members),
        )
        for shape, members in sorted(nodes.items())
    ]


# --- PROV ------------------------------------------------------------------------------


def _prov(name: str) -> ox.NamedNode:
    return ox.NamedNode(PROV + name)


class _Prov:
    """The triples of a claim, and what is added to them."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self.given = list(triples)
        self.found = set(self.given)

    def pairs(self, predicate: str) -> list[tuple[ox.NamedNode, ox.NamedNode]]:
        """Return subject and object of the given triples with a predicate."""
        return [
            (t.subject, t.object)
            for t in self.given
            if t.predicate.value == predicate
            and isinstance(t.subject, ox.NamedNode)
            and isinstance(t.object, ox.NamedNode)
        ]

    def text(self, subject: ox.NamedNode, predicate: str) -> str:
        """Return the literal of a subject, "" where it has none."""
        values = [
            t.object.value
            for t in self.given
            if t.subject == subject
            and t.predicate.value == predicate
            and isinstance(t.object, ox.Literal)
        ]
        return min(values, default="")

    def add(self, subject: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal) -> None:
        """Add a triple whose predicate is a term of PROV."""
        self.found.add(ox.Triple(subject, _prov(predicate), value))

    def describe(self, node: ox.NamedNode, class_: str, label: str = "", comment: str = "") -> None:
        """Add the class of a node, and what it is called."""
        self.found.add(ox.Triple(node, ox.NamedNode(f"{RDF}type"), _prov(class_)))
        for name, value in ((f"{RDFS}label", label), (f"{RDFS}comment", comment)):
            if value:
                self.found.add(ox.Triple(node, ox.NamedNode(name), ox.Literal(value)))


def _derived(graph: _Prov) -> None:
    """Add that evidence is quoted from the article, and the claim and its readings come from it."""
    for evidence, article in graph.pairs(f"{OA}hasSource"):
        graph.describe(evidence, "Entity")
        graph.describe(article, "Entity")
        graph.add(evidence, "wasQuotedFrom", article)
    names = ("time", "said", "amount")
    readings = [value for name in names for _, value in graph.pairs(iri.term(name))]
    for claim, evidence in graph.pairs(iri.term("evidence")):
        for node in (claim, *readings):
            graph.describe(node, "Entity")
            graph.add(node, "wasDerivedFrom", evidence)


def _run(graph: _Prov, plan: str, says: str) -> None:
    """Add who ran, and the frame that was followed."""
    for _, run in graph.pairs(f"{PROV}wasGeneratedBy"):
        version = graph.text(run, iri.term("pipelineVersion"))
        agent = ox.NamedNode(iri.node_iri("software", version, version))
        link = ox.NamedNode(iri.node_iri("association", "", version, plan))
        graph.describe(run, "Activity")
        graph.describe(agent, "SoftwareAgent", f"kg {version}".strip())
        graph.describe(link, "Association")
        graph.add(run, "wasAssociatedWith", agent)
        graph.add(run, "qualifiedAssociation", link)
        graph.add(link, "agent", agent)
        if plan:
            node = ox.NamedNode(iri.node_iri("frame", plan, plan))
            graph.describe(node, "Plan", plan, says)
            graph.add(link, "hadPlan", node)


def prov_triples(
    triples: Iterable[ox.Triple], *, plan: str, says: str, merges: Iterable[tuple[str, str]] = ()
) -> list[ox.Triple]:
    """Return a claim with its provenance spelled out in PROV-O, sorted.

    The claim and each reading of a time or amount are entities derived from the
    evidence, which is quoted from the article; the run is an activity of a
    software agent that followed a frame as its plan. Speakers stay in the claim's
    attribution chain: what they said is content, not how the data came to be.

    Args:
        triples: What `claim_triples` gave.
        plan: Name of the frame or model that proposed the claim, "" for none.
        says: What the frame is for, in words.
        merges: Things whose names were joined: IRI, and why in words.
    """
    graph = _Prov(triples)
    _derived(graph)
    _run(graph, plan, says)
    for thing, why in merges:
        joining = ox.NamedNode(iri.node_iri("resolution", "", thing, why))
        graph.describe(joining, "Activity", "names joined", why)
        graph.add(ox.NamedNode(thing), "wasGeneratedBy", joining)
    return sorted(graph.found, key=str)
