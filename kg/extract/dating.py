"""When a claim's thing happens: the time that goes with it, where the text gives one.

`kg.extract.scope` tells which time hangs on which word; here the kind of a claim and its
certainty decide whether that is its time. The words are in `dating.toml`.
"""

from __future__ import annotations

import dataclasses
from functools import cache

from spacy.tokens import Token

from kg.extract import modality, tree
from kg.extract.arrays import arrays
from kg.extract.behind import of_clause_before, time_behind_clause
from kg.extract.causes import of_causes
from kg.extract.comparing import (
    after_move,
    compared,
    forecast_for,
    is_from,
    is_long,
    is_of_past,
    is_other_year,
    is_stale,
    is_year_ago,
    of_figure,
    of_other_moves,
    same_period,
    year_before,
)
from kg.extract.context import Context, lies_ahead
from kg.extract.deliveries import delivered_at
from kg.extract.fits import fits, suits
from kg.extract.frame import Frame
from kg.extract.held import held_for
from kg.extract.in_order import time_in_order, time_of_own
from kg.extract.leaving import leaves_when
from kg.extract.moved import moved_to
from kg.extract.opener import opening_time
from kg.extract.past_state import is_done, is_past_state, verb_of_state
from kg.extract.prices import time_after_price
from kg.extract.scope import is_account, is_set_apart, pick_time
from kg.extract.times import TimeMention, find_times
from kg.extract.times.calendar import granule
from kg.extract.times.words import load_toml
from kg.extract.when import is_when, when_time
from kg.extract.wording import Filler
from kg.model import Kind, Modality, Quantity, TimeSpan

_COMPLETED = frozenset(
    {
        Kind.ACQUISITION,
        Kind.DIVESTITURE,
        Kind.RESULT,
        Kind.MARKET_MOVE,
        Kind.LAYOFF,
        Kind.HIRING,
        Kind.FUNDING,
        Kind.INVESTMENT,
    }
)
_ENDED_NOW = _COMPLETED - {Kind.FUNDING, Kind.HIRING, Kind.INVESTMENT}
_ENDED_NOW |= {Kind.DEPARTURE, Kind.FACILITY}
_DONE_SINCE = ("prices", "opens", "closes")
_STATES = frozenset({Kind.ROLE, Kind.OWNERSHIP})
_ON_A_DAY = frozenset({Kind.APPOINTMENT, Kind.DEPARTURE})
_DONE_BY_NOW = frozenset({Kind.PRODUCT, Kind.INVESTMENT})
_LIMITS = ("since", "until", "before", "by")
_A_YEAR = 366  # days
_SHORT = 12  # words from "when" to its verb
_VERBS = ("VERB", "AUX")
_CLAUSES = ("acl", "acl:relcl", "advcl")


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of `dating.toml`."""
    return frozenset(load_toml("kg.extract", "dating.toml")["words"][name])


def _past_state(trigger: Token, frame: Frame, context: Context) -> TimeSpan | None:
    """Return the time of a state that is over: it ended before the article's day."""
    if frame.kind not in _STATES or context.article.date is None:
        return None
    return TimeSpan(latest=context.article.date) if is_past_state(trigger) else None


def time_of(
    trigger: Token,
    frame: Frame,
    obj: Filler | None,
    certainty: Modality,
    context: Context,
    *,
    amount: Quantity | None = None,
) -> TimeSpan | None:
    """Return when the thing that a trigger announces happens, happened or is due, or None.

    Args:
        trigger: The word that announces the claim.
        frame: What the claim is read by.
        obj: Its object.
        certainty: How certain it is: what is only planned is not dated by a day gone by.
        context: Its text.
        amount: Its amount: a figure before is not that of the time that it is compared with.
    """
    state = _of_state(trigger, frame, context)
    if state is not None or not frame.takes_time:
        return state
    if (new := moved_to(trigger, context)) is not None:
        return new
    mention = _mention_of(trigger, frame, obj, certainty, context, amount=amount)
    mention = mention and (time_of_own(obj, trigger, context) or mention)
    mention = time_in_order(amount, trigger, context) or mention
    if mention is None or not fits(mention, trigger, frame, certainty, context):
        return None
    if (
        frame.kind in _DONE_BY_NOW
        and is_done(trigger)
        and lies_ahead(mention, context.article.date)
        and not _has_begun(mention, context)
    ):
        return None  # "presented its heat pump, which will be sold from June"
    value = _of_when(mention, trigger, context)
    if value is not None and frame.kind is Kind.RESULT:
        former = _year_before(mention, trigger, certainty, context, amount)
        measure = obj.token if obj is not None else trigger
        value = former or _of_account(mention, value, certainty, (trigger, measure), context)
    return _until_now(value, frame, certainty, context, amount)


