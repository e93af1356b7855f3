from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from kg.matters import Named, history, index, matters, outlets, tell

Make = Callable[..., Named]


def own(*named: Named) -> list[bool]:
    found = {each.iri: each.own for each in tell(named)}
    return [found[each.iri] for each in named]


@pytest.mark.parametrize(
    ("speaker", "type_", "expected"),
    [
        (None, None, True),
        ("Acme", "Company", True),
        ("Ann Lee", "Person", True),
        ("an Acme executive", "UnnamedAgent", True),
        ("a company spokesman", "UnnamedAgent", True),
        ("the partners", "UnnamedAgent", True),
        ("people familiar with the matter", "UnnamedAgent", False),
        ("a person close to the company", "UnnamedAgent", False),
        ("a former Acme executive", "UnnamedAgent", False),
        ("Zenith Bank", "Company", False),
        ("Example News", "NewsOutlet", False),
    ],
)
def test_who_speaks_for_a_company(
    claim: Make, speaker: str | None, type_: str | None, expected: bool
) -> None:
    told = claim("2020-01-01", "Target", "Acme", "cars", speaker=speaker, speaker_type=type_)
    assert own(told) == [expected]


@pytest.mark.parametrize(
    ("modality", "no", "expected"),
    [
        ("planned", False, False),  # a report of a plan
        ("targeted", False, True),  # an aim was uttered, as the samples have it
        ("asserted", False, True),  # what was done, an outlet may tell
        ("asserted", True, True),
        ("planned", True, True),  # and what was dropped
    ],
)
def test_an_outlet_tells_what_is_so_but_makes_no_plans(
    claim: Make, modality: str, no: bool, expected: bool
) -> None:
    told = claim("2020-01-01", "Facility:opens", "Acme", "plant in Ghent", modality, no=no,
                 speaker="Example News", speaker_type="NewsOutlet")  # fmt: skip
    assert own(told) == [expected]


def test_the_head_of_another_house_does_not_speak_for_this_one(claim: Make) -> None:
    role = claim("2020-01-01", "Role", "Ann Lee", "Zenith", "asserted", role="chief")
    told = claim("2020-01-02", "Target", "Acme", "cars", speaker="Ann Lee", speaker_type="Person")
    assert own(role, told)[1] is False
    held = claim("2020-01-02", "Target", "Zenith", "cars", speaker="Ann Lee", speaker_type="Person")
    assert own(role, held)[1] is True


def test_an_owner_speaks_for_its_unit(claim: Make) -> None:
    stake = claim("2020-01-01", "Ownership", "Zenith", "Acme", "asserted")
    told = claim("2020-01-02", "Target", "Acme", "cars", speaker="Zenith", speaker_type="Company")
    assert own(stake, told)[1] is True


def count(named: list[Named], copies: dict[str, str] | None = None) -> set[int]:
    return set(outlets(tell(named, copies)).values())


def test_outlets_that_relay_one_source_are_one(claim: Make) -> None:
    def told(day: str, **more: Any) -> Named:
        return claim(day, "Acquisition", "Acme", "Brio", "reported", **more)

    papers = [told(f"2020-01-0{n}", publisher=f"Paper {n}") for n in (1, 2, 3)]
    assert count(papers) == {3}
    wire = [told(f"2020-01-0{n}", publisher=f"Paper {n}", relayed_by=("Reuters",)) for n in (1, 2)]
    assert count(wire) == {1}
    assert count([*papers[:1], *wire]) == {2}
    vague = [told(f"2020-01-0{n}", publisher="Paper", relayed_by=("local media",)) for n in (1, 2)]
    assert count(vague) == {1}


def test_copies_count_as_the_article_they_copy(claim: Make) -> None:
    named = [
        claim(f"2020-01-0{n}", "Acquisition", "Acme", "Brio", publisher=f"Paper {n}")
        for n in (1, 2)
    ]
    assert count(named) == {2}
    assert count(named, {"2020-01-02": "2020-01-01"}) == {1}
    nameless = [claim(f"2020-01-0{n}", "Acquisition", "Acme", "Brio") for n in (1, 2)]
    assert count(nameless) == {2}
    assert count(nameless, {"2020-01-02": "2020-01-01"}) == {1}


def test_only_those_who_say_the_same_are_counted(claim: Make) -> None:
    named = [
        claim("2020-01-01", "Acquisition", "Acme", "Brio", publisher="One", amount=(5, "USD")),
        claim("2020-01-02", "Acquisition", "Acme", "Brio", publisher="Two", amount=(7, "USD")),
        claim("2020-01-03", "Acquisition", "Acme", "Brio", "denied", publisher="Three"),
    ]
    assert count(named) == {1}


def test_a_copy_confirms_nothing(claim: Make) -> None:
    plan = ("Facility:builds", "Acme", "plant in Leeds")
    named = [claim("2020-01-01", *plan, speaker="Acme"), claim("2020-01-02", *plan, speaker="Acme")]

    def whats(copies: dict[str, str]) -> list[str]:
        (matter,) = matters(tell(named, copies))
        events = history(matter, index(matter.told), dt.date(2020, 6, 1))
        return [event.what for event in events]

    assert whats({}) == ["announcement", "confirmation"]
    assert whats({"2020-01-02": "2020-01-01"}) == ["announcement", "mention"]
