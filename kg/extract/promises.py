"""What sentences about promises stand on: the promise, what it is about, and "as promised".

"Acme met its goal of 500 shops" tells of a goal, and the goal of shops. The words are in
`promises.toml`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from spacy.tokens import Token

from kg.extract import tree
from kg.extract.arrays import arrays
from kg.extract.times.words import load_toml

_NOUNS = ("NOUN", "PROPN")
_PARTIES = ("COMPANY", "ORG", "OUTLET", "PERSON", "GROUP")


@cache
def _words() -> dict[str, Any]:
    return load_toml("kg.extract", "promises.toml")


def _is_promise(token: Token) -> bool:
    """Tell whether a noun is a promise or goal of the one who acts, not of those who judge."""
    if token.pos_ not in _NOUNS or token.lemma_.lower() not in _words()["promises"]:
        return False
    around = tree.children(token, "compound", "nmod:poss", "amod")
    if any(c.lemma_.lower() in _words()["judged"] for c in around):
        return False
    return not any(c.pos_ == "NOUN" for c in tree.children(token, "nmod:poss"))


def promise_of(verb: Token) -> list[Token]:
    """Return the promise that a verb tells of: "kept its word", "lived up to its promise".

    A pronoun stands for one after verbs that take nothing else so: "made good on that".
    """
    if verb.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return []
    tied = [
        c
        for place in (verb, *tree.children(verb, "advmod", "xcomp", "obj"))
        for c in place.children
        if c.dep_ in ("obl", "nmod", "obl:arg") and tree.case_of(c) in _words()["ties"]
    ]
    own = [*tree.patients(verb), *tied] if verb.pos_ == "VERB" else tree.surface_subject(verb)
    found = [t for t in own if _is_promise(t)]
    if found or verb.lemma_.lower() not in _words()["takes_pronoun"]:
        return found
    return [t for t in tied if t.lower_ in _words()["pronouns"]]


def content_of(promise: Token) -> list[Token]:
    """Return what a promise is about: shops, in "its goal of 500 shops"; the noun where it says so itself.

    "To open 500 shops", "that it would open 500 shops" and "its sales target" say so, too;
    "its word" and "the promise of March" say nothing of it.
    """
    if promise.pos_ not in _NOUNS:
        return []
    for child in promise.children:
        ties = child.dep_ in ("acl", "ccomp", "xcomp") and child.i > promise.i
        if ties and child.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
            return [child]
        case = tree.case_of(child)
        about = child.dep_ == "nmod" and case in _words()["about"] and child.i > promise.i
        if about and child.ent_type_ not in _PARTIES:
            return [child]
    named = [c for c in tree.children(promise, "compound") if c.pos_ == "NOUN"]
    return [promise] if named else []


def as_told(verb: Token) -> list[Token]:
    """Return the verb of "as promised", "as Acme had planned" beside what was done.

    "As Acme announced cuts" tells what went on meanwhile: its verb has an object, or stands
    in the simple past.
    """
    found: list[Token] = []
    doc = verb.doc
    a = arrays(doc)
    if "as" not in a.said(verb.i):
        return found
    for i in a.subtree(verb.i):
        if a.dep[i] not in ("advcl", "acl", "parataxis"):
            continue
        child = doc[i]
        if _verb_above(child).i != verb.i:
            continue
        marked = any(
            c.lower_ == "as" and c.dep_ in ("mark", "case", "advmod") for c in child.children
        )
        open_ = tree.children(child, "obj", "ccomp", "xcomp", "obl:agent")
        subject = tree.children(child, "nsubj", "nsubj:pass")
        perfect = any(c.lower_ == "had" for c in tree.children(child, "aux"))
        if marked and not open_ and child.tag_ in ("VBN", "VBD") and (perfect or not subject):
            found.append(child)
    return found


def _verb_above(token: Token) -> Token:
    """Return the nearest predicate above a token, or the token where there is none."""
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX") or tree.children(above, "cop"):
            return above
    return token


def items_of(verb: Token) -> list[Token]:
    """Return what a list after a colon names: "two promises are void: a shop and 500 jobs"."""
    colon = next((t for t in verb.sent if t.text == ":" and t.i > verb.i), None)
    if colon is None:
        return []
    after = [t for t in verb.sent if t.i > colon.i and t.pos_ in _NOUNS]
    inside = {t.i for t in after}
    return [t for t in after if t.head.i not in inside and t.dep_ not in ("obl", "nmod")]
