"""The nearest relations in a tree: what hangs on a word, what is coordinated with it, its name."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from kg.extract.answers import places_once, tokens_once
from kg.extract.arrays import Arrays, arrays
from kg.extract.listed import listed

_RELATIVE = ("which", "who", "whose")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
_REST = frozenset({"remaining", "rest", "remainder", "other", "balance"})


def children(token: Token, *deps: str) -> list[Token]:
    """Return the dependents of a token with one of these labels, in text order."""
    doc = token.doc
    a = arrays(doc)
    below = a.below[token.i]
    return [doc[k] for k in below if a.dep[k] in deps] if below else []


def conjuncts(token: Token) -> list[Token]:
    """Return a token and everything coordinated with it from there on.

    What is coordinated with any word of a name is coordinated with the name.
    "EVs and driverless cars" is a coordination even where the tree takes the
    first noun for a modifier of the second.
    """
    return tokens_once("conjuncts", token, _side_by_side)


def conjunct_places(token: Token) -> tuple[int, ...]:
    """Return where a token and everything coordinated with it stand."""
    return places_once("conjuncts", token, _side_by_side)


def _side_by_side(token: Token) -> list[Token]:
    """Return a token with what the tree coordinates with it, and the names that the text lists after it."""
    a = arrays(token.doc)
    lists = listed(a)
    names = lists.get(token.i)
    found = [t for t in _conjuncts(token) if not _is_apart(a, lists, token.i, t.i)]
    known = {t.i for t in found}
    after = [i for i in names or () if i > token.i and i not in known]
    more = [t for i in after if not _has_rest(a, i) for t in _conjuncts(token.doc[i])]
    return found + list({t.i: t for t in more if t.i not in known}.values())


def _has_rest(a: Arrays, i: int) -> bool:
    """Tell whether a name behind "and" begins a clause that leaves out its verb: "owns half of Acme and Zenith the rest"."""
    _, end = a.name(i)
    return end + 1 < len(a) and a.lower[end] == "the" and a.lower[end + 1] in _REST


def _is_apart(a: Arrays, lists: Mapping[int, tuple[int, ...]], i: int, other: int) -> bool:
    """Tell whether the words list a name with others, not with what the tree coordinates it with.

    "Sold Acme to Corvo and Zenith to Halden": Zenith goes on with Acme. "Ann Lee, who founded Acme
    and Zenith": it is none of the founders.
    """
    own, names = range(*a.name(i)), lists.get(other, ())
    if not names or other in own or any(k in own for k in names):
        return False
    return names[0] < own.start or (a.label[i] == "PERSON") != (a.label[other] == "PERSON")


def _conjuncts(token: Token, above: frozenset[int] = frozenset()) -> list[Token]:
    """Return what `conjuncts` does; names that cross in a broken tree would lead back to those `above`."""
    found = [token]
    for child in children(token, "compound", "nmod"):
        joined = child.i + 1 < token.i and token.doc[child.i + 1].pos_ == "CCONJ"
        if joined and child.pos_ in ("NOUN", "PROPN"):
            found.insert(0, child)
    a = arrays(token.doc)
    own = range(*a.name(token.i))
    above = above.union(own)
    for word in own:
        for k in a.below[word]:
            if a.dep[k] != "conj" or k in above:
                continue
            child = token.doc[k]
            fits = a.pos[k] == a.pos[token.i] or a.pos[token.i] in NOMINAL
            apart = left_out(a, k) or (a.label[k] and _has_rest(a, k))
            apart = apart or _closes_aside(token, child) or _is_in_clause(a, token.i, k)
            if fits and not apart:
                found += _conjuncts(child, above)
    noun = a.pos[token.i] == "NOUN" and not a.label[token.i]
    for i in (*_under_places(a, token.i), *_set_beside(a, token.i)) if noun else ():
        if i not in above:
            found += _conjuncts(token.doc[i], above)
    return found


def left_out(a: Arrays, i: int) -> bool:
    """Tell whether what is coordinated is told to be none of it: "Acme, but (not) Zenith, will join"."""
    heads = [k for k in range(*a.name(i)) if a.dep[k] == "conj"]
    return any(a.lower[k] == "not" for head in heads for k in a.below[head] if k < head)


def _under_places(a: Arrays, i: int) -> list[int]:
    """Return the nouns that go on with a noun and hang on the place behind it: "a mine in Chile, its mill in Peru"."""
    beside = a.below[a.head[i]] if a.dep[i] == "obj" else []
    places = [
        k
        for k in (*a.below[i], *beside)
        if k > i and a.label[k] == "PLACE" and a.dep[k] in ("nmod", "obl")
    ]
    if not places or any(a.pos[k] == "VERB" for k in range(i, places[0])):
        return []
    below = (k for place in range(*a.name(places[0])) for k in a.below[place])
    return [k for k in below if a.dep[k] == "conj" and a.pos[k] == "NOUN" and not a.label[k]]


def _set_beside(a: Arrays, i: int) -> list[int]:
    """Return the nouns in the middle of a list that are taken for a second name of the first: "a mine, (its mill) and a port".

    What stands in apposition has a comma behind it: "its mine, a huge one, and a port".
    """
    last = next((k for k in a.below[i] if a.dep[k] == "conj"), None)
    joined = [] if last is None else [k for k in a.below[last] if a.dep[k] == "cc" and k < last]
    if last is None or not joined or a.word[joined[0] - 1] == ",":
        return []
    return [k for k in a.below[i] if i < k < last and a.dep[k] == "appos" and a.pos[k] == "NOUN"]


def starts(token: Token) -> int:
    """Return where the sentence of a token starts; spaCy looks it up anew at every access."""
    a = arrays(token.doc)
    return a.sents[a.sent[token.i]][0]


def ends(token: Token) -> int:
    """Return where the sentence of a token ends: the place after its last token."""
    a = arrays(token.doc)
    return a.sents[a.sent[token.i]][1]


def entity(token: Token) -> list[Token]:
    """Return the words of the name that a token is in, or the token alone."""
    start, end = arrays(token.doc).name(token.i)
    if end - start == 1:
        return [token]
    doc = token.doc
    return [doc[i] for i in range(start, end)]


def _closes_aside(token: Token, other: Token) -> bool:
    """Tell whether a comma ends what a name is described by, and the next name is set beside it.

    "Acme, a unit of Zeta, and Comet declined": Comet is no part of what describes Acme.
    """
    doc, first = token.doc, entity(other)[0].i
    while first > token.i and doc[first - 1].dep_ in ("compound", "amod", "det"):
        first -= 1
    if first - 2 <= token.i or doc[first - 1].pos_ != "CCONJ" or doc[first - 2].text != ",":
        return False
    if any(c.dep_ == "conj" and c.i != other.i for c in token.children):
        return False  # "a venture of Acme, Zeta, and Comet"
    for above in token.ancestors:
        if above.dep_ == "appos":
            left = above.left_edge.i
            left -= doc[left].text != ","
            return left > 0 and doc[left].text == "," and bool(doc[left - 1].ent_type_)
    return False


def _is_in_clause(a: Arrays, i: int, other: int) -> bool:
    """Tell whether a name ends a relative clause that commas set off: "Acme, which owns Zeta and (Comet), took over a bank".

    Between what coordinates it and the relative pronoun there is no comma, and one right behind it.
    """
    end = a.name(other)[1]
    if end >= a.count or a.word[end] != "," or other < i:
        return False
    clause = None
    for k in range(other - 1, i, -1):
        if a.word[k] == ",":
            break
        clause = k
    opens = clause is not None and clause > i + 1 and a.lower[clause] in _RELATIVE
    return opens and any(a.pos[k] in ("VERB", "AUX") for k in range(clause or i, other))
