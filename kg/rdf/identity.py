"""Links of entities to reference tables, as identifiers, `owl:sameAs`, and how each was found.

Identifiers stand on the entity, where queries look for them; a `ci:IdentityLink`
says for each which list it came from, by which name, how and how surely. A
group and its legal entity are two things, and an LEI, CIK or ticker is that of
a legal entity: so `owl:sameAs` leads to Wikidata and PermID alone, whose IRIs
stand for the organization itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pyoxigraph as ox

from kg import iri
from kg.model import Entity
from kg.rdf.emit import LABEL, ci
from kg.rdf.terms import TYPE, canonical, decimal, iri_term, line, literal
from kg.rdf.vocab import OWL, PROV, RDF, RDFS, SCHEMA, SKOS
from kg.resolve.reference import Table
from kg.resolve.reference_link import ORGANIZATIONS, Link

SAME_AS = {
    "wikidata": "http://www.wikidata.org/entity/",
    "permid": "https://permid.org/1-",
}
"""What an identifier is appended to to give the IRI of the same thing elsewhere."""

_PROPERTIES = {
    "lei": f"<{SCHEMA}leiCode>",
    "ticker": f"<{SCHEMA}tickerSymbol>",
}


def _identifiers(link: Link, graph: str) -> Iterable[str]:
    entity = iri_term(link.entity)
    for scheme, value in link.ids:
        if scheme in SAME_AS:
            other = iri_term(SAME_AS[scheme] + value)
            yield line(entity, f"<{OWL}sameAs>", other, graph)
        else:
            yield line(entity, _PROPERTIES.get(scheme) or ci("cik"), literal(value), graph)


def _table(link: Link) -> str:
    return iri_term(iri.node_iri("reference", link.table, link.table, link.digest))


def identity_quads(links: Iterable[Link], tables: Iterable[Table] = ()) -> list[str]:
    """Return links as sorted lines of the entities graph.

    Args:
        links: Links of resolved entities.
        tables: The lists that were looked up; those without a link are described too.

    Example:
        >>> made = Link(entity="https://example.org/acme", label="Acme", table="sec", digest="0",
        ...             name="Acme Inc", written="Acme Inc", method="key", score=0.9,
        ...             ids=(("wikidata", "Q1"),))
        >>> [l.split()[2] for l in identity_quads([made]) if "sameAs" in l]
        ['<http://www.wikidata.org/entity/Q1>']
    """
    graph = iri_term(iri.graph("entities"))
    found: list[str] = []
    for link in links:
        found += _identifiers(link, graph)
        node = iri_term(
            iri.node_iri("link", link.label, link.entity, link.table, link.digest, link.name)
        )
        statements = [
            (TYPE, ci("IdentityLink")),
            (ci("linkOf"), iri_term(link.entity)),
            (ci("matchedName"), literal(link.written)),
            (ci("matchMethod"), literal(link.method)),
            (ci("matchScore"), decimal(Decimal(str(link.score)))),
            (f"<{PROV}wasDerivedFrom>", _table(link)),
        ]
        ids = [literal(f"{scheme}:{value}") for scheme, value in link.ids]
        statements += [(ci("identifier"), each) for each in ids]
        found += [line(node, predicate, value, graph) for predicate, value in statements]
    for table in tables:
        node = iri_term(iri.node_iri("reference", table.name, table.name, table.digest))
        found.append(line(node, TYPE, ci("ReferenceTable"), graph))
        found.append(line(node, LABEL, literal(table.name), graph))
        found.append(line(node, ci("contentDigest"), literal(table.digest), graph))
    return canonical(found)


def stored_links(store: ox.Store) -> list[ox.Quad]:
    """Return what a store tells of links and of the entities that have identifiers.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.
    """
    graph = ox.NamedNode(iri.graph("entities"))
    predicates = [f"{SCHEMA}leiCode", f"{SCHEMA}tickerSymbol", iri.term("cik"), f"{OWL}sameAs"]
    marks = [(ox.NamedNode(name), None) for name in predicates]
    link = ox.NamedNode(iri.term("IdentityLink"))
    found = {
        quad.subject
        for predicate, value in [*marks, (ox.NamedNode(f"{RDF}type"), link)]
        for quad in store.quads_for_pattern(None, predicate, value, graph)
    }
    return [
        quad
        for subject in sorted(found, key=str)
        for quad in store.quads_for_pattern(subject, None, None, graph)
    ]


def stored_organizations(store: ox.Store) -> list[Entity]:
    """Return the organizations of a store with all their names, sorted by IRI.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.
    """
    graph = ox.NamedNode(iri.graph("entities"))

    def values(subject: ox.NamedNode, predicate: str) -> list[str]:
        quads = store.quads_for_pattern(subject, ox.NamedNode(predicate), None, graph)
        return sorted(q.object.value for q in quads if isinstance(q.object, ox.Literal))

    found = []
    for type_ in ORGANIZATIONS:
        named = ox.NamedNode(f"{RDF}type"), ox.NamedNode(iri.term(type_))
        for quad in store.quads_for_pattern(None, *named, graph):
            if not isinstance(quad.subject, ox.NamedNode):
                continue
            labels = values(quad.subject, f"{RDFS}label")
            names = {*labels, *values(quad.subject, f"{SKOS}altLabel")}
            label = labels[0] if labels else quad.subject.value
            found.append(
                Entity(
                    iri=quad.subject.value,
                    type=type_,
                    label=label,
                    names=tuple(sorted(names)),
                    key="",
                )
            )
    return sorted(found, key=lambda entity: entity.iri)
