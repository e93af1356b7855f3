"""Who a noun that tells something means: somebody, a company by its seat, several that speak as one."""

from __future__ import annotations

from kg.extract.arrays import SUBJECTS, Arrays
from kg.extract.closing import SEEN, can_speak, is_business
from kg.extract.report_lists import report_lists
from kg.extract.sayers import is_reporting

_PLACED = frozenset({"based", "listed", "headquartered"})
_WITHOUT_NAME = frozenset({"unnamed", "unidentified", "anonymous", "anonymity", "anonymously"})
_KEPT_BACK = frozenset({"not", "decline", "refuse"})
_NAMING = frozenset({"name", "identify"})
_PARTIES = ("side", "party", "partner")


def is_somebody(a: Arrays, i: int) -> bool:
    """Tell whether a noun is one for somebody who can speak; anybody with a name can."""
    return can_speak(a, i)


def is_unnamed(a: Arrays, head: int) -> bool:
    """Tell whether a source keeps its name back: "an unnamed manager", "a manager who asked not to be named"."""
    words = [k for k in range(a.left[head], a.right[head] + 1) if k != head]
    if any(a.lower[k] in _WITHOUT_NAME for k in words):
        return True
    kept = any(a.lemma[k] in _KEPT_BACK for k in words)
    return kept and any(a.lemma[k] in _NAMING and a.pos[k] == "VERB" for k in words)


def is_placed(a: Arrays, i: int) -> bool:
    """Tell whether a noun takes a company up by its seat, listing or rank: "the Bergen-based farmer".

    So does "Korea's largest cosmetics group".
    """
    start = a.left[i]
    ranked = any(a.tag[k] == "JJS" for k in range(start, i)) and is_business(a, i)
    if ranked and (a.lower[start] == "the" or a.child(i, "nmod:poss") is not None):
        return True
    if a.lower[start] != "the":
        return False
    return any(a.lower[k] in _PLACED and a.word[k - 1] == "-" for k in range(start + 2, i))


def speak_as_one(a: Arrays, i: int) -> bool:
    """Tell whether words take up several companies that speak together: "the two", "both companies"."""
    if a.lower[i] in ("they", "both") or (a.lower[i] in ("two", "three", "pair", "duo")):
        return a.lower[i] == "they" or a.lower[i] == "both" or a.lower[i - 1] == "the"
    own = [a.lower[k] for k in a.kids[i]]
    pair = a.tag[i] == "NNS" and a.lemma[i] in (*report_lists().company, *_PARTIES)
    return pair and any(w in own for w in ("the", "both"))


def is_seeing(a: Arrays, i: int) -> bool:
    """Tell whether a participle says who has seen a document: "a letter seen by Reuters"."""
    return a.lower[i] in SEEN


def told_behind(a: Arrays, i: int) -> int | None:
    """Return the subject of the clause behind which a pronoun, or what belongs to it, says so: "Acme will grow, it said"."""
    teller = a.head[i] if a.dep[i] == "nmod:poss" else i
    verb = a.head[teller]
    if a.dep[teller] not in SUBJECTS or not is_reporting(a, verb):
        return None
    if a.dep[verb] == "parataxis" and a.head[verb] < i:
        return a.subject(a.head[verb])
    # What trees call the clause varies; that it has a subject and stands before a comma does not.
    before = [k for k in a.kids[verb] if k < i and a.subject(k) is not None]
    return a.subject(before[-1]) if before and a.word[a.left[teller] - 1] in ',”"' else None
