from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pyoxigraph as ox

from kg.graph import ClaimRow, read_rows, rows_from_claims
from kg.graph.rows import DESCRIPTIONS, MATTER, settings
from kg.model import Article, Claim, Kind, Span
from kg.rdf.emit import article_quads
from kg.rdf.facts import shared_quads
from kg.rdf.store import open_store
from kg.resolve import resolve


def _store(claims: list[Claim], articles: dict[str, Article], folder: Path) -> ox.Store:
    resolution = resolve(claims)
    lines = [
        line
        for name, article in articles.items()
        for line in article_quads(
            article, [c for c in claims if c.article == name], resolution, "v1"
        )
    ]
    dates = {name: article.date for name, article in articles.items()}
    lines += shared_quads(claims, dates, resolution, resolution.entities)
    path = folder / "graph.nq"
    path.write_text("".join(f"{line}\n" for line in sorted(set(lines))), encoding="utf-8")
    return open_store(path)


def test_rows_of_a_store_are_those_of_its_claims(
    claims: list[Claim], articles: dict[str, Article], rows: list[ClaimRow], tmp_path: Path
) -> None:
    assert list(read_rows(_store(claims, articles, tmp_path))) == rows


def test_rows_do_not_depend_on_the_order_of_claims(
    claims: list[Claim], articles: dict[str, Article], rows: list[ClaimRow]
) -> None:
    assert list(rows_from_claims(reversed(claims), articles)) == rows


def test_quotes_are_the_evidence_and_the_title(rows: list[ClaimRow]) -> None:
    bought = next(row for row in rows if row.claim.kind is Kind.ACQUISITION)
    assert bought.quotes == ("Norvik has bought Brio for $3 billion.", "Norvik buys Brio")
    assert bought.article.text == ""
    assert bought.article.date == dt.date(2020, 3, 1)


def test_a_claim_without_object_points_to_what_its_kind_stands_for(rows: list[ClaimRow]) -> None:
    moved = next(row for row in rows if row.claim.kind is Kind.MARKET_MOVE)
    assert (moved.object.label, moved.object.type) == ("its shares", MATTER)


def test_every_kind_has_words(rows: list[ClaimRow]) -> None:
    del rows
    for kind in Kind:
        assert settings()["unnamed"][kind.value]
        assert len(settings()["verbs"][kind.value]) == 2


def test_a_description_belongs_to_its_subject(rows: list[ClaimRow]) -> None:
    plant = next(row for row in rows if row.claim.kind is Kind.TARGET)
    assert plant.object.type in DESCRIPTIONS
    other = dataclasses.replace(plant.claim, subject="Norvik")
    (found,) = rows_from_claims([other], {})
    assert found.object.iri != plant.object.iri


def test_two_companies_do_not_share_the_measure_they_report() -> None:
    claims = [
        Claim(article="a", kind=Kind.RESULT, subject=name, object="revenue", subject_type="COMPANY")
        for name in ("Acme", "Brio")
    ]
    one, other = rows_from_claims(claims, {})
    assert one.object.label == other.object.label == "revenue"
    assert one.object.iri != other.object.iri


def test_two_companies_share_the_field_they_work_in() -> None:
    claims = [
        Claim(
            article="a",
            kind=Kind.DEVELOPMENT,
            subject=name,
            object="electric cars",
            subject_type="COMPANY",
        )
        for name in ("Acme", "Brio")
    ]
    one, other = rows_from_claims(claims, {})
    assert one.object.iri == other.object.iri


def test_a_stance_points_to_what_it_is_taken_on() -> None:
    aim = Claim(
        article="a",
        kind=Kind.ACQUISITION,
        subject="Acme",
        object="the harbour works",
        subject_type="COMPANY",
        evidence=(Span(0, 5),),
    )
    stance = Claim(
        article="a",
        kind=Kind.STANCE,
        action="opposes",
        subject="Brio",
        object="the harbour works",
        subject_type="COMPANY",
        evidence=(Span(6, 9),),
    )
    first, second = rows_from_claims(
        [stance, aim], {"a": Article(id="a", title="", text="123456789")}
    )
    assert first.claim.kind is Kind.ACQUISITION
    assert second.object == first.object
