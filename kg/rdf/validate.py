"""Checks of a whole graph: shapes, exact evidence, and facts with claims behind them.

SHACL runs article by article, because it takes a good part of a second for
each; what needs the texts or the whole graph is checked in plain Python.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import iri
from kg.model import Issue, Severity
from kg.rdf import ontology, read
from kg.rdf.identity import stored_links
from kg.rdf.store import data_graphs
from kg.rdf.vocab import OA, OWL, RDF, RDFS, SH, SKOS, XSD

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

TextOf = Callable[[str], tuple[str, bool] | None]
"""Gives the stored text of an article by its id, and whether it is whole and as published; None where none is kept."""

_CONTEXT = ("ontology.ttl", "schemes.ttl")
_CONTEXT_PREDICATES = frozenset(
    {f"{SKOS}inScheme", iri.term("irrealisSafe"), iri.term("matterClass")}
)
_SEVERITIES: dict[str, Severity] = {"Violation": "error", "Warning": "warning", "Info": "info"}


def _to_rdflib(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> Node:
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value == f"{XSD}string":
        return rdflib.Literal(
            term.value
        )  # in rdflib not equal to the same string with its datatype
    datatype = rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)


def _add(graph: Graph, triples: Iterable[ox.Triple | ox.Quad]) -> None:
    for triple in triples:
        object_ = triple.object
        if isinstance(object_, ox.Triple) or isinstance(triple.subject, ox.Triple):
            continue
        graph.add((_to_rdflib(triple.subject), _to_rdflib(triple.predicate), _to_rdflib(object_)))


@cache
def _shapes() -> Graph:
    import rdflib

    return rdflib.Graph().parse(data=ontology.read_text("shapes.ttl"), format="turtle")


@cache
def _context() -> tuple[ox.Triple, ...]:
    found = [t for name in _CONTEXT for t in ontology.triples(name)]
    return tuple(t for t in found if t.predicate.value in _CONTEXT_PREDICATES)


def _with_neighbours(store: ox.Store, graph: ox.NamedNode) -> list[ox.Quad]:
    """Return the quads of a graph, and what other graphs say of the class and label of its things."""
    quads = list(store.quads_for_pattern(None, None, None, graph))
    own = {quad.subject for quad in quads}
    things = {q.object for q in quads if isinstance(q.object, ox.NamedNode)} - own
    described = (ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{RDFS}label"))
    schemes = ox.NamedNode(iri.graph("schemes"))
    # A claim is checked where it stands, not where another graph points to it.
    claim = ox.NamedNode(iri.term("Claim"))
    for thing in sorted(things, key=lambda node: node.value):
        for predicate in (*described, ox.NamedNode(f"{OWL}sameAs")):
            found = store.quads_for_pattern(thing, predicate, None, None)
            quads += [q for q in found if q.graph_name != schemes and q.object != claim]
    return quads


def check_shapes(store: ox.Store, graph: ox.NamedNode) -> list[Issue]:
    """Return what the shapes find wrong in one named graph.

    Args:
        store: The store that holds the graph and what it points to.
        graph: Name of an article's graph, or of the status graph.
    """
    return problems(_with_neighbours(store, graph))


def problems(triples: Iterable[ox.Triple | ox.Quad]) -> list[Issue]:
    """Return what the shapes find wrong in some triples, which must be all that is told of their nodes."""
    import pyshacl
    import rdflib

    from kg.rdf.prepared import PreparedGraph

    data = PreparedGraph()
    _add(data, triples)
    _add(data, _context())
    conforms, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), inplace=True, advanced=True)
    if conforms or not isinstance(report, rdflib.Graph):
        return []
    results = report.objects(None, rdflib.URIRef(f"{SH}result"))
    return sorted({_issue(report, result) for result in results}, key=_order)


def _issue(report: Graph, result: Node) -> Issue:
    import rdflib

    def value(name: str) -> str:
        return str(report.value(result, rdflib.URIRef(SH + name)) or "")

    messages = sorted(map(str, report.objects(result, rdflib.URIRef(f"{SH}resultMessage"))))
    severity = value("resultSeverity").removeprefix(SH)
    detail = f": {value('value')[:200]}" if value("value") else ""
    return Issue(
        severity=_SEVERITIES.get(severity, "error"),
        code="shape",
        message=f"{messages[0] if messages else value('sourceShape')}{detail}",
        where=value("focusNode"),
    )


def _order(issue: Issue) -> tuple[str, str, str]:
    return (issue.where, issue.code, issue.message)


def _value(store: ox.Store, subject: ox.NamedNode, predicate: str) -> list[str]:
    found = store.quads_for_pattern(subject, ox.NamedNode(predicate), None, ox.DefaultGraph())
    return sorted(q.object.value for q in found if isinstance(q.object, (ox.Literal, ox.NamedNode)))


def _quotes(store: ox.Store, article: str) -> Iterator[tuple[str, int, int, str]]:
    """Yield the evidence of an article: its IRI, start, end and quote."""
    source = ox.NamedNode(iri.article_iri(article))
    predicate = ox.NamedNode(f"{OA}hasSource")
    for quad in store.quads_for_pattern(None, predicate, source, ox.DefaultGraph()):
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        found: dict[str, str] = {}
        for selector in _value(store, quad.subject, f"{OA}hasSelector"):
            for name in ("start", "end", "exact"):
                for value in _value(store, ox.NamedNode(selector), OA + name):
                    found[name] = value
        if found.keys() == {"start", "end", "exact"}:
            yield quad.subject.value, int(found["start"]), int(found["end"]), found["exact"]


def check_evidence(store: ox.Store, article: read.ArticleFacts, text_of: TextOf) -> list[Issue]:
    """Return where quotes, offsets or the hash of an article do not fit its stored text.

    Args:
        store: The store.
        article: The article.
        text_of: Gives its stored text.
    """
    stored = text_of(article.id)
    if stored is None:
        message = f"no text is kept of {article.id}; its quotes were not compared"
        return [Issue(severity="info", code="no-text", message=message, where=article.iri)]
    text, whole = stored
    issues = []
    if len(text) != article.text_length:
        message = f"the text has {len(text)} characters, the graph says {article.text_length}"
        issues.append(Issue(severity="error", code="length", message=message, where=article.iri))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if not whole:
        message = f"the text of {article.id} is kept in parts or without a withdrawn name; its hash was not compared"
        issues.append(Issue(severity="info", code="not-whole", message=message, where=article.iri))
    elif digest != article.text_sha256:
        message = f"the hash of the text of {article.id} is another"
        issues.append(Issue(severity="error", code="hash", message=message, where=article.iri))
    for evidence, start, end, quote in _quotes(store, article.id):
        if text[start:end] != quote:
            message = f"characters {start} to {end} of {article.id} are not the quote"
            issues.append(Issue(severity="error", code="evidence", message=message, where=evidence))
    return sorted(issues, key=_order)


def _objects(store: ox.Store, predicate: str) -> dict[str, set[str]]:
    """Return the IRIs that each subject has for a predicate of ours."""
    found: dict[str, set[str]] = {}
    node = ox.NamedNode(iri.term(predicate))
    for quad in store.quads_for_pattern(None, node, None, ox.DefaultGraph()):
        if isinstance(quad.object, ox.NamedNode) and isinstance(quad.subject, ox.NamedNode):
            found.setdefault(quad.subject.value, set()).add(quad.object.value)
    return found


def _supported(store: ox.Store) -> set[tuple[str, str, str]]:
    """Return the triples that affirmed claims of core modality may state."""
    names = ("subject", "predicate", "object", "about", "field", "modality", "polarity")
    columns = {name: _objects(store, name) for name in names}
    asserted = {iri.concept("modality", "asserted")}
    intended = {iri.concept("modality", name) for name in ("planned", "targeted")}
    safe = {
        t.subject.value
        for t in ontology.triples("ontology.ttl")
        if t.predicate.value == iri.term("irrealisSafe") and t.object == ox.Literal(True)
        if isinstance(t.subject, ox.NamedNode)
    }
    found = set()
    for claim, subjects in columns["subject"].items():
        modality = columns["modality"].get(claim, set())
        if columns["polarity"].get(claim) != {iri.concept("polarity", "affirmed")}:
            continue
        ends = columns["object"].get(claim, set()) | columns["about"].get(claim, set())
        ends |= {field for end in ends for field in columns["field"].get(end, ())}
        for predicate in columns["predicate"].get(claim, ()):
            if modality <= asserted or (modality <= intended and predicate in safe):
                found |= {(s, predicate, end) for s in subjects for end in ends}
    return found


def check_facts(store: ox.Store) -> list[Issue]:
    """Return the facts that no claim supports: a plan or a rumour must never stand as a fact."""
    facts = ox.NamedNode(iri.graph("facts"))
    symmetric = {
        t.subject.value
        for t in ontology.triples("ontology.ttl")
        if t.object == ox.NamedNode(f"{OWL}SymmetricProperty")
        if isinstance(t.subject, ox.NamedNode)
    }
    supported = _supported(store)
    issues = []
    for quad in store.quads_for_pattern(None, None, None, facts):
        if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode):
            continue
        fact = (quad.subject.value, quad.predicate.value, quad.object.value)
        turned = (fact[2], fact[1], fact[0])
        if fact in supported or (fact[1] in symmetric and turned in supported):
            continue
        message = f"no claim supports the fact {fact[1]} {fact[2]}"
        issues.append(Issue(severity="error", code="fact", message=message, where=fact[0]))
    return sorted(issues, key=_order)


def check_blank(store: ox.Store, graph: ox.NamedNode) -> list[Issue]:
    """Return an issue where a graph has blank nodes, which have no name to come back to."""
    for quad in store.quads_for_pattern(None, None, None, graph):
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            message = "the graph has blank nodes"
            return [Issue(severity="error", code="blank", message=message, where=graph.value)]
    return []


def sampled(
    articles: list[read.ArticleFacts], count: int | None, seed: int = 0
) -> list[read.ArticleFacts]:
    """Return so many articles, the same ones for the same seed, in their order; all for None."""
    if count is None or count >= len(articles):
        return articles
    chosen = random.Random(seed).sample(range(len(articles)), count)  # noqa: S311 - no secret
    return [articles[index] for index in sorted(chosen)]


def check_links(store: ox.Store) -> list[Issue]:
    """Return what the shapes find wrong in identifiers and links to reference tables.

    Args:
        store: The store.
    """
    found = stored_links(store)
    return problems(found) if found else []


def validate(
    store: ox.Store,
    text_of: TextOf,
    *,
    sample: int | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Iterator[Issue]:
    """Yield everything that is wrong with a graph, article by article, each once.

    Args:
        store: The store.
        text_of: Gives the stored text of an article.
        sample: Check the shapes and quotes of so many articles only.
        progress: Called with the articles done and all.
    """
    seen: set[Issue] = set()
    chosen = sampled(read.articles(store), sample)
    shared = [graph for graph in data_graphs(store) if "/graph/article/" not in graph.value]
    jobs: list[Callable[[], list[Issue]]] = [lambda: check_facts(store)]
    jobs += [lambda g=g: check_blank(store, g) for g in shared]  # type: ignore[misc]
    status = ox.NamedNode(iri.graph("status"))
    if status in shared:
        jobs.append(lambda: check_shapes(store, status))
    jobs.append(lambda: check_links(store))
    for job in jobs:
        yield from _new(job(), seen)
    for done, article in enumerate(chosen):
        progress(done, len(chosen))
        graph = ox.NamedNode(iri.article_graph(article.id))
        issues = [*check_blank(store, graph), *check_shapes(store, graph)]
        yield from _new([*issues, *check_evidence(store, article, text_of)], seen)
    progress(len(chosen), len(chosen))


def _new(issues: Iterable[Issue], seen: set[Issue]) -> Iterator[Issue]:
    for issue in issues:
        if issue not in seen:
            seen.add(issue)
            yield issue


def report_quads(issues: Iterable[Issue]) -> list[ox.Quad]:
    """Return issues as a SHACL validation report, for tools that read one."""

    def node(name: str) -> ox.NamedNode:
        return ox.NamedNode(name)

    listed = list(issues)
    report = node(iri.node_iri("validation", "report", *map(repr, listed)))
    conforms = not any(issue.severity == "error" for issue in listed)
    type_ = node(f"{RDF}type")
    quads = [
        ox.Quad(report, type_, node(f"{SH}ValidationReport")),
        ox.Quad(report, node(f"{SH}conforms"), ox.Literal(conforms)),
    ]
    names = {severity: name for name, severity in _SEVERITIES.items()}
    for issue in listed:
        result = node(iri.node_iri("validation", "result", repr(issue)))
        quads += [
            ox.Quad(report, node(f"{SH}result"), result),
            ox.Quad(result, type_, node(f"{SH}ValidationResult")),
            ox.Quad(result, node(f"{SH}resultSeverity"), node(SH + names[issue.severity])),
            ox.Quad(result, node(f"{SH}resultMessage"), ox.Literal(issue.message)),
        ]
        if issue.where:
            quads.append(ox.Quad(result, node(f"{SH}focusNode"), node(issue.where)))
    return quads
