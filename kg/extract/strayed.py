"""Who says something where the tree hangs the speaker on what stands before: "bought it and its chairman, Ann Lee, said"."""

from __future__ import annotations

from kg.extract.arrays import Arrays
from kg.extract.closing import noun_from
from kg.model import ORGANIZATION_LABELS

_FARTHEST = 12  # tokens from "and" to the verb
_WHEN = ("NOUN", "PROPN", "ADV", "ADP", "DET", "NUM")  # "today", "on 9 May"
_FINITE = ("VBD", "VBZ", "VBP")


def strayed_speaker(a: Arrays, verb: int) -> int | None:
    """Return the head of the person right before a second verb, of whom trees make an object of the first.

    None unless only a noun phrase with a person's name stands between "and" and the verb.
    """
    if a.dep[verb] != "conj" or a.tag[verb] not in _FINITE:
        return None
    last = verb - 1 - (a.word[verb - 1] == ",")
    if last < 1 or a.label[last] != "PERSON":
        return None
    start, end = a.name(last)
    for k in range(start - 1, max(verb - _FARTHEST, a.sents[a.sent[verb]][0]), -1):
        if a.lower[k] == "and":
            head = next((i for i in range(start, end) if not start <= a.head[i] < end), start)
            over = a.head[head]
            return over if a.dep[head] == "appos" and k < over < start else head
        if a.pos[k] not in ("NOUN", "PROPN", "ADJ", "DET", "PRON", "PUNCT", "PART", "ADP"):
            return None
    return None


def opening_speaker(a: Arrays, verb: int) -> int | None:
    """Return the head of the firm that opens a sentence before its first verb, wherever the tree hangs it.

    "Acme, a maker of pumps, today announced that it has bought Zenith, a maker of valves": trees take
    Acme for another name of Zenith. Between name and verb stands what commas set off, and no more.
    """
    if a.head[verb] != verb or a.tag[verb] not in _FINITE:
        return None
    first = a.sents[a.sent[verb]][0]
    while first < verb and a.pos[first] in ("SPACE", "DET"):
        first += 1
    start, end = a.name(first)
    at = end
    while at < verb and a.pos[at] == "SPACE":
        at += 1
    if a.label[first] not in ORGANIZATION_LABELS or at >= verb or a.word[at] != ",":
        return None
    between = range(at, verb)
    last = max(k for k in between if a.word[k] == ",")
    whole = last > at and all(a.pos[k] in _WHEN for k in range(last + 1, verb))
    if not whole or any(a.tag[k] in (*_FINITE, "MD") or a.word[k] in (";", ":") for k in between):
        return None
    return next((k for k in range(start, end) if not start <= a.head[k] < end), start)


def strayed_objects(a: Arrays, verb: int) -> list[int]:
    """Return the objects of a verb, also where trees take one without a preposition for something else."""
    own = a.children(verb, "obj")
    if own or a.tag[verb] != "VBG":
        return own or _bare(a, verb)
    after = noun_from(a, verb + 1, a.sents[a.sent[verb]][1])  # "citing sources, Reuters said"
    return _bare(a, verb) or ([] if after is None else [after])


def _bare(a: Arrays, verb: int) -> list[int]:
    return [k for k in a.children(verb, "obl") if k > verb and a.child(k, "case") is None]


def citing_before(a: Arrays, verb: int) -> list[int]:
    """Return the participle set off before a verb, wherever the tree hangs it.

    "The daily Courier, citing bankers, said", "Citing bankers, the daily Courier said".
    """
    start = a.sents[a.sent[verb]][0]
    if a.tag[start] == "VBG" and a.tag[verb] in _FINITE and _is_first(a, start, verb):
        return [start]
    if verb < 1 or a.word[verb - 1] != "," or a.tag[verb] not in _FINITE:
        return []
    for k in range(verb - 2, max(verb - _FARTHEST, a.sents[a.sent[verb]][0]), -1):
        if a.tag[k] == "VBG" and a.word[k - 1] == ",":
            return [k]
        if a.word[k] == "," or a.tag[k] in (*_FINITE, "MD"):
            return []
    return []


def _is_first(a: Arrays, start: int, verb: int) -> bool:
    """Tell whether a verb is the first with a tense after a participle that a sentence begins with."""
    return not any(a.tag[k] in (*_FINITE, "MD") for k in range(start, verb))
