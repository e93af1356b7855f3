"""What an article says of those it names: "the Irish airline Ryanair", "Lei Jun, CEO of Xiaomi"."""

from __future__ import annotations

from kg.extract.arrays import SUBJECTS, Arrays
from kg.extract.coref.lists import Lists
from kg.extract.coref.names import Cluster, Name
from kg.extract.coref.phrases import What, head_noun, modifiers
from kg.extract.coref.salience import Referent
from kg.extract.coref.spelling import name_words

_NARROWING = ("NOUN", "PROPN", "ADJ")
_DESCRIBING = ("compound", "nmod:desc", "flat", "amod", "appos")


def kind_of(label: str, lists: Lists) -> What:
    """Return what kind of thing bears a name with this label."""
    if label in lists.organizations:
        return What.ORGANIZATION
    return {"PERSON": What.PERSON, "PRODUCT": What.PRODUCT}.get(label, What.THING)


CENTRAL_BANK = "central bank"


def referent(number: int, found: Cluster, lists: Lists) -> Referent:
    """Return the referent of a cluster of names, with what the name itself tells."""
    what = kind_of(found.label, lists)
    made = Referent(number, what, found.label, found.name, found.words)
    if what is What.PERSON:
        made.gender = gender_of(name_words(found.name)[:2], lists)
    elif what is What.ORGANIZATION:
        words = name_words(found.name)
        for word in words:
            made.classes |= classes_of(word, lists)
        if " ".join(words) in lists.central_banks:
            made.classes = {CENTRAL_BANK}
    return made


def classes_of(word: str, lists: Lists) -> frozenset[str]:
    """Return the kinds of business that a word tells: "Airlines", "bank", "software"."""
    known = lists.org_classes.get(word, frozenset()) | lists.class_words.get(word, frozenset())
    return known - {"general"}


def gender_of(words: tuple[str, ...], lists: Lists) -> str | None:
    """Return `m` or `f` if the first telling word is a man's or a woman's, else None."""
    for word in words:
        if word in lists.male:
            return "m"
        if word in lists.female:
            return "f"
    return None


def describers(a: Arrays, head: int, inside: range) -> list[int]:
    """Return the nouns that describe the name headed by `head`.

    Titles and nouns before it, appositions on either side, and predicates
    ("Ryanair is an airline").
    """
    found = [
        k
        for k in a.kids[head]
        if k not in inside and a.dep[k] in _DESCRIBING and a.pos[k] in ("NOUN", "PROPN")
    ]
    up = a.head[head]
    if (
        up != head
        and a.dep[head] in ("appos", "flat", "nmod:desc")
        and a.pos[up] in ("NOUN", "PROPN")
    ):
        found.append(up)
    if (
        a.dep[head] in SUBJECTS
        and a.child(up, "cop") is not None
        and a.pos[up] in ("NOUN", "PROPN")
    ):
        found.append(up)
    return found


def named_after(a: Arrays, mention: Name, lists: Lists) -> range:
    """Return the words that end in a noun for organizations right before a name.

    The parser may make of them what it will: in "fined US chipmaker Acme" trees tie "US" and "chipmaker" to anything but the name.
    """
    noun = mention.start - 1
    first = a.sents[a.sent[mention.start]][0]
    if (
        noun < first
        or a.tag[noun] not in ("NN", "NNP", "JJ")  # "rival" is often told to be an adjective
        or head_noun(a, noun) not in lists.org_classes
    ):
        return range(0)
    start = noun
    while start > first and _narrows(a, start - 1):
        start -= 1
    return range(start, mention.start)


def _narrows(a: Arrays, i: int) -> bool:
    """Tell whether a word may say more of the noun after it: no plural, which in titles is often a verb."""
    return a.word[i] == "-" or (a.pos[i] in _NARROWING and not a.tag[i].endswith("S"))


def _learn_before(a: Arrays, mention: Name, about: Referent, lists: Lists) -> None:
    """Add to an organization what the words right before its name say of it."""
    for k in named_after(a, mention, lists):
        if k == mention.start - 1:
            about.classes |= classes_of(head_noun(a, k), lists)
            about.modifiers.add(head_noun(a, k))
        elif a.word[k] != "-":
            about.classes |= lists.class_words.get(a.lower[k], frozenset())
            about.modifiers.add(a.lower[k])


def learn(a: Arrays, mention: Name, about: Referent, lists: Lists) -> None:
    """Add to a referent what the text around one mention of its name says of it."""
    inside = range(mention.start, mention.end)
    about.modifiers |= {
        a.lower[k]
        for k in a.kids[mention.head]
        if k not in inside and a.dep[k] in ("amod", "compound") and a.pos[k] in ("ADJ", "PROPN")
    }
    if about.what is What.PERSON:
        before = a.lower[mention.start - 1].strip(".") if mention.start else ""
        if not before and mention.start > 1:
            before = a.lower[mention.start - 2]
        own = gender_of((before,), lists)
        about.gender = own or about.gender
    if about.what is What.ORGANIZATION:
        _learn_before(a, mention, about, lists)
    for k in describers(a, mention.head, inside):
        noun = head_noun(a, k)
        told = lists.person_classes if about.what is What.PERSON else lists.org_classes
        if about.what in (What.PERSON, What.ORGANIZATION):
            classes = told.get(noun)
            if classes is None:
                continue
            about.classes |= classes - {"general"}
            if about.what is What.ORGANIZATION:
                for word in sorted(modifiers(a, k)):
                    about.classes |= lists.class_words.get(word, frozenset())
            if about.what is What.PERSON and about.gender is None:
                about.gender = gender_of((noun,), lists)
        about.modifiers |= {noun} | modifiers(a, k)
