"""Names that stand side by side in a list by the order of words: "Acme, Zenith and Halden Steel".

Trees often hang the later ones on something else: on a word above, or on the name before as
what describes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.arrays import Arrays

_INSIDE = 1  # spaCy's number of "I", for a token that goes on with a name
_THINGS = frozenset({"COMPANY", "ORG", "OUTLET", "PRODUCT"})
_AND = frozenset({"and", "or", "&"})
_WITH = (("along", "with"), ("together", "with"), ("as", "well", "as"))
_DESCRIBING = ("DET", "ADJ", "NOUN", "PRON")
_ORIGINS = frozenset({"GROUP", "PLACE"})
_DESCRIBED = 4  # tokens from "with" to a name that they describe
_WITH_IT = frozenset({"nmod", "obl", "conj", "appos", "dep"})
_CLOSES = ("NOUN", "PROPN", "PART", "NUM")
_STRAYED = frozenset({"conj", "list", "appos", "compound", "flat", "nsubj", "nsubj:pass", "dep"})


def listed(a: Arrays) -> dict[int, tuple[int, ...]]:
    """Return by the head word of each listed name those of all names of its list, looked for once."""
    found: dict[int, tuple[int, ...]] | None = a.answers[0].get("lists of names")
    if found is None:
        found = a.answers[0]["lists of names"] = {}
        for heads in _lists(a):
            found.update(dict.fromkeys(heads, heads))
            if (noun := _noun_of(a, heads[0])) is not None:
                found.setdefault(noun, heads[1:])
    return found


def _lists(a: Arrays) -> Iterator[tuple[int, ...]]:
    """Yield the head words of the names of each list that "and" or "or" closes."""
    i, n = 0, len(a)
    while i < n:
        if not a.label[i] or not _opens(a, i):
            i += 1
            continue
        names, end, commas = [i], a.name(i)[1], 0
        closed = False
        while not closed and (step := _next(a, end)) is not None:
            at, closed, comma = step
            if (a.label[at] == "PERSON") != (a.label[i] == "PERSON"):
                closed = False
                break
            names.append(at)
            commas += comma
            end = a.name(at)[1]
        alone = end >= n or a.pos[end] not in _CLOSES
        # "Acme, a unit of Zenith, and Halden": what a comma closes may be no list.
        if closed and alone and not (len(names) == 2 and commas):
            heads = tuple(_head(a, at) for at in names)
            if _hang_together(a, heads):
                yield heads
        elif (other := _with(a, end)) is not None:
            heads = _head(a, i), _head(a, other)
            if len(names) == 1 and a.dep[heads[1]] in _WITH_IT and a.label[i] != "PERSON":
                yield heads
        i = end


def _with(a: Arrays, at: int) -> int | None:
    """Return where the name begins that "along with" adds to one that ends: "Acme, together with Zenith, sued"."""
    at += at < len(a) and a.word[at] == ","
    for words in _WITH:
        first = at + len(words)
        if tuple(a.lower[at:first]) == words:
            last = min(first + _DESCRIBED, len(a))
            while first < last and not a.label[first] and a.pos[first] in _DESCRIBING:
                first += 1  # "along with its rival Zenith"
            fits = first < len(a) and _opens(a, first) and a.label[first] != "PERSON"
            return first if fits else None
    return None


def _opens(a: Arrays, i: int) -> bool:
    """Tell whether a name that may be listed begins at a token."""
    return a.iob[i] != _INSIDE and (a.label[i] in _THINGS or a.label[i] == "PERSON")


def _next(a: Arrays, at: int) -> tuple[int, bool, bool] | None:
    """Return where the next name of a list begins, whether "and" or "or" stands before it, and a comma."""
    n = len(a)
    comma = at < n and a.word[at] == ","
    at += comma
    joined = at < n and a.lower[at] in _AND
    at += joined
    if not (comma or joined):
        return None
    at += at < n and a.pos[at] == "DET"
    at = _past_description(a, at) if joined and not comma else at
    if at >= n or not _opens(a, at) or a.sent[at] != a.sent[at - 1]:
        return None
    return at, joined, comma


def _past_description(a: Arrays, at: int) -> int:
    """Return where a name begins that is described: "(the) chip designer Zenith"; else the place itself."""
    last = min(at + _DESCRIBED, len(a) - 1)
    i = at
    while i < last and (not a.label[i] or a.label[i] in _ORIGINS) and a.pos[i] in _DESCRIBING:
        i += 1
    return i if i > at and a.label[i] and a.tag[i - 1] == "NN" else at


def _noun_of(a: Arrays, head: int) -> int | None:
    """Return the noun in the singular right before a name that describes it: "the drug maker Acme"."""
    noun = a.name(head)[0] - 1
    tied = noun >= 0 and a.tag[noun] == "NN" and (a.head[head] == noun or a.head[noun] == head)
    return noun if tied else None


def _head(a: Arrays, at: int) -> int:
    """Return the head word of the name that begins at a token."""
    start, end = a.name(at)
    return next((i for i in range(start, end) if not start <= a.head[i] < end), end - 1)


def _hang_together(a: Arrays, heads: tuple[int, ...]) -> bool:
    """Tell whether the tree lets the names be a list: each later one hangs on a name, or is coordinated."""
    inside = {i for head in heads for i in range(*a.name(head))}
    inside |= {noun for head in heads if (noun := _noun_of(a, head)) is not None}
    return all(
        a.dep[i] == "conj" or (a.dep[i] in _STRAYED and a.head[i] in inside) for i in heads[1:]
    )
