"""Names that the analyser takes for companies though the text only passes on what they report.

"DongA reported", "the DongA newspaper said", "news agency Tavro": such a name is an outlet if
the words next to it call it one, or if it reports what others do, and if it does nothing else
in the whole article. A paper that is bought or earns money is a company.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from kg.extract.arrays import SUBJECTS, Arrays, arrays
from kg.extract.closing import can_speak
from kg.extract.coref.screening import Spelt
from kg.extract.report_lists import report_lists
from kg.extract.reports import is_aside
from kg.extract.sayers import is_reporting

_LABELS = ("COMPANY", "ORG")
_TOLD = frozenset({"tell", "inform"})
_TALKS = frozenset({"interview", "talk", "conversation", "article", "report", "story"})
_BESIDE = ("compound", "nmod:desc", "flat", "appos", "amod", "nmod", "dep")


def medium_beside(a: Arrays, start: int, end: int) -> int | None:
    """Return the noun next to a name that calls it a medium: "the DongA newspaper", "daily DongA".

    Also one that is set off by a comma: "DongA, a South Korean newspaper".
    """
    media = report_lists().media | report_lists().periodicals
    sent = a.sents[a.sent[start]]
    for k in (end, start - 1):
        if sent[0] <= k < sent[1] and a.pos[k] in ("NOUN", "ADJ") and a.lemma[k] in media:
            return k
    if end < sent[1] and a.word[end] == ",":
        for k in range(end + 1, min(end + 6, sent[1])):
            if (
                a.lemma[k] in media
                and a.pos[k] == "NOUN"
                and a.lower[end + 1] in ("a", "an", "the")
            ):
                return k
            if a.word[k] == "," or a.pos[k] in ("VERB", "AUX", "ADP"):
                return None
    return None


def _place(a: Arrays, start: int, end: int, at: int) -> int:
    """Return the word by which a name takes part in its sentence: its head, or the newspaper it names."""
    medium = medium_beside(a, start, end)
    if medium is not None and a.head[at] == medium and a.dep[at] in _BESIDE:
        return medium
    return at


def _relays(a: Arrays, start: int, end: int, head: int) -> bool:
    """Tell whether a name only says what it heard, or is what somebody talked to."""
    if end < len(a) and is_reporting(a, end) and a.tag[end] in ("VBD", "VBN"):
        return True
    at = _place(a, start, end, head)
    up, dep = a.head[at], a.dep[at]
    if _is_accorded(a, start, end):
        return True
    if dep in SUBJECTS or dep == "obl:agent":
        return is_reporting(a, up)
    if dep in ("iobj", "obj"):
        return a.lemma[up] in _TOLD
    if dep in ("nmod", "obl"):
        return a.lemma[up] in _TALKS
    return dep == "nmod:poss" and a.lemma[up] in _TALKS


def _is_accorded(a: Arrays, start: int, end: int) -> bool:
    """Tell whether "according to" leads up to a name: "according to the local daily DongA", but not "to a report DongA sent"."""
    if end < len(a) and a.pos[end] in ("VERB", "AUX"):
        return False
    k = start - 1
    while k > 0 and (a.pos[k] in ("DET", "ADJ", "NOUN", "PUNCT") and a.word[k] not in (",", ".")):
        k -= 1
    return k > 0 and a.lower[k] == "to" and a.lower[k - 1] == "according"


def only_relays(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the words around a name only pass on what it reports.

    Args:
        doc: The analysed text.
        start: The first token of the name.
        end: The token after it.
    """
    return _relays(arrays(doc), start, end, doc[start:end].root.i)


def _reports_of_others(a: Arrays, name: Spelt) -> bool:
    """Tell whether a name closes what it "reported" of others: "Acme will open a plant, DongA reported"."""
    at = name.head
    verb = a.head[at]
    if a.dep[at] != "nsubj" or a.lemma[verb] != "report" or not is_reporting(a, verb):
        return False
    told = a.head[verb] if is_aside(a, verb) else a.child(verb, "ccomp")
    if told is None or told == verb:
        return False
    subject = a.subject(told)
    if subject is None or subject == at:
        return False
    return a.pos[subject] == "PROPN" or _are_others(a, subject)


def _are_others(a: Arrays, i: int) -> bool:
    """Tell whether a noun means people or bodies, and not the one who tells it: "Geneva prosecutors"."""
    named = any(a.pos[k] == "PROPN" for k in a.children(i, "compound", "amod"))
    definite = any(a.lower[k] in ("the", "its", "their") for k in a.kids[i])
    known = can_speak(a, i, report_lists().tellers)
    return a.pos[i] == "NOUN" and known and (named or not definite)


def as_outlets(found: Sequence[Spelt], doc: Doc) -> None:
    """Give the label OUTLET to names that do nothing but report; changed in place.

    Args:
        found: Mentions of the title and the body.
        doc: The analysed body.
    """
    a = arrays(doc)
    by_text: dict[str, list[Spelt]] = defaultdict(list)
    for name in found:
        by_text[name.text].append(name)
    for names in by_text.values():
        body = [name for name in names if not name.title]
        if (
            not body
            or len(body) < len(names)
            or not all(_relays(a, n.start, n.end, n.head) for n in body)
        ):
            continue
        called = any(medium_beside(a, name.start, name.end) is not None for name in body)
        if called or any(_reports_of_others(a, name) for name in body):
            for name in body:
                if name.label in _LABELS:
                    name.label = "OUTLET"
