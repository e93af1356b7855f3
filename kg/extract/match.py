"""Match frames against a text: triggers to candidates, before the gate looks at them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract import modality, tree
from kg.extract.amounts import AmountMention
from kg.extract.attribution import Attribution
from kg.extract.context import Context, Placed, sentence_span
from kg.extract.frame import Frame, FrameSet
from kg.extract.slots import Filler, fill, name_of, title_of
from kg.extract.times import TimeMention
from kg.model import Claim, Dropped, Kind, Polarity, Quantity, Span, TimeSpan

_TIME_PATH = frozenset(
    [
        "obl",
        "obl:tmod",
        "obl:unmarked",
        "obl:npmod",
        "nmod:tmod",
        "nmod:unmarked",
        "advmod",
        "nummod",
        "nmod",
        "amod",
        "compound",
        "flat",
        "dep",
        "case",
        "fixed",
        "nmod:npmod",
    ]
)
_THROUGH_OBJECT = frozenset({"obj", "nsubj", "nsubj:pass", "xcomp", "nmod", "conj"})
_AMOUNT_PATH = _TIME_PATH | frozenset(
    {"obj", "nsubj", "nsubj:pass", "appos", "conj", "acl", "obl:arg", "iobj", "xcomp", "det"}
)
_CLIMB = frozenset({"xcomp", "acl", "obj", "ccomp", "conj", "obl", "nsubj:pass", "nmod", "appos"})
_CHAIN_VERBS = frozenset({"xcomp", "acl"})
_MANNER_CASES = frozenset({"ahead of", "before", "despite", "because of", "without"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A claim that a frame proposes, with the tokens that the gate needs to judge it."""

    claim: Claim
    frame: Frame
    trigger: Token
    subject: Filler
    object: Filler | None


def _clause_words(trigger: Token) -> set[str]:
    """Return the lemmas in the clause of a trigger, itself excluded."""
    found = set()
    for token in trigger.subtree:
        if token.i != trigger.i and tree.in_clause(token, trigger):
            found.add(token.lemma_.lower())
    head = trigger.head
    if head.i != trigger.i and trigger.dep_ in ("obj", "obl", "xcomp", "nsubj:pass", "compound"):
        found.add(head.lemma_.lower())
        for child in head.children:
            if child.i != trigger.i:
                found.add(child.lemma_.lower())
    return found


def _particle_fits(frame: Frame, token: Token, lemma: str) -> bool:
    """Tell whether a verb's particle is one that the frame knows: "shut" but not "shut down"."""
    found = tree.particle(token) if token.pos_ == "VERB" else ""
    if frame.particle:
        return found in frame.particle
    return not found or f"{lemma} {found}" in frame.lemmas or found in ("ahead", "on")


def _triggers(frame: Frame, token: Token) -> bool:
    if token.pos_ not in frame.pos or (frame.tags and token.tag_ not in frame.tags):
        return False
    if frame.governors and token.head.lemma_.lower() not in frame.governors:
        return False
    if not _particle_fits(frame, token, token.lemma_.lower()):
        return False
    if not (frame.with_words or frame.without_words):
        return True
    words = _clause_words(token)
    return not words & frame.without_words and all(words & group for group in frame.with_words)


def _chain(trigger: Token) -> list[Token]:
    """Return the trigger and the words above it that share its time: "plans to buy in May"."""
    found = [trigger]
    token = trigger
    for _ in range(6):
        if token.head.i == token.i:
            break
        if (
            token.dep_ in _CHAIN_VERBS
            or (token.pos_ == "NOUN" and token.dep_ in ("obj", "nsubj:pass", "obl", "nsubj"))
            or (
                token.dep_ == "conj"
                and token.pos_ in ("VERB", "AUX")
                and not tree.has_subject(token)
            )
        ):
            token = token.head
        else:
            break
        found.append(token)
    return found


def _distance(root: Token, places: list[Token], through: frozenset[str]) -> int | None:
    best: int | None = None
    for level, place in enumerate(places):
        steps = 0
        token = root
        crossed_oblique = False
        while token.i != place.i:
            if token.dep_ not in through or token.head.i == token.i:
                break
            if token.dep_ in ("obl", "nmod", "obl:arg") and steps > 0:
                if tree.case_of(token) in _MANNER_CASES:
                    break
                crossed_oblique = crossed_oblique or token.dep_ == "obl"
            token = token.head
            steps += 1
        if token.i == place.i:
            cost = steps + 2 * level + (1 if crossed_oblique else 0)
            best = cost if best is None else min(best, cost)
    return best


