"""Rows of the model that make a party of somebody who only stands by: who keeps a price to himself, or already has a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import tree
from kg.extract.demands import bidden
from kg.extract.learned.marked import words
from kg.extract.learned.parties import ELSEWHERE
from kg.extract.learned.reading import KINDS
from kg.model import ORGANIZATION_LABELS, Kind

if TYPE_CHECKING:
    from kg.extract.learned.rows import Row
    from kg.extract.learned.text import Text

_DEALS = frozenset({Kind.ACQUISITION, Kind.DIVESTITURE, Kind.MERGER, Kind.INVESTMENT})
_THEM = frozenset({"it", "they", "them"})
_DEEDS = frozenset(
    {Kind.FACILITY, Kind.PRODUCT, Kind.LAYOFF, Kind.HIRING, Kind.INVESTMENT}
    | {Kind.DEVELOPMENT, Kind.FORMATION, Kind.TARGET}
)
"""Kinds of what one does alone: of a deal, who asks for it may be the other party."""


def is_price_kept(t: Text, row: Row) -> bool:
    """Tell whether only the terms of a deal told before are kept back or told: "neither side would name the price"."""
    a, i = t.a, row.trigger
    if KINDS[row.kind] not in _DEALS:
        return False
    if a.lemma[i] in words("terms.naming") and a.pos[i] == "VERB":
        return any(a.lemma[k] in words("terms.words") for k in a.children(i, "obj", "nsubj:pass"))
    if a.lemma[i] not in words("terms.words") or a.dep[i] not in ("obj", "nsubj:pass"):
        return False
    of_deal = any(k > i for k in a.children(i, "nmod"))  # "the price of its purchase of Acme"
    return a.lemma[a.head[i]] in words("terms.naming") and not of_deal


def is_held_title(t: Text, row: Row) -> bool:
    """Tell whether the only post told is the title of who acts, and the verb gives none: "chairman Bo Ek will run the firm", "has taken over her duties"."""
    a, i = t.a, row.trigger
    if KINDS[row.kind] is not Kind.APPOINTMENT or a.pos[i] != "VERB":
        return False
    minds = any(a.lemma[k] in words("minded.words") for k in a.children(i, "obj"))
    gives = a.lemma[i] in words("giving_posts.words") and not minds
    if gives or row.subject.form != "name":
        return False
    if row.subject.at not in {
        k for one in tree.agents(t.tokens[i]) for k in (one.i, t.root[one.i])
    }:
        return False
    first = min(
        k
        for k in range(a.left[row.subject.at], row.subject.at + 1)
        if t.root[k] == t.root[row.subject.at]
    )
    titled = first > 0 and a.pos[first - 1] == "NOUN" and a.sent[first - 1] == a.sent[i]
    as_what = any(a.lower[k] == "as" and k > i for k in range(i, a.right[i] + 1))
    return titled and not as_what


def is_part_owner_of_last(t: Text, row: Row) -> bool:
    """Tell whether a firm that a sentence does not name is taken for what its "shareholder Halden Capital" has a part of.

    That is the firm that the article is about, not one named last.
    """
    a, i = t.a, row.trigger
    if KINDS[row.kind] is not Kind.OWNERSHIP or row.object is None:
        return False
    if a.lemma[i] not in words("part_owners.words") or row.object.form not in ELSEWHERE:
        return False
    topic = t.context.chains.topic
    return (
        topic is not None and topic.label in ORGANIZATION_LABELS and row.object.chain != topic.chain
    )


def is_at_another_firm(t: Text, row: Row) -> bool:
    """Tell whether a firm that a sentence does not name is taken for where somebody goes from, who is another's: "she will step down"."""
    kind, party = KINDS[row.kind], row.object
    if kind is not Kind.DEPARTURE or party is None or party.form not in ELSEWHERE:
        return False
    known = t.context.chains.organization_of(t.tokens[row.subject.at])
    return known is not None and party.label in ORGANIZATION_LABELS and party.chain != known.chain


def is_bidder(t: Text, row: Row) -> bool:
    """Tell whether a rival's bid is read as one for who bids: of "Zenith offered $3 billion for Acme. Halden would not make a counterbid"."""
    if KINDS[row.kind] is not Kind.ACQUISITION or row.object is None:
        return False
    return t.a.lemma[row.trigger] in words("outbidding.words") and row.object.form in ELSEWHERE


def is_seller_of_them(t: Text, row: Row) -> bool:
    """Tell whether a firm that a sentence does not name is taken for things that were told of, or for several firms.

    "Acme will sell two mills. They will be bought by Zenith" does not tell who is bought.
    """
    a, i = t.a, row.trigger
    if KINDS[row.kind] is not Kind.ACQUISITION or a.pos[i] != "VERB" or row.object is None:
        return False
    bought = a.child(i, "obj", "nsubj:pass")
    if bought is None or row.object.form not in ELSEWHERE:
        return False
    them = a.lower[bought] in _THEM or a.tag[bought] == "NNS"
    return them and not t.context.chains.all(t.tokens[bought])


