"""A firm whose name of several words looks like a person's is known by what it does to what is "its"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]
BEFORE = "Zenith is a customer of Acme."
CLOSES = "It will close its Hull plant."


@pytest.mark.parametrize(
    "text",
    [
        "Morita Heavy will close its Hull plant.",
        "Japan's Morita Heavy said on Monday it would close its Hull plant.",
        f"{BEFORE}\n\nMorita Heavy made a loss. {CLOSES}",
        f"{BEFORE} Morita Heavy withdrew its forecast on Monday. {CLOSES}",
    ],
)
def test_what_does_as_firms_do_is_a_firm(claims_of: ClaimsOf, text: str) -> None:
    assert [c.subject for c in claims_of(text, Kind.FACILITY)] == ["Morita Heavy"]


@pytest.mark.parametrize(
    "text",
    [
        f"{BEFORE} Mary Roe made a loss. {CLOSES}",
        f"{BEFORE} Kenji Morita resigned on Monday. {CLOSES}",
        f"{BEFORE} Kenji Morita made a loss on his shares. {CLOSES}",
        f"{BEFORE} Kenji Morita, its president, reported a loss. {CLOSES}",
        f"{BEFORE} Kenji Morita said it would close its Hull plant.",
    ],
)
def test_a_person_is_not_what_it_stands_for(claims_of: ClaimsOf, text: str) -> None:
    assert [c.subject for c in claims_of(text, Kind.FACILITY)] == ["Zenith"]
