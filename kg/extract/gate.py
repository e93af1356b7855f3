"""The gate: from candidates to claims, with a reason for everything that does not pass.

It checks types and evidence, joins what the article says twice, keeps the
better of two readings of one place, and gives each claim its confidence.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

from kg.extract.figures import in_singular
from kg.extract.impossible import impossible
from kg.extract.left_firms import hired_by_firm, leaves_firm
from kg.extract.match import Candidate
from kg.extract.offices import misread
from kg.extract.one_office import with_offices
from kg.extract.retracted import retraction
from kg.extract.spoken import told_unspoken
from kg.iri import claim_iri
from kg.model import (
    ACTIONS,
    SYMMETRIC,
    Article,
    Claim,
    Dropped,
    Kind,
    Modality,
    Polarity,
    Quantity,
    Span,
)
from kg.resolve.names import same_name


@cache
def _settings() -> dict[str, Any]:
    text = resources.files("kg.extract").joinpath("gate.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def allowed() -> dict[int, tuple[frozenset[str], bool]]:
    """Return the labels that subjects of each kind may have, and whether a description may be one.

    Kinds are numbered in the order of `kg.model.Kind`.
    """
    settings = _settings()
    return {
        number: (frozenset(settings["subjects"].get(kind, ())), kind in settings["described"])
        for number, kind in enumerate(Kind)
    }


def _trigger_span(candidate: Candidate) -> Span:
    token = candidate.trigger
    return Span(token.idx, token.idx + len(token))


def _type_problem(claim: Claim) -> str | None:
    """Return what is wrong with the participants of a claim, by the table of `gate.toml`."""
    allowed = _settings()["subjects"].get(claim.kind.value)
    if claim.subject_type is None and claim.kind.value not in _settings()["described"]:
        return "the subject is no name"
    named = claim.subject_type is not None
    if allowed is not None and named and claim.subject_type not in allowed:
        return f"a {claim.kind} can't have a {claim.subject_type} as subject"
    if claim.kind in ACTIONS and claim.action is None:
        return "no action"
    return None


def _no_post(candidate: Candidate) -> str | None:
    """Return that no post is named where one must be: who leaves a firm or is hired by it has any."""
    claim = candidate.claim
    held = claim.kind in (Kind.ROLE, Kind.APPOINTMENT, Kind.DEPARTURE)
    known = not held or claim.role or leaves_firm(candidate) or hired_by_firm(candidate)
    return None if known else "no role named"


def problem(candidate: Candidate) -> str | None:
    """Return what is wrong with a candidate by itself, if anything."""
    wrong = _type_problem(candidate.claim) or _no_post(candidate)
    wrong = wrong or misread(candidate) or impossible(candidate)
    back = None if wrong else retraction(candidate.trigger.doc, candidate.trigger.i)
    return "the article corrects it" if back is not None and not back.denied else wrong


def same_object(one: Claim, two: Claim) -> bool:
    """Tell whether two claims may be about one object: the same by name, or one does not say."""
    if one.object is None or two.object is None:
        return True
    objects = one.object, two.object
    if one.kind is two.kind is Kind.RESULT:
        objects = in_singular(one.object), in_singular(two.object)
    return same_name(*objects, is_object=True)


def _compatible(one: object, two: object) -> bool:
    return one is None or two is None or one == two or not one or not two


_LONG_AGO = dt.timedelta(120)


def _act(claim: Claim) -> tuple[Kind, str | None, Polarity]:
    """Return what two claims that say the same thing surely have in common."""
    return claim.kind, claim.action, claim.polarity


def same_proposition(one: Claim, two: Claim) -> bool:
    """Tell whether two claims of one article say the same thing by the same source."""
    # What is quickly compared comes first: a long text has many claims.
    if _act(one) != _act(two):
        return False
    if one.kind is Kind.RESULT and one.amount != two.amount:
        return False
    if one.modality != two.modality and not {one.modality, two.modality} <= _FORWARD:
        return False
    if not (
        _compatible(one.amount, two.amount)
        and _compatible(one.time, two.time)
        and _compatible(one.speaker, two.speaker)
        and _compatible(one.period, two.period)
    ):
        return False
    if one.role and two.role and not same_name(one.role, two.role, is_object=True):
        return False
    straight = same_name(one.subject, two.subject) and same_object(one, two)
    crossed = (
        one.kind in SYMMETRIC
        and one.object is not None
        and two.object is not None
        and same_name(one.subject, two.object)
        and same_name(one.object, two.subject)
    )
    return straight or crossed


def _same_role(one: str | None, two: str | None) -> bool:
    return not one or not two or same_name(one, two, is_object=True)


def _rounded(one: Quantity | None, two: Quantity | None) -> bool:
    """Tell whether a headline's figure may be that of the body: "2,000 jobs" for 2,060, or a share."""
    if one is None or two is None or one.unit != two.unit:
        return True
    return abs(one.value - two.value) * 10 <= max(abs(one.value), abs(two.value))


