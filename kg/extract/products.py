"""Which product a sentence leaves to the text before it, and whose it is."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import discourse, tree
from kg.extract.context import Context
from kg.extract.coref import Entry
from kg.extract.discourse import as_organization, listed, sentences_before, settings
from kg.extract.divided import divided
from kg.extract.states import state_of
from kg.model import Span

_INSIDE = ("compound", "flat", "appos", "nmod:desc", "nmod", "nmod:unmarked", "conj")


def product_in_mind(token: Token) -> list[Token]:
    """Return the last product named before a token, in its sentence or a few before.

    Not where the sentence is about another one: "(Zenith showed the Comet. Acme put back) its car.
    The car would be small, and the price ...". Nor where one without a name was told of since:
    "(Zenith showed the Comet.) Acme works on a car. It is due in May".
    """
    told = [t for t in token.sent if t.i < token.i and tree.children(t, "det")]
    definite = {t.lemma_ for t in told if tree.children(t, "det")[0].lower_ == "the"}
    for sentence in (token.sent, *sentences_before(token, settings()["near_thing"])):
        for word in reversed(list(sentence)):
            owned = word.lemma_ in definite and any(
                c.pos_ == "PRON" for c in tree.children(word, "nmod:poss")
            )
            if owned and word.i < tree.starts(token):
                return []
            if word.i < token.i and word.ent_type_ == "PRODUCT" and word.ent_iob_ == "B":
                name = tree.entity(word)
                inside = {t.i for t in name}
                return [next((t for t in name if t.head.i not in inside), word)]
            if word.i < tree.starts(token) and _is_made(word):
                return []
    return []


def _is_made(noun: Token) -> bool:
    """Tell whether a noun is something new without a name that somebody makes: "works on a car"."""
    verb = noun.head
    new = any(c.lower_ in ("a", "an") for c in tree.children(noun, "det"))
    made = noun.dep_ == "obj" and verb.lemma_ in listed("makes")
    worked_on = noun.dep_ == "obl" and verb.lemma_ == "work" and tree.case_of(noun) == "on"
    return new and (made or worked_on) and all(t.ent_type_ != "PRODUCT" for t in noun.subtree)


def maker_of(product: Token, context: Context) -> Entry | None:
    """Return the organization that the text says a named product is of: "Acme unveiled its car Comet".

    The telling nearest before counts, else the first after. What a shop sells is not of it.
    """
    name = " ".join(t.lower_ for t in tree.entity(product))
    entry = context.chains.at(product)
    roots = [e.root for e in context.doc.ents if e.label_ == "PRODUCT"]
    same = [t for t in roots if _is_same(t, name, entry, context)]
    before = [t for t in same if t.i <= product.i]
    for told in (*reversed(before), *(t for t in same if t.i > product.i)):
        for owner in _makers(told):
            found = as_organization(owner, context)
            if found is not None:
                return found
    return _in_its_name(product, context)


def _in_its_name(product: Token, context: Context) -> Entry | None:
    """Return the company whose name a product's begins with: Acme, in "the Acme E3", where the text names it."""
    first, *others = tree.entity(product)
    if product.ent_type_ != "PRODUCT" or not others or not first.text[:1].isupper():
        return None
    known = [m for m in context.chains.mentions if m.label == "COMPANY" and m.name]
    same = next((m for m in known if first.text in (m.text, m.name)), None)
    if same is None or same.name is None:
        return None
    return Entry(same.name, "COMPANY", -1, Span(first.idx, first.idx + len(first)))


def _is_same(token: Token, name: str, entry: Entry | None, context: Context) -> bool:
    other = context.chains.at(token)
    known = entry is not None and other is not None and other.chain == entry.chain
    return known or " ".join(t.lower_ for t in tree.entity(token)) == name


def _makers(product: Token) -> list[Token]:
    """Return who has or brings out a product where it is named."""
    places = [product]
    while places[-1].dep_ in _INSIDE and places[-1].head.pos_ in ("NOUN", "PROPN"):
        places.append(places[-1].head)
    first = tree.entity(product)[0].i
    if first and product.doc[first - 1].pos_ == "NOUN":
        places.append(product.doc[first - 1])  # "its car Comet", wherever the tree hangs the name
    found = [o for place in places for o in tree.possessors(place)]
    for place in places:
        found += [c for c in tree.children(place, "nmod") if tree.case_of(c) in ("by", "from")]
        verb = place.head
        if place.dep_ in ("obj", "nsubj:pass", "xcomp") and verb.lemma_.lower() in listed("makes"):
            found += tree.agents(verb)
    return found


def brand_of(noun: Token, context: Context) -> Entry | None:
    """Return the maker whose name a type stands after: Orbit, in "ten Orbit A220 jets".

    Such names are read as products; the maker is the word before the one with a number.
    """
    doc, first, end = noun.doc, noun.i, noun.i
    if noun.ent_type_ == "PRODUCT":  # "ten Orbit A220s", with the jets in the name
        first, end = tree.entity(noun)[0].i, tree.entity(noun)[-1].i + 1
    else:
        while first > tree.starts(noun) and _is_between(doc[first - 1], noun):
            first, end = first - 1, first - 1
    while first > tree.starts(noun) and doc[first - 1].ent_type_ in ("PRODUCT", "COMPANY"):
        first -= 1
    words = doc[first:end]
    types = [t for t in words[1:] if any(c.isdigit() for c in t.text)]
    if not types or not doc[first].text.isalpha():
        return None
    name = doc[first]
    named = [m for m in context.chains.mentions if m.label == "COMPANY" and m.name]
    same = next((m for m in named if name.text in (m.text, m.name)), None)
    if same is None and end < noun.i:
        return None
    full = same.name if same is not None and same.name else name.text
    return Entry(full, "COMPANY", -1, Span(name.idx, name.idx + len(name)))


def _is_between(word: Token, noun: Token) -> bool:
    """Tell whether a word stands between a type and its noun: "passenger", in "ten Orbit A220 passenger jets"."""
    return not word.ent_type_ and word.head.i == noun.i and word.dep_ in ("compound", "amod")


FINDERS = {
    "maker": maker_of,
    "brand": brand_of,
    "other": discourse.other_party,
    "headed": discourse.headed_by,
    "led": discourse.surely_headed,
    "court": discourse.court_in_mind,
    "divided": divided,
    "state": state_of,
}
"""What a step of a path asks of the text, for the steps that lead to one organization each."""
