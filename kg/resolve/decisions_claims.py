"""Decisions about claims, applied to the claims of an article each time a graph is made.

The records of a build keep what the pipeline found; decisions are laid over it
when the graph is made, so that taking one back needs no new analysis.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kg.errors import KgError
from kg.interchange import claim_from_json, claim_to_json
from kg.iri import claim_iri
from kg.model import ACTIONS, AMOUNTS, Claim, Issue, Kind, Quantity
from kg.resolve.decisions import FIELDS, Decision

_WAS = ("article", "kind", "subject", "object", "evidence")
_TYPES = ("subject_type", "object_type", "speaker_type")
_AS_WRITTEN = {"money": "EUR 5000000", "people": "400 people", "percent": "5 percent"}
"""How a person writes an amount of each sort that a kind may ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A decision about a claim that took effect: the IRI the claim had, and the one it has now.

    `after` is None for a rejected claim.
    """

    decision: Decision
    article: str
    before: str
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a decision did to a claim: how the claim stood before and after, None for a rejected one."""

    decision: Decision
    before: Claim
    after: Claim | None


def changed(before: Claim, after: Claim) -> tuple[tuple[str, Any, Any], ...]:
    """Return the fields in which two claims differ, with both values as in `docs/claims.md`.

    Example:
        >>> from kg.model import Kind, Modality
        >>> claim = Claim(article="a", kind=Kind.HIRING, subject="Acme")
        >>> changed(claim, replace(claim, modality=Modality.PLANNED, subject_type="COMPANY"))
        (('modality', 'asserted', 'planned'), ('subject_type', None, 'COMPANY'))
    """
    old, new = claim_to_json(before), claim_to_json(after)
    pairs = [
        (name, getattr(before, name), getattr(after, name))
        if name in _TYPES
        else (name, old[name], new[name])
        for name in FIELDS
    ]
    return tuple((name, one, other) for name, one, other in pairs if one != other)


def snapshot(claim: Claim) -> dict[str, Any]:
    """Return what a decision keeps of a claim, to find it again after a new extraction.

    Example:
        >>> from kg.model import Kind
        >>> snapshot(Claim(article="a", kind=Kind.HIRING, subject="Acme"))
        {'article': 'a', 'kind': 'Hiring', 'subject': 'Acme', 'object': None, 'evidence': []}
    """
    found = claim_to_json(claim)
    return {name: found[name] for name in _WAS}


def corrected(claim: Claim, change: Mapping[str, Any]) -> Claim:
    """Return a claim with other values, given as in `docs/claims.md`.

    Args:
        claim: Any claim.
        change: Values by field.

    Raises:
        ValueError: A value does not fit its field.

    Example:
        >>> from kg.model import Kind
        >>> claim = Claim(article="a", kind=Kind.HIRING, subject="Acme")
        >>> corrected(claim, {"modality": "rumoured", "subject": "Zenith"}).subject
        'Zenith'
    """
    plain = {name: value for name, value in change.items() if name not in _TYPES}
    types = {name: value for name, value in change.items() if name in _TYPES}
    for name in ("subject", "object", "role", "speaker", "period", *_TYPES):
        value = change.get(name)
        absent = value is None and (name != "subject" or name not in change)
        if not absent and (not isinstance(value, str) or not value):
            raise ValueError(f"{name} is no text")
    try:
        read = claim_from_json({**claim_to_json(claim), "inferred": None, **plain})
        values = {name: getattr(read, name) for name in plain}
        found = replace(claim, **values, **types)
    except (KgError, TypeError, AttributeError) as error:
        raise ValueError(getattr(error, "cause", str(error))) from error
    if found.action is not None and found.action not in ACTIONS.get(found.kind, ()):
        raise ValueError(f"a claim of kind {found.kind} has no action {found.action!r}")
    if {"amount", "kind"} & set(change):
        _check_amount(claim, found)
    return found


def _sort(amount: Quantity) -> str:
    """Return what an amount counts: money, people, percent, or anything else."""
    unit = amount.unit or ""
    if len(unit) == 3 and unit.isascii() and unit.isupper():
        return "money"
    return unit if unit in _AS_WRITTEN else "count"


def amount_fits(kind: Kind, amount: Quantity | None) -> bool:
    """Tell whether a claim of a kind may have an amount, by `kg.model.AMOUNTS`.

    Example:
        >>> from decimal import Decimal
        >>> jobs = Quantity(value=Decimal(300), unit="people")
        >>> amount_fits(Kind.LAYOFF, jobs), amount_fits(Kind.MERGER, jobs), amount_fits(Kind.MERGER, None)
        (True, False, True)
    """
    return amount is None or kind not in AMOUNTS or _sort(amount) in AMOUNTS[kind]


def _check_amount(before: Claim, after: Claim) -> None:
    """Refuse an amount that claims of the kind don't have.

    What the pipeline read may be of another sort; the figure alone may be corrected then.

    Raises:
        ValueError: It is of another sort; the message says of which it may be.
    """
    amount, kind = after.amount, after.kind
    if amount is None or amount_fits(kind, amount):
        return
    if before.kind is kind and before.amount and _sort(before.amount) == _sort(amount):
        return
    allowed = " or ".join(f"{sort} ({_AS_WRITTEN[sort]!r})" for sort in AMOUNTS[kind])
    given = f"{amount.value.normalize():f} {amount.unit or ''}".rstrip()
    what = f"the amount of a claim of kind {kind} is {allowed}, not {given!r}"
    if not allowed:
        what = f"a claim of kind {kind} has no amount, so not {given!r}"
    away = "" if before.amount is None or before.amount != amount else "; 'amount=' takes it away"
    raise ValueError(what + away)


