"""What nobody does, what is done instead of another thing, and what hangs on a condition are never told as done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

PLANNED, HYPOTHETICAL, UNKNOWN = Modality.PLANNED, Modality.HYPOTHETICAL, Modality.UNKNOWN
ASSERTED = Modality.ASSERTED
YES, NO = Polarity.AFFIRMED, Polarity.NEGATED

ClaimsOf = Callable[..., list[Claim]]


def told(claims: list[Claim]) -> set[tuple[Modality, Polarity]]:
    return {(c.modality, c.polarity) for c in claims}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("None of the five bidders for Halden Airport has made an offer, Acme said.", PLANNED),
        ("Neither Acme Motors nor Zenith Holdings has bought Halden Steel.", ASSERTED),
        ("Neither Acme Motors nor Zenith Holdings wants to buy Halden Steel.", Modality.TARGETED),
        ("Acme Motors tried to buy Halden Steel but was outbid by Zenith.", PLANNED),
        ("Shareholders of Acme Motors voted down its takeover of Halden Steel.", PLANNED),
        ("Acme Motors reversed its decision to buy Halden Steel.", PLANNED),
        ("Acme Motors' plan to buy Halden Steel came to nothing.", PLANNED),
        ("Acme Motors is far from buying Halden Steel.", ASSERTED),
        ("Acme Motors has yet to buy Halden Steel.", ASSERTED),
        ("Acme Motors said it would not go ahead with the purchase of Halden Steel.", PLANNED),
        ("Under no circumstances would Acme Motors buy Halden Steel.", PLANNED),
    ],
)
def test_a_purchase_that_is_not_made(claims_of: ClaimsOf, text: str, modality: Modality) -> None:
    assert told(claims_of(text, Kind.ACQUISITION)) <= {(modality, NO)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No store will open this year, Acme Coffee said on Monday.", (PLANNED, NO)),
        ("Few stores will be opened by Acme Coffee this year.", (PLANNED, NO)),
        ("A few stores will be opened by Acme Coffee this year.", (PLANNED, YES)),
        ("No fewer than 90 stores will be opened by Acme Coffee.", (PLANNED, YES)),
        ("Instead of opening new stores, Acme Coffee raised its prices.", (ASSERTED, NO)),
        ("Rather than open new stores, Acme Coffee raised its prices.", (ASSERTED, NO)),
        ("Acme Coffee has yet to open a store in Leeds.", (ASSERTED, NO)),
        ("Acme Coffee will neither open nor close stores in Leeds.", (PLANNED, NO)),
        ("Plans by Acme Coffee to open a store in Leeds were thrown out.", (PLANNED, NO)),
        ("If rents fall, Acme Coffee will open stores in Leeds.", (HYPOTHETICAL, YES)),
        ("Unless rents fall, Acme Coffee will close stores in Leeds.", (HYPOTHETICAL, YES)),
        ("Acme Coffee opened stores in Leeds, and no rival closed any.", (ASSERTED, YES)),
    ],
)
def test_a_shop_is_opened_or_not(
    claims_of: ClaimsOf, text: str, expected: tuple[Modality, Polarity]
) -> None:
    found = [c for c in claims_of(text, Kind.FACILITY) if c.subject == "Acme Coffee"]
    assert told(found) <= {expected}
    assert found or expected[1] is NO


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The merger of Acme Bank and Zenith Bank fell through in June.", (PLANNED, NO)),
        ("A merger of Acme Bank and Zenith Bank is unlikely.", (ASSERTED, NO)),
        ("The merger of Acme Bank and Zenith Bank has not been completed.", (PLANNED, YES)),
        ("The planned merger of Acme and Zenith that was prohibited by Berlin.", (PLANNED, NO)),
        ("The merger of Acme Bank and Zenith Bank was completed in June.", (ASSERTED, YES)),
        ("The merger of Acme Bank and Zenith Bank will not go ahead.", (PLANNED, NO)),
        ("The merger of Acme Bank and Zenith Bank did not take place.", (ASSERTED, NO)),
        ("The merger of Acme Bank and Zenith Bank took place in June.", (ASSERTED, YES)),
    ],
)
def test_a_merger_that_comes_about_or_not(
    claims_of: ClaimsOf, text: str, expected: tuple[Modality, Polarity]
) -> None:
    assert told(claims_of(text, Kind.MERGER)) == {expected}


def test_what_is_neither_confirmed_nor_denied_is_unknown(claims_of: ClaimsOf) -> None:
    text = "Zenith Bank has neither confirmed nor denied the sale of its Polish arm."
    assert told(claims_of(text, Kind.DIVESTITURE)) == {(UNKNOWN, YES)}
    text = "Zenith Bank has denied the sale of its Polish arm."
    assert told(claims_of(text, Kind.DIVESTITURE)) == {(Modality.DENIED, YES)}


def test_what_it_is_too_early_to_say_is_unknown(claims_of: ClaimsOf) -> None:
    text = "It is too early to say whether Halden Group will close the mill, a spokesman said."
    assert told(claims_of(text, Kind.FACILITY)) == {(UNKNOWN, YES)}


def test_who_asks_whether_tells_no_plan(claims_of: ClaimsOf) -> None:
    text = "Analysts had wondered whether Acme Telecom would sell its towers to Zenith Masts."
    assert told(claims_of(text, Kind.ACQUISITION)) <= {(HYPOTHETICAL, YES)}


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Acme Motors fell 17 cents, or 2.7 percent, to $6.23.", YES),
        ("Acme Motors declined 17 cents, or 2.7 percent, to $6.23.", YES),
    ],
)
def test_what_declines_by_so_much_refuses_nothing(
    claims_of: ClaimsOf, text: str, polarity: Polarity
) -> None:
    found = claims_of(text, Kind.MARKET_MOVE)
    assert found
    assert {c.polarity for c in found} == {polarity}


@pytest.mark.parametrize(
    "text", ["Acme Air avoided bankruptcy.", "Acme Air averted bankruptcy last year."]
)
def test_a_bankruptcy_averted_is_none(claims_of: ClaimsOf, text: str) -> None:
    assert told(claims_of(text, Kind.INSOLVENCY)) <= {(ASSERTED, NO)}


def test_a_joint_venture_that_is_given_up(claims_of: ClaimsOf) -> None:
    text = "Acme Motors said it would no longer pursue a joint venture with Zenith Cars."
    assert told(claims_of(text, Kind.PARTNERSHIP)) == {(PLANNED, NO)}


def test_nobody_buys_what_he_sells(claims_of: ClaimsOf) -> None:
    text = "Halden Foods is considering a sale of its dairy unit, people familiar with it said."
    assert claims_of(text, Kind.ACQUISITION) == []
    [claim] = claims_of(text, Kind.DIVESTITURE)
    assert claim.modality is HYPOTHETICAL


def test_who_is_replaced_takes_up_nothing(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors said that Paul Redding, its chief executive, will step down at the end of "
        "June and be replaced by Anita Kapoor."
    )
    assert {c.subject for c in claims_of(text, Kind.APPOINTMENT)} == {"Anita Kapoor"}
    assert {c.subject for c in claims_of(text, Kind.DEPARTURE)} == {"Paul Redding"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme Care does not rule out redundancies.", (HYPOTHETICAL, YES)),
        ("Acme Steel reversed its decision to cut 300 jobs.", (PLANNED, NO)),
        ("Unions called on Acme Steel to reverse its plans to cut 300 jobs.", (PLANNED, YES)),
        ("No jobs will be cut at Acme Steel.", (PLANNED, NO)),
        ("No fewer than 300 jobs will be cut at Acme Steel.", (PLANNED, YES)),
    ],
)
def test_people_are_let_go_or_not(
    claims_of: ClaimsOf, text: str, expected: tuple[Modality, Polarity]
) -> None:
    assert told(claims_of(text, Kind.LAYOFF)) <= {expected}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("In case of a strike, Acme Post will hire 2,000 workers.", HYPOTHETICAL),
        ("In the event of a strike, Acme Post will hire 2,000 workers.", HYPOTHETICAL),
        ("Even if its profit falls, Acme Post will hire 2,000 workers.", PLANNED),
        ("If its profit rises, Acme Post will hire 2,000 workers.", HYPOTHETICAL),
    ],
)
def test_what_is_done_in_a_certain_case(claims_of: ClaimsOf, text: str, modality: Modality) -> None:
    assert told(claims_of(text, Kind.HIRING)) == {(modality, YES)}


def test_who_leaves_for_a_firm_does_not_leave_it(claims_of: ClaimsOf) -> None:
    text = "Ann Lee, who might have become chief executive of Acme Insurance, left for Zenith Bank."
    assert "Zenith Bank" not in {c.object for c in claims_of(text, Kind.DEPARTURE)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme Motors gave no reason for the closure of its Leeds plant.", (ASSERTED, YES)),
        ("Acme Motors did not give a reason for closing its Leeds plant.", (ASSERTED, YES)),
        ("Acme Motors closed its Leeds plant and gave no details.", (ASSERTED, YES)),
        ("Acme Motors has never closed its Leeds plant.", (ASSERTED, NO)),
    ],
)
def test_what_no_reason_is_given_for_takes_place(
    claims_of: ClaimsOf, text: str, expected: tuple[Modality, Polarity]
) -> None:
    assert told(claims_of(text, Kind.FACILITY)) == {expected}


def test_a_price_that_is_not_told_leaves_the_purchase(claims_of: ClaimsOf) -> None:
    text = "Acme Motors did not disclose the price of its takeover of Brio Systems."
    assert told(claims_of(text, Kind.ACQUISITION)) == {(ASSERTED, YES)}


@pytest.mark.parametrize(
    "text",
    [
        "Should the strike go on, Acme Motors will cut 300 jobs in Leeds.",
        "Had the strike gone on, Acme Motors would have cut 300 jobs in Leeds.",
    ],
)
def test_a_condition_may_be_told_by_the_order_of_words(claims_of: ClaimsOf, text: str) -> None:
    assert told(claims_of(text, Kind.LAYOFF)) == {(HYPOTHETICAL, YES)}


def test_a_negative_word_inverts_as_well(claims_of: ClaimsOf) -> None:
    text = "No sooner had Acme Foods bought Brio Dairy than it sold its cheese unit."
    assert told(claims_of(text, Kind.ACQUISITION)) == {(ASSERTED, YES)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "No decision has been taken on closing the Leeds plant, Acme Motors said.",
            (UNKNOWN, YES),
        ),
        ("Acme Motors has not made a decision on the closure of its Leeds plant.", (UNKNOWN, YES)),
        ("Acme Motors announced its decision to close its Leeds plant.", (PLANNED, YES)),
    ],
)
def test_a_closure_that_is_decided_or_not(
    claims_of: ClaimsOf, text: str, expected: tuple[Modality, Polarity]
) -> None:
    assert told(claims_of(text, Kind.FACILITY)) <= {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry has not approved the takeover of Brio by Acme Mobile.", (PLANNED, YES)),
        ("Acme said no agreement had been reached on buying Brio Systems.", (ASSERTED, NO)),
        ("Acme said an agreement had been reached on buying Brio Systems.", (ASSERTED, YES)),
        ("Acme Mobile has denied reports that it would buy Brio.", (Modality.DENIED, YES)),
    ],
)
def test_a_purchase_without_approval_or_agreement(
    claims_of: ClaimsOf, text: str, expected: tuple[Modality, Polarity]
) -> None:
    assert told(claims_of(text, Kind.ACQUISITION)) <= {expected}


def test_a_merger_that_is_denied_in_a_parted_tree(claims_of: ClaimsOf) -> None:
    text = "Both firms denied a report that Orbit Group was about to merge with Brio Media."
    assert told(claims_of(text, Kind.MERGER)) == {(Modality.DENIED, YES)}


def test_what_somebody_is_there_for_is_no_deed(claims_of: ClaimsOf) -> None:
    text = "Bo Ek, whose task it is to sell the bank's shares, works for Brio Bank."
    assert claims_of(text, Kind.DIVESTITURE) == []
    text = "Ann Lee, who is responsible for opening new shops at Acme Retail, joined in 2015."
    assert claims_of(text, Kind.FACILITY) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme Motors did not rule out closing its Leeds plant.", (HYPOTHETICAL, YES)),
        ("Acme Motors did not rule out that it would close its Leeds plant.", (HYPOTHETICAL, YES)),
        ("Acme Motors refused to rule out closing its Leeds plant.", (HYPOTHETICAL, YES)),
        ("Acme Motors neither confirmed nor ruled out that it would close its Leeds plant.", (UNKNOWN, YES)),
        ("Acme Motors would neither confirm nor deny reports that it will close its Leeds plant.", (UNKNOWN, YES)),
        ("Acme Motors ruled out closing its Leeds plant.", (PLANNED, NO)),
        ("Acme Motors denied reports that it will close its Leeds plant.", (Modality.DENIED, YES)),
        ("Acme Motors confirmed reports that it will close its Leeds plant.", (PLANNED, YES)),
        ("Acme Motors did not rest, closing its Leeds plant in May.", (ASSERTED, YES)),
    ],
)  # fmt: skip
def test_what_is_neither_ruled_out_nor_denied_stays_open(
    claims_of: ClaimsOf, text: str, expected: tuple[Modality, Polarity]
) -> None:
    assert told(claims_of(text, Kind.FACILITY)) == {expected}


def test_a_bid_that_is_not_ruled_out_may_come(claims_of: ClaimsOf) -> None:
    text = "Acme Motors did not rule out a bid for Brio Systems."
    assert told(claims_of(text, Kind.ACQUISITION)) == {(HYPOTHETICAL, YES)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The chaos would not have come if Acme Air had not cut 300 jobs last year.", (ASSERTED, YES)),
        ("Had Acme Air not cut 300 jobs last year, the chaos could have been avoided.", (ASSERTED, YES)),
        ("Acme Air would have cut 300 jobs if fares had not risen.", (HYPOTHETICAL, YES)),
        ("Acme Air will cut 300 jobs if fares do not rise.", (HYPOTHETICAL, YES)),
    ],
)  # fmt: skip
def test_what_would_have_come_of_not_doing_a_thing_tells_that_it_was_done(
    claims_of: ClaimsOf, text: str, expected: tuple[Modality, Polarity]
) -> None:
    assert told(claims_of(text, Kind.LAYOFF)) == {expected}
