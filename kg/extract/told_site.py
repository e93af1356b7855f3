"""Which plant or shop a pronoun takes up, and of which things a sentence says that there are none.

"The mill burnt down. (It) is due to start again in May" tells of the mill, and "will close (no)
site" of all sites. The words are in `told_site.toml`.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span, Token

from kg.extract import tree
from kg.extract.times.words import load_toml

_NUMBERS = {"it": ("NN", "NNP"), "they": ("NNS", "NNPS")}
_ANY = ("NN", "NNP", "NNS", "NNPS")


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of `told_site.toml`."""
    return frozenset(load_toml("kg.extract", "told_site.toml")[name])


def site_told(pronoun: Token) -> list[Token]:
    """Return the site that "it" or "they" stands for: one told of just before, in the same number.

    "Construction" without a word on what of is that of such a site, too.

    The subject of the clause or sentence before goes first, then what is built or shut there; where
    that tells of two sites, or of none, nobody knows.
    """
    tags = _ANY if _is_work(pronoun) else _NUMBERS.get(pronoun.lower_)
    if tags is None or pronoun.dep_ not in ("nsubj", "nsubj:pass"):
        return []
    here = pronoun.sent
    before = here[: pronoun.i - here.start]
    sentences = [before] if any(_is_site(t, tags) for t in before) else _just_before(here)
    for sentence in sentences:
        sites = [t for t in sentence if _is_site(t, tags)]
        subjects = [t for t in sites if t.dep_ in ("nsubj", "nsubj:pass")]
        found = subjects or [t for t in sites if t.dep_ in _words("parts")]
        if found:
            joined = any(tree.children(t, "conj") for t in found)
            return found if len(found) == 1 and not joined else []
    return []


def _is_work(token: Token) -> bool:
    """Tell whether a noun is what is done at a site, and nothing beside it says at which."""
    own = tree.children(token, "nmod", "nmod:poss", "compound", "acl", "acl:relcl")
    return token.lemma_.lower() in _words("works") and token.tag_ in ("NN", "NNS") and not own


def _just_before(sentence: Span) -> list[Span]:
    """Return the sentence before one, if any."""
    if sentence.start == 0:
        return []
    return [sentence.doc[sentence.start - 1].sent]


def _is_site(token: Token, tags: tuple[str, ...]) -> bool:
    return token.tag_ in tags and token.lemma_.lower() in _words("sites")


def none_of(verb: Token) -> list[Token]:
    """Return the objects of a verb of which there are to be none: the site of "close no site", "close none of its sites"."""
    found = []
    for thing in tree.children(verb, "obj"):
        if any(c.lower_ == "no" for c in tree.children(thing, "det")):
            found.append(thing)
        elif thing.lower_ == "none":
            found += [c for c in tree.children(thing, "nmod") if tree.case_of(c) == "of"]
    return found
