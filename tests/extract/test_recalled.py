"""How many things a recall is of, where the sentence before or after it tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]
REASON = "The reason for the recall is a loose handle."
NAMED = "Acme Motors is recalling its Comet kettle because it may leak."


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            f"Comet kettles: About 7,000 units were made by Acme Motors. {REASON}",
            7_000,
        ),
        (f"{NAMED} About 7,000 kettles are included in the recall.", 7_000),
        (f"{NAMED} The company sells 7,000 units a year.", None),
        (f"{NAMED} The recall was announced by 20 people.", None),
        (f"Acme Motors made 7,000 units last year. {NAMED}", None),
    ],
)
def test_a_recall_s_count_stands_beside_it(
    claims_of: ClaimsOf, text: str, count: int | None
) -> None:
    found = [c for c in claims_of(text, Kind.PRODUCT) if c.action == "recalls"]
    assert found
    assert {c.amount and int(c.amount.value) for c in found} == {count}
