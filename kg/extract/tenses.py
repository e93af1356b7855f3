"""What the verb above a time tells of it: whether it lies back or ahead, and from which day it counts."""

from __future__ import annotations

from functools import cache

from kg.extract.arrays import SUBJECTS, Arrays
from kg.extract.infinitives import is_due_to
from kg.extract.report_lists import report_lists
from kg.extract.short_of import is_new_deadline
from kg.extract.times.words import load_toml

_ADJUNCTS = ("obl", "obl:tmod", "obl:unmarked", "obl:npmod", "advmod", "nmod:unmarked")
_STOPS = (".", "!", "?")
_LAST = 3  # words at the end of a sentence, of which one may be its full stop
_TIME_WORDS = 4  # words from the first one of a time to its head
_SAYING = 10  # words from a verb of saying to its time
_JOINED = ("NOUN", "PROPN", "PRON", "ADP", "DET", "ADJ", "NUM", "PART")
_SOURCES = ("NOUN", "PROPN", "PRON", "NUM")
_OF_DAY = ("late", "early", "earlier", "later")  # before a day: "in a statement late on Monday"
_CLOSED = (",", ")", "”", '"')


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of the verbs of `scope.toml`."""
    return frozenset(load_toml("kg.extract", "scope.toml")["verbs"][name])


def tense(a: Arrays, position: int) -> str | None:
    """Return `past`, `done`, `future` or `near` for the verb that governs the token at an offset, None if none.

    "Closed its plant" is done; "was closing its plant" and "announced it" only tell of it in the past. What
    "had been due" by a day may lie on either side of today, and near.

    Args:
        a: The analysed text.
        position: Where a time begins, in code points.
    """
    at = a.at_offset(position)
    if at >= len(a):
        return None
    closed, said = saying_closed(a, at), saying_before(a, at)
    if closed is not None or said is not None:
        return (_of_verb(a, said) if said is not None and closed is None else None) or "past"
    return "near" if _follows_had_been_due(a, at) else _above(a, at)


def _above(a: Arrays, at: int) -> str | None:
    """Return the tense of what stands above a time and says nothing."""
    if _follows_due(a, at) or _follows_plan(a, at) or is_new_deadline(a, at):
        return "future"
    below = at
    for i in [at, *a.ancestors(at)]:
        if _had_been_due(a, i):
            return "near"
        ahead = _looks_ahead(a, i) or _is_timetable(a, i, below, at) or _will_be(a, i)
        if ahead or _is_wished(a, i, below):
            return "future"
        if a.pos[i] in ("VERB", "AUX") and (found := _of_verb(a, i)) is not None:
            return "done" if found == "past" and _is_done(a, i) else found
        below = i
    return None


def _is_timetable(a: Arrays, i: int, below: int, at: int) -> bool:
    """Tell whether a verb says in the simple present when something is to come: "opens in March".

    The time must hang on the verb itself, in a whole sentence: headings tell in the present what is
    done. "Follows a loss in March" looks back, and "says on Monday" is said already.

    Args:
        a: The analysed text.
        i: Any word above a time.
        below: The word below it on the way to the time.
        at: Where the time begins.
    """
    if a.pos[i] != "VERB" or a.tag[i] not in ("VBZ", "VBP") or _helpers(a, i):
        return False
    if a.lower[i] in _words("unmarked"):
        return False
    if not at <= below <= at + _TIME_WORDS or a.dep[below] not in _ADJUNCTS:
        return False
    says = report_lists().say - report_lists().needs_clause
    if a.lemma[i] in says or a.lemma[i] in _words("looking_back"):
        return False
    start, end = a.sents[a.sent[i]]
    return any(a.word[k] in _STOPS for k in range(max(start, end - _LAST), end))


def _looks_ahead(a: Arrays, i: int) -> bool:
    """Tell whether a word says in the present that something is to come: "is likely to", "is expected on Thursday"."""
    known = a.lemma[i] in _words("awaiting") or a.lower[i] in _words("awaiting")
    if not known and not is_due_to(a, i):
        return False
    helpers = {a.lower[k] for k in a.kids[i] if a.dep[k].startswith(("aux", "cop"))}
    return bool(helpers) and helpers <= _words("present")


def _is_wished(a: Arrays, i: int, below: int) -> bool:
    """Tell whether a time hangs on what somebody plans now: "plans a rights issue in February"."""
    wished = a.lemma[i] in _words("wishing") and a.pos[i] == "VERB" and a.dep[below] == "obj"
    return wished and a.tag[i] in ("VBZ", "VBP") and not _helpers(a, i)


def _will_be(a: Arrays, i: int) -> bool:
    """Tell whether a predicate that is no verb is to come: "will be available in June", "will be in service"."""
    state = a.pos[i] in ("ADJ", "ADV") or a.child(i, "case") is not None
    return state and a.child(i, "cop") is not None and bool(_helpers(a, i) & _words("future"))


def _follows_due(a: Arrays, at: int) -> bool:
    """Tell whether a time stands after "is due in", which looks ahead; "was due in" need not."""
    k = at - 1
    while k >= 0 and a.pos[k] in ("ADP", "SCONJ"):
        k -= 1
    if k < 1 or a.lower[k] != "due" or a.sent[k] != a.sent[at]:
        return False
    return a.lower[k - 1] not in ("was", "were", "been")


def _follows_plan(a: Arrays, at: int) -> bool:
    """Tell whether a time stands after a participle of planning: "planned for May", "pencilled in for May"."""
    k = at if a.lower[at] == "for" else at - 1
    if k < 1 or a.lower[k] != "for" or a.sent[k - 1] != a.sent[at]:
        return False
    k -= 2 if a.lower[k - 1] in ("in", "down") and k > 1 else 1
    return a.tag[k] == "VBN" and a.lemma[k] in _words("planning")


def _had_been_due(a: Arrays, i: int) -> bool:
    """Tell whether a word says what "had been due" or "had been scheduled": the day may still be to come."""
    to = i - 2 if i and a.lower[i - 1] == "be" else i - 1  # "had been due to (be) open(ed)"
    i = to - 1 if to > 0 and a.lower[to] == "to" else i
    if not {a.lemma[i], a.lower[i]} & (_words("awaiting") | _words("planning")):
        return False
    return (
        i > 1 and a.lower[i - 1] in ("been", "originally") and "had" in a.lower[max(i - 3, 0) : i]
    )


def _follows_had_been_due(a: Arrays, at: int) -> bool:
    """Tell whether a time stands right after such a word: "had been due by the end of March"."""
    k = at - 1
    while k > 0 and a.pos[k] in ("ADP", "SCONJ"):
        k -= 1
    return k > 0 and a.sent[k] == a.sent[at] and _had_been_due(a, k)


def _of_verb(a: Arrays, i: int) -> str | None:
    """Return the tense of one verb; None where the verb above it knows."""
    helpers = _helpers(a, i)
    if _is_ahead(a, i, helpers):
        return "future"
    if a.tag[i] == "VBD" or helpers & _words("past") or _is_unmarked_past(a, i):
        return "past"
    if a.tag[i] == "VBG" and any(a.lower[k] == "after" for k in a.children(i, "mark", "case")):
        return "past"  # "will raise prices after reporting a loss for the first quarter"
    if a.dep[i] == "acl":
        reduced = a.tag[i] == "VBN" and not helpers and not a.child(i, "mark")
        return "past" if reduced else None  # "a deal announced on Monday"; "its voyage to orbit"
    if a.dep[i] == "xcomp":
        return _of_infinitive(a, a.head[i])
    return "future" if a.tag[i] == "VB" else None


def is_to_come(a: Arrays, i: int) -> bool:
    """Tell whether a verb is of an announcement that nobody has made yet: "could announce", "is expected to announce".

    Args:
        a: The analysed text.
        i: The verb.
    """
    if a.tag[i] != "VB" or a.lemma[i] not in report_lists().announcing:
        return False
    if a.dep[i] == "xcomp":
        above = a.head[i]
        return bool({a.lemma[above], a.lower[above]} & (_words("awaiting") | _words("wishing")))
    return bool(_helpers(a, i) & _words("future"))


def _is_done(a: Arrays, i: int) -> bool:
    """Tell whether by the form of a verb its act itself is over, not only what is told of it."""
    told = report_lists().say | _words("promising") | _words("wishing") | _words("awaiting")
    return a.tag[i] in ("VBD", "VBN") and a.lemma[i] not in told


def _is_ahead(a: Arrays, i: int, helpers: set[str]) -> bool:
    """Tell whether a verb by its own form looks ahead."""
    if helpers & _words("future"):
        return True
    if a.tag[i] == "VBG":
        return bool(helpers) and helpers <= _words("present")  # "is opening an outpost in June"
    if a.tag[i] == "VBN":
        return "be" in helpers and a.dep[i] != "xcomp"  # "is to be shown in June"
    planned = a.dep[i] == "acl" and a.lemma[a.head[i]] in _words("wishing")
    return planned and a.tag[i] == "VB"  # "its plan to float in May"


def _helpers(a: Arrays, i: int) -> set[str]:
    return {a.lower[k] for k in a.kids[i] if a.dep[k].startswith("aux")}


def _of_infinitive(a: Arrays, above: int) -> str:
    """Return the tense of what a verb governs: "let them ride" is done, "plans to ride" is not.

    What somebody "had planned" lies back, whether it came to pass or not.
    """
    helpers = _helpers(a, above)
    if "had" in helpers and a.tag[above] == "VBN":
        return "past"
    causes = a.lemma[above] in _words("causing")
    past = a.tag[above] == "VBD" or helpers & _words("past") or _is_unmarked_past(a, above)
    return "past" if causes and past and not helpers & _words("future") else "future"


def _is_unmarked_past(a: Arrays, i: int) -> bool:
    """Tell whether a verb whose past is like its present stands alone with a subject: "Acme let"."""
    if a.lower[i] not in _words("unmarked") or a.subject(i) is None:
        return False
    return not _helpers(a, i) and not any(a.lower[k] == "to" for k in a.children(i, "mark"))


def saying_closed(a: Arrays, at: int) -> int | None:
    """Return the verb of saying in the past whose clause a time closes: ", it told the exchange in May".

    Only nouns and what joins them may stand between the two, and the verb has its source before it:
    a noun, or an apposition ("its head, Ann Lee, said").
    """
    k = at - 1 if at < 2 or a.lower[at - 1] not in _OF_DAY else at - 2
    if k < 1 or at >= len(a):
        return None
    first = max(a.sents[a.sent[at]][0], k - _SAYING)
    while k > first and a.pos[k] in _JOINED:
        k -= 1
    if k < 1 or a.sent[k] != a.sent[at] or a.tag[k] not in ("VBD", "VBN"):
        return None
    says = report_lists().say - (report_lists().needs_clause if k < at - 1 else frozenset())
    if a.lemma[k] not in says or any(c > k for c in a.children(k, "ccomp")):
        return None
    source = a.pos[k - 1] in _SOURCES or a.dep[k - 1] in SUBJECTS  # "the former said on Monday"
    return k if source or a.word[k - 1] in _CLOSED else None


def saying_before(a: Arrays, at: int) -> int | None:
    """Return the verb of saying between which and what it tells a time stands: "told them on Monday that".

    Trees often hang such a time on what is told. "Said that on Monday it would open" is none.

    Args:
        a: The analysed text.
        at: The first word of the time.
    """
    if not 0 <= at < len(a):
        return None
    for k in range(at - 1, a.sents[a.sent[at]][0], -1):
        if a.word[k] in (";", ":") or (a.dep[k] == "mark" and a.lower[k] == "that"):
            return None
        if a.pos[k] == "VERB" and a.lemma[k] in report_lists().say:
            told = (c for c in a.children(k, "ccomp") if c > at)
            return k if any(_opens_after(a, c, at, k) for c in told) else None
    return None


def _opens_after(a: Arrays, clause: int, at: int, said: int) -> bool:
    """Tell whether a clause opens after a word, with "that" or its subject after the verb of saying."""
    marks = [k for k in a.children(clause, "mark") if a.lower[k] == "that"]
    subjects = [a.left[k] for k in a.kids[clause] if a.dep[k] in SUBJECTS and k > said]
    opening = min([*marks, *subjects], default=None)
    return opening is not None and opening > at
