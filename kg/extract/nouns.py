"""What belongs to a noun: the words of a position and its holders, the clause that says which one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from spacy.tokens import Token

from kg.extract import discourse, tree
from kg.extract.arrays import arrays
from kg.extract.coref.lists import lists

_BEFORE_TITLE = frozenset({"cop", "aux", "fixed", "nsubj", "case", "mark"})
_LONGEST_RELATIVE = 12  # tokens; a longer relative clause says more than which one is meant
_BY_FIGURES = frozenset({"case", "advmod", "punct", "compound", "cc"})
_SEVERAL = 2
_PARTIES = frozenset({"COMPANY", "ORG", "OUTLET", "PERSON"})
_INDEFINITE = frozenset({"another", "other", "any", "some", "every", "each", "no", "several"})
_INDEFINITE |= {"many", "various", "numerous"}
_SPACES = re.compile(r"\s+")


def needs_relative(token: Token) -> bool:
    """Tell whether only a short relative clause says what a bare noun does.

    "Software that can filter music" is more than software; "the factory that it
    wanted to open" is a factory, and "6,000 modems that may overheat" are modems.
    """
    relative = [
        c
        for c in tree.children(token, "acl:relcl")
        if c.pos_ == "VERB" and any(s.lower_ == "that" for s in tree.children(c, "nsubj"))
    ]
    if len(relative) != 1 or tree.children(token, "nmod", "acl", "nmod:poss", "appos", "nummod"):
        return False
    first, last = relative[0].left_edge, relative[0].right_edge
    follows = first.i == token.i + 1 and first.lower_ == "that"
    return follows and last.i - first.i < _LONGEST_RELATIVE


def is_indefinite(token: Token) -> bool:
    """Tell whether a description points to nobody in particular: "another carmaker", not "another 36 shops"."""
    if any(c.dep_ == "nummod" for c in token.children):
        return False
    dets = [c.lower_ for c in token.children if c.dep_ in ("det", "amod")]
    return any(d in _INDEFINITE for d in dets)


def with_count(noun: Token) -> Token:
    """Return the count of which a noun with a figure of its own is the whole: the 30 of "30 of its 170 stores".

    Told as "170 stores" it would be all of them.
    """
    above = noun.head
    part = noun.dep_ == "nmod" and tree.case_of(noun) == "of" and above.i < noun.i
    if part and above.lower_ == "one":
        return above  # "one of its largest plants" is not all of them
    if not part or not tree.children(noun, "nummod"):
        return noun
    return above if above.pos_ == "NUM" or above.lemma_.lower() in ("number", "few") else noun


def is_old_figure(token: Token) -> bool:
    """Tell whether a nominal is no more than the number before a change: "to 11,500 from 12,300"."""
    if tree.case_of(token) != "from":
        return False
    return token.pos_ == "NUM" and all(
        c.dep_ in _BY_FIGURES or c.pos_ == "NUM" for c in token.children
    )


def only_counted(noun: Token) -> bool:
    """Tell whether a plural of firms says no more than how many: "Three publishers sued"."""
    told = [c.dep_ for c in noun.children if c.dep_ != "punct"]
    firms = lists().org_classes.get(noun.lemma_.lower(), frozenset()) - {"general"}
    return bool(firms) and noun.dep_ in ("nsubj", "nsubj:outer") and told == ["nummod"]


def stated(title: Token, words: Sequence[Token]) -> list[Token]:
    """Return the words of a position without what ties it to its clause: "is the chairman".

    What says since when, and after whom, is no part of it: "next chief executive replacing Ann Lee",
    "chief financial officer with effect from May".
    """
    found = list(words)
    while found and found[0].i != title.i and _ties(found[0]):
        found = found[1:]
    past = (
        n
        for n, w in enumerate(found)
        if w.i > title.i and (discourse.ends_title(w) or w.tag_ == "TO")
    )
    found = found[: next(past, None)]
    while found and found[0].i < title.i and discourse.says_since(found[0]):
        found = found[1:]
    before = title.doc[title.i - 1] if title.i > tree.starts(title) else title
    field = before.text.isupper() and before.lower_ in discourse.functions()  # "R&D chief"
    if found and found[0].i == title.i and (field or before.lower_ in ("managing", "acting")):
        found = [before, *found]  # where the tree reads a verb: "managing director Ann Lee said"
    return found


def _ties(word: Token) -> bool:
    """Tell whether a word before a title ties it to its clause: is, in "where she was head of sales"."""
    return word.dep_ in _BEFORE_TITLE or word.tag_ in ("WRB", "WDT", "WP")


def spelled(words: Sequence[Token]) -> str:
    """Return the words of a position as one string, with the hyphen of "director-general"."""
    text = ""
    for word in words:
        after = word.doc[word.i + 1] if word.i + 2 < len(word.doc) else word
        hyphen = not word.whitespace_ and after.text == "-" and not after.whitespace_
        text += word.text + ("-" if hyphen else " ")
    if text.endswith("-"):
        text += words[-1].doc[words[-1].i + 2].text  # the half that the tree hangs elsewhere
    return _SPACES.sub(" ", text).strip(" -")


def is_half(title: Token, titles: frozenset[str]) -> bool:
    """Tell whether a position is the lesser half of one with a hyphen: one word of "director-general".

    It is the one that hangs on the other, or the second where the tree ties neither to the other.
    """
    doc, i, a = title.doc, title.i, arrays(title.doc)
    for other in (i - 2, i + 2):
        dash = (i + other) // 2
        if not 0 <= other < len(doc) or doc[dash].text != "-" or a.lemma[other] not in titles:
            continue
        if doc[dash].whitespace_ or doc[dash - 1].whitespace_:
            continue
        if a.head[i] == other or (other < i and a.head[other] != i):
            return True
    return False


def _narrows(child: Token) -> bool:
    """Tell whether a noun before or after a measure narrows it: not the sum in "sales of $3 million"."""
    if child.dep_ == "compound":
        return child.lemma_.lower() not in discourse.whole_words() and not child.like_num
    if tree.case_of(child) not in ("of", "to", "for"):
        return False
    counted = child.pos_ in ("NUM", "SYM") or child.tag_ == "$" or child.like_num
    return not (counted or tree.children(child, "nummod"))


def whole(measure: Token) -> list[Token]:
    """Return a measure that no noun narrows down: "sales", but not "tablet sales" or "sales of music".

    "Stocks" without an owner are those of a market.
    """
    told = tree.children(measure, "nmod", "compound")
    of_all = measure.lower_ in discourse.of_markets()
    return [] if of_all or any(map(_narrows, told)) else [measure]


def goes_to_place(title: Token) -> bool:
    """Tell whether "of" and the like after a title say where: "president of the rowing club"."""
    after = title.i + 1
    return after < tree.ends(title) and title.doc[after].lower_ in ("of", "at", "for")


class _Placed(Protocol):
    @property
    def token(self) -> Token: ...


P = TypeVar("P", bound=_Placed)


def holders(title: Token, persons: Sequence[P]) -> list[P]:
    """Return who has a position: the nearest person for one, all for "founders A and B".

    A title of several with one name, "the administrators Smith & Brown", is no person's.
    """
    if title.tag_ in ("NNS", "NNPS"):
        return list(persons) if len(persons) >= _SEVERAL else []
    return sorted(persons, key=lambda p: abs(p.token.i - title.i))[:1]


def is_handed(party: Token, thing: Token) -> bool:
    """Tell whether somebody in a phrase gets, takes or gives what it names: "(a stake in Acme) to Zenith".

    Args:
        party: A word behind the thing.
        thing: The head of the phrase, something that changes hands.
    """
    if party.i <= thing.i or tree.case_of(party) not in ("to", "by", "from"):
        return False
    return any(t.ent_type_ in _PARTIES for t in party.subtree)
