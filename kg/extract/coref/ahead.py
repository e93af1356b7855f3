"""What a possessive points ahead to: Acme, in "After its takeover of Zenith, Acme cut costs"."""

from __future__ import annotations

from kg.extract.arrays import SUBJECTS, Arrays
from kg.extract.coref.phrases import What
from kg.extract.coref.salience import Referent
from kg.extract.coref.state import State

_FARTHEST = 24  # tokens from the possessive to the comma before the subject
_DESCRIBED = 4  # tokens of a description before the name: "the Danish grocer Acme"
_SOURCES = ("according", "per", "citing")


def ahead(s: State, i: int, kind: str) -> Referent | None:
    """Return the subject that a possessive in a phrase set before it belongs to.

    "Following its purchase of Zenith, Acme has 40 shops" tells who bought; where a party was named
    before the possessive in its sentence, or the phrase is of a source ("according to its website"), nothing is.
    """
    a = s.a
    if a.dep[i] != "nmod:poss" or kind not in ("it", "he", "she"):
        return None
    start, end = a.sents[a.sent[i]]
    if not _opens(s, start, i):
        return None
    if a.word[end - 1] == "," and a.sent[i] + 1 < len(a.sents):
        end = a.sents[a.sent[i] + 1][1]  # the phrase was taken for a sentence of its own
    for k in range(i + 2, min(i + _FARTHEST, end - 2)):
        if a.word[k] == ",":
            found = _subject_after(s, k, end)
            if found is not None:
                return found if _fits(found, kind) else None
    return None


def _opens(s: State, start: int, i: int) -> bool:
    """Tell whether a phrase that opens the sentence holds the possessive, with no name before it."""
    a = s.a
    while start < i and a.pos[start] in ("SPACE", "PUNCT", "CCONJ"):
        start += 1
    first = a.pos[start] in ("ADP", "SCONJ", "NUM", "ADV") or a.tag[start] in ("VBG", "VBN", "CD")
    if start >= i or not first or a.lower[start] in _SOURCES:
        return False
    return not any(
        k in s.inside or a.word[k] in (",", ";", ":") or (a.pos[k] == "PRON" and k != i)
        for k in range(start, i)
    )


def _subject_after(s: State, comma: int, end: int) -> Referent | None:
    """Return the name that begins the main clause after a comma, if it is its subject."""
    a = s.a
    for k in range(comma + 1, min(comma + 1 + _DESCRIBED, end)):
        name = s.starts.get(k)
        if name is not None:
            acts = a.dep[name.head] in SUBJECTS or _acts(a, name.end, end)
            return s.referents[name.cluster] if acts else None
        if a.pos[k] not in ("DET", "ADJ", "NOUN", "PROPN"):
            return None
    return None


def _acts(a: Arrays, after: int, end: int) -> bool:
    """Tell whether a finite verb follows a name at once, whatever the tree makes of the two."""
    return after < end and a.tag[after] in ("VBD", "VBZ", "VBP", "MD")


def _fits(r: Referent, kind: str) -> bool:
    """Tell whether a referent is what the possessive calls for."""
    if kind == "it":
        return r.what is What.ORGANIZATION
    wanted = "m" if kind == "he" else "f"
    return r.what is What.PERSON and (r.gender or wanted) == wanted