def is_delivery(t: Text, row: Row) -> bool:
    """Tell whether goods are delivered, and nobody buys or sells a part of a firm: "handed the first twelve cars to Acme"."""
    if KINDS[row.kind] not in (Kind.ACQUISITION, Kind.DIVESTITURE) or row.thing is None:
        return False
    thing = row.thing.token.i
    counted = t.a.tag[thing] in ("NNS", "NNPS") and any(
        k < thing for k in t.a.children(thing, "nummod")
    )
    goods = row.thing.label == "PRODUCT" or (row.thing.label is None and counted)
    return goods and t.a.lemma[row.trigger] in words("delivers.words")


def is_next_in_rank(t: Text, row: Row) -> bool:
    """Tell whether a share is one of a market, of who comes next in it: "the leader, trailed by Acme with 12 percent"."""
    a, at = t.a, row.subject.at
    if KINDS[row.kind] is not Kind.OWNERSHIP:
        return False
    return a.dep[at] == "obl:agent" and a.lemma[a.head[at]] in words("following.ranked")


def is_demander(t: Text, row: Row) -> bool:
    """Tell whether somebody else is asked to do what a row tells: "the fund called on Acme to close the plant"."""
    if KINDS[row.kind] not in _DEEDS:
        return False
    asked = bidden(t.a, row.trigger)
    return asked is not None and (row.subject.form in ELSEWHERE or row.subject.at < t.a.left[asked])


def is_demand(t: Text, row: Row) -> bool:
    """Tell whether what somebody is said to back is only what he asks of a company: "called on Acme to recall the cars"."""
    stance = KINDS[row.kind] is Kind.STANCE and row.object is not None
    return stance and row.object is not None and bidden(t.a, row.object.at) is not None


def is_lost_to(t: Text, row: Row) -> bool:
    """Tell whether a party of a lost order is who gets it now: Zenith, in "Acme lost the order from Halden to Zenith"."""
    a = t.a
    if KINDS[row.kind] is not Kind.SUPPLY:
        return False
    if not {a.lemma[row.trigger], a.lemma[a.head[row.trigger]]} & words("losing.words"):
        return False
    parties = [p.at for p in (row.subject, row.object) if p is not None and p.form not in ELSEWHERE]
    return any(
        a.lower[c] == "to"
        for at in parties
        for k in (at, a.head[at])
        for c in a.children(k, "case")
    )


def is_what_is_held(t: Text, row: Row) -> bool:
    """Tell whether who is owned in part is taken for an owner of more: "a 9 percent stake in Acme and 30 percent of Zenith"."""
    a, at = t.a, row.subject.at
    if KINDS[row.kind] is not Kind.OWNERSHIP or a.dep[at] not in ("nmod", "obl"):
        return False
    held = a.lemma[a.head[at]] in words("held_parts.words") and a.head[at] < at
    return held and "in" in (a.lower[k] for k in a.children(at, "case"))


def is_behind_active(t: Text, row: Row) -> bool:
    """Tell whether another act's doer is taken for an owner: "built in by Acme, which owns 9 percent of it, and by Zenith"."""
    a, i, at = t.a, row.trigger, row.subject.at
    if KINDS[row.kind] is not Kind.OWNERSHIP or a.tag[i] not in ("VBZ", "VBP", "VBD"):
        return False
    by = any(a.lower[k] == "by" for k in a.children(at, "case"))
    return by and at > i and a.subject(i) is not None and a.child(i, "aux:pass") is None


def is_related_only(t: Text, row: Row) -> bool:
    """Tell whether firms only deal or vie with each other: "Acme, a partner of Zenith" owns nothing of it, nor is owned."""
    return KINDS[row.kind] is Kind.OWNERSHIP and t.a.lemma[row.trigger] in words("related.words")


def is_of_related(t: Text, row: Row) -> bool:
    """Tell whether a party only deals or vies with the one that is meant.

    "The office of Acme, a customer of Zenith, will be closed", "owners sued Acme's rival".
    """
    a = t.a
    for party in (row.subject, row.object):
        if party is None or party.form in ELSEWHERE or a.dep[party.at] not in ("nmod", "nmod:poss"):
            continue
        noun = a.head[party.at]
        beside = a.dep[noun] == "appos" if party is row.subject else True
        if a.lemma[noun] in words("related.words") and beside:
            return not a.left[noun] <= row.trigger <= a.right[noun]
    return False


RULES = (
    is_seller_of_them,
    is_lost_to,
    is_demander,
    is_demand,
    is_what_is_held,
    is_behind_active,
    is_delivery,
    is_next_in_rank,
    is_related_only,
    is_of_related,
    is_price_kept,
    is_held_title,
    is_part_owner_of_last,
    is_at_another_firm,
    is_bidder,
)
"""Any of them rules a row out."""