def _has_begun(mention: TimeMention, context: Context) -> bool:
    """Tell whether days begin with the article's own: "opened its fair on May 11 and 12", told on the 11th.

    A length that counts from that day ("over the next six months") is all to come.
    """
    value = mention.value
    begun = value is not None and value.earliest == context.article.date
    return begun and mention.period is None


def _of_state(trigger: Token, frame: Frame, context: Context) -> TimeSpan | None:
    """Return for how long a position or holding lasts, where the text tells that, or that it is over."""
    if frame.kind in _STATES and (span := held_for(trigger, context)) is not None:
        return span
    past = _past_state(trigger, frame, context)
    if past is None:
        return None
    held = pick_time(trigger, context)
    limits = ("since", "until") if trigger.pos_ in _VERBS else ("until",)
    limited = held is not None and held.qualifier in limits
    served = frame.kind is Kind.ROLE and (
        verb_of_state(trigger) is not None or _is_inside(held, trigger)
    )
    return held.value if held and (limited or served) else past


def _is_inside(mention: TimeMention | None, trigger: Token) -> bool:
    """Tell whether a time belongs to a title itself: not in "last month hired the former head of Acme"."""
    if mention is None:
        return False
    return trigger.left_edge.idx <= mention.span.start <= trigger.right_edge.idx


def _mention_of(
    trigger: Token,
    frame: Frame,
    obj: Filler | None,
    certainty: Modality,
    context: Context,
    *,
    amount: Quantity | None,
) -> TimeMention | None:
    """Return the time in the text that is that of a claim: by the tree, else by the order of words."""
    aim = frame.kind is Kind.TARGET and obj is not None and obj.token.pos_ == "VERB"
    clause = obj is not None and (frame.object.form == "clause" or aim) and obj.token.i != trigger.i
    near = obj.token if obj is not None and clause else None
    if frame.kind is Kind.DEPARTURE and (left := leaves_when(trigger)) is not None:
        return pick_time(left, context)
    others = _of_others(trigger, frame, context, amount)
    mention = pick_time(trigger, context, near, others)
    if amount is not None:
        mention = _beside(trigger, frame, context, amount) or mention
    if (mention is None or mention.in_name) and obj is not None:
        told = (pick_time(t, context, None, others) for t in _told_of(obj, trigger, frame))
        mention = next((m for m in told if m is not None), mention)
    if mention is not None:
        return mention
    if frame.kind is Kind.RESULT and amount is not None:
        mention = _only_long(trigger, context, others)
        return mention if mention is not None and suits(mention, certainty, context) else None
    if frame.kind is Kind.SUPPLY and (due := delivered_at(trigger, context)) is not None:
        return due
    other = time_after_price(trigger, frame.kind, context) or when_time(trigger, context)
    other = other or time_behind_clause(trigger, context)
    return other or opening_time(trigger, context)