def pick_time(trigger: Token, context: Context, near: Token | None = None) -> TimeMention | None:
    """Return the time that belongs to a trigger: in its clause, or on the verb that governs it.

    A time under a verb of saying is when it was said and is not taken.
    """
    chain = [t for t in _chain(trigger) if not modality.is_saying(t) or t.i == trigger.i]
    places = [*([near] if near is not None else []), *chain]
    through = _TIME_PATH | frozenset({"obj", "nsubj:pass", "xcomp", "nsubj"})
    best: tuple[int, int, TimeMention] | None = None
    for placed in context.times:
        mention = placed.mention
        if mention.value is None or mention.recurring or placed.root.sent != trigger.sent:
            continue
        cost = _distance(placed.root, places, through)
        if cost is None:
            continue
        key = (cost, abs(placed.root.i - trigger.i), mention)
        if best is None or key[:2] < best[:2]:
            best = key
    return best[2] if best else None


def pick_period(trigger: Token, context: Context) -> str | None:
    """Return the ISO 8601 duration that belongs to a trigger, as in "over ten years"."""
    places = _chain(trigger)
    through = _TIME_PATH | frozenset({"obj", "xcomp", "nsubj:pass"})
    for placed in context.times:
        mention = placed.mention
        if not mention.period or mention.recurring or placed.root.sent != trigger.sent:
            continue
        near = _distance(placed.root, places, through) is not None
        if near and mention.qualifier in ("over", "during", "for"):
            return mention.period
    return None


def _suits(frame: Frame, mention: AmountMention) -> bool:
    if mention.quantity is None or mention.kind not in frame.amount:
        return False
    if frame.amount_units and mention.kind == "count":
        unit = (mention.quantity.unit or "").lower()
        return any(unit.endswith(u) for u in frame.amount_units)
    return True


def pick_amounts(
    trigger: Token, frame: Frame, context: Context, near: Token | None = None
) -> list[Placed[AmountMention]]:
    """Return the amounts that belong to a trigger, nearest first."""
    places = [*([near] if near is not None else []), *_chain(trigger)]
    found = []
    for placed in context.amounts:
        if placed.root.sent != trigger.sent or not _suits(frame, placed.mention):
            continue
        if getattr(placed.mention, "converted_from", None) is not None:
            continue
        cost = _distance(placed.root, places, _AMOUNT_PATH)
        if cost is not None:
            found.append((cost, abs(placed.root.i - trigger.i), placed.mention.span.start, placed))
    found.sort(key=lambda item: item[:3])
    return [item[3] for item in found]


def _signed(quantity: Quantity, sign: int) -> Quantity:
    if sign >= 0 or quantity.value < 0:
        return quantity
    return Quantity(value=-quantity.value, unit=quantity.unit, bound=quantity.bound)


def _pairs(
    frame: Frame, subjects: list[Filler], objects: list[Filler]
) -> Iterator[tuple[Filler, Filler | None]]:
    """Yield each subject with each object; two coordinated parties of one deal pair up."""
    if not objects:
        if frame.kind in (Kind.MERGER, Kind.PARTNERSHIP) and len(subjects) >= 2:
            for other in subjects[1:]:
                yield subjects[0], other
            return
        for subject in subjects:
            yield subject, None
        return
    for subject in subjects:
        for obj in objects:
            if not (frame.distinct and obj.text.casefold() == subject.text.casefold()):
                yield subject, obj


def _time_of(trigger: Token, frame: Frame, obj: Filler | None, context: Context) -> TimeSpan | None:
    clause = obj is not None and frame.object.form == "clause" and obj.token.i != trigger.i
    near = obj.token if obj is not None and clause else None
    mention = pick_time(trigger, context, near) if frame.takes_time else None
    return mention.value if mention is not None else None


