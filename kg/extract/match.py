"""Match frames against a text: triggers to candidates, before the gate looks at them."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from spacy.tokens import Token

from kg.extract import modality
from kg.extract.arrays import arrays
from kg.extract.attribution import Attribution
from kg.extract.context import Context, sentence_span
from kg.extract.expected import of_figure
from kg.extract.figures import figures_of, of_measure
from kg.extract.firmness import TO_COME, firmness, has_come, is_ahead, is_done_by, is_foreseen
from kg.extract.former import of_own_measure, with_former
from kg.extract.frame import Frame, FrameSet
from kg.extract.gapped import with_added, with_change, with_sum
from kg.extract.in_order import Stated, in_order, role_of_own, without_others
from kg.extract.joint import titles_of
from kg.extract.lasting import pick_period
from kg.extract.multiples import with_multiple
from kg.extract.new_prices import with_new_price
from kg.extract.nouns import holders
from kg.extract.outdone import is_of_another
from kg.extract.outlooks import is_outlook, is_replaced, time_told
from kg.extract.own_sums import amount_of
from kg.extract.owners_shares import is_of_customer
from kg.extract.past_state import gives_away
from kg.extract.portions import portions
from kg.extract.regions import by_region, with_another
from kg.extract.second_sums import of_all
from kg.extract.slots import fill
from kg.extract.spoken import is_unspoken, relays, speaker_of, unsaid
from kg.extract.stakes import with_former_stake
from kg.extract.sums import amount_before, signed
from kg.extract.triggers import announced, standing
from kg.extract.undone import is_beside
from kg.extract.voices import voiced
from kg.extract.when import of_post
from kg.extract.without_verb import with_own_figures
from kg.extract.wording import Filler, without_owner
from kg.model import SYMMETRIC, Claim, Dropped, Kind, Modality, Polarity, Quantity, Span


@cache
def _words() -> dict[str, frozenset[str]]:
    text = resources.files("kg.extract").joinpath("match.toml").read_text(encoding="utf-8")
    return {key: frozenset(found) for key, found in tomllib.loads(text).items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A claim that a frame proposes, with the tokens that the gate needs to judge it."""

    claim: Claim
    frame: Frame
    trigger: Token
    subject: Filler
    object: Filler | None


def _pairs(
    frame: Frame, subjects: list[Filler], objects: list[Filler]
) -> Iterator[tuple[Filler, Filler | None]]:
    """Yield each subject with each object; two coordinated parties of one deal pair up."""
    if not objects:
        if frame.kind in SYMMETRIC and len(subjects) >= 2:
            for other in subjects[1:]:
                yield subjects[0], other
            return
        # Nobody merges alone; with whom one would work may be left open.
        open_ = frame.only or frame.modality is not Modality.ASSERTED or frame.object.paths
        if frame.kind is Kind.MERGER or (frame.kind is Kind.PARTNERSHIP and not open_):
            return
        for subject in subjects:
            yield subject, None
        return
    for subject in subjects:
        others = [
            o for o in objects if not frame.distinct or o.text.casefold() != subject.text.casefold()
        ]
        if not others and frame.kind in (Kind.LAYOFF, Kind.HIRING):
            yield subject, None  # "Acme's subsidiary Zenith will cut jobs": in no unit of its own
        for obj in others:
            yield subject, obj


_NO_AMOUNT = "no amount of a fitting kind"
NO_SUBJECT = "no subject of a fitting type"
"""The reason where nobody fills the slot of who acts."""


