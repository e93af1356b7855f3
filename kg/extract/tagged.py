"""Tags of headlines that say whose word they are: "Acme to buy Zeta, sources say", "Report: Acme to buy Zeta".

The tag is no part of what is told, and parsers read a headline with one in many ways. It is read by
itself, and the headline without it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.markup import shown
from kg.extract.sources import UNNAMED
from kg.extract.times.words import load_toml
from kg.model import Claim, Modality
from kg.resolve.names import same_name

if TYPE_CHECKING:
    from kg.extract.coref import Chains

_FIRM = frozenset({Modality.ASSERTED, Modality.PLANNED, Modality.TARGETED})


@dataclass(frozen=True, slots=True)
class Tag:
    """Who says a headline; `unnamed` where it is somebody without a name whose word is only passed on."""

    speaker: str
    unnamed: bool


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what stands before a headline, of a kicker there, and of a tag behind it."""
    words = load_toml("kg.extract", "tagged.toml")

    def any_of(*names: str) -> str:
        listed = sorted((w for name in names for w in words[name]), key=lambda w: (-len(w), w))
        return "|".join(re.escape(word) for word in listed)

    unnamed, saying = any_of("unnamed"), f"(?i:{any_of('saying')})"
    nobody = rf"(?P<unnamed>(?i:(?:(?:two|three|four) )?(?:{unnamed})))"
    who = (
        rf"(?P<who>(?i:(?:the )?(?:{any_of('described')}))|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){{1,2}})"
    )
    also = who.replace("?P<who>", "?P<also>")
    dash = r"\s+[-–—]\s*|\s*:\s+"
    return (
        re.compile(rf"\s*{nobody}:\s+(?=\S+\s+\S)"),
        re.compile(rf"\s*(?i:{any_of('kickers')})(?::\s+|\s+[-–—]\s*)(?=\S+\s+\S)"),
        re.compile(
            rf"(?:(?:{dash}){nobody}|(?:,\s+|{dash})(?:{nobody.replace('?P<unnamed>', '?P<they>')}\s+{saying}"
            rf"|{who}\s+{saying}|{saying}\s+{also}))\s*\.?\s*$"
        ),
    )


@cache
def _participles() -> re.Pattern[str]:
    """Return the pattern of what a headline in title case has somebody consider: "Considers (S)crapping"."""
    words = load_toml("kg.extract", "tagged.toml")
    verbs = "|".join(words["weighing"]).title()
    acts = "|".join(words["weighed"]).title()
    return re.compile(rf"\b((?:{verbs})\s+)({acts})\b")


def _read(title: str, text: str) -> tuple[Tag | None, list[tuple[int, int]]]:
    """Return the tag of a headline, and where it and a kicker stand."""
    before, kicker, behind = _patterns()
    spans = []
    if found := kicker.match(title):
        spans.append(found.span())
    start = spans[0][1] if spans else 0
    if found := before.match(title, start):
        return Tag(found["unnamed"].lower(), True), [*spans, found.span()]
    if not (found := behind.search(title, start)) or len(title[start : found.start()].split()) < 3:
        return None, spans
    if who := found["unnamed"] or found["they"]:
        return Tag(who.lower(), True), [*spans, found.span()]
    who = found["who"] or found["also"]
    # A name is known for one only where the story has it, too.
    if who[:1].isupper() and " " in who and who.rsplit(maxsplit=1)[-1] not in text:
        return None, spans
    return Tag(who, False), [*spans, found.span()]


def untagged(title: str, text: str) -> str:
    """Return what is shown of a headline, of the same length, with blanks for who says it and participles in small letters.

    Args:
        title: The headline.
        text: The story below it, which has the names of those who speak.

    Example:
        >>> untagged("Acme to buy Zeta - sources", "").rstrip()
        'Acme to buy Zeta'
        >>> untagged("Acme Considers Selling Zeta", "")
        'Acme Considers selling Zeta'
    """
    seen = shown(title)
    for start, end in _read(seen, text)[1]:
        seen = seen[:start] + " " * (end - start) + seen[end:]
    return _participles().sub(lambda told: told[1] + told[2].lower(), seen)


def with_tag(claims: Iterable[Claim], title: str, text: str, chains: Chains) -> tuple[Claim, ...]:
    """Return claims, those of the headline alone with who its tag has say them.

    Args:
        claims: The claims of one article.
        title: Its headline.
        text: The story below it.
        chains: Who is named in the article.
    """
    tag, _ = _read(shown(title), text)
    if tag is None:
        return tuple(claims)
    named = (m for m in chains.mentions if m.name is not None and not tag.unnamed)
    known = next((m for m in named if same_name(m.name, tag.speaker)), None)
    who, label = (known.name, known.label) if known else (tag.speaker, UNNAMED)

    def told(claim: Claim) -> Claim:
        if claim.evidence or not claim.title_evidence or claim.speaker:
            return claim
        hedged = tag.unnamed and claim.modality in _FIRM
        modality = Modality.REPORTED if hedged else claim.modality
        return dataclasses.replace(claim, speaker=who, speaker_type=label, modality=modality)

    return tuple(told(claim) for claim in claims)
