"""Reports in a text: a word of saying, its source, and the clauses it tells.

Purely by the tree; who the source is, is for `attribution` to say.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from kg.extract.arrays import SUBJECTS, Arrays
from kg.extract.closing import (
    CLOSING_MARKS,
    can_speak,
    closing,
    head_name,
    noun_from,
    speaker_before,
)
from kg.extract.report_lists import ReportLists, report_lists
from kg.extract.sayers import CITING, has_case, is_reporting, own_subject, source_of
from kg.extract.strayed import citing_before, strayed_objects

_REPORTS = frozenset({"report", "write", "say"})
_LONGEST_NAME = 14  # tokens from "quoted" to "as saying"
_WHO = frozenset({"it", "he", "she", "they"})
_TODAY = frozenset({"today", "yesterday", "also", "now"})


@dataclass(frozen=True, slots=True)
class Report:
    """One report by token positions.

    `cue` is the word that reports, `source` the head of who says it (None in
    "it was announced that"), `told` the heads of what is said, and `cited`
    the heads of sources that the source itself gives ("citing people
    familiar with the matter"). All that stands before the token `until` is told
    where a report closes its sentence.
    """

    cue: int
    source: int | None
    told: tuple[int, ...]
    cited: tuple[int, ...] = ()
    passive: bool = False
    aside: bool = False
    until: int | None = None


def _told(a: Arrays, i: int, lists: ReportLists) -> tuple[int, ...]:
    lemma = a.lemma[i]
    found = [k for k in a.kids[i] if a.dep[k] == "ccomp"]
    if not found or lemma not in lists.needs_clause:
        found += [
            k
            for k in a.kids[i]
            if a.dep[k] == "parataxis"
            and not is_aside(a, k)
            and not _is_parted(a, i, k)
            and (a.pos[k] in ("VERB", "AUX", "NOUN", "ADJ", "PROPN") or _is_clausal(a, k))
        ]
    if not found:  # coordinated with what stands before it: a misread "..., media reported"
        found += [k for k in a.children(i, "conj") if k < i and a.pos[k] in ("VERB", "AUX")]
    if lemma in lists.with_object:
        found += [
            k
            for k in a.kids[i]
            if a.dep[k] == "obj"
            and a.lemma[k] not in lists.not_told
            and not _approves(a, i, k, lists)
        ]
    if lemma in lists.with_infinitive:
        found += [k for k in a.kids[i] if a.dep[k] == "xcomp"]
    if lemma in lists.with_gerund:
        found += [k for k in a.children(i, "xcomp", "advcl", "obl") if a.tag[k] == "VBG"]
    if not found and lemma not in lists.needs_clause:
        found += [k for k in a.children(i, "advcl") if k > i and _is_bare_clause(a, k)]
    if lemma in CITING and not found:
        found += [
            n
            for k in a.kids[i]
            if a.dep[k] in ("advcl", "obl", "xcomp")
            for n in a.children(k, "ccomp")
        ]
    if lemma in lists.expects and not any(a.dep[k] == "ccomp" for k in found):
        found += [k for k in a.kids[i] if a.dep[k] in ("xcomp", "obj")]
    found += [k for k in a.kids[i] if a.dep[k] == "obj" and _is_clausal(a, k)]
    found += [k for k in a.kids[i] if k > i and _is_strayed(a, i, k)]
    return tuple(sorted(set(found or _misread(a, i))))


def _is_strayed(a: Arrays, i: int, k: int) -> bool:
    """Tell whether a dependent after a verb of saying is what it tells, though trees take it for something else.

    They coordinate "said it would stop because (it made) a loss" with the saying, and of "announced the
    firm's (Pump)" make a second subject.
    """
    if a.dep[k] == "conj":
        first = a.left[k]
        parted = "PUNCT" in a.pos[first - 1 : first + 1] or a.child(k, "cc") is not None
        return a.pos[k] in ("VERB", "AUX") and not parted and first > i + 1
    if a.dep[k] == "obl":  # "promised up to 4 million a year"
        bounded = a.lower[i + 1 : i + 3] == ["up", "to"] and a.left[k] == i + 1
        return bounded and a.lemma[i] in report_lists().with_object
    if a.dep[k] == "dep":  # "said that the total (was) 8 million"
        return _says_that(a, k)
    if a.dep[k] == "nsubj":
        named = any(a.dep[n] == "nsubj" for n in a.kids[i] if n < i)
        return named and a.lemma[i] in report_lists().with_object and a.child(i, "obj") is None
    return False


def _approves(a: Arrays, i: int, deal: int, lists: ReportLists) -> bool:
    """Tell whether a judge or a regulator approves a deal by "confirmed", and tells nothing: "confirmed the plan"."""
    if a.lemma[i] != "confirm" or a.lemma[deal] not in lists.approved:
        return False
    subject = own_subject(a, i)
    return subject is not None and a.lemma[subject].lower() in lists.approving


def _is_parted(a: Arrays, i: int, k: int) -> bool:
    """Tell whether a semicolon parts a clause from a verb of saying: "Acme denied it; its shares fell"."""
    return ";" in a.word[min(i, k) : max(i, k)] and not (k < i and _is_last(a, i))


def _misread(a: Arrays, i: int) -> list[int]:
    """Return what is told where trees take it for something else.

    "Announced that they are to" is read as completed by "they", in "said it was in talks"
    the talks as where it was said, and "reported, citing two people, that" as what the two say.
    """
    cited = [k for up in _own_citing(a, i) for k in range(up + 1, a.right[up] + 1)]
    parted = [
        k
        for k in cited
        if (a.dep[k] == "ccomp" or (a.dep[k] == "acl" and _says_that(a, k)))
        and "," in a.word[a.left[k] - 1 : a.left[k] + 1]
    ]
    if parted:  # "Reuters reported, citing two people, that"
        return parted[:1]
    whole = [k for k in a.children(i, "xcomp") if a.subject(k) not in (None, a.subject(i))]
    return whole or [k for k in a.children(i, "obl") if a.child(k, "cop") is not None]


def _says_that(a: Arrays, i: int) -> bool:
    return any(a.lower[k] == "that" for k in a.children(i, "mark"))


def _is_bare_clause(a: Arrays, i: int) -> bool:
    """Tell whether a clause is finite and has a subject but no mark: "said it was cutting jobs"."""
    finite = a.tag[i] in ("VBD", "VBZ", "VBP") or a.child(i, "aux", "aux:pass") is not None
    return finite and a.child(i, "mark", "advmod") is None and a.subject(i) is not None


def _is_clausal(a: Arrays, i: int) -> bool:
    return a.pos[i] in ("VERB", "AUX") or a.child(i, "cop") is not None


def is_aside(a: Arrays, i: int) -> bool:
    """Tell whether a verb of saying is put into or after what it reports: ", he said"."""
    if not is_reporting(a, i) or a.lemma[i] in ("find", "show", "rule", "hold", "agree"):
        return False
    if any(a.dep[k] in ("ccomp", "obj", "xcomp") for k in a.kids[i]):
        return False
    if a.dep[i] == "conj":  # a misread ", local media reported."
        joined = a.child(i, "cc") is not None or a.child(i, "nsubj") is None
        return not joined and _is_last(a, i)
    return a.dep[i] == "parataxis"


def _is_last(a: Arrays, i: int) -> bool:
    """Tell whether nothing but punctuation follows a word in its sentence."""
    end = a.sents[a.sent[i]][1]
    return all(a.pos[k] in ("PUNCT", "SPACE") for k in range(i + 1, end))


def _as_aside(a: Arrays, i: int) -> bool:
    """Tell whether a verb of saying stands in "as Reuters reported", "as reported by X".

    What is not always said gives a reason or a time: "as rates went up", "as some had hoped".
    """
    if a.dep[i] not in ("advcl", "acl", "advmod", "parataxis"):
        return False
    lists = report_lists()
    if a.lemma[i] in lists.needs_clause:
        return False
    # "As Acme announced a buyback" tells the buyback, and not what happened meanwhile.
    if a.lemma[i] in lists.announcing and a.child(i, "obj", "ccomp") is not None:
        return False
    return any(
        a.lower[k] in ("as", "so") and a.dep[k] in ("mark", "advmod", "case") and k < i
        for k in a.kids[i]
    )


def _cited(a: Arrays, i: int) -> tuple[int, ...]:
    """Return the sources that a report gives: "Reuters reported, citing people"."""
    if a.lemma[i] in CITING:  # "Reuters quoted an official as saying", "she was quoted by Reuters"
        passive = a.child(i, "aux:pass") is not None
        return tuple(
            k
            for k in a.kids[i]
            if a.dep[k] in (SUBJECTS if passive else ("obj",)) and _can_tell(a, k)
        )
    found = (n for k in _own_citing(a, i) or _citing_after(a, i) for n in strayed_objects(a, k))
    return tuple(n for n in found if _can_tell(a, n))


def _own_citing(a: Arrays, i: int) -> list[int]:
    """Return the "citing" of a report, or of its subject: "The Courier, citing two people, reported"."""
    subject = own_subject(a, i)
    above = a.kids[i] if subject is None else [*a.kids[i], *a.kids[subject]]
    own = [
        k
        for k in above
        if a.lemma[k] in CITING
        and a.dep[k] in ("advcl", "acl", "xcomp", "parataxis")
        and not any(a.lower[m] == "without" for m in a.children(k, "mark", "case"))
    ]
    return own or [k for k in citing_before(a, i) if a.lemma[k] in CITING]


def _can_tell(a: Arrays, i: int) -> bool:
    """Tell whether what is cited is a source: "people", "Reuters", "a filing"; not "dearer wheat"."""
    lists = report_lists()
    if a.pos[i] == "PROPN":
        return True
    told = {a.lemma[i], a.lower[i]}
    known = lists.anonymous | lists.media | lists.documents | lists.company
    return bool(told & known) or can_speak(a, i)


def _citing_after(a: Arrays, i: int) -> list[int]:
    """Return the ", citing" that follows a report, wherever the tree hangs it: "reported that Acme was in talks, citing".

    No other verb with a tense stands between the two, unless it is in what is told and somebody is cited.
    """
    told = a.lemma[i] in _REPORTS
    for k in range(i + 1, a.sents[a.sent[i]][1]):
        if a.lemma[k] in CITING and a.tag[k] == "VBG" and a.word[k - 1] == ",":
            return [k]
        if a.tag[k] in ("VBD", "VBZ", "VBP", "MD") and (not told or is_reporting(a, k)):
            return []
    return []


def _verb_report(a: Arrays, i: int, lists: ReportLists) -> Report | None:
    lemma = a.lemma[i]
    if (
        lemma in CITING
        and a.dep[i] in ("advcl", "acl", "parataxis")
        and a.head[i] != i
        and own_subject(a, i) is None
    ):
        if is_reporting(a, a.head[i]):
            return None
        cited = next((k for k in a.children(i, "obj") if _can_tell(a, k)), None)
        return Report(i, cited, (a.head[i],), aside=True) if cited is not None else None
    passive = a.child(i, "aux:pass") is not None
    if is_aside(a, i) or _as_aside(a, i):
        up = a.head[i]
        verbal = a.pos[up] in ("VERB", "AUX", "ADJ") or a.child(up, "cop") is not None
        told_by_it = up if verbal or a.head[up] == up else a.clause(up)
        return Report(i, source_of(a, i), (told_by_it,), _cited(a, i), passive, aside=True)
    told = _told(a, i, lists)
    if told:
        return Report(i, source_of(a, i), told, _cited(a, i), passive)
    if lemma not in lists.needs_clause and _closes(a, i):
        return Report(i, own_subject(a, i), (a.clause(a.head[i]),), aside=True)
    return None


def _quoted_as(a: Arrays, i: int, lists: ReportLists) -> Report | None:
    """Read "(...), Ann Lee was quoted as saying by Reuters", "(...), Reuters quoted her as saying"."""
    end = min(a.sents[a.sent[i]][1], i + _LONGEST_NAME)
    saying = next(
        (k for k in range(i + 2, end) if a.lower[k - 1 : k + 1] == ["as", "saying"]), None
    )
    if saying is None:
        return None
    passive = a.lower[i - 1] in ("was", "is", "were", "are")
    speakers = lists.anonymous | lists.media | lists.company
    found = closing(a, i - passive, speakers, after=saying)
    if found is None:
        return None
    agent = a.child(i, "obl:agent") or a.child(saying, "obl:agent", "obl")
    quoted = a.child(i, "obj") or noun_from(a, i + 1, saying - 1)
    who = (agent, (found.source,)) if passive else (found.source, (quoted,) if quoted else ())
    return Report(i, who[0], found.told, who[1], aside=True, until=found.end)


def _by_order(a: Arrays, i: int, read: Report | None, lists: ReportLists) -> Report | None:
    """Return a report as the order of words has it where the tree gives none, or nobody who speaks."""
    if a.lemma[i] in CITING:
        return _quoted_as(a, i, lists) or read
    clausal = a.lemma[i] in lists.needs_clause and a.lemma[i] not in lists.closing
    if clausal or a.child(i, "aux:pass") is not None:
        return read
    speakers = lists.anonymous | lists.media | lists.company
    if a.lemma[i] == "show":
        speakers = lists.documents
    inverted = a.word[i - 1] == "," or a.word[i - 1] in CLOSING_MARKS
    own = read is not None and read.source is not None and a.head[read.source] == i
    own = own and read is not None and not has_case(a, read.source or 0, "'s")
    far = own and read is not None and "," in a.word[read.source or 0 : i] and _is_last(a, i)
    if (
        own and not inverted and not far
    ):  # "Ann Lee will go, Acme said": trees at times have her say it
        return read
    found = closing(a, i, speakers)
    if found is not None and (read is None or read.source != found.source):
        return Report(i, found.source, found.told, _cited(a, i), aside=True, until=found.end)
    if read is not None and read.source is None and not read.aside:
        source = speaker_before(a, i, speakers) or _name_before(a, i)
        return read if source is None else dataclasses.replace(read, source=source)
    return read


def _name_before(a: Arrays, i: int) -> int | None:
    """Return the name before a verb that the tree gives no subject: "Acme Inc., a maker, today announced"."""
    start = a.sents[a.sent[i]][0]
    at = i - 1 if a.lower[i - 1] in _TODAY else i
    if at - 2 > start and a.lower[at - 2] == "on" and a.child(at - 1, "case") == at - 2:
        at -= 2  # "carmaker Acme on Friday said"
    if a.word[at - 1] != ",":
        # "Acme Inc. indicated that", which trees at times give to what is told
        loose = at - 1 > start and a.pos[at - 1] == "PROPN" and a.tag[i] in ("VBD", "VBZ", "VBP")
        return at - 1 if loose and a.head[at - 1] != i else None
    for k in range(at - 2, start + 1, -1):
        after = a.word[k - 1] == "," and a.pos[k - 2] == "PROPN"
        if after and a.tag[k] in ("VBD", "VBN"):  # "Acme, founded in 1990, said"
            return head_name(a, k - 2, start)
        if a.tag[k] in ("VBD", "VBZ", "VBP", "MD"):
            return None
        if after and a.pos[k] == "DET":
            return head_name(a, k - 2, start)
    return None


def _closes(a: Arrays, i: int) -> bool:
    """Tell whether a verb of saying ends a sentence that it tells: "it will grow, its head said".

    Trees at times hang it on a noun, as a relative clause without a pronoun.
    """
    if a.dep[i] != "acl:relcl" or not _is_last(a, i) or a.subject(i) is None:
        return False
    return not any(a.tag[k].startswith("W") for k in range(a.left[i], i))


def _noun_report(a: Arrays, i: int) -> Report | None:
    up = a.head[i]
    # "Issued a letter to the effect that".
    beside = a.children(up, "obl") if a.dep[i] == "obj" else []
    effect = [k for k in (*a.children(i, "nmod"), *beside) if a.lemma[k] == "effect"]
    told = [
        k
        for top in (i, *effect)
        for k in a.kids[top]
        if a.dep[k] in ("acl", "ccomp")
        and a.child(k, "mark") is not None
        and any(a.lower[m] == "that" for m in a.children(k, "mark"))
    ]
    if not told:
        return None
    source = a.child(i, "nmod:poss")
    if source is None:
        source = next(
            (
                k
                for k in a.children(i, "nmod")
                if any(a.lower[c] in ("by", "from") for c in a.children(k, "case"))
            ),
            None,
        )
    # "Replied in a letter that": trees hang what is told on the letter.
    inside = a.dep[i] == "obl" and is_reporting(a, up) and has_case(a, i, "in")
    if source is None and (inside or (a.dep[i] == "obj" and a.pos[up] == "VERB")):
        source = source_of(a, up)
    return Report(i, source, tuple(told))


def _outlook(a: Arrays, i: int, lists: ReportLists) -> Report | None:
    """Read an outlook that is its subject's own: "it sees sales of $4 million", "he raised the forecast"."""
    if a.lemma[i] == "see":
        told = a.children(i, "obj", "ccomp", "xcomp") if a.tag[i] in ("VBZ", "VBP") else []
    else:
        told = [k for k in a.children(i, "obj") if a.lemma[k] in lists.outlooks]
    source = source_of(a, i) if told else None
    if source is None or not (a.lower[source] in _WHO or can_speak(a, source)):
        return None
    return Report(i, source, tuple(told))


def _let_be_known(a: Arrays, i: int, lists: ReportLists) -> Report | None:
    """Read "Acme let it be known that", "(...), the company let it be known on Friday"."""
    known = i + 3
    if known >= len(a) or a.lower[i + 1 : known + 1] != ["it", "be", "known"]:
        return None
    told = a.children(known, "ccomp") or a.children(i, "ccomp")
    if told:
        return Report(i, source_of(a, i), tuple(told))
    found = closing(a, i, lists.anonymous | lists.company, after=known)
    if found is None:
        return None
    return Report(i, found.source, found.told, aside=True, until=found.end)


def _according(a: Arrays, i: int) -> Report | None:
    """Read "according to X", whether "to" hangs on "according" or on X."""
    if a.lower[i] != "according" or i + 1 >= len(a) or a.lower[i + 1] != "to":
        return None
    source = a.head[i] if a.dep[i] in ("case", "mark") else a.child(i, "obl", "nmod", "obj", "pobj")
    if source is None or source == i:
        return None
    top = source if a.dep[i] in ("case", "mark") else i
    governor = a.head[top]
    if governor == top:
        return None
    if a.tag[source] == "WDT" and a.dep[governor] == "acl:relcl":
        return Report(i, a.head[governor], (governor,), aside=True)  # "a report according to which"
    citing = next((k for k in a.children(source, "acl:relcl") if a.lemma[k] in CITING), None)
    cited = () if citing is None else tuple(n for n in a.children(citing, "obj") if _can_tell(a, n))
    if a.tag[governor] == "VBG" and a.dep[governor] == "advcl" and a.head[governor] < i < governor:
        governor = a.head[
            governor
        ]  # "will buy it, according to a banker, valuing it at $4 million"
    if a.word[i - 1] == "," and a.dep[governor] in ("acl", "acl:relcl") and governor < i:
        governor = a.clause(a.head[governor])  # it closes the sentence, not a remark in it
    while a.word[i - 1] == "," and governor < i and _is_second(a, governor):
        governor = a.head[governor]  # "cut jobs and hired lawyers, according to Ann Lee"
    return Report(i, source, (governor,), cited, aside=True)


def _is_second(a: Arrays, i: int) -> bool:
    """Tell whether a verb is coordinated with one that it shares its subject with."""
    both = a.dep[i] == "conj" and a.pos[i] == "VERB" and a.pos[a.head[i]] == "VERB"
    return both and a.subject(i) is None


def reports(a: Arrays) -> list[Report]:
    """Return the reports of a text in order of their cues."""
    lists = report_lists()
    found = []
    for i, pos in enumerate(a.pos):
        made: Report | None = None
        if a.lower[i] == "according":
            made = _according(a, i)
        elif pos == "VERB":
            if a.lemma[i] in lists.adjusting or a.lower[i] in ("see", "sees"):
                made = _outlook(a, i, lists)
            if made is None and is_reporting(a, i):
                made = _by_order(a, i, _verb_report(a, i, lists), lists)
            elif a.lower[i] == "let":
                made = _let_be_known(a, i, lists)
        elif pos == "NOUN" and a.lemma[i] in lists.telling:
            made = _noun_report(a, i)
        if made is not None:
            found.append(made)
    return found