class _Misfit(Exception):  # noqa: N818 - a reason, not an error
    """Why a frame gives nothing at a trigger."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _amounts(
    trigger: Token,
    frame: Frame,
    pair: tuple[Filler, Filler | None],
    context: Context,
    used: set[int],
) -> list[Quantity | None]:
    """Return the amount of a claim, or the figures of a measure, of which each is a claim.

    Raises:
        _Misfit: The frame needs an amount and there is none.
    """
    if frame.figures == "own":
        amounts: list[Quantity | None] = [amount_of(trigger, frame, None, context, used)]
    elif frame.figures:
        changes = frame.figures == "changes"
        measure = trigger if pair[1] is None else pair[1].token
        found = figures_of(measure, context, frame.amount, frame.lemmas, changes=changes)
        amounts = [quantity for quantity, _ in found]
        if not (amounts or frame.needs_amount):
            amounts = [amount_of(trigger, frame, pair[1], context, used)]
    else:
        own = amount_before(pair[0].token, frame, context)
        near = None if pair[1] is None else pair[1].token
        if own is not None and not of_all(own, trigger, near, frame.kind):
            amounts = [signed(own.mention.quantity, frame.sign)]
        else:
            amounts = [amount_of(trigger, frame, pair[1], context, used)]
    if frame.needs_amount and not any(amounts):
        raise _Misfit(_NO_AMOUNT)
    if frame.without_amount and any(amounts):
        raise _Misfit("an amount makes it a claim of another frame")
    return [None] if frame.without_amount else amounts or [None]


def _participants(
    trigger: Token, frame: Frame, context: Context
) -> tuple[list[Filler], list[Filler], str | None]:
    """Return subjects, objects and the role, or raise `_Misfit` where a needed one is missing."""
    subjects = fill(frame.subject, trigger, context)
    if not (subjects or frame.orphan):  # most frames stop here: nobody need look for their objects
        raise _Misfit(NO_SUBJECT)
    objects = fill(frame.object, trigger, context)
    if frame.kind in (Kind.LAYOFF, Kind.HIRING):  # "500 jobs in May and (300) in June"
        objects = [o for o in objects if not o.text.isdigit()]
    if not subjects and (objects or frame.needs):
        subjects = [Filler("", None, trigger)]
    if not subjects:
        raise _Misfit(NO_SUBJECT)
    if frame.object.required and not objects:
        raise _Misfit("no object of a fitting type")
    if frame.role is None:
        return subjects, objects, None
    if frame.kind is Kind.ROLE:
        subjects = holders(trigger, subjects)
        if not subjects:
            raise _Misfit("a title of several persons with one name")
    roles = fill(frame.role, trigger, context)
    role = titles_of([r.token for r in roles], context) if roles else None
    if frame.role.required and not role:
        raise _Misfit("no role named")
    return subjects, objects, role


def _never_said(source: Attribution, trigger: Token) -> bool:
    """Tell whether the text says that nobody has said a thing: "has never said that it builds one".

    Who "did not disclose the price of its acquisition" has made it.
    """
    if is_beside(arrays(trigger.doc), trigger.i, trigger.head.i):
        return False
    return source.cue is not None and source.cue.i != trigger.i and unsaid(source, trigger)


def _source(event: Token, context: Context) -> Attribution:
    """Return who says what a word tells; what "would announce" governs is not said yet."""
    source = context.attributions.of(event)
    cue = source.cue
    if cue is None or cue.i == event.i or not is_unspoken(cue):
        return source
    return context.attributions.of(cue)


def _told_by(
    trigger: Token,
    frame: Frame,
    subject: Filler,
    read: tuple[Attribution, modality.Reading],
    amount: Quantity | None,
    *,
    measure: Filler | None,
    context: Context,
) -> tuple[str | None, str | None, bool]:
    """Return who says a claim, with the label, and whether its figure is only expected.

    Of a figure that analysts expected they are the source; a firm's own outlook is its own.
    """
    speaker, label = speaker_of(trigger, frame, subject, read[0], context)
    figure = amount if frame.kind is Kind.RESULT else None
    expected = None if figure is None else of_figure(figure, trigger.sent, context)
    if expected is None:
        hoped = is_foreseen(frame, amount, read[1].cues)
        return speaker, label, hoped or is_outlook(trigger, frame, measure, amount, context)
    return (expected.speaker, "UNNAMED", True) if expected.speaker else (speaker, label, True)


def _check_time(frame: Frame, *, given: bool) -> None:
    if frame.needs_time and not given:
        raise _Misfit("no time given")
    if frame.without_time and given:
        raise _Misfit("a time makes it another kind")


def _dated_by_saying(trigger: Token, frame: Frame, certainty: Modality) -> bool:
    """Tell whether a thing happens when it is said: to deny is to say, to tell of a firm founds it, to warn of goods recalls them."""
    recalled = frame.action == "recalls" and trigger.tag_ != "VBN"  # not "are to be recalled"
    told = frame.kind is Kind.FORMATION or recalled
    said = frame.kind is Kind.STANCE or (told and certainty is Modality.ASSERTED)
    return frame.takes_time and said


_NOT_SO = (Modality.ASSERTED, Polarity.NEGATED)
_MEANT = frozenset(
    {Kind.ACQUISITION, Kind.DIVESTITURE, Kind.MERGER, Kind.FACILITY, Kind.PRODUCT, Kind.LAYOFF}
    | {Kind.HIRING, Kind.INVESTMENT, Kind.FUNDING, Kind.DEPARTURE, Kind.APPOINTMENT}
    | {Kind.FORMATION}
)
"""Kinds of which nothing is left once they are off, but that they were planned."""
_STATES = (Kind.DEVELOPMENT, Kind.OWNERSHIP, Kind.PARTNERSHIP, Kind.PRODUCT)


def _denies(trigger: Token, frame: Frame, speaker: str | None, subject: Filler) -> bool:
    """Tell whether an organization itself says that it does not: "Acme said that it builds no cars".

    What it says that it has ended or will not do is no denial.
    """
    now = trigger.tag_ in ("VBZ", "VBP") or (
        trigger.tag_ == "VB" and any(c.lower_ in ("does", "do") for c in trigger.children)
    )
    return frame.kind in _STATES and now and speaker is not None and speaker == subject.text


def _claims(trigger: Token, frame: Frame, context: Context) -> Iterator[Candidate]:
    # "Doubled" is a figure without an amount; else nobody need be looked for where there is none.
    if frame.needs_amount and not (frame.figures or context.amounts_near(trigger)):
        raise _Misfit(_NO_AMOUNT)
    subjects, objects, role = _participants(trigger, frame, context)
    yield from _stated(trigger, frame, (subjects, objects, role), context)


def _reading(
    event: Token, source: Attribution, default: Modality, context: Context
) -> modality.Reading:
    """Return how what a word tells is meant; it is worked out once for a word and a default."""
    key = event.i, default
    found = context.readings.get(key)
    if found is None:
        found = context.readings[key] = modality.of(event, source, default=default)
    return found


def _is_sent(trigger: Token) -> bool:
    """Tell whether a move of shares is what news brought about: "said it would cut jobs, sending its shares down"."""
    verb = trigger if trigger.pos_ == "VERB" else trigger.head
    sent = verb.tag_ == "VBG" and verb.lemma_.lower() in _words()["sending"]
    return sent and verb.i > 0 and verb.doc[verb.i - 1].text == ","


def _certainty(
    frame: Frame,
    reading: modality.Reading,
    source: Attribution,
    trigger: Token,
    context: Context,
) -> Modality:
    """Return how certain a claim is; what nobody has said is unknown, what came to nothing was planned."""
    certainty = frame.modality if frame.fixed_modality else reading.modality
    if frame.kind is Kind.MARKET_MOVE and _is_sent(trigger):
        return Modality.ASSERTED
    if certainty is Modality.PLANNED and is_done_by(trigger, frame, reading.cues):
        return Modality.ASSERTED
    # "plans to sell its stake" is of one that it has
    held = frame.kind is Kind.OWNERSHIP and gives_away(trigger) is not None
    if held or (certainty in TO_COME and has_come(trigger, frame, context)):
        return Modality.ASSERTED
    if certainty is not Modality.ASSERTED:
        return certainty
    if _never_said(source, trigger):
        return Modality.UNKNOWN
    off = reading.ended and reading.polarity is Polarity.NEGATED and frame.kind in _MEANT
    return Modality.PLANNED if off and not frame.fixed_polarity else certainty


def _object(thing: Filler | None, subject: Filler) -> str | None:
    """Return the words of what is acted on; that it is the subject's own the claim tells already."""
    if thing is None:
        return None
    return thing.text if thing.label else without_owner(thing.text, subject.text)


