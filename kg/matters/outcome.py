"""What shows that something was done: steps reached, figures reached, companies at work."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal

from kg.matters.marks import AS_PLANNED, FINISHED, FOR_NOW, LOOKS_BACK, NOT_NOW, NOT_THEN
from kg.matters.pairs import DEALS, MONEY, NEAR, compare, same_amount, same_thing, span
from kg.matters.told import Told
from kg.matters.words import STEPS, phrase, rates_in, settings, tokens, unit_of
from kg.model import SYMMETRIC, Claim, Kind, Polarity
from kg.resolve.names import same_name

GOODS = frozenset({Kind.TARGET, Kind.PRODUCT, Kind.DEVELOPMENT, Kind.FACILITY})
_POSTS = {Kind.APPOINTMENT: Kind.ROLE, Kind.ACQUISITION: Kind.OWNERSHIP}
STEPLESS = frozenset({"closes", "recalls"})
"""Actions that are no step on the way of a thing to its buyers."""
_WHOLE = DEALS | {Kind.FACILITY}
"""Kinds that are done whole, whose sums are their price or cost."""
Days = tuple[dt.date | None, dt.date | None]
_CURRENCY = re.compile("[A-Z]{3}")
DAYS_A_MONTH = 30.436875
"""Mean length of a month of the Gregorian calendar: 365.2425 / 12."""


def hardest(plans: Sequence[Told]) -> Told:
    """Return the plan that asks for most: the latest step of work, then the first told."""
    steps = {plan.iri: step_of(plan.claim) or "sell" for plan in plans}
    return max(plans, key=lambda plan: STEPS.index(steps[plan.iri])) if plans else plans[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What is known of each party beyond one matter, by IRI.

    Its figures, its own deeds, the prices of its goods, what it is said to
    own, what it plans, the companies that it founded or is to found, what
    is said not to have come in some time, and the plants that it gave up.
    """

    figures: Mapping[str, Sequence[Told]]
    deeds: Mapping[str, Sequence[Told]]
    prices: Mapping[str, Sequence[Told]]
    holdings: Mapping[str, Sequence[Told]]
    plans: Mapping[str, Sequence[Told]]
    founded: Mapping[str, Sequence[Told]]
    missing: Mapping[str, Sequence[Told]]
    given_up: Mapping[str, Sequence[Told]]


def index(told: Iterable[Told]) -> Index:
    """Return what claims say of each party, in the order of their IRIs."""
    names = tuple(each.name for each in fields(Index))
    found: dict[str, dict[str, list[Told]]] = {name: defaultdict(list) for name in names}
    for each in sorted(told, key=lambda t: t.iri):
        for name in _known_as(each):
            found[name][each.subject].append(each)
    return Index(**found)


def _known_as(told: Told) -> Iterable[str]:
    """Yield what a claim is known as."""
    kind = told.claim.kind
    if told.denies:
        dated = told.happened and span(told)[1] is not None
        yield from ["missing"] if dated and kind in GOODS else []
        yield from ["given_up"] if _gives_up_site(told) else []
        return
    if kind is Kind.FORMATION and (told.happened or told.intended):
        yield "founded"
    if told.intended and told.own:
        yield "plans"
    if told.happened:
        yield from _deed_as(told)


def is_site(told: Told) -> bool:
    """Tell whether a claim is of a plant or another place that is built or opened."""
    return told.claim.kind is Kind.FACILITY and told.claim.action in ("builds", "opens")


def _gives_up_site(told: Told) -> bool:
    """Tell whether a party says that a plant of its own will not come, and not only that it will come later."""
    put_off = {AS_PLANNED, FOR_NOW, NOT_NOW, NOT_THEN} & told.marks
    no = told.claim.polarity is Polarity.NEGATED and (told.intended or told.happened)
    return is_site(told) and told.own and no and not told.pending and not put_off


def _deed_as(told: Told) -> Iterable[str]:
    """Yield what a claim of something that is so or was done is known as."""
    kind = told.claim.kind
    if kind is Kind.OWNERSHIP:
        yield "holdings"
    elif kind is Kind.RESULT:
        even = "even" in tokens(told.claim.object or "")
        yield from ["figures"] if even or told.claim.amount is not None else []
    elif kind not in (Kind.ROLE, Kind.STANCE) and (told.own or kind is not Kind.TARGET):
        yield "deeds"
        if is_price(told.claim):
            yield "prices"


def is_price(claim: Claim) -> bool:
    """Tell whether a claim gives the price of a product."""
    amount = claim.amount
    priced = claim.kind is Kind.PRODUCT and claim.action in ("prices", "launches", "ships")
    return priced and amount is not None and bool(_CURRENCY.fullmatch(amount.unit or ""))


