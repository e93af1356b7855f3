"""The types of resolution: what is decided about, what was joined, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.model import ORGANIZATION_LABELS, Entity
from kg.resolve.names import person_initials
from kg.resolve.variants import identity_key

ENTITY_CLASSES: Mapping[str, str] = {
    "COMPANY": "Company",
    "OUTLET": "NewsOutlet",
    "ORG": "Organization",
    "PERSON": "Person",
    "PRODUCT": "Product",
    "PLACE": "Place",
    "FACILITY": "Facility",
    "EVENT": "Event",
    "LAW": "Law",
    "GROUP": "Group",
}
"""Class of the ontology by analyser label; of labels found equally often the first here counts."""


AGENTS = frozenset({"COMPANY", "OUTLET", "ORG", "PERSON", "GROUP"})
"""Labels of those who can speak or act."""


def agent_label(label: str | None) -> str | None:
    """Return the label of a name whose bearer speaks.

    A place, product or law says nothing; an organization of that name may, such
    as the government of the place. None and what is no label of an entity stay.

    Example:
        >>> agent_label("PLACE"), agent_label("PERSON"), agent_label(None)
        ('ORG', 'PERSON', None)
    """
    return "ORG" if label in ENTITY_CLASSES and label not in AGENTS else label


def family(label: str) -> str:
    """Return the part of an identity that a type gives: one for all organizations.

    An IRI then stays as it is when more articles turn the majority of readings
    from company to outlet.

    Example:
        >>> family("OUTLET"), family("PERSON")
        ('Organization', 'Person')
    """
    return "Organization" if label in ORGANIZATION_LABELS else ENTITY_CLASSES[label]


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """The names of one article that are spellings of one key: the least thing that is clustered.

    `initials` are a person's middle initials, "" for all else.
    """

    family: str
    key: str
    article: str
    initials: str = ""


def unit_order(unit: Unit) -> tuple[str, str, str, str]:
    """Return what units are sorted by, for `sorted`: faster than comparing them one by one."""
    return unit.family, unit.key, unit.article, unit.initials


def unit_of(article: str, name: str, label: str) -> Unit:
    """Return the unit that a name of an article belongs to.

    Args:
        article: Id of the article.
        name: The name as written.
        label: An analyser label of `ENTITY_CLASSES`.
    """
    initials = person_initials(name) if label == "PERSON" else ""
    return Unit(family(label), identity_key(label, name), article, initials)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name that a person decides about, or that a record of a merge shows.

    `type` is an analyser label, None for any; `article` is the id of the one
    article that is meant, None for all of them.
    """

    name: str
    type: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two names of which a person said that they are one thing, or that they are two.

    `id` names the decision in records of merges and in the graph.
    """

    a: Name
    b: Name
    id: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What people decided about names. A split goes before a merge that contradicts it."""

    merge: tuple[Pair, ...] = ()
    split: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two spellings or readings that were taken for one thing, and why.

    `entity` is the IRI of what they became. `score` is from 0 to 1; `method`
    is one of the methods of `docs/resolution.md`. `reasons` are for people.
    """

    entity: str
    a: Name
    b: Name
    method: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two entities that look alike and were left apart, and why: what a person may decide."""

    entities: tuple[str, str]
    a: Name
    b: Name
    method: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which entity each name of each article stands for.

    `entities` are sorted by IRI, `merges` by entity and names, `candidates` by
    score, the likeliest first. `refused` are the merges by decision that
    another decision forbids; `idle` are decisions that no name fits.
    """

    entities: tuple[Entity, ...]
    merges: tuple[Merge, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    refused: tuple[Pair, ...] = ()
    idle: tuple[Pair, ...] = ()
    _units: Mapping[Unit, Entity] = field(default_factory=dict, repr=False)
    _whole: Mapping[tuple[str, str], Entity] = field(default_factory=dict, repr=False)

    def entity(self, article_id: str, name: str, type: str | None) -> Entity | None:  # noqa: A002
        """Return the entity that a name stands for, None for descriptions and unknown names.

        Args:
            article_id: The article that has the name.
            name: The name as the claim has it.
            type: Its analyser label, such as `COMPANY`.
        """
        if type is None or type not in ENTITY_CLASSES:
            return None
        unit = unit_of(article_id, name, type)
        return self._units.get(unit) or self._whole.get((unit.family, unit.key))

    def explain(self, name: str) -> tuple[tuple[Merge, ...], tuple[Candidate, ...]]:
        """Return the merges behind all entities that bear a name, and what was left apart from them.

        Args:
            name: A spelling; compared by key, so that case and legal form make no difference.

        Example:
            >>> from kg.model import Claim, Kind
            >>> from kg.resolve import resolve
            >>> claims = [
            ...     Claim(article=a, kind=Kind.TARGET, subject=name, subject_type="COMPANY")
            ...     for a, name in (("a", "Acme Corp."), ("b", "ACME"))
            ... ]
            >>> merges, candidates = resolve(claims).explain("Acme")
            >>> [(m.a.name, m.b.name, m.method) for m in merges]
            [('ACME', 'ACME', 'name'), ('ACME', 'Acme Corp.', 'key')]
        """
        found = {entity.iri for entity in self.bearers(name)}
        merges = tuple(merge for merge in self.merges if merge.entity in found)
        return merges, tuple(c for c in self.candidates if found & set(c.entities))

    def bearers(self, name: str) -> Iterator[Entity]:
        """Yield the entities of which a name is a spelling, sorted by IRI."""
        keys = {identity_key(label, name) for label in ENTITY_CLASSES}
        for entity in self.entities:
            if any(
                identity_key(label, n) in keys for n in entity.names for label in ENTITY_CLASSES
            ):
                yield entity
