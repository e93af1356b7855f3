"""Which time and which amount belong to a trigger, by where they hang in the tree.

A time may stand in the trigger's own clause, in its object, or on the verb that
governs it ("plans to buy in May"); never in a clause or adjunct of its own
("ahead of mass production in less than three years").
"""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from kg.extract import modality, tree
from kg.extract.amounts import AmountMention
from kg.extract.context import Context, Placed
from kg.extract.times import TimeMention

_ADJUNCTS = frozenset(
    {"obl", "obl:tmod", "obl:unmarked", "obl:npmod", "nmod:tmod", "nmod:unmarked"}
)
_NOMINAL = frozenset({"advmod", "nummod", "nmod", "nmod:npmod", "amod", "compound", "flat", "dep"})
_PATH = _ADJUNCTS | _NOMINAL
_TIME_PATH = _PATH | {"obj", "nsubj:pass", "xcomp", "nsubj"}
_PERIOD_PATH = _PATH | {"obj", "nsubj:pass", "xcomp", "advcl", "acl", "conj"}
_AMOUNT_PATH = _PATH | frozenset(
    {"obj", "nsubj", "nsubj:pass", "appos", "conj", "acl", "obl:arg", "iobj", "xcomp", "det"}
)
_APART = frozenset({"ahead of", "before", "despite", "because of", "without"})
"""Prepositions whose phrase tells of another matter, with a time of its own."""

_APART_WORDS = frozenset({"ahead", "before", "despite", "following", "amid"})
_PERIODS = frozenset({"over", "during", "for"})
_MOST_STEPS = 6
_IN_NAME = 10  # a year in the name of an event counts only where there is no other time


def governors(trigger: Token) -> list[Token]:
    """Return a trigger and the words above it that share its time: "plans to buy in May"."""
    found = [trigger]
    token = trigger
    for _ in range(_MOST_STEPS):
        if token.head.i == token.i:
            break
        verbal = token.pos_ in ("VERB", "AUX")
        climbs = token.dep_ in ("xcomp", "acl") or (
            token.dep_ == "conj" and verbal and not tree.has_subject(token)
        )
        nominal = token.pos_ == "NOUN" and token.dep_ in ("obj", "nsubj:pass", "obl", "nsubj")
        if not (climbs or nominal):
            break
        token = token.head
        found.append(token)
    return found


def _steps(root: Token, place: Token, through: Collection[str]) -> int | None:
    """Return the length of the way up from `root` to `place`, or None where it is barred."""
    steps = extra = 0
    token = root
    while token.i != place.i:
        if token.dep_ not in through or token.head.i == token.i:
            return None
        if token.dep_ in ("obl", "nmod", "obl:arg") and steps:
            if tree.case_of(token) in _APART:
                return None
            extra = extra or int(token.dep_ == "obl")
        token = token.head
        steps += 1
    return steps + extra


def _distance(root: Token, places: list[Token], through: Collection[str]) -> int | None:
    costs = [
        steps + 2 * level
        for level, place in enumerate(places)
        if (steps := _steps(root, place, through)) is not None
    ]
    return min(costs, default=None)


def _set_apart(trigger: Token, root: Token, start: int) -> bool:
    """Tell whether a preposition between trigger and time opens another matter."""
    apart = False
    for token in trigger.doc[trigger.i + 1 : root.i]:
        if token.idx >= start:
            break
        if token.lower_ in _APART_WORDS:
            apart = True
        elif token.text in (",", ";", "–", "—"):
            apart = False
    return apart


def _tells_when(placed: Placed[TimeMention], trigger: Token) -> bool:
    """Tell whether a time stands right after a verb of saying above the trigger.

    "Said on Monday it would buy": trees often hang Monday on the buying.
    """
    first = placed.root
    while first.i > first.sent.start and first.idx > placed.mention.span.start:
        first = first.nbor(-1)
    before = first.nbor(-1) if first.i > first.sent.start else first
    return (
        before.i != trigger.i
        and modality.is_saying(before)
        and before.i < trigger.i
        and before.i in {t.i for t in trigger.ancestors}
    )


