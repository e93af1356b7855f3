"""A tale of which somebody says that it is not so is denied, wherever the verdict stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]
_DENIED = {Modality.DENIED}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            '"This is pure invention," Acme Motors boss Ann Lee said of reports that it would buy Zenith Rail.',
            Kind.ACQUISITION,
        ),
        (
            '"Not true," Acme Motors boss Ann Lee said of a report that it would buy Zenith Rail.',
            Kind.ACQUISITION,
        ),
        (
            "Acme Motors said reports that it would close its Leeds mill were false.",
            Kind.FACILITY,
        ),
        ("Acme Motors said a report that it would cut 300 jobs was incorrect.", Kind.LAYOFF),
        (
            'Acme Motors boss Ann Lee called a report that it would cut 90 jobs "nonsense".',
            Kind.LAYOFF,
        ),
        (
            'Ann Lee described a report that Acme Motors would cut 90 jobs as "pure fiction".',
            Kind.LAYOFF,
        ),
        (
            "Reports that Acme Motors has closed its Brno plant are not true, the company said.",
            Kind.FACILITY,
        ),
        (
            "Asked about reports that Acme Motors would cut 200 jobs, Ann Lee said they were not true.",
            Kind.LAYOFF,
        ),
        (
            "Asked about a report that Acme Motors would cut 200 jobs, Ann Lee called it nonsense.",
            Kind.LAYOFF,
        ),
        (
            "A spokesman for Acme Motors denied reports that the brewer would close its Linz plant.",
            Kind.FACILITY,
        ),
    ],
)
def test_who_calls_a_tale_untrue_denies_it(text: str, kind: Kind, framed: ClaimsOf) -> None:
    assert {c.modality for c in framed(text, kind)} == _DENIED


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Acme Motors said reports that it would close its Leeds mill were correct.",
            Kind.FACILITY,
        ),
        (
            "Reports that Acme Motors has closed its Brno plant are true, the company said.",
            Kind.FACILITY,
        ),
        ("Acme Motors did not deny reports that it would close its Linz plant.", Kind.FACILITY),
        ("Acme Motors called a report that it would cut 900 jobs premature.", Kind.LAYOFF),
        (
            '"It is wrong," union leader Ann Lee said of reports that Acme Motors would cut 90 jobs.',
            Kind.LAYOFF,
        ),
        (
            "Asked about reports that Acme Motors would cut 90 jobs, Ann Lee said it was wrong.",
            Kind.LAYOFF,
        ),
        (
            "Police looked into reports that Acme Motors had bought Zenith Rail with accounts it knew were false.",
            Kind.ACQUISITION,
        ),
    ],
)
def test_what_is_not_called_untrue_is_not_denied(text: str, kind: Kind, framed: ClaimsOf) -> None:
    found = {c.modality for c in framed(text, kind)}
    assert found
    assert Modality.DENIED not in found


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Rumours that Acme Motors would buy Zenith Rail were rejected by Acme Motors.",
            "Acme Motors",
        ),
        ("Speculation that Acme Motors may buy Zenith Rail was dismissed by Ann Lee.", "Ann Lee"),
        ("Reports that Acme Motors would buy Zenith Rail were rejected.", None),
    ],
)
def test_a_tale_that_is_rejected_is_denied(
    claims_of: ClaimsOf, text: str, speaker: str | None
) -> None:
    found = claims_of(text, Kind.ACQUISITION)
    assert {(c.modality, c.speaker) for c in found} == {(Modality.DENIED, speaker)}


@pytest.mark.parametrize("verb", ["confirmed", "published"])
def test_a_tale_that_is_not_rejected_is_not_denied(claims_of: ClaimsOf, verb: str) -> None:
    text = f"Rumours that Acme Motors would buy Zenith Rail were {verb} on Monday."
    assert {c.modality for c in claims_of(text, Kind.ACQUISITION)} == {Modality.RUMOURED}


def test_who_denies_a_report_denies_what_it_says(claims_of: ClaimsOf) -> None:
    text = "Reports that Acme Motors was about to buy Zenith Rail were denied by both companies."
    found = {c.object for c in claims_of(text, Kind.STANCE)}
    assert not [o for o in found if o and "denied" in o]