def _of_others(
    trigger: Token, frame: Frame, context: Context, amount: Quantity | None
) -> frozenset[int]:
    """Return where the times of a sentence begin that are of no act, or of another figure."""
    others = _of_no_act(trigger, context) | of_clause_before(trigger, context)
    if frame.kind is Kind.LEGAL:
        others |= _of_offence(trigger, context)
    if frame.kind is Kind.RESULT:
        others |= compared(trigger.sent, context, amount)
    if frame.kind in _ON_A_DAY:
        told = (p.mention for p in context.times_near(trigger))
        others |= {m.span.start for m in told if m.qualifier == "since"}
    if frame.kind in _STATES:
        others |= _of_no_present(trigger, context)
    if frame.action == "recalls":
        others |= _of_making(trigger, context)
    if frame.kind is Kind.MARKET_MOVE and amount is not None:
        others |= of_other_moves(trigger.sent, context, amount)
    if frame.kind is Kind.MARKET_MOVE:
        others |= of_causes(trigger.sent, context)
    return others


def _of_offence(trigger: Token, context: Context) -> frozenset[int]:
    """Return where the years begin in which that was done for which somebody is fined: "fined for breaches between 2010 and 2012".

    No fine takes years. A single one may be that of the fine, which trees do not tell.
    """
    a, found = arrays(trigger.doc), set()
    for placed in context.times_near(trigger):
        value, at = placed.mention.value, a.at_offset(placed.mention.span.start)
        if value is None or value.earliest is None or value.latest is None or at < trigger.i:
            continue
        before = [k for k in range(trigger.i + 1, at) if a.lower[k] in _words("offences")]
        parted = bool(before) and any(a.word[k] == "," for k in range(before[-1], at))
        if before and not parted and (value.latest - value.earliest).days > _A_YEAR:
            found.add(placed.mention.span.start)
    return frozenset(found)


def _of_making(trigger: Token, context: Context) -> frozenset[int]:
    """Return where the times begin at which recalled things were made or sold: "recalls cars built in May"."""
    return frozenset(
        placed.mention.span.start
        for placed in context.times_near(trigger)
        if any(
            t.tag_ in ("VBN", "VBD") and t.lemma_.lower() in _words("making")
            for t in (placed.root, *placed.root.ancestors)
            if t.i > trigger.i
        )
    )


def _beside(trigger: Token, frame: Frame, context: Context, amount: Quantity) -> TimeMention | None:
    """Return the time that stands right beside the figure of a claim."""
    if frame.kind is Kind.RESULT:
        return of_figure(trigger.sent, context, amount)
    if frame.kind is Kind.MARKET_MOVE:
        return after_move(trigger.sent, context, amount)
    return None


def _of_account(
    mention: TimeMention,
    value: TimeSpan,
    certainty: Modality,
    told_by: tuple[Token, Token],
    context: Context,
) -> TimeSpan | None:
    """Return the period of account that the time of a figure means, None where that is not known."""
    day, asserted = context.article.date, certainty is Modality.ASSERTED
    if is_other_year(mention, day, done=asserted):
        return None
    brief = value.earliest is not None and value.earliest == value.latest
    trigger, measure = told_by
    if brief and measure.lemma_.lower() in _words("earned"):
        return None  # "posted a fall in profit on Thursday"
    beside = trigger.idx + len(trigger.text_with_ws) == mention.span.start
    if brief and is_account(trigger) and not beside:
        return None
    year_ago, value = is_year_ago(value), same_period(value, trigger.sent, context)
    told = [mention, *(p.mention for p in context.times_in(trigger.sent) if year_ago)]
    if asserted and any(is_stale(m, value if m is mention else m.value, day) for m in told):
        return None
    return value if asserted else forecast_for(mention, value, day)


def _year_before(
    mention: TimeMention,
    trigger: Token,
    certainty: Modality,
    context: Context,
    amount: Quantity | None,
) -> TimeSpan | None:
    """Return the time of a former figure where only that of the new one is told: "to $9 million from $6 million in June"."""
    if amount is None or certainty is not Modality.ASSERTED or is_year_ago(mention.value):
        return None
    if is_stale(mention, mention.value, context.article.date) or _is_put_right(trigger):
        return None
    sentence = trigger.sent
    if of_figure(sentence, context, amount) or not is_from(sentence, context, amount):
        return None
    if mention.span.start in compared(sentence, context):
        if is_of_past(mention):
            return None  # "up from $6 million, or 4 cents a share, in the second quarter last year"
        told = [p.mention for p in context.times_in(sentence) if p.mention.core != mention.core]
        if any(m.value is not None and is_long(m.value) for m in told):
            return (
                None  # "in the first half, from $6 million and sales of $9 million in that of 2018"
            )
    return year_before(mention.value)


