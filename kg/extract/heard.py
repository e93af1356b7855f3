"""What lies between a clause and the article: words of saying, and who is heard through them."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.sources import Source


@dataclass(frozen=True, slots=True)
class Step:
    """One link between a clause and the article: a word of saying and its source."""

    cue: int
    source: int | None
    cited: tuple[int, ...] = ()


@dataclass(slots=True)
class Heard:
    """What reports, innermost first, have told so far of who speaks, and through whom."""

    inner: Source | None = None
    cue: int = -1
    speaking: int = -1
    relays: list[str] = field(default_factory=list)
    anonymous: bool = False
    hedging: bool = False
