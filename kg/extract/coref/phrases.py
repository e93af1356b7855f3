"""Pronouns and noun phrases of a text: what they are, and what they say of themselves."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from kg.extract.arrays import Arrays
from kg.extract.coref.lists import Lists

_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_LEAVE_OUT = frozenset({"appos", "conj", "parataxis"})
_EDGE = frozenset({"case", "cc", "punct", "mark", "dep"})


class What(enum.Enum):
    """What kind of thing a phrase may refer to."""

    ORGANIZATION = "organization"
    PERSON = "person"
    PRODUCT = "product"
    THING = "thing"


@dataclass(slots=True)
class Phrase:
    """A noun phrase that is no name, by its head token; of a mere thing nobody asks what narrows it down."""

    head: int
    what: What
    plural: bool
    definite: bool
    indefinite: bool
    new: bool
    owner: int | None
    classes: frozenset[str]
    modifiers: frozenset[str] = field(default_factory=frozenset)


def is_plural(a: Arrays, i: int) -> bool:
    """Tell whether a noun is plural by its tag, or by form where it has none."""
    if a.tag[i]:
        return a.tag[i] in _PLURAL_TAGS
    return a.lemma[i] != a.lower[i] and a.lower[i].endswith("s")


def head_noun(a: Arrays, i: int) -> str:
    """Return the noun a phrase is classified by, hyphenated compounds by their last part."""
    lemma = a.lemma[i]
    return lemma.rsplit("-", 1)[-1] if "-" in lemma else lemma


def hyphenated(a: Arrays, i: int) -> str:
    """Return the lemma of a noun with what a hyphen ties to it: `start-up`, of three tokens."""
    if i >= 2 and a.word[i - 1] in ("-", "‐", "‑") and a.sent[i - 2] == a.sent[i]:
        return f"{a.lower[i - 2]}-{a.lemma[i]}"
    return a.lemma[i]


def modifiers(a: Arrays, i: int) -> frozenset[str]:
    """Return the words that narrow a noun down: `irish`, `dublin`, `smartphone`."""
    found: set[str] = set()
    for k in a.kids[i]:
        dep = a.dep[k]
        if dep in ("amod", "compound", "nmod:desc", "flat", "nmod:poss"):
            for m in (k, *a.kids[k]):
                if a.pos[m] in ("PROPN", "NOUN", "ADJ") and a.word[m] != "-":
                    found.update(part for part in a.lower[m].split("-") if part != "based")
        elif dep in ("nmod", "acl", "obl"):
            for m in (k, *a.kids[k]):
                if a.pos[m] == "PROPN":
                    found.add(a.lower[m])
    return frozenset(found)


def _what(a: Arrays, i: int, lists: Lists) -> tuple[What, frozenset[str]]:
    noun = head_noun(a, i)
    person = lists.person_classes.get(noun)
    organization = lists.org_classes.get(noun) or lists.org_classes.get(hyphenated(a, i))
    if person and organization:
        # "the leading carmaker and market leader": only a possessor or "company" decides.
        person = None if noun in ("owner", "partner", "leader") and is_org_context(a, i) else person
    if person:
        return What.PERSON, person
    if organization:
        told = set(organization - {"general"})
        for k in a.kids[i]:
            if a.dep[k] in ("compound", "amod"):
                told |= lists.class_words.get(a.lower[k], frozenset())
        return What.ORGANIZATION, frozenset(told)
    if noun in lists.product_nouns:
        return What.PRODUCT, frozenset()
    if noun.endswith(("maker", "manufacturer")):
        return What.ORGANIZATION, frozenset({"maker"})
    return What.THING, frozenset()


def is_org_context(a: Arrays, i: int) -> bool:
    """Tell whether a noun that fits persons and organizations is modified like a market's name."""
    return any(a.lower[k] in ("market", "industry", "world", "sector") for k in a.kids[i])


def phrase(a: Arrays, i: int, lists: Lists) -> Phrase:
    """Describe the noun phrase headed by token `i`."""
    determiner: str | None = None
    owner: int | None = None
    clause: int | None = None
    new = False
    for k in a.kids[i]:
        dep = a.dep[k]
        if dep in ("det", "det:predet"):
            determiner = a.lower[k] if determiner is None else determiner
        elif dep in ("amod", "nummod"):
            most = dep == "amod" and a.tag[k] in ("JJS", "RBS")
            new = new or most or a.lower[k] in lists.new_adjectives
        elif dep == "nmod:poss":
            owner = k if owner is None else owner
        elif dep == "acl:relcl":
            clause = k if clause is None else clause
    what, classes = _what(a, i, lists)
    plural = is_plural(a, i) or determiner == "neither"
    indefinite = determiner in lists.indefinite or (
        determiner is None and owner is None and not plural
    )
    if not new and clause is not None:
        first = a.left[clause]
        new = first > i and a.lower[first - 1] != "," and a.lower[first] not in (",", "which")
    return Phrase(
        head=i,
        what=what,
        plural=plural,
        definite=determiner in ("the", "this", "that", "these", "those", "both", "neither")
        or owner is not None,
        indefinite=indefinite,
        new=new,
        owner=owner,
        classes=classes,
        modifiers=frozenset() if what is What.THING else modifiers(a, i),
    )


def bounds(a: Arrays, i: int) -> tuple[int, int]:
    """Return the tokens `[start, end)` of a noun phrase.

    Prepositions before it are left out, and so are appositions, coordinated
    phrases and punctuation at its edges.
    """
    start, end = a.left[i], a.right[i] + 1
    for k in a.kids[i]:
        if a.dep[k] in _LEAVE_OUT:
            if k > i:
                end = min(end, max(a.left[k], i + 1))
            else:
                start = max(start, min(a.right[k] + 1, i))
        elif a.dep[k] in ("case", "mark", "cc") and k < i and a.left[k] == start:
            start = max(start, min(a.right[k] + 1, i))
    while start < i and (a.dep[start] in _EDGE and a.pos[start] not in ("NOUN", "PROPN", "DET")):
        start += 1
    while end - 1 > i and (a.dep[end - 1] in _EDGE or a.pos[end - 1] in ("PUNCT", "SPACE")):
        end -= 1
    return start, end
