from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolve.names import (
    company_key,
    is_acronym,
    name_key,
    person_initials,
    person_key,
    same_name,
    words,
)

PARTS = ["Acme", "the", "The", "Co.", "Ltd", "and", "&", "A/S", "(AC)", "Inc.", "S.A.", "SE", "x"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Northwind", "Northwind Corporation"),
        ("Northwind", "NORTHWIND CORP."),
        ("Northwind Co., Ltd.", "Northwind"),
        ("Sterne, Holm & Co.", "Sterne Holm"),
        ("Ørsund A/S", "Orsund"),
        ("Kaltwerk GmbH & Co. KG", "Kaltwerk"),
        ("The Harbour Company", "Harbour"),
        ("Lineas del Sur, S. A. (Lisur)", "Lineas del Sur SA"),
        ("Hewlett-Packard", "Hewlett Packard Company"),
        ("Dick’s Goods", "Dick's Goods Inc"),
        ("P.T. Moller", "P. T. Moller"),
        ("U.S. Iron", "US Iron Corp"),
        ("First Trust Bank, N.A.", "First Trust Bank"),
        ("Ｆｕｌｌｗｉｄｔｈ plc", "Fullwidth"),
        ("北風股份有限公司", "北風"),
        ("株式会社北風", "北風"),
        ("ПАО «Северный ветер»", "Северный ветер"),
        ("Северный ветер ООО", "Северный ветер"),
        ("Βόρειος Ανώνυμη Εταιρεία", "Βόρειος"),
    ],
)
def test_spellings_of_one_company_share_a_key(one: str, other: str) -> None:
    assert company_key(one) == company_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Northwind", "Northwind EV"),
        ("Bank of Ireland", "Ireland Bank"),
        ("Northwind", "Northwind Group"),
        ("Telenor AS", "Telenor"),
        ("Limited Brands", "Brands"),
        ("AS Roma", "Roma"),
        ("SE Asia Airlines", "Asia Airlines"),
    ],
)
def test_different_companies_keep_different_keys(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


def test_country_widens_the_legal_forms() -> None:
    assert company_key("Fjordkraft AS", country="no") == "fjordkraft"
    assert company_key("Fjordkraft AS", country="US") == "fjordkraft as"


@pytest.mark.parametrize(
    "name",
    [
        "The Limited",
        "Inc.",
        "GmbH & Co. KG",
        "The Company",
        "!!!",
        "小米",
        "the",
        "A/S",
        "ООО",
        "株式会社",
    ],
)
def test_a_name_that_is_only_a_form_keeps_a_key(name: str) -> None:
    assert company_key(name)


@given(st.text(min_size=1).filter(str.strip))
@settings(derandomize=True, deadline=None, max_examples=200)
def test_company_key_is_never_empty_and_ignores_case(name: str) -> None:
    assert company_key(name)
    assert company_key(name.lower() + " Ltd").split()


@given(st.lists(st.sampled_from(PARTS), min_size=1))
@settings(derandomize=True, deadline=None, max_examples=300)
def test_company_key_is_idempotent(parts: list[str]) -> None:
    key = company_key(" ".join(parts))
    assert company_key(key) == key


@pytest.mark.parametrize(
    ("name", "key", "initials"),
    [
        ("George H. W. Marsh", "george marsh", "hw"),
        ("Mr. Marsh", "marsh", ""),
        ("Sir Ian Marsh", "ian marsh", ""),
        ("Ian Marsh, Ph.D.", "ian marsh", ""),
        ("Ian Marsh Jr.", "ian marsh jr", ""),
        ("J. K. Marsh", "jk marsh", ""),
        ("Li Ka-Shing", "li ka shing", ""),
        ("Xi Li Wu", "xi li wu", ""),
        ("Michael O’Leary", "michael oleary", ""),
        ("Dr", "dr", ""),
    ],
)
def test_person_key(name: str, key: str, initials: str) -> None:
    assert person_key(name) == key
    assert person_initials(name) == initials


def test_name_key_goes_by_type() -> None:
    assert name_key("OUTLET", "The Daily Post Ltd") == "daily post"
    assert name_key("PERSON", "Dame Ann Lee") == "ann lee"
    assert name_key("PRODUCT", "The Model SE") == "model se"
    assert name_key("LAW", "Chapter 11") == "chapter 11"


@pytest.mark.parametrize(
    ("short", "long", "answer"),
    [
        ("FSA", "Financial Services Authority", True),
        ("DoJ", "Department of Justice", True),
        ("BNZ", "Bank of New Zealand", True),
        ("U.S.", "United States", True),
        ("AMD", "Advanced Micro Devices, Inc.", True),
        ("NC", "News Corp", True),
        ("AOL", "America Online", False),
        ("A", "Acme", False),
    ],
)
def test_acronyms(short: str, long: str, answer: bool) -> None:
    assert is_acronym(short, long) is answer
    assert same_name(short, long) is answer
    assert same_name(long, short) is answer


@pytest.mark.parametrize(
    ("a", "b", "as_name", "as_object"),
    [
        ("Acme", "The Acme's", True, True),
        ("Acme", "Acme one two three", True, True),
        ("Acme", "Acme one two three four", False, False),
        ("Acme Works", "Acme Works one two three four", False, True),
        ("Acme Works", "Acme Bikes", False, True),
        ("Acme Works", "Globex Bikes", False, False),
        ("red steel plant", "plant of red brick", False, True),
        ("of the", "of the", True, True),
        ("of the", "by the", False, False),
        ("a", "the", False, False),
        ("Acme", "", False, False),
    ],
)
def test_same_name(a: str, b: str, as_name: bool, as_object: bool) -> None:
    assert same_name(a, b) is as_name
    assert same_name(b, a) is as_name
    assert same_name(a, b, is_object=True) is as_object
    assert same_name(b, a, is_object=True) is as_object


@given(st.text(max_size=20), st.text(max_size=20), st.booleans())
@settings(derandomize=True, deadline=None, max_examples=150)
def test_same_name_is_symmetric(a: str, b: str, is_object: bool) -> None:
    assert same_name(a, b, is_object=is_object) == same_name(b, a, is_object=is_object)


def test_words_join_initials() -> None:
    assert words("U.S.") == words("US")
    assert words("J. P. Marsh") == words("JP Marsh")
