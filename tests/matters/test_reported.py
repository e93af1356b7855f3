"""What others report, deny and refuse, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.matters import Named, Standing

Make = Callable[..., Named]
Stand = Callable[..., list[Standing]]

CAR = "electric car"
PLAN = ("2020-01-01", "Product:launches", "Acme", CAR)


def test_reports_of_others_are_no_promise_and_a_denial_disputes_them(
    claim: Make, stand: Stand
) -> None:
    report = claim(*PLAN, "reported", time="2026", speaker="sources", speaker_type="UNNAMED")
    assert [(s.sort, s.status) for s in stand(claim(*PLAN, "reported", time="2026"))] == [
        ("reported", "open")
    ]
    denial = claim("2020-01-02", "Stance:denies", "Acme", CAR, "asserted", speaker="Acme")
    (found,) = stand(report, denial)
    assert (found.sort, found.status) == ("reported", "disputed")
    vague = claim("2021-01-01", *PLAN[1:], "asserted")
    assert [e.status for e in stand(report, denial, vague) if e.sort == "reported"] == ["disputed"]
    dated = claim("2021-01-01", *PLAN[1:], "asserted", time="2020-12-01/2020-12-01")
    assert [e.status for e in stand(report, denial, dated) if e.sort == "reported"] == ["met"]
    over = claim("2021-01-01", *PLAN[1:], "reported", no=True, speaker="people",
                 speaker_type="UNNAMED")  # fmt: skip
    (found,) = stand(report, over)
    assert (found.sort, found.status) == ("reported", "withdrawn")


@pytest.mark.parametrize(
    ("day", "thing", "status"),
    [
        ("2020-09-04", "Zenith", "met"),
        ("2020-09-04", "bakery", "disputed"),  # it may be another bakery
    ],
)
def test_a_report_that_came_true_is_met_though_it_was_denied(
    claim: Make, stand: Stand, day: str, thing: str, status: str
) -> None:
    report = claim("2020-01-03", "Acquisition", "Acme", thing, "reported", speaker="sources",
                   speaker_type="UNNAMED")  # fmt: skip
    denial = claim("2020-03-04", "Acquisition", "Acme", thing, "denied", speaker="Acme")
    bought = claim(day, "Acquisition", "Acme", thing, "asserted")
    found = stand(report, denial, bought)
    assert [each.status for each in found if each.sort == "reported"] == [status]


def test_an_analyst_promises_nothing_for_a_company(claim: Make, stand: Stand) -> None:
    found = stand(claim(*PLAN, "targeted", speaker="Zenith Bank", speaker_type="Company"))
    assert [each.sort for each in found] == ["reported"]
    found = stand(claim(*PLAN, "targeted", speaker="Ann Lee", speaker_type="Person"))
    assert [each.sort for each in found] == ["own"]


def test_a_refusal_stands_until_it_is_undone(claim: Make, stand: Stand) -> None:
    refusal = claim("2020-01-01", "Development", "Acme", "cars", no=True)
    again = claim("2021-01-01", "Development", "Acme", "cars", no=True)
    (found,) = stand(refusal, again)
    assert (found.sort, found.status) == ("refusal", "open")
    assert [event.what for event in found.events] == ["announcement", "confirmation"]
    found_, *_ = stand(refusal, claim("2022-01-01", "Development", "Acme", "cars", "asserted"))
    assert (found_.sort, found_.status) == ("refusal", "withdrawn")
    other = claim("2022-01-01", "Development", "Acme", "cars", "asserted", speaker="Zenith News",
                  speaker_type="Company")  # fmt: skip
    found_, *_ = stand(refusal, other)
    assert (found_.sort, found_.status) == ("refusal", "disputed")


def test_an_aim_to_do_nothing_is_a_refusal(claim: Make, stand: Stand) -> None:
    (found,) = stand(claim("2020-01-01", "Target", "Acme", "build no cars", time="../2023-12-31"))
    assert (found.sort, found.status) == ("refusal", "open")


@pytest.mark.parametrize("first", ["confirms", "denies"])
def test_what_was_said_and_taken_back_is_kept(claim: Make, stand: Stand, first: str) -> None:
    said = claim("2020-01-01", f"Stance:{first}", "Acme", "talks with Zenith", "asserted",
                 speaker="Acme")  # fmt: skip
    assert stand(said) == []
    if first == "confirms":
        later = claim("2020-02-01", "Stance:denies", "Acme", "talks with Zenith", "asserted",
                      speaker="Acme")  # fmt: skip
    else:
        later = claim("2020-02-01", "Development", "Acme", "talks with Zenith", "asserted")
    (found,) = stand(said, later)
    assert found.sort == "statement"
    # Only its own no takes a word back; what is done or planned cancels nothing.
    part = "cancellation" if first == "confirms" else "contradiction"
    assert (found.status, found.events[-1].what) == ("withdrawn", part)
