"""Datelines: found by form, kept out of the sentence that they stand before."""

from __future__ import annotations

import pytest

from kg.language import load
from kg.language.dateline import datelines


@pytest.mark.parametrize(
    "line",
    [
        "LONDON, March 5 (Metro Wire) -",
        "LONDON (Reuters) -",
        "COLUMBUS, Ohio, June 30, 2025 -",
        "NEW YORK —",
        "SAINT-DENIS, France –",
        "Paris, 5 May 2020 (AFP) --",
        "WASHINGTON, D.C. -",
        "SAN FRANCISCO--(BUSINESS WIRE)--",
        "NEW YORK, July 8, 2019 /PRNewswire/ --",
        "BEIJING, Aug. 3 (Xinhua) --",
        "March 5 (Reuters) -",
        "LONDON (AP) _",
        "Oslo, 3 June (Reuters) _",
    ],
)
def test_a_dateline_ends_after_its_dash(line: str) -> None:
    text = f"{line} Acme grew."
    assert [text[start:end] for start, end in datelines(text)] == [line]


@pytest.mark.parametrize(
    "text",
    [
        "General Motors (GM) - The largest of three - grew.",
        "Acme - The maker of cars - grew.",
        "AMD-Xilinx deal",
        "US - China trade grew.",
        "COVID-19 hurt Acme.",
        "ACME_MOTORS grew.",
        "Acme grew.\n\nNVIDIA - Acme's rival - grew.",
        "Acme said in LONDON (Reuters) - and elsewhere - that it grew.",
    ],
)
def test_other_dashes_end_no_dateline(text: str) -> None:
    assert datelines(text) == []


def test_the_sentence_begins_after_the_dash_and_the_agency_is_no_name() -> None:
    text = "PARIS, March 5 (Metro Wire) - Acme Motors makes cars.\n\nROME (Metro Wire) - It grew."
    doc = load()(text)
    starts = [s.start_char for s in doc.sents]
    assert doc.text == text
    assert text.index("Acme") in starts
    assert text.index("It grew") in starts
    assert "Metro Wire" not in [e.text for e in doc.ents]


def test_a_company_that_a_tree_addresses_is_the_subject() -> None:
    doc = load()("Brellan Foods Plc will buy Nuvia SA.")
    assert [t.text for t in doc if t.dep_ == "nsubj"] == ["Plc"]
