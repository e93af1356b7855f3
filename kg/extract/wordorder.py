"""Where parts of a claim stand by the order of words alone, where trees are often wrong."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import particles, tree
from kg.extract.arrays import Arrays, arrays
from kg.extract.context import Context
from kg.extract.described import entity_root
from kg.model import ORGANIZATION_LABELS

_IN_TITLE = frozenset({"ADJ", "NOUN", "PROPN"})
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_TO_NAME = frozenset({"ADJ", "NOUN", "PROPN", "DET", "PART"})
_DUE = frozenset(
    {"plan", "schedule", "expect", "set", "slate", "intend", "time", "agree", "announce"}
)
_BREAKS = frozenset({",", ";", ":", "(", "–", "—"})
_BEFORE_NAME = _IN_TITLE | {"PUNCT", "NUM"}
_DESCRIBED = 6  # tokens from a verb to the person: "appointed former sales manager Jane Doe"
_ACTING = frozenset({"acting", "managing", "operating"})
_BEFORE_TITLE = frozenset({"its", "their", "a", "an", "the", "his", "her"})


def _person_at(token: Token, at: int) -> bool:
    """Tell whether a person's name begins at a place of a sentence."""
    return at < tree.ends(token) and token.doc[at].ent_type_ == "PERSON"


def _person_after(verb: Token) -> int | None:
    """Return where the person is named whom a verb tells of, at once or after what the person is."""
    at, doc = verb.i + 1, verb.doc
    last = min(tree.ends(verb), at + _DESCRIBED)
    at += at < last and doc[at].tag_ == "PRP$"
    while at < last and doc[at].pos_ in _TO_NAME and doc[at].ent_type_ != "PERSON":
        at += 1
    if verb.i + 2 < at < last and doc[at].text == ",":
        at += 1  # "named its finance director, Jane Doe, chief executive"
    return at if verb.pos_ == "VERB" and _person_at(verb, at) else None


def next_person(token: Token) -> list[Token]:
    """Return the person named right after a verb: "Acme named (Jane Doe) chief executive".

    Trees take such a name for a part of the title, of the verb, or for a predicate.
    """
    at = _person_after(token)
    return [entity_root(token.doc[at])] if at is not None and next_title(token) else []


def next_title(token: Token) -> list[Token]:
    """Return the noun that stands right after the person named after a verb: "named Jane Doe (chairman)"."""
    doc, end, at = token.doc, tree.ends(token), _person_after(token)
    if at is None:
        return []
    while at < end and doc[at].ent_type_ == "PERSON":
        at += 1
    at = _past_aside(token, at)
    if at < end and doc[at].lower_ in _BEFORE_TITLE:
        at += 1
    last = None
    while at < end and (doc[at].pos_ in _IN_TITLE or doc[at].lower_ in _ACTING):
        if doc[at].ent_type_:
            break
        last = doc[at]
        at += 1
    return [last] if last is not None and last.pos_ != "ADJ" else []


def _past_aside(token: Token, at: int) -> int:
    """Return the place after the comma that ends a name set off, or an age: "Jane Doe(, 48,) chairman"."""
    doc, end = token.doc, tree.ends(token)
    if at + 1 >= end or doc[at].text != ",":
        return at
    aged = at + 2 < end and doc[at + 1].pos_ == "NUM" and doc[at + 2].text == ","
    begin = at - 1
    while begin > token.i and doc[begin].ent_type_ == "PERSON":
        begin -= 1
    return at + 3 if aged else at + 1 if doc[begin].text == "," else at


def after_be(token: Token) -> list[Token]:
    """Return the person named after "be" where a participle opens the sentence.

    "Also elected to the board of Acme were (Ann Lee) and Bo Ek".
    """
    doc, at, end = token.doc, token.i + 1, tree.ends(token)
    before = doc[tree.starts(token) : token.i]
    if token.tag_ != "VBN" or any(t.pos_ not in ("ADV", "SPACE") for t in before):
        return []
    while at < end and not (doc[at].pos_ in ("VERB", "AUX") or doc[at].is_punct):
        at += 1
    be = at < end and doc[at].lemma_.lower() == "be"
    return [entity_root(doc[at + 1])] if be and _person_at(token, at + 1) else []


def _opens(a: Arrays, i: int) -> bool:
    """Tell whether a past participle opens its sentence."""
    return a.tag[i] == "VBN" and all(p == "SPACE" for p in a.pos[a.sents[a.sent[i]][0] : i])


