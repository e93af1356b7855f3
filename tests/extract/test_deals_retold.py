"""Deals told again in other words: as nouns, in phrases set before the subject, in passing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def deals(found: list[Claim]) -> list[tuple[str, str | None]]:
    return sorted((c.subject, c.object) for c in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Following its acquisition of Telwave, Northlink has 3 million customers.",
            [("Northlink", "Telwave")],
        ),
        (
            "Acme Foods sells soup. Four years after its takeover of Telwave, Northlink has a new boss.",
            [("Northlink", "Telwave")],
        ),
        (
            "Since its takeover by Zenith Holdings in 2019, Acme Foods has closed three plants.",
            [("Zenith Holdings", "Acme Foods")],
        ),
        (
            "Acme Foods is growing. With its purchase of Telwave in May, analysts expect a profit.",
            [("Acme Foods", "Telwave")],
        ),
        (
            "Acme Foods reported a loss. According to its website, Northlink bought Telwave.",
            [("Northlink", "Telwave")],
        ),
    ],
)
def test_a_possessive_may_point_ahead_to_the_subject(
    claims_of: ClaimsOf, text: str, expected: list[tuple[str, str]]
) -> None:
    assert deals(claims_of(text, Kind.ACQUISITION)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Acme Foods said its acquisition by Zenith Holdings would close in June.",
            [("Zenith Holdings", "Acme Foods")],
        ),
        (
            "Calder Mining rejected the bid from Zenith Holdings as too low.",
            [("Zenith Holdings", "Calder Mining")],
        ),
        (
            "Zenith Holdings launched a buy-out of Acme Foods in May.",
            [("Zenith Holdings", "Acme Foods")],
        ),
        ("Acme Foods rejected the contract bid from Zenith Holdings.", []),
    ],
)
def test_nouns_tell_who_buys_whom(
    claims_of: ClaimsOf, text: str, expected: list[tuple[str, str]]
) -> None:
    assert deals(claims_of(text, Kind.ACQUISITION)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Acme Motors was spun off from Zenith Holdings in 2015.",
            [("Zenith Holdings", "Acme Motors")],
        ),
        ("Zenith Holdings spun off its truck unit in 2015.", [("Zenith Holdings", "truck unit")]),
        (
            "Acme Motors announced the spin-off of its truck unit.",
            [("Acme Motors", "truck unit")],
        ),
        ("Acme Motors spun a tale of growth from Zenith Holdings.", []),
    ],
)
def test_spinning_off(claims_of: ClaimsOf, text: str, expected: list[tuple[str, str]]) -> None:
    assert deals(claims_of(text, Kind.DIVESTITURE)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Zenith Holdings plans to sell its snacks unit, Reuters reported.",
        "Zenith Holdings may close its snacks unit, Halden News said on Monday.",
    ],
)
def test_who_reports_is_no_unit(claims_of: ClaimsOf, text: str) -> None:
    assert not claims_of(text, Kind.OWNERSHIP)


def test_a_founding_in_passing(claims_of: ClaimsOf) -> None:
    found = claims_of("Since its founding in 1998, Ridgeway has built 40 hotels.", Kind.FORMATION)
    assert deals(found) == [("Ridgeway", None)]
    assert not claims_of("Ridgeway has built hotels since its founding.", Kind.FORMATION)


def test_a_position_is_told_without_its_clause(proposals_of: ClaimsOf) -> None:
    text = "Ann Lee joined Halden Bank from Marbury Bank, where she was head of consumer lending."
    assert [c.role for c in proposals_of(text, Kind.ROLE)] == ["head of consumer lending"]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Brugger's sale of the power grids business to Hitori closed on July 1.",
            Kind.DIVESTITURE,
            [("Brugger", "power grids business")],
        ),
        (
            "Brugger's sale of the power grids business to Hitori closed on July 1.",
            Kind.ACQUISITION,
            [("Hitori", "power grids business")],
        ),
        (
            "Zenith Motors is in trouble. Acme Motors' purchase of the carmaker was approved.",
            Kind.ACQUISITION,
            [("Acme Motors", "Zenith Motors")],
        ),
        (
            "Telwave's board rejected a 30 billion pound takeover proposal from US group Amacom.",
            Kind.ACQUISITION,
            [("Amacom", "Telwave")],
        ),
        (
            "Acme Foods said there were no plans to sell its snacks unit.",
            Kind.DIVESTITURE,
            [("Acme Foods", "snacks unit")],
        ),
        (
            "Acme's chief executive, Ines Duarte, said the company was not for sale.",
            Kind.DIVESTITURE,
            [],
        ),
    ],
)
def test_who_does_the_deal_is_not_what_it_is_about(
    claims_of: ClaimsOf, text: str, kind: Kind, expected: list[tuple[str, str]]
) -> None:
    assert deals(claims_of(text, kind)) == expected


def test_what_it_does_not_own_already_means_that_it_owns_the_rest(claims_of: ClaimsOf) -> None:
    text = "Acme Foods will buy the remaining 40% of Comet Estates it does not already own."
    (claim,) = claims_of(text, Kind.OWNERSHIP)
    assert (claim.subject, claim.object, claim.polarity) == (
        "Acme Foods",
        "Comet Estates",
        "affirmed",
    )
    text = "Acme Foods does not own Comet Estates."
    assert [c.polarity for c in claims_of(text, Kind.OWNERSHIP)] == ["negated"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Acme, a unit of Zeta Holdings, and Comet Foods declined to comment.",
            [("Zeta Holdings", "Acme")],
        ),
        (
            "Acme, a unit of Zeta Holdings and Comet Foods, declined to comment.",
            [("Comet Foods", "Acme"), ("Zeta Holdings", "Acme")],
        ),
    ],
)
def test_a_comma_ends_what_describes_a_name(
    claims_of: ClaimsOf, text: str, expected: list[tuple[str, str]]
) -> None:
    assert deals(claims_of(text, Kind.OWNERSHIP)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Acme Steel named Ann Lee to succeed Bo Ek as chief executive.",
        "Acme Steel has named Ann Lee, head of its Brazilian business, to succeed Bo Ek as chief executive.",
        "Acme Steel appointed Ann Lee as chief executive to replace Bo Ek.",
    ],
)
def test_named_to_succeed(claims_of: ClaimsOf, text: str) -> None:
    (claim,) = claims_of(text, Kind.APPOINTMENT)
    assert (claim.subject, claim.object, claim.role) == ("Ann Lee", "Acme Steel", "chief executive")
    assert [c.object for c in claims_of(text, Kind.DEPARTURE)] in (["Acme Steel"], [])


def test_a_firm_hired_to_replace_a_thing_takes_no_post(claims_of: ClaimsOf) -> None:
    text = "Acme Motors hired Ann Lee to replace the old software."
    assert not claims_of(text, Kind.APPOINTMENT)
    assert not claims_of(text, Kind.DEPARTURE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee, head of Halden Bank's German business, spoke.", "head of German business"),
        ("Halden Bank's German chief executive, Ann Lee, spoke.", "chief executive"),
    ],
)
def test_what_part_a_head_is_of_belongs_to_the_position(
    claims_of: ClaimsOf, text: str, expected: str
) -> None:
    assert [c.role for c in claims_of(text, Kind.ROLE)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Police chief Lena Hart resigned on Monday. She will join the board of Fenwick Mobile.",
        "Mayor Lena Hart resigned on Monday. Hart was chief executive of Fenwick Mobile until 2019.",
    ],
)
def test_who_leaves_an_office_of_state_leaves_no_firm(claims_of: ClaimsOf, text: str) -> None:
    assert not claims_of(text, Kind.DEPARTURE)


def test_who_leaves_a_firm_is_told(claims_of: ClaimsOf) -> None:
    text = "Chief executive Lena Hart resigned on Monday, Fenwick Mobile said."
    assert len(claims_of(text, Kind.DEPARTURE)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zenith Holdings' Comet Foods will close a plant.", [("Zenith Holdings", "Comet Foods")]),
        ("Warren Hale's Acme Motors sold a plant.", [("Warren Hale", "Acme Motors")]),
        ("Zenith Holdings' rival Comet Foods will close a plant.", []),
        ("Germany's Comet Foods will close a plant.", []),
    ],
)
def test_a_company_that_is_anothers(
    proposals_of: ClaimsOf, text: str, expected: list[tuple[str, str]]
) -> None:
    found = proposals_of(text, Kind.OWNERSHIP)
    assert deals([c for c in found if not c.found_by.startswith("model/")]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Shareholders in Norvane accepted Brightwater's $6.4 billion offer at a meeting.",
            [("Brightwater", "Norvane", "affirmed")],
        ),
        (
            "Calder Mining's board rejected Zenith's $7.5 billion bid.",
            [("Zenith", "Calder Mining", "affirmed")],
        ),
        ("Calder Mining rejected Zenith's offer of help.", []),
        (
            "Lamartine Foods has dropped its pursuit of Rossetti Holding.",
            [("Lamartine Foods", "Rossetti Holding", "negated")],
        ),
        ("Acme Motors' bid for a 40 million euro EU grant was turned down.", []),
    ],
)
def test_offers_taken_and_turned_down(
    claims_of: ClaimsOf, text: str, expected: list[tuple[str, str, str]]
) -> None:
    found = claims_of(text, Kind.ACQUISITION)
    assert [(c.subject, c.object, c.polarity) for c in found] == expected


def test_a_merger_that_somebody_scuppers(proposals_of: ClaimsOf) -> None:
    text = "Norrland Bank's planned merger with Halden Bank was scuppered by the watchdog."
    assert [c.polarity for c in proposals_of(text, Kind.MERGER)] == ["negated"]


def test_with_whom_a_venture_is_set_up_is_not_its_name(claims_of: ClaimsOf) -> None:
    text = "Havnelink set up a joint venture called Comet with the shipyard Vestverft in 2022."
    assert deals(claims_of(text, Kind.FORMATION)) == [("Havnelink", "Comet")]


def test_a_minister_may_leave_a_board(claims_of: ClaimsOf) -> None:
    text = "Minister Ann Lee resigned from the board of Acme Motors on Monday."
    assert deals(claims_of(text, Kind.DEPARTURE)) == [("Ann Lee", "Acme Motors")]
    text = "Mayor Bo Ek resigned last week; he will become chairman of the port operator Havnelink."
    assert not claims_of(text, Kind.DEPARTURE)


def test_nobody_gets_the_title_of_the_next_in_a_list(claims_of: ClaimsOf) -> None:
    text = (
        "The talks ended after heads of the trade including Ann Lee, the CEO of Acme Media, Bo Ek, "
        "the president of Zenith News and Cy Dow, the CEO of Comet Films, met union officials."
    )
    assert deals(claims_of(text, Kind.ROLE)) == [
        ("Ann Lee", "Acme Media"),
        ("Bo Ek", "Zenith News"),
        ("Cy Dow", "Comet Films"),
    ]


def test_a_title_set_off_by_commas_is_of_who_stands_before_it(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors ended the project. Ann Lee, its chief operating officer, and Bo Ek, who led "
        "the project, told the staff."
    )
    assert ("Bo Ek", "Acme Motors") not in deals(claims_of(text, Kind.ROLE))
