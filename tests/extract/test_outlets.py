"""Papers and agencies that only report are outlets, not companies that act."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import kg.extract
from kg.language import load
from kg.model import Article, Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.fixture(scope="module")
def labels_of() -> Callable[[str], dict[str, str]]:
    analyser, extractor = load(), kg.extract.load(learned=False)

    def found(text: str) -> dict[str, str]:
        article = Article(id="x", title="", text=text)
        mentions = kg.extract.analyse(article, analyser, extractor).mentions
        return {m.text.split("the ")[-1].split("The ")[-1]: m.label for m in mentions}

    return found


@pytest.mark.parametrize(
    "text",
    [
        "Halden Motors will open a plant in Ohio, DongA reported.",
        "Halden Motors will open a plant in Ohio, the DongA newspaper said.",
        "Halden Motors will open a plant in Ohio, news agency DongA reported on Tuesday.",
        "The DongA newspaper said on Monday that Halden Motors will open a plant.",
        "DongA, a South Korean newspaper, said that Halden Motors will open a plant.",
        "Lars Ek, chief of Halden Motors, told the DongA newspaper it will open a plant.",
    ],
)
def test_who_only_reports_is_an_outlet(
    labels_of: Callable[[str], dict[str, str]], claims_of: ClaimsOf, text: str
) -> None:
    labels = labels_of(text)
    assert labels["DongA"] == "OUTLET"
    assert labels["Halden Motors"] == "COMPANY"
    [claim] = claims_of(text, Kind.FACILITY)
    assert claim.subject == "Halden Motors"
    assert claim.speaker in ("DongA", "Lars Ek")


@pytest.mark.parametrize(
    "text",
    [
        "Halden Motors bought the DongA newspaper.",
        "DongA reported a profit of $3 million.",
        "Sales rose 5 percent in the first quarter, DongA reported.",
        "Halden Motors will buy DongA, the companies said. DongA reported a loss in May.",
    ],
)
def test_who_does_something_else_is_a_company(
    labels_of: Callable[[str], dict[str, str]], text: str
) -> None:
    assert labels_of(text)["DongA"] == "COMPANY"


def test_what_an_agency_passes_on_has_it_as_its_relay(claims_of: ClaimsOf) -> None:
    text = (
        "Halden Motors is to buy Norvik Group, news agency Tavro reported, citing unnamed sources."
    )
    [claim] = claims_of(text, Kind.ACQUISITION)
    assert (claim.speaker, claim.relayed_by) == ("unnamed sources", ("Tavro",))
