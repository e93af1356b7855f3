"""Spellings of one name: a space more, an acronym of capitals, a sign at an exchange, and text that was glued."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kg.extract.coref import chains
from kg.extract.coref.acronyms import abbreviates, forms
from kg.extract.coref.screening import bare
from kg.extract.coref.spelling import fullest, spelt_alike
from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def test_the_same_letters_in_one_word_and_in_two_are_one_name() -> None:
    def alike(*names: str) -> list[tuple[int, int]]:
        return list(spelt_alike([(0, tuple(name.split())) for name in names]))

    assert set(alike("playgaming", "play gaming")) == {(1, 0)}
    assert alike("halden", "hal den") == [(1, 0)]
    assert alike("u.s park board", "united states park board") == [(1, 0)]
    assert alike("doe & sons", "doe and sons") == [(1, 0)]
    assert not alike("acme", "ac me", "zenith bank", "zeta bank", "us foods", "u foods")


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ({"PlayGaming": (1, 0), "Play Gaming": (1, -3)}, "PlayGaming"),
        ({"PlayGaming": (1, 0), "Play Gaming": (2, -3)}, "Play Gaming"),
        ({"NordalBankTrust": (1, 0), "NBT": (4, -1)}, "NordalBankTrust"),
        ({"Boreal": (1, 0), "BORL.PA": (1, -1)}, "Boreal"),
        ({"Acme": (4, 0), "Acme Motors": (1, -2)}, "Acme Motors"),
    ],
)
def test_a_thing_is_told_by_the_fullest_form_of_its_name(
    texts: dict[str, tuple[int, int]], name: str
) -> None:
    assert fullest(texts, lambda t: len(t.split())) == name


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        (
            "PlayGaming agreed to buy Bwin Interactive on Monday. Shares in Play Gaming rose 4 per cent.",
            Kind.MARKET_MOVE,
            "PlayGaming",
        ),
        (
            "PriceHarrisonWells (PhW) audited the accounts. PhW said it would cut 400 jobs in Leeds.",
            Kind.LAYOFF,
            "PriceHarrisonWells",
        ),
        (
            "Halden Aerospace Co. (HADC.PA), parent of Boreal Jets, reported a net loss of 7 million euros.",
            Kind.OWNERSHIP,
            "Halden Aerospace Co.",
        ),
        (
            '"It is a great matter."Zenith Bank said it will buy Harlow Trust.',
            Kind.ACQUISITION,
            "Zenith Bank",
        ),
    ],
)
def test_claims_name_the_firm_in_full(
    claims_of: ClaimsOf, text: str, kind: Kind, subject: str
) -> None:
    assert [c.subject for c in claims_of(text, kind)] == [subject]


def test_two_firms_with_names_alike_stay_two(claims_of: ClaimsOf) -> None:
    text = "Acme Motors opened a plant in Austin. Acme Foods opened a plant in Leeds."
    assert {c.subject for c in claims_of(text, Kind.FACILITY)} == {"Acme Motors", "Acme Foods"}


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        (
            "Hewlin-Packer said profit rose 5 per cent. HP will open a plant in Austin.",
            Kind.FACILITY,
            {"Hewlin-Packer"},
        ),
        ("Ex-WorldComm chief executive Bernie Ebbs was charged.", Kind.ROLE, {"WorldComm"}),
        (
            "The government bailed out pariah AIC, which will close an office in London.",
            Kind.FACILITY,
            {"AIC"},
        ),
    ],
)
def test_short_and_dressed_names_are_the_firms_own(
    claims_of: ClaimsOf, text: str, kind: Kind, names: set[str]
) -> None:
    found = claims_of(text, kind)
    assert {c.object if kind is Kind.ROLE else c.subject for c in found} == names


def test_a_name_ends_where_the_next_sentence_begins() -> None:
    assert bare("Ex-WorldComm") == "WorldComm"
    assert bare("non-OPEC") == ""
    assert "umcw" in forms(("united", "mine", "and", "commercial", "workers", "union"), ("union",))
    assert abbreviates("RMT", ("union", "of", "rail", "maritime", "and", "transport", "workers"))
    assert abbreviates("P-I", ("seattle", "post-intelligencer"))
    assert not abbreviates("BBC", ("zenith", "bank", "of", "canada"))


@pytest.mark.parametrize(
    ("place", "name"),
    [("Dallas", "Ledgerline of Dallas"), ("America", "Ledgerline")],
)
def test_a_firm_with_its_place_is_the_firm_and_a_unit_is_not(
    parsed: Callable[..., Doc], place: str, name: str
) -> None:
    doc = parsed(
        "Ledgerline/PROPN/2/nsubj left/VERB/0//leave",
        f"Ledgerline/PROPN/4/nsubj of/ADP/3/case {place}/PROPN/1/nmod agreed/VERB/0//agree",
        ents={f"Ledgerline of {place}": "COMPANY", "Ledgerline": "COMPANY"},
    )
    entry = chains(doc).at(doc[0])
    assert entry is not None
    assert entry.name == name


@pytest.mark.parametrize(
    ("ents", "names"),
    [
        (
            {"Doe": "COMPANY", "Roe & Co. Halden Foods": "COMPANY"},
            ["Doe, Roe & Co.", "Halden Foods"],
        ),
        ({"Doe": "COMPANY", "Roe & Co.": "COMPANY"}, ["Doe, Roe & Co."]),
    ],
)
def test_a_firm_of_partners_is_one_and_ends_at_co(
    parsed: Callable[..., Doc], ents: dict[str, str], names: list[str]
) -> None:
    doc = parsed(
        "Doe/PROPN/7/nsubj ,/PUNCT/3/punct Roe/PROPN/1/conj &/CCONJ/5/cc Co./PROPN/3/conj Halden/PROPN/7/compound "
        "Foods/PROPN/0/",
        ents=ents,
    )
    found = [chains(doc).at(doc[k]) for k in (0, 2, 6)]
    assert [e.name for e in found if e is not None] == [names[0], names[0], *names[1:]]
