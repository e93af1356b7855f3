"""By how much something fell, said far behind the verb, and millions that are written "mm"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The fire has reduced Acme Gas's output by 30%.", -30),
        ("Acme Bank narrowed its loss by 12 percent in 2023.", -12),
        ("Acme Bank increased its revenue by 12 percent in 2023.", 12),
        ("Acme Motors reported a profit of $400mm for 2023.", 400_000_000),
    ],
)
def test_a_change_has_the_sign_of_its_verb(
    claims_of: Callable[..., list[Claim]], text: str, value: int
) -> None:
    assert value in {int(c.amount.value) for c in claims_of(text, Kind.RESULT) if c.amount}
