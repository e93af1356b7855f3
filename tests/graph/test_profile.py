"""A profile tells everything once, and only of the thing that was asked for."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import NotFoundError
from kg.graph import ClaimRow, read_rows, rows_from_claims
from kg.graph.names import Names, find_claims, short_id, things
from kg.graph.profile import outcomes, profile, sections, sentence, statements
from kg.graph.rows import claims_of, rows_at
from kg.model import Article, Claim, Kind, Modality, Quantity, Span, TimeSpan
from kg.rdf.emit import article_quads
from kg.rdf.facts import shared_quads
from kg.rdf.store import open_store
from kg.resolve import resolve

Make = Callable[..., ox.Store]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Turn claims and their articles into a store."""

    def store(claims: list[Claim], articles: dict[str, Article]) -> ox.Store:
        found = resolve(claims)
        lines = [
            line
            for name, article in articles.items()
            for line in article_quads(article, [c for c in claims if c.article == name], found, "v")
        ]
        dates = {name: article.date for name, article in articles.items()}
        lines += shared_quads(claims, dates, found, found.entities)
        path = tmp_path / "graph.nq"
        path.write_text("".join(f"{line}\n" for line in sorted(set(lines))), "utf-8")
        return open_store(path)

    return store


@pytest.fixture
def store(make: Make, claims: list[Claim], articles: dict[str, Article]) -> ox.Store:
    return make(claims, articles)


def test_rows_of_some_claims_are_those_of_the_whole(store: ox.Store) -> None:
    every = list(read_rows(store))
    assert rows_at(store, [row.iri for row in every]) == every
    assert rows_at(store, [every[0].iri, every[3].iri, "https://example.org/x"]) == sorted(
        [every[0], every[3]], key=every.index
    )


def test_the_claims_of_a_thing_are_those_that_name_it(store: ox.Store) -> None:
    every = list(read_rows(store))
    ann = next(row.subject for row in every if row.subject.label == "Ann Lee")
    named = {row.iri for row in every if ann in (row.subject, row.object, row.speaker)}
    assert set(claims_of(store, ann.iri)) == named


def test_a_company(store: ox.Store) -> None:
    found = profile(store, "BRIO")
    assert (found.thing.label, found.thing.type, found.articles) == ("Brio", "Company", 2)
    assert found.days == (dt.date(2020, 3, 1), dt.date(2021, 6, 15))
    assert [(each.section, each.words, each.outcome) for each in found.statements] == [
        ("targets", "Brio plans a plant", "open"),
        ("deals", "Brio is to partner with Cetus", "open"),
        ("deals", "Norvik acquires Brio", ""),
    ]
    assert found.statements[-1].amount == Quantity(value=Decimal(3_000_000_000), unit="USD")
    assert [row.article.id for row in found.latest] == ["south", "south", "north"]


def test_a_person_and_what_she_said(store: ox.Store) -> None:
    found = profile(store, "Ann Lee")
    assert [each.words for each in found.statements] == ["Ann Lee is chief executive of Norvik"]
    assert (len(found.latest), found.spoken) == (2, 1)


def test_claims_that_say_the_same_are_one_statement(rows: list[ClaimRow]) -> None:
    deal = rows[0]
    later = dataclasses.replace(
        deal,
        iri="urn:later",
        article=dataclasses.replace(deal.article, id="later", date=dt.date(2020, 4, 1)),
        claim=dataclasses.replace(deal.claim, amount=None, speaker="Ann Lee"),
    )
    rumour = dataclasses.replace(
        deal, iri="urn:r", claim=dataclasses.replace(deal.claim, modality=Modality.RUMOURED)
    )
    one, other = statements([deal, later, rumour])
    assert (one.status, one.articles, one.claims) == ("asserted", 2, ("urn:later", deal.iri))
    assert (one.first, one.last) == (dt.date(2020, 3, 1), dt.date(2020, 4, 1))
    assert (one.amount, one.speaker) == (deal.claim.amount, "Ann Lee")
    assert (other.status, other.claims) == ("rumoured", ("urn:r",))


