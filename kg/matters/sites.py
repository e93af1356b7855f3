"""What hangs on a plant that is given up: the work in it, and the people who were to be hired for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.matters.outcome import Index, is_site
from kg.matters.pairs import compare
from kg.matters.told import Told
from kg.matters.words import phrase, settings
from kg.model import Kind

_HANGS = frozenset({Kind.TARGET, Kind.HIRING})
_PLACE = re.compile(r"\b(?:in|at|near|for|on|of|to|outside|by|with)\b")


def given_up_with_its_site(promise: Told, index: Index) -> Told | None:
    """Return the claim that gives up the plant on which a promise hangs, None where it stands.

    The promise is of "the plant" that its own article plans: of every plant so called there it must
    be told later that it is given up, and no plan of it after that.

    Args:
        promise: A plan or aim of a party.
        index: What is known beyond its matter.
    """
    things = phrase(promise.claim.object or "").things
    given_up = index.given_up.get(promise.subject, ())
    if promise.claim.kind not in _HANGS or not things or not given_up:
        return None
    plans = [told for told in index.plans.get(promise.subject, ()) if is_site(told)]
    sites = [told for told in plans if told.claim.article == promise.claim.article]
    sites = [told for told in sites if _head(told) and _head(told) == things]
    ends = [_end(site, given_up, plans) for site in sites]
    return ends[0] if ends and all(ends) else None


def _head(site: Told) -> frozenset[str]:
    """Return what a plant is called without where it is and what it is for: "battery plant in Hull"."""
    words = _PLACE.split(site.claim.object or "")[0].split()
    return phrase(words[-1]).things if words else frozenset()


def _end(site: Told, given_up: Sequence[Told], plans: Sequence[Told]) -> Told | None:
    """Return the first claim that gives a plant up, where no plan was told of it after that."""
    later = [told for told in given_up if _is_after(told, site) and _is_same(told, site)]
    again = [plan for plan in plans if any(_is_after(plan, told) for told in later)]
    if any(_is_same(plan, site) for plan in again):
        return None
    return min(later, key=lambda told: (str(told.said), told.iri), default=None)


def _is_after(one: Told, other: Told) -> bool:
    return bool(one.said and other.said and one.said > other.said)


def _is_same(one: Told, other: Told) -> bool:
    agreement = compare(one, other)
    return not agreement.contradicts and agreement.score >= settings()["scores"]["least"]
