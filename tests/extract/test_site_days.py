"""When a planned plant is to be ready, told in one of the sentences after it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("after", "time"),
    [
        ("It will be completed by the end of next year.", (None, "2021-12-31")),
        ("The project is scheduled to be completed in 2022.", ("2022-01-01", "2022-12-31")),
        ("The site will hold 90 vans when completed in 2022.", ("2022-01-01", "2022-12-31")),
        ("The site will hold 90 vans when needed in 2022.", None),
        ("The site will hold 90 vans once the dam is completed in 2022.", None),
        ("Work is to begin in September.", None),
        ("The project is to begin in September.", None),
        ("The project will create 500 jobs.", None),
        ("The site was closed in 2016.", None),
        ("The Zenith factory is due to be finished in 2022.", None),
    ],
)
def test_day_of_a_planned_site(
    claims_of: ClaimsOf, after: str, time: tuple[str | None, str] | None
) -> None:
    found = claims_of(f"Acme Motors will build a factory in Leeds. {after}", Kind.FACILITY)
    told = [c.time for c in found if c.action == "builds" and "factory" in (c.object or "")]
    days = [
        (str(t.earliest) if t.earliest else None, str(t.latest)) if t is not None else None
        for t in told
    ]
    assert days[:1] == [time]
