"""The IRIs that stand behind the names of a claim: agents, objects and matters.

Emission and the derived facts both ask here, so that they can't disagree.
Nothing here writes RDF.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Protocol

from kg import iri
from kg.model import Claim, Entity, Kind
from kg.rdf.roles import role_key
from kg.rdf.vocab import KINDS
from kg.resolve.model import AGENTS, ENTITY_CLASSES, agent_label
from kg.resolve.names import name_key, words

_AGENTS = frozenset(ENTITY_CLASSES[label] for label in AGENTS)


class Resolver(Protocol):
    """What this package needs of `kg.resolve.Resolution`."""

    def entity(self, article_id: str, name: str, type: str | None) -> Entity | None:  # noqa: A002
        """Return the entity that a name of an article stands for, None where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A thing in the graph.

    `cls` is the local name of its class; `label` its name for display;
    `entity` tells a resolved entity from a described thing; `local` says that
    it belongs to one article and is described in that article's graph.
    """

    iri: str
    cls: str
    label: str
    entity: bool = False
    local: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimNodes:
    """A claim with the nodes behind its names.

    `about` is the matter the claim talks about; `object` is None where the
    claim names none; `stance_on` are the claims of the same article that a
    stance is taken on.
    """

    claim: Claim
    iri: str
    subject: Node
    object: Node | None
    speaker: Node | None
    about: Node
    stance_on: tuple[str, ...] = ()


@cache
def _lists() -> dict[str, Any]:
    text = resources.files("kg.rdf").joinpath("phrases.toml").read_text("utf-8")
    return tomllib.loads(text)


def _stem(word: str) -> str:
    """Cut one ending; only to compare words, so the stem need not be a word."""
    for ending in _lists()["endings"]:
        if word.endswith(ending) and len(word) - len(ending) >= _lists()["least"]:
            return word[: -len(ending)]
    plural = word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural and len(word) > _lists()["plural_least"] else word


@lru_cache(maxsize=1 << 15)
def phrase_key(phrase: str) -> str:
    """Return what different spellings of one description share: its stems, sorted.

    Example:
        >>> phrase_key("mass production of its electric cars")
        'car electric mass produc'
        >>> phrase_key("mass-produce electric cars of its own")
        'car electric mass produc'
    """
    found = words(phrase)
    kept = [word for word in found if word not in _lists()["ignored"]]
    return " ".join(sorted({_stem(word) for word in kept or found})) or phrase.strip()


def find_entity(resolver: Resolver, article: str, name: str, label: str | None) -> Node | None:
    """Return the entity behind a name, None for a description or an unknown name."""
    if label not in ENTITY_CLASSES:
        return None
    try:
        entity = resolver.entity(article, name, label)
    except KeyError:
        return None
    if entity is None:
        return None
    return Node(iri=entity.iri, cls=entity.type, label=entity.label, entity=True)


def unnamed_agent(article: str, description: str) -> Node:
    """Return the node of a party that an article describes and does not name."""
    node = iri.node_iri("unnamed", "", article, description)
    return Node(iri=node, cls="UnnamedAgent", label=description, local=True)


def agent(resolver: Resolver, article: str, name: str, label: str | None) -> Node:
    """Return the entity behind an agent's name, else an unnamed agent of the article."""
    return find_entity(resolver, article, name, label) or unnamed_agent(article, name)


def outlet(resolver: Resolver, article: str, name: str) -> Node:
    """Return the node of a publisher or relaying outlet.

    A name without a capital letter or sign of its own ("local media") is a
    description. A named outlet that the resolver has not met gets the IRI that
    it would have as an entity of its own.
    """
    if name == name.lower() and name != name.upper():
        return unnamed_agent(article, name)
    for label in ("OUTLET", "COMPANY", "ORG", "PERSON"):
        found = find_entity(resolver, article, name, label)
        if found and found.cls in _AGENTS:
            return found
    key = name_key("OUTLET", name)
    node = iri.entity_iri("NewsOutlet", key, [key])
    return Node(iri=node, cls="NewsOutlet", label=name, local=True)


def _described(claim: Claim, subject: Node) -> Node:
    phrase = claim.object or ""
    if KINDS[claim.kind].shared_topic:
        node = iri.node_iri("topic", phrase_key(phrase), phrase_key(phrase))
        return Node(iri=node, cls="Topic", label=phrase)
    node = iri.node_iri("thing", phrase_key(phrase), subject.iri, phrase_key(phrase))
    return Node(iri=node, cls="DescribedThing", label=phrase)


def _instant(claim: Claim) -> str:
    """Return what tells two happenings without an object apart: their time, else their article."""
    if claim.time:
        return f"{claim.time.earliest}/{claim.time.latest}"
    return f"article:{claim.article}"


