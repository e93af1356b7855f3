"""The price of a deal by the order of words: "sold it, which is a bakery, to Acme (for $9 million)".

Trees hang what follows a relative clause or an adverb on many words. The order of words is plain:
after the verb of the deal, "for" and a sum, or "in a deal worth" a sum, and no clause of its own.
"""

from __future__ import annotations

from functools import cache
from itertools import takewhile

from spacy.tokens import Token

from kg.extract.amounts import AmountMention
from kg.extract.context import Context, Placed
from kg.extract.sums import was_worth
from kg.extract.times import TimeMention
from kg.extract.times.words import load_toml
from kg.model import Kind

_DEALS = frozenset({Kind.ACQUISITION, Kind.DIVESTITURE})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_BEFORE = 4  # words from "for" to the sum: "for a symbolic", "for a total of"


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_toml("kg.extract", "sums.toml").items()}


def price_told(trigger: Token, kind: Kind, context: Context) -> Placed[AmountMention] | None:
    """Return the price that a sentence tells after the verb of a deal, or None.

    Args:
        trigger: The verb.
        kind: The kind of its claim.
        context: Its text.
    """
    if kind not in _DEALS:
        return None
    if trigger.pos_ != "VERB":
        if trigger.head.pos_ != "VERB" or trigger.head.i > trigger.i:
            return None
        trigger = trigger.head  # "sold (half) of it to Acme for $9 million"
    end = trigger.idx + len(trigger)
    sums = [
        p
        for p in context.amounts_near(trigger)
        if p.mention.span.start >= end
        and p.mention.kind == "money"
        and p.mention.converted_from is None
        and not was_worth(p.root)
    ]
    first = min(sums, key=lambda p: p.mention.span.start, default=None)
    if first is None:
        return None
    start = first.mention.span.start
    between = list(takewhile(lambda t: t.idx < start, trigger.doc[trigger.i + 1 :]))
    if (paid := _before_paying(between)) is not None:
        return first if _is_one_clause(paid) and _is_whole(first) else None
    return first if _names_price(between) and _is_one_clause(between) else None


def _before_paying(between: list[Token]) -> list[Token] | None:
    """Return what stands before ", paying (about)" that ends the words before a sum, or None."""
    at = len(between) - 1
    while at > 0 and between[at].lower_ in _lists()["before_price"]:
        at -= 1
    told = at > 0 and between[at].lower_ == "paying" and between[at - 1].text == ","
    return between[: at - 1] if told else None


def _is_whole(placed: Placed[AmountMention]) -> bool:
    """Tell whether a sum paid is a price: not "paying $9 million in bonuses", "a year" or "of tax"."""
    doc, end = placed.root.doc, placed.mention.span.end
    after = [t.lower_ for t in doc[placed.root.i + 1 : placed.root.i + 8] if t.idx >= end][:2]
    if after[:1] == ["in"]:
        return bool(set(after) & _lists()["tenders"])
    return after[:1] not in (["of"], ["a"], ["to"], ["per"])


def time_after_price(trigger: Token, kind: Kind, context: Context) -> TimeMention | None:
    """Return the time right after the price of a deal: "sold it, which is a bakery, to Acme for $9 million in May".

    Args:
        trigger: The verb of the deal.
        kind: The kind of its claim.
        context: Its text.
    """
    told = price_told(trigger, kind, context)
    if told is None:
        return None
    times = (p.mention for p in context.times_near(trigger))
    return next((m for m in times if m.value and m.span.start == told.mention.span.end + 1), None)


def _names_price(before: list[Token]) -> bool:
    """Tell whether words end in "for" or "in a deal worth"."""
    words = [t.lower_ for t in before[-_BEFORE:]]
    if "for" in words:
        after = words[words.index("for") + 1 :]
        return all(w in _lists()["before_price"] for w in after)
    worth = bool(words) and words[-1] in ("worth", "at") and len(words) > 1
    return worth and bool(set(words) & _lists()["deals"])


def _is_one_clause(between: list[Token]) -> bool:
    """Tell whether no verb stands between but in relative clauses that commas close."""
    parts: list[list[Token]] = [[]]
    for token in between:
        if token.text in (",", ";", ":", "–", "—", "(", ")"):
            parts.append([])
        else:
            parts[-1].append(token)
    for n, part in enumerate(parts):
        verbs = any(t.tag_ in _FINITE or (t.pos_ == "VERB" and t.dep_ != "amod") for t in part)
        relative = any(t.tag_ in _RELATIVE for t in part[:3])
        finite = any(t.tag_ in _FINITE and t.head.pos_ != "PROPN" for t in part)
        relative = relative or (not finite and any(t.tag_ == "VBN" for t in part[:3]))
        if verbs and not (relative and 0 < n < len(parts) - 1):
            return False
    return True