def tells_again(known: Claim, headline: Claim) -> bool:
    """Tell whether a headline only tells a claim of the body again.

    Headlines are loose on tense and source: "Acme buys Zeta" stands over a plan to
    buy, and what the body says of certainty, time and source is to be believed.
    """
    if headline.evidence or not known.evidence or headline.modality in _SOURCED:
        return False
    described = known.kind in _DEALS and None in (known.object_type, headline.object_type)
    same = same_object(known, headline) or described
    return (
        same_name(known.subject, headline.subject)
        and same
        and _act(known) == _act(headline)
        and known.modality not in _SOURCED
        and _rounded(known.amount, headline.amount)
        and _same_role(known.role, headline.role)
    )


_DEALS = frozenset({Kind.ACQUISITION, Kind.DIVESTITURE, Kind.MERGER, Kind.FUNDING, Kind.INVESTMENT})
"""Kinds of which a headline may describe in other words what the body names."""

_SOURCED = frozenset({Modality.DENIED, Modality.RUMOURED, Modality.UNKNOWN})
_FORWARD = frozenset({Modality.PLANNED, Modality.TARGETED})


def _together(known: tuple[Span, ...], more: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return all spans, sorted; what many sentences tell again is not sorted again for each of them."""
    both = list(known)
    for span in more:
        at = bisect_left(both, span)
        if at == len(both) or both[at] != span:
            both.insert(at, span)
    return tuple(both)


def join(one: Claim, two: Claim) -> Claim:
    """Return the claim that two tellings of one proposition make together."""
    first, second = (one, two) if one.confidence >= two.confidence else (two, one)
    if bool(one.evidence) != bool(two.evidence):
        # The body says it in full; a headline only adds that it is news.
        first, second = (one, two) if one.evidence else (two, one)
        return dataclasses.replace(
            first,
            object=first.object or second.object,
            object_type=first.object_type if first.object else second.object_type,
            title_evidence=True,
            confidence=max(one.confidence, two.confidence),
        )
    evidence = _together(one.evidence, two.evidence)
    own = told_unspoken(one, two)
    who = own or (first if first.speaker else second)
    return dataclasses.replace(
        first,
        object=first.object or second.object,
        object_type=first.object_type if first.object else second.object_type,
        role=first.role or second.role,
        amount=first.amount or second.amount,
        time=first.time or second.time,
        period=first.period or second.period,
        speaker=who.speaker,
        speaker_type=who.speaker_type,
        said=who.said if own else first.said or second.said,
        relayed_by=who.relayed_by if own else first.relayed_by or second.relayed_by,
        evidence=evidence,
        title_evidence=one.title_evidence or two.title_evidence,
        confidence=max(one.confidence, two.confidence),
    )


def _rank(candidate: Candidate) -> tuple[float, int, int, str]:
    claim = candidate.claim
    filled = sum(
        v is not None
        for v in (claim.object, claim.amount, claim.time, claim.role, claim.speaker, claim.period)
    )
    return (-claim.confidence, -filled, candidate.trigger.i, candidate.frame.id)


def _rivals(one: Candidate, two: Candidate) -> bool:
    """Tell whether two candidates read the same words as two things where only one is meant."""
    groups: list[list[str]] = _settings()["exclusive"]
    kinds = {one.claim.kind.value, two.claim.kind.value}
    if one.claim.kind is two.claim.kind:
        return (
            one.trigger.i == two.trigger.i
            and one.claim.subject == two.claim.subject
            and one.frame.id != two.frame.id
            and (one.claim.object == two.claim.object or one.claim.kind is not Kind.RESULT)
        )
    if one.trigger.sent != two.trigger.sent:
        return False
    close = one.trigger.i == two.trigger.i
    return close and any(kinds <= set(group) for group in groups)


def _confidence(claim: Claim) -> float:
    """Return the belief that the article says this, from the frame and what was found with it."""
    settings = _settings()["confidence"]
    value = claim.confidence
    if claim.title_evidence and not claim.evidence:
        value *= settings["title_only"]
    if len(claim.evidence) > 1 or (claim.evidence and claim.title_evidence):
        value += (1 - value) * settings["told_twice"]
    if claim.modality in (Modality.HYPOTHETICAL, Modality.UNKNOWN):
        value *= settings["irrealis"]
    if claim.polarity is Polarity.NEGATED:
        value *= settings["negated"]
    return round(min(max(value, 0.01), 0.99), 2)


def refused(candidate: Candidate, reason: str) -> Dropped:
    """Return a candidate that is not told, with the reason."""
    return Dropped(
        article=candidate.claim.article,
        span=_trigger_span(candidate),
        field="title" if candidate.claim.title_evidence else "text",
        reason=reason,
        kind=candidate.claim.kind,
        found_by=candidate.frame.id,
    )


def _covered(wish: Candidate, others: Sequence[Candidate]) -> Candidate | None:
    """Return the claim of a kind of its own that tells what a Target only wishes for."""
    own = {wish.trigger.i, wish.object.token.i if wish.object else wish.trigger.i}
    for other in others:
        if other.claim.kind is Kind.TARGET or other.claim.subject != wish.claim.subject:
            continue
        if other.claim.modality is Modality.ASSERTED and not _compatible(
            other.claim.time, wish.claim.time
        ):
            continue  # what was planned for one day and done on another
        told = {other.trigger.i, other.object.token.i if other.object else other.trigger.i}
        surer = other.claim.confidence >= wish.claim.confidence
        if surer and other.claim.title_evidence == wish.claim.title_evidence and own & told:
            return other
    return None


def _without_rivals(
    found: Sequence[Candidate],
) -> tuple[list[Candidate], list[Dropped]]:
    kept: list[Candidate] = []
    dropped: list[Dropped] = []
    by_trigger: dict[tuple[int, bool], list[Candidate]] = {}
    for candidate in sorted(found, key=_rank):
        key = (candidate.trigger.i, candidate.claim.title_evidence)
        rival = next((k for k in by_trigger.get(key, ()) if _rivals(k, candidate)), None)
        if rival is not None:
            dropped.append(refused(candidate, f"the words are read as {rival.frame.id}"))
            continue
        by_trigger.setdefault(key, []).append(candidate)
        kept.append(candidate)
    single: list[Candidate] = []
    for candidate in kept:
        # Whether a promise was kept or taken back, no claim of another kind tells.
        told = candidate.claim
        open_ = told.modality is not Modality.ASSERTED and told.polarity is Polarity.AFFIRMED
        wish = told.kind is Kind.TARGET and open_
        other = _covered(candidate, kept) if wish else None
        if other is None:
            single.append(candidate)
        else:
            dropped.append(refused(candidate, f"the words are read as {other.frame.id}"))
    single.sort(key=lambda c: (c.claim.title_evidence, c.trigger.i, c.frame.id))
    return single, dropped


def _order(claim: Claim) -> tuple[Any, ...]:
    first = claim.evidence[0] if claim.evidence else Span(0, 0)
    return (
        first.start,
        first.end,
        claim.kind.value,
        claim.subject,
        claim.object or "",
        claim.action or "",
        str(claim.amount),
        str(claim.time),
        claim.modality.value,
        claim.speaker or "",
        claim.role or "",
    )


def _listed(one: Candidate, two: Candidate) -> bool:
    """Tell whether two claims are of one list: "plants in Spain and Italy" are not one plant."""
    return (
        one.trigger.i == two.trigger.i
        and one.claim.title_evidence == two.claim.title_evidence
        and one.frame.id == two.frame.id
        and one.claim.subject == two.claim.subject
        and one.claim.object != two.claim.object
    )


def _is_earlier(one: Claim, two: Claim, day: dt.date | None) -> bool:
    """Tell whether one of two sums got is of an earlier round: "raised $9 million. It last raised money in 2023".

    The year of that round is not the time of the one that is news.
    """
    if one.kind is not Kind.FUNDING or day is None or (one.time is None) == (two.time is None):
        return False
    dated, news = (one, two) if one.time is not None else (two, one)
    if dated.time is None or dated.time.latest is None or dated.time.latest > day - _LONG_AGO:
        return False
    apart = not any(a.overlaps(b) for a in one.evidence for b in two.evidence)
    return apart and dated.amount is None and news.amount is not None


def _is_backing(head: Candidate, candidate: Candidate) -> bool:
    """Tell whether one of two tells a sum got, and one in another sentence only who stands behind the firm.

    "Acme raised $9 million. Backed by Zenith, it makes drones" does not say whose the money is;
    "the round was backed by Zenith" does.
    """
    one, two = head.claim, candidate.claim
    if one.kind is not Kind.FUNDING or (one.object is None) == (two.object is None):
        return False
    backed = candidate if two.object is not None else head
    sent = [c.trigger.sent for c in (head, candidate)]
    if backed.claim.amount is not None or sent[0].start == sent[1].start:
        return False
    words = _settings()["backing"]
    own = {t.lemma_.lower() for t in backed.trigger.sent}
    return backed.trigger.lemma_.lower() in words["verbs"] and own.isdisjoint(words["money"])


def _is_other(known: Claim, head: Candidate, candidate: Candidate, day: dt.date | None) -> bool:
    """Tell whether a candidate is surely not what is known, of which `head` was the first telling."""
    if _listed(head, candidate) or _is_earlier(known, candidate.claim, day):
        return True
    return _is_backing(head, candidate)


def judge(
    article: Article, found: Iterable[Candidate]
) -> tuple[tuple[Claim, ...], tuple[Dropped, ...]]:
    """Return the claims that pass, sorted, and what was dropped with the reason.

    Raises:
        ValueError: A candidate's evidence lies outside the text; that is a defect of ours.
    """
    dropped: list[Dropped] = []
    fit: list[Candidate] = []
    for candidate in found:
        wrong = problem(candidate)
        if wrong:
            dropped.append(refused(candidate, wrong))
        else:
            fit.append(candidate)
    kept, ousted = _without_rivals(fit)
    kept = with_offices(kept, frozenset(_settings()["own_offices"]))
    dropped += ousted
    claims: list[Claim] = []
    heads: list[Candidate] = []
    alike: dict[tuple[Kind, str | None, Polarity], list[int]] = {}
    for candidate in kept:
        numbers = alike.setdefault(_act(candidate.claim), [])
        for number in numbers:
            known = claims[number]
            if _is_other(known, heads[number], candidate, article.date):
                continue
            if same_proposition(known, candidate.claim):
                claims[number] = join(known, candidate.claim)
                break
            if tells_again(known, candidate.claim):
                claims[number] = dataclasses.replace(known, title_evidence=True)
                break
        else:
            numbers.append(len(claims))
            claims.append(candidate.claim)
            heads.append(candidate)
    for claim in claims:
        if any(span.end > len(article.text) for span in claim.evidence):
            raise ValueError(f"evidence outside the text of {article.id}")
    final = [dataclasses.replace(c, confidence=_confidence(c)) for c in claims]
    return (
        tuple(sorted(final, key=_order)),
        tuple(sorted(dropped, key=lambda d: (d.field, d.span, d.reason, d.found_by))),
    )


def doubted(
    claims: Iterable[Claim], belief: Callable[[Claim], float], floor: Callable[[Claim], float]
) -> tuple[tuple[Claim, ...], tuple[Dropped, ...]]:
    """Return claims with calibrated beliefs for their confidence, and those too weak to tell.

    What counts is the confidence that is shown, in hundredths.

    Args:
        claims: What `judge` let pass.
        belief: Gives the chance that the article says what a claim says.
        floor: Gives the least chance that it may have.
    """
    believed = [(claim, round(min(max(belief(claim), 0.01), 0.99), 2)) for claim in claims]
    kept = tuple(
        dataclasses.replace(claim, confidence=chance)
        for claim, chance in believed
        if chance >= floor(claim)
    )
    return kept, tuple(_weak(claim, q) for claim, q in believed if q < floor(claim))


def each_once(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return claims without twins: of those that say the same, by all that names a claim, the surest.

    Fields that were filled after `judge` may make alike what was not alike there.
    """
    best: dict[str, Claim] = {}
    for claim in claims:
        name = claim_iri(claim)
        if name not in best or claim.confidence > best[name].confidence:
            best[name] = claim
    return tuple(best.values())


def sure(claims: Sequence[Claim], least: float) -> tuple[tuple[Claim, ...], tuple[Dropped, ...]]:
    """Return the claims with at least some confidence, and the others as dropped ones."""
    kept = tuple(claim for claim in claims if claim.confidence >= least)
    return kept, tuple(_weak(c, c.confidence) for c in claims if c.confidence < least)


def _weak(claim: Claim, chance: float) -> Dropped:
    return left_out(claim, f"believed at {chance:.2f} only")


def left_out(claim: Claim, reason: str) -> Dropped:
    """Return a claim that is not told, with the reason."""
    return Dropped(
        article=claim.article,
        span=claim.evidence[0] if claim.evidence else Span(0, 0),
        field="text" if claim.evidence else "title",
        reason=reason,
        kind=claim.kind,
        found_by=claim.found_by,
    )
