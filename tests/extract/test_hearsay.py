"""What is only heard is reported or rumoured, and not a plan of the firm that it is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]

BUYS = "Tarn Energy will buy Acme Motors"
CLOSES = "Tarn Energy will close its plant in Leeds"


@pytest.mark.parametrize(
    "text",
    [
        f"Rumour has it that {BUYS}.",
        f"Word in the City is that {BUYS}.",
        f"Speculation is growing that {BUYS}.",
        "Tarn Energy is rumoured to be in talks to buy Acme Motors.",
        "Tarn Energy has been tipped to buy Acme Motors.",
        f"It is rumoured that {BUYS}.",
        f"There are rumours that {BUYS}.",
    ],
)
def test_what_goes_round_is_rumoured(claims_of: ClaimsOf, text: str) -> None:
    (claim,) = claims_of(text, Kind.ACQUISITION)
    assert (claim.modality, claim.speaker) == (Modality.RUMOURED, None)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"According to insiders, {CLOSES}.", "insiders"),
        (f"According to press reports, {CLOSES}.", "press reports"),
        (
            f"According to two people with knowledge of it, {CLOSES}.",
            "two people with knowledge of it",
        ),
        (f"Bankers say {CLOSES}.", "Bankers"),
        (f"Some say {CLOSES}.", "Some"),
        (f"An unnamed manager said {CLOSES}.", "an unnamed manager"),
        (f"A former manager who asked not to be named said {CLOSES}.", "a former manager"),
        (f"{CLOSES}, the Daily Post understands.", None),
        (f"I hear that {CLOSES}.", None),
        ("Tarn Energy is understood to be planning to close its plant in Leeds.", None),
        (
            (
                "The Sunday Ledger reported at the weekend that Tarn Energy was preparing to close its"
                " plant in Leeds, citing two bankers."
            ),
            "two bankers",
        ),
    ],
)
def test_what_nobody_is_named_for_is_reported(
    claims_of: ClaimsOf, text: str, speaker: str | None
) -> None:
    (claim,) = claims_of(text, Kind.FACILITY)
    assert (claim.modality, claim.speaker) == (Modality.REPORTED, speaker)


def test_a_report_according_to_which(claims_of: ClaimsOf) -> None:
    text = (
        "Tarn Energy reacted to a report by the industry letter MetalWatch, according to which it"
        " was planning to cut a quarter of its staff."
    )
    (claim,) = claims_of(text, Kind.LAYOFF)
    assert (claim.subject, claim.modality) == ("Tarn Energy", Modality.REPORTED)


@pytest.mark.parametrize(
    ("text", "modality", "speaker"),
    [
        (f"According to the Daily Post, {CLOSES}.", Modality.PLANNED, "Daily Post"),
        (f"According to analysts, {CLOSES}.", Modality.PLANNED, "analysts"),
        (
            "According to the annual report, Tarn Energy closed its plant in Leeds.",
            Modality.ASSERTED,
            "Tarn Energy",
        ),
        (
            "Acme Motors has learned that Tarn Energy closed its plant in Leeds.",
            Modality.ASSERTED,
            None,
        ),
        (
            "Word of mouth has helped: Tarn Energy has opened a plant in Leeds.",
            Modality.ASSERTED,
            None,
        ),
        (
            "Tarn Energy has closed its plant in Leeds; rumours of a sale are growing.",
            Modality.ASSERTED,
            None,
        ),
        (f"Tarn Energy said in a report that {CLOSES}.", Modality.PLANNED, "Tarn Energy"),
    ],
)
def test_what_somebody_is_named_for_is_as_firm_as_told(
    claims_of: ClaimsOf, text: str, modality: Modality, speaker: str | None
) -> None:
    (claim,) = claims_of(text, Kind.FACILITY)
    assert (claim.modality, claim.speaker) == (modality, speaker)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        (
            "The cartel office cleared the merger on condition that Tarn Energy sells its gas grid in Leeds.",
            Modality.PLANNED,
        ),
        (
            "The cartel office cleared the merger on the condition that Tarn Energy sells Zenith Parts.",
            Modality.PLANNED,
        ),
        (
            "The commission approved the takeover provided that Tarn Energy sells its gas grid in Leeds.",
            Modality.PLANNED,
        ),
        (
            "Regulators allowed the deal after Tarn Energy sold its gas grid in Leeds.",
            Modality.ASSERTED,
        ),
    ],
)
def test_a_condition_is_not_met_yet(claims_of: ClaimsOf, text: str, modality: Modality) -> None:
    (claim,) = claims_of(text, Kind.DIVESTITURE)
    assert claim.modality is modality


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        (
            (
                "Tarn Energy puts the investment in the plant at 240 million euros. A final investment"
                " decision has not been taken yet."
            ),
            Modality.PLANNED,
        ),
        (
            (
                "Tarn Energy is investing 240 million euros in the Leeds plant. The final decision is"
                " expected in the autumn."
            ),
            Modality.PLANNED,
        ),
        (
            (
                "Tarn Energy is investing 240 million euros in the Leeds plant. No final investment"
                " decision has been taken."
            ),
            Modality.PLANNED,
        ),
        (
            (
                "Tarn Energy has invested 240 million euros in the Leeds plant. A final decision on a"
                " second plant has not been taken."
            ),
            Modality.ASSERTED,
        ),
        (
            (
                "Tarn Energy is investing 240 million euros in the Leeds plant. The final decision was"
                " taken in May."
            ),
            Modality.ASSERTED,
        ),
    ],
)
def test_an_investment_not_decided_on_is_planned(
    claims_of: ClaimsOf, text: str, modality: Modality
) -> None:
    claims = claims_of(text, Kind.INVESTMENT)
    assert claims
    assert all(c.modality is modality for c in claims)


@pytest.mark.parametrize(
    "outlet",
    [
        "The Zurich daily Limmat Zeitung, citing unnamed bankers, reported",
        "The daily Limmat Zeitung, citing bankers, reported",
        "The daily Limmat Zeitung, quoting bankers, said",
    ],
)
def test_all_that_cited_people_say_is_heard(claims_of: ClaimsOf, outlet: str) -> None:
    text = f"{outlet} that Halden had hired Rothe & Co and that Blanchard had bought Zenith."
    for kind in (Kind.SUPPLY, Kind.ACQUISITION):
        found = claims_of(text, kind)
        assert {c.modality for c in found} == {Modality.REPORTED}
        assert {(c.speaker or "")[-7:] for c in found} == {"bankers"}


def test_a_participle_that_cites_nobody_changes_nothing(claims_of: ClaimsOf) -> None:
    text = "Blanchard, building on its success, said it had bought Zenith."
    found = claims_of(text, Kind.ACQUISITION)
    assert {(c.modality, c.speaker) for c in found} == {(Modality.ASSERTED, "Blanchard")}