def pick_time(trigger: Token, context: Context, near: Token | None = None) -> TimeMention | None:
    """Return the time that belongs to a trigger.

    A time under a verb of saying is when it was said and is not taken. A time
    relative to the article ("earlier this year") that the tree hangs on a
    participle after the object counts where there is no other.

    Args:
        trigger: The word that announces the claim.
        context: Its text.
        near: A word, such as the head of the object, whose time counts as well.
    """
    chain = [t for t in governors(trigger) if not modality.is_saying(t) or t.i == trigger.i]
    places = [*([near] if near is not None else []), *chain]
    found: list[tuple[int, int, TimeMention]] = []
    loose: list[tuple[int, int, TimeMention]] = []
    for placed in context.times:
        mention = placed.mention
        if mention.value is None or mention.recurring or placed.root.sent != trigger.sent:
            continue
        if _set_apart(trigger, placed.root, mention.span.start) or _tells_when(placed, trigger):
            continue
        away = abs(placed.root.i - trigger.i)
        cost = _distance(placed.root, places, _TIME_PATH)
        cleft = ("acl", "acl:relcl", "ccomp", "csubj", "advcl")
        if cost is None and trigger.dep_ in cleft and trigger.head.i == placed.root.i:
            cost = 0  # "it was in May that the firm announced"
        if cost is not None:
            found.append((cost + _IN_NAME * mention.in_name, away, mention))
        elif mention.relative:
            cost = _distance(placed.root, places, _TIME_PATH | {"acl"})
            if cost is not None:
                loose.append((cost, away, mention))
    best = min(found or loose, key=lambda item: item[:2], default=None)
    return best[2] if best else _only_time(trigger, context)


def _only_time(trigger: Token, context: Context) -> TimeMention | None:
    """Return the one time of a sentence for its main act, wherever the tree hangs it.

    Only a time that counts from the article's day ("on Monday", "last year"),
    and not one under a verb of saying, which tells when it was said.
    """
    if trigger.sent.root.i not in {t.i for t in governors(trigger)}:
        return None
    times = [p for p in context.times if p.root.sent == trigger.sent and p.mention.value]
    if len(times) != 1 or not times[0].mention.relative or times[0].mention.recurring:
        return None
    mention, root = times[0].mention, times[0].root
    verb = next((t for t in root.ancestors if t.pos_ in ("VERB", "AUX")), None)
    told = verb is not None and verb.i != trigger.i and modality.is_saying(verb)
    return None if told or _set_apart(trigger, root, mention.span.start) else mention


def pick_period(trigger: Token, context: Context) -> str | None:
    """Return the ISO 8601 duration that belongs to a trigger, as in "over ten years"."""
    places = governors(trigger)
    for placed in context.times:
        mention = placed.mention
        if not mention.period or mention.recurring or placed.root.sent != trigger.sent:
            continue
        near = _distance(placed.root, places, _PERIOD_PATH) is not None
        counts = mention.qualifier in _PERIODS or mention.value is not None
        if near and counts and mention.qualifier not in ("by", "until"):
            return mention.period
    return None


def _suits(mention: AmountMention, kinds: Collection[str], units: Collection[str]) -> bool:
    if mention.kind not in kinds or mention.converted_from is not None:
        return False
    if units and mention.kind == "count":
        unit = (mention.quantity.unit or "").lower()
        return any(unit.endswith(u) for u in units) if unit else "bare" in units
    return True


def pick_amounts(
    trigger: Token,
    context: Context,
    near: Token | None = None,
    *,
    kinds: Collection[str],
    units: Collection[str] = (),
) -> list[Placed[AmountMention]]:
    """Return the amounts that belong to a trigger, nearest first.

    Args:
        trigger: The word that announces the claim.
        context: Its text.
        near: A word, such as the head of the object, whose amounts come first.
        kinds: Kinds of amount that count.
        units: For counts, endings of the units that count, and `bare` for a number
            without any; empty allows all.
    """
    places = [*([near] if near is not None else []), *governors(trigger)]
    found = []
    for placed in context.amounts:
        if placed.root.sent != trigger.sent or not _suits(placed.mention, kinds, units):
            continue
        cost = _distance(placed.root, places, _AMOUNT_PATH)
        if cost is not None:
            away = abs(placed.root.i - trigger.i)
            found.append((cost, away, placed.mention.span.start, placed))
    return [item[3] for item in sorted(found, key=lambda item: item[:3])]
