"""Reports that close a sentence, by the order of words: "(...), two people said on Monday".

Parsers read such an end in many ways: as an apposition with a relative clause, as a second
subject, as a clause of circumstance. The order of words is plain: a comma, somebody who can
speak, a verb of saying, and no clause after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.arrays import SUBJECTS, Arrays

if TYPE_CHECKING:
    from kg.extract.coref.lists import Lists

_LONGEST = 14  # tokens from the comma to the verb
_TAIL = frozenset({"ADP", "PROPN", "NUM", "DET", "NOUN", "ADJ", "ADV", "PUNCT", "SPACE", "SYM"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BEFORE_NOUN = ("DET", "NUM", "ADJ", "NOUN", "PROPN")
_OPENS = ("DET", "NUM", "ADJ", "NOUN", "PROPN", "PRON")
_HELPERS = frozenset({"has", "have", "had"})
_DESCRIBES = frozenset({"its", "the", "a", "an", "their", "his", "her", "one"})
_PRONOUNS = frozenset({"it", "he", "she", "they"})
_PAIR = frozenset({"the two", "both", "the pair", "the duo", "the three"})
_RELAYS = frozenset({"press", "public"})
_PLAIN = frozenset({"say", "announce", "tell", "add", "confirm"})
_INVERTED = frozenset({"say"})
_INVERTED_LAST = frozenset(
    {"state", "add", "announce", "claim", "explain", "report", "warn", "write", "specify", "note"}
)
_SOME = frozenset({"one", "some", "two", "three", "several", "many", "most"})

CLOSING_MARKS = frozenset({'"', "”", "''"})
"""Marks that end a quotation."""

SEEN = frozenset({"seen", "obtained", "reviewed"})
"""What those do to a document who only tell of it."""


@dataclass(frozen=True, slots=True)
class Closing:
    """Who speaks (the head token), the heads of what is told, and the token at which that ends."""

    source: int
    told: tuple[int, ...]
    end: int


def _lists() -> Lists:
    from kg.extract.coref.lists import lists  # references are resolved by who can speak, too

    return lists()


def can_speak(a: Arrays, i: int, speakers: frozenset[str] = frozenset()) -> bool:
    """Tell whether a noun is one for somebody who can speak; anybody with a name can."""
    if a.pos[i] != "NOUN":
        return a.pos[i] == "PROPN"
    nouns = _lists()
    return bool(
        {a.lemma[i], a.lower[i]} & speakers
        or {a.lemma[i], a.lower[i]} & nouns.person_classes.keys()
        or a.lemma[i] in nouns.org_classes
    )


def is_business(a: Arrays, i: int) -> bool:
    """Tell whether a noun is one for a company, and for no public body or paper: "lender", "group"."""
    classes = _lists().org_classes.get(a.lemma[i], frozenset())
    return bool(classes) and not classes & _RELAYS


def noun_from(a: Arrays, first: int, end: int) -> int | None:
    """Return the head of the noun phrase that begins at a token: people, in "two people with"."""
    titled = first + 1 < end and a.tag[first] == "VBG" and a.pos[first + 1] == "NOUN"
    if first >= end or not (titled or a.pos[first] in _OPENS):  # "managing director Ann Lee"
        return None
    if first + 2 < end and a.lower[first] in _SOME and a.lower[first + 1] == "of":
        whole = noun_from(a, first + 2, end)  # "one of the bankers"
        return first if whole is not None and a.pos[whole] == "NOUN" else None
    if a.pos[first] == "PRON" and a.tag[first] != "PRP$":
        return None
    i = first
    while i + 1 < end and (a.pos[i] in _BEFORE_NOUN or i == first or a.tag[i] == "POS"):
        joined = _joined(a, i + 1, end)
        if joined is not None:
            i = joined
            continue
        ends = a.pos[i + 1] not in ("NOUN", "PROPN") and a.tag[i + 1] != "POS"
        if ends and (a.pos[i] == "NOUN" or (a.pos[i] == "PROPN" and a.pos[i + 1] not in _OPENS)):
            break
        i += 1
    if a.pos[i] == "PROPN":
        while first <= a.head[i] < end and a.head[i] != i and a.pos[a.head[i]] == "PROPN":
            i = a.head[i]
        return i
    return i if a.pos[i] == "NOUN" else None


def _speaks(a: Arrays, noun: int, speakers: frozenset[str]) -> bool:
    """Tell whether a noun, or that of the group which it is one of, is one for somebody who can speak."""
    if a.lower[noun] not in _SOME:
        return can_speak(a, noun, speakers)
    group = a.child(noun, "nmod")
    return group is not None and can_speak(a, group, speakers)


def _joined(a: Arrays, hyphen: int, end: int) -> int | None:
    """Return the noun or adjective after a word that a hyphen joins: "London-based grocer"."""
    if hyphen + 2 >= end or a.word[hyphen] not in ("-", "–"):
        return None
    after = hyphen + 2
    return after if a.pos[after] in _BEFORE_NOUN else None


def _told(a: Arrays, start: int, end: int) -> tuple[int, ...]:
    """Return the heads of the clauses before a comma; none where no finite clause stands there."""
    if start >= end or a.pos[start] == "SCONJ" or a.tag[start].startswith("W"):
        return ()
    planned = any(a.tag[k] == "TO" and a.tag[k + 1] == "VB" for k in range(start, end - 1))
    if not (planned or any(a.tag[k] in _FINITE for k in range(start, end))):
        return ()  # "Acme to shut its plant, union says" is planned
    tops = [k for k in range(start, end) if a.head[k] == k or not start <= a.head[k] < end]
    verbs = [k for k in tops if a.pos[k] in ("VERB", "AUX") or a.child(k, "cop") is not None]
    # "Turnover advanced 11 percent, it said": trees at times part the verb from its subject.
    verbs = verbs or [k for k in tops if _holds_verb(a, k)]
    loose = [k for k in tops if a.dep[k] in SUBJECTS and k not in verbs]
    return (*verbs, *loose) if verbs else ()


def _holds_verb(a: Arrays, i: int) -> bool:
    below = a.children(i, "acl", "acl:relcl", "appos", "parataxis")
    return any(a.tag[k] in _FINITE or a.child(k, "aux", "aux:pass") is not None for k in below)


def _is_tail(a: Arrays, first: int, end: int) -> bool:
    """Tell whether only a listener, a document or a time follows, up to the end or the next comma."""
    for k in range(first, end):
        if a.word[k] == ",":
            return True
        if a.lower[k] in SEEN and a.tag[k] == "VBN":
            continue
        if a.lower[k] in ("that", "which", "was", "were") and _is_seen(a, k, end):
            continue
        if a.lower[k] == "of" or (a.tag[k] == "VBG" and a.lower[k - 1] == "of"):
            continue  # "after the close of trading"
        if a.pos[k] not in _TAIL or a.word[k] in (":", "“", '"'):
            return False
    return True


def _is_seen(a: Arrays, k: int, end: int) -> bool:
    """Tell whether a relative clause says who saw a document: "a letter that was seen by Reuters"."""
    return any(a.lower[n] in SEEN for n in range(k + 1, min(k + 3, end)))


def _named_before(a: Arrays, last: int, start: int) -> tuple[int, int] | None:
    """Return the comma and the name in "(...), its chief executive, Ann Lee, said".

    The commas that part the name stand right before the verb and before the name; what stands
    before is a description of somebody.
    """
    first = last - 1
    while first > start and a.pos[first - 1] == "PROPN":
        first -= 1
    name, opened = first, first
    while opened > start and a.pos[opened - 1] in ("DET", "ADJ", "NOUN", "PROPN"):
        opened -= 1  # "its owner, the Dominican brewer Acme, said"
    if first == last - 1 or a.word[opened - 1] != "," or opened - 1 <= start:
        return None
    comma = opened - 2
    while comma > max(start, opened - _LONGEST) and a.word[comma] != ",":
        comma -= 1
    if a.word[comma] != "," or any(a.tag[k] in _FINITE for k in range(comma, first)):
        return None
    if a.lower[comma + 1] not in _DESCRIBES and a.pos[comma + 1] != "PROPN":
        return None
    while first <= a.head[name] < last - 1 and a.head[name] != name:
        name = a.head[name]
    return comma, name


def _described_after(a: Arrays, last: int, start: int) -> tuple[int, int] | None:
    """Return the comma and the name in "(...), Ann Lee, its chief executive, said", "(...), Ann Lee, who runs it, said"."""
    second = _comma_before(a, last - 1, start)
    first = _comma_before(a, second, start) if second is not None else None
    if first is None or second is None:
        return None
    if not a.tag[second + 1].startswith("W"):
        noun = noun_from(a, second + 1, last - 1)
        finite = any(a.tag[k] in _FINITE for k in range(second, last - 1))
        if noun is None or finite or a.pos[noun] != "NOUN" or not can_speak(a, noun):
            return None
    name = noun_from(a, first + 1, second)
    named = name is not None and a.pos[name] == "PROPN" and a.pos[second - 1] == "PROPN"
    return (first, head_name(a, second - 1, first + 1)) if named else None


def _comma_before(a: Arrays, i: int, start: int) -> int | None:
    """Return the last comma before a token that is not far from it and not in the first word."""
    near = range(i - 1, max(start, i - _LONGEST), -1)
    return next((k for k in near if a.word[k] == ","), None)


def head_name(a: Arrays, last: int, start: int) -> int:
    """Return the head of a name by its last word: Acme, in "Acme Inc.".

    Args:
        a: The analysed text.
        last: The last word of the name.
        start: The first token that it may reach to.
    """
    name = last
    while a.pos[a.head[name]] == "PROPN" and start <= a.head[name] <= last:
        if a.head[name] == name:
            break
        name = a.head[name]
    return name


def _is_meant(a: Arrays, first: int, noun: int, verb: int) -> bool:
    """Tell whether a definite noun stands right before a plain verb of saying: "the reinsurer said"."""
    definite = a.lower[first] == "the" and noun + 1 == verb and a.pos[noun] == "NOUN"
    return definite and a.lemma[verb] in _PLAIN


def _subject_before(
    a: Arrays, verb: int, start: int, speakers: frozenset[str]
) -> tuple[int, int] | None:
    """Return the comma and the head of a description that stands between it and a verb."""
    last = verb - 1 if a.lower[verb - 1] in _HELPERS else verb
    if a.word[last - 1] == ",":
        return _described_after(a, last, start) or _named_before(a, last, start)
    comma = last - 1
    while comma > max(start, last - _LONGEST) and a.word[comma] != ",":
        comma -= 1
    if a.word[comma] != "," or comma + 1 >= last:
        return None
    alone = comma + 2 == last and a.lower[comma + 1] in _PRONOUNS
    if alone or " ".join(a.lower[comma + 1 : last]) in _PAIR:
        return comma, last - 1
    noun = noun_from(a, comma + 1, last)
    if noun is None or not (_speaks(a, noun, speakers) or _is_meant(a, comma + 1, noun, verb)):
        return None
    relative = noun + 1 < last and a.lower[noun + 1] in ("who", "that")
    if not relative and any(a.tag[k] in _FINITE for k in range(noun + 1, last)):
        return None
    return comma, noun


def _acts(a: Arrays, noun: int, verb: int) -> bool:
    """Tell whether the noun after a verb of saying acts in what is told: "Ann Lee, who runs it, said Acme would go"."""
    over = a.head[noun]
    return (
        a.dep[noun] in SUBJECTS and over > noun and a.dep[over] == "ccomp" and a.head[over] == verb
    )


def closing(
    a: Arrays, verb: int, speakers: frozenset[str], after: int | None = None
) -> Closing | None:
    """Return what a verb of saying closes and who speaks, or None where it closes nothing.

    Args:
        a: The analysed text.
        verb: The verb of saying.
        speakers: Nouns for who can speak, beside those of persons and organizations.
        after: The last word of saying, where it has several: "let it be known".
    """
    start, end = a.sents[a.sent[verb]]
    if verb - 2 <= start:
        return None
    quoted = a.word[verb - 1] in CLOSING_MARKS  # at times without a comma: "(...)" wrote Ann Lee
    comma = verb - 2 if quoted and a.word[verb - 2] == "," else verb - 1
    if (a.word[comma] == "," or quoted) and a.lemma[verb] in _INVERTED | _INVERTED_LAST:
        noun = noun_from(a, verb + 1, end)
        last = a.lemma[verb] in _INVERTED or (noun is not None and _is_tail(a, noun + 1, end))
        if noun is not None and last and can_speak(a, noun, speakers) and not _acts(a, noun, verb):
            told = _told(a, start, comma)
            return Closing(noun, told, comma) if told else None
    found = _subject_before(a, verb, start, speakers)
    if found is None or not _is_tail(a, (after or verb) + 1, end):
        return None
    told = _told(a, start, found[0])
    return Closing(found[1], told, found[0]) if told else None


def speaker_before(a: Arrays, verb: int, speakers: frozenset[str]) -> int | None:
    """Return who speaks in "Halden, a spokesman said, will": the description before the verb."""
    start, end = a.sents[a.sent[verb]]
    if verb + 1 >= end or a.word[verb + 1] != "," or verb - 2 <= start:
        return None
    found = _subject_before(a, verb, start, speakers)
    return found[1] if found is not None else None