def _is_put_right(trigger: Token) -> bool:
    """Tell whether figures of one period replace each other: "restated its 2022 revenue to $9 million from $6 million"."""
    verb = trigger.head
    told = trigger.dep_ in ("obj", "nsubj:pass") and verb.pos_ == "VERB"
    return told and verb.lemma_.lower() in _words("putting_right")


def _only_long(trigger: Token, context: Context, others: frozenset[int]) -> TimeMention | None:
    """Return the one quarter or year of a sentence, for a figure that it tells.

    One that the figure is compared with does not count, nor does a clause that only describes
    somebody: "Acme, which it bought in 2009".
    """
    told = [p for p in context.times_near(trigger) if not p.mention.recurring]
    times = [p for p in told if p.mention.span.start not in others]
    if len(times) != 1:
        return None
    mention, value = times[0].mention, times[0].mention.value
    if value is None or mention.in_name or not is_long(value):
        return None
    above = {t.i for t in trigger.ancestors} | {trigger.i}
    root = times[0].root
    clauses = [t.i for t in root.ancestors if t.dep_ in _CLAUSES and not is_when(t, trigger)]
    other = _is_before(root, trigger) or _is_of_later(root, trigger)
    other = other or is_set_apart(trigger, root, mention.span.start)
    return mention if above.issuperset(clauses) and not other else None


def _is_before(root: Token, trigger: Token) -> bool:
    """Tell whether a time belongs to a past verb before the present one: "moved last year and now makes 90 vans"."""
    path = [t for t in (trigger, *trigger.ancestors) if t.dep_ == "conj"]
    return any(
        (t.tag_ in ("VBZ", "VBP") or _has_since(t))
        and t.head.tag_ in ("VBD", "VBN")
        and t.head.is_ancestor(root)
        and t.i != root.i
        and not t.is_ancestor(root)
        for t in path
    )


def _has_since(verb: Token) -> bool:
    """Tell whether a verb tells what has come to be after the one that it is joined to: "was founded in May and has since grown"."""
    return verb.tag_ == "VBN" and any(c.lower_ == "since" for c in tree.children(verb, "advmod"))


def _is_of_later(root: Token, trigger: Token) -> bool:
    """Tell whether a time belongs to what is said or expected next: "made a loss and expects to sell vans in May"."""
    above = {t.i for t in trigger.ancestors} | {trigger.i}
    for verb in root.ancestors:
        if verb.i in above:
            return False
        if verb.dep_ == "conj" and verb.head.i in above and trigger.i < verb.i < root.i:
            present = verb.tag_ in ("VBZ", "VBP") and verb.head.tag_ == "VBD"
            modal = any(c.tag_ == "MD" for c in verb.children)
            return present or modal or modality.is_saying(verb)
    return False


def _of_when(mention: TimeMention, trigger: Token, context: Context) -> TimeSpan | None:
    """Return the time itself where a clause with "when" tells what happened then: "until 1980, when it closed".

    "Since" and "until" belong to what is told before the clause.
    """
    if mention.qualifier not in _LIMITS:
        return mention.value
    before = trigger.doc[tree.starts(trigger) : trigger.i]
    after = [t for t in before if t.idx >= mention.span.end]
    joint = [t for t in after if not t.is_punct]
    then = bool(joint) and joint[0].lower_ == "when" and len(after) - len(joint) < 2
    if not then:
        return mention.value
    told = arrays(context.doc).text[mention.core.start : mention.core.end]
    found = find_times(told, context.article.date) if len(joint) < _SHORT else []
    value = found[0].value if len(found) == 1 else None
    return dataclasses.replace(value, words=mention.words) if value else mention.value


