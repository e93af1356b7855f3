"""When two spellings name the same thing: keys for clustering, and the match that scoring uses.

A key is what different spellings of one name share; two names with one key
are taken for one entity, so keys are strict. `same_name` is the looser test of
`docs/claims.md`, "Scoring", which compares two readings of one article.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from kg.model import ORGANIZATION_LABELS

CACHE_SIZE = 1 << 16
"""Names remembered by each function: bounded, so that memory stays flat over many articles."""

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"(?<=\w)'s(?!\w)")
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?){2,}")
_BRACKETS = re.compile(r"[\s,]*\([^()]*\)?\s*$")
"""The bracket may be left open where a name was cut at its end."""


@cache
def _lists() -> dict[str, Any]:
    text = resources.files("kg.resolve").joinpath("names.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _legal_forms() -> dict[str, Any]:
    text = resources.files("kg.resolve").joinpath("legal_forms.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    forms = frozenset(tuple(form.split()) for form in found["any_case"])
    sizes = sorted({len(form) for form in forms}, reverse=True)
    found["any_case"] = {"words": forms, "sizes": sizes}
    either = {tuple(_WORD.findall(_folded(form))) for form in found["either_end"]}
    found["either_end"] = sorted(either, key=lambda form: (-len(form), form))
    return found


@cache
def _word_set(name: str) -> frozenset[str]:
    return frozenset(_lists()[name])


@cache
def _letters() -> dict[int, str]:
    return str.maketrans(_lists()["letters"])


def _folded(name: str) -> str:
    if name.isascii():  # most names, and nothing else to do for them
        return name.casefold().translate(_letters())
    text = unicodedata.normalize("NFKC", name).casefold().translate(_letters())
    marked = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in marked if not unicodedata.combining(c))
    return unicodedata.normalize("NFKC", bare).casefold()


def _glue(match: re.Match[str]) -> str:
    return re.sub(r"[.\s]", "", match.group()) + " "


@lru_cache(maxsize=CACHE_SIZE)
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name without case, accents, punctuation and possessive endings.

    Initials are joined: "U.S." and "US" are one word.

    Example:
        >>> words("J. P. Morgan's AT&T"), words("Yahoo!7")
        (('jp', 'morgan', 'at', 'and', 't'), ('yahoo', '7'))
    """
    text = _POSSESSIVE.sub("", _folded(name))
    text = _INITIALS.sub(_glue, text).replace("'", "")
    text = text.replace("&", " and ").replace("+", " plus ")
    return tuple(_WORD.findall(text))


def _without_written_form(name: str, country: str | None) -> str:
    """Cut legal forms that count only in one spelling or in one country."""
    forms = _legal_forms()
    endings = [*forms["as_written"], *forms["by_country"].get((country or "").upper(), ())]
    trimmed = name.rstrip()
    changed = True
    while changed:
        changed = False
        for form in endings:
            head = trimmed.removesuffix(form)
            if head != trimmed and head.rstrip(" ,") and head[-1] in " ,":
                trimmed, changed = head.rstrip(" ,"), True
    return trimmed


def _without_attached_form(name: str) -> str:
    """Cut legal forms of scripts that put no space between words, at the end or the beginning."""
    for form in sorted(_legal_forms()["attached"], key=len, reverse=True):
        for cut in (name.removesuffix(form), name.removeprefix(form)):
            if cut.strip() and cut != name:
                return _without_attached_form(cut.strip())
    return name


def _without_other_form(found: list[str]) -> list[str]:
    """Cut a Cyrillic or Greek legal form, which stands before the name or after it."""
    for form in _legal_forms()["either_end"]:
        size = len(form)
        if len(found) > size and tuple(found[:size]) == form:
            return _without_other_form(found[size:])
        if len(found) > size and tuple(found[-size:]) == form:
            return _without_other_form(found[:-size])
    return found


def _without_forms(found: list[str]) -> list[str]:
    """Cut trailing legal forms, and the "and" that "& Co." leaves behind."""
    rest = found
    forms = _legal_forms()["any_case"]
    while True:
        ends = (tuple(rest[-size:]) for size in forms["sizes"] if size <= len(rest))
        form = next((end for end in ends if end in forms["words"]), None)
        if form is None:
            return rest
        shorter = rest[: -len(form)]
        if shorter and shorter[-1] in ("and", "und"):
            shorter = shorter[:-1]
        if not [w for w in shorter if w not in _word_set("articles")]:
            return rest
        rest = shorter


