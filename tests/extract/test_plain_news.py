"""What news says in plain words of aims, silences, reactions, courts, posts and figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

Find = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("Polar Foods plans to pay a dividend of 30 cents a share in June.", "pay a dividend"),
        ("Halden Motors wants to double its market share in India by 2025.", "double its market"),
        ("Acme Foods plans to cut its carbon emissions by 30 per cent by 2030.", "cut its carbon"),
        ("Orbit Motors targets annual savings of $300 million.", "annual savings"),
        ("Acme Chips will shift production to Vietnam next year.", "shift production"),
        ("Nova Steel is committed to reaching net zero by 2040.", "reaching net zero"),
    ],
)
def test_a_plain_aim_is_a_target(proposals_of: Find, text: str, aim: str) -> None:
    found = proposals_of(text, Kind.TARGET)
    assert any((c.object or "").startswith(aim) for c in found), found


@pytest.mark.parametrize(
    "text",
    [
        "The council wants Acme Foods to part with its dairy by 2025.",
        "Analysts expect Acme Foods to return by 2025 with a lower bid.",
        "Acme Foods plans to say more in June.",
        "Acme Foods plans to spend $3 million on a plant in Leeds in 2022.",
    ],
)
def test_what_others_want_or_other_kinds_tell_is_no_target(claims_of: Find, text: str) -> None:
    assert not claims_of(text, Kind.TARGET)


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        (
            "Acme Motors will cut 300 jobs. It did not respond to requests for comment.",
            "job cuts at Acme Motors",
        ),
        ("Zenith Bank could not be reached for comment about the fine.", "fine"),
        ("Acme Motors was not immediately available for comment on the recall.", "recall"),
        ("Zenith Bank did not say when the branches would close.", "when the branches"),
        ("Acme Foods declined to name the buyer.", "buyer"),
        (
            "The Transport Authority has fined Acme Motors. Acme Motors declined to comment.",
            "fine for Acme Motors",
        ),
    ],
)
def test_silence_is_a_stance_on_what_was_told(proposals_of: Find, text: str, matter: str) -> None:
    found = [c for c in proposals_of(text, Kind.STANCE) if c.action == "declines"]
    assert [c.object for c in found if (c.object or "").startswith(matter)], found
    assert not any("request" in (c.object or "") for c in found)


def test_a_relative_clause_on_who_declines_is_no_matter(claims_of: Find) -> None:
    text = "Halden Media, which bought Acme Press in May, did not return calls."
    assert not claims_of(text, Kind.STANCE)


@pytest.mark.parametrize(
    ("text", "action", "matter"),
    [
        ("Zenith Bank urged shareholders to reject the offer.", "opposes", "offer"),
        ("Zenith Bank has objected to Acme Motors' bid.", "opposes", "bid"),
        ("The board of Zenith Bank has recommended the offer.", "confirms", "offer"),
        ("Acme Motors called the lawsuit baseless.", "denies", "lawsuit"),
        ('"These allegations are false," an Acme Motors spokesman said.', "denies", "allegations"),
    ],
)
def test_a_reaction_is_a_stance(claims_of: Find, text: str, action: str, matter: str) -> None:
    found = claims_of(text, Kind.STANCE)
    assert any(c.action == action and matter in (c.object or "") for c in found), found


@pytest.mark.parametrize(
    ("text", "action", "subject", "party"),
    [
        (
            "A judge in Delaware dismissed a lawsuit against Acme Motors.",
            "rules",
            "judge in Delaware",
            "Acme Motors",
        ),
        ("A court in Hamburg ruled in favour of Acme Motors.", "rules", "court in", "Acme Motors"),
        ("Zenith Chemical agreed to pay $9 million to settle claims.", "settles", "Zenith", None),
        ("Zenith Bank agreed to a $5 million settlement.", "settles", "Zenith Bank", None),
        (
            "Prosecutors in Munich searched the offices of Acme Motors.",
            "investigates",
            "Prosecutors in Munich",
            "Acme Motors",
        ),
    ],
)
def test_courts_and_authorities_act(
    claims_of: Find, text: str, action: str, subject: str, party: str | None
) -> None:
    found = claims_of(text, Kind.LEGAL)
    assert [(c.action, c.object) for c in found] == [(action, party)]
    assert found[0].subject.startswith(subject)


def test_who_is_asked_to_decide_has_not_decided(claims_of: Find) -> None:
    text = "Acme Motors asked the General Court to overturn a fine imposed on it."
    assert not any(c.action == "rules" for c in claims_of(text, Kind.LEGAL))


@pytest.mark.parametrize(
    ("text", "kind", "who", "role"),
    [
        (
            "Acme Motors has picked Jane Smith as its next chief executive.",
            Kind.APPOINTMENT,
            "Jane Smith",
            "chief executive",
        ),
        (
            "Anna Holm has been elected chair of Acme Motors' board.",
            Kind.APPOINTMENT,
            "Anna Holm",
            "chair of board",
        ),
        (
            "Acme Motors parted ways with its chief executive, John Smith.",
            Kind.DEPARTURE,
            "John Smith",
            "chief executive",
        ),
        (
            "Acme Motors ousted its chief executive, John Smith.",
            Kind.DEPARTURE,
            "John Smith",
            "chief executive",
        ),
    ],
)
def test_a_post_changes_hands(claims_of: Find, text: str, kind: Kind, who: str, role: str) -> None:
    assert [(c.subject, c.object, c.role) for c in claims_of(text, kind)] == [
        (who, "Acme Motors", role)
    ]


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Acme Motors sold 310,000 cars in the quarter, up 5.1%.", "5.1"),
        ("Acme Motors sold 1.2 million vehicles in 2019, 8% more than a year before.", "8"),
        ("Acme Air carried 4.5 million passengers in April, 12% fewer than a year earlier.", "-12"),
        ("Acme Motors sold 310,000 cars in April. Its shares rose 5.1%.", None),
        ("Acme Motors sold 310,000 cars in April, when interest rates rose 5.1%.", None),
    ],
)
def test_a_count_and_its_change_are_two_results(
    claims_of: Find, text: str, percent: str | None
) -> None:
    amounts = [c.amount for c in claims_of(text, Kind.RESULT) if c.amount]
    told = {str(a.value) for a in amounts if a.unit == "percent"}
    assert told == ({percent} if percent else set())
    assert len(amounts) > len(told)


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("Acme Software raised its revenue forecast to $13 billion from $12 billion.", {12, 13}),
        ("Acme Foods cut its profit forecast for the year to $3 billion.", {3}),
        ("Acme Foods trimmed its profit forecast by 8 percent to $71 billion.", {71}),
        ("Acme Foods lifted its forecast for annual sales to $12 billion.", {12}),
    ],
)
def test_an_outlook_is_a_result_that_is_aimed_at(
    claims_of: Find, text: str, sums: set[int]
) -> None:
    found = claims_of(text, Kind.RESULT)
    assert {c.modality.value for c in found} == {"targeted"}
    assert {c.amount.value / 10**9 for c in found if c.amount} == sums


def test_a_loss_ends_where_last_years_profit_begins(claims_of: Find) -> None:
    text = "Acme Foods swung to a loss of $30 million from a profit of $12 million."
    found = {(c.object, int(c.amount.value)) for c in claims_of(text, Kind.RESULT) if c.amount}
    assert found == {("loss", 30_000_000), ("profit", 12_000_000)}


@pytest.mark.parametrize(
    "text",
    [
        "Net profit at Banco Verde slipped 6% to 840 million euros in the third quarter.",
        "Net profit at the lender Cajasur slipped 6% to 840 million euros.",
        "Net profit at Acme Foods slipped 6% to 840 million euros.",
    ],
)
def test_an_owner_before_the_verb_parts_no_measure_from_its_figures(
    claims_of: Find, text: str
) -> None:
    amounts = {
        (int(c.amount.value), c.amount.unit) for c in claims_of(text, Kind.RESULT) if c.amount
    }
    assert amounts == {(-6, "percent"), (840_000_000, "EUR")}
