"""Sums that a verb beside the trigger tells: "sued Acme, seeking ($9 million)", "a share sale that may raise ($9 million)"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract.amounts import AmountMention
from kg.extract.context import Context, Placed
from kg.extract.sums import is_of_part, was_worth
from kg.extract.times.words import load_toml
from kg.extract.tree import case_of
from kg.model import Kind

_VERBS = {
    (Kind.LEGAL, "sues"): "damages",
    (Kind.LEGAL, "rules"): "refunds",
    (Kind.FUNDING, None): "yields",
    (Kind.DIVESTITURE, None): "yields",
}
_BELOW = ("acl", "acl:relcl", "advcl", "xcomp", "ccomp", "conj")
_WHOLE = (Kind.ACQUISITION, Kind.MERGER)


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_toml("kg.extract", "sums.toml").items()}


def _is_ruled(placed: Placed[AmountMention], trigger: Token) -> bool:
    """Tell whether a sum is what the clause says that a ruling closes: "Acme must pay ($9 million), the court ruled"."""
    thing = placed.root
    if thing.dep_ == "nmod" and thing.head.lemma_.lower() in _lists()["penalties"]:
        thing = thing.head  # "must pay a fine of $9 million"
    pays = thing.head
    if thing.dep_ != "obj" or pays.lemma_.lower() not in _lists()["refunds"]:
        return False
    closed = trigger.head.i == pays.i and trigger.dep_ in ("parataxis", "ccomp")
    return pays.i < trigger.i and (closed or (pays.head.i == trigger.i and pays.dep_ == "ccomp"))


def _is_due(placed: Placed[AmountMention], trigger: Token, action: str | None) -> bool:
    """Tell whether a sum is what a court says is to be paid, or what one who sues says is owed.

    "Held it liable for ($9 million)", "took it to court over rents of ($9 million)".
    """
    above = placed.root.head
    if action == "rules":
        liable = above.lemma_.lower() == "liable" and case_of(placed.root) == "for"
        held = liable and trigger.i in (above.i, above.head.i)
        return held or _is_ruled(placed, trigger)
    owed = above.lemma_.lower() in _lists()["owed"] and case_of(placed.root) == "of"
    return action == "sues" and owed and any(a.i == trigger.i for a in above.ancestors)


def sum_beside(
    trigger: Token, kind: Kind, action: str | None, thing: str | None, context: Context
) -> Placed[AmountMention] | None:
    """Return the sum that a verb after a trigger tells of the same act, or None.

    Damages are sought or demanded, money is refunded by order, a share sale raises it, and a
    whole firm costs what a deal values it at.

    Args:
        trigger: The word that announces the claim.
        kind: Its kind.
        action: Its action.
        thing: Its object.
        context: Its text.
    """
    verbs = _lists().get(_VERBS.get((kind, action), ""), frozenset())
    for placed in context.amounts_near(trigger):
        verb, mention = placed.root.head, placed.mention
        money = mention.kind == "money" and mention.converted_from is None
        if money and kind is Kind.LEGAL and _is_due(placed, trigger, action):
            return placed
        if not money or verb.i <= trigger.i or verb.dep_ not in _BELOW:
            continue
        if (
            verb.dep_ == "acl:relcl"
            and "where" not in (c.lower_ for c in verb.children)
            and "," in (verb.left_edge.text, verb.left_edge.nbor(-1).text)
        ):
            continue  # "sold its unit Halden, which raised $9 million last year"
        lemma = verb.lemma_.lower()
        asked = lemma == "ask" and case_of(placed.root) == "for"
        plain = placed.root.dep_ in ("obj", "obl") and (asked or not case_of(placed.root))
        told = lemma in verbs and plain
        whole = kind in _WHOLE and not is_of_part(kind, thing) and lemma == "value"
        if told or (whole and case_of(placed.root) == "at" and not was_worth(placed.root)):
            return placed
    return None
