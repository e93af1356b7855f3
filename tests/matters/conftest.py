"""Claims made by hand, told on a day: what all tests of `kg.matters` are about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from kg.iri import claim_iri
from kg.matters import Named, Standing, Told, index, matters, standings, tell
from kg.model import Claim, Kind, Modality, Polarity, Quantity, TimeSpan


def span(text: str | None) -> TimeSpan | None:
    """Read "2024", "2024-01-01/2024-06-30" or "../2025-12-31"."""
    if text is None:
        return None
    if "/" not in text:
        year = int(text)
        return TimeSpan(earliest=dt.date(year, 1, 1), latest=dt.date(year, 12, 31))
    start, end = (None if day == ".." else dt.date.fromisoformat(day) for day in text.split("/"))
    return TimeSpan(earliest=start, latest=end)


def make(
    day: str, kind: str, subject: str = "Acme", object: str | None = None,  # noqa: A002
    modality: str = "planned", *, no: bool = False, time: str | None = None,
    amount: tuple[int, str] | None = None, speaker: str | None = None, **more: Any,
) -> Named:  # fmt: skip
    """Make a claim of the article that was printed on `day`; capital objects are entities."""
    kind_, _, action = kind.partition(":")
    fields = {"publisher": None, "speaker_type": None} | {
        name: more.pop(name)
        for name in ("publisher", "speaker_type", "stance_on", "sorts")
        if name in more
    }
    claim = Claim(
        article=more.pop("article", day), kind=Kind(kind_), subject=subject, object=object,
        action=action or None, modality=Modality(modality), time=span(time),
        polarity=Polarity.NEGATED if no else Polarity.AFFIRMED, speaker=speaker,
        amount=Quantity(value=Decimal(amount[0]), unit=amount[1]) if amount else None, **more,
    )  # fmt: skip
    entity = object if object and object[0].isupper() and kind_ != "Stance" else None
    return Named(
        claim=claim, iri=claim_iri(claim), subject=subject, object=entity, speaker=speaker,
        published=dt.date.fromisoformat(day), **fields,
    )  # fmt: skip


@pytest.fixture(scope="session")
def stand() -> Callable[..., list[Standing]]:
    """The function that says how the promises in some claims stand, on a day in 2025 or another."""

    def listed(*named: Named, as_of: dt.date = dt.date(2025, 6, 1)) -> list[Standing]:
        found = matters(tell(named))
        known = index(told for matter in found for told in matter.told)
        return [each for matter in found for each in standings(matter, known, as_of)]

    return listed


@pytest.fixture(scope="session")
def claim() -> Callable[..., Named]:
    """The function that makes a claim."""
    return make


@pytest.fixture(scope="session")
def told() -> Callable[..., list[Told]]:
    """The function that tells claims, in their order."""

    def listed(*named: Named) -> list[Told]:
        found = {each.iri: each for each in tell(named)}
        return [found[each.iri] for each in named]

    return listed
