"""Coreference over trees written by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Span, Token

from kg.extract.coref import Chains, Entry, chains
from kg.extract.coref.screening import is_acronym
from kg.model import Article


def named(doc: Doc, word: str, title: Doc | None = None, nth: int = 0) -> str | None:
    """Return the name that the nth token with this text refers to."""
    found = chains(doc, title)
    token = [t for t in doc if t.text == word][nth]
    entry = found.at(token)
    return entry.name if entry else None


def sure(entry: Entry | None) -> Entry:
    assert entry is not None
    return entry


def at(found: Chains, token: Token) -> Entry:
    return sure(found.at(token))


# -- names --------------------------------------------------------------------

ADOBE = (
    "Adobe/PROPN/2/compound Systems/PROPN/6/nsubj ,/PUNCT/4/punct Inc./PROPN/2/appos "
    ",/PUNCT/6/punct bought/VERB/0//buy Macromedia/PROPN/6/obj ./PUNCT/6/punct"
)
LATER = "Adobe/PROPN/2/nsubj paid/VERB/0//pay cash/NOUN/2/obj ./PUNCT/2/punct"
ADOBE_NAMES = {"Adobe Systems , Inc.": "COMPANY", "Adobe": "COMPANY", "Macromedia": "COMPANY"}


def test_shorter_form_takes_the_fullest_name(parsed: Callable[..., Doc]) -> None:
    doc = parsed(ADOBE, LATER, ents=ADOBE_NAMES)
    assert named(doc, "Adobe", nth=1) == "Adobe Systems, Inc."


def test_fuller_form_may_come_later(parsed: Callable[..., Doc]) -> None:
    doc = parsed(LATER, ADOBE, ents=ADOBE_NAMES)
    assert named(doc, "Adobe", nth=0) == "Adobe Systems, Inc."


def test_a_title_is_no_part_of_a_persons_name(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Mr./PROPN/3/flat Jim/PROPN/3/nsubj Doe/PROPN/4/nsubj left/VERB/0//leave",
        ents={"Mr. Jim Doe": "PERSON"},
    )
    assert named(doc, "Doe") == "Jim Doe"
    assert named(doc, "Mr.") is None


def test_full_name_found_only_in_the_title(parsed: Callable[..., Doc]) -> None:
    title = parsed(
        "Delta/PROPN/3/compound Air/PROPN/3/compound Lines/PROPN/4/nsubj cuts/VERB/0//cut/VBZ",
        ents={"Delta Air Lines": "COMPANY"},
    )
    doc = parsed("Delta/PROPN/2/nsubj flies/VERB/0//fly", ents={"Delta": "COMPANY"})
    assert named(doc, "Delta", title) == "Delta Air Lines"
    assert at(chains(doc, title), title[2]).name == "Delta Air Lines"


@pytest.mark.parametrize(
    ("first", "second"), [("Sony", "Sony Ericsson"), ("Toyota", "Toyota Financial")]
)
def test_a_unit_named_after_its_parent_is_another(
    parsed: Callable[..., Doc], first: str, second: str
) -> None:
    one, two = second.split()
    doc = parsed(
        f"{first}/PROPN/2/nsubj owns/VERB/0//own {one}/PROPN/4/compound {two}/PROPN/2/obj",
        ents={first: "COMPANY", second: "COMPANY"},
    )
    assert named(doc, first) == first
    assert named(doc, two) == second


def test_acronym_in_brackets_whatever_its_label(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Bank/PROPN/7/nsubj of/ADP/3/case America/PROPN/1/nmod (/PUNCT/5/punct "
        "BoA/PROPN/1/appos )/PUNCT/5/punct closed/VERB/0//close",
        "BoA/PROPN/2/nsubj rose/VERB/0//rise",
        ents={"Bank of America": "COMPANY", "BoA": "PLACE"},
    )
    entry = at(chains(doc), [t for t in doc if t.text == "BoA"][1])
    assert (entry.name, entry.label) == ("Bank of America", "COMPANY")


def test_acronym_in_brackets_of_the_last_words(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Norwegian/ADJ/4/amod Coastal/PROPN/4/compound Safety/PROPN/4/compound "
        "Administration/PROPN/8/nsubj (/PUNCT/6/punct CSA/PROPN/4/appos )/PUNCT/6/punct "
        "acted/VERB/0//act",
        "CSA/PROPN/2/nsubj won/VERB/0//win",
        ents={"Norwegian Coastal Safety Administration": "ORG", "CSA": "ORG"},
    )
    second = [t for t in doc if t.text == "CSA"][1]
    assert at(chains(doc), second).name == "Norwegian Coastal Safety Administration"


def test_acronym_that_was_not_introduced(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Great/PROPN/4/amod North/PROPN/4/compound Eastern/PROPN/4/amod Railway/PROPN/5/nsubj "
        "runs/VERB/0//run trains/NOUN/5/obj/train/NNS",
        "GNER/PROPN/2/nsubj lost/VERB/0//lose",
        ents={"Great North Eastern Railway": "COMPANY", "GNER": "ORG"},
    )
    assert named(doc, "GNER") == "Great North Eastern Railway"


def test_a_ticker_in_brackets_is_no_name(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Apple/PROPN/6/nsubj (/PUNCT/3/punct NASDAQ:AAPL/PROPN/1/appos )/PUNCT/3/punct "
        ",/PUNCT/1/punct rose/VERB/0//rise",
        ents={"Apple": "COMPANY"},
    )
    assert named(doc, "NASDAQ:AAPL") is None


def test_family_name_and_honorific(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Kevin/PROPN/3/nsubj Kenrick/PROPN/1/flat spoke/VERB/0//speak",
        "Mr./PROPN/2/compound Kenrick/PROPN/3/nsubj left/VERB/0//leave",
        ents={"Kevin Kenrick": "PERSON", "Kenrick": "PERSON"},
    )
    assert named(doc, "Kenrick", nth=1) == "Kevin Kenrick"


def test_two_of_one_family_name_go_by_the_last_mentioned(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Rupert/PROPN/3/nsubj Murdoch/PROPN/1/flat spoke/VERB/0//speak",
        "James/PROPN/3/nsubj Murdoch/PROPN/1/flat left/VERB/0//leave",
        "Murdoch/PROPN/2/nsubj returned/VERB/0//return",
        ents={"Rupert Murdoch": "PERSON", "James Murdoch": "PERSON", "Murdoch": "PERSON"},
    )
    assert named(doc, "Murdoch", nth=2) == "James Murdoch"


def test_a_man_and_the_company_of_his_name_keep_apart(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Michael/PROPN/3/nsubj Dell/PROPN/1/flat founded/VERB/0//found Dell/PROPN/3/obj",
        ents={"Michael Dell": "PERSON", "Dell": "COMPANY"},
    )
    assert named(doc, "Michael") == "Michael Dell"
    assert named(doc, "Dell", nth=1) == "Dell"


def test_one_letter_off_is_a_misspelling_and_one_digit_is_not(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Palmisano/PROPN/2/nsubj met/VERB/0//meet Palmissano/PROPN/2/obj",
        "Boxster987/PROPN/2/nsubj beat/VERB/0//beat Boxster986/PROPN/2/obj",
        ents={
            "Palmisano": "PERSON",
            "Palmissano": "PERSON",
            "Boxster987": "PRODUCT",
            "Boxster986": "PRODUCT",
        },
    )
    found = chains(doc)
    assert at(found, doc[0]).chain == at(found, doc[2]).chain
    assert at(found, doc[3]).chain != at(found, doc[5]).chain


def test_majority_decides_the_label(parsed: Callable[..., Doc]) -> None:
    doc = parsed(*(["Amazon/PROPN/2/nsubj grew/VERB/0//grow"] * 3), ents={"Amazon": "COMPANY"})
    doc.ents = [*doc.ents[:2], type(doc.ents[2])(doc, 4, 5, label="PLACE")]
    assert {at(chains(doc), doc[i]).label for i in (0, 2, 4)} == {"COMPANY"}


@pytest.mark.parametrize(
    ("word", "expected"), [("IBM", True), ("A&L", True), ("Sony", False), ("A", False)]
)
def test_is_acronym(word: str, expected: bool) -> None:
    assert is_acronym(word) is expected


# -- pronouns and descriptions ---------------------------------------------------

RYANAIR = (
    "Ryanair/PROPN/6/nsubj ,/PUNCT/4/punct the/DET/4/det airline/NOUN/1/appos ,/PUNCT/4/punct "
    "hired/VERB/0//hire Barclays/PROPN/6/obj"
)
RYANAIR_NAMES = {"Ryanair": "COMPANY", "Barclays": "COMPANY"}


def test_apposition_names_its_description(parsed: Callable[..., Doc]) -> None:
    doc = parsed(RYANAIR, ents=RYANAIR_NAMES)
    assert named(doc, "airline") == "Ryanair"


@pytest.mark.parametrize(
    ("noun", "expected"), [("airline", "Ryanair"), ("company", "Ryanair"), ("carrier", "Ryanair")]
)
def test_definite_description(parsed: Callable[..., Doc], noun: str, expected: str) -> None:
    doc = parsed(
        RYANAIR,
        f"The/DET/2/det {noun}/NOUN/3/nsubj grew/VERB/0//grow",
        ents=RYANAIR_NAMES,
    )
    assert named(doc, noun, nth=-1) == expected


def test_kind_of_business_outweighs_prominence(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        RYANAIR,
        "Barclays/PROPN/5/nsubj is/AUX/5/cop a/DET/5/det big/ADJ/5/amod lender/NOUN/0/root",
        "The/DET/2/det airline/NOUN/3/nsubj grew/VERB/0//grow",
        ents=RYANAIR_NAMES,
    )
    assert named(doc, "airline", nth=1) == "Ryanair"


@pytest.mark.parametrize("determiner", ["another", "a", "any", "every"])
def test_indefinite_description_names_nobody(parsed: Callable[..., Doc], determiner: str) -> None:
    doc = parsed(
        RYANAIR,
        f"It/PRON/2/nsubj met/VERB/0//meet {determiner}/DET/4/det airline/NOUN/2/obj",
        ents=RYANAIR_NAMES,
    )
    assert named(doc, "airline", nth=1) is None


def test_new_and_other_ones_are_not_those_named(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        RYANAIR,
        "The/DET/3/det new/ADJ/3/amod company/NOUN/4/nsubj grew/VERB/0//grow",
        ents=RYANAIR_NAMES,
    )
    assert named(doc, "company") is None


def test_a_place_in_the_description_decides(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Air/PROPN/2/compound France/PROPN/4/nsubj and/CCONJ/3/cc met/VERB/0//meet "
        "Lufthansa/PROPN/4/obj ,/PUNCT/9/punct a/DET/9/det German/ADJ/9/amod airline/NOUN/5/appos",
        "The/DET/3/det German/ADJ/3/amod airline/NOUN/4/nsubj grew/VERB/0//grow",
        ents={"Air France": "COMPANY", "Lufthansa": "COMPANY"},
    )
    assert named(doc, "airline", nth=1) == "Lufthansa"


def test_its_division_is_not_the_company(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Sony/PROPN/2/nsubj expanded/VERB/0//expand its/PRON/5/nmod:poss EV/NOUN/5/compound "
        "division/NOUN/2/obj",
        ents={"Sony": "COMPANY"},
    )
    assert named(doc, "its") == "Sony"
    assert named(doc, "division") is None


def test_it_in_what_a_company_said(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        RYANAIR,
        "Barclays/PROPN/2/nsubj said/VERB/0//say it/PRON/5/nsubj would/AUX/5/aux/would/MD "
        "lend/VERB/2/ccomp/lend/VB",
        ents=RYANAIR_NAMES,
    )
    assert named(doc, "it") == "Barclays"


def test_empty_it_stands_for_nobody(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        RYANAIR,
        "It/PRON/3/nsubj is/AUX/3/cop clear/ADJ/0/root that/SCONJ/6/mark fares/NOUN/6/nsubj/fare/NNS "
        "rose/VERB/3/ccomp/rise",
        ents=RYANAIR_NAMES,
    )
    assert named(doc, "It") is None


def test_the_company_is_not_the_subject_of_its_own_clause(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Maxtor/PROPN/2/nsubj rose/VERB/0//rise",
        "Seagate/PROPN/2/nsubj bought/VERB/0//buy the/DET/4/det company/NOUN/2/obj",
        ents={"Maxtor": "COMPANY", "Seagate": "COMPANY"},
    )
    assert named(doc, "company") == "Maxtor"


def test_relative_pronoun(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Seagate/PROPN/4/nsubj which/PRON/3/nsubj makes/VERB/1/acl:relcl/make/VBZ fell/VERB/0//fall",
        ents={"Seagate": "COMPANY"},
    )
    assert named(doc, "which") == "Seagate"


def test_he_and_she_go_by_given_names(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Anna/PROPN/3/nsubj Bell/PROPN/1/flat met/VERB/0//meet Peter/PROPN/3/obj Low/PROPN/4/flat",
        "He/PRON/2/nsubj left/VERB/0//leave",
        "She/PRON/2/nsubj stayed/VERB/0//stay",
        ents={"Anna Bell": "PERSON", "Peter Low": "PERSON"},
    )
    assert named(doc, "He") == "Peter Low"
    assert named(doc, "She") == "Anna Bell"


APPLE_GOOGLE = (
    "Apple/PROPN/4/nsubj and/CCONJ/3/cc Google/PROPN/1/conj build/VERB/0//build/VBP "
    "cars/NOUN/4/obj/car/NNS"
)
APPLE_GOOGLE_NAMES = {"Apple": "COMPANY", "Google": "COMPANY"}


@pytest.mark.parametrize(("word", "expected"), [("latter", "Google"), ("former", "Apple")])
def test_latter_and_former(parsed: Callable[..., Doc], word: str, expected: str) -> None:
    doc = parsed(
        APPLE_GOOGLE,
        f"The/DET/2/det {word}/ADJ/3/nsubj showed/VERB/0//show one/NUM/3/obj",
        ents=APPLE_GOOGLE_NAMES,
    )
    assert named(doc, word) == expected


@pytest.mark.parametrize(
    "subject",
    [
        "They/PRON/2/nsubj",
        "both/DET/2/det companies/NOUN/3/nsubj/company/NNS",
        "the/DET/3/det two/NUM/3/nummod companies/NOUN/4/nsubj/company/NNS",
    ],
)
def test_plurals_stand_for_all_of_a_coordination(parsed: Callable[..., Doc], subject: str) -> None:
    verb = len(subject.split()) + 1
    doc = parsed(APPLE_GOOGLE, f"{subject} grew/VERB/0//grow", ents=APPLE_GOOGLE_NAMES)
    head = doc[len(doc) - 2]
    found = chains(doc)
    assert verb > 1
    assert [e.name for e in found.all(head)] == ["Apple", "Google"]
    assert at(found, head).name == "Apple"


LEI = (
    "Xiaomi/PROPN/2/compound CEO/NOUN/3/nmod:desc Lei/PROPN/5/nsubj Jun/PROPN/3/flat "
    "spoke/VERB/0//speak"
)
LEI_NAMES = {"Xiaomi": "COMPANY", "Lei Jun": "PERSON"}


def test_the_executive(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        LEI,
        "The/DET/2/det executive/NOUN/3/nsubj left/VERB/0//leave",
        ents=LEI_NAMES,
    )
    assert named(doc, "executive") == "Lei Jun"
    assert named(doc, "CEO") == "Lei Jun"


def test_a_bare_title_in_a_headline(parsed: Callable[..., Doc]) -> None:
    title = parsed(
        "Cars/NOUN/2/nsubj/car/NNS come/VERB/5/ccomp/come/VB ,/PUNCT/5/punct CEO/NOUN/5/nsubj "
        "Says/VERB/0//say/VBZ"
    )
    doc = parsed(LEI, ents=LEI_NAMES)
    assert at(chains(doc, title), title[3]).name == "Lei Jun"


def test_organization_of_a_person(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        LEI,
        "Lei/PROPN/2/nsubj left/VERB/0//leave",
        "A/DET/3/det company/NOUN/3/compound executive/NOUN/4/nsubj spoke/VERB/0//speak",
        ents={**LEI_NAMES, "Lei": "PERSON"},
    )
    found = chains(doc)
    for word, nth in (("Lei", 0), ("Lei", 1), ("executive", 0)):
        token = [t for t in doc if t.text == word][nth]
        assert sure(found.organization_of(token)).name == "Xiaomi"


def test_we_in_a_quotation_is_the_firm_of_the_speaker(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "“/PUNCT/4/punct We/PRON/4/nsubj have/AUX/4/aux invested/VERB/7/ccomp/invest/VBN "
        "money/NOUN/4/obj ”/PUNCT/4/punct said/VERB/0//say Narev/PROPN/7/nsubj ,/PUNCT/10/punct "
        "head/NOUN/8/appos of/ADP/12/case Westbank/PROPN/10/nmod",
        ents={"Narev": "PERSON", "Westbank": "COMPANY"},
    )
    assert named(doc, "We") == "Westbank"


# -- the whole ----------------------------------------------------------------------


def test_mentions_lie_in_the_text_and_name_their_chains(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        RYANAIR,
        "The/DET/2/det airline/NOUN/3/nsubj grew/VERB/0//grow",
        ents=RYANAIR_NAMES,
    )
    found = chains(doc)
    assert [(m.text, m.name) for m in found.mentions] == [
        ("Ryanair", "Ryanair"),
        ("the airline", "Ryanair"),
        ("Barclays", "Barclays"),
        ("The airline", "Ryanair"),
    ]
    assert all(m.span.of(doc.text) == m.text for m in found.mentions)


def test_a_title_with_a_capital_is_one_mention_with_its_name(parsed: Callable[..., Doc]) -> None:
    rest = "Ida/PROPN/{0}/nsubj Dorn/PROPN/{1}/flat spoke/VERB/0//speak"
    names = {"Ida Dorn": "PERSON"}
    president = parsed("President/PROPN/2/nmod:desc " + rest.format(4, 2), ents=names)
    assert [m.text for m in chains(president).mentions] == ["Ida Dorn"]
    assert named(president, "President") == "Ida Dorn"
    captain = parsed("captain/NOUN/2/nmod:desc " + rest.format(4, 2), ents=names)
    assert [m.text for m in chains(captain).mentions] == ["captain", "Ida Dorn"]


def test_the_publisher_is_never_what_the_article_is_about(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        *(["Wikinews/PROPN/2/nsubj met/VERB/0//meet Ryanair/PROPN/2/obj"] * 2),
        ents={"Wikinews": "COMPANY", "Ryanair": "COMPANY"},
    )
    article = Article(id="a", title="", text=doc.text, publisher="Wikinews")
    assert sure(chains(doc).topic).name == "Wikinews"
    assert sure(chains(doc, article=article).topic).name == "Ryanair"


# -- given names for short, central banks ---------------------------------------


def test_given_names_and_their_short_forms_are_one_person(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Kenneth/PROPN/3/nsubj Lay/PROPN/1/flat spoke/VERB/0//speak ./PUNCT/3/punct",
        "Ken/PROPN/3/nsubj Lay/PROPN/1/flat left/VERB/0//leave ./PUNCT/3/punct",
        "Bob/PROPN/3/nsubj Dee/PROPN/1/flat met/VERB/0//meet Robert/PROPN/3/obj Dee/PROPN/4/flat",
        "Ann/PROPN/3/nsubj Dee/PROPN/1/flat left/VERB/0//leave",
        ents={
            "Kenneth Lay": "PERSON",
            "Ken Lay": "PERSON",
            "Bob Dee": "PERSON",
            "Robert Dee": "PERSON",
            "Ann Dee": "PERSON",
        },
    )
    found = chains(doc)
    tokens = {t.text: t for t in doc}
    assert at(found, tokens["Ken"]).chain == at(found, tokens["Kenneth"]).chain
    assert at(found, tokens["Bob"]).chain == at(found, tokens["Robert"]).chain
    assert at(found, tokens["Ann"]).chain != at(found, tokens["Bob"]).chain


def test_the_bank_is_no_central_bank_beside_another(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Polar/PROPN/2/compound Bank/PROPN/3/nsubj asked/VERB/0//ask the/DET/5/det "
        "Bank/PROPN/3/obj of/ADP/7/case England/PROPN/5/nmod ./PUNCT/3/punct",
        "The/DET/2/det bank/NOUN/3/nsubj fell/VERB/0//fall ./PUNCT/3/punct",
        ents={"Polar Bank": "COMPANY", "Bank of England": "ORG"},
    )
    assert named(doc, "bank") == "Polar Bank"


def test_a_ticker_in_brackets_is_no_part_of_a_name(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Zenith/PROPN/2/compound Motors/PROPN/8/nsubj (/PUNCT/6/punct NYSE/PROPN/6/dep :/PUNCT/6/punct "
        "ZNM/PROPN/2/appos )/PUNCT/6/punct rose/VERB/0//rise",
    )
    doc.ents = [Span(doc, 0, 7, label="COMPANY")]
    assert at(chains(doc), doc[1]).name == "Zenith Motors"


def test_a_description_read_as_part_of_a_verb_still_refers(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Acme/PROPN/2/nsubj grew/VERB/0//grow ./PUNCT/2/punct",
        "The/DET/2/det carmaker/NOUN/3/compound confirmed/VERB/0//confirm talks/NOUN/3/obj",
        ents={"Acme": "COMPANY"},
    )
    assert named(doc, "carmaker") == "Acme"