def _own(told: list[Stated], frame: Frame, trigger: Token, context: Context) -> list[Stated]:
    """Return what is stated, each party with its own figure, without figures that are another's."""
    if frame.kind is Kind.RESULT:
        told = [one for one in told if not is_of_customer(trigger, one[0], context)]
    own = in_order(with_own_figures(told, trigger, context), trigger, context)
    if frame.kind is not Kind.MARKET_MOVE:
        return own
    return [one for one in own if not is_of_another(one[2], trigger, context)]


def _stated(
    trigger: Token,
    frame: Frame,
    parts: tuple[list[Filler], list[Filler], str | None],
    context: Context,
) -> Iterator[Candidate]:
    """Yield the claims of given participants, with what the text says of them."""
    subjects, objects = (without_others(some, trigger, context) for some in parts[:2])
    event = trigger.head if trigger.pos_ == "ADV" else trigger
    source = _source(event, context)
    reading = _reading(event, source, frame.modality, context)
    if frame.only and reading.modality not in frame.only:
        raise _Misfit(f"read as {reading.modality}")
    certainty = _certainty(frame, reading, source, trigger, context)
    source = voiced(frame.kind, certainty, trigger, source)
    used: set[int] = set()
    told = [
        (*pair, amount)
        for pair in _pairs(frame, subjects, objects)
        for amount in _amounts(trigger, frame, pair, context, used)
    ]
    for subject, obj, figure in _own(told, frame, trigger, context):
        amount = of_measure(figure, obj.text if obj and frame.kind is Kind.RESULT else "")
        polarity = _polarity(frame, reading, figure=amount is not None)
        time = time_told(trigger, frame, obj, certainty, context, amount=amount)
        time = time or (source.said if _dated_by_saying(trigger, frame, certainty) else None)
        time = of_post(trigger, frame.kind, subject.token, (time, source.said), context)
        _check_time(frame, given=bool(time))
        speaker, speaker_type, hoped = _told_by(
            trigger, frame, subject, (source, reading), amount, measure=obj, context=context
        )
        given_up = is_replaced(trigger, frame, (obj, amount, told), certainty, context)
        time = time if hoped or not is_ahead(time, frame, certainty, context) else None
        if (certainty, polarity) == _NOT_SO and _denies(trigger, frame, speaker, subject):
            certainty, polarity = Modality.DENIED, Polarity.AFFIRMED
        claim = Claim(
            article=context.article.id,
            kind=frame.kind,
            subject=subject.text,
            subject_type=subject.label,
            object=_object(obj, subject),
            object_type=obj.label if obj is not None else None,
            action=frame.action,
            role=role_of_own(subject, parts[2], frame.role.lemmas if frame.role else (), context),
            amount=amount,
            time=time,
            period=pick_period(trigger, frame, context) if frame.takes_period else None,
            modality=firmness(certainty, (frame, amount, time), trigger, context, hoped=hoped),
            polarity=Polarity.NEGATED if given_up else polarity,
            speaker=speaker,
            speaker_type=speaker_type,
            said=None if frame.own_voice else source.said,
            relayed_by=() if frame.own_voice else relays(source, speaker),
            evidence=_evidence(trigger, reading, context),
            title_evidence=context.field == "title",
            confidence=frame.confidence,
            found_by=frame.id,
        )
        found = Candidate(claim=claim, frame=frame, trigger=trigger, subject=subject, object=obj)
        yield from _with_others(found, context, used)


