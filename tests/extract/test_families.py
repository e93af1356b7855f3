"""A family name with a title means the man or woman of the family."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]
LEAVES = "will step down as chairman in May."


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f"Carlos Roca and Ines Roca founded Zenith Foods. Mr Roca {LEAVES}", "Carlos Roca"),
        (f"Carlos Roca and Ines Roca founded Zenith Foods. Ms Roca {LEAVES}", "Ines Roca"),
        (f"Aron Mull and his sister Dana Mull own Zenith Foods. Mr. Mull {LEAVES}", "Aron Mull"),
        (f"Mrs Tove Mull and Aron Mull own Zenith Foods. Mrs Mull {LEAVES}", "Tove Mull"),
        # Where the title fits both the one who was named last is meant; nobody is sure to be a man by a name.
        (f"Carlos Roca and Ines Roca founded Zenith Foods. Dr Roca {LEAVES}", "Ines Roca"),
        (f"Mr Andrea Roca founded Zenith Foods with Paula Roca. Mr Roca {LEAVES}", "Andrea Roca"),
        (f"Andrea Roca founded Zenith Foods. Mr Roca {LEAVES}", "Andrea Roca"),
    ],
)
def test_a_title_tells_who_of_a_family_is_meant(claims_of: ClaimsOf, text: str, who: str) -> None:
    assert [c.subject for c in claims_of(text, Kind.DEPARTURE)] == [who]
