from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.matters import Named, Standing

Make = Callable[..., Named]
Stand = Callable[..., list[Standing]]

REFUSAL = ("2020-01-01", "Development", "Acme", "cars")
FOUNDED = ("2022-01-01", "Formation", "Acme", "Acme Brio", "asserted")


def refusals(found: list[Standing]) -> list[str]:
    return [each.status for each in found if each.sort == "refusal"]


def test_a_company_founded_to_do_it_undoes_a_refusal(claim: Make, stand: Stand) -> None:
    plan = claim("2022-01-01", "Product:launches", "Acme Brio", "electric cars", time="2026")
    refusal = claim(*REFUSAL, no=True)
    assert refusals(stand(refusal, claim(*FOUNDED), plan)) == ["withdrawn"]
    assert refusals(stand(refusal, plan)) == ["open"]


@pytest.mark.parametrize(
    ("founded", "thing"),
    [
        (("2019-01-01", *FOUNDED[1:]), "electric cars"),  # it was there when the refusal was made
        (FOUNDED, "batteries"),
        ((*FOUNDED[:2], "Zenith", *FOUNDED[3:]), "electric cars"),
    ],
)
def test_other_companies_and_other_goods_do_not(
    claim: Make, stand: Stand, founded: tuple[str, ...], thing: str
) -> None:
    plan = claim("2022-01-01", "Product:launches", "Acme Brio", thing, time="2026")
    assert refusals(stand(claim(*REFUSAL, no=True), claim(*founded), plan)) == ["open"]


def test_a_step_of_work_alone_is_about_what_its_sentence_speaks_of(
    claim: Make, stand: Stand
) -> None:
    plan = claim("2022-01-01", "Product:launches", "Acme Brio", "electric cars", time="2026")

    def judged(*sorts: str) -> list[str]:
        refusal = claim("2020-01-01", "Target", "Acme", "mass production", no=True,
                        sorts=frozenset(sorts))  # fmt: skip
        return refusals(stand(refusal, claim(*FOUNDED), plan))

    assert judged("car") == ["withdrawn"]
    assert judged("phone") == ["open"]
    assert judged() == ["open"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"speaker": "Zenith News", "speaker_type": "OUTLET"}, "disputed"),
        ({"speaker": "Zenith Bank", "speaker_type": "COMPANY"}, "disputed"),
        ({}, "open"),  # what an article tells in passing may be no carmaker
        ({"speaker": "Acme"}, "open"),
    ],
)
def test_a_source_that_tells_of_a_holding_disputes_that_there_is_none(
    claim: Make, stand: Stand, fields: dict[str, Any], status: str
) -> None:
    refusal = claim("2020-01-01", "Ownership", "Acme", "stake in a carmaker", no=True,
                    speaker="Acme")  # fmt: skip
    holds = claim("2021-01-01", "Ownership", "Acme", "Brio", "asserted", **fields)
    assert refusals(stand(refusal, holds)) == [status]


def test_a_refusal_that_ran_out_is_not_overdue(claim: Make, stand: Stand) -> None:
    (found,) = stand(claim(*REFUSAL, no=True, time="../2022-12-31"))
    assert (found.status, found.overdue) == ("open", False)


@pytest.mark.parametrize(
    ("deed", "status"),
    [
        (("Layoff", "Acme", "Ghent", "asserted"), "missed"),
        (("Layoff", "Acme", "Ghent", "planned"), "withdrawn"),  # nothing is done yet
        (("Facility:closes", "Acme", "plant in Ghent", "asserted"), "missed"),
        (("Divestiture", "Acme", "Brio", "asserted"), "missed"),
        (("Development", "Acme", "cars", "asserted"), "withdrawn"),
    ],
)
def test_a_deed_breaks_a_refusal_that_others_rely_on(
    claim: Make, stand: Stand, deed: tuple[str, ...], status: str
) -> None:
    refusal = claim("2020-01-01", *deed[:3], no=True)
    assert refusals(stand(refusal, claim("2021-01-01", *deed))) == [status]


@pytest.mark.parametrize(
    ("day", "time", "status"),
    [
        ("2021-06-01", None, "missed"),
        ("2023-06-01", None, "open"),
        ("2023-06-01", "2021-06-01/2021-06-30", "missed"),  # told later
    ],
)
def test_a_refusal_ends_with_its_time(
    claim: Make, stand: Stand, day: str, time: str | None, status: str
) -> None:
    refusal = claim("2020-01-01", "Layoff", "Acme", "Ghent", no=True, time="../2022-12-31")
    cut = claim(day, "Layoff", "Acme", "Ghent", "asserted", time=time)
    assert refusals(stand(refusal, cut)) == [status]


@pytest.mark.parametrize(
    ("cuts", "status"),
    [
        (("2021-01-01", None, "planned"), "withdrawn"),
        (("2021-01-01", None, "asserted"), "missed"),
        (("2021-01-01", None, "reported"), "open"),  # others say so
        (("2019-01-01", None, "planned"), "open"),  # the refusal is the later word
        (("2021-01-01", "Ghent", "planned"), "open"),  # where none are to be cut is not told
    ],
)
def test_jobs_that_are_to_be_cut_end_the_word_that_none_will_be(
    claim: Make, stand: Stand, cuts: tuple[str, str | None, str], status: str
) -> None:
    day, place, modality = cuts
    refusal = claim("2020-01-01", "Layoff", "Acme", None, no=True, speaker="Acme")
    told = claim(day, "Layoff", "Acme", place, modality, amount=(900, "people"))
    assert refusals(stand(refusal, told)) == [status]


@pytest.mark.parametrize(
    ("kind", "no", "statuses"),
    [
        ("Layoff", True, {("own", "overdue"), ("refusal", "open")}),  # "has no plans to cut jobs"
        ("Layoff", False, {("own", "overdue"), ("own", "open")}),
        ("Hiring", True, {("own", "withdrawn")}),
    ],
)
def test_a_word_on_cuts_calls_off_no_hiring(
    claim: Make, stand: Stand, kind: str, no: bool, statuses: set[tuple[str, str]]
) -> None:
    plan = claim("2023-01-01", "Hiring", "Acme", "Leeds plant", time="2024", amount=(600, "people"))
    word = claim("2024-06-01", kind, "Acme", "Leeds plant", no=no)
    assert {(each.sort, each.status) for each in stand(plan, word)} == statuses
