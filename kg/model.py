"""The frozen types that flow through the pipeline.

Article → (spaCy Doc) → Claim → Entity → quads. Every field of `Claim` is
defined in `docs/claims.md`; dates are closed at both ends; offsets are code
points into `Article.text`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal


class Kind(StrEnum):
    """What a claim is about; the concepts of the scheme `claim-kind`."""

    ROLE = "Role"
    APPOINTMENT = "Appointment"
    DEPARTURE = "Departure"
    TARGET = "Target"
    INVESTMENT = "Investment"
    FUNDING = "Funding"
    ACQUISITION = "Acquisition"
    DIVESTITURE = "Divestiture"
    MERGER = "Merger"
    PARTNERSHIP = "Partnership"
    SUPPLY = "Supply"
    PRODUCT = "Product"
    DEVELOPMENT = "Development"
    FACILITY = "Facility"
    FORMATION = "Formation"
    HIRING = "Hiring"
    LAYOFF = "Layoff"
    RESULT = "Result"
    MARKET_MOVE = "MarketMove"
    LEGAL = "Legal"
    INSOLVENCY = "Insolvency"
    OWNERSHIP = "Ownership"
    STANCE = "Stance"


class Modality(StrEnum):
    """How firmly the article says it."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    TARGETED = "targeted"
    REPORTED = "reported"
    RUMOURED = "rumoured"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    UNKNOWN = "unknown"


class Polarity(StrEnum):
    """Whether the proposition itself is affirmed or negated."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


ACTIONS: dict[Kind, tuple[str, ...]] = {
    Kind.PRODUCT: (
        "announces",
        "shows",
        "launches",
        "ships",
        "updates",
        "withdraws",
        "recalls",
        "prices",
    ),
    Kind.FACILITY: ("builds", "opens", "expands", "closes"),
    Kind.LEGAL: (
        "sues",
        "fines",
        "charges",
        "investigates",
        "approves",
        "blocks",
        "rules",
        "settles",
    ),
    Kind.STANCE: ("confirms", "denies", "opposes", "declines"),
}
"""The actions a claim of each kind may have; kinds not listed have none."""

SYMMETRIC = frozenset({Kind.MERGER, Kind.PARTNERSHIP})
"""Kinds that match either way round (`docs/claims.md`, "Scoring")."""

AMOUNTS: dict[Kind, tuple[str, ...]] = {
    Kind.ROLE: (),
    Kind.APPOINTMENT: (),
    Kind.DEPARTURE: (),
    Kind.INVESTMENT: ("money",),
    Kind.FUNDING: ("money",),
    Kind.ACQUISITION: ("money",),
    Kind.DIVESTITURE: ("money",),
    Kind.MERGER: ("money",),
    Kind.PARTNERSHIP: ("money",),
    Kind.DEVELOPMENT: (),
    Kind.FORMATION: (),
    Kind.HIRING: ("people", "percent"),
    Kind.LAYOFF: ("people", "percent"),
    Kind.MARKET_MOVE: ("percent", "money"),
    Kind.LEGAL: ("money",),
    Kind.INSOLVENCY: (),
    Kind.OWNERSHIP: ("percent",),
    Kind.STANCE: (),
}
"""What the amount of a claim of each kind may be; kinds not listed may count anything."""

Bound = Literal["at most", "at least", "about"]
Outcome = Literal["built", "unchanged", "skipped", "failed", "removed"]
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `[start, end)` of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """Return the characters of `text` that this span covers.

        Example:
            >>> Span(0, 6).of("Xiaomi cars")
            'Xiaomi'
        """
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article as it was given.

    `text` is the body, character for character; all offsets count in it.
    `date` is the day of publication and is never guessed from today.
    `source` says where the input was found, for reports and error messages.
    `facts_from` are addresses that an author of a sample names as its sources.
    """

    id: str
    title: str
    text: str
    date: dt.date | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    source: str | None = None
    facts_from: tuple[str, ...] = ()


