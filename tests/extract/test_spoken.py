"""Who says a claim: a spokesman, a person who presents a product, who closes a sentence in another order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

Claims = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Acme Motors may sell its plant. An Acme Motors spokeswoman confirmed the plan on Friday.",
            "an Acme Motors spokeswoman",
        ),
        (
            "A spokesman for Halden Foods denied a report that it would buy Zenith Holdings.",
            "a spokesman for Halden Foods",
        ),
        ("A Halden Foods spokesman declined to comment on the plan.", "a Halden Foods spokesman"),
        (
            "A Halden Foods spokesman on Friday denied a report that it would buy Zenith Holdings.",
            "a Halden Foods spokesman",
        ),
        ("Halden Foods declined to comment on the plan.", "Halden Foods"),
        ("Halden Foods has denied the claims, sources said.", "Halden Foods"),
        ("Halden Foods has denied the claims, its chairwoman Ann Lee said.", "Ann Lee"),
    ],
)
def test_a_spokesman_voices_a_stance(claims_of: Claims, text: str, speaker: str) -> None:
    found = claims_of(text, Kind.STANCE)
    assert {c.speaker for c in found} == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Ann Lee, the head of Acme Motors, announced the company's new van, the Acme Swift.",
            "Ann Lee",
        ),
        ("Acme Motors announced a new van, the Acme Swift.", None),
    ],
)
def test_a_person_who_presents_a_product_speaks(
    claims_of: Claims, text: str, speaker: str | None
) -> None:
    assert {c.speaker for c in claims_of(text, Kind.PRODUCT)} == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Acme Motors will close its plant in Leeds, one of the directors said, in June.", "one of the directors"),
        ('Acme Motors closed its plant in Leeds "for good," stated Halden Bank.', "Halden Bank"),
        (
            "OSLO: Acme Motors will close its plant in Leeds in June, its founder Ann Lee announced on Friday.",
            "Ann Lee",
        ),
        ('"It was a hard year," said Ann Lee, after Acme Motors closed its plant in Leeds.', None),
    ],
)  # fmt: skip
def test_the_order_of_words_tells_who_speaks(
    claims_of: Claims, text: str, speaker: str | None
) -> None:
    assert {c.speaker for c in claims_of(text, Kind.FACILITY)} == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Lee of Acme Motors said costs had risen. The plant in Leeds would be closed in June.", "Ann Lee"),
        ("Ann Lee of Acme Motors said costs had risen. Acme Motors closed its plant in Leeds in June.", None),
        (
            "Ann Lee of Acme Motors said costs had risen. If sales fell, the plant in Leeds would be closed.",
            None,
        ),
        (
            "Ann Lee of Acme Motors said costs had risen.\n\nAcme Motors would be closing its plant in Leeds.",
            None,
        ),
        (
            "Acme Motors has indicated that it will move to Oslo. It also intends to close its plant in Leeds.",
            "Acme Motors",
        ),
    ],
)  # fmt: skip
def test_would_goes_on_with_what_was_said(
    claims_of: Claims, text: str, speaker: str | None
) -> None:
    found = {c.speaker for c in claims_of(text, Kind.FACILITY) if c.object and "plant" in c.object}
    assert found == {speaker}


def test_who_makes_a_decision_does_not_speak(claims_of: Claims) -> None:
    text = "The Harbour Authority approved Acme Bank's takeover of Zenith Bank. The decision was made by its board."
    assert {c.speaker for c in claims_of(text, Kind.LEGAL)} == {None}


@pytest.mark.parametrize(
    ("text", "kind", "speaker"),
    [
        ("Acme Motors announced a cut in costs. Acme Motors will close its plant in Leeds.", Kind.FACILITY, "Acme Motors"),
        ("Acme Motors announced a cut in costs. Halden Foods will close its plant in Oslo.", Kind.FACILITY, None),
        ("Acme Motors announced a recall. Prosecutors will investigate Acme Motors.", Kind.LEGAL, None),
        ("Acme Motors announced a deal. Acme Motors will own 40 percent of Zenith Trucks.", Kind.OWNERSHIP, None),
        ("Acme Motors announced a deal. The company will sell its mill in Leeds to Zenith Trucks.", Kind.ACQUISITION, "Acme Motors"),
        ("Acme Motors announced a deal. Zenith Trucks will buy a mill in Leeds from Halden Foods.", Kind.ACQUISITION, None),
        ("Acme Motors announced a deal. A mill in Leeds will be sold by Halden Foods to Zenith Trucks.", Kind.ACQUISITION, None),
    ],
)  # fmt: skip
def test_an_announcement_goes_on_with_what_its_maker_does(
    claims_of: Claims, text: str, kind: Kind, speaker: str | None
) -> None:
    assert {c.speaker for c in claims_of(text, kind)} == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Acme Bank will be in profit again, its head Ann Lee said, for the first time since its sale of Zenith Bank in 2017.", None),
        ("Acme Bank will complete its sale of Zenith Bank in June, its head Ann Lee said.", "Ann Lee"),
    ],
)  # fmt: skip
def test_since_when_something_is_so_nobody_says(
    claims_of: Claims, text: str, speaker: str | None
) -> None:
    assert {c.speaker for c in claims_of(text, Kind.DIVESTITURE)} <= {speaker}


@pytest.mark.parametrize(
    ("saying", "speaker"),
    [
        ("would only say", "Halden Bank"),
        ("could say", None),
        ("would say", None),
    ],
)
def test_who_would_only_say_a_thing_has_said_it(
    claims_of: Claims, saying: str, speaker: str | None
) -> None:
    found = claims_of(f"Halden Bank {saying} that it will close its plant in Leeds.", Kind.FACILITY)
    assert {c.speaker for c in found} == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Lee, chief executive of Halden Bank, announced savings of $4 million by 2030.", "Ann Lee"),
        ("An internal review was announced, and Halden Bank hopes to be carbon neutral by 2030.", None),
    ],
)  # fmt: skip
def test_a_person_who_announces_an_aim_speaks(
    proposals_of: Claims, text: str, speaker: str | None
) -> None:
    assert {c.speaker for c in proposals_of(text, Kind.TARGET)} == {speaker}
