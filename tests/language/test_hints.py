"""Names that the noun before them tells to be firms'."""

from __future__ import annotations

import pytest

from kg.language import load


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Executives of the Korean battery maker Daeyon met on Monday. It will pay, Daeyon said.", "Daeyon"),
        ("Brewer Kastner Gold will shut its bottling line in May.", "Kastner Gold"),
        ("Chipmaker Oblisk Nova is to build a plant in Graz.", "Oblisk Nova"),
        ("Lender Kastner will cut 90 jobs.", "Kastner"),
        ("Lessor Kastner Aviation Capital ordered 20 jets.", "Kastner Aviation Capital"),
        ("Shares in Ostrava steelmaker Vitkan, which may idle a furnace, fell.", "Vitkan"),
    ],
)  # fmt: skip
def test_a_trade_tells_a_firm(text: str, name: str) -> None:
    found = {(e.text, e.label_) for e in load()(text).ents}
    assert (name, "COMPANY") in found
    assert not any(name in text and (text, label) != (name, "COMPANY") for text, label in found)


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("The film was shot by the film maker Jane Doe in Leeds.", "Jane Doe", "PERSON"),
        ("The brewer Jane Doe opened a pub in Leeds.", "Jane Doe", "PERSON"),
        ("Miner Resources Ltd. said its profit rose.", "Miner Resources Ltd.", "COMPANY"),
    ],
)
def test_persons_and_full_names_stay(text: str, name: str, label: str) -> None:
    found = {(e.text, e.label_) for e in load()(text).ents}
    assert (name, label) in found


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("An oil company has handed a contract for compressors to Italy's Turbomecca.", "Turbomecca", "COMPANY"),
        ("They met at France's Eiffel Tower in May.", "Eiffel Tower", "FACILITY"),
        ("The closure of Ashgrove's Dundalk creamery has been put off by a year.", "Dundalk", "PLACE"),
        ("Its chief executive, Nuria Bosch, said the company would rather expand.", "Nuria Bosch", "PERSON"),
        ("Its chief executive, Apple, said so." , "Apple", "COMPANY"),
        ("Apple said its Foxconn plant would grow, and Foxconn confirmed it.", "Foxconn", "COMPANY"),
        ("The Ahrweiler plant of packaging firm Kartopak is up and running again.", "Ahrweiler", "PLACE"),
    ],
)  # fmt: skip
def test_posts_sites_and_countries_tell(text: str, name: str, label: str) -> None:
    found = {(e.text, e.label_) for e in load()(text).ents}
    assert (name, label) in found


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("About 2,000 jobs are at risk at Ostrava steelmaker Vitkan.", "Ostrava", "PLACE"),
        ("There will be no redundancies at Falmouth engine builder Penrose Marine.", "Falmouth", "PLACE"),
        ("Apple chip supplier Lumenar said its sales rose.", "Apple", "COMPANY"),
        ("Volkswagen truckmaker Scania said its sales rose.", "Volkswagen", "COMPANY"),
    ],
)  # fmt: skip
def test_seats_of_firms(text: str, name: str, label: str) -> None:
    found = {(e.text, e.label_) for e in load()(text).ents}
    assert (name, label) in found


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("First Meridian Energy bought Zenner.", "First Meridian Energy", "COMPANY"),
        ("First, Kastner Energy bought Zenith.", "Kastner Energy", "COMPANY"),
        ("Ed Kastner, the clothing chain, will cut 90 jobs.", "Ed Kastner", "COMPANY"),
        ("Ed Kastner, the clothing chain's boss, will go.", "Ed Kastner", "PERSON"),
        ("Jane Lowe, M.B.A., is chief executive of Zelvia.", "Jane Lowe", "PERSON"),
    ],
)
def test_names_cut_and_firms_called_like_persons(text: str, name: str, label: str) -> None:
    assert (name, label) in {(e.text, e.label_) for e in load()(text).ents}


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Toronto-based Scholario raised $75 million from Maple Fund.", "Scholario", "COMPANY"),
        ("London-based Ann Lee will lead Kelmar.", "Ann Lee", "PERSON"),
        ("Orlane Polska will cut 40 jobs.", "Orlane Polska", "COMPANY"),
        ("Anna Polska will resign as chief executive of Kelmar.", "Anna Polska", "PERSON"),
    ],
)
def test_seats_and_branches_tell_a_firm(text: str, name: str, label: str) -> None:
    found = {(e.text, e.label_) for e in load()(text).ents}
    assert (name, label) in found


def test_a_degree_is_nobody() -> None:
    found = load()("We are pleased, said Omar Keane, M.D., Chief Medical Officer of Zelvia.").ents
    assert {e.text for e in found if e.label_ == "PERSON"} == {"Omar Keane"}
