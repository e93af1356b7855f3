"""Second readings of claims, from invented articles."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corrections import Reading, amount_of, readings, rejectable
from kg.errors import SourceError
from kg.graph import rows_from_claims
from kg.iri import claim_iri
from kg.ledger import Book, make_book
from kg.model import Article, Claim, Dropped, Kind, Modality, Polarity, Quantity, Span, TimeSpan
from kg.records import Record, text_digest
from kg.resolve.decisions import FIELDS
from kg.resolve.decisions_claims import corrected

DAY = dt.date(2021, 3, 4)


def usd(value: int, unit: str = "USD") -> Quantity:
    return Quantity(value=Decimal(value), unit=unit)


def made(
    article: str, text: str, *claims: dict[str, Any], dropped: Sequence[Dropped] = ()
) -> Record:
    """Return the record of an article; claims are of a company and have the whole text for evidence."""
    whole = {"evidence": (Span(0, len(text)),), "subject_type": "COMPANY", "confidence": 0.8}
    found = [Claim(**{"article": article, **whole, **each}) for each in claims]
    paper = Article(id=article, title="News", text=text, date=DAY, publisher=f"The {article} Post")
    return Record(
        article=paper,
        content="",
        pipeline="",
        path=None,
        claims=tuple(found),
        dropped=tuple(dropped),
        text_sha256=text_digest(text),
    )


def read(*records: Record, settled: dict[str, frozenset[str]] | None = None) -> list[Reading]:
    """Return the second readings of the claims of records."""
    claims = [claim for record in records for claim in record.claims]
    by_id = {record.article.id: record for record in records}
    named = {claim_iri(claim): claim for claim in claims}
    return readings(book_of(*records), named, by_id.get, settled)


def book_of(*records: Record) -> Book:
    """Return the book of the claims of records."""
    claims = [claim for record in records for claim in record.claims]
    return make_book(rows_from_claims(claims, {r.article.id: r.article for r in records}))


def deal(**more: Any) -> dict[str, Any]:
    """Return the fields of an acquisition."""
    return {
        "kind": Kind.ACQUISITION,
        "subject": "Acme",
        "object": "Zenith",
        "object_type": "COMPANY",
        **more,
    }


def test_the_value_that_more_outlets_tell_is_proposed() -> None:
    text = "Acme bought Zenith."
    many = [made(name, text, deal(amount=usd(5_000))) for name in ("a", "b")]
    odd = made("c", text, deal(amount=usd(9)))
    (found,) = read(*many, odd)
    assert found.claim == claim_iri(odd.claims[0])
    assert found.set == {"amount": {"value": 5000, "unit": "USD"}}
    assert "(2 outlets)" in found.why


def test_copies_of_one_outlet_do_not_outvote_another() -> None:
    text = "Acme bought Zenith."
    relayed = [
        made(name, text, deal(amount=usd(9), relayed_by=("Reuters",), confidence=0.6))
        for name in ("a", "b")
    ]
    other = made("c", text, deal(amount=usd(5_000), confidence=0.9))
    found = read(*relayed, other)
    assert {reading.claim for reading in found} == {claim_iri(r.claims[0]) for r in relayed}


def test_days_that_differ_are_proposed_for_the_less_sure_claim() -> None:
    def due(year: int) -> TimeSpan:
        return TimeSpan(earliest=dt.date(year, 1, 1), latest=dt.date(year, 12, 31))

    plan = deal(modality=Modality.PLANNED)
    sure = made("a", "Acme will buy Zenith.", plan | {"time": due(2022)})
    unsure = made("b", "Acme will buy Zenith.", plan | {"time": due(2023), "confidence": 0.5})
    (found,) = read(sure, unsure)
    assert found.claim == claim_iri(unsure.claims[0])
    assert found.set == {"time": {"earliest": "2022-01-01", "latest": "2022-12-31"}}
    assert "2023-01-01/2023-12-31 here" in found.why


def test_a_lone_denial_is_news_and_no_error() -> None:
    yes = made("a", "Acme bought Zenith.", deal())
    no = made("b", "Acme did not buy Zenith.", deal(polarity=Polarity.NEGATED))
    assert read(yes, no) == []
    more = made("c", "Acme has bought Zenith.", deal())
    (found,) = read(yes, no, more)
    assert found.set == {"polarity": "affirmed"}


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Acme bought Zenith for $3 million.", {"value": 3_000_000, "unit": "USD"}),
        ("Acme bought Zenith for $3 million, or $2 million without debt.", None),
        ("Acme bought Zenith, 4 percent of it, at $3 per share.", None),
        ("Acme bought Zenith.", None),
    ],
)
def test_the_only_sum_of_a_sentence_is_proposed(text: str, amount: dict[str, Any] | None) -> None:
    found = read(made("a", text, deal(time=TimeSpan(earliest=DAY, latest=DAY))))
    assert [reading.set for reading in found] == ([{"amount": amount}] if amount else [])


def test_a_sum_that_another_claim_has_is_not_proposed() -> None:
    text = "Acme bought Zenith and sold Tessera for $3 million."
    sale = deal(kind=Kind.DIVESTITURE, object="Tessera", amount=usd(3_000_000))
    assert read(made("a", text, deal(), sale)) == []


def test_the_only_time_of_a_sentence_is_proposed() -> None:
    (found,) = read(made("a", "Acme bought Zenith in May 2019.", deal()))
    assert found.set == {"time": {"earliest": "2019-05-01", "latest": "2019-05-31"}}


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Acme will buy Zenith, it announced on 2 May 2019.", {}),
        ("Acme will buy Zenith under the deal signed by both in May 2019.", {}),
        ("In May 2019, Acme took the decision to buy Zenith.", {"modality": Modality.PLANNED}),
    ],
)
def test_the_time_of_the_news_is_no_time_of_what_it_tells(text: str, more: dict[str, Any]) -> None:
    assert read(made("a", text, deal(**more))) == []


def test_a_time_of_another_clause_ranks_last() -> None:
    apart = made("a", "Acme bought Zenith, which lost money in May 2019.", deal())
    near = made("b", "When Acme bought Zenith in May 2018, it had no debt.", deal())
    lost = "Brio bought Cetus. The company will keep its brand."
    guessed = made(
        "c",
        lost,
        {
            "kind": Kind.DEVELOPMENT,
            "subject": "Brio",
            "object": "brand",
            "evidence": (Span(19, len(lost)),),
            "confidence": 0.4,
        },
        deal(subject="Brio", object="Cetus", evidence=(Span(0, 18),)),
    )
    found = read(apart, near, guessed)
    assert [(next(iter(each.set)), each.claim.rpartition("/")[2][:4]) for each in found] == [
        ("time", "acme"),
        ("subject", "brio"),
        ("time", "acme"),
    ]
    assert found[0].set["time"]["earliest"] == "2018-05-01"
    assert found[-1].set["time"]["earliest"] == "2019-05-01"


def test_a_name_that_most_articles_type_otherwise_is_proposed_to_be_so() -> None:
    target = {"kind": Kind.TARGET, "subject": "Vidly", "object": "growth"}
    many = [made(f"a{n}", "Vidly aims at growth.", target) for n in range(3)]
    odd = made("b", "Vidly aims at growth.", target | {"subject_type": "PRODUCT"})
    assert [reading.set for reading in read(*many, odd)] == [{"subject_type": "COMPANY"}]
    assert read(*many[:2], odd) == [], "two against one is no rule"


def test_a_reading_that_lost_is_proposed_for_an_unsure_claim() -> None:
    unsure = {"kind": Kind.FUNDING, "subject": "Acme", "found_by": "f.one", "confidence": 0.4}
    rival = Dropped(
        article="a",
        span=Span(0, 4),
        field="text",
        reason="the words are read as f.one",
        kind=Kind.INVESTMENT,
        found_by="f.two",
    )
    record = made("a", "Acme gets money.", unsure, dropped=[rival])
    assert [reading.set for reading in read(record)] == [{"kind": "Investment"}]
    sure = dataclasses.replace(
        record, claims=(dataclasses.replace(record.claims[0], confidence=0.9),)
    )
    assert read(sure) == []
    acting = dataclasses.replace(rival, kind=Kind.PRODUCT)
    assert read(dataclasses.replace(record, dropped=(acting,))) == [], "it would lack an action"


def test_a_subject_that_was_guessed_is_doubted() -> None:
    text = "Acme bought Zenith. The company will keep its brand."
    first = {"evidence": (Span(0, 19),), "time": TimeSpan(earliest=DAY, latest=DAY)}
    wish = {
        "kind": Kind.DEVELOPMENT,
        "subject": "Acme",
        "object": "brand",
        "evidence": (Span(20, len(text)),),
        "confidence": 0.4,
    }
    (found,) = read(made("a", text, deal(**first), wish))
    assert found.set == {"subject": "Zenith"}
    assert "Acme is not named there, and Zenith was named last" in found.why


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Acme bought Zenith. The company will keep its brand.", "COMPANY"),
        ("Acme has a brand, Zenith said. The company will keep its brand.", ""),
        ("Acme has a brand. That is according to Zenith. The company will keep its brand.", ""),
        ("Acme has a brand in Zenith. The company will keep its brand.", ""),
        ("Acme bought Zenith. The company will keep its brand.", "ORG"),
        ("Acme bought Zenith. The company will keep its brand.", "OUTLET"),
    ],
)
def test_who_only_speaks_or_is_of_another_sort_is_no_subject(text: str, kind: str) -> None:
    start = text.index("The company")
    first = {"evidence": (Span(0, start - 1),), "object_type": kind or "COMPANY"}
    when = {"time": TimeSpan(earliest=DAY, latest=DAY)}
    wish = {"kind": Kind.DEVELOPMENT, "subject": "Acme", "object": "brand", "confidence": 0.4}
    wish |= {"evidence": (Span(start, len(text)),)}
    found = read(made("a", text, deal(**first, **when), wish))
    assert [r.set for r in found] == ([{"subject": "Zenith"}] if kind == "COMPANY" else [])


def test_what_was_not_bought_has_no_price() -> None:
    text = "Acme did not buy Zenith, which cost $3 million."
    when = {"time": TimeSpan(earliest=DAY, latest=DAY)}
    assert read(made("a", text, deal(polarity=Polarity.NEGATED, **when))) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        ({"confidence": 0.31}, False),
        ({"polarity": Polarity.NEGATED}, False),
        ({"modality": Modality.DENIED}, False),
        ({"modality": Modality.PLANNED}, False),  # a row of the ledger
        ({"kind": Kind.STANCE, "action": "denies"}, False),
        ({"kind": Kind.STANCE, "action": "confirms"}, True),
    ],
)
def test_what_is_hardly_believed_may_be_rejected_but_no_denial_and_no_promise(
    fields: dict[str, Any], expected: bool
) -> None:
    record = made("a", "Acme bought Zenith.", deal(**{"confidence": 0.2, **fields}))
    claims = {claim_iri(claim): claim for claim in record.claims}
    assert rejectable(book_of(record), claims) == (list(claims) if expected else [])


def test_what_is_settled_makes_way_for_another_reading() -> None:
    record = made("a", "Acme bought Zenith in May 2019 for $3 million.", deal())
    name = claim_iri(record.claims[0])
    (found,) = read(record)
    assert set(found.set) == {"amount"}
    (found,) = read(record, settled={name: frozenset({"amount"})})
    assert set(found.set) == {"time"}
    assert read(record, settled={name: frozenset(FIELDS)}) == []


@settings(derandomize=True, deadline=None, max_examples=30)
@given(
    st.lists(
        st.builds(
            deal,
            amount=st.sampled_from([None, usd(5), usd(500), usd(7, "EUR")]),
            polarity=st.sampled_from(Polarity),
            confidence=st.sampled_from([0.3, 0.6, 0.9]),
        ),
        max_size=5,
    ),
    st.randoms(use_true_random=False),
)
def test_every_reading_fits_differs_and_does_not_depend_on_order(
    claims: list[dict[str, Any]], chance: Any
) -> None:
    records = [made(f"a{n}", "Acme bought Zenith for $500.", each) for n, each in enumerate(claims)]
    found = read(*records)
    known = {claim_iri(claim): claim for record in records for claim in record.claims}
    assert len({reading.claim for reading in found}) == len(found)
    for reading in found:
        assert corrected(known[reading.claim], reading.set) != known[reading.claim]
    chance.shuffle(records)
    assert read(*records) == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("29 million pounds", {"value": 29_000_000, "unit": "GBP"}),
        ("at least $2.5bn", {"value": 2_500_000_000, "unit": "USD", "bound": "at least"}),
        ("EUR 5000000", {"value": 5_000_000, "unit": "EUR"}),
        ("20 lemons", {"value": 20, "unit": "lemons"}),
        ("", None),
    ],
)
def test_an_amount_of_a_correction_is_read_like_that_of_an_article(
    text: str, value: dict[str, Any] | None
) -> None:
    assert amount_of(text) == value


def test_a_number_word_is_no_unit() -> None:
    with pytest.raises(SourceError, match="no amount"):
        amount_of("5 million pounds of nuts")
