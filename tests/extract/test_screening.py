"""Which of the analyser's names are names, and where one ends; trees are written by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Token

from kg.extract.coref import Entry, chains
from kg.language import load


def entry_of(doc: Doc, token: Token, title: Doc | None = None) -> Entry:
    found = chains(doc, title).at(token)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "ents",
    [
        {"Tarn": "PERSON", "Vole": "PERSON"},
        {"Tarn &": "COMPANY", "Vole": "COMPANY"},
        {"Tarn": "COMPANY"},
    ],
)
def test_a_firm_of_two_names_is_one(parsed: Callable[..., Doc], ents: dict[str, str]) -> None:
    doc = parsed(
        "Tarn/PROPN/4/nsubj &/CCONJ/3/cc Vole/PROPN/1/conj fell/VERB/0//fall ./PUNCT/4/punct",
        ents=ents,
    )
    entry = entry_of(doc, doc[0])
    assert (entry.name, entry.label) == ("Tarn & Vole", "COMPANY")
    assert entry_of(doc, doc[2]).name == "Tarn & Vole"


def test_a_headlines_ampersand_may_stand_between_two_firms(parsed: Callable[..., Doc]) -> None:
    ents = {"Tarn": "COMPANY", "Vole": "COMPANY"}
    title = parsed(
        "Tarn/PROPN/4/nsubj &/CCONJ/3/cc Vole/PROPN/1/conj merge/VERB/0//merge", ents=ents
    )
    doc = parsed(
        "Tarn/PROPN/4/nsubj and/CCONJ/3/cc Vole/PROPN/1/conj merge/VERB/0//merge", ents=ents
    )
    assert entry_of(doc, title[0], title).name == "Tarn"


@pytest.mark.parametrize(("code", "name"), [("SEK", None), ("SKF", "SKF")])
def test_a_currency_before_its_figure_is_no_name(
    parsed: Callable[..., Doc], code: str, name: str | None
) -> None:
    doc = parsed(
        f"Profit/NOUN/2/nsubj reached/VERB/0//reach {code}/PROPN/2/obj 95/NUM/3/nummod ./PUNCT/2/punct",
        ents={code: "COMPANY"},
    )
    found = chains(doc).at(doc[2])
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("ORG", "PLACE", "Exchange of Halden"),
        ("PLACE", "PLACE", "Exchange of Halden"),
        ("COMPANY", "PLACE", "Exchange"),
    ],
)
def test_no_name_breaks_off_at_of(
    parsed: Callable[..., Doc], first: str, second: str, name: str
) -> None:
    doc = parsed(
        "Exchange/PROPN/4/nsubj of/ADP/3/case Halden/PROPN/1/nmod fell/VERB/0//fall ./PUNCT/4/punct",
        ents={"Exchange of": first, "Halden": second},
    )
    assert entry_of(doc, doc[0]).name == name


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Rail and Roads Authority fined Zenith $3 million.", "Rail and Roads Authority"),
        (
            "The Competition and Consumer Commission approved Zenith's purchase of Axent.",
            "Competition and Consumer Commission",
        ),
        ("The Government and the Roads Authority fined Zenith $3 million.", "Roads Authority"),
    ],
)
def test_a_body_keeps_what_stands_before_and(text: str, body: str) -> None:
    import kg.extract
    from kg.language import load
    from kg.model import Article

    found = kg.extract.analyse(Article(id="x", title="", text=text), load(), kg.extract.load())
    assert body in {m.text.removeprefix("the ") for m in found.mentions}


_BODY = (
    "The/DET/3/det {0}/PROPN/3/compound {1}/PROPN/7/nsubj and/CCONJ/6/cc Harbours/PROPN/6/compound "
    "Commission/PROPN/3/conj {2}/VERB/0//act ./PUNCT/7/punct"
)


@pytest.mark.parametrize("first", ["Northern Fisheries", "Northern Fisheries and"])
def test_two_fields_of_one_body_make_its_name(parsed: Callable[..., Doc], first: str) -> None:
    ents = {first: "ORG", "Harbours Commission": "ORG"}
    doc = parsed(_BODY.format("Northern", "Fisheries", "acted"), ents=ents)
    for i in (2, 5):
        assert entry_of(doc, doc[i]).name == "Northern Fisheries and Harbours Commission"


@pytest.mark.parametrize(
    ("first", "label", "verb"),
    [
        (("Fisheries", "Ministry"), "ORG", "acted"),  # says itself what body it is
        (("University", "Northport"), "ORG", "acted"),
        (("Northern", "NFO"), "ORG", "acted"),
        (("Northern", "Trawlers"), "COMPANY", "acted"),
        (("Northern", "Fisheries"), "ORG", "were"),
    ],
)
def test_a_body_beside_another_is_its_own(
    parsed: Callable[..., Doc], first: tuple[str, str], label: str, verb: str
) -> None:
    ents = {" ".join(first): label, "Harbours Commission": "ORG"}
    doc = parsed(_BODY.format(*first, verb), ents=ents)
    assert entry_of(doc, doc[5]).name == "Harbours Commission"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Norvik sold Halden (Deutschland) GmbH to Corvo.",
            ["Norvik", "Halden (Deutschland) GmbH", "Corvo"],
        ),
        (
            "Norvik Pumps owns Norvik Pumps (India) Co., Ltd. in Pune.",
            ["Norvik Pumps", "Norvik Pumps (India) Co., Ltd."],
        ),
        ("Norvik Pumps bought the studio Halden Films. It was old.", ["Norvik Pumps", "Halden Films"]),
        ("Norvik Pumps (NVP) sold its Leeds plant.", ["Norvik Pumps"]),
        ("Norvik Pumps (NYSE: NVP) Inc. sold its Leeds plant.", ["Norvik Pumps"]),
    ],
)  # fmt: skip
def test_a_country_in_brackets_is_a_part_of_a_name_and_a_stop_is_none(
    text: str, names: list[str]
) -> None:
    found = [m.name for m in chains(load()(text)).mentions if m.label == "COMPANY" and m.name]
    assert list(dict.fromkeys(found)) == names


def test_what_is_called_so_before_its_country_is_another_firm() -> None:
    text = "Norvik Pumps will close Norvik Pumps (India) Co., Ltd. Norvik Pumps has 40 plants."
    names = [m.name for m in chains(load()(text)).mentions if m.text == "Norvik Pumps"]
    assert names == ["Norvik Pumps"] * 2
