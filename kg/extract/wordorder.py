"""Where parts of a claim stand by the order of words alone, where trees are often wrong."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.described import entity_root

_IN_TITLE = frozenset({"ADJ", "NOUN", "PROPN"})
_BEFORE_TITLE = frozenset({"its", "their", "a", "an", "the", "his", "her"})


def _person_at(token: Token, at: int) -> bool:
    """Tell whether a person's name begins at a place of a sentence."""
    return at < token.sent.end and token.doc[at].ent_type_ == "PERSON"


def next_person(token: Token) -> list[Token]:
    """Return the person named right after a verb: "Acme named (Jane Doe) chief executive".

    Trees take such a name for a part of the title, of the verb, or for a predicate.
    """
    active = token.pos_ == "VERB" and _person_at(token, token.i + 1)
    return [entity_root(token.doc[token.i + 1])] if active and next_title(token) else []


def next_title(token: Token) -> list[Token]:
    """Return the noun that stands right after the person named after a verb: "named Jane Doe (chairman)"."""
    doc, at, end = token.doc, token.i + 1, token.sent.end
    if token.pos_ != "VERB" or not _person_at(token, at):
        return []
    while at < end and doc[at].ent_type_ == "PERSON":
        at += 1
    if at < end and doc[at].lower_ in _BEFORE_TITLE:
        at += 1
    last = None
    while at < end and doc[at].pos_ in _IN_TITLE and not doc[at].ent_type_:
        last = doc[at]
        at += 1
    return [last] if last is not None and last.pos_ != "ADJ" else []


def after_be(token: Token) -> list[Token]:
    """Return the person named after "be" where a participle opens the sentence.

    "Also elected to the board of Acme were (Ann Lee) and Bo Ek".
    """
    doc, at, end = token.doc, token.i + 1, token.sent.end
    before = doc[token.sent.start : token.i]
    if token.tag_ != "VBN" or any(t.pos_ not in ("ADV", "SPACE") for t in before):
        return []
    while at < end and not (doc[at].pos_ in ("VERB", "AUX") or doc[at].is_punct):
        at += 1
    be = at < end and doc[at].lemma_.lower() == "be"
    return [entity_root(doc[at + 1])] if be and _person_at(token, at + 1) else []
