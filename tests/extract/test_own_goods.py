"""Whose product is told of, and which one: names beside it and pronouns before it mislead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def told(claims_of: ClaimsOf, text: str, kind: Kind) -> list[tuple[str, str | None]]:
    return [(c.subject, c.object) for c in claims_of(text, kind)]


def test_what_two_work_on_together_is_a_partnership_and_a_development_of_each(
    claims_of: ClaimsOf,
) -> None:
    text = "Orbit Motors and Zenith Tools will work together on an electric van."
    assert told(claims_of, text, Kind.PARTNERSHIP) == [("Orbit Motors", "Zenith Tools")]
    assert told(claims_of, text, Kind.DEVELOPMENT) == [
        ("Orbit Motors", "electric van"),
        ("Zenith Tools", "electric van"),
    ]


def test_who_only_works_together_develops_nothing(claims_of: ClaimsOf) -> None:
    text = "Orbit Motors and Zenith Tools will work together."
    assert told(claims_of, text, Kind.DEVELOPMENT) == []


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Orbit Foods revealed the new versions on The Late Hour Show.", "The Late Hour Show"),
        ("Orbit Labs has developed a way of putting Chirper on a watch.", "Chirper"),
    ],
)
def test_a_name_that_stands_apart_in_a_description_is_not_the_thing(
    claims_of: ClaimsOf, text: str, thing: str
) -> None:
    found = [o for kind in (Kind.PRODUCT, Kind.DEVELOPMENT) for _, o in told(claims_of, text, kind)]
    assert thing.removeprefix("The ") not in [(o or "").removeprefix("The ") for o in found]


def test_a_name_that_a_description_gives_its_thing_is_the_thing(claims_of: ClaimsOf) -> None:
    text = "Orbit Motors unveiled a video of its car known as the Comet."
    assert ("Orbit Motors", "Comet") in told(claims_of, text, Kind.PRODUCT)


@pytest.mark.parametrize(
    "text",
    [
        "Acme rivals firms such as Orbit Search and Zenith Search, who have launched their own search engines.",
        "Acme's site Clipper launches its own prize ceremony.",
    ],
)
def test_who_launches_a_thing_of_their_own_is_not_who_is_told_of_before(
    claims_of: ClaimsOf, text: str
) -> None:
    assert "Acme" not in [s for s, _ in told(claims_of, text, Kind.PRODUCT)]


def test_what_is_launched_without_an_agent_is_its_makers(claims_of: ClaimsOf) -> None:
    text = "Acme's tablet will be launched in Spain in May 2031."
    assert told(claims_of, text, Kind.PRODUCT) == [("Acme", "tablet")]


@pytest.mark.parametrize(
    "text",
    [
        "Orbit Phones unveiled the Comet. The Comet also sells songs for $1.79.",
        "The magazine Plan Weekly was sold for $3 million to Zenith Media.",
    ],
)
def test_who_sells_a_thing_or_is_sold_is_not_priced(claims_of: ClaimsOf, text: str) -> None:
    prices = [c for c in claims_of(text, Kind.PRODUCT) if c.found_by == "Product/sells-for"]
    assert prices == []


def test_what_sells_for_a_sum_is_priced(claims_of: ClaimsOf) -> None:
    text = "Orbit Phones unveiled the Comet. The Comet sells for $179."
    prices = [c for c in claims_of(text, Kind.PRODUCT) if c.action == "prices"]
    assert [(c.subject, c.object) for c in prices] == [("Orbit Phones", "Comet")]
