"""What is to come of a plan: savings, and what a firm is on track to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

Find = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("The merger is expected to yield savings of $3 million, Acme Motors said.", "savings"),
        ("Acme Motors expects the merger to generate synergies of $3 million.", "synergies"),
        ("Acme Motors is on track to save $300 million by 2026, it said.", "save $300 million"),
        ("Acme Motors wants half of its revenue to come from vans by 2030.", "come from vans"),
    ],
)
def test_what_a_firm_expects_of_a_plan_is_an_aim(claims_of: Find, text: str, matter: str) -> None:
    [claim] = claims_of(text, Kind.TARGET)
    assert (claim.subject, claim.modality) == ("Acme Motors", Modality.TARGETED)
    assert matter in (claim.object or "")


@pytest.mark.parametrize(
    "text",
    [
        "Analysts expect Acme Motors to sell 20,000 vans in 2027.",
        "The van of Acme Motors was on track to reach Oslo.",
        "Savings of customers at Zenith Bank reached $3 million.",
    ],
)
def test_what_others_expect_is_no_aim_of_the_firm(claims_of: Find, text: str) -> None:
    assert not claims_of(text, Kind.TARGET)


def test_what_a_firm_is_on_course_to_do_is_not_done(claims_of: Find) -> None:
    text = "Acme Motors remains on course to launch its van in 2026."
    [claim] = claims_of(text, Kind.PRODUCT)
    assert claim.modality == Modality.PLANNED


@pytest.mark.parametrize(
    "text",
    [
        "Acme Foods lowered its forecast for 2021 revenue to $21 million from $26 million.",
        "Acme Foods raised its guidance for 2021 sales to $26 million from $21 million.",
        "Acme Foods lowered its estimate of 2021 profit to $21 million from $26 million.",
        "Acme Foods cut its 2021 revenue forecast to $21 million from $26 million.",
    ],
)
def test_a_forecast_and_what_it_was_are_aims_of_its_whole_year(claims_of: Find, text: str) -> None:
    found = claims_of(text, Kind.RESULT, "2021-05-15")
    assert {int(c.amount.value) for c in found if c.amount} == {21_000_000, 26_000_000}
    assert {c.modality for c in found} == {Modality.TARGETED}
    assert {(str(c.time.earliest), str(c.time.latest)) for c in found if c.time} == {
        ("2021-01-01", "2021-12-31")
    }
    assert not claims_of(text, Kind.FUNDING, "2021-05-15")


@pytest.mark.parametrize(
    "text",
    [
        "Acme Foods posted first-quarter revenue of $310 million and kept its full-year forecast of $1.3 billion.",
        "Acme Foods posted first-quarter sales of $310 million and confirmed its full-year outlook of $1.3 billion.",
        (
            "Acme Foods posted first-quarter sales of $310 million and confirmed its outlook for the full year of "
            "$1.3 billion to $1.4 billion."
        ),
    ],
)
def test_an_outlook_kept_is_no_figure_of_the_quarter(claims_of: Find, text: str) -> None:
    found = claims_of(text, Kind.RESULT, "2021-05-15")
    told = {
        int(c.amount.value): (c.modality, str(c.time.latest)) for c in found if c.amount and c.time
    }
    assert told[310_000_000] == (Modality.ASSERTED, "2021-03-31")
    assert told.get(1_300_000_000, (Modality.TARGETED, "2021-12-31")) == (
        Modality.TARGETED,
        "2021-12-31",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Acme Foods' first-quarter revenue was $310 million, below its own forecast of $330 million.",
        "Acme Foods' first-quarter revenue of $310 million beat analysts' forecasts of $330 million.",
        "Acme Foods' revenue was $310 million in the first quarter, above the consensus forecast of $330 million.",
    ],
)
def test_what_was_forecast_of_a_quarter_is_of_that_quarter(claims_of: Find, text: str) -> None:
    found = claims_of(text, Kind.RESULT, "2021-05-15")
    assert {str(c.time.latest) for c in found if c.time} == {"2021-03-31"}
    assert {int(c.amount.value): c.modality for c in found if c.amount} == {
        310_000_000: Modality.ASSERTED,
        330_000_000: Modality.TARGETED,
    }


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Acme Foods' 2022 sales are seen at $3 million.", 2022),
        ("Net profit for 2022 is estimated at $3 million, Acme Foods said.", 2022),
        ("Acme Foods' 2021 profit is now put at $3 million.", 2021),
        ("Acme Foods' full-year revenue is now seen at about $3 million, it said.", 2021),
    ],
)
def test_what_a_figure_is_seen_at_is_a_forecast_for_the_whole_year(
    claims_of: Find, text: str, year: int
) -> None:
    [claim] = claims_of(text, Kind.RESULT, "2021-05-15")
    assert claim.modality == Modality.TARGETED
    assert claim.time is not None
    assert (str(claim.time.earliest), str(claim.time.latest)) == (f"{year}-01-01", f"{year}-12-31")


@pytest.mark.parametrize(
    "text",
    [
        "Acme Foods, whose annual sales are put at $3 million, plans to list in 2022.",
        "Acme Foods' 2020 profit was put at $3 million.",
        "Acme Foods' 2020 sales are put at $3 million.",
    ],
)
def test_what_a_firm_is_thought_to_make_is_no_forecast(claims_of: Find, text: str) -> None:
    [claim] = claims_of(text, Kind.RESULT, "2021-05-15")
    assert claim.modality == Modality.ASSERTED


@pytest.mark.parametrize(
    ("text", "plan", "value"),
    [
        (
            "Acme Foods plans to open ten shops after gaining 9,000 customers in the first quarter.",
            Kind.FACILITY,
            9000,
        ),
        (
            "Acme Foods will close its Leeds plant after losing 9,000 customers in the first quarter.",
            Kind.FACILITY,
            -9000,
        ),
        (
            "Acme Foods plans to cut 300 jobs after reporting sales of $9,000 in the first quarter.",
            Kind.LAYOFF,
            9000,
        ),
    ],
)
def test_what_came_before_a_plan_is_so_and_keeps_its_quarter(
    claims_of: Find, text: str, plan: Kind, value: int
) -> None:
    [planned] = claims_of(text, plan, "2021-06-15")
    assert (planned.modality, planned.time) == (Modality.PLANNED, None)
    [told] = claims_of(text, Kind.RESULT, "2021-06-15")
    assert told.modality == Modality.ASSERTED
    assert told.amount is not None
    assert int(told.amount.value) == value
    assert told.time is not None
    assert (str(told.time.earliest), str(told.time.latest)) == ("2021-01-01", "2021-03-31")


def test_what_must_come_before_a_plan_is_an_aim(claims_of: Find) -> None:
    text = "Acme Foods plans to list after reaching sales of $3 million in 2023."
    [claim] = claims_of(text, Kind.RESULT, "2021-06-15")
    assert claim.modality == Modality.TARGETED


@pytest.mark.parametrize(
    "text",
    [
        "Acme Foods now expects sales of $3 million in 2021, compared with a previous forecast of $2 million.",
        "Acme Foods expects a 2021 profit of $3 million, down from an earlier forecast of $2 million.",
        "Acme Foods sees 2021 revenue of $3 million to $4 million, against a prior range of $2 million to $5 million.",
        "Acme Foods raised its 2021 sales forecast to $3 million from its previous forecast of $2 million.",
        "Acme Foods' 2021 sales are now seen at $3 million, versus an earlier forecast of $2 million.",
        "Acme Foods raised its 2021 sales forecast to $3 million from $2 million.",
        "Acme Foods has revised its forecast for operating profit from $2 million to $3 million.",
    ],
)
def test_a_forecast_that_another_replaces_is_given_up(claims_of: Find, text: str) -> None:
    found = claims_of(text, Kind.RESULT, "2021-05-15")
    told = {int(c.amount.value): (c.modality, c.polarity) for c in found if c.amount}
    assert told == {
        3_000_000: (Modality.TARGETED, Polarity.AFFIRMED),
        2_000_000: (Modality.TARGETED, Polarity.NEGATED),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Acme Foods made a profit of $3 million in 2020, above its earlier forecast of $2 million.",
        "Acme Foods reported 2020 sales of $3 million, compared with a previous forecast of $2 million.",
        "Acme Foods expects sales of $3 million in 2021, in line with its previous range of $2 million to $4 million.",
        "Acme Foods kept its previous forecast of sales of $3 million for 2021.",
        "Acme Foods kept its forecast for revenue of $3 million for 2021, up from $2 million in 2020.",
    ],
)
def test_a_forecast_before_that_stood_or_was_beaten_is_not_given_up(
    claims_of: Find, text: str
) -> None:
    found = claims_of(text, Kind.RESULT, "2021-05-15")
    assert found
    assert {c.polarity for c in found} == {Polarity.AFFIRMED}


@pytest.mark.parametrize(
    "text",
    [
        "Acme Foods lowered its forecast for operating profit to $21 million.",
        "Acme Foods reaffirmed its guidance for 2021 of operating profit of $21 million.",
        "Acme Foods stuck to its outlook for the full year of operating profit of $21 million.",
        "Zenith Bank raised its forecast for Acme Foods' operating profit to $21 million.",
    ],
)
def test_a_figure_of_an_outlook_is_an_aim_whatever_stands_between(
    claims_of: Find, text: str
) -> None:
    [claim] = claims_of(text, Kind.RESULT, "2021-05-15")
    assert (claim.object, claim.modality) == ("operating profit", Modality.TARGETED)


def test_an_outlook_before_is_of_no_year_before(claims_of: Find) -> None:
    text = (
        "Acme Foods lowered its forecast for 2021 operating profit to $21 million, from $26 million"
        " previously."
    )
    found = claims_of(text, Kind.RESULT, "2021-05-15")
    assert {(c.modality, str(c.time.earliest)) for c in found if c.time} == {
        (Modality.TARGETED, "2021-01-01")
    }
    assert {int(c.amount.value) for c in found if c.amount} == {21_000_000, 26_000_000}


def test_growth_like_for_like_is_of_an_outlook(claims_of: Find) -> None:
    text = "Acme Foods kept its outlook for the second half of like-for-like sales growth of 3%."
    found = claims_of(text, Kind.RESULT, "2021-05-15")
    assert {c.modality for c in found} == {Modality.TARGETED}


@pytest.mark.parametrize(
    "text",
    [
        "Acme Foods' operating profit fell to $21 million.",
        "Acme Foods reported for 2020 an operating profit of $21 million.",
        "Acme Foods paid $3 million for Zenith Foods, whose operating profit was $21 million.",
    ],
)
def test_an_operating_profit_without_an_outlook_is_so(claims_of: Find, text: str) -> None:
    found = [c for c in claims_of(text, Kind.RESULT, "2021-05-15") if c.amount]
    assert {(c.object, c.modality) for c in found} == {("operating profit", Modality.ASSERTED)}


def test_a_sales_target_is_no_measure(claims_of: Find) -> None:
    assert not claims_of("Acme Foods cut its sales target to $21 million.", Kind.RESULT)
