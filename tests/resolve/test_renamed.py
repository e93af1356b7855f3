"""Which words tell that two names are an old and a new one of one firm."""

from __future__ import annotations

import pytest

from kg.resolve.renamed import in_text

NAMES = ["Brastow Group", "Verrano", "Verrano Industries", "Kelmar"]


@pytest.mark.parametrize(
    "text",
    [
        "Brastow Group has changed its name to Verrano Industries.",
        "Brastow Group said on Monday that it had changed its name to Verrano Industries.",
        "Brastow Group was renamed Verrano Industries in May.",
        "Brastow Group rebranded as Verrano Industries in May.",
        "Brastow Group renamed itself Verrano Industries.",
        "Kelmar has bought Brastow Group, since renamed Verrano Industries.",
        "Verrano Industries, formerly Brastow Group, opened a plant.",
        "Verrano Industries (formerly Brastow Group) opened a plant.",
        "Verrano Industries, previously known as Brastow Group, opened a plant.",
        "Verrano Industries, the former Brastow Group, opened a plant.",
        "Verrano Industries, which was called Brastow Group until 2023, opened a plant.",
        "Verrano Industries, which changed its name from Brastow Group in May, opened a plant.",
    ],
)
def test_a_new_name_is_told(text: str) -> None:
    (told,) = in_text(text, NAMES)
    assert (told[0].old, told[0].new, told[0].done) == ("Brastow Group", "Verrano Industries", True)
    assert told[1] == text


@pytest.mark.parametrize(
    "text",
    [
        "Brastow Group will be renamed Verrano on 1 July.",
        "Brastow Group plans to change its name to Verrano.",
        "Brastow Group said its shareholders had approved a new name, Verrano.",
        "Brastow Group said it would change its name to Verrano.",
    ],
)
def test_a_new_name_is_told_ahead(text: str) -> None:
    (told,) = in_text(text, NAMES)
    assert (told[0].old, told[0].new, told[0].done) == ("Brastow Group", "Verrano", False)


@pytest.mark.parametrize(
    "text",
    [
        "Verrano, formerly Brastow Group's pump arm, opened a plant.",
        "Verrano, formerly part of Brastow Group, opened a plant.",
        "Verrano, formerly of Brastow Group, opened a plant.",
        "Verrano, the former Brastow Group unit, opened a plant.",
        "Verrano, formerly Brastow Group and Kelmar, opened a plant.",
        "Bids came from Verrano, the former Brastow Group, and Kelmar.",
        "Brastow Group renamed Verrano after its founder.",
        "Brastow Group said its unit would change its name to Verrano.",
        "Brastow Group was named Verrano supplier of the year.",
        "Verrano called Brastow Group a former friend.",
        "Brastow Group will not change its name to Verrano.",
        "Brastow Group denied that it was renamed. Verrano opened a plant.",
    ],
)
def test_no_new_name_is_told(text: str) -> None:
    assert not list(in_text(text, NAMES))
