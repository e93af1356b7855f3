"""Claims to quads: with `kg.rdf.read`, the only place that knows the RDF shape of a claim.

Every article has a named graph with the article, its claims, their evidence,
attribution chains, times and amounts. Names as written stay on the claim as
literals, so that reading back is exact; `ci:subject`, `ci:object`,
`ci:statedBy` and `ci:about` point to what they stand for.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from kg import iri
from kg.errors import ExtractionError
from kg.model import ACTIONS, Article, Claim, Quantity, Remark, Span, TimeSpan
from kg.rdf.fields import fields_of
from kg.rdf.nodes import ClaimNodes, Node, Resolver, article_nodes, outlet
from kg.rdf.roles import offices
from kg.rdf.terms import (
    TYPE,
    boolean,
    canonical,
    date,
    decimal,
    integer,
    iri_term,
    line,
    literal,
)
from kg.rdf.times import due, edtf, precision, qualifier, said_on
from kg.rdf.vocab import (
    DCT,
    FIELD_KINDS,
    INTENDED,
    IRREALIS_SAFE,
    OA,
    PROV,
    RDFS,
    SCHEMA,
    matter_predicate,
    object_predicate,
)

LABEL = f"<{RDFS}label>"
CONTEXT = 32
"""Characters of text before and after a quote, kept so that it can be found in an edited text."""

_CURRENCY = re.compile(r"[A-Z]{3}")


def ci(name: str) -> str:
    """Return a term of our vocabulary as an N-Quads term."""
    return f"<{iri.term(name)}>"


def concept(scheme: str, name: str) -> str:
    """Return a concept of our schemes as an N-Quads term."""
    return iri_term(iri.concept(scheme, name))


class _Graph:
    """The statements of one named graph, as they are collected."""

    def __init__(self, name: str) -> None:
        self.name = iri_term(name)
        self.lines: list[str] = []

    def add(self, subject: str, predicate: str, object_: str | None) -> None:
        """Add a statement; none where the object is absent."""
        if object_ is not None:
            self.lines.append(line(subject, predicate, object_, self.name))

    def text(self, subject: str, name: str, value: str | None) -> None:
        """Add a string property of our vocabulary; none where the value is absent."""
        if value is not None:
            self.add(subject, ci(name), literal(value))


def predicates(claim: Claim) -> tuple[str, ...]:
    """Return the predicates whose triples a claim speaks of, direct ones first.

    A fact `?s ?p ?o` comes from the claims with `ci:subject ?s`, `ci:predicate
    ?p`, and `ci:object` or `ci:about`, or the `ci:field` of either, `?o`. Plans have only the predicates that
    stay true if the plan fails.
    """
    found: list[str] = []
    if claim.object is not None:
        direct = object_predicate(claim)
        if direct == "hasRoleIn" and claim.role:
            found += [office.predicate for office in offices(claim.role)]
        if direct:
            found.append(direct)
    to_matter = matter_predicate(claim)
    if to_matter:
        found.append(to_matter)
    if claim.kind in FIELD_KINDS and claim.object and fields_of(claim.object):
        found.append("activeIn")
    if claim.modality in INTENDED:
        return tuple(name for name in found if name in IRREALIS_SAFE)
    return tuple(found)


def _label(claim: Claim) -> str:
    parts = [claim.subject]
    if claim.action:
        parts.append(claim.action)
    if claim.role:
        parts.append(claim.role)
    if claim.object:
        parts.append(claim.object)
    how = claim.modality.value
    if claim.polarity.value == "negated":
        how += ", negated"
    return f"{claim.kind.value}: {' – '.join(parts)} ({how})"


def _local(graph: _Graph, node: Node | None) -> str | None:
    """Describe a node that belongs to this article, and return its term."""
    if node is None:
        return None
    term = iri_term(node.iri)
    if node.local:
        graph.add(term, TYPE, ci(node.cls))
        graph.add(term, LABEL, literal(node.label))
    return term


def _article(graph: _Graph, article: Article, publisher: Node | None) -> str:
    node = iri_term(iri.article_iri(article.id))
    graph.add(node, TYPE, ci("Article"))
    graph.add(node, f"<{DCT}identifier>", literal(article.id))
    graph.add(node, f"<{SCHEMA}headline>", literal(article.title))
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    graph.text(node, "textSha256", digest)
    graph.add(node, ci("textLength"), integer(len(article.text)))
    if article.date:
        graph.add(node, f"<{SCHEMA}datePublished>", date(article.date))
    optional = {"url": article.url, "author": article.author, "inLanguage": article.language}
    for name, value in optional.items():
        if value is not None:
            term = literal(value, "anyURI") if name == "url" else literal(value)
            graph.add(node, f"<{SCHEMA}{name}>", term)
    for source in article.facts_from:
        graph.add(node, f"<{DCT}source>", literal(source, "anyURI"))
    graph.text(node, "publisherName", article.publisher)
    graph.add(node, f"<{SCHEMA}publisher>", _local(graph, publisher))
    return node


def _evidence(graph: _Graph, article: Article, node: str, span: Span) -> str:
    name = iri.node_iri("evidence", "", article.id, span.start, span.end)
    evidence, position, quote = (iri_term(name + end) for end in ("", ".position", ".quote"))
    text = article.text
    graph.add(evidence, TYPE, ci("Evidence"))
    graph.add(evidence, f"<{OA}hasSource>", node)
    graph.add(evidence, f"<{OA}hasSelector>", position)
    graph.add(evidence, f"<{OA}hasSelector>", quote)
    graph.add(position, TYPE, f"<{OA}TextPositionSelector>")
    graph.add(position, f"<{OA}start>", integer(span.start))
    graph.add(position, f"<{OA}end>", integer(span.end))
    graph.add(quote, TYPE, f"<{OA}TextQuoteSelector>")
    graph.add(quote, f"<{OA}exact>", literal(span.of(text)))
    before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end :][:CONTEXT]
    if before:
        graph.add(quote, f"<{OA}prefix>", literal(before))
    if after:
        graph.add(quote, f"<{OA}suffix>", literal(after))
    return evidence


def _time(graph: _Graph, article: Article, time: TimeSpan | None) -> str | None:
    if time is None:
        return None
    parts = (time.earliest, time.latest, time.words, time.inferred)
    node = iri_term(iri.node_iri("time-reference", "", article.id, *map(repr, parts)))
    graph.add(node, TYPE, ci("TimeReference"))
    if time.earliest:
        graph.add(node, ci("earliest"), date(time.earliest))
    if time.latest:
        graph.add(node, ci("latest"), date(time.latest))
    graph.text(node, "expression", time.words)
    graph.text(node, "inferredFrom", time.inferred)
    if time:
        graph.add(node, ci("edtf"), literal(edtf(time)))
        graph.add(node, ci("precision"), concept("precision", precision(time)))
        graph.add(node, ci("qualifier"), concept("time-qualifier", qualifier(time)))
    return node


def _amount(graph: _Graph, article: Article, amount: Quantity | None) -> str | None:
    if amount is None:
        return None
    value = Decimal(amount.value)
    text = f"{value:f}"
    parts = (article.id, text, amount.unit, amount.bound)
    readable = f"{amount.unit or ''} {text}"
    node = iri_term(iri.node_iri("amount", readable, *map(repr, parts)))
    money = amount.unit is not None and _CURRENCY.fullmatch(amount.unit)
    graph.add(node, TYPE, ci("MonetaryAmount" if money else "Quantity"))
    graph.add(node, f"<{SCHEMA}value>", decimal(value))
    graph.text(node, "valueText", text)
    graph.text(node, "unit", amount.unit)
    graph.text(node, "bound", amount.bound)
    if money:
        graph.add(node, f"<{SCHEMA}currency>", literal(amount.unit or ""))
    return node


def _chain(
    graph: _Graph, nodes: ClaimNodes, article: Article, publisher: Node | None, resolver: Resolver
) -> None:
    """Write the attribution chain, outermost link first, and its two shortcuts."""
    claim, subject = nodes.claim, iri_term(nodes.iri)
    links: list[tuple[str, Node, str]] = []
    if publisher is not None:
        links.append(("publisher", publisher, article.publisher or ""))
    links += [("relay", outlet(resolver, article.id, n), n) for n in claim.relayed_by]
    if nodes.speaker is not None:
        links.append(("speaker", nodes.speaker, claim.speaker or ""))
    names = [iri.node_iri("attribution", "", nodes.iri, n) for n in range(1, len(links) + 1)]
    for index, (role, node, name) in enumerate(links):
        link = iri_term(names[index])
        graph.add(link, TYPE, ci("Attribution"))
        graph.add(link, ci("attributionRole"), concept("attribution-role", role))
        graph.add(link, ci("agent"), _local(graph, node))
        graph.text(link, "agentName", name)
        graph.add(link, ci("position"), integer(index + 1))
        graph.add(link, ci("chainOf"), subject)
        if index + 1 < len(links):
            graph.add(link, ci("quotes"), iri_term(names[index + 1]))
        shortcut = "statedBy" if role == "speaker" else "reportedBy"
        graph.add(subject, ci(shortcut), iri_term(node.iri))
    if names:
        graph.add(subject, ci("attribution"), iri_term(names[0]))


def _written(graph: _Graph, node: str, claim: Claim) -> None:
    """Write the names as the article has them, and how the claim was found."""
    graph.text(node, "subjectName", claim.subject)
    graph.text(node, "subjectType", claim.subject_type)
    graph.text(node, "objectName", claim.object)
    graph.text(node, "objectType", claim.object_type)
    graph.text(node, "speakerName", claim.speaker)
    graph.text(node, "speakerType", claim.speaker_type)
    graph.text(node, "roleName", claim.role)
    graph.text(node, "period", claim.period)
    graph.text(node, "foundBy", claim.found_by)
    graph.add(node, ci("titleEvidence"), boolean(claim.title_evidence))
    graph.add(node, ci("confidence"), decimal(Decimal(repr(float(claim.confidence)))))


def _claim(
    graph: _Graph, article: Article, nodes: ClaimNodes, publisher: Node | None, resolver: Resolver
) -> None:
    claim, node = nodes.claim, iri_term(nodes.iri)
    graph.add(node, TYPE, ci("Claim"))
    graph.add(node, LABEL, literal(_label(claim)))
    graph.add(node, ci("claimKind"), concept("claim-kind", claim.kind.value))
    graph.add(node, ci("modality"), concept("modality", claim.modality.value))
    graph.add(node, ci("polarity"), concept("polarity", claim.polarity.value))
    if claim.action is not None:
        graph.add(node, ci("action"), concept("action", claim.action))
    _written(graph, node, claim)
    graph.add(node, ci("subject"), _local(graph, nodes.subject))
    graph.add(node, ci("object"), _local(graph, nodes.object))
    graph.add(node, ci("about"), iri_term(nodes.about.iri))
    for name in predicates(claim):
        graph.add(node, ci("predicate"), ci(name))
    for other in nodes.stance_on:
        graph.add(node, ci("stanceOn"), iri_term(other))
    graph.add(node, ci("time"), _time(graph, article, claim.time))
    graph.add(node, ci("said"), _time(graph, article, claim.said))
    graph.add(node, ci("amount"), _amount(graph, article, claim.amount))
    said = said_on(claim, article.date)
    start, end = due(claim, article.date)
    for name, day in (("dateSaid", said), ("dueEarliest", start), ("dueLatest", end)):
        if day is not None:
            graph.add(node, ci(name), date(day))
    _chain(graph, nodes, article, publisher, resolver)


def _remark(graph: _Graph, article: Article, node: str, remark: Remark) -> None:
    """Write how likely a sentence tells an outcome beside its selectors."""
    _check_span(article, remark.span)
    evidence = _evidence(graph, article, node, remark.span)
    graph.add(evidence, ci("outcomeLikelihood"), decimal(Decimal(repr(remark.likelihood))))
    graph.text(evidence, "aboutName", remark.about)


def _check_span(article: Article, span: Span) -> None:
    if span.end > len(article.text) or span.start == span.end:
        raise ExtractionError(
            f"Evidence [{span.start}, {span.end}) is not in the text of {article.id!r}, "
            f"which has {len(article.text)} characters."
        )


def check_claims(article: Article, claims: Sequence[Claim]) -> None:
    """Refuse claims that no graph may hold.

    Raises:
        ExtractionError: A claim belongs to another article, has an action that
            its kind lacks, or evidence outside the text.
    """
    for claim in claims:
        if claim.action is not None and claim.action not in ACTIONS.get(claim.kind, ()):
            raise ExtractionError(f"A claim of kind {claim.kind} has the action {claim.action!r}.")
        if claim.article != article.id:
            raise ExtractionError(f"A claim of {claim.article!r} is filed under {article.id!r}.")
        for span in claim.evidence:
            _check_span(article, span)


def article_quads(
    article: Article,
    claims: Iterable[Claim],
    resolution: Resolver,
    version: str,
    remarks: Iterable[Remark] = (),
) -> list[str]:
    """Return the graph of one article as sorted lines of canonical N-Quads.

    Args:
        article: The article, with its text.
        claims: Its claims in any order; evidence spans are kept as a set.
        resolution: Finds the entity behind a name of the article.
        version: Name of the pipeline version; `prov:wasGeneratedBy` points to it.
        remarks: Its sentences that may tell an outcome.

    Returns:
        Lines without line breaks, sorted by code point, none twice.

    Raises:
        ExtractionError: A claim belongs to another article, has an action that
            its kind lacks, or evidence outside the text.
    """
    listed = list(claims)
    check_claims(article, listed)
    graph = _Graph(iri.article_graph(article.id))
    publisher = outlet(resolution, article.id, article.publisher) if article.publisher else None
    node = _article(graph, article, publisher)
    run = iri_term(iri.node_iri("extraction", version, version))
    graph.add(run, TYPE, ci("Extraction"))
    graph.text(run, "pipelineVersion", version)
    graph.add(run, f"<{PROV}used>", node)
    for nodes in article_nodes(listed, resolution):
        claim = iri_term(nodes.iri)
        _claim(graph, article, nodes, publisher, resolution)
        graph.add(claim, ci("publishedIn"), node)
        graph.add(claim, f"<{PROV}wasGeneratedBy>", run)
        for span in nodes.claim.evidence:
            graph.add(claim, ci("evidence"), _evidence(graph, article, node, span))
    for remark in remarks:
        _remark(graph, article, node, remark)
    return canonical(graph.lines)