def step_of(claim: Claim) -> str | None:
    """Return the step of work that a claim is about, None where it names none.

    Example:
        >>> step_of(Claim(article="a", kind=Kind.TARGET, subject="A", object="mass production"))
        'build'
    """
    shown = settings()["steps"]["shown"]
    found = shown.get(f"{claim.kind.value} {claim.action}", shown.get(claim.kind.value))
    named = phrase(claim.object or "").step if claim.kind is Kind.TARGET else None
    return named or found


def done_on(told: Told) -> dt.date | None:
    """Return the last day on which what a claim tells can have happened, None where it names none."""
    time = told.claim.time
    return (time.latest or time.earliest) if time else None


def _reaches(promise: Claim, outcome: Claim, *, finished: bool) -> bool:
    """Tell whether an outcome is at the step that was promised, or beyond it."""
    if outcome.kind is Kind.TARGET:
        return True
    if STEPLESS & {promise.action, outcome.action}:
        return promise.action == outcome.action
    aimed, shown = step_of(promise), step_of(outcome)
    if shown is None:
        return promise.kind is Kind.TARGET and aimed is None and outcome.kind in GOODS
    if aimed is None:
        return STEPS.index(shown) >= STEPS.index("sell")
    if promise.kind is Kind.FACILITY or outcome.kind is Kind.FACILITY:
        return STEPS.index(shown) > STEPS.index("build") or (
            promise.action == outcome.action and (finished or done_on_claim(outcome))
        )
    return STEPS.index(shown) >= STEPS.index(aimed)


def done_on_claim(claim: Claim) -> bool:
    """Tell whether a claim dates what it tells, so that it is over and not going on."""
    return bool(claim.time and claim.time.latest)


def _same_act(promise: Claim, outcome: Claim, *, finished: bool) -> bool:
    kinds = {promise.kind, outcome.kind}
    if promise.kind in GOODS and outcome.kind in GOODS:
        return _reaches(promise, outcome, finished=finished)
    if promise.kind is Kind.TARGET:
        return outcome.kind is not Kind.RESULT and step_of(promise) is None
    if promise.kind is Kind.APPOINTMENT and not same_name(promise.role or "", outcome.role or ""):
        return False
    return (
        promise.kind is outcome.kind
        or _POSTS.get(promise.kind) is outcome.kind
        or kinds <= DEALS
        or kinds <= SYMMETRIC
    )


def part_done(promise: Told, outcome: Told) -> bool:
    """Tell whether an outcome falls short of the amount that was promised.

    A company is bought and a plant is built whole: what it cost was no part of the promise.
    """
    a, b = promise.claim.amount, outcome.claim.amount
    if a is None or (promise.claim.kind in _WHOLE and _CURRENCY.fullmatch(a.unit or "")):
        return False
    if b is None or unit_of(a.unit) != unit_of(b.unit):
        return promise.claim.kind in MONEY  # whether it was all of it is not told
    return b.value < a.value and not same_amount(a, b)


def fulfils(promise: Told, outcome: Told) -> bool:
    """Tell whether a claim of the same matter states that what was promised has been done.

    A work in progress fulfils nothing, nor does what was done before the
    promise was made.
    """
    if not outcome.happened or outcome.denies or outcome.claim.kind is Kind.STANCE:
        return False
    if _before(promise, outcome):
        return False
    return _same_act(promise.claim, outcome.claim, finished=FINISHED in outcome.marks)


def _before(promise: Told, outcome: Told) -> bool:
    """Tell whether an outcome was there before the promise, or is no news beside it.

    A plan that is told after its due days is told again: when it was made is
    not known. What one article tells without a day beside a new plan is not
    the outcome of that plan, nor is anything that one sentence tells together
    with it, unless the sentence looks back on the plan.
    """
    made, end, done = promise.said, promise.due[1], done_on(outcome)
    if made is None or (end is not None and end < made):
        return False
    if one_sentence(promise, outcome) and LOOKS_BACK not in promise.marks:
        return True
    if done is not None and done < made:
        return not (_goes_on(outcome) and (made - done).days <= NEAR)
    if outcome.said is not None and outcome.said < made:
        return True
    if done is not None or outcome.claim.kind is Kind.TARGET:
        return False
    beside = promise.claim.article == outcome.claim.article and outcome.claim.kind not in MONEY
    return beside or _stale(promise, outcome)


def one_sentence(one: Told, other: Told) -> bool:
    """Tell whether two claims have words of one sentence as evidence."""
    a, b = one.claim, other.claim
    return a.article == b.article and any(x.overlaps(y) for x in a.evidence for y in b.evidence)


