"""Who a speaker is who is only told by a post: "its chairman said", where the article names the chairman."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence

from kg.extract.sources import UNNAMED
from kg.model import Claim, Kind, Modality, Polarity
from kg.resolve.names import same_name

_SOME = frozenset({"a", "an", "one", "two", "three", "some", "several", "former", "another"})
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def _words(text: str) -> list[str]:
    return [word.casefold().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text)]


def _holds(role: Claim, told: Sequence[str], claim: Claim) -> bool:
    """Tell whether a description of a speaker has a post and its organization: "the Acme chairman"."""
    if role.role is None or role.object is None or not set(_words(role.role)) <= set(told):
        return False
    named = set(_words(role.object)[:1]) <= set(told)
    return named or same_name(claim.subject, role.object)


def named(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return claims with the names of speakers whose posts the article gives to one person.

    "A director" is any of several, and stays a description.

    Args:
        claims: The claims of one article.
    """
    found = tuple(claims)
    roles = [
        c
        for c in found
        if c.kind is Kind.ROLE
        and c.subject_type == "PERSON"
        and (c.modality, c.polarity) == (Modality.ASSERTED, Polarity.AFFIRMED)
        and (c.time is None or c.time.latest is None)
    ]

    def outdone(role: Claim) -> bool:
        """Tell whether the article tells more surely that a person holds that post elsewhere."""
        return any(
            (other.subject, other.role) == (role.subject, role.role)
            and other.object != role.object
            and other.confidence > role.confidence
            for other in roles
        )

    roles = [role for role in roles if not outdone(role)]

    def known(claim: Claim) -> Claim:
        told = _words(claim.speaker or "")
        if claim.speaker_type != UNNAMED or not told or told[0] in _SOME:
            return claim
        holders = {role.subject for role in roles if _holds(role, told, claim)}
        if len(holders) != 1:
            return claim
        return dataclasses.replace(claim, speaker=holders.pop(), speaker_type="PERSON")

    return tuple(known(claim) for claim in found)
