"""What the sentences of a claim tell beside its fields: sorts of things, rates, and marks of a plan.

A mark says who tells a plan, or of which day its time is; it stands beside the
sorts in the digest of an article, where no text is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from kg.matters.words import RATES, rates_in, settings, sorts_in, step_alone, tokens
from kg.model import Claim, Kind, Modality, Polarity

INTENDED = frozenset({Modality.PLANNED, Modality.TARGETED})
"""Modalities of what somebody sets out to do."""

NOT_YET = "not yet"
"""What stands beside the sorts of things where a sentence says that something is still to come."""

MARK = "plan: "
"""How the marks of plans begin, which no sort of things does."""

DEED = "deed: "
"""How the marks of what was done begin."""

FINISHED = f"{DEED}finished"
"""A sentence says that a work is over and not under way ("has completed its wind farm")."""

PART_OF = f"{DEED}part of "
"""Before a number: a sentence says how much of so many was done ("700 of the 1,100 jobs")."""

LATE = f"{DEED}late"
"""A sentence says that something was done after it was due ("two years behind schedule")."""

GIVEN_UP = f"{DEED}given up"
"""A sentence says that a thing is given up, be it there or only planned ("pulled the plug on its plant")."""

UNNAMED = f"{MARK}unnamed"
"""The plan is told by people without a name."""

LOOKS_BACK = f"{MARK}looks back"
"""A sentence tells of a plan that was made before ("had wanted to")."""

LOOKS_AHEAD = f"{MARK}looks ahead"
"""A sentence does not look back."""

AS_PLANNED = f"{MARK}not as planned"
"""A plan is denied for the time for which it was made ("will not open in May as planned")."""

HELD = f"{MARK}held before"
"""A sentence tells of a refusal that was made before ("had ruled out", "months after it said that ...")."""

FORCED = f"{MARK}forced only"
"""Only jobs that are cut against the will of those who have them are refused ("no compulsory redundancies")."""

FOR_NOW = f"{MARK}for now"
"""A plan is denied until something has come about, or for the time being."""

NOT_THEN = f"{MARK}not then"
"""A sentence says of a plan that it will not come at a time ("will not open in 2024"), and not that it is given up."""

NOT_NOW = f"{MARK}not at this time"
"""A plan is denied for a time that runs or comes next, after which it may come ("will not open this year")."""

FOLLOWS = f"{MARK}follows "
"""Before words of time: what is to come then follows what the text told before ("Germany will follow in May")."""

BESIDE = f"{MARK}beside "
"""Before words of time: the sentence sets them beside another time of the same kind ("in June and in May")."""

TOLD_THEN = f"{MARK}told "
"""Before words of time: that is the day on which the plan was told or signed, and not a due day."""

MADE_THEN = f"{MARK}made then "
"""Before words of time: that may be the day on which the plan was made ("agreed on Monday to buy it")."""


def heard_of(claim: Claim, name: str) -> bool:
    """Tell whether a sort or a rate is one that the sentences of a claim may tell of it.

    Of a product they tell what sort of thing it is, and of an aim that is a
    figure its rate. An aim that is a step of work alone is about what its
    sentence speaks of. What is not so may be not so yet. Marks are of plans.
    """
    if name.startswith(MARK):
        return claim.modality in INTENDED and _marks(claim, name)
    if name.startswith(DEED):
        return claim.modality is Modality.ASSERTED and claim.polarity is Polarity.AFFIRMED
    if name == NOT_YET:
        return claim.polarity is Polarity.NEGATED and claim.modality is Modality.ASSERTED
    if claim.kind is Kind.TARGET and claim.amount is not None:
        return name in RATES
    aim = claim.kind is Kind.TARGET and step_alone(claim.object)
    return (claim.kind is Kind.PRODUCT or aim) and name not in RATES


def speaks_of(claim: Claim, texts: Iterable[str]) -> frozenset[str]:
    """Return what the sentences of a claim tell beside its fields: sorts of things, rates and marks."""
    listed = list(texts)
    found = sorts_in(listed) | rates_in(listed) | {NOT_YET for text in listed if says_yet(text)}
    found |= {mark for text in listed for mark in (*marks_in(claim, text), *deeds_in(text))}
    return frozenset(name for name in found if heard_of(claim, name))


def _marks(claim: Claim, mark: str) -> bool:
    """Tell whether a mark of a sentence is one of a claim: that of a day is for its time alone."""
    if mark == UNNAMED:
        return claim.speaker is None
    if mark == AS_PLANNED:
        return claim.polarity is Polarity.NEGATED and claim.time is not None
    if mark == FOR_NOW:
        return claim.polarity is Polarity.NEGATED and claim.time is None
    if mark in (HELD, FORCED, NOT_NOW, NOT_THEN):
        return claim.polarity is Polarity.NEGATED
    if mark == LOOKS_BACK:
        return True
    words = claim.time.words if claim.time else None
    dated = (f"{start}{words}" for start in (TOLD_THEN, MADE_THEN, BESIDE, FOLLOWS))
    return bool(words) and mark in (LOOKS_AHEAD, *dated)


def marks_in(claim: Claim, text: str) -> Iterator[str]:
    """Yield the marks that a sentence gives to the plans that it tells."""
    if names_nobody(text):
        yield UNNAMED
    for mark, name in ((AS_PLANNED, "as_planned"), (HELD, "held"), (FORCED, "forced")):
        if _pattern(name).search(text):
            yield mark
    if is_for_now(text):
        yield FOR_NOW
    words = claim.time.words if claim.time else None
    if looks_back(text):
        yield LOOKS_BACK
    elif words:
        yield LOOKS_AHEAD
    yield from _marks_of(words or "", text)


def _marks_of(words: str, text: str) -> Iterator[str]:
    """Yield the marks that a sentence gives to the time of a plan, by the words of that."""
    if not words:
        return
    if _pattern("denied").search(text) and not _pattern("dropped").search(text):
        yield NOT_THEN
        if _pattern("this_time").search(words):
            yield NOT_NOW
    if is_to_follow(text, words):
        yield f"{FOLLOWS}{words}"
    if made_then(text, words):
        yield f"{MADE_THEN}{words}"
    if stands_beside(text, words):
        yield f"{BESIDE}{words}"
    places = [m.start() for m in re.finditer(rf"\b{re.escape(words)}\b", text)]
    if places and all(told_then(text[:start]) for start in places):
        yield f"{TOLD_THEN}{words}"


def deeds_in(text: str) -> Iterator[str]:
    """Yield the marks that a sentence gives to what it tells as done.

    Example:
        >>> list(deeds_in("Acme has completed its wind farm, two years behind schedule."))
        ['deed: finished', 'deed: late']
        >>> list(deeds_in("Acme has cut 300 of the 1,200 jobs."))
        ['deed: part of 1200']
        >>> list(deeds_in("Acme is building a wind farm and is late in paying."))
        []
    """
    if _pattern("finished").search(text):
        yield FINISHED
    if _pattern("late").search(text):
        yield LATE
    if _pattern("given_up").search(text):
        yield GIVEN_UP
    for found in _pattern("part_of").finditer(text):
        yield f"{PART_OF}{found[1].replace(',', '')}"


def speaks_of_end(text: str) -> bool:
    """Tell whether words say that a plan came to nothing.

    Example:
        >>> speaks_of_end("cancelling the plant"), speaks_of_end("closing the plant")
        (True, False)
    """
    return _pattern("ending").search(text) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(settings()["words"][name], re.IGNORECASE)


def told_then(before: str) -> bool:
    """Tell whether a time after these words says when something was told or signed.

    Example:
        >>> told_then("under the deal announced"), told_then("the plant will be announced")
        (True, False)
        >>> told_then("in a statement late"), told_then("it announced plans to sell the plant")
        (True, False)
    """
    lists = settings()["words"]
    found = tokens(before)
    while found and found[-1] in lists["between"]:
        found.pop()
    places = [n for n, word in enumerate(found[-5:]) if word in lists["telling"]]
    if not places:
        return False
    near = found[-5:]
    # "Will be announced" is still to come, and what stands after "said that it will" is what was said.
    to_come = near[places[-1] - 1 : places[-1]] == ["be"]
    return not to_come and not set(near[places[-1] + 1 :]) & set(lists["told"])


def made_then(text: str, words: str) -> bool:
    """Tell whether a sentence tells how a plan was made, so that a time in it may be that of the making.

    Example:
        >>> made_then("Acme launched a bid for Zeta on Monday.", "on Monday")
        True
        >>> made_then("Acme agreed to it and will open a shop on Monday.", "on Monday")
        False
    """
    times = [(m.start(), m.end()) for m in re.finditer(rf"\b{re.escape(words)}\b", text)]
    between = (
        text[made.end() : start] if start >= made.end() else text[end : made.start()]
        for made in _pattern("making").finditer(text)
        for start, end in times
    )
    return any(not _pattern("ahead").search(found) for found in between)


@cache
def _unnamed() -> re.Pattern[str]:
    listed = "|".join(settings()["voices"]["unnamed"])
    return re.compile(rf"(?:^|[,;:—–]\s*|[\"”]\s+)[\"“]?(?:{listed})\b", re.IGNORECASE)


def names_nobody(text: str) -> bool:
    """Tell whether a sentence has what it tells from people without a name.

    Example:
        >>> names_nobody("Acme plans a plant, people familiar with the matter said.")
        True
        >>> names_nobody("Acme plans a plant for people close to the city, its chief said.")
        False
    """
    return _unnamed().search(text) is not None


def looks_back(text: str) -> bool:
    """Tell whether a sentence may tell of a plan that was made before: "had wanted to", "was to".

    Example:
        >>> looks_back("Acme had hoped to open it in May."), looks_back("Acme was to open it in May.")
        (True, True)
        >>> looks_back("Acme agreed last month to sell the plant.")
        False
    """
    found = tokens(text)
    if not set(found).isdisjoint(settings()["words"]["back"]):
        return True
    return any(one in ("was", "were") and other == "to" for one, other in pairwise(found))


def says_yet(text: str) -> bool:
    """Tell whether a sentence says that something was not done yet, or is still to be done.

    Example:
        >>> says_yet("The purchase is not yet completed."), says_yet("Yet nobody came.")
        (True, False)
        >>> says_yet("Zeta has stopped taking deliveries until the fault is repaired.")
        True
    """
    return "yet" in tokens(text)[1:] or is_for_now(text)


def is_for_now(text: str) -> bool:
    """Tell whether a sentence says that something is not so until something has come about.

    Example:
        >>> is_for_now("It takes no more until the brakes are mended."), is_for_now("It took none until May.")
        (True, False)
    """
    return _pattern("for_now").search(text) is not None


def is_to_follow(text: str, words: str) -> bool:
    """Tell whether what is to come at a time is to follow something that was told before.

    Example:
        >>> is_to_follow("Germany will follow in May.", "in May")
        True
        >>> is_to_follow("In May it will follow its rival.", "In May")
        False
    """
    return any(words in text[found.end() :] for found in _pattern("follows").finditer(text))


def stands_beside(text: str, words: str) -> bool:
    """Tell whether a sentence sets a time beside another one, and does not move it there.

    Example:
        >>> stands_beside("It will be sold in Spain in May and in Italy in July.", "in July")
        True
        >>> stands_beside("It was to be sold in May and will now be sold in July.", "in July")
        False
    """
    if _pattern("moving").search(text):
        return False
    return any(
        _pattern("beside_after").match(text[found.end() :])
        or _pattern("beside_before").search(text[: found.start()])
        for found in re.finditer(rf"\b{re.escape(words)}\b", text)
    )