def test_two_figures_are_two_statements() -> None:
    claims = [
        Claim(article="a", kind=Kind.RESULT, subject="Acme", object="revenue", subject_type="COMPANY",
              amount=Quantity(value=Decimal(value), unit="USD"))
        for value in (1, 2)
    ]  # fmt: skip
    assert len(statements(rows_from_claims(claims, {}))) == 2


def test_a_former_position_is_not_the_present_one() -> None:
    base = Claim(
        article="a", kind=Kind.ROLE, subject="Ann Lee", object="Acme", role="CEO",
        subject_type="PERSON", object_type="COMPANY",
    )  # fmt: skip
    past = dataclasses.replace(base, time=TimeSpan(latest=dt.date(2020, 1, 1)))
    words = {each.words for each in statements(rows_from_claims([base, past], {}))}
    assert words == {"Ann Lee is CEO of Acme", "Ann Lee was CEO of Acme"}


def test_spellings_are_counted(make: Make) -> None:
    article = Article(id="a", title="T", text="Acme Corp. grows.")
    base = Claim(article="a", kind=Kind.DEVELOPMENT, subject="Acme", subject_type="COMPANY",
                 object="cars", evidence=(Span(0, 4),))  # fmt: skip
    other = dataclasses.replace(base, subject="Acme Corp.", object="electric cars")
    found = profile(make([base, other], {"a": article}), "acme corporation")
    assert (found.thing.label, found.aliases) == ("Acme", (("Acme Corp.", 1),))
    assert "electric vehicles" in found.fields


def test_every_kind_has_a_section(rows: list[ClaimRow]) -> None:
    for kind in Kind:
        (found,) = statements([dataclasses.replace(
            rows[0], claim=dataclasses.replace(rows[0].claim, kind=kind, action=None))])  # fmt: skip
        assert found.section in sections()


def test_an_unknown_name_gives_near_ones(store: ox.Store) -> None:
    with pytest.raises(NotFoundError, match="No entity is called 'Nordvik'") as caught:
        profile(store, "Nordvik")
    assert caught.value.remedy == "Did you mean: Norvik?"


def test_a_claim_is_found_by_any_part_that_names_it_alone(store: ox.Store) -> None:
    every = [row.iri for row in read_rows(store)]
    for name in every:
        tail = name.rsplit("/", 1)[-1]
        assert find_claims(store, name) == find_claims(store, f"<{name}>") == [name]
        assert find_claims(store, tail) == find_claims(store, tail[:-4]) == [name]
        assert find_claims(store, short_id(name)) == [name]
    assert find_claims(store, short_id(every[0])[:3]) == []
    assert find_claims(store, "Brio") == []


def test_outcomes_are_of_promises_alone(store: ox.Store) -> None:
    every = list(read_rows(store))
    found = outcomes(store, [row.iri for row in every])
    assert {row.claim.modality.value for row in every if row.iri in found} == {"planned"}


def test_everything_described_has_a_name(store: ox.Store) -> None:
    known = things(store)
    assert {thing.iri for thing in known if thing.label == "Norvik"} == {
        Names(known).find("norvik", lambda _: 0)
    }
    assert all(sentence(row) for row in read_rows(store))


def test_namesakes_are_told(make: Make) -> None:
    article = Article(id="a", title="T", text="Acme shows Acme.")
    claim = Claim(article="a", kind=Kind.PRODUCT, action="shows", subject="Acme", object="Acme",
                  subject_type="COMPANY", object_type="PLACE", evidence=(Span(0, 4),))  # fmt: skip
    store = make([claim], {"a": article})
    found = profile(store, "Acme")
    (other,) = found.namesakes
    assert {found.thing.type, other.type} == {"Company", "Place"}
    assert profile(store, other.iri).namesakes == (found.thing,)


def test_a_profile_is_short_where_it_is_only_named(store: ox.Store) -> None:
    found = profile(store, "BRIO")
    assert repr(found).startswith("<Profile of Brio (Company): ")
    assert len(repr(found)) < 80