ORGANIZATION_LABELS = frozenset({"COMPANY", "ORG", "OUTLET"})
"""Name types of the analyser that are organizations'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A named or nominal reference to something, found in one article.

    `label` is a name type of the analyser (`COMPANY`, `PERSON`, ...);
    `name` is the fullest name of the chain it belongs to, or None for a
    description that no name resolves; `chain` numbers the chains of an article.
    """

    span: Span
    text: str
    label: str
    name: str | None = None
    chain: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """A closed interval of days; an absent limit is open.

    `words` are the characters it was read from and `inferred` names the words
    that supplied a year which the article's metadata does not give. Neither
    takes part in comparison: two readings of the same days are equal.
    """

    earliest: dt.date | None = None
    latest: dt.date | None = None
    words: str | None = field(default=None, compare=False)
    inferred: str | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"interval ends before it starts: {self.earliest}, {self.latest}")

    def __bool__(self) -> bool:
        return self.earliest is not None or self.latest is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit.

    Units are ISO 4217 codes for money (whole currency units), `percent`,
    `people`, or the noun that is counted. `bound` keeps "up to", "at least"
    and "about".
    """

    value: Decimal
    unit: str | None
    bound: Bound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One proposition that one article makes, with who says it and in which words (`docs/claims.md`).

    Attributes:
        article: Id of the article.
        kind: What sort of thing is told.
        subject: Who acts or is described, by the fullest name that the article gives.
        object: The other party, or the thing concerned.
        action: What is done, for the kinds of `ACTIONS`.
        role: The position, for Role, Appointment and Departure.
        amount: Money, people, per cent or things counted.
        time: When it happens, happened or is due.
        period: For how long, as an ISO 8601 duration.
        modality: How certain it is.
        polarity: Whether it is so, or not so.
        speaker: Who says it; None where the article says it in its own voice.
        said: When the speaker said it, where the text tells.
        relayed_by: Outlets between speaker and article, outermost first.
        evidence: Spans of the article's text that say it, in code points.
        title_evidence: Whether the title says it (too).
        confidence: Calibrated chance that the article says this, from 0 to 1.
        found_by: The frame or model that proposed it.
        subject_type, object_type, speaker_type: Labels of the names ("COMPANY", "PERSON", ...), None for descriptions.
    """

    article: str
    kind: Kind
    subject: str
    object: str | None = None
    action: str | None = None
    role: str | None = None
    amount: Quantity | None = None
    time: TimeSpan | None = None
    period: str | None = None
    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.AFFIRMED
    speaker: str | None = None
    said: TimeSpan | None = None
    relayed_by: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()
    title_evidence: bool = False
    confidence: float = 1.0
    found_by: str = ""
    subject_type: str | None = field(default=None, compare=False)
    object_type: str | None = field(default=None, compare=False)
    speaker_type: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A candidate that gave no claim, and why; what `kg extract --explain` shows.

    `missed` stands for a whole sentence that looks like an event of a company
    and gave no claim at all; the reason is then the most telling one, and `also`
    the next, with the frame that gives it in brackets ("" where there is none).
    """

    article: str
    span: Span
    field: Literal["text", "title"]
    reason: str
    kind: Kind | None = None
    found_by: str = ""
    missed: bool = False
    also: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A sentence of an article's text that may tell what came of something that had been announced.

    It is no claim: it says neither of what nor how it came out. `likelihood`
    is the chance that it tells an outcome at all, from 0 to 1; `about` the
    organization that it is about, None where the article is about none.
    """

    article: str
    span: Span
    likelihood: float
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Something that claims name, after the names of all articles were compared.

    `type` is a local name of the ontology (`Company`, `Person`, ...); `names`
    are the spellings that were joined, sorted; `key` is what they share.
    """

    iri: str
    type: str
    label: str
    names: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A problem in the data: what, where and how bad."""

    severity: Severity
    code: str
    message: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRow:
    """What became of one input of a build; a row of `exports/report.json`."""

    source: str
    article: str | None
    outcome: Outcome
    reason: str = ""
    claims: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of a command over many inputs."""

    rows: tuple[InputRow, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def ok(self) -> bool:
        """True unless an input failed or an issue is an error."""
        return not any(r.outcome == "failed" for r in self.rows) and not any(
            i.severity == "error" for i in self.issues
        )