def echoes(told: Told, others: Sequence[Told]) -> bool:
    """Tell whether a stance only says in its own words what another claim of its sentence denies."""
    stance = told.claim.kind is Kind.STANCE and told.denies
    twins = (t for t in others if t.denies and t.claim.kind is not Kind.STANCE)
    return stance and any(one_sentence(told, twin) for twin in twins)


def _goes_on(outcome: Told) -> bool:
    """Tell whether an outcome began on a day and still goes on: "delivered since 30 March"."""
    time = outcome.claim.time
    return time is not None and time.latest is None


def _stale(promise: Told, outcome: Told) -> bool:
    """Tell whether an undated outcome is told so late that it may be of something else.

    Words of a description may come again in later years; names don't.
    """
    end = promise.due[1] or promise.said
    if end is None or outcome.said is None or (promise.object and outcome.object):
        return False
    return (outcome.said - end).days > int(settings()["scores"]["days_stale"])


# --- figures ---------------------------------------------------------------------------


def _measure(claim: Claim) -> tuple[str | None, frozenset[str]]:
    found = phrase(claim.object or "")
    return found.step, found.things


def _same_measure(aim: Claim, result: Claim) -> bool:
    if aim.amount is None or result.amount is None:
        return False
    if unit_of(aim.amount.unit) != unit_of(result.amount.unit):
        return False
    (step, things), (other_step, other_things) = _measure(aim), _measure(result)
    if step or other_step:
        return step == other_step and (
            not things or not other_things or bool(things & other_things)
        )
    return things == other_things


def _days(told: Told) -> int | None:
    start, end = span(told)
    return (end - start).days + 1 if start and end else None


def _asked(aim: Told, days: int | None) -> Decimal | None:
    """Return the figure that an aim asks for over a number of days; a rate grows with them."""
    amount = aim.claim.amount
    if amount is None:
        return None
    rates = aim.sorts | rates_in([f"{aim.claim.object or ''} {amount.unit or ''}"])
    for name, length in (("per_month", DAYS_A_MONTH), ("per_week", 7.0)):
        if name in rates:
            return amount.value * Decimal(str(days / length)) if days else None
    return amount.value


def more_is_better(claim: Claim) -> bool:
    """Tell whether a measure is one of which more is aimed at."""
    wanted = settings()["figures"]["more_is_better"]
    found = phrase(claim.object or "")
    return (
        bool(found.things & set(wanted))
        or any(word in wanted or word.rstrip("s") in wanted for word in tokens(claim.object or ""))
        or found.step in ("sell", "deliver", "build")
    )


def figure_verdict(aim: Told, result: Told, as_of: dt.date) -> str | None:
    """Return what a reported figure says of an aim: `met`, `missed` or nothing.

    It is met where the figure is reached within the due days, and missed where
    the days are over, the figure stands for nearly all of them and is well
    below the aim.
    """
    if not _same_measure(aim.claim, result.claim) or not more_is_better(aim.claim):
        return None
    asked = _asked(aim, _days(result)) if _in_time(aim, result) else None
    if asked is None or result.claim.amount is None:
        return None
    value = result.claim.amount.value
    if value >= asked:
        return "met"
    over = aim.due[1] is not None and aim.due[1] < as_of
    short = float(value) < settings()["figures"]["short"] * float(asked)
    return "missed" if _covers_most(aim, result) and over and short else None


def sign_verdict(aim: Told, result: Told, as_of: dt.date) -> str | None:
    """Return what a reported profit or loss says of an aim of profit without a figure: `met`, `missed` or nothing.

    What says of which profit it is ("operating profit") counts for an aim of that one alone.
    """
    lists, amount = settings()["figures"], result.claim.amount
    wanted, told = (set(tokens(each.claim.object or "")) for each in (aim, result))
    if aim.claim.amount is not None or not wanted & set(lists["profit"]):
        return None
    if amount is not None and not _CURRENCY.fullmatch(amount.unit or ""):
        return None  # "profit fell by 5 percent"
    lost = bool(told & set(lists["loss"])) or (amount is not None and amount.value < 0)
    known = ("profit", "gain", "loss", "plain")
    plain = {*settings()["words"]["ignored"], *(word for name in known for word in lists[name])}
    if not (lost or told & set(lists["gain"])) or told - plain - wanted:
        return None
    if not _in_time(aim, result):
        return None
    if not lost:  # a quarter's profit is not yet that of the year
        return "met" if _days(aim) is None or _covers_most(aim, result) else None
    over = aim.due[1] is not None and aim.due[1] < as_of
    return "missed" if _covers_most(aim, result) and over else None