def _matter(claim: Claim, subject: Node, target: Node | None) -> Node:
    shape = KINDS[claim.kind]
    ends = [subject.iri, target.iri if target else ""]
    if shape.symmetric and target:
        ends.sort()
    happening = claim.object is None or claim.kind in (Kind.RESULT, Kind.MARKET_MOVE)
    parts = [
        shape.matter,
        *ends,
        claim.action or "",
        role_key(claim.role),
        _instant(claim) if happening else "",
    ]
    # The readable part, too, must not depend on the side from which a mutual matter is told.
    name = min(subject.label, target.label) if shape.symmetric and target else subject.label
    node = iri.node_iri("matter", f"{shape.matter} {name}", *parts)
    return Node(iri=node, cls=shape.matter, label=claim.object or "")


def _goal(claim: Claim, subject: Node) -> Node:
    key = phrase_key(claim.object) if claim.object else _instant(claim)
    # A goal that is a figure is another goal when the figure is another.
    amount = claim.amount
    figure = f"{amount.value.normalize():f} {amount.unit}" if amount else ""
    node = iri.node_iri("goal", key, subject.iri, key, figure)
    return Node(iri=node, cls="Goal", label=claim.object or "a goal not described")


def _nodes(claim: Claim, resolver: Resolver) -> ClaimNodes:
    subject = agent(resolver, claim.article, claim.subject, claim.subject_type)
    speaker = None
    if claim.speaker is not None:
        label = agent_label(claim.speaker_type)
        speaker = agent(resolver, claim.article, claim.speaker, label)
    target: Node | None = None
    if claim.object is not None:
        target = find_entity(resolver, claim.article, claim.object, claim.object_type)
        if target is None and claim.kind is not Kind.TARGET:
            target = _described(claim, subject)
    if claim.kind is Kind.TARGET:
        about = _goal(claim, subject)
        target = target or (about if claim.object is not None else None)
    else:
        about = _matter(claim, subject, target)
    return ClaimNodes(
        claim=claim,
        iri=iri.claim_iri(claim),
        subject=subject,
        object=target,
        speaker=speaker,
        about=about,
    )


def _stance_target(stance: ClaimNodes, others: Sequence[ClaimNodes]) -> ClaimNodes | None:
    """Find the claim that a stance is taken on: the one whose object shares most words.

    At least half of the words of the shorter phrase must be shared, and two of
    them or all of both. A person may speak of anybody's matters; an organization
    of those that it has a part in, or that it names in the same words. Of equals,
    the nearest claim is taken.
    """
    wanted = frozenset(phrase_key(stance.claim.object or "").split())
    at = stance.claim.evidence[0].start if stance.claim.evidence else 0

    def may_speak_of(other: ClaimNodes) -> bool:
        ends = {other.subject.iri, other.object.iri if other.object else ""}
        return stance.subject.cls in ("Person", "UnnamedAgent") or stance.subject.iri in ends

    def rank(other: ClaimNodes) -> tuple[float, int, int, str]:
        found = frozenset(phrase_key(other.claim.object or "").split())
        shared = len(wanted & found)
        same = found == wanted
        enough = same or shared > 1 if may_speak_of(other) else same and shared > 1
        share = shared / min(len(wanted), len(found)) if shared and enough else 0.0
        start = other.claim.evidence[0].start if other.claim.evidence else 0
        return (share, shared, -abs(at - start), other.iri)

    best = max(others, key=rank, default=None)
    return best if best is not None and rank(best)[0] >= 0.5 else None


def _with_stances(found: Sequence[ClaimNodes], resolver: Resolver) -> Iterable[ClaimNodes]:
    others = [n for n in found if n.claim.kind is not Kind.STANCE and n.claim.object is not None]
    for nodes in found:
        stance = nodes.claim
        target = None
        if stance.kind is Kind.STANCE and stance.object is not None:
            target = _stance_target(nodes, others)
        if target is None:
            yield nodes
            continue
        named = find_entity(resolver, stance.article, stance.object or "", stance.object_type)
        thing = named or target.about
        yield ClaimNodes(
            claim=stance,
            iri=nodes.iri,
            subject=nodes.subject,
            object=thing,
            speaker=nodes.speaker,
            about=_matter(stance, nodes.subject, thing),
            stance_on=(target.iri,),
        )


def article_nodes(claims: Iterable[Claim], resolver: Resolver) -> list[ClaimNodes]:
    """Return the claims of ONE article with their nodes, sorted by IRI, one for each IRI.

    Two claims with one IRI differ only in who relayed them, when they were
    said or how they were found; the surest is kept.

    Args:
        claims: All claims of one article; a stance is matched among them.
        resolver: Finds the entity behind a name.
    """
    found: dict[str, ClaimNodes] = {}
    for claim in sorted(claims, key=_preference):
        # Evidence is a set in RDF, so the IRI must not depend on the order it was given in.
        evidence = tuple(sorted(set(claim.evidence)))
        nodes = _nodes(replace(claim, evidence=evidence), resolver)
        found.setdefault(nodes.iri, nodes)
    listed = [found[key] for key in sorted(found)]
    return list(_with_stances(listed, resolver))


def _preference(claim: Claim) -> tuple[float, str]:
    return (-claim.confidence, repr(claim))