def _evidence(trigger: Token, reading: modality.Reading, context: Context) -> tuple[Span, ...]:
    """Return the sentence of a word, and the one that tells that what it plans was given up."""
    if context.field != "text":
        return ()
    words = [trigger] if reading.later is None else [trigger, context.doc[reading.later]]
    return tuple(sorted({sentence_span(word) for word in words}))


def _of_product(claim: Claim, trigger: Token, context: Context) -> list[Claim]:
    """Return a claim of a product with its new price, or with its launches elsewhere."""
    more = with_new_price if claim.action == "prices" else by_region
    return more(claim, trigger, context)


_MORE = {
    Kind.OWNERSHIP: with_former_stake,
    Kind.PRODUCT: _of_product,
    Kind.FACILITY: with_another,
    Kind.MARKET_MOVE: with_sum,
}
"""What a sentence may add to a claim of a kind by words alone."""


def _with_others(found: Candidate, context: Context, used: set[int]) -> Iterator[Candidate]:
    """Yield a candidate with those that its sentence adds to it.

    They are of other places and parties, other days, its change, or the figure before.
    """
    claim, trigger, frame = found.claim, found.trigger, found.frame
    apart = claim.kind is Kind.RESULT and frame.figures  # a measure has figures by itself
    listed = portions(claim, trigger, (found.subject, found.object), context)
    if listed:
        for one, thing in listed:
            yield dataclasses.replace(found, claim=one, object=thing)
        return
    bounds = trigger.sent.start, trigger.sent.end
    added = with_added(claim, trigger, frame.amount, context) if used else [claim]
    if used and len(added) == 1 and frame.kind is Kind.RESULT:
        added = with_former(claim, bounds, context)
    if not apart:  # "lost $3 million, compared with a $2 million profit"
        added = [added[0], *(c for c in added[1:] if not of_own_measure(c, bounds, context))]
    if len(added) == 1:
        more = _MORE.get(claim.kind)
        added = more(claim, trigger, context) if more else added
    changed = with_change(added[0], trigger, context, by_verb=bool(used))
    if len(changed) == 1:
        changed = with_multiple(added[0], trigger, context)
    for one in (*changed, *added[1:]):
        yield dataclasses.replace(found, claim=one)


