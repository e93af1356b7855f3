"""Things without a name say whose they are where nothing else tells them apart."""

from __future__ import annotations

import datetime as dt

from kg.graph import ClaimRow, rows_from_claims
from kg.model import Article, Claim, Kind, Span
from kg.views.page import page
from kg.views.whose import drawn_as

TEXT = "Brio cuts jobs and sells a site. Dorn cuts jobs, and buys a red mill of Dorn."


def rows() -> list[ClaimRow]:
    made = [
        ("Brio", Kind.LAYOFF, None),
        ("Dorn", Kind.LAYOFF, None),
        ("Brio", Kind.DIVESTITURE, "site"),
        ("Dorn", Kind.ACQUISITION, "red mill of Dorn"),
        ("Dorn", Kind.ACQUISITION, "old brewery in Leeds"),
        ("Dorn", Kind.ACQUISITION, "Zeta"),
    ]
    claims = [
        Claim(
            article="a", kind=kind, subject=who, subject_type="COMPANY", object=what,
            object_type="COMPANY" if what == "Zeta" else None, evidence=(Span(0, 5),),
        )
        for who, kind, what in made
    ]  # fmt: skip
    article = Article(id="a", title="News", text=TEXT, date=dt.date(2024, 1, 1))
    return list(rows_from_claims(claims, {"a": article}))


def test_what_has_no_name_says_whose_it_is() -> None:
    listed = rows()
    things = {end.iri: end for row in listed for end in (row.subject, row.object)}
    assert sorted(drawn_as(things, listed).values()) == [
        "Brio",
        "Dorn",
        "Zeta",
        "old brewery in Leeds",
        "red mill of Dorn",
        "site (Brio)",
        "the company (Brio)",
        "the company (Dorn)",
    ]


def test_only_the_drawing_says_so() -> None:
    nodes = {node["label"].replace("\n", " "): node["name"] for node in page(rows()).nodes}
    assert nodes["the company (Brio)"] == "the company"
    assert nodes["site (Brio)"] == "site"
