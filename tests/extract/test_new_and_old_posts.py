"""The post that somebody comes from beside the one taken up, who only minds a post, and who is only asked to leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]
Told = list[tuple[str, str | None, str | None]]


def told(claims: list[Claim]) -> Told:
    return sorted((c.subject, c.object, c.role) for c in claims)


@pytest.mark.parametrize(
    ("text", "comes", "was"),
    [
        (
            "Vantor Group hired Bo Ek, formerly of Zenith Foods, as finance chief.",
            [("Bo Ek", "Vantor Group", "finance chief")],
            [],
        ),
        (
            "Vantor Group hired Bo Ek, formerly treasurer of Zenith Foods, as finance chief.",
            [("Bo Ek", "Vantor Group", "finance chief")],
            [("Bo Ek", "Zenith Foods", "treasurer")],
        ),
        (
            "Bo Ek joins Vantor Group from Zenith Foods, where he was finance director.",
            [],
            [("Bo Ek", "Zenith Foods", "finance director")],
        ),
        (
            "Bo Ek joined Vantor Group, where he is finance chief, in 2009.",
            [("Bo Ek", "Vantor Group", "finance chief")],
            [("Bo Ek", "Vantor Group", "finance chief")],
        ),
        (
            "Brekk named Mette Lund, a former director of Oranje Lening, as chairman.",
            [("Mette Lund", "Brekk", "chairman")],
            [("Mette Lund", "Oranje Lening", "director")],
        ),
        (
            "Ken Sato, currently sales chief of Vantor Group, will assume the position of finance director of the group in May.",
            [("Ken Sato", "Vantor Group", "finance director")],
            [("Ken Sato", "Vantor Group", "sales chief")],
        ),
    ],
)
def test_old_post_is_not_the_new_one(
    claims_of: ClaimsOf, text: str, comes: Told, was: Told
) -> None:
    assert told(claims_of(text, Kind.APPOINTMENT)) == comes
    assert told(claims_of(text, Kind.ROLE)) == was


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Sales chief Ida Holm left Halden Foods in May. Chief executive Lars Ek has taken over her duties until a successor is found.",
            [],
        ),
        (
            "Sales chief Ida Holm left Halden Foods in May. Chief executive Lars Ek has taken over her responsibilities as sales chief.",
            ["sales chief"],
        ),
    ],
)
def test_who_minds_the_duties_of_another_gets_no_post_already_held(
    claims_of: ClaimsOf, text: str, roles: list[str]
) -> None:
    assert [c.role for c in claims_of(text, Kind.APPOINTMENT)] == roles


@pytest.mark.parametrize(
    ("said", "leaves"),
    [
        ("Vantor chairwoman Ida Holm faces calls to resign.", False),
        ("Vantor chairwoman Ida Holm is under pressure from the Danish fund Korvo to go.", False),
        ("There were demands for Vantor's chairman Lars Ek to step down.", False),
        ("The fund Korvo wants Vantor chairman Lars Ek to go.", False),
        ("Vantor chairman Lars Ek is expected to survive a vote to remove him.", False),
        ("Vantor's finance chief Lars Ek defied demands to quit.", False),
        ("Vantor chairman Lars Ek wants to step down in May.", True),
        ("Vantor chairman Lars Ek bowed to calls to resign on Monday.", True),
        ("Vantor chairman Lars Ek resigned under pressure from the fund Korvo on Monday.", True),
        ("After calls by the fund Korvo Vantor chairman Lars Ek agreed to step down.", True),
        ("The board of Vantor voted to remove chairman Lars Ek.", True),
    ],
)
def test_who_is_only_asked_to_leave_leaves_nothing(
    claims_of: ClaimsOf, said: str, leaves: bool
) -> None:
    assert bool(claims_of(said, Kind.DEPARTURE)) is leaves


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Zenith Foods chief Max Roth stayed away. Roth's lawyer, Bo Ek, spoke.", None),
        ("Marek's husband and manager, Bo Ek, spoke. Iva Marek sings.", None),
        ("Zenith Foods' lawyer, Bo Ek, spoke.", "Zenith Foods"),
        ("Bo Ek, her husband and the chairman of Zenith Foods, spoke.", "Zenith Foods"),
    ],
)
def test_who_works_for_a_person_has_no_post_by_that(
    claims_of: ClaimsOf, text: str, whose: str | None
) -> None:
    held = {c.object for c in claims_of(text, Kind.ROLE) if c.subject == "Bo Ek"}
    assert held == ({whose} if whose else set())


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            '"We will ship it soon," said Tao Lin, the head of Corvane\'s European division.',
            ("Tao Lin", "Corvane", "head of European division"),
        ),
        (
            "Ann Lee, head of Vantor Foods' American unit, spoke.",
            ("Ann Lee", "Vantor Foods", "head of American unit"),
        ),
    ],
)
def test_head_of_a_firms_division_in_a_region(
    claims_of: ClaimsOf, text: str, held: tuple[str, str, str]
) -> None:
    assert told(claims_of(text, Kind.ROLE)) == [held]


def test_what_is_so_now_has_no_time_of_a_deal(claims_of: ClaimsOf) -> None:
    text = "Zenith bought Palma Labs, whose founder Andy Roth now heads its mobile business, in August 2005."
    assert {c.time for c in claims_of(text, Kind.ROLE)} == {None}
    text = "Zenith bought Palma Labs, whose founder Andy Roth left it in August 2005."
    assert {c.time and c.time.earliest for c in claims_of(text, Kind.DEPARTURE)} <= {
        None,
        dt.date(2005, 8, 1),
    }


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        (
            "Vantor Foods' finance chief, Bo Ek, said so. His predecessor, Ann Lee, was forced out in March.",
            [("Ann Lee", "Vantor Foods", "finance chief")],
        ),
        (
            "Vantor Foods' finance chief, Bo Ek, said so. His predecessor, Ann Lee, resigned in March.",
            [("Ann Lee", "Vantor Foods", "finance chief")],
        ),
        (
            "Vantor Foods' finance chief, Bo Ek, said so. His neighbour, Ann Lee, was forced out.",
            [],
        ),
    ],
)
def test_predecessor_leaves_the_post_of_who_has_it_now(
    claims_of: ClaimsOf, text: str, leaves: Told
) -> None:
    assert told(claims_of(text, Kind.DEPARTURE)) == leaves


@pytest.mark.parametrize(
    ("named", "comes"),
    [
        (
            "Finance director Sofie Dahl has been named as her temporary replacement.",
            [("Sofie Dahl", "Vantor Foods", "chairwoman")],
        ),
        ("Vantor Foods named a replacement for its oldest model.", []),
    ],
)
def test_named_replacement_gets_the_post_that_another_left(
    claims_of: ClaimsOf, named: str, comes: Told
) -> None:
    text = f"Vantor Foods chairwoman Ann Lee resigned on Monday. {named}"
    assert told(claims_of(text, Kind.APPOINTMENT)) == comes