def _is_there(mention: TimeMention, context: Context) -> bool:
    """Tell whether a year is in the name of an event at which something happens: "shown at CES 2017"."""
    a = arrays(context.doc)
    at = a.at_offset(mention.span.start) - 1
    while at >= 0 and a.pos[at] in ("PROPN", "DET"):
        at -= 1
    return at >= 0 and a.lower[at] in _words("places")


def _of_no_present(trigger: Token, context: Context) -> frozenset[int]:
    """Return where times begin beside what is so now, which is of no time gone by.

    "Bought Acme, whose founder now heads a unit, in May": trees hang May on "heads".
    """
    lasts = trigger.dep_ == "acl:relcl" and trigger.tag_ in ("VBZ", "VBP")
    if not lasts or not any(c.lower_ in _words("now") for c in tree.children(trigger, "advmod")):
        return frozenset()
    return frozenset(p.mention.span.start for p in context.times_near(trigger))


def _of_no_act(trigger: Token, context: Context) -> frozenset[int]:
    """Return where the times begin at which nothing is told to happen.

    They only name an event ("Acme, who organizes Expo 2017, said") or tell how rare a thing is
    ("fell to its lowest since May").
    """
    times = (p.mention for p in context.times_near(trigger))
    named = (m for m in times if m.record or (m.in_name and not _is_there(m, context)))
    return frozenset(m.span.start for m in named)


def _until_now(
    time: TimeSpan | None,
    frame: Frame,
    certainty: Modality,
    context: Context,
    amount: Quantity | None,
) -> TimeSpan | None:
    """Return a time that ends with the article where a thing is done: "the third purchase since July"."""
    moved = frame.kind in _COMPLETED or frame.action in _DONE_SINCE
    done = moved and certainty is Modality.ASSERTED
    today = context.article.date
    acts = certainty is Modality.ASSERTED and frame.kind in _ENDED_NOW
    if acts and time and today and (time.earliest, time.latest) == granule(today, "year"):
        return dataclasses.replace(time, latest=today)  # "has opened two shops this year"
    if not done or time is None or time.earliest is None or time.latest is not None or not today:
        return time
    if frame.kind is Kind.RESULT and amount is None:
        return time  # "sales have been falling since 2001" goes on
    return dataclasses.replace(time, latest=today) if time.earliest <= today else time


def _told_of(obj: Filler, trigger: Token, frame: Frame) -> list[Token]:
    """Return verbs whose time is that of an aim: "cars that need no driver in 2025", "sights on making it in 2025".

    The first closes the sentence, the second is what the trigger only announces.
    """
    told: list[Token] = []
    if frame.kind is Kind.TARGET or frame.needs_time or frame.without_time:
        told = tree.children(obj.token, "acl:relcl") + _had_done(obj.token)
    above = obj.token.head
    below = frame.kind is Kind.TARGET and above.i != trigger.i and above.pos_ == "VERB"
    beside = trigger.pos_ == "NOUN" and above.head.i == trigger.head.i
    opens = (
        frame.kind is Kind.FACILITY
    )  # after it was built: "the shop, built by Acme, opens in May"
    if frame.kind is Kind.DIVESTITURE:  # "will spin off its mills and list them in May"
        told += [c for c in tree.children(trigger, "conj") if c.lemma_.lower() in _words("listing")]
    if trigger.dep_.startswith("acl") and not opens and above.lemma_.lower() in _words("running"):
        told = [*told, above]  # "the fair, organized by Acme, started on Friday"
    return [*([above] if below and (beside or trigger.is_ancestor(above)) else []), *told]


def _had_done(aim: Token) -> list[Token]:
    """Return what is to be so of a thing that somebody wants to have: "have a prototype (running) by 2026"."""
    wanted = [aim, *tree.children(aim, "xcomp")] if aim.pos_ == "VERB" else []
    things = [
        t for v in wanted if v.lemma_.lower() in _words("having") for t in tree.children(v, "obj")
    ]
    below = [c for thing in things for c in tree.children(thing, "acl")]
    return [c for c in below if c.tag_ in ("VBG", "VBN") and c.left_edge.i == c.i]
