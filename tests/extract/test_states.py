"""Which state owns what is called state-owned: the one that the words around name, or that the company's name has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "owned"),
    [
        (
            "Norway's state-owned oil firm Comet Oil will drill in the north.",
            ("Norway", "Comet Oil"),
        ),
        ("Brazil's state-run oil company, Halden, will drill.", ("Brazil", "Halden")),
        ("Halden Air is Peru's state-owned airline.", ("Peru", "Halden Air")),
        (
            "The bank is in Norway. Norway Rail, the state-owned railway, lost money.",
            ("Norway", "Norway Rail"),
        ),
        (
            "State-owned airline Polar Kenya opened a shop. It flies from Kenya.",
            ("Kenya", "Polar Kenya"),
        ),
    ],
)
def test_a_state_owned_company_is_owned_by_the_state_that_is_named(
    claims_of: ClaimsOf, text: str, owned: tuple[str, str]
) -> None:
    assert owned in [(c.subject, c.object) for c in claims_of(text, Kind.OWNERSHIP)]


@pytest.mark.parametrize(
    "text",
    [
        "The state-owned bank Comet lost money. It has branches in Norway.",
        "Acme, which trades with Norway, bought a state-owned airline, Polar Air.",
        "Norway's largest bank, Comet, fears the state-owned Halden Bank.",
        "Norway Rail, a privately owned railway, lost money in Norway.",
    ],
)
def test_state_owned_alone_names_no_owner(claims_of: ClaimsOf, text: str) -> None:
    assert not [c for c in claims_of(text, Kind.OWNERSHIP) if c.subject == "Norway"]
