"""Verbs of saying, and who says what they report, by the tree."""

from __future__ import annotations

from kg.extract.arrays import SUBJECTS, Arrays
from kg.extract.report_lists import report_lists
from kg.extract.strayed import opening_speaker, strayed_speaker

CITING = frozenset({"cite", "quote"})
"""Verbs whose object is a source."""

_MISTAKEN = (
    "appos",
    "compound",
    "flat",
    "vocative",
    "discourse",
    "dep",
    "dislocated",
    "list",
    "nmod",
    "obl",
    "advmod",
)
"""What a parser at times takes a subject before a verb of saying for."""


def is_reporting(a: Arrays, i: int) -> bool:
    """Tell whether a token is a verb of saying, and what it says counts: not "whatever they wrote"."""
    if a.pos[i] not in ("VERB", "AUX") or a.lemma[i] not in report_lists().say:
        return False
    return not any(a.lower[k] in ("whatever", "whoever") for k in (a.head[i], *a.kids[i]))


def own_subject(a: Arrays, i: int) -> int | None:
    """Return the subject of a verb of saying, also where the parser calls it something else."""
    active = a.child(i, "aux:pass") is None
    active = active and (a.child(i, "aux") is not None or a.tag[i] == "VBD")
    own = [
        k
        for k in a.kids[i]
        if a.dep[k] in ("nsubj", "nsubj:outer") or (active and a.dep[k] == "nsubj:pass")
    ]
    if len(own) > 1 and has_case(a, own[0], "'s"):
        own = own[1:]  # "Acme's chairman said", where trees make both subjects
    if own:  # of two, the second speaks: "Acme chief executive Ann Lee said"
        person = len(own) > 1 and a.left[own[1]] == a.right[own[0]] + 1 and own[1] < i
        person = person and a.pos[own[1]] == "PROPN"
        return own[1] if person else _person_behind(a, own[0], i) or own[0]
    if any(a.dep[k] in SUBJECTS for k in a.kids[i]):
        return None
    if a.dep[i] == "conj":  # "but the Courier says", of which trees make an indirect object
        near = [k for k in a.children(i, "iobj") if a.right[k] == i - 1 and _is_bare_name(a, k)]
        return near[0] if near else None
    if a.dep[i] == "xcomp":
        return None
    loose = [k for k in a.kids[i] if k < i and a.dep[k] in _MISTAKEN and _is_bare_name(a, k)]
    return loose[-1] if loose else None


def _person_behind(a: Arrays, firm: int, verb: int) -> int | None:
    """Return the person between a firm and a verb whom trees take for a second name of it: "Acme chief executive (Ann Lee) said"."""
    near = (k for k in a.children(verb, "appos") if a.label[k] == "PERSON" and firm < k < verb)
    person = next((k for k in near if a.right[k] == verb - 1), None)
    return None if person is None or "," in a.word[firm:verb] else person


def has_case(a: Arrays, i: int, preposition: str) -> bool:
    """Tell whether a noun stands with a preposition, or with the mark of a possessive."""
    return any(a.lower[k] == preposition for k in a.children(i, "case"))


def _is_bare_name(a: Arrays, i: int) -> bool:
    name = a.pos[i] in ("PROPN", "PRON") or a.label[i] == "COMPANY"  # "Acme Group plc said"
    return name and a.child(i, "case", "cop") is None


def source_of(a: Arrays, i: int) -> int | None:
    """Return the head of the noun phrase that says what verb `i` reports, or None.

    Looks for the subject, the agent of a passive, the subject of the verb it is
    coordinated with or depends on, and the noun that a participle describes.
    """
    agent, passive = a.child(i, "obl:agent"), a.child(i, "aux:pass") is not None
    told = a.lemma[i] == "tell" and not passive  # "told the Courier it would", misread
    if agent is not None and not told and not has_case(a, agent, "to"):
        return agent
    if passive:
        quoted = a.lemma[i] in CITING or (a.lemma[i] == "report" and a.child(i, "advcl"))
        return a.subject(i) if quoted else None
    subject = own_subject(a, i)
    subject = strayed_speaker(a, i) if subject is None else subject
    subject = opening_speaker(a, i) if subject is None else subject
    if subject is not None or a.head[i] == i:
        return subject
    return _source_above(a, i)


def _source_above(a: Arrays, i: int) -> int | None:
    """Return the source of a verb that has no subject of its own."""
    dep, up = a.dep[i], a.head[i]
    if dep in ("acl", "acl:relcl"):
        return up if a.pos[up] in ("NOUN", "PROPN", "PRON") or dep == "acl:relcl" else None
    if dep not in ("conj", "xcomp", "advcl", "parataxis", "ccomp"):
        return None
    if dep in ("xcomp", "advcl", "conj") and a.child(up, "aux:pass") is not None:
        return a.subject(up)
    before = _said_before(a, i) if a.tag[i] == "VBG" else None
    found = own_subject(a, up) if before is None else source_of(a, before)
    if found is None and dep != "parataxis" and a.pos[up] in ("VERB", "AUX", "ADJ", "NOUN"):
        found = source_of(a, up)
    return found


def _said_before(a: Arrays, i: int) -> int | None:
    """Return the verb of saying that ", adding" goes on from, wherever the tree hangs it.

    "It will cost much, she told investors, adding that": trees hang the adding on the cost. No
    other verb with a tense stands between the two.
    """
    if a.word[i - 1] != ",":
        return None
    for k in range(i - 2, a.sents[a.sent[i]][0], -1):
        if a.tag[k] in ("VBD", "VBZ", "VBP", "MD"):
            return k if is_reporting(a, k) and a.lemma[k] in ("say", "tell") else None
    return None
