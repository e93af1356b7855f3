"""What the words that hang on a verb or noun say of how it is meant: auxiliaries, adverbs, adjectives, conditions."""

from __future__ import annotations

from kg.extract.arrays import Arrays
from kg.extract.cues import NEGATED as _NEGATED
from kg.extract.cues import State
from kg.extract.cues import cues as _lists
from kg.extract.givenup import is_parted
from kg.extract.undone import is_compared, is_inverted


def mark(a: Arrays, k: int, state: State) -> None:
    """Read one word that begins a clause: "if", "without"."""
    word = a.lower[k]
    if word in ("without", "against"):
        state.add(_NEGATED, word)
    elif word in _lists().sets["marks"]:
        state.add("hypothetical", word)


def modifier(a: Arrays, i: int, k: int, state: State, *, whole: bool, verbal: bool) -> None:
    """Read one adverb, adjective or determiner; negation only where the `whole` clause bears."""
    dep, word = a.dep[k], a.lower[k]
    if not whole and _lists().look("adverb", word) == _NEGATED:
        return
    if (dep == "amod" and not verbal) or is_parted(a, k):
        if not is_compared(a, k):
            state.add(_lists().look("adjective", word), word)
        if word == "more" and k > 0 and a.lower[k - 1] == "no":
            state.add(_NEGATED, "no")
    elif dep == "compound" and _blocks(a, i, k):
        state.add(_NEGATED, word)
    elif dep == "det" and word == "no":
        if a.lower[i] not in ("longer", "one", "doubt"):
            state.add(_NEGATED, word)
    elif dep == "advmod" and word == "longer" and k > 0 and a.lower[k - 1] == "no":
        state.add(_NEGATED, "no longer")
    elif dep in ("advmod", "cc") and not (word == "not" and _not_only(a, k)):
        state.add(_lists().look("adverb", word), word)


def _blocks(a: Arrays, i: int, k: int) -> bool:
    """Tell whether trees take the verb of a headline for a noun before a deal: "Court blocks merger of A and B"."""
    ends = _lists().look("over_noun", a.lemma[k]) == _NEGATED
    return ends and a.tag[k] == "NNS" and a.lemma[i] in _lists().sets["deals"]


def _not_only(a: Arrays, i: int) -> bool:
    return i + 1 < len(a) and a.lower[i + 1] in ("only", "just", "merely", "least")


def auxiliary(a: Arrays, i: int, k: int, state: State) -> None:
    """Read one auxiliary; "would" and "must" are planned, and thought of where there is a condition."""
    word = a.lower[k]
    found = _lists().look("auxiliary", word)
    if found == "conditional":
        if a.tag[k] and not a.tag[k].startswith("MD"):
            return
        perfect = any(a.lemma[m] == "have" and a.dep[m] == "aux" for m in a.kids[i])
        found = "hypothetical" if perfect or has_condition(a, i) else "planned"
    state.add(found, word)


def has_condition(a: Arrays, i: int) -> bool:
    """Tell whether a clause stands under a condition: "if it wins the contract"."""
    return any(a.dep[k] == "advcl" and _is_condition(a, k) for k in a.kids[i])


def _is_condition(a: Arrays, i: int) -> bool:
    return is_inverted(a, i) or any(
        a.dep[k] == "mark"
        and a.lower[k] in ("if", "unless", "provided", "assuming")
        and a.lower[k - 1] != "even"
        for k in a.kids[i]
    )
