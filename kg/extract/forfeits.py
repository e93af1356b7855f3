"""Sums told beside a deal that are no price of it: what is paid if it fails, and what somebody else bids.

"Would pay a break fee of $9 million if the deal is blocked", "trumping a bid from Acme and valuing
Zenith at $9 million", "has lost $9 million since its purchase by Acme": the words are in `sums.toml`.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract.arrays import arrays
from kg.extract.cues import NEGATED, cues
from kg.extract.givenup import phrase_of
from kg.extract.kin import children
from kg.extract.times.words import load_toml
from kg.extract.tree import case_of

_NOUNS = ("NOUN", "PROPN")
_PARTING = ("VERB", "AUX", "SCONJ")
_MARKS = (",", ";", ":", "(", ")", "–", "—")


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_toml("kg.extract", "sums.toml").items()}


def is_forfeit(noun: Token) -> bool:
    """Tell whether a noun is what is owed where a deal fails: "a break fee", "a reverse termination fee"."""
    lists = _lists()
    if noun.lemma_.lower() not in lists["forfeits"]:
        return False
    beside = {t.lower_ for t in noun.doc[max(noun.i - 4, noun.sent.start) : noun.i]}
    return bool(beside & lists["failing"])


def pays_forfeit(word: Token) -> bool:
    """Tell whether a verb tells what is paid if a deal fails, or a noun is such a fee.

    Args:
        word: The verb of paying, or the noun.
    """
    if is_forfeit(word):
        return True
    if word.pos_ != "VERB" or word.lemma_.lower() not in _lists()["owing"]:
        return False
    return any(map(is_forfeit, children(word, "obj", "iobj"))) or _in_case_of_failure(word)


def _in_case_of_failure(verb: Token) -> bool:
    """Tell whether a verb tells what is done "if the deal fails" or "is blocked"."""
    a = arrays(verb.doc)
    for k in a.children(verb.i, "advcl"):
        marks = {a.lower[m] for m in a.children(k, "mark", "advmod")}
        fails = cues().look("over_noun", phrase_of(a, k)) == NEGATED
        if marks & {"if", "should", "when", "unless"} and fails:
            return True
    return False


def is_no_price(root: Token, trigger: Token) -> bool:
    """Tell whether a sum is owed only where a deal fails, or is that of a bid that outdoes the one told or of another act.

    Args:
        root: The head of the sum.
        trigger: The word that announces the deal or bid.
    """
    above = root.head
    if root.dep_ in ("nmod", "compound", "appos", "obl") and is_forfeit(above):
        return True
    if (root.dep_ == "obj" and pays_forfeit(above)) or _of_act_around(root, trigger):
        return True
    if root.dep_ == "nmod" and above.i < root.i and above.lemma_.lower() in _lists()["owed"]:
        return True  # "failed with debts of $9 million, most of them from its purchase"
    over = trigger.head
    if trigger.pos_ != "NOUN" or over.lemma_.lower() not in _lists()["outdoing"]:
        return False
    a = arrays(trigger.doc)
    return trigger.dep_ == "obj" and not a.left[trigger.i] <= root.i <= a.right[trigger.i]


def _of_act_around(root: Token, trigger: Token) -> bool:
    """Tell whether a sum is of what came to pass before or after a deal: "lost (9) in the year after its takeover".

    A price stands in the phrase of the deal, or follows it: "closed after its purchase by Acme for (9)".
    """
    if trigger.pos_ not in _NOUNS:
        return False
    a = arrays(trigger.doc)
    for k in (trigger.i, *a.ancestors(trigger.i)):
        if a.pos[k] in ("VERB", "AUX"):
            return False
        if case_of(trigger.doc[k]) in _lists()["around"]:
            between = range(trigger.i + 1, root.i)
            parted = any(a.pos[m] in _PARTING or a.lower[m] in _MARKS for m in between)
            follows = trigger.i < root.i and case_of(root) in ("for", "at") and not parted
            return not follows and not a.left[k] <= root.i <= a.right[k]
    return False
