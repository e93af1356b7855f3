"""Whose act it is that a part of a firm does: "its unit Orbit Labs bought Zenith" tells of Orbit Labs alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from kg.extract import gate
from kg.extract.match import Candidate
from kg.extract.times.words import load_toml
from kg.resolve.names import same_name


@cache
def _parts() -> frozenset[str]:
    """Return the nouns for a part of a firm: "unit", "arm"."""
    return frozenset(load_toml("kg.extract", "wording.toml")["parts"])


def without_owners(proposed: Iterable[Candidate], found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates of the model without those that give an owner what its part does by a frame.

    Args:
        proposed: What the model proposes.
        found: What frames propose.
    """
    parts = _parts()
    acts: dict[tuple[bool, int], list[Candidate]] = {}
    for one in found:
        token = one.subject.token
        if token.lemma_.lower() in parts and not token.ent_type_ and one.claim.subject_type:
            acts.setdefault(_place(one), []).append(one)
    if not acts:
        return list(proposed)
    return [
        one for one in proposed if not any(_is_of(one, act) for act in acts.get(_place(one), ()))
    ]


def _place(one: Candidate) -> tuple[bool, int]:
    """Return where a candidate is told: whether in the title, and where its sentence begins."""
    return one.claim.title_evidence, one.trigger.sent.start


def _is_of(other: Candidate, act: Candidate) -> bool:
    """Tell whether a candidate tells of somebody else what a part does."""
    return (
        other.claim.kind is act.claim.kind
        and gate.same_object(other.claim, act.claim)
        and not same_name(other.claim.subject, act.claim.subject)
        and other.subject.token.i < act.subject.token.i
    )
