"""What somebody says of a tale that it is not so, read by the order of words: "said reports that it would sell were false".

Trees often part a tale from what is said of it, or take "reports" for a verb. The words are in
`tale_verdicts.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extract.arrays import Arrays
from kg.extract.cues import cues
from kg.extract.givenup import is_not
from kg.extract.report_lists import report_lists
from kg.extract.retracted import words as retracted_words
from kg.extract.times.words import load_toml

_QUOTES = frozenset("\"“”'‘’")
_OPENING = 6  # words from the start of a sentence within which it says what somebody answers


@cache
def _words() -> dict[str, frozenset[str]]:
    found = load_toml("kg.extract", "tale_verdicts.toml")
    return {name: frozenset(some) for name, some in found.items()}


def tale_called_untrue(a: Arrays, deed: int) -> int | None:
    """Return the word by which a sentence calls the tale untrue that tells a deed, or None.

    Args:
        a: The text.
        deed: The word that announces the deed.
    """
    tale = _tale(a, deed)
    if tale is None:
        return None
    first, end = a.sents[a.sent[deed]]
    before = _before(a, tale, first)
    if before is None:
        return _as_subject(a, tale, deed, end)
    lemma = a.lemma[before]
    if lemma in cues().sets["brushing_aside"]:
        return before if _brushes_aside(a, before) else None
    if lemma in _words()["calling"] and not is_not(a, before):
        return next((k for k in _verdicts(a, deed, end) if _is_end(a, k)), None)
    if a.lower[before] in _words()["of"]:
        return _of_tale(a, tale, before, deed)
    saying = lemma in report_lists().say and a.pos[before] in ("VERB", "AUX")
    opens = saying or a.lower[before] == "that" or a.pos[before] == "PUNCT"
    return _as_subject(a, tale, deed, end) if opens else None


def _brushes_aside(a: Arrays, verb: int) -> bool:
    """Tell whether a verb before a tale says that it is not so: "denied reports", not "nor denied reports"."""
    told = a.tag[verb] in ("VBD", "VBZ", "VBP", "VBN") and not is_not(a, verb)
    return told and a.lower[verb - 1] not in ("nor", "or", "not", "never")


def _tale(a: Arrays, deed: int) -> int | None:
    """Return the tale before a deed whose clause tells it: "reports that Acme would sell"."""
    first, _ = a.sents[a.sent[deed]]
    for k in range(deed - 1, first, -1):
        if a.word[k] in (",", ";", ":", "(", ")") or a.word[k] in _QUOTES:
            return None
        if a.lower[k] == "that" and a.lemma[k - 1] in cues().sets["tales"]:
            return k - 1
    return None


def _before(a: Arrays, tale: int, first: int) -> int | None:
    """Return the word before a tale and what describes it, None where the sentence opens with it."""
    k = tale - 1
    while k >= first and (a.pos[k] in ("DET", "ADJ", "NUM") or a.word[k] in _QUOTES):
        k -= 1
    return k if k >= first else None


def _verdicts(a: Arrays, start: int, end: int) -> Iterator[int]:
    """Yield the words behind a deed, up to the next comma, by which things are called untrue."""
    for k in range(start + 1, end):
        if a.word[k] in (",", ";", ":"):
            return
        if a.lower[k] in cues().sets["untrue"] and not is_not(a, k):
            yield k


def _is_end(a: Arrays, k: int) -> bool:
    """Tell whether a word ends what is said: not the "false" of "false claims"."""
    after = k + 1
    return (
        after >= len(a)
        or a.pos[after] in ("PUNCT", "SPACE")
        or a.lower[after] in _words()["behind"]
    )


def _is_untrue(a: Arrays, k: int) -> int | None:
    """Return the "be" before a word by which that is called untrue: "were false", "are simply not true"."""
    denied, at = False, k - 1
    while at > 0 and (a.lower[at] in _words()["between"] or a.pos[at] in ("ADV", "PART")):
        denied = denied or a.lower[at] in ("not", "n't", "n’t")
        at -= 1
    judged = retracted_words()["true"] if denied else cues().sets["untrue"]
    forms = _words()["one"] | _words()["several"]
    return at if a.lower[k] in judged and a.lower[at] in forms and _is_end(a, k) else None


def _is_rejected(a: Arrays, k: int) -> int | None:
    """Return the "be" or "have" before a participle by which a tale is brushed aside: "were rejected", "have been denied"."""
    if a.tag[k] != "VBN" or a.lemma[k] not in cues().sets["brushing_aside"] or is_not(a, k):
        return None
    at = k - 1
    while at > 0 and (a.pos[at] == "ADV" or a.lower[at] == "been"):
        at -= 1
    forms = _words()["had"] if "been" in a.lower[at:k] else _words()["one"] | _words()["several"]
    return at if a.lower[at] in forms else None


def _as_subject(a: Arrays, tale: int, deed: int, end: int) -> int | None:
    """Return what is said of a tale behind its clause: "reports that it would sell its towers were false".

    "Be" agrees with the tale and stands behind a noun: not "accounts it knew were false".
    """
    forms = _words()["one" if _is_single(a, tale) else "several"]
    for k in range(deed + 1, end):
        if a.word[k] in (",", ";", ":"):
            return None
        be = _is_untrue(a, k)
        be = _is_rejected(a, k) if be is None else be
        if (
            be is not None
            and (a.lower[be] in forms or a.lower[be] in _words()["had"])
            and a.tag[be - 1][:2] in ("NN", "CD", "RB", "RP")
        ):
            return k
    return None


def _is_single(a: Arrays, tale: int) -> bool:
    return a.lower[tale] == a.lemma[tale]


def _of_tale(a: Arrays, tale: int, of: int, deed: int) -> int | None:
    """Return what somebody says of a tale, or answers on it: "'Nonsense,' she said of reports that it would sell"."""
    first, end = a.sents[a.sent[deed]]
    up = a.head[tale]
    if a.lemma[up] in report_lists().say and up < of:
        for k in range(_quote_before(a, first), up):
            if _is_meant(a, k) and a.dep[k].split(":")[0] in ("ccomp", "parataxis", "root"):
                return k
    opened = range(first, min(first + _OPENING, of))
    if not any(a.lemma[k] in _words()["answering"] for k in opened):
        return None
    return next((k for k in range(deed + 1, end) if _is_answer(a, tale, k)), None)


def _quote_before(a: Arrays, first: int) -> int:
    """Return where a sentence begins, with the quotation before it that trees part from it: "'Nonsense,' she said"."""
    parted = first > 1 and a.word[first - 1] in _QUOTES and a.word[first - 2] == ","
    return a.sents[a.sent[first] - 1][0] if parted else first


def _is_meant(a: Arrays, k: int) -> bool:
    """Tell whether a word is a verdict on what is asked or told, with no subject of its own: "this is nonsense", "not true"."""
    if a.lower[k] in _words()["of_deed"]:
        return False
    subject, denied = a.subject(k), is_not(a, k)
    judged = retracted_words()["true"] if denied else cues().sets["untrue"]
    bare = subject is None and all(a.pos[j] != "VERB" for j in range(a.sents[a.sent[k]][0], k))
    return a.lower[k] in judged and (
        bare or (subject is not None and a.lower[subject] in _words()["them"])
    )


def _is_answer(a: Arrays, tale: int, k: int) -> bool:
    """Tell whether a word is the verdict of an answer on a tale: "said they were not true", "called it nonsense"."""
    single, lists = _is_single(a, tale), _words()
    if single and a.lower[k] in lists["of_deed"]:
        return False
    be = _is_untrue(a, k)
    if be is not None:
        forms = lists["one" if single else "several"]
        return a.lower[be] in forms and a.lower[be - 1] in lists["them"]
    at = k - 1
    while a.lower[at] in lists["between"]:
        at -= 1
    called = a.lower[at] in lists["them"] and a.lemma[at - 1] in lists["calling"]
    return called and a.lower[k] in cues().sets["untrue"] and _is_end(a, k)
