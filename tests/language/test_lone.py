"""Names of one word: firms' by what they have and do, persons' by a first name or a title, places' by what the network knows."""

import pytest

from kg.language.analyser import load


def _label(text: str, name: str) -> set[str]:
    return {one.label_ for one in load()(text).ents if one.text == name}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Only half of Bramley's customers were satisfied. Bramley rated worst of all.", "Bramley"),
        ("Ulvik Group bought a 20 percent stake in Linden.", "Linden"),
        ("Bruno has begun selling its scooters in Spain.", "Bruno"),
        ("He had left after emails in which Carmen executives threatened him.", "Carmen"),
        ("Unite talked to Savoy's management about the cuts at Savoy.", "Savoy"),
        ("Police spoke for two hours. Rafael makes missiles and radios.", "Rafael"),
    ],
)
def test_what_only_firms_have_and_do_makes_a_firm_of_a_lone_name(text: str, name: str) -> None:
    assert _label(text, name) == {"COMPANY"}


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        (
            "Chief executive Ann Bramley resigned. Bramley's customers like her.",
            "Bramley",
            "PERSON",
        ),
        (
            "President Carmen announced its end. Carmen's shares went to charity.",
            "Carmen",
            "PERSON",
        ),
        ("Carmen opened the plant and its canteen.", "Carmen", "PERSON"),
        ("Bruno said that its price was too high.", "Bruno", "PERSON"),
        ("They bought a stake in London Bridge and one in Paris.", "Paris", "PLACE"),
        ("Ulvik Group sold cars to Germany's customers in June.", "Germany", "PLACE"),
        ("The workers at Dublin's plant had gone.", "Dublin", "PLACE"),
    ],
)
def test_a_first_name_a_title_or_the_network_keeps_persons_and_places(
    text: str, name: str, label: str
) -> None:
    assert _label(text, name) == {label}
