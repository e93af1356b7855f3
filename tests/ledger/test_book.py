"""How the claims of a book read, and in which order a timeline has them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from kg.graph import rows_from_claims
from kg.ledger import Book, conflicts, find_party, make_book, timeline
from kg.model import Article, Claim, Kind, Modality, Polarity, Span, TimeSpan

TITLE = "Acme Opens Pre-Orders for First Cars"
TEXT = "Pre-orders will open in May. Titan is the name of the project. Acme will have First Cars on sale."
DAY = dt.date(2024, 3, 1)


def book(*claims: Claim) -> Book:
    article = Article(id="one", title=TITLE, text=TEXT, date=DAY)
    return make_book(rows_from_claims(claims, {"one": article}))


def say(object_: str, start: int, end: int, **more: Any) -> Claim:
    fields: dict[str, Any] = {"kind": Kind.TARGET, "modality": Modality.PLANNED}
    return Claim(article="one", subject="Acme", subject_type="COMPANY", object=object_,
                 evidence=(Span(start, end),) if end else (), **{**fields, **more})  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (say("Pre-orders", 0, 28), "Acme plans pre-orders"),
        (say("Titan", 29, 63), "Acme plans Titan"),  # no common word: a name
        (say("First Cars", 64, 97), "Acme plans First Cars"),  # inside a sentence, as it is
        (say("First Cars", 0, 0, title_evidence=True), "Acme plans first cars"),
        (say("Pre-orders", 0, 28, object_type="PRODUCT"), "Acme plans Pre-orders"),
    ],
)
def test_a_phrase_reads_as_inside_a_sentence(claim: Claim, words: str) -> None:
    (row,) = book(claim).rows.values()
    found = book(claim)
    told = next(told for matter in found.matters for told in matter.told)
    assert found.entry(told, "announcement").text == words
    assert row.claim.object == claim.object, "the claim itself stays as it was found"


@pytest.mark.parametrize(
    ("no", "words"), [(False, "Acme reaches its aim"), (True, "Acme misses its aim")]
)
def test_a_verdict_that_names_no_aim_is_on_the_aim(no: bool, words: str) -> None:
    polarity = Polarity.NEGATED if no else Polarity.AFFIRMED
    claim = replace(say("", 0, 28, modality=Modality.ASSERTED, polarity=polarity), object=None)
    found = book(claim)
    (told,) = found.matters[0].told
    assert found.entry(told, "event").text == words


@pytest.mark.parametrize(("year", "clash"), [(2019, False), (2024, True), (None, True)])
def test_that_one_year_went_by_does_not_contradict_a_plan_for_another(
    year: int | None, clash: bool
) -> None:
    def whole(year: int) -> TimeSpan:
        return TimeSpan(earliest=dt.date(year, 1, 1), latest=dt.date(year, 12, 31))

    plan = say("cars", 0, 28, time=whole(2024), speaker="Ann Lee", speaker_type="PERSON")
    none = say("cars", 64, 97, modality=Modality.ASSERTED, polarity=Polarity.NEGATED,
               time=whole(year) if year else None, speaker="Bo Roe", speaker_type="PERSON")  # fmt: skip
    assert bool(conflicts(book(plan, none))) is clash


def test_what_has_no_time_stands_after_what_is_dated_by_its_day() -> None:
    today = TimeSpan(earliest=DAY, latest=DAY)
    claims = [
        say("third", 64, 97),
        say("first", 64, 97, time=today),
        say("second", 0, 28),
        say("earlier", 64, 97, time=TimeSpan(earliest=dt.date(2024, 2, 1), latest=DAY)),
        say("later", 0, 28, time=TimeSpan(earliest=dt.date(2024, 4, 1), latest=dt.date(2024, 4, 1))),
    ]  # fmt: skip
    for listed in (claims, claims[::-1]):
        found = book(*listed)
        entries = timeline(found, [find_party(found, "Acme").iri])
        assert [entry.object for entry in entries] == [
            "earlier", "first", "second", "third", "later",
        ]  # fmt: skip
