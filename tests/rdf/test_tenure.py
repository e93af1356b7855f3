"""Architecture invariant 3: role triples only while nothing speaks against them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kg.model import Claim, Kind, Modality, Polarity, TimeSpan
from kg.rdf.facts import derive, fact_quads
from kg.rdf.roles import offices, role_key


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def role(kind: Kind, person: str, article: str, name: str | None = "CEO", **more: Any) -> Claim:
    fields: dict[str, Any] = {
        "subject_type": "PERSON",
        "object": "Acme",
        "object_type": "COMPANY",
        "role": name,
    }
    return Claim(article=article, kind=kind, subject=person, **(fields | more))


def facts(resolver: Any, claims: list[Claim], dates: dict[str, str | None]) -> set[str]:
    lines = fact_quads(derive(claims, {k: day(v) for k, v in dates.items()}, resolver(claims)))
    found = set()
    for line in lines:
        subject, predicate, _ = line.split(" ", 2)
        name = predicate.rsplit("#", 1)[-1].rstrip(">")
        if name.endswith(("Of", "In", "For")) and name not in ("activeIn", "leftRoleIn"):
            found.add(f"{subject.rsplit('/', 1)[-1].split('.')[0]} {name}")
    return found


BOTH = {"ann chiefExecutiveOf", "ann hasRoleIn"}


def test_a_role_is_stated(resolver: Any) -> None:
    assert facts(resolver, [role(Kind.ROLE, "Ann", "a")], {"a": "2020-01-01"}) == BOTH


@pytest.mark.parametrize(
    "modality", [m for m in Modality if m is not Modality.ASSERTED], ids=lambda m: m.value
)
def test_a_role_that_is_not_asserted_is_not_stated(resolver: Any, modality: Modality) -> None:
    claims = [role(Kind.ROLE, "Ann", "a", modality=modality)]
    assert facts(resolver, claims, {"a": "2020-01-01"}) == set()


def test_a_negated_role_is_not_stated(resolver: Any) -> None:
    claims = [role(Kind.ROLE, "Ann", "a", polarity=Polarity.NEGATED)]
    assert facts(resolver, claims, {"a": "2020-01-01"}) == set()


@pytest.mark.parametrize(
    ("departure", "stands"),
    [("2019-12-31", True), ("2020-01-01", False), ("2021-01-01", False), (None, False)],
)
def test_a_departure_that_is_not_earlier_ends_a_role(
    resolver: Any, departure: str | None, stands: bool
) -> None:
    claims = [role(Kind.ROLE, "Ann", "a"), role(Kind.DEPARTURE, "Ann", "b")]
    assert facts(resolver, claims, {"a": "2020-01-01", "b": departure}) == (
        BOTH if stands else set()
    )


@pytest.mark.parametrize(
    ("told", "kind", "stands"),
    [
        ("2020-02-20", Kind.ROLE, False),  # "its chief executive, who resigned in January"
        ("2020-03-01", Kind.ROLE, False),
        ("2020-02-01", Kind.ROLE, True),  # told before: she is back
        ("2020-02-20", Kind.APPOINTMENT, True),
    ],
)
def test_a_departure_told_with_a_role_or_after_it_ends_it_whenever_it_was(
    resolver: Any, told: str, kind: Kind, stands: bool
) -> None:
    january = TimeSpan(earliest=dt.date(2020, 1, 1), latest=dt.date(2020, 1, 31))
    claims = [role(kind, "Ann", "a"), role(Kind.DEPARTURE, "Ann", "b", time=january)]
    assert facts(resolver, claims, {"a": "2020-02-20", "b": told}) == (BOTH if stands else set())


def test_a_departure_from_no_named_role_ends_all(resolver: Any) -> None:
    claims = [role(Kind.ROLE, "Ann", "a"), role(Kind.DEPARTURE, "Ann", "b", None)]
    assert facts(resolver, claims, {"a": "2020-01-01", "b": "2021-01-01"}) == set()


def test_a_departure_from_another_role_ends_nothing_else(resolver: Any) -> None:
    claims = [role(Kind.ROLE, "Ann", "a"), role(Kind.DEPARTURE, "Ann", "b", "chairman")]
    assert facts(resolver, claims, {"a": "2020-01-01", "b": "2021-01-01"}) == BOTH


def test_a_departure_elsewhere_or_of_somebody_else_ends_nothing(resolver: Any) -> None:
    claims = [
        role(Kind.ROLE, "Ann", "a"),
        role(Kind.DEPARTURE, "Ann", "b", object="Brio"),
        role(Kind.DEPARTURE, "Bob", "b"),
    ]
    assert facts(resolver, claims, {"a": "2020-01-01", "b": "2021-01-01"}) == BOTH


@pytest.mark.parametrize(("due", "stands"), [("2020-06-30", False), ("2030-01-01", True)])
def test_a_planned_departure_counts_once_its_day_has_come(
    resolver: Any, due: str, stands: bool
) -> None:
    time = TimeSpan(latest=day(due))
    leaves = role(Kind.DEPARTURE, "Ann", "b", modality=Modality.PLANNED, time=time)
    claims = [role(Kind.ROLE, "Ann", "a"), leaves]
    found = facts(resolver, claims, {"a": "2020-01-01", "b": "2020-02-01", "c": "2021-01-01"})
    assert found == (BOTH if stands else set())


def test_a_rumoured_departure_ends_nothing(resolver: Any) -> None:
    leaves = role(Kind.DEPARTURE, "Ann", "b", modality=Modality.RUMOURED)
    claims = [role(Kind.ROLE, "Ann", "a"), leaves]
    assert facts(resolver, claims, {"a": "2020-01-01", "b": "2021-01-01"}) == BOTH


def test_a_closed_time_is_no_present_role_and_ends_an_earlier_one(resolver: Any) -> None:
    former = role(Kind.ROLE, "Ann", "b", time=TimeSpan(latest=day("2021-01-01")))
    assert facts(resolver, [former], {"b": "2021-01-01"}) == set()
    claims = [role(Kind.ROLE, "Ann", "a"), former]
    assert facts(resolver, claims, {"a": "2020-01-01", "b": "2021-01-01"}) == set()


def test_a_tenure_open_at_its_end_is_stated(resolver: Any) -> None:
    since = role(Kind.ROLE, "Ann", "a", time=TimeSpan(earliest=day("2010-01-01")))
    assert facts(resolver, [since], {"a": "2020-01-01"}) == BOTH


def test_a_later_holder_of_a_sole_office_ends_the_earlier_ones_tenure(resolver: Any) -> None:
    claims = [role(Kind.ROLE, "Ann", "a"), role(Kind.ROLE, "Bob", "b", "chief executive")]
    found = facts(resolver, claims, {"a": "2020-01-01", "b": "2021-01-01"})
    assert found == {"bob chiefExecutiveOf", "bob hasRoleIn"}


def test_of_one_day_the_one_appointed_holds_the_office(resolver: Any) -> None:
    claims = [role(Kind.ROLE, "Ann", "a"), role(Kind.APPOINTMENT, "Bob", "a")]
    found = facts(resolver, claims, {"a": "2020-01-01"})
    assert found == {"bob chiefExecutiveOf", "bob hasRoleIn"}


def test_an_office_of_many_has_many(resolver: Any) -> None:
    claims = [role(Kind.ROLE, "Ann", "a", "director"), role(Kind.ROLE, "Bob", "b", "director")]
    found = facts(resolver, claims, {"a": "2020-01-01", "b": "2021-01-01"})
    assert found == {f"{n} {p}" for n in ("ann", "bob") for p in ("directorOf", "hasRoleIn")}


def test_an_undated_holder_gives_way_to_a_dated_one(resolver: Any) -> None:
    claims = [role(Kind.ROLE, "Ann", "a"), role(Kind.ROLE, "Bob", "b")]
    found = facts(resolver, claims, {"a": None, "b": "2021-01-01"})
    assert found == {"bob chiefExecutiveOf", "bob hasRoleIn"}


def test_an_appointment_in_the_future_of_the_graph_is_not_stated(resolver: Any) -> None:
    time = TimeSpan(earliest=day("2022-01-01"), latest=day("2022-01-01"))
    claims = [role(Kind.APPOINTMENT, "Ann", "a", time=time)]
    assert facts(resolver, claims, {"a": "2020-01-01"}) == set()


def test_a_founder_stays_the_founder_and_holds_no_position_by_it(resolver: Any) -> None:
    claims = [role(Kind.ROLE, "Ann", "a", "founder"), role(Kind.DEPARTURE, "Ann", "b", None)]
    found = facts(resolver, claims, {"a": "2020-01-01", "b": "2021-01-01"})
    assert found == {"ann founderOf"}


def test_other_roles_are_stated_as_roles_only(resolver: Any) -> None:
    claims = [role(Kind.ROLE, "Ann", "a", "head of design")]
    assert facts(resolver, claims, {"a": "2020-01-01"}) == {"ann hasRoleIn"}


def test_no_role_of_something_that_is_no_person_or_in_no_organization(resolver: Any) -> None:
    claims = [
        role(Kind.ROLE, "Ann", "a", subject_type="PRODUCT"),
        role(Kind.ROLE, "Bob", "a", object="France", object_type="PLACE"),
        role(Kind.ROLE, "Cid", "a", object="the unit", object_type=None),
    ]
    assert facts(resolver, claims, {"a": "2020-01-01"}) == set()


def test_a_return_after_a_departure_is_stated(resolver: Any) -> None:
    claims = [
        role(Kind.ROLE, "Ann", "a"),
        role(Kind.DEPARTURE, "Ann", "b"),
        role(Kind.APPOINTMENT, "Ann", "c"),
    ]
    dates: dict[str, str | None] = {"a": "2020-01-01", "b": "2021-01-01", "c": "2022-01-01"}
    assert facts(resolver, claims, dates) == BOTH


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("chief executive officer", ["chief-executive"]),
        ("Chairman and CEO", ["chair", "chief-executive"]),
        ("president, founder and chief executive", ["chief-executive", "founder", "president"]),
        ("chairman of the board", ["chair"]),
        ("vice president", []),
        ("vice chairman", []),
        ("deputy chief executive", []),
        ("chief executive for Europe", []),
        ("CEO of its EV unit", []),
        ("former CEO", []),
        ("acting CEO", []),
        ("president and head of design", []),
        ("spokeswoman", ["spokesperson"]),
    ],
)
def test_offices_of_a_role_name(name: str, found: list[str]) -> None:
    assert [office.id for office in offices(name)] == found


def test_role_keys() -> None:
    assert role_key("CEO") == role_key("Chief executive officer") == "chief-executive"
    assert role_key("Vice President") != role_key("President")
    assert role_key(None) == role_key("") == ""
