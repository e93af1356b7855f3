"""What somebody was asked about who says nothing.

The sale, in "The sale has stalled. Acme declined to comment." Most articles name the matter by a noun: in the sentence itself, where its owner was told of last,
or in the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg.extract import tree
from kg.extract.arrays import arrays
from kg.extract.times.words import load_toml

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.extract.context import Context
    from kg.extract.match import Candidate

_REACH = 4  # sentences back to where the one who is silent was told of
_BACK = 2  # sentences back in which the matter may stand otherwise
_LONGEST = 7  # tokens between a noun and what "of" or "with" ties to it
_TIES = ("of", "with", "in", "for", "by", "to", "into", "on", "over")


@cache
def _words() -> dict[str, frozenset[str]]:
    lists = load_toml("kg.extract", "asked.toml")
    return {key: frozenset(found) for key, found in lists.items()}


def _matters(doc: Doc, start: int, end: int) -> Iterator[Token]:
    """Yield the nouns among some tokens that name what the news is about: a sale, a suit, talks."""
    a, words = arrays(doc), _words()
    known = words["matters"] | words["weak"]
    for i in range(start, end):
        if a.pos[i] not in ("NOUN", "PROPN") or a.dep[i] == "compound":
            continue
        fits = (a.lemma[i] in known or a.lower[i] in known) and a.lower[i] not in words["other"]
        if fits and not (doc[i].ent_type_ or _is_of_source(doc[i])):
            yield doc[i]


def _is_aside(noun: Token) -> bool:
    """Tell whether a noun only says who somebody is: "Acme, which has a 10 percent stake, declined"."""
    some = any(c.lower_ in ("a", "an") or c.dep_ == "nummod" for c in noun.children)
    return some and any(t.dep_ in ("acl:relcl", "appos") for t in (noun, *noun.ancestors))


def _is_of_source(noun: Token) -> bool:
    """Tell whether a noun only says what somebody knows of: "a person familiar with the matter"."""
    return noun.head.lemma_.lower() in _words()["sources"]


def _best(nouns: Iterable[Token], *, weak: bool) -> Token | None:
    """Return the first noun that says what the news is about, or the first that hardly does."""
    known = _words()["weak"]
    return next((n for n in nouns if weak is (n.lemma_.lower() in known)), None)


def _last_told_of(candidate: Candidate, context: Context, before: int) -> int | None:
    """Return the character at which the one who is silent was told of last before a place."""
    for mention in reversed(context.chains.mentions):
        if mention.span.start < before and mention.name == candidate.claim.subject:
            return mention.span.start
    return None


def short(noun: Token) -> str:
    """Return a matter in a few words: "planned sale of Zeta", without all that is told of it."""
    doc, first, last = noun.doc, noun.i, noun.i
    while first > tree.starts(noun) and noun.i - first < 2:
        word = doc[first - 1]
        if word.dep_ not in ("compound", "amod") or word.head.i != noun.i:
            break
        first -= 1
    for child in tree.children(noun, "nmod", "obl"):
        if child.i > noun.i and tree.case_of(child) in _TIES and child.i - noun.i <= _LONGEST:
            last = child.i
            break
    words = [t.text_with_ws for t in doc[first : last + 1]]
    return " ".join("".join(words).split())


def matter_near(candidate: Candidate, context: Context) -> str | None:
    """Return the matter that somebody was asked about, as the text calls it shortly before.

    Args:
        candidate: Who says nothing, with the word that tells it.
        context: Its text.
    """
    doc, a = candidate.trigger.doc, arrays(candidate.trigger.doc)
    here = a.sent[candidate.trigger.i]
    start = a.sents[here][0]
    own = [n for n in _matters(doc, start, candidate.trigger.i) if not _is_aside(n)]
    places = [own]
    told = _last_told_of(candidate, context, a.idx[start]) if context.field == "text" else None
    at = here if told is None else a.sent[a.at_offset(told)]
    if told is not None and here - at <= _REACH:
        places.append(sorted(_matters(doc, *a.sents[at]), key=lambda n: abs(n.idx - told)))
    before = range(here - 1, max(here - _BACK, 0) - 1, -1)
    places += [list(_matters(doc, *a.sents[n])) for n in before]
    strong = (_best(nouns, weak=False) for nouns in places)
    vague = (_best(nouns, weak=True) for nouns in places[:3])
    found = own[0] if own else next((n for n in strong if n is not None), None)
    found = found or next((n for n in vague if n is not None), None)
    return None if found is None else short(found)