@lru_cache(maxsize=CACHE_SIZE)
def company_key(name: str, *, country: str | None = None) -> str:
    """Return the form that different spellings of one organization's name share.

    Reporters vary case, accents, punctuation and the legal form freely, so
    these are dropped, with a leading "the" and an acronym in brackets at the
    end. Words are never reordered or taken from the middle: "Bank of Ireland"
    and "Ireland Bank" keep different keys, because merging two companies is
    worse than missing one spelling.

    Args:
        name: A name as it stands in an article.
        country: ISO 3166 alpha-2 code. Adds the legal forms that are words
            elsewhere: "AS" is dropped from a Norwegian name and kept in a US one.

    Returns:
        A lower-case key, empty only for an empty name. A name that would be
        left with nothing but an article keeps its legal form.

    Example:
        >>> company_key("Ørsted A/S") == company_key("orsted")
        True
        >>> company_key("Xiaomi Corp."), company_key("Xiaomi EV"), company_key("The Limited")
        ('xiaomi', 'xiaomi ev', 'the limited')
        >>> company_key("Telenor AS", country="NO"), company_key("Telenor AS")
        ('telenor', 'telenor as')
    """
    text = unicodedata.normalize("NFKC", name).strip()
    text = _BRACKETS.sub("", text) or text
    text = _without_attached_form(_without_written_form(text, country))
    found = _without_forms(list(words(text)))
    if not text.isascii():
        found = _without_other_form(found)
    forms = _legal_forms()["any_case"]["words"]
    while len(found) > 1 and found[0] == "the" and tuple(found[1:]) not in forms:
        found = found[1:]
    return " ".join(found) or _folded(text) or name


@lru_cache(maxsize=CACHE_SIZE)
def person_key(name: str) -> str:
    """Return the form that different spellings of one person's name share.

    Titles before and degrees after the name are dropped; initials between
    other words too, so that "Steven S. Reinemund" meets "Steven Reinemund"
    (clustering keeps people apart whose initials differ). "Jr." and "III" stay.

    Example:
        >>> person_key("Sir Steven S. Reinemund, Ph.D."), person_key("Mr. Lei")
        ('steven reinemund', 'lei')
        >>> person_key("J. K. Rowling"), person_key("Li Ka-Shing")
        ('jk rowling', 'li ka shing')
    """
    found = list(words(name))
    while len(found) > 1 and found[0] in _word_set("titles"):
        found = found[1:]
    for suffix in _lists()["suffixes"]:
        size = len(suffix.split())
        if len(found) > size and " ".join(found[-size:]) == suffix:
            found = found[:-size]
    middle = [w for w in found[1:-1] if len(w) > 1 and not _are_initials(w, name)]
    kept = [found[0], *middle, found[-1]] if len(found) > 1 else found
    return " ".join(kept) or _folded(name.strip()) or name


def _are_initials(word: str, name: str) -> bool:
    """Tell whether a word of at most three letters was written as initials ("H. W.")."""
    spelled = r"\.\s?".join(map(re.escape, word)) + r"\."
    return len(word) <= 3 and re.search(rf"(?<!\w){spelled}", _folded(name)) is not None


def person_initials(name: str) -> str:
    """Return the middle initials that `person_key` drops, "" where there are none.

    Example:
        >>> person_initials("George H. W. Bush"), person_initials("Lei Jun")
        ('hw', '')
    """
    key = set(person_key(name).split())
    ignored = _word_set("titles") | {w for s in _lists()["suffixes"] for w in s.split()}
    return "".join(w for w in words(name)[1:-1] if w not in key and w not in ignored)


