"""Which sentence of a later article may tell what came of a promise.

Whether a sentence tells an outcome at all was read when its article was
(`kg.model.Remark`); here it is weighed how much it is about this promise, by
the words that they share. That does not decide anything: a lead is where an
analyst should look.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from kg.matters.words import stems
from kg.resolve.names import same_name

TRAITS = ("likelihood", "share", "shared", "quoted", "title", "year", "number", "other")
_ENOUGH = 3  # words in common from which more say no more
_NUMBER = re.compile(r"\d+(?:[,.]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SURE = 1e-3  # no likelihood is nearer to 0 or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A promise, of which the outcome is asked for.

    `what` says what was promised, `quotes` are the sentences that say it,
    `names` the spellings of who promised, `years` the years in which it is due.
    """

    what: str
    quotes: tuple[str, ...]
    names: tuple[str, ...]
    years: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A sentence that may tell an outcome, with its article.

    `likelihood` is the chance that it tells an outcome of anything at all, `about`
    the name of the organization that it is about, None where that is not known.
    """

    iri: str
    article: str
    title: str
    published: dt.date | None
    quote: str
    likelihood: float
    about: str | None = None


@cache
def settings() -> dict[str, Any]:
    """Return what `leads.toml` holds."""
    return tomllib.loads(files("kg.matters").joinpath("leads.toml").read_text("utf-8"))


@lru_cache(maxsize=1 << 16)
def _words(text: str) -> frozenset[str]:
    return stems(text, settings()["letters"])


def _numbers(texts: Iterable[str]) -> frozenset[str]:
    found = {number for text in texts for number in _NUMBER.findall(text)}
    return frozenset(number for number in found if not _YEAR.fullmatch(number))


def years_of(days: Iterable[dt.date | None]) -> frozenset[str]:
    """Return the years of some days."""
    return frozenset(str(day.year) for day in days if day is not None)


def traits(asked: Asked, heard: Heard) -> tuple[float, ...]:
    """Return what tells whether a sentence is about a promise, in the order of `TRAITS`.

    Example:
        >>> asked = Asked(what="plant in Osorno", quotes=("Acme will open a plant in Osorno.",), names=("Acme",))
        >>> heard = Heard(iri="", article="b", title="Acme's woes", published=None,
        ...               quote="The Osorno plant was never built.", likelihood=0.5)
        >>> [round(each, 2) for each in traits(asked, heard)]
        [0.0, 1.0, 2.0, 1.15, 0.0, 0.0, 0.0, 0.0]
    """
    own = frozenset[str]().union(*map(_words, asked.names))
    quote, what = _words(heard.quote) - own, _words(asked.what) - own
    said = frozenset[str]().union(*map(_words, asked.quotes)) - own
    chance = min(max(heard.likelihood, _SURE), 1 - _SURE)
    shared = what & quote
    return (
        math.log(chance / (1 - chance)),
        len(shared) / max(1, len(what)),
        float(min(len(shared), _ENOUGH)),
        len(said & quote) / math.sqrt(max(1, len(said))),
        len(what & (_words(heard.title) - quote)) / max(1, len(what)),
        float(any(year in heard.quote for year in asked.years)),
        float(bool(_numbers([*asked.quotes, asked.what]) & _numbers([heard.quote]))),
        float(is_about_another(asked.names, heard.about)),
    )


def is_about_another(names: Iterable[str], about: str | None) -> bool:
    """Tell whether what a sentence is about is another organization than the one with some names.

    Example:
        >>> is_about_another(["Banco Lima"], "Lima"), is_about_another(["Banco Lima"], "Acme")
        (False, True)
    """
    return about is not None and not any(same_name(about, name) for name in names)


def likelihood(asked: Asked, heard: Heard) -> float:
    """Return how likely a sentence tells what came of a promise, from 0 to 1, to two decimals."""
    found = settings()
    weights = [found["weights"][name] for name in TRAITS]
    each = zip(weights, traits(asked, heard), strict=True)
    score = found["bias"] + sum(weight * trait for weight, trait in each)
    return round(1 / (1 + math.exp(-score)), 2)


def leads(asked: Asked, heard: Iterable[Heard]) -> Sequence[tuple[float, Heard]]:
    """Return the likeliest of some sentences, each with its likelihood, likeliest first.

    Of sentences with the same words the first published stays. Those that hardly tell of
    the promise are left out, and of the others at most the `most` of `leads.toml` stay.
    """
    least, most = settings()["least"], settings()["most"]
    ordered = sorted(heard, key=lambda h: (h.published or dt.date.max, h.article, h.iri))
    first = {each.quote: each for each in reversed(ordered)}
    rated = [(likelihood(asked, each), each) for each in first.values()]
    rated.sort(key=lambda pair: (-pair[0], pair[1].published or dt.date.max, pair[1].iri))
    return [pair for pair in rated if pair[0] >= least][:most]
