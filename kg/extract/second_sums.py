"""Sums that a second verb keeps for itself: "opened a plant in 2019 and bought Acme for ($9 million)".

A verb behind "and" may also tell what the act before it costs or brings: "bought Acme and paid $9 million in cash".
A total of several parties is no sum of any of them: "fined Acme and Zenith a total of $9 million".
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract.amounts import AmountMention
from kg.extract.arrays import arrays
from kg.extract.context import Context, Placed
from kg.extract.kin import conjuncts
from kg.extract.times.words import load_toml
from kg.extract.tree import agents, case_of
from kg.model import Kind

_VERBS = {
    Kind.LEGAL: ("damages", "refunds", "punishing"),
    Kind.FUNDING: ("yields", "sealing", "receiving"),
    Kind.DIVESTITURE: ("yields", "sealing", "receiving"),
    Kind.SUPPLY: ("sealing", "receiving"),
}
_NOUNS = {Kind.LEGAL: ("penalties", "priced")}
_ONE_PRICE = (Kind.ACQUISITION, Kind.DIVESTITURE, Kind.MERGER, Kind.LEGAL)
_TOTAL = 2  # words between "total", "combined" and a sum, and from a sum to "in total"
_COMPLEMENTS = ("obj", "obl", "obl:arg", "obl:agent", "xcomp", "ccomp", "iobj")
_PURPOSE = ("advcl", "xcomp", "acl")
_ADJUNCTS = ("in", "into", "for", "on", "from")


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_toml("kg.extract", "sums.toml").items()}


def _any_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(_lists()[name] for name in names))


def of_all(placed: Placed[AmountMention], trigger: Token, near: Token | None, kind: Kind) -> bool:
    """Tell whether words sum up what several are fined, paid or do together: "fined Acme and Zenith a total of (9)".

    What several buy has one price.

    Args:
        placed: The sum.
        trigger: The word that announces the claim.
        near: The head of its object.
        kind: Its kind.
    """
    a, span = arrays(trigger.doc), placed.mention.span
    first, last = a.at_offset(span.start), a.at_offset(span.end - 1)
    around = {*a.lower[max(first - _TOTAL, 0) : first + 1], *a.lower[last + 1 : last + 1 + _TOTAL]}
    if not around & _lists()["summing"]:
        return False
    doers = [] if kind in _ONE_PRICE else agents(trigger)
    parties = [*doers, *([] if near is None else [near])]
    return any(p.dep_ == "conj" or len(conjuncts(p)) > 1 for p in parties)


def _second(root: Token, trigger: Token) -> Token | None:
    """Return the verb above a sum that "and" ties to a trigger before it, or to a verb above the trigger."""
    over = {trigger.i, *(t.i for t in trigger.ancestors)}
    for token in (root, *root.ancestors):
        if token.i in over:
            return None
        if token.dep_ == "conj" and token.pos_ == "VERB" and token.head.i in over:
            return token if trigger.i < token.i else None
    return None


def of_second_act(
    placed: Placed[AmountMention], trigger: Token, near: Token | None, kind: Kind, context: Context
) -> bool:
    """Tell whether a sum is of an act that is told behind "and", and not of a trigger before it.

    Of "designed and built a plant for $9 million" it may be both acts': the first has nothing of its own.

    Args:
        placed: The sum.
        trigger: The word that announces the claim.
        near: The head of its object.
        kind: Its kind.
        context: Its text.
    """
    if placed.mention.kind not in ("money", "per_share"):
        return False
    second = _second(placed.root, trigger)
    if second is None or (near is not None and near.i >= second.i):
        return False
    own = (c for c in trigger.children if c.dep_ in _COMPLEMENTS and trigger.i < c.i < second.i)
    first = trigger.pos_ != "VERB" or any(c.i not in context.inside_time for c in own)
    return first and not _tells_of_first(placed.root, second, kind, context)


def _tells_of_first(root: Token, second: Token, kind: Kind, context: Context) -> bool:
    """Tell whether a second verb tells what the act before it costs or brings: "and paid $9 million for it"."""
    thing = root
    while thing.dep_ in ("nmod", "compound", "nummod", "amod") and thing.i != second.i:
        thing = thing.head
    verb = thing.head
    if thing.i != root.i:
        nouns = _lists()["deals"] | _any_of(_NOUNS.get(kind, ()))
        sealed = verb.lemma_.lower() in _any_of(("sealing", *_VERBS.get(kind, ())))
        return thing.lemma_.lower() in nouns and (sealed or kind is Kind.LEGAL)
    told = _lists()["paying"] | _lists()["values"] | _any_of(_VERBS.get(kind, ()))
    if verb.lemma_.lower() == "cost":
        return any(c.dep_ == "nsubj" and c.pos_ == "PRON" for c in verb.children)
    if verb.lemma_.lower() not in told:
        return False
    return kind is Kind.LEGAL or not any(_is_other(c, context) for c in verb.children)


def _is_other(word: Token, context: Context) -> bool:
    """Tell whether a word beside a sum is what that is paid for: "(in its Hull plant)", "(for Zenith)", "(to settle)"."""
    if word.dep_ in _PURPOSE:
        return word.i > word.head.i
    if word.dep_ != "obl" or word.i in context.inside_time or case_of(word) not in _ADJUNCTS:
        return False
    named = bool(arrays(word.doc).label[word.i])
    owned = any(c.dep_ == "nmod:poss" for c in word.children)
    plain = case_of(word) == "in" and not any(c.dep_ == "det" for c in word.children)
    return named or owned or (plain and word.lemma_.lower() not in _lists()["tenders"])