def name_key(type_: str | None, name: str) -> str:
    """Return the key of a name by its analyser label: the rule that fits people, firms or the rest.

    Example:
        >>> name_key("COMPANY", "Acme Ltd"), name_key("PERSON", "Dr Ann Lee"), name_key("PRODUCT", "iPad SE")
        ('acme', 'ann lee', 'ipad se')
    """
    if type_ in ORGANIZATION_LABELS:
        return company_key(name)
    if type_ == "PERSON":
        return person_key(name)
    found = list(words(name))
    while len(found) > 1 and found[0] == "the":
        found = found[1:]
    return " ".join(found) or _folded(name.strip()) or name


@lru_cache(maxsize=CACHE_SIZE)
def _scored(name: str) -> tuple[str, ...]:
    """The words of a name without articles and trailing legal forms."""
    found = [w for w in words(_without_written_form(name, None)) if w not in _word_set("articles")]
    return tuple(_without_forms(found)) or words(name)


def _content(found: tuple[str, ...]) -> frozenset[str]:
    return frozenset(w for w in found if w not in _word_set("function_words"))


@lru_cache(maxsize=CACHE_SIZE)
def acronyms(name: str) -> frozenset[str]:
    """Return the acronyms a name of several words may have, with and without small words and form.

    Example:
        >>> sorted(acronyms("Department of Justice"))
        ['dj', 'doj']
    """
    everything, scored = words(name), _scored(name)
    variants = [everything, scored]
    variants += [tuple(w for w in v if w not in _word_set("function_words")) for v in variants]
    variants += [tuple(w for w in v if w not in _word_set("articles")) for v in variants]
    return frozenset("".join(w[0] for w in v) for v in variants if len(v) > 1)


def initials(name: str) -> str:
    """Return the first letters of the content words of a name, without its legal form.

    Example:
        >>> initials("Department of Justice"), initials("Advanced Micro Devices, Inc.")
        ('dj', 'amd')
    """
    return "".join(w[0] for w in _scored(name) if w not in _word_set("function_words"))


def is_acronym(short: str, long: str) -> bool:
    """Tell whether the first name is the second one's acronym.

    Example:
        >>> is_acronym("DoJ", "Department of Justice"), is_acronym("AOL", "America Online")
        (True, False)
    """
    found = _scored(short)
    return len(found) == 1 and len(found[0]) > 1 and found[0] in acronyms(long)


def has_in_it(long: str, short: str) -> bool:
    """Tell whether a name has all words of a shorter one and at most three content words more.

    Numbers alone are no name: "91" is not what a "Model 91" is called.

    Example:
        >>> has_in_it("Cobalt Freight Lines", "Cobalt"), has_in_it("Cobalt Inc.", "Cobalt")
        (True, False)
        >>> has_in_it("Model 91", "91"), has_in_it("Cobalt", "Cobalt Freight")
        (False, False)
    """
    some, every = _content(_scored(short)), _content(_scored(long))
    named = any(not word.isdigit() for word in some)
    return named and some < every and len(every) <= len(some) + 3


@lru_cache(maxsize=CACHE_SIZE)
def same_name(a: str, b: str, *, is_object: bool = False) -> bool:
    """Tell whether two names match by the rule of `docs/claims.md`, "Scoring".

    They do when equal without case, articles, possessives, punctuation and
    legal forms; when one is the other's acronym; or when the words of one
    contain those of the other and the longer has at most three content words
    more. For objects the longer may have twice as many plus two, and half of
    the shorter one's content words in common is enough.

    Args:
        a: A name.
        b: Another name; the order makes no difference.
        is_object: Whether these are objects of claims, which may be phrases.

    Example:
        >>> same_name("Adobe Systems, Inc.", "Adobe"), same_name("Sony", "Sony Ericsson Group plc")
        (True, True)
        >>> same_name("electric cars", "mass production of its electric cars", is_object=True)
        True
        >>> same_name("Huawei", "Xiaomi")
        False
    """
    first, second = _scored(a), _scored(b)
    if first == second or is_acronym(a, b) or is_acronym(b, a):
        return bool(first)
    shorter, longer = sorted((_content(first), _content(second)), key=len)
    if not shorter:
        return False
    limit = 2 * len(shorter) + 2 if is_object else len(shorter) + 3
    if len(longer) > limit:
        return False
    shared = len(shorter & longer)
    return shared == len(shorter) or (is_object and 2 * shared >= len(shorter))
