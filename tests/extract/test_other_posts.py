"""Posts told beside a move: another's, the next one of who leaves, and words that are no part of a post."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]
Told = list[tuple[str, str | None, str | None]]


def told(claims: list[Claim]) -> Told:
    return sorted((c.subject, c.object, c.role) for c in claims)


@pytest.mark.parametrize(
    ("text", "comes"),
    [
        (
            "Zenith CEO Anna Holm will become chief executive of Acme Foods, while Ardent CEO Peter Lund will become chairman.",
            [
                ("Anna Holm", "Acme Foods", "chief executive"),
                ("Peter Lund", "Acme Foods", "chairman"),
            ],
        ),
        (
            "Acme named Anna Holm chief executive, while Ardent chairman Peter Lund will become deputy chairman.",
            [("Anna Holm", "Acme", "chief executive"), ("Peter Lund", "Acme", "deputy chairman")],
        ),
        (
            "Anna Holm is to replace the current CEO of Acme Foods, Peter Lund, in May.",
            [("Anna Holm", "Acme Foods", "CEO")],
        ),
        (
            "Acme finance chief Anna Holm will become chief executive in May.",
            [("Anna Holm", "Acme", "chief executive")],
        ),
        (
            "Acme appointed Jane Ross as its new chief executive, replacing Peter Lund, who will become chairman of retailer Vantor.",
            [("Jane Ross", "Acme", "chief executive"), ("Peter Lund", "Vantor", "chairman")],
        ),
        (
            "Acme named Jane Ross chief financial officer, succeeding Peter Lund, who becomes chief executive of Zenith.",
            [
                ("Jane Ross", "Acme", "chief financial officer"),
                ("Peter Lund", "Zenith", "chief executive"),
            ],
        ),
        (
            "Ola Berg will step down as finance director of Acme in May and be replaced by Anna Holm, now head of tax at rival Zenith.",
            [("Anna Holm", "Acme", "finance director")],
        ),
        (
            "Marketing head Peter Lund left Vantor last year to join Pavo Group as chief operating officer. His successor, Jane Ross, took over in March.",
            [
                ("Jane Ross", "Vantor", "Marketing head"),
                ("Peter Lund", "Pavo Group", "chief operating officer"),
            ],
        ),
        (
            "Zenith chief executive Anna Holm retired in May. Her successor, Peter Lund, said profit fell.",
            [],
        ),
        (
            "The board chose Jane Ross, who beat finance director Peter Lund to the job at Acme.",
            [],
        ),
        (
            "Jane Ross will succeed finance director Peter Lund at Acme.",
            [("Jane Ross", "Acme", "finance director")],
        ),
    ],
)
def test_who_takes_up_which_post(claims_of: ClaimsOf, text: str, comes: Told) -> None:
    assert told(claims_of(text, Kind.APPOINTMENT)) == comes


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        (
            "Sales chief Anna Holm left Zenith in March to join Acme as chief executive; her successor, Peter Lund, starts on 1 May.",
            [("Anna Holm", "Zenith", "Sales chief")],
        ),
        (
            "Acme appointed Jane Ross as its new chief executive, replacing Peter Lund, who will become chairman of retailer Vantor.",
            [("Peter Lund", "Acme", "chief executive")],
        ),
        (
            "Peter Lund will step down as chief executive to become chairman of Acme.",
            [("Peter Lund", "Acme", "chief executive")],
        ),
        (
            "R&D chief Anna Holm left Zenith in March to join Acme as chief executive.",
            [("Anna Holm", "Zenith", "R&D chief")],
        ),
        ("Peter Lund was fired by the board of Acme on Monday.", []),
        (
            "The board of Acme fired chief executive Peter Lund on Monday.",
            [("Peter Lund", "Acme", "chief executive")],
        ),
        ("Peter Lund stepped down from Acme's board.", [("Peter Lund", "Acme", "board")]),
        (
            "Peter Lund, no longer chief executive of Acme, will leave the group.",
            [("Peter Lund", "Acme", "chief executive")],
        ),
    ],
)
def test_which_post_is_left(claims_of: ClaimsOf, text: str, leaves: Told) -> None:
    assert told(claims_of(text, Kind.DEPARTURE)) == leaves


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "Zenith beat finance director Peter Lund's forecast.",
            [("Peter Lund", "Zenith", "finance director")],
        ),
        (
            "Sales chief Jane Ross beat finance director Peter Lund to the top job at Acme.",
            [("Peter Lund", "Acme", "finance director")],
        ),
        (
            "Peter Lund, adviser to the board of Acme, said so.",
            [("Peter Lund", "Acme", "adviser to the board")],
        ),
        (
            "Acme chief executive Anna Holm will become chairman of Acme.",
            [("Anna Holm", "Acme", "chief executive")],
        ),
    ],
)
def test_which_post_is_held(claims_of: ClaimsOf, text: str, held: Told) -> None:
    assert told(claims_of(text, Kind.ROLE)) == held


def test_who_is_leaving_has_not_left(claims_of: ClaimsOf) -> None:
    text = "Acme named Jane Ross as chief executive, replacing Peter Lund, who is retiring."
    (claim,) = claims_of(text, Kind.DEPARTURE)
    assert (claim.subject, claim.modality) == ("Peter Lund", Modality.PLANNED)


def test_successor_to_start_has_not_started(claims_of: ClaimsOf) -> None:
    text = "Zenith said finance director Anna Holm will leave in May. Her successor, Peter Lund, will start on 1 June."
    (claim,) = claims_of(text, Kind.APPOINTMENT)
    assert (claim.subject, claim.object, claim.role) == ("Peter Lund", "Zenith", "finance director")
    assert claim.modality is Modality.PLANNED


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Acme said Peter Lund was no longer chief executive.", Polarity.NEGATED),
        ("Jane Ross is no longer chief executive of Acme.", Polarity.NEGATED),
        ("Peter Lund, no longer chief executive of Acme, left town.", Polarity.AFFIRMED),
    ],
)
def test_post_no_longer_held(claims_of: ClaimsOf, text: str, polarity: Polarity) -> None:
    (claim,) = claims_of(text, Kind.ROLE)
    assert (claim.role, claim.polarity) == ("chief executive", polarity)
    assert (claim.time is None) is (polarity is Polarity.NEGATED)


def test_who_steps_down_as_chief_is_a_person(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Per Eide will step down as finance chief of Acme.", Kind.DEPARTURE)
    assert (claim.subject, claim.object, claim.role) == ("Per Eide", "Acme", "finance chief")


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Simon Rudd, the chairman's eldest son, is finance director of Zenith.",
            {"finance director"},
        ),
        ("Ann Rudd, the founder's granddaughter, runs Zenith Foods.", {"head"}),
        ("Ann Rudd, Zenith's chairman, spoke to her son.", {"chairman"}),
    ],
)
def test_nobody_holds_the_post_of_kin(
    claims_of: Callable[..., list[Claim]], text: str, roles: set[str]
) -> None:
    assert {c.role for c in claims_of(text, Kind.ROLE)} == roles


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("a spokeswoman", None),
        ("a spokesman for Zenith Energy", None),
        ("Bo Ek, its chairman,", None),
    ],
)
def test_nobody_leaves_the_post_of_who_speaks(
    claims_of: ClaimsOf, who: str, role: str | None
) -> None:
    text = f'"Mr Dorn is not leaving Zenith Energy," {who} said.'
    assert {c.role for c in claims_of(text, Kind.DEPARTURE)} <= {role}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "There are rumours that Zenith chief executive Ruth Ames will resign.",
            "chief executive",
        ),
        ("Zenith's Nordic head, Ruth Ames, will retire in May.", "Nordic head"),
        ("Zenith's Dutch chief executive, Ruth Ames, will retire.", "chief executive"),
        ("Zenith's new finance director, Ruth Ames, will retire.", "finance director"),
    ],
)
def test_a_post_is_told_whole(claims_of: ClaimsOf, text: str, role: str) -> None:
    assert {c.role for c in claims_of(text, Kind.ROLE)} == {role}


def test_a_part_of_its_name_says_whose_head_speaks(claims_of: ClaimsOf) -> None:
    text = (
        "Corvia Foodmart sells bread in Leeds. Foodmart CEO Ilse Brandt added, "
        '"We are able to pay because Corvia Foodmart is the best buyer of Zenith Foods."'
    )
    assert told(claims_of(text, Kind.ROLE)) == [("Ilse Brandt", "Corvia Foodmart", "CEO")]


def test_whom_only_the_words_spoken_name_the_speaker_is_not_of(claims_of: ClaimsOf) -> None:
    text = (
        "Zenith Foods sells bread in Leeds. CEO Ilse Brandt added, "
        '"We are unable to pay because Corvia Foodmart is the best buyer of bread."'
    )
    assert ("Ilse Brandt", "Corvia Foodmart", "CEO") not in told(claims_of(text, Kind.ROLE))
