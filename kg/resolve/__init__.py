"""Names to entities across articles, as a function of the set of claims.

Names are joined by key and type (`kg.resolve.names`), never by order of
arrival, so that the same claims in any order give the same entities and IRIs.
Where a key is too weak to tell two bearers apart, they stay apart: a person of
one name only is local to the article, and people whose middle initials
contradict each other are several. Taking two for one is the worse mistake.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg import iri
from kg.model import Claim, Entity
from kg.resolve.names import (
    ORGANIZATION_LABELS,
    company_key,
    name_key,
    person_initials,
    person_key,
    same_name,
)

__all__ = ["CLASSES", "Resolution", "company_key", "name_key", "person_key", "resolve", "same_name"]

CLASSES: Mapping[str, str] = {
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

_RANK = {label: rank for rank, label in enumerate(CLASSES)}

Cluster = tuple[str, ...]
"""What identifies an entity: its family of types, its key, and what had to be added to that."""


def _family(label: str) -> str:
    """Return the part of an IRI that a type gives.

    It is one for all organizations, so that an IRI stays as it is when more
    articles turn the majority of readings from company to outlet.
    """
    return "Organization" if label in ORGANIZATION_LABELS else CLASSES[label]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which entity each name of each article stands for.

    `entities` are sorted by IRI.
    """

    entities: tuple[Entity, ...]
    _clusters: Mapping[Cluster, Entity] = field(repr=False)
    _split: Mapping[str, frozenset[str]] = field(repr=False)

    def entity(self, article_id: str, name: str, type: str | None) -> Entity | None:  # noqa: A002
        """Return the entity that a name stands for, None for descriptions and unknown names.

        Args:
            article_id: The article that has the name.
            name: The name as the claim has it.
            type: Its analyser label, such as `COMPANY`.
        """
        if type is None or type not in CLASSES:
            return None
        return self._clusters.get(_cluster(article_id, name, type, self._split))


def _cluster(article: str, name: str, label: str, split: Mapping[str, frozenset[str]]) -> Cluster:
    key = name_key(label, name)
    if label != "PERSON":
        return (_family(label), key)
    if " " not in key:
        return (_family(label), key, "in", article)
    if key in split:
        return (_family(label), key, "initials", person_initials(name))
    return (_family(label), key)


def _names(claim: Claim) -> Iterator[tuple[str, str]]:
    """The names of a claim that stand for an entity, with their labels."""
    found = (
        (claim.subject, claim.subject_type),
        (claim.object, claim.object_type),
        (claim.speaker, claim.speaker_type),
    )
    for name, label in found:
        if name and label and label in CLASSES:
            yield name, label


def _contradicting_initials(names: Iterable[str]) -> dict[str, frozenset[str]]:
    """The keys of people whose middle initials can't belong to one person, with the initials."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        initials = person_initials(name)
        if initials:
            found[person_key(name)].add(initials)
    return {
        key: frozenset(initials)
        for key, initials in found.items()
        if not all(max(initials, key=len).startswith(short) for short in initials)
    }


def resolve(claims: Iterable[Claim]) -> Resolution:
    """Return the entities that claims name, independent of the order of claims and articles.

    Args:
        claims: Claims of any number of articles; each is looked at once.

    Example:
        >>> from kg.model import Claim, Kind
        >>> claims = [
        ...     Claim(article="a", kind=Kind.ROLE, subject="Ann Lee", object="Acme Corp.",
        ...           subject_type="PERSON", object_type="COMPANY"),
        ...     Claim(article="b", kind=Kind.TARGET, subject="Acme", subject_type="COMPANY"),
        ... ]
        >>> [(entity.type, entity.label, entity.names) for entity in resolve(claims).entities]
        [('Company', 'Acme', ('Acme', 'Acme Corp.')), ('Person', 'Ann Lee', ('Ann Lee',))]
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    for claim in claims:
        for name, label in _names(claim):
            counts[(claim.article, name, label)] += 1
    split = _contradicting_initials(name for _, name, label in counts if label == "PERSON")
    spellings: dict[Cluster, Counter[str]] = defaultdict(Counter)
    labels: dict[Cluster, Counter[str]] = defaultdict(Counter)
    for (article, name, label), count in counts.items():
        cluster = _cluster(article, name, label, split)
        spellings[cluster][name] += count
        labels[cluster][label] += count
    clusters = {
        cluster: _entity(cluster, spellings[cluster], labels[cluster])
        for cluster in sorted(spellings)
    }
    entities = tuple(sorted(clusters.values(), key=lambda entity: entity.iri))
    return Resolution(entities, clusters, split)


def _entity(cluster: Cluster, spellings: Counter[str], labels: Counter[str]) -> Entity:
    family, key, *more = cluster
    label = min(labels, key=lambda found: (-labels[found], _RANK[found]))
    return Entity(
        iri=iri.entity_iri(family, key, ["\x1e".join((key, *more))]),
        type=CLASSES[label],
        label=min(spellings, key=lambda name: (-spellings[name], len(name), name)),
        names=tuple(sorted(spellings)),
        key=key,
    )