def with_parts(
    trigger: Token,
    frame: Frame,
    parts: tuple[list[Filler], list[Filler], str | None],
    context: Context,
) -> list[Candidate]:
    """Return the candidates of a trigger whose subjects, objects and role are known already.

    Everything else is read from the text as for any frame; nothing comes where the
    frame needs an amount or a time that the text does not give.
    """
    try:
        return list(_stated(trigger, frame, parts, context))
    except _Misfit:
        return []


def propose(
    trigger: Token, frame: Frame, context: Context, span: Span
) -> list[Candidate] | Dropped:
    """Return the candidates that one frame finds at one trigger, which fills a span, or why there is none."""
    try:
        found = list(_claims(trigger, frame, context))
        reason = "subject and object are the same"
    except _Misfit as misfit:
        found, reason = [], misfit.reason
    if found:
        return found
    return Dropped(
        article=context.article.id,
        span=span,
        field=context.field,
        reason=reason,
        kind=frame.kind,
        found_by=frame.id,
    )


def _polarity(frame: Frame, reading: modality.Reading, *, figure: bool) -> Polarity:
    """Return whether a claim says yes or no; of a figure only a forecast can be taken back.

    A result told without one is a deed like others: "has never made a profit".
    """
    read, result = reading.polarity, frame.kind is Kind.RESULT
    open_ = result and (not figure or (reading.modality is Modality.TARGETED and reading.ended))
    if frame.fixed_polarity and not open_:
        return frame.polarity
    if frame.polarity is Polarity.AFFIRMED:
        return read
    return Polarity.AFFIRMED if read is Polarity.NEGATED else Polarity.NEGATED


def candidates(frames: FrameSet, context: Context) -> Iterator[Candidate | Dropped]:
    """Yield what all frames propose for a text, in the order of their triggers."""
    a = arrays(context.doc)
    for i, pos in enumerate(a.pos):
        if pos not in frames.positions or i in context.skip or a.lower[i].isspace():
            continue
        fitting = standing(frames, a, i, context.doc)
        if not fitting:
            continue
        span = Span(a.idx[i], a.end(i))
        for frame in announced(fitting, a, i, context):
            found = propose(context.doc[i], frame, context, span)
            if isinstance(found, Dropped):
                yield found
            else:
                yield from found
