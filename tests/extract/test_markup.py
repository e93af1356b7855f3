"""Links and pictures in articles: they are read as what is shown, at the offsets of the text."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.markup import shown
from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("[http://acme.example/ Acme Inc.] grew", "Acme Inc. grew"),
        ("Acme grew [http://acme.example/news].", "Acme grew ."),
        ("[[Acme]] and [[Zeta (firm)|Zeta]] grew", "Acme and Zeta grew"),
        ("[[Image:plant.jpg|thumb|Acme's plant]] Acme grew", "Acme grew"),
        ("[Acme](https://acme.example 'x') grew", "[Acme](https://acme.example 'x') grew"),
        ('[Acme](https://acme.example "Home") grew', "Acme grew"),
        ("![a plant](plant.jpg) Acme grew", "Acme grew"),
        ('"[a]verage bills" rose [sic]', '"[a]verage bills" rose [sic]'),
        ("array[0](x)", "array[0](x)"),
        ("Acme\u2019s\u200b chief \ufeff", "Acme\u2019s chief"),
        ("\ufeffAcme \u200fZeta\u200e \u202bBrio\u202c grew", "Acme Zeta Brio grew"),
        ("hy\u00adphen", "hy\u00adphen"),
    ],
)
def test_what_is_shown(text: str, seen: str) -> None:
    assert shown(text).split() == seen.split()


@given(st.text("[]()|! \nhttps:/a.Image", max_size=60))
def test_offsets_and_lines_stay(text: str) -> None:
    read = shown(text)
    assert len(read) == len(text)
    assert all(a == b or (b == " " and a != "\n") for a, b in zip(text, read, strict=True))


def test_linked_names_are_parties(claims_of: ClaimsOf) -> None:
    text = (
        "[http://www.noral.example/ Noral Motors], [http://halden.example Halden Group] and "
        "[[Brask (company)|Brask Corp]] are suing [Vestby Energy](https://vestby.example)."
    )
    found = claims_of(text, Kind.LEGAL)
    assert {(c.subject, c.object) for c in found} == {
        (name, "Vestby Energy") for name in ("Noral Motors", "Halden Group", "Brask Corp")
    }
    for claim in found:
        (span,) = claim.evidence
        assert "suing [Vestby Energy](" in text[span.start : span.end]


@pytest.mark.parametrize("unit", ["A.", "A-", "Ab (NYSE", "(A: B;"])
def test_what_only_looks_like_a_listing_is_read_in_time_that_grows_with_it(unit: str) -> None:
    began = time.process_time()
    assert shown(unit * 30_000 + "(")
    assert time.process_time() - began < 3  # 20 s where each place looks on to the end


@pytest.mark.parametrize(
    "text",
    [
        "Noral\u200b" + "\u200b" * 60_000 + "Motors grew.",
        "![a](" * 30_000,
        "[http://a" + " " * 30_000,
        "[http://a b" + " " * 30_000,
        "Noral (" + "A" * 5_000,
        "LEEDS--(" + "A" * 5_000,
    ],
)
def test_markup_that_never_closes_is_read_in_time_that_grows_with_it(text: str) -> None:
    began = time.process_time()
    assert len(shown(text)) == len(text)
    assert time.process_time() - began < 2  # half a minute and more where repeats try all splits