def fronted(token: Token) -> list[Token]:
    """Return the organization that a participle before it tells of: "Founded in 1871 by Max Vogt, (Acme) made wheels".

    Trees take such a participle for the verb of the sentence, or end the sentence at the
    comma. After the first comma comes the name, and after that its own verb.
    """
    if not _opens(arrays(token.doc), token.i):
        return []
    doc, at, end = token.doc, token.i + 1, len(token.doc)
    while at < end and doc[at].text != ",":
        if doc[at].pos_ in ("VERB", "AUX", "SPACE") or doc[at].is_sent_start:
            return []
        at += 1
    at += 1
    if at >= end or doc[at].ent_type_ not in ORGANIZATION_LABELS:
        return []
    last = tree.entity(doc[at])[-1].i
    follows = doc[last + 1] if last + 1 < end else None
    return [entity_root(doc[at])] if follows is not None and follows.tag_ in _FINITE else []


def patients(token: Token) -> list[Token]:
    """Return what something is done to, also where the participle that tells it opens the sentence."""
    found = fronted(token) or tree.patients(token)
    if found or token.pos_ != "VERB" or (off := particles.parted(token)) is None:
        return found
    return [off]


def agents(token: Token) -> list[Token]:
    """Return who does something, also who stands before the one just before the verb.

    "South Korea's (Orbit) and US carmaker (Acme) will open": trees lose one of them.
    """
    if fronted(token):
        return [c for c in tree.children(token, "obl:agent", "obl") if tree.case_of(c) == "by"]
    found = tree.agents(token) or _just_before(token)
    return found + _joined(token, found)


def _just_before(verb: Token) -> list[Token]:
    """Return the organization named right before a finite verb for which trees have no subject.

    "Car parts firm (Acme) has announced plans": the name is hung on the noun before it.
    """
    if verb.pos_ != "VERB" or tree.is_passive(verb):
        return []
    a = arrays(verb.doc)
    first = a.sents[a.sent[verb.i]][0]
    at, finite = _before_helpers(a, verb.i), verb.tag_ in _FINITE
    finite = finite or any(tag in _FINITE for tag in a.tag[at + 1 : verb.i])
    if (
        verb.i == first
        or not finite
        or a.label[at] not in ORGANIZATION_LABELS
        or a.tag[at] == "POS"
    ):
        return []
    before = a.name(at)[0] - 1
    while before >= first and a.pos[before] in _BEFORE_NAME and a.word[before] not in _BREAKS:
        before -= 1
    opens = before < first or a.word[before] in _BREAKS or a.pos[before] == "DET"
    return [entity_root(verb.doc[at])] if opens else []


def _before_helpers(a: Arrays, verb: int) -> int:
    """Return what stands before a verb, its auxiliaries and adverbs: Acme, in "Acme has also said"."""
    at, first = verb - 1, a.sents[a.sent[verb]][0]
    while at > first and a.pos[at] in ("AUX", "ADV"):
        at -= 1
    return at


def _joined(verb: Token, found: list[Token]) -> list[Token]:
    """Return the name right before a verb where only the name that "and" joins it to was found."""
    if verb.pos_ != "VERB":
        return []
    doc = verb.doc
    a = arrays(doc)
    own, first = _before_helpers(a, verb.i), a.sents[a.sent[verb.i]][0]
    if own < 0 or a.label[own] not in ORGANIZATION_LABELS:
        return []
    at = a.name(own)[0] - 1
    while at > first and a.pos[at] in _TO_NAME:
        at -= 1
    if a.lower[at] != "and" or at == first or a.label[at - 1] not in ORGANIZATION_LABELS:
        return []
    name = entity_root(doc[own])
    known = {i for one in found for c in tree.conjunct_places(one) for i in range(*a.name(c))}
    before = known.intersection(range(*a.name(at - 1)))
    return [name] if before and name.i not in known else []


def before_figure(token: Token) -> list[Token]:
    """Return the organization that is up or down by so much: "(Acme) is down 38 percent"."""
    doc, at = token.doc, token.i - 1
    while at > tree.starts(token) and doc[at].pos_ in ("NUM", "ADV", "ADP", "SYM"):
        at -= 1
    if at <= tree.starts(token) or doc[at].lemma_.lower() != "be":
        return []
    return [entity_root(doc[at - 1])] if doc[at - 1].ent_type_ in ORGANIZATION_LABELS else []


def asides(trigger: Token, context: Context) -> set[int]:
    """Return where times begin in what commas set off: "shares, suspended on Monday, fell".

    What was planned for a time is told by it: "the opening, planned for May, was put off".
    """
    found = [c for c in tree.children(trigger, "acl") if c.tag_ == "VBN" and c.left_edge.i > 0]
    found = [c for c in found if c.lemma_.lower() not in _DUE]
    apart = [c for c in found if "," in (c.left_edge.text, trigger.doc[c.left_edge.i - 1].text)]
    times = context.times_near(trigger) if apart else []
    return {p.mention.span.start for p in times if any(c.is_ancestor(p.root) for c in apart)}