@dataclass(slots=True)
class ClaimDecisions:
    """The decisions about claims that are in force, earliest first.

    `applied` grows as articles pass; a decision that none of them answered is
    in `stale()` afterwards.
    """

    decisions: Sequence[Decision]
    applied: list[Applied] = field(default_factory=list)
    _issues: dict[str, str] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    _by_article: dict[str | None, list[Decision]] = field(init=False)
    _order: dict[Decision, int] = field(init=False)

    def __post_init__(self) -> None:
        self._by_article = defaultdict(list)
        self._order = {decision: place for place, decision in enumerate(self.decisions)}
        for decision in self.decisions:
            if decision.kind in ("reject", "correct"):
                self._by_article[decision.was.get("article")].append(decision)

    def about(self, article: str) -> list[Decision]:
        """Return the decisions that may be about claims of an article, earliest first."""
        if article not in self._by_article and None not in self._by_article:
            return []
        found = [*self._by_article.get(article, ()), *self._by_article.get(None, ())]
        return sorted(found, key=self._order.__getitem__)

    def apply(self, article: str, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Return the claims of an article as people decided that they are."""
        self._seen.add(article)
        if not self.about(article):
            return tuple(claims)
        return tuple(claim for claim, _ in self._run(article, claims) if claim is not None)

    def named(self, article: str, claims: Iterable[Claim]) -> Iterator[tuple[Claim, set[str]]]:
        """Yield the claims of an article as they stand, each with every IRI that it has had.

        Args:
            article: Its id.
            claims: Its claims as they were found.
        """
        for claim, names in self._run(article, claims):
            if claim is not None:
                yield claim, names

    def steps(self, article: str, claims: Iterable[Claim]) -> list[Step]:
        """Return what each decision did to the claims of an article, earliest first.

        Args:
            article: Its id.
            claims: Its claims as they were found.
        """
        found: list[Step] = []
        self._run(article, claims, found)
        return found

    def answered(
        self, article: str, claims: Iterable[Claim], others: ClaimDecisions
    ) -> list[tuple[Claim, tuple[Decision, ...]]]:
        """Return the claims of an article as they stand, each with the decisions that speak of it.

        Args:
            article: Its id.
            claims: Its claims as they were found.
            others: Decisions of any status.
        """
        run = self._run(article, claims)
        now, names = [claim for claim, _ in run], [iris for _, iris in run]
        found: dict[int, list[Decision]] = defaultdict(list)
        for decision in others.about(article):
            place = _place(decision, now, names)
            if place is not None:
                found[place].append(decision)
        return [(c, tuple(found[place])) for place, c in enumerate(now) if c is not None]

    def _run(
        self, article: str, claims: Iterable[Claim], steps: list[Step] | None = None
    ) -> list[tuple[Claim | None, set[str]]]:
        """Return claims as they are after all decisions, None where rejected, with all their IRIs."""
        found, about = list(claims), self.about(article)
        now: list[Claim | None] = list(found)
        names = [{claim_iri(claim)} for claim in found]
        for decision in about:
            place = _place(decision, now, names)
            claim = now[place] if place is not None else None
            if place is None or claim is None:
                continue
            after = self._decided(decision, claim)
            now[place] = after
            if steps is not None:
                steps.append(Step(decision=decision, before=claim, after=after))
            iri = claim_iri(after) if after is not None else None
            self.applied.append(
                Applied(decision=decision, article=article, before=claim_iri(claim), after=iri)
            )
            names[place] |= {iri} if iri else set()
        return list(zip(now, names, strict=True))

    def _decided(self, decision: Decision, claim: Claim) -> Claim | None:
        if decision.kind == "reject":
            return None
        try:
            return corrected(claim, decision.set)
        except ValueError as error:
            self._issues[decision.id] = f"the correction does not fit: {error}"
            return claim

    def issues(self) -> list[Issue]:
        """Return a warning for each decision that fits no claim, or not the claim that it names.

        Those about claims of an article that was withdrawn, and is not there, are none: they wait with it.
        """
        known = {applied.decision.id for applied in self.applied}
        removed = {
            name for each in self.decisions if each.kind == "remove" for name in each.articles
        }
        known |= {
            each.id
            for each in self.decisions
            if each.claim and each.was.get("article") in removed - self._seen
        }
        found = []
        for listed in self._by_article.values():
            for decision in listed:
                message = self._issues.get(decision.id)
                if decision.id not in known:
                    message = f"no claim {decision.claim} (any more); the decision waits for it"
                if message:
                    code = "decision-stale" if decision.id not in known else "decision-unfit"
                    found.append(
                        Issue(severity="warning", code=code, message=message, where=decision.where)
                    )
        return found


def _place(
    decision: Decision, now: Sequence[Claim | None], names: Sequence[set[str]]
) -> int | None:
    """Find the claim that a decision is about: by its IRI, else the one that reads as it did."""
    for place, iris in enumerate(names):
        if decision.claim in iris:
            return place
    was = decision.was
    spans = was.get("evidence")
    if not spans or not isinstance(spans, list):
        return None
    alike = [
        place
        for place, claim in enumerate(now)
        if claim is not None
        and (claim.kind.value, claim.subject, claim.object)
        == (was.get("kind"), was.get("subject"), was.get("object"))
        and any(_meet(span, claim) for span in spans)
    ]
    return alike[0] if len(alike) == 1 else None


def _meet(span: Any, claim: Claim) -> bool:
    match span:
        case [int(start), int(end)]:
            return any(own.start < end and start < own.end for own in claim.evidence)
    return False