def _covers_most(aim: Told, result: Told) -> bool:
    """Tell whether a figure stands for nearly all of the days for which an aim was set."""
    days, whole = _days(result), _days(aim)
    share = settings()["figures"]["covered"]
    return days is not None and whole is not None and days >= share * whole


def _in_time(aim: Told, result: Told) -> bool:
    """Tell whether a figure is one of the days for which an aim was set, told after it."""
    (start, end), (first, last) = aim.due, span(result)
    if end is None or last is None or last > end:
        return False
    if result.said and aim.said and result.said < aim.said:
        return False
    if first is None:
        return start is not None and last >= start
    return start is None or first >= start


def price_verdict(promise: Told, prices: Iterable[Told]) -> tuple[str, Told] | None:
    """Return what the prices of a product say of the price that was named before: met or missed.

    The lowest counts, as dearer versions of a thing may be told beside it.
    What costs less than half is another thing: a deposit, a part.
    """
    asked, shares = promise.claim.amount, settings()["figures"]
    if asked is None or promise.claim.action != "prices" or not promise.intended:
        return None
    found = [
        (each.claim.amount.value, each.iri, each)
        for each in prices
        if each.claim.amount is not None
        and unit_of(each.claim.amount.unit) == unit_of(asked.unit)
        and each.claim.amount.value >= asked.value * Decimal(str(shares["cheapest"]))
        and not _before(promise, each)
        and same_thing(promise, each)
    ]
    if not found:
        return None
    value, _, lowest = min(found, key=lambda each: each[:2])
    dearer = value > asked.value * Decimal(str(shares["dearer"]))
    return ("missed" if dearer else "met"), lowest


def orders_taken(promise: Told, deeds: Iterable[Told]) -> Told | None:
    """Return the first deed by which orders are taken, in time, for what was to be sold.

    It is the first part of selling; the goods themselves may come later.
    """
    if step_of(promise.claim) != "sell":
        return None
    end, found = promise.due[1], []
    for deed in deeds:
        things = phrase(deed.claim.object or "").things
        orders = deed.claim.kind in (Kind.PRODUCT, Kind.TARGET) and "order" in things
        day = done_on(deed) or deed.said
        late = end is not None and day is not None and day > end
        ours = things - {"order"} <= phrase(promise.claim.object or "").things
        if orders and ours and not late and not _before(promise, deed):
            found.append(deed)
    return min(found, key=lambda d: (done_on(d) or d.said or dt.date.max, d.iri), default=None)


def done_elsewhere(promise: Told, deeds: Iterable[Told]) -> Told | None:
    """Return the first deed of the same party that agrees with a promise and fulfils it.

    The deed may belong to another matter: "the SU7 was delivered" is told of
    the SU7, and is what "mass production in the first half of 2024" came to.
    """
    least = settings()["scores"]["least"]
    found = []
    for deed in deeds:
        if deed.claim.kind in GOODS and fulfils(promise, deed) and not part_done(promise, deed):
            agreement = compare(promise, deed)
            if agreement.score >= least and not agreement.contradicts:
                found.append(deed)
    first = dt.date.max
    return min(found, key=lambda d: (done_on(d) or d.said or first, d.iri), default=None)


def came_not(plans: Sequence[Told], due: Days, missing: Iterable[Told]) -> Told | None:
    """Return the first claim that all the days in which a promise was due went by without it."""
    found = [
        each
        for each in missing
        if due[1] is not None and _covers(span(each), due) and not each.pending
        and each.said is not None and each.said > due[1]
        and any(_says_so_of(each, plan) for plan in plans)
    ]  # fmt: skip
    return min(found, key=lambda each: (each.said or dt.date.max, each.iri), default=None)


def _covers(days: Days, due: Days) -> bool:
    start, end = days
    whole = due[0] is None or (start is not None and start <= due[0])
    return whole and end is not None and due[1] is not None and end >= due[1]


def _says_so_of(missing: Told, promise: Told) -> bool:
    agreement = compare(promise, missing)
    return not agreement.contradicts and agreement.score >= settings()["scores"]["least"]


def at_work(promise: Told, deeds: Iterable[Told]) -> Told | None:
    """Return the first deed of a company that was to be founded, which shows that it was."""
    if promise.claim.kind is not Kind.FORMATION or promise.object is None:
        return None
    later = [d for d in deeds if not (d.said and promise.said) or d.said > promise.said]
    return min(later, key=lambda d: (d.said or dt.date.max, d.iri), default=None)
