"""What stands right behind a phrase and is a part of it, though trees hang it elsewhere.

"Sell its plant (in Gorizia) to Zenith" says which plant, and "its stake in the airline (Acme)" in whom.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extract.arrays import Arrays
from kg.extract.coref.lists import lists
from kg.extract.times.words import load_toml
from kg.model import ORGANIZATION_LABELS

_DESCRIBING = frozenset({"DET", "ADJ", "NOUN", "PUNCT"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LONGEST = 7  # tokens from "in" to the name


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of `wording.toml`."""
    return frozenset(load_toml("kg.extract", "wording.toml")[name])


@cache
def _sites() -> frozenset[str]:
    """Return the nouns for where a firm works."""
    return frozenset(load_toml("kg.extract", "told_site.toml")["sites"]) | _words("located")


def led_on(a: Arrays, head: int, last: int) -> int:
    """Return the last token of a phrase with the place or the firm right behind it.

    Args:
        a: The analysed text.
        head: The noun that the phrase tells of.
        last: The last token that the tree gives it.
    """
    ways = (_to_place(a, head, last), _to_firm(a, head, last), _to_name(a, head, last))
    return max(last, *ways)


def _to_place(a: Arrays, head: int, last: int) -> int:
    """Return where "in Gorizia and Udine, Italy" ends behind a site and what is made there."""
    made = _made(a, head)
    if last not in (head, made) or a.lemma[head] not in _sites():
        return last
    if made + 2 >= len(a) or a.lower[made + 1] not in _words("where"):
        return last
    end = last
    for at in _places(a, made + 2):
        after = at if at < len(a) else end
        if end > last and a.tag[after] in _FINITE:
            break  # "closed its plant in Leeds and Oslo said"
        end = at - 1
    return end


def _made(a: Arrays, site: int) -> int:
    """Return the last token of what is made at a site: "a plant (for heat pumps) in Turin"; people are not."""
    if site + 1 >= len(a) or a.lower[site + 1] != "for":
        return site
    at = site + 2
    while at < len(a) and a.pos[at] in ("ADJ", "NOUN"):
        at += 1
    goods = a.pos[at - 1] == "NOUN" and a.lemma[at - 1] not in lists().person_classes
    return at - 1 if goods else site


def _places(a: Arrays, at: int) -> Iterator[int]:
    """Yield where each of the places ends that are told one after the other."""
    while at < len(a) and a.label[at] == "PLACE":
        at = a.name(at)[1]
        yield at
        if at >= len(a) or a.lower[at] not in (",", "and"):
            return
        at += 1


def _to_firm(a: Arrays, head: int, last: int) -> int:
    """Return where the name of the firm ends of which a share is told: "a stake of 20 percent (in the airline Acme)"."""
    if a.lemma[head] not in _words("shares") or last + 2 >= len(a) or a.lower[last + 1] != "in":
        return last
    at = last + 2
    stop = min(a.sents[a.sent[head]][1], at + _LONGEST)
    while at < stop and a.label[at] not in ORGANIZATION_LABELS and a.pos[at] in _DESCRIBING:
        at += 1
    return _name_end(a, at, last) if at == last + 2 or _is_class(a, at - 1) else last


def _to_name(a: Arrays, head: int, last: int) -> int:
    """Return where the name right behind a noun for firms ends, which trees may take for a new sentence."""
    own = last > head and a.sent[last] == a.sent[head] and _is_class(a, last)
    return _name_end(a, last + 1, last) if own and last + 1 < len(a) else last


def _is_class(a: Arrays, i: int) -> bool:
    """Tell whether a token is a noun for a firm or a part of one."""
    noun = a.lemma[i] in lists().org_classes or a.lemma[i] in _words("parts")
    return noun and a.tag[i] == "NN"


def _name_end(a: Arrays, at: int, last: int) -> int:
    """Return the last token of the firm's name that begins at a token; where it acts, none: "the bank Acme founded"."""
    if at >= len(a) or a.label[at] not in ORGANIZATION_LABELS:
        return last
    start, end = a.name(at)
    acts = end < len(a) and a.tag[end] in _FINITE
    return last if acts or start != at else end - 1
