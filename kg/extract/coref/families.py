"""Whom of a family a name with a title means: "Mr Doe" is no sister of Mr Doe's.

Titles and nouns of kin right before a name tell ("Ms Doe", "his sister Ann Doe"), else given names. A
name that says neither means the one of the family who was named last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.arrays import Arrays
from kg.extract.coref.lists import lists
from kg.extract.coref.screening import Spelt
from kg.extract.coref.spelling import name_words


def told_genders(
    found: Sequence[Spelt], body: Arrays, title: Arrays | None
) -> Iterator[str | None]:
    """Yield for each mention of a name `m` or `f` if the word right before it tells, else None."""
    for name in found:
        a = title if name.title else body
        yield _gender(_before(a, name.start)) if a is not None and name.label == "PERSON" else None


def _before(a: Arrays, start: int) -> str:
    """Return the word before a place: "Mr." may be two tokens."""
    at = start - 1
    if at > 0 and a.word[at] == ".":
        at -= 1
    return a.lower[at].rstrip(".") if at >= 0 and a.sent[at] == a.sent[start] else ""


def _gender(word: str) -> str | None:
    words = lists()
    return "m" if word in words.male else "f" if word in words.female else None


def genders(
    found: Sequence[Spelt], things: Sequence[int], told: Sequence[str | None]
) -> dict[int, str]:
    """Return the genders of persons that their full names or the words before these tell.

    Args:
        found: Mentions of names.
        things: What each names.
        told: From `told_genders`.
    """
    known: dict[int, str] = {}
    sure: set[int] = set()
    for name, thing, gender in zip(found, things, told, strict=True):
        if name.label != "PERSON" or " " not in name.text:
            continue
        given = gender or _gender(name_words(name.text)[0])
        if given is not None and (gender is not None or thing not in known) and thing not in sure:
            known[thing] = given
        if gender is not None:
            sure.add(thing)
    return known


def of_gender(gender: str | None, fits: Sequence[int], known: Mapping[int, str]) -> list[int]:
    """Return those of several persons whom a name with this title can mean.

    Those who are known for women or men come before those of whom nothing is known; all where none fits.
    """
    if gender is None:
        return list(fits)
    sure = [one for one in fits if known.get(one) == gender]
    return sure or [one for one in fits if one not in known] or list(fits)