class _Misfit(Exception):  # noqa: N818 - a reason, not an error
    """Why a frame gives nothing at a trigger."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _amount_for(
    trigger: Token, frame: Frame, obj: Filler | None, context: Context, used: set[int]
) -> Quantity | None:
    """Return the amount of one claim; a list of parties shares out a list of amounts."""
    if not frame.amount:
        return None
    near = obj.token if obj is not None and obj.token.i != trigger.i else None
    amounts = pick_amounts(trigger, frame, context, near)
    fresh = [a for a in amounts if a.mention.span.start not in used] or amounts
    if not fresh:
        return None
    used.add(fresh[0].mention.span.start)
    return _signed(fresh[0].mention.quantity, frame.sign)


def _participants(
    trigger: Token, frame: Frame, context: Context
) -> tuple[list[Filler], list[Filler], str | None]:
    """Return subjects, objects and the role, or raise `_Misfit` where a needed one is missing."""
    objects = fill(frame.object, trigger, context)
    subjects = fill(frame.subject, trigger, context)
    if not subjects and frame.orphan and objects:
        subjects = [Filler("", None, trigger)]
    if not subjects:
        raise _Misfit("no subject of a fitting type")
    if frame.object.required and not objects:
        raise _Misfit("no object of a fitting type")
    if frame.role is None:
        return subjects, objects, None
    roles = fill(frame.role, trigger, context)
    role = title_of(roles[0].token, context) if roles else None
    if frame.role.required and not role:
        raise _Misfit("no role named")
    return subjects, objects, role


def _voice(frame: Frame, subject: Filler, source: Attribution, context: Context) -> Filler | None:
    """Return who voices a claim whose subject speaks: its person if one is named, else itself."""
    if not frame.speaker_is_subject:
        return None
    if subject.label != "PERSON":
        person = name_of(subject.token, context)
        if person is not None and person.label == "PERSON":
            return person
        if source.speaker_type in ("PERSON", "UNNAMED"):
            return None
    return subject


def _claims(trigger: Token, frame: Frame, context: Context) -> Iterator[Candidate]:
    subjects, objects, role = _participants(trigger, frame, context)
    source = context.attributions.of(trigger)
    reading = modality.of(trigger, source, default=frame.modality)
    if frame.only and reading.modality not in frame.only:
        raise _Misfit(f"read as {reading.modality}")
    used: set[int] = set()
    for subject, obj in _pairs(frame, subjects, objects):
        amount = _amount_for(trigger, frame, obj, context, used)
        if frame.needs_amount and amount is None:
            raise _Misfit("no amount of a fitting kind")
        time = _time_of(trigger, frame, obj, context)
        if frame.needs_time and not time:
            raise _Misfit("no time given")
        if frame.without_time and time:
            raise _Misfit("a time makes it another kind")
        voice = _voice(frame, subject, source, context)
        claim = Claim(
            article=context.article.id,
            kind=frame.kind,
            subject=subject.text,
            subject_type=subject.label,
            object=obj.text if obj is not None else None,
            object_type=obj.label if obj is not None else None,
            action=frame.action,
            role=role,
            amount=amount,
            time=time,
            period=pick_period(trigger, context) if frame.takes_period else None,
            modality=frame.modality if frame.fixed_modality else reading.modality,
            polarity=_polarity(frame, reading.polarity),
            speaker=voice.text if voice else source.speaker,
            speaker_type=voice.label if voice else source.speaker_type,
            said=source.said,
            relayed_by=source.relayed_by,
            evidence=(sentence_span(trigger),) if context.field == "text" else (),
            title_evidence=context.field == "title",
            confidence=frame.confidence,
            found_by=frame.id,
        )
        yield Candidate(claim=claim, frame=frame, trigger=trigger, subject=subject, object=obj)


def propose(trigger: Token, frame: Frame, context: Context) -> list[Candidate] | Dropped:
    """Return the candidates that one frame finds at one trigger, or why there is none."""
    try:
        found = list(_claims(trigger, frame, context))
        reason = "subject and object are the same"
    except _Misfit as misfit:
        found, reason = [], misfit.reason
    if found:
        return found
    return Dropped(
        article=context.article.id,
        span=Span(trigger.idx, trigger.idx + len(trigger)),
        field=context.field,
        reason=reason,
        kind=frame.kind,
        found_by=frame.id,
    )


def _polarity(frame: Frame, read: Polarity) -> Polarity:
    if frame.polarity is Polarity.AFFIRMED:
        return read
    return Polarity.AFFIRMED if read is Polarity.NEGATED else Polarity.NEGATED


def candidates(frames: FrameSet, context: Context) -> Iterator[Candidate | Dropped]:
    """Yield what all frames propose for a text, in the order of their triggers."""
    for token in context.doc:
        if token.i in context.skip or token.is_space:
            continue
        lemma = token.lemma_.lower()
        keys = ["*", lemma]
        if token.pos_ == "VERB" and (prt := tree.particle(token)):
            keys.append(f"{lemma} {prt}")
        if token.lower_ != lemma:
            keys.append(token.lower_)
        seen: set[str] = set()
        for key in keys:
            for frame in frames.by_lemma.get(key, ()):
                if frame.id in seen or not _triggers(frame, token):
                    continue
                seen.add(frame.id)
                found = propose(token, frame, context)
                if isinstance(found, Dropped):
                    yield found
                else:
                    yield from found
