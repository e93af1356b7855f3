"""Where a plant, shop or line is: the places that a description has, inside it or beside it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import tree
from kg.extract.described import exemplars

_PLACES = frozenset({"in", "at", "near", "outside", "from", "to", "between", "on"})
_ROUTES = frozenset({"route", "flight", "service", "connection", "link", "ferry", "train", "line"})
_BESIDE = ("obj", "nsubj:pass", "nsubj")


def by_place(text: str, token: Token) -> list[str]:
    """Return a description once for each of the places that it names: "plants in Spain and Italy", "flights to Spain and Italy".

    Args:
        text: The description.
        token: The noun at its head.
    """
    base, noun, _ = text.partition(token.text)
    beside = tree.children(token.head, "obl") if token.dep_ in _BESIDE else []
    for child in (*tree.children(token, "nmod"), *beside):
        case = tree.case_of(child)
        places = [p for c in tree.conjuncts(child) for p in exemplars(c) or [c]]
        places = [p for c in places for p in tree.conjuncts(c)]
        names = {" ".join(t.text for t in tree.entity(p)): None for p in places}
        leads = ("in", "at", "to") if token.lemma_.lower() in _ROUTES else ("in", "at")
        if case in leads and len(names) > 1 and all(p.ent_type_ == "PLACE" for p in places):
            return [f"{base}{noun} {case} {name}" for name in names]
    return [text if _placed(text) else _with_place(text, token, beside)]


def _placed(text: str) -> bool:
    """Tell whether a description says already where a thing is: "a plant in Leeds"."""
    return bool(_PLACES & set(text.split()))


def _with_place(text: str, token: Token, beside: list[Token]) -> str:
    """Return a description with the place that the tree hangs on its verb: "close its cannery (in Leeds)"."""
    for child in beside:
        case = tree.case_of(child)
        near = case in _PLACES and child.ent_type_ == "PLACE" and child.left_edge.i == token.i + 1
        if near:
            name = tree.entity(child)
            return f"{text} {case} {child.doc[name[0].i : name[-1].i + 1].text}"
    return text
