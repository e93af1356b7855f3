"""What an article says was told wrongly is denied, or not told, and never told once more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            (
                "An article on 3 May stated that Petra Holm had resigned as finance director of Brisk"
                " Foods. She has not resigned; she has been suspended on full pay."
            ),
            Kind.DEPARTURE,
        ),
        (
            (
                "An article on Tuesday said that Brisk Foods had closed its mill in Leeds. That was"
                " wrong. The mill remains open."
            ),
            Kind.FACILITY,
        ),
        (
            "A report on Monday incorrectly stated that Tarn Energy had filed for bankruptcy. It has not.",
            Kind.INSOLVENCY,
        ),
        (
            (
                "On 12 May MetalWatch reported that Tarn Energy had filed for insolvency and that Joan"
                " Reid had resigned. Both statements were false."
            ),
            Kind.INSOLVENCY,
        ),
        (
            (
                "MetalWatch reported last week that Tarn Energy had been bought by Acme Motors. The"
                " report was untrue."
            ),
            Kind.ACQUISITION,
        ),
        (
            "The Daily Post wrongly reported on Monday that Tarn Energy had filed for insolvency.",
            Kind.INSOLVENCY,
        ),
        (
            (
                "We said on Friday that Acme Motors would close its plant in Leeds. It will not. We"
                " apologise for the mistake."
            ),
            Kind.FACILITY,
        ),
        ("It is not true that Tarn Energy has filed for insolvency.", Kind.INSOLVENCY),
        (
            "The claim that Acme Motors has closed its plant in Leeds is not correct.",
            Kind.FACILITY,
        ),
        (
            "We erroneously reported that Petra Holm had been appointed chief executive of Brisk Foods.",
            Kind.APPOINTMENT,
        ),
    ],
)
def test_what_is_taken_back_is_denied(claims_of: ClaimsOf, text: str, kind: Kind) -> None:
    (claim,) = claims_of(text, kind)
    assert claim.modality is Modality.DENIED
    assert claim.speaker is None  # the article denies it, and not who told it


def test_who_says_that_it_was_wrong_denies_it(claims_of: ClaimsOf) -> None:
    text = "Brisk Foods said the Daily Post had wrongly reported that Petra Holm had resigned as its finance director."
    (claim,) = claims_of(text, Kind.DEPARTURE)
    assert (claim.modality, claim.speaker) == (Modality.DENIED, "Brisk Foods")
    (claim,) = claims_of(
        "The Daily Post reported on Monday that Tarn Energy would close its plant in Leeds."
        ' "That is untrue," the company said.',
        Kind.FACILITY,
    )
    assert (claim.modality, claim.speaker) == (Modality.DENIED, "Tarn Energy")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (
            "Pre-tax profit at Brisk Foods was £29m, not £42m as first reported.",
            Kind.RESULT,
            29_000_000,
        ),
        (
            "Brisk Foods's revenue was $12 million, not $21 million as previously stated, the company said.",
            Kind.RESULT,
            12_000_000,
        ),
        (
            "Acme Motors corrected its loss for 2023 to $9 million from the $6 million first reported.",
            Kind.RESULT,
            9_000_000,
        ),
        (
            "The article also gave the loss of Brisk Foods as £3m. The loss was £8m.",
            Kind.RESULT,
            8_000_000,
        ),
        (
            "An earlier version of this story misstated the loss of Brisk Foods as £3m. The loss was £8m.",
            Kind.RESULT,
            8_000_000,
        ),
        (
            "Acme Motors will cut 300 jobs, up from the 200 previously announced.",
            Kind.LAYOFF,
            300,
        ),
        (
            "Acme Motors will pay not £20m but £30m for Zenith Parts.",
            Kind.ACQUISITION,
            30_000_000,
        ),
    ],
)
def test_only_the_right_figure_is_told(
    claims_of: ClaimsOf, text: str, kind: Kind, value: int
) -> None:
    (claim,) = claims_of(text, kind)
    assert claim.amount is not None
    assert claim.amount.value == value
    assert claim.modality is not Modality.DENIED


def test_of_what_a_correction_repeats_nothing_is_told(claims_of: ClaimsOf) -> None:
    assert not claims_of(
        "Our report put Acme Motors' sales at $4bn. They were $3bn. We apologise for the error.",
        Kind.RESULT,
    )
    told = claims_of(
        "Correction: Brisk Foods opened a mill in Leeds on 3 May. Our article on Friday said it"
        " had opened a mill in York.",
        Kind.FACILITY,
    )
    assert [c.object for c in told] == ["mill in Leeds"]


@pytest.mark.parametrize(
    ("text", "kind", "speaker"),
    [
        (
            "This article was amended on 3 May to correct the year in which Acme Motors bought Zenith Parts.",
            Kind.ACQUISITION,
            None,
        ),
        (
            "Acme Motors reported a loss of £8m. Analysts had been wrong.",
            Kind.RESULT,
            "Acme Motors",
        ),
        ("The analyst report put Acme Motors' sales at $4bn.", Kind.RESULT, None),
        (
            (
                "The Daily Post reported on Monday that Acme Motors had cut 400 jobs. The company has"
                " not commented."
            ),
            Kind.LAYOFF,
            "Daily Post",
        ),
        (
            "The company apologised for the mistake. Acme Motors said in a report that it had sold 300 cars.",
            Kind.RESULT,
            "Acme Motors",
        ),
        (
            "Acme Motors said it had cut 400 jobs. That was wrong, the union said.",
            Kind.LAYOFF,
            "Acme Motors",
        ),
    ],
)
def test_what_nobody_takes_back_stands(
    claims_of: ClaimsOf, text: str, kind: Kind, speaker: str | None
) -> None:
    claims = claims_of(text, kind)
    assert claims
    assert all(c.modality is Modality.ASSERTED for c in claims)
    assert claims[0].speaker == speaker


def test_a_promise_not_kept_was_made_all_the_same(claims_of: ClaimsOf) -> None:
    text = "Acme Motors promised to close its plant in Leeds. It has not."
    assert claims_of(text, Kind.FACILITY)[0].modality is Modality.PLANNED


@pytest.mark.parametrize(
    "text",
    [
        "Tarn Energy has not filed for insolvency.",
        "MetalWatch reported that Tarn Energy had filed for insolvency. Tarn Energy has not filed for insolvency.",
    ],
)
def test_a_plain_denial_is_told(claims_of: ClaimsOf, text: str) -> None:
    told = claims_of(text, Kind.INSOLVENCY)
    denied = [c for c in told if c.polarity is Polarity.NEGATED]
    assert denied
    assert all(c.modality is Modality.DENIED for c in told if c.polarity is Polarity.AFFIRMED)
