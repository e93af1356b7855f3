"""Names beside words that describe them: "the French airline Polar", "Acme, a unit of Zeta", "firms like Acme"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract import tree
from kg.extract.arrays import arrays
from kg.model import ORGANIZATION_LABELS

_THINGS = ORGANIZATION_LABELS | {"PRODUCT", "FACILITY"}
_PARTIES = _THINGS | {"PERSON"}
_WHERE = _THINGS | {"PLACE"}
_PREMODIFIERS = frozenset(
    {"DET", "ADJ", "NOUN", "PROPN", "PRON", "ADV", "NUM", "PART", "PUNCT", "VERB", "SYM"}
)
_SAME = frozenset({"nmod", "appos", "flat", "nmod:desc", "dep", "xcomp"})
_OPENERS = frozenset({",", "(", "–", "—"})
_BEFORE_EXEMPLARS = frozenset({("including",), ("such", "as"), ("among", "them")})
_IN_PHRASE = frozenset({"PROPN", "NOUN", "ADJ", "NUM", "DET"})
_LONGEST_DESCRIPTION = 8  # tokens from a comma to the name that they describe


def entity_root(token: Token) -> Token:
    """Return the head word of the name that a token is in, or the token itself."""
    if not token.ent_type_:
        return token
    doc = token.doc
    return doc[_roots(doc).get(token.i, token.i)]


def _roots(doc: Doc) -> dict[int, int]:
    """Return the place of the head word of each word of a name, but of names that sentences part."""
    a = arrays(doc)
    found: dict[int, int] | None = a.answers[0].get("head words of names")
    if found is None:
        found = a.answers[0]["head words of names"] = {}
        for ent in doc.ents:
            if a.sent[ent.start] == a.sent[ent.end - 1]:
                found.update(dict.fromkeys(range(ent.start, ent.end), ent.root.i))
    return found


def name_after(noun: Token) -> list[Token]:
    """Return the name that a description ends in: Polar, in "the French airline Polar".

    The name follows at once, and the tree ties the two in one way or another; after "the" it must
    hang on the noun: "the airline group the Polar Alliance". After a possessor's "'s" it is the name
    of what that has: Polar, in "Acme's Polar".
    """
    at = noun.i + 1
    doc = noun.doc
    article = at < len(doc) and doc[at].lower_ == "the" and noun.tag_ == "NN"
    at += article
    if noun.tag_ not in ("NN", "POS") or at >= len(doc) or doc[at].ent_iob_ != "B":
        return []
    if doc[at].ent_type_ not in _THINGS:
        return []
    name = tree.entity(doc[at])
    inside = {t.i for t in name}
    root = entity_root(doc[at])
    if noun.tag_ == "POS":
        return [root] if noun.head.head.i in inside else []
    tied = noun.head.i in inside or any(t.head.i == noun.i for t in name)
    beside = root.head.i == noun.head.i and not root.dep_.startswith("nsubj")
    if article:
        return [root] if root.head.i == noun.i and root.dep_ in _SAME else []
    return [root] if tied or beside else []


def based_there(place: Token) -> list[Token]:
    """Return the organization that is said to be at home in a place: Acme, in "Oslo, Norway based Acme"."""
    doc, last = place.doc, tree.ends(place) - 1
    at = tree.entity(place)[-1].i + 1
    if at < last and doc[at].text == "," and doc[at + 1].ent_type_ == "PLACE":
        at = tree.entity(doc[at + 1])[-1].i + 1
        at += at < last and doc[at].text == ","
    at += at < last and doc[at].text == "-"
    if at >= last or doc[at].lower_ not in ("based", "headquartered"):
        return []
    return _name_described(doc[at + 1])


def before_comma(noun: Token) -> list[Token]:
    """Return the name that a description is set off from: Acme, in "Acme, a unit of Zeta".

    The order of words decides, since trees often hang such a description elsewhere.
    """
    doc, at = noun.doc, noun.i - 1
    first = max(tree.starts(noun), noun.i - 9)
    while at > first and doc[at].pos_ in _PREMODIFIERS and doc[at].text not in _OPENERS:
        at -= 1
    if at > first and doc[at].text in _OPENERS and doc[at - 1].ent_type_ in _PARTIES:
        return [entity_root(doc[at - 1])]
    return []


def after_comma(noun: Token) -> list[Token]:
    """Return the name set off from a description: Acme, in "its parent company, Acme"."""
    doc, at = noun.doc, noun.i + 1
    last = min(tree.ends(noun) - 1, noun.i + 3)
    while at < last and doc[at].pos_ == "NOUN":
        at += 1
    if at + 1 < tree.ends(noun) and doc[at].lower_ in ("of", "in"):
        # "the largest shareholder in Zeta, Acme"
        at += 2 if doc[at + 1].pos_ == "DET" else 1
        last = min(tree.ends(noun) - 1, at + 8)
        while at < last and (doc[at].ent_type_ in _WHERE or doc[at].tag_ == "POS"):
            at += 1
    if at >= last or doc[at].text not in _OPENERS:
        return []
    return [] if _says(doc[at + 1]) else _name_described(doc[at + 1])


def _says(first: Token) -> bool:
    """Tell whether who follows a comma tells what stands before it: "will sell the unit, Reuters reported"."""
    from kg.extract.sayers import is_reporting  # which asks for names beside words, too

    after = tree.entity(first)[-1].i + 1 if first.ent_type_ else first.i
    a = arrays(first.doc)
    return after < tree.ends(first) and first.i < after and is_reporting(a, after)


def set_off(noun: Token) -> list[Token]:
    """Return the organization that commas set off behind a noun and what belongs to it: "its partner in Oslo, Acme,".

    Trees tie such a name to the noun under several labels.
    """
    found = tree.children(noun, "appos", "nmod", "dislocated")
    roots = [c for c in found if c.i > noun.i and c.ent_type_ in ORGANIZATION_LABELS]
    return [c for c in roots if noun.doc[tree.entity(c)[0].i - 1].text == ","][:1]


def _name_described(first: Token) -> list[Token]:
    """Return the name that words from one on lead up to: Acme, in "the Danish retailer Acme" or "Leeds's Acme"."""
    doc, at = first.doc, first.i
    last = min(tree.ends(first), first.i + _LONGEST_DESCRIPTION)
    while at < last:
        word = doc[at]
        if word.ent_iob_ == "B" and word.ent_type_ in _PARTIES:
            after = tree.entity(word)[-1].i + 1
            if after >= len(doc) or doc[after].pos_ not in ("NOUN", "PROPN", "PART"):
                return [entity_root(word)]
        if word.pos_ not in _PREMODIFIERS or word.pos_ == "PRON" or word.text in (",", "(", ")"):
            return []
        at += 1
    return []


def name_before(noun: Token) -> list[Token]:
    """Return the name before a noun and its adjectives: Acme, in "Acme's charter subsidiary"."""
    doc, at = noun.doc, noun.i - 1
    first = max(tree.starts(noun), noun.i - 4)
    while at >= first and not doc[at].ent_type_:
        if doc[at].pos_ not in ("ADJ", "NOUN") and doc[at].tag_ not in ("VBN", "VBG"):
            break
        at -= 1
    if at > first and doc[at].tag_ == "POS":
        at -= 1
    if at >= first and doc[at].ent_type_ in ORGANIZATION_LABELS:
        return [entity_root(doc[at])]
    return []


def exemplars(token: Token) -> list[Token]:
    """Return the names that stand for a plural description: "companies like Acme and Zeta"."""
    if token.tag_ not in ("NNS", "NNPS"):
        return []
    doc, at = token.doc, token.i + 1
    if token.pos_ == "NOUN" and at < len(doc) and doc[at].ent_iob_ == "B":
        name = tree.entity(doc[at])
        tied = any(t.head.i in (token.i, token.head.i) for t in name)
        # "the airlines Acme and Zeta", where the name is read as a sentence of its own
        split = token.dep_ == "obj" and entity_root(doc[at]).head.i == entity_root(doc[at]).i
        if doc[at].ent_type_ in _PARTIES and (tied or split):
            return [entity_root(doc[at])]
    told = [c for c in tree.children(token, "acl:relcl") if c.lemma_ in ("include", "comprise")]
    such = any(c.lower_ == "such" for c in tree.children(token, "amod", "det"))
    found = [
        c
        for c in tree.children(token, "nmod", "appos")
        if tree.case_of(c) in ("like", "such as", "including")
        or (such and tree.case_of(c) == "as")
        or c.dep_ == "appos"
    ]
    found = found or [c for verb in told for c in tree.children(verb, "obj") if c.ent_type_]
    return found or _exemplar_after(token)


def _exemplar_after(token: Token) -> list[Token]:
    """Return the first of the names listed after a plural, wherever the tree hangs them: "firms, among them Acme"."""
    doc, at, end = token.doc, token.i + 1, tree.ends(token)
    at += at < end and doc[at].text == ","
    words = tuple(doc[i].lower_ for i in range(at, min(end, at + 2)))
    if words[:1] in _BEFORE_EXEMPLARS:
        at += 1
    elif words in _BEFORE_EXEMPLARS:
        at += 2
    else:
        return []
    return _name_described(doc[at]) if at < end else []


def is_exemplar(token: Token) -> bool:
    """Tell whether a thing is named as one of several: "shut nine plants, among them (its Leeds plant)"."""
    doc, at, first = token.doc, token.i, tree.starts(token)
    while at > first and (doc[at - 1].pos_ in _IN_PHRASE or doc[at - 1].tag_ in ("PRP$", "POS")):
        at -= 1
    words = tuple(doc[i].lower_ for i in range(max(first, at - 2), at))
    return words in _BEFORE_EXEMPLARS or words[-1:] in _BEFORE_EXEMPLARS
