"""What two phrases have in common: content words, with synonyms as one, and steps of work.

"mass production of its electric cars" has the things `car`, `electric` and the
step `build`. Only fixed lists take part (`matters.toml`), so that what one
pair of claims gives does not depend on what else was read.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from kg.model import Kind

STEPS = ("announce", "develop", "build", "sell", "deliver")
"""From the first word of a thing to its delivery; who delivers has built."""

RATES = ("per_month", "per_week")
"""Rates by which a figure grows with time; their words are in `matters.toml`."""

_WORD = re.compile(r"\d+(?:[,.]\d+)+|[^\W_]+(?:[-’'&.][^\W_]+)*")
_CLAUSE = re.compile(r"\b(?:that|which|who|whose|where)\b", re.IGNORECASE)
_ENDINGS = ("’s", "'s")
_PREFIX = "mass-"


@cache
def settings() -> dict[str, Any]:
    """Return `matters.toml`."""
    return tomllib.loads(files("kg.matters").joinpath("matters.toml").read_text("utf-8"))


@cache
def _synonyms() -> dict[str, str]:
    found = settings()["words"]["same"]
    return {word: one for one, others in found.items() for word in (*others, one)}


@cache
def _steps() -> dict[str, str]:
    return {word: step for step in STEPS for word in settings()["steps"].get(step, ())}


@cache
def _left_out() -> tuple[frozenset[str], frozenset[str]]:
    words = settings()["words"]
    return frozenset(words["ignored"]), frozenset(words["general"])


@cache
def _families() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, kinds in settings()["families"].items():
        for kind in kinds:
            found[kind].add(name)
    every = {*settings()["families"], Kind.STANCE.value}
    return {kind: frozenset(names) for kind, names in found.items()} | {
        Kind.STANCE.value: frozenset(every)
    }


def families(kind: Kind) -> frozenset[str]:
    """Return the families of kinds that may tell of one matter with this kind.

    A stance may be on a claim of any kind.

    Example:
        >>> sorted(families(Kind.RESULT))
        ['figure']
    """
    return _families().get(kind.value, frozenset({kind.value}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """The words of a phrase that count.

    `things` tell what it is about, `general` words only support them, and
    `step` is the step of work that it names, None where it names none.
    `numbers` are kept apart: "Model 3" is not "Model S".
    """

    things: frozenset[str]
    general: frozenset[str]
    step: str | None
    numbers: frozenset[str]


def is_common(word: str) -> bool:
    """Tell whether a word is one of the lists of common words, which is no name.

    Example:
        >>> is_common("Pre-orders"), is_common("Titan")
        (True, False)
    """
    ignored, general = _left_out()
    for form in (word.casefold(), _singular(word.casefold())):
        listed = form in ignored or form in general or form in sort_names()
        if listed or form in _synonyms() or form in _steps() or f"{_PREFIX}{form}" in _steps():
            return True
    return word.casefold() == _PREFIX.rstrip("-")


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def tokens(text: str) -> list[str]:
    """Return the words of a text, in lower case and without possessive endings."""
    return list(_tokens(text))


@lru_cache(maxsize=1 << 10)  # several rules read one sentence in turn
def _tokens(text: str) -> tuple[str, ...]:
    found = []
    plain = text.casefold().replace("mass produc", f"{_PREFIX}produc")
    for match in _WORD.finditer(plain):
        word = match[0].rstrip(".")
        for ending in _ENDINGS:
            word = word.removesuffix(ending)
        found.append(word)
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def phrase(text: str) -> Phrase:
    """Return what counts in a phrase.

    Example:
        >>> found = phrase("mass production of its electric cars")
        >>> sorted(found.things), found.step
        (['car', 'electric'], 'build')
    """
    ignored, general = _left_out()
    things, rest, numbers = set(), set(), set()
    step: str | None = None
    for word in tokens(_CLAUSE.split(text)[0] or text):
        if word in ignored or "," in word:  # a quantity is the claim's amount, and no name
            continue
        named = _steps().get(word) or _steps().get(_singular(word))
        if named:
            step = max(step or named, named, key=STEPS.index)
            continue
        one = _one_word(word)
        if word.replace(".", "").isdigit():
            numbers.add(word)
        elif one in general or word in general:
            rest.add(one)
        else:
            things.add(one)
    return Phrase(
        things=frozenset(things), general=frozenset(rest), step=step, numbers=frozenset(numbers)
    )


@lru_cache(maxsize=1 << 16)
def phrase_of(text: str, owner: str) -> Phrase:
    """Return what counts in a phrase, without the name of whom it is about.

    Example:
        >>> sorted(phrase_of("Acme car project", "Acme Motors").things)
        ['car']
    """
    found = phrase(text)
    rest = found.things - phrase(owner).things
    return replace(found, things=rest) if rest else found


def likeness(one: Phrase, other: Phrase) -> float:
    """Return how much two phrases are about one thing, from 0 to 1.

    All words of the shorter must be in the longer; the share of words that
    both have then says how sure that is. Phrases without things of their own
    ("production", "the first model") are alike where they name one step or
    share a general word, but less so.

    Example:
        >>> likeness(phrase("electric cars"), phrase("an own electric car"))
        1.0
        >>> likeness(phrase("hybrid cars"), phrase("electric cars"))
        0.0
    """
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return 0.0
    a, b = one.things, other.things
    if a and b:
        shared = a & b
        if shared not in (a, b):
            return 0.0
        return 0.5 + 0.5 * len(shared) / len(a | b)
    a, b = one.general | one.numbers, other.general | other.numbers
    if one.step and one.step == other.step:
        return 0.75
    if not one.things and not other.things and a & b:
        return 0.5 + 0.25 * len(a & b) / len(a | b)
    return 0.0


def _one_word(word: str) -> str:
    """Return the word that stands for a word and its synonyms."""
    return _synonyms().get(word) or _synonyms().get(_singular(word)) or _singular(word)


def stems(text: str, letters: int) -> frozenset[str]:
    """Return the first letters of the content words of a text, without numbers; synonyms are one.

    Example:
        >>> sorted(stems("Acme launched 20 new vehicles", 5))
        ['acme', 'car', 'launc', 'new']
    """
    ignored = _left_out()[0]
    words = (word for word in tokens(text) if word not in ignored and len(word) > 1)
    return frozenset(_one_word(word)[:letters] for word in words if not word[0].isdigit())


def sort_names() -> frozenset[str]:
    """Return the words for what things are, as `sorts_in` finds them."""
    return frozenset(settings()["words"]["sorts"]["names"])


def sorts_in(texts: Iterable[str]) -> frozenset[str]:
    """Return what sorts of things some sentences speak of, and the words that stand before them.

    Example:
        >>> sorted(sorts_in(["On 3 April the first electric cars were delivered."]))
        ['car', 'electric']
        >>> sorted(sorts_in(["Acme launched a taxi service with electric cars."]))
        ['service', 'taxi']
    """
    names, means = sort_names(), set(settings()["words"]["sorts"]["means"])
    found = set()
    for text in texts:
        words = tokens(text)
        for place, word in enumerate(words):
            before = words[max(0, place - 2) : place]
            if _one_word(word) in names and means.isdisjoint(before):
                found |= {_one_word(word), *phrase(" ".join(before)).things}
    return frozenset(found)


def rates_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the rates that some sentences speak of: `per_month`, `per_week`.

    Example:
        >>> sorted(rates_in(["She aimed to sell 10,000 cars a month."])), rates_in(["last month"])
        (['per_month'], frozenset())
    """
    lists = settings()["figures"]
    found = set()
    for text in texts:
        plain = f" {' '.join(tokens(text))} "
        found |= {name for name in RATES if any(f" {word} " in plain for word in lists[name])}
    return frozenset(found)


def step_alone(text: str | None) -> bool:
    """Tell whether a phrase names a step of work and not what it is done to.

    Example:
        >>> step_alone("mass production"), step_alone("mass production of cars")
        (True, False)
    """
    found = phrase(text or "")
    return found.step is not None and not found.things


def promise_words() -> frozenset[str]:
    """Return the words that speak of a promise as such."""
    return frozenset(settings()["words"]["promises"])


def is_promise(text: str | None) -> bool:
    """Tell whether a phrase speaks of a promise as such.

    Example:
        >>> is_promise("its promise of a ride service"), is_promise("ride service")
        (True, False)
    """
    return not promise_words().isdisjoint(map(_singular, tokens(text or "")))


@lru_cache(maxsize=1 << 12)
def unit_of(unit: str | None) -> str:
    """Return what a unit counts, whatever word it uses.

    Example:
        >>> unit_of("vehicles") == unit_of("cars"), unit_of("USD")
        (True, 'usd')
    """
    words = [word for word in tokens(unit or "") if word not in _left_out()[0]]
    return " ".join(map(_one_word, words))
