"""What a sentence tells of as not done, or only in case, by its shape: nobody does it, another thing is done instead.

`modality` reads the words around an act one by one; what is read here takes the sentence as a
whole, and what the tree has parted from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.arrays import Arrays
from kg.extract.cues import NEGATED, cues
from kg.extract.givenup import phrase_of

if TYPE_CHECKING:
    from kg.extract.attribution import Attribution

_FIGURES = ("NUM", "SYM")
_WHEN = frozenset({"after", "since", "when", "because", "before", "as"})
_BY_HOW_MUCH = ("obj", "obl", "obl:agent", "obl:unmarked")


def is_asked(a: Arrays, i: int) -> bool:
    """Tell whether a word lies in a question that may be answered with no: "Will Acme buy it?".

    A question with "why" or "when" takes for granted what it asks about, and so
    does a relative clause.
    """
    first, last = a.sents[a.sent[i]]
    end = last - 1
    while end > first and (a.pos[end] == "SPACE" or a.word[end] in "\"'”’)"):
        end -= 1
    if a.word[end] != "?" or any(a.dep[k] == "acl:relcl" for k in (i, *a.ancestors(i))):
        return False
    top = next((k for k in (i, *a.ancestors(i)) if a.head[k] == k), i)
    return not any(a.tag[k].startswith("W") for k in range(a.left[top], top + 1))


def has_none(a: Arrays, i: int) -> bool:
    """Tell whether an act has no object: "sold no shares", "planned no layoffs", "plan no job cutting"."""
    things = [k for k in a.children(i, "obj", "ccomp") if a.dep[k] == "obj" or a.tag[k] == "VBG"]
    return a.pos[i] == "VERB" and any(is_denied(a, thing) for thing in things)


def is_by_none(a: Arrays, i: int, below: int | None) -> bool:
    """Tell whether nobody and nothing does what a verb tells: "no store will open", "neither of them bid".

    Args:
        a: The text.
        i: The verb.
        below: The word that was met below it: what a subject is not says that by itself.
    """
    subject = a.subject(i)
    if subject is None or subject == below or a.dep[subject] == "csubj":
        return False
    either = (*a.children(subject, "cc:preconj", "cc"), *a.children(subject, "det"), subject)
    if any(a.lower[k] in cues().sets["nobody"] for k in either):
        return True
    if a.lower[subject] == "one":
        return any(a.lower[k] == "no" for k in a.children(subject, "det"))
    return is_denied(a, subject) or is_few(a, subject)


def is_denied(a: Arrays, noun: int) -> bool:
    """Tell whether a noun has "no" or "neither" before it that denies it, as in "no shops", but not in "no fewer than 90 shops"."""
    if a.lower[noun] in cues().sets["not_denied"]:
        return False
    dets = [k for k in (*a.children(noun, "det"), a.left[noun]) if a.lower[k] in ("no", "neither")]
    least = cues().sets["at_least"]
    return any(a.lower[k + 1] not in least and a.lower[k + 2 : k + 3] != ["than"] for k in dets)


def is_fall(a: Arrays, noun: int, up: int) -> bool:
    """Tell whether something fell by so much, which nobody dropped or declined: "declined 17 cents".

    The noun is by how much, or what fell: "the stock declined by 2%".
    """
    if phrase_of(a, up) not in cues().sets["falling"]:
        return False
    if a.lemma[noun] in cues().sets["goals"] and a.dep[noun] == "obj":
        return False  # "dropped its goal of opening 90 shops by 2027"
    if a.pos[noun] in _FIGURES or a.child(noun, "nummod") is not None:
        return True
    by = [k for k in a.kids[up] if k != noun and a.pos[k] in _FIGURES and a.dep[k] in _BY_HOW_MUCH]
    return any(all(a.lower[c] == "by" for c in a.children(k, "case")) for k in by)


def is_compared(a: Arrays, i: int) -> bool:
    """Tell whether a thing is only measured by what a word says: the "expected" of "a better-than-expected profit"."""
    before = [word for word in a.lower[max(i - 2, 0) : i] if word not in ("-", "‑", "–")]
    return before[-1:] == ["than"]


def is_few(a: Arrays, noun: int) -> bool:
    """Tell whether there are hardly any of a noun: "few shops", "few of the shops", but not "a few shops"."""
    first = a.left[noun]
    return a.lower[first] in cues().sets["hardly_any"] and (first == noun or a.head[first] == noun)


def comes_about(a: Arrays, i: int, up: int) -> bool:
    """Tell whether a verb says of a noun that it takes place, so that "not" denies it: "the merger will not go ahead".

    So does who goes ahead "with" it.
    """
    with_it = a.dep[i] == "obl" and any(a.lower[k] == "with" for k in a.children(i, "case"))
    if not (with_it or a.dep[i] == "nsubj"):
        return False
    beside = a.children(up, "advmod", "compound:prt", "obj", "obl")
    phrases = {a.lemma[up], *(f"{a.lemma[up]} {a.lower[k]}" for k in beside)}
    return bool(phrases & cues().sets["happening"])


def is_never(a: Arrays, i: int) -> bool:
    """Tell whether a clause opens with when it is so, which is never: "under no circumstances would it sell"."""
    return any(
        a.lemma[k] in cues().sets["never_so"]
        and any(a.lower[d] == "no" for d in a.children(k, "det"))
        for k in a.children(i, "obl")
        if k < i
    )


def is_in_event(a: Arrays, i: int) -> bool:
    """Tell whether a verb tells what is done "in case of", or "in the event of", something else."""
    return any(
        tuple(a.lower[a.left[k] : a.left[k] + n]) == words
        for k in a.children(i, "obl")
        for n, words in ((3, ("in", "case", "of")), (4, ("in", "the", "event", "of")))
    )


def _denying(a: Arrays, i: int) -> list[int]:
    """Return the words by which a verb is denied: "not", "never"."""
    return [k for k in a.children(i, "advmod") if cues().look("adverb", a.lower[k]) == NEGATED]


def is_unfinished(a: Arrays, i: int, below: int | None) -> bool:
    """Tell whether what is agreed is not done yet, and lies ahead: "the purchase has not been completed".

    So does what nobody "has approved" yet; what they "did not approve" is off. Another act beside it
    is no part of that: "has never closed a mill or cut jobs".
    """
    if below is None or a.pos[i] != "VERB" or a.dep[below] == "conj":
        return False
    ends = a.lemma[i] in cues().sets["completing"]
    perfect = any(a.lemma[k] == "have" for k in a.children(i, "aux"))
    ends = ends or (perfect and a.lemma[i] in cues().sets["approving"])
    return ends and bool(_denying(a, i))


def is_to_be_completed(a: Arrays, noun: int, up: int) -> bool:
    """Tell whether only the closing of a deal is awaited, which is agreed: "the takeover is expected to be completed in May"."""
    sets = cues().sets
    if a.lemma[noun] in sets["completion"]:
        return any(a.lemma[k] in sets["deals"] for k in a.children(noun, "nmod"))
    closed = any(a.lemma[k] in sets["completing"] for k in a.children(up, "xcomp"))
    return closed and a.lemma[noun] in sets["deals"]


def is_on_none(a: Arrays, i: int, up: int) -> bool:
    """Tell whether an act is what no agreement is reached on: "no deal has been struck on buying the unit"."""
    return a.dep[i] in ("obl", "advcl") and any(
        a.lemma[k] in cues().sets["accords"] and is_denied(a, k)
        for k in a.children(up, "nsubj:pass", "nsubj")
    )


def passed_over(a: Arrays, i: int, below: int | None) -> set[int]:
    """Return the words of a verb that say nothing of what stands below it.

    The "neither" of "will neither buy nor sell" is told by "nor", too; what is not completed is
    not denied, nor what is not changed or confirmed.
    """
    if below is None:
        return set()
    beside = a.dep[below] == "conj"
    either = {k for k in a.kids[i] if a.lower[k] == "neither"} if beside else set()
    there = is_unfinished(a, i, below) or _is_left_as_it_is(a, below, i)
    return {below, *either, *(_denying(a, i) if there else ())}


def _is_left_as_it_is(a: Arrays, noun: int, up: int) -> bool:
    """Tell whether a verb denies no more than a change of an offer or a goal, or that a report is true.

    The offer of "will not improve its offer" stands, and the goal of "will not affect its goal", and the reports of "did not confirm reports
    that" are told.
    """
    if a.dep[noun] not in ("obj", "nsubj:pass"):
        return False
    sets = cues().sets
    changed = a.lemma[noun] in sets["matters"] and a.lemma[up] in sets["changing"]
    changed = changed or (a.lemma[noun] in sets["goals"] and a.lemma[up] in sets["hampering"])
    return changed or (a.lemma[noun] in sets["tales"] and a.lemma[up] in sets["not_said"])


def is_brought(a: Arrays, i: int, up: int) -> bool:
    """Tell whether a noun is a suit that a verb ends, which was brought all the same: "threw out the suit"."""
    if a.lemma[i] not in cues().sets["suits"] or a.dep[i] not in ("obj", "nsubj:pass"):
        return False
    sets = cues().sets
    ended = cues().look("over_noun", phrase_of(a, up)) == NEGATED
    return a.pos[up] == "VERB" and (ended or a.lemma[up] in sets["brushing_aside"])


def is_instead(a: Arrays, i: int, k: int) -> bool:
    """Tell whether a word before a verb says that another thing is done: "instead of opening", "rather than open"."""
    return a.lower[k] in cues().sets["opposite"] and k < i and a.lower[k + 1] in ("of", "than")


def is_yet_to(a: Arrays, i: int) -> bool:
    """Tell whether a verb tells what has not come to pass so far: "has yet to deliver"."""
    to = a.child(i, "mark")
    return to is not None and to > 0 and a.lower[to] == "to" and a.lower[to - 1] == "yet"


def done_in_clause(a: Arrays, i: int) -> list[int]:
    """Return the verbs of clauses on a noun that say whether what it names is done: "a fine that it may impose"."""
    if a.pos[i] != "NOUN":
        return []
    found = []
    for k in a.children(i, "acl:relcl"):
        moved = any(a.tag[c] in ("WDT", "WP") for c in a.children(k, "obj", "nsubj:pass"))
        bare = not a.children(k, "obj", "nsubj:pass", "ccomp", "xcomp")  # "a fine it may impose"
        if a.lemma[k] in cues().sets["doing"] and (moved or bare):
            found.append(k)
    return found


def is_in_case(a: Arrays, i: int) -> bool:
    """Tell whether a condition or "whether" stands before a main verb that the tree has parted from it.

    "If the court agrees, Acme will sell it", "they asked whether Acme would sell it": read as two sentences.
    """
    number = a.sent[i]
    if a.head[i] != i or not number:
        return False
    first, end = a.sents[number - 1]
    marks = cues().sets["marks"]
    opened = a.lower[first] in marks or a.lower[first] in cues().sets["inverting"]
    return a.lower[end - 1] in marks or (a.word[end - 1] == "," and opened)


def is_in_denial(a: Arrays, i: int) -> bool:
    """Tell whether a main verb is what a denial before it is of, from which the tree has parted it: "denied that"."""
    number = a.sent[i]
    if a.head[i] != i or not number:
        return False
    first, end = a.sents[number - 1]
    if a.lower[end - 1] != "that":
        return False
    sets, over = cues().sets, next(k for k in range(first, end) if a.head[k] == k)
    if cues().look("governor", a.lemma[over]) == "denied":
        return True
    aside = a.lemma[over] in sets["brushing_aside"]
    return aside and any(a.lemma[k] in sets["tales"] for k in a.children(over, "obj"))


def is_inverted(a: Arrays, i: int) -> bool:
    """Tell whether a clause is a condition by its order of words: "should Acme need it", "had Acme sold it"."""
    first = a.left[i]
    if a.lower[first] not in cues().sets["inverting"] or first == i:
        return False
    subject = a.subject(i)
    return a.head[first] == i and subject is not None and first < subject


def is_done_after_all(a: Arrays, i: int) -> bool:
    """Tell whether a clause tells what would have come of not doing a thing, which was done: "if Acme had not sold it, it would have failed"."""
    had = [k for k in a.children(i, "aux") if a.lower[k] == "had"]
    if not had or not _denying(a, i) or a.tag[i] not in ("VBN", "VBD", "VB"):
        return False
    if not (
        is_inverted(a, i)
        or had[0] == a.left[i]
        or any(a.lower[k] == "if" for k in a.children(i, "mark"))
    ):
        return False
    for k in {a.head[i], *a.children(i, "parataxis", "conj")} - {i}:
        helpers = {a.lower[m] for m in a.children(k, "aux")}
        if "have" in helpers and helpers & cues().sets["perhaps"]:
            return True
    return False


def is_beside(a: Arrays, i: int, up: int) -> bool:
    """Tell whether a noun is only about an act: whether somebody gives a reason for it or not, it takes place.

    "Gave no reason for closing the plant", "did not disclose the price of the acquisition".
    """
    about = a.dep[i].split(":")[0] in ("nmod", "acl") and a.dep[i] != "acl:relcl"
    return about and a.pos[up] == "NOUN" and a.lemma[up] in cues().sets["about"]


def is_background(a: Arrays, i: int, attribution: Attribution) -> bool:
    """Tell whether a word tells when or why something was denied, not what: "denied it would sell after sales fell"."""
    cue = attribution.cue
    at = i
    for up in a.ancestors(i):
        marks = {a.lower[k] for k in a.children(at, "mark")}
        if a.dep[at] == "advcl" and a.subject(at) is not None and marks & _WHEN:
            return cue is None or cue.i not in (at, i)
        at = up
    return False
