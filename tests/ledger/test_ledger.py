from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kg.errors import NotFoundError
from kg.graph import ClaimRow, claims_graph, find_node, rows_from_claims
from kg.ledger import Book, conflicts, find_party, ledger, make_book, namesakes, timeline
from kg.model import Article, Claim, Kind, Modality, Polarity, Quantity, Span, TimeSpan

AS_OF = dt.date(2023, 1, 1)


def test_a_promise_has_its_maker_its_changes_and_its_evidence(book: Book) -> None:
    own = [p for p in ledger(book, AS_OF) if p.sort == "own"]
    (found,) = own
    assert (found.promiser, found.by, found.status) == ("Acme", "Ann Lee", "slipped")
    assert found.said == dt.date(2020, 1, 1)
    assert found.due
    assert found.first_due
    assert (found.first_due.latest, found.due.latest) == (
        dt.date(2021, 12, 31),
        dt.date(2022, 12, 31),
    )
    assert [(e.what, e.article) for e in found.changes] == [
        ("change of date", "two"),
        ("completion", "three"),
    ]
    (evidence,) = found.evidence
    assert (evidence.article, evidence.publisher) == ("three", "Paper three")
    assert evidence.quotes == ("Acme will launch an electric car.",)
    assert (found.done, found.late_days) == (dt.date(2022, 5, 1), 121)


def test_reports_are_kept_apart_and_refusals_too(book: Book) -> None:
    found = {(p.sort, p.promise): p.status for p in ledger(book, AS_OF) if p.sort != "own"}
    assert found[("reported", "reportedly acquires Brio")] == "disputed"
    assert [status for (sort, _), status in found.items() if sort == "refusal"] == ["open"]


def test_a_denial_that_events_overtook_is_contradicted_and_no_promise_is(
    articles: dict[str, Article],
) -> None:
    deal: dict[str, Any] = {"subject": "Acme", "subject_type": "COMPANY", "object": "Brio",
        "object_type": "COMPANY", "speaker": "Acme", "speaker_type": "COMPANY",
        "evidence": (Span(0, 33),)}  # fmt: skip
    denied = Claim(article="one", kind=Kind.ACQUISITION, modality=Modality.DENIED, **deal)
    planned = Claim(article="one", kind=Kind.ACQUISITION, modality=Modality.PLANNED, **deal)
    bought = Claim(article="two", kind=Kind.ACQUISITION, **deal)
    dropped = Claim(article="two", kind=Kind.ACQUISITION, polarity=Polarity.NEGATED, **deal)

    def row(*claims: Claim) -> tuple[str, bool, list[str]]:
        (found,) = ledger(make_book(rows_from_claims(claims, articles)), AS_OF)
        return found.sort, found.contradicted, [entry.what for entry in found.evidence]

    assert row(denied, bought) == ("statement", True, ["contradiction"])
    assert row(planned, dropped) == ("own", False, ["cancellation"])


PLANT: dict[str, Any] = {"subject": "Acme", "subject_type": "COMPANY", "object": "plant in Hull"}
WORD: dict[str, Any] = {"subject": "Acme", "subject_type": "COMPANY", "speaker": "Acme",
    "speaker_type": "COMPANY", "evidence": (Span(0, 33),)}  # fmt: skip


def test_a_denial_that_is_read_twice_is_one_conflict(articles: dict[str, Article]) -> None:
    closes = Claim(article="one", kind=Kind.FACILITY, action="closes", modality=Modality.PLANNED,
                   speaker="the union", speaker_type="GROUP", evidence=(Span(0, 33),), **PLANT)  # fmt: skip
    no = Claim(article="two", kind=Kind.FACILITY, action="closes", modality=Modality.DENIED,
               object=PLANT["object"], **WORD)  # fmt: skip
    stance = Claim(article="two", kind=Kind.STANCE, action="denies", object="close its plant in Hull",
                   **WORD)  # fmt: skip

    def pairs(*claims: Claim) -> list[tuple[str, str]]:
        found = conflicts(make_book(rows_from_claims(claims, articles)))
        return [(each.why, each.other.kind) for each in found]

    assert pairs(closes, no, stance) == [("denied", "Facility")]
    assert pairs(closes, stance) == [("denied", "Stance")]


@pytest.mark.parametrize(
    ("amounts", "years", "expected"),
    [
        ((92, 29), (2019, 2019), ["amounts"]),
        ((92, 92), (2019, 2019), []),
        ((92, 29), (2019, 2018), []),  # of another year
    ],
)
def test_a_figure_that_the_same_outlet_gives_otherwise_later_is_a_conflict(
    articles: dict[str, Article],
    amounts: tuple[int, int],
    years: tuple[int, int],
    expected: list[str],
) -> None:
    claims = [
        Claim(article=name, kind=Kind.RESULT, subject="Acme", subject_type="COMPANY", object="profit",
              amount=Quantity(value=Decimal(value), unit="GBP"), evidence=(Span(0, 33),),
              time=TimeSpan(earliest=dt.date(year, 1, 1), latest=dt.date(year, 12, 31)))
        for name, value, year in zip(("one", "two"), amounts, years, strict=True)
    ]  # fmt: skip
    same = {name: replace(each, publisher="Daily") for name, each in articles.items()}
    found = conflicts(make_book(rows_from_claims(claims, same)))
    assert [each.why for each in found] == expected


def test_a_rumour_and_its_denial_are_a_conflict(articles: dict[str, Article]) -> None:
    post: dict[str, Any] = {"subject": "Ann Lee", "subject_type": "PERSON", "object": "Acme",
        "object_type": "COMPANY", "role": "chief executive", "evidence": (Span(0, 33),)}  # fmt: skip
    heard = Claim(article="one", kind=Kind.DEPARTURE, modality=Modality.RUMOURED, **post)
    meant = replace(heard, modality=Modality.PLANNED)
    no = Claim(article="two", kind=Kind.DEPARTURE, modality=Modality.DENIED, speaker="Acme",
               speaker_type="COMPANY", **post)  # fmt: skip

    def found(*claims: Claim) -> list[str]:
        return [each.why for each in conflicts(make_book(rows_from_claims(claims, articles)))]

    assert found(heard, no) == ["denied"]
    assert found(meant, no) == []  # it took back its own word


def test_the_day_decides_what_is_known(book: Book) -> None:
    def status(year: int, month: int) -> list[tuple[str, bool]]:
        listed = ledger(book, dt.date(year, month, 1))
        return [(p.status, p.overdue) for p in listed if p.sort == "own"]

    assert status(2019, 1) == []
    assert status(2020, 6) == [("open", False)]
    assert status(2021, 6) == [("slipped", False)]
    assert status(2022, 5) == [("slipped", False)]
    assert status(2022, 7) == [("slipped", False)]


def test_overdue_is_told_where_no_outcome_was_read(rows: list[ClaimRow]) -> None:
    book = make_book(row for row in rows if row.article.id != "three")
    own = [p for p in ledger(book, AS_OF) if p.sort == "own"]
    assert [(p.status, p.overdue) for p in own] == [("slipped", True)]
    book = make_book(row for row in rows if row.article.id == "one")
    assert [(p.status, p.overdue) for p in ledger(book, AS_OF)] == [("overdue", True)]


def test_only_the_promises_of_some_parties(book: Book) -> None:
    assert ledger(book, AS_OF, [find_party(book, "the ACME").iri]) == ledger(book, AS_OF)
    assert ledger(book, AS_OF, [find_party(book, "Brio").iri]) == []


def test_an_unknown_name_is_met_with_near_ones(book: Book) -> None:
    with pytest.raises(NotFoundError, match="No entity is called 'Acmee'") as caught:
        find_party(book, "Acmee")
    assert caught.value.remedy == "Did you mean: Acme?"
    with pytest.raises(NotFoundError) as caught:
        find_party(book, "its shares")
    assert "kg stats" in caught.value.remedy


def test_names_mean_what_they_mean_elsewhere() -> None:
    claims = [
        Claim(
            article=article,
            kind=Kind.MERGER,
            subject=name,
            subject_type="COMPANY",
            object="Hudson Bay Company",
            object_type="COMPANY",
        )
        for article, name in (("one", "Norvik"), ("two", "Norvik Inc."))
    ]
    claims.append(Claim(article="six", kind=Kind.HIRING, subject="Norvik", subject_type="PERSON"))
    book = make_book(rows_from_claims(claims, {}))
    graph = claims_graph(book.rows.values())
    for name in ("norvik inc", "The Norvik", "Hudson Bay", "hudson bay co.", "HBC"):
        assert find_party(book, name).iri == find_node(graph, name)
    company = find_party(book, "Norvik")
    assert company.type == "Company"
    assert [other.type for other in namesakes(book, company)] == ["Person"]
    assert find_party(book, company.iri) == company


def test_a_timeline_goes_by_the_day_of_what_is_told(book: Book) -> None:
    found = timeline(book, [find_party(book, "Acme").iri])
    days = [(e.time.earliest or e.time.latest if e.time else None) or e.said for e in found]
    assert days == sorted(days, key=lambda day: day or dt.date.min)
    assert len(found) == 8
    early = timeline(book, [find_party(book, "Acme").iri], dt.date(2020, 6, 1))
    assert {entry.article for entry in early} == {"one"}
    (spoken,) = [
        e for e in timeline(book, [find_party(book, "Ann Lee").iri]) if e.kind == "Product"
    ]
    assert (spoken.what, spoken.speaker) == ("announcement", "Ann Lee")


def test_claims_that_contradict_each_other(book: Book) -> None:
    found = {(c.why, c.one.speaker, c.other.speaker) for c in conflicts(book)}
    assert ("amounts", "sources", "Zenith Bank") in found
    assert {why for why, *_ in found} == {"amounts", "denied"}
    assert conflicts(book, [find_party(book, "Brio").iri]) == conflicts(book)
    assert conflicts(book, [find_party(book, "Cato").iri]) == []


def test_a_plan_that_moves_is_no_conflict(book: Book) -> None:
    assert all(c.one.kind != "Product" for c in conflicts(book))


def test_the_order_of_rows_plays_no_part(rows: list[ClaimRow], book: Book) -> None:
    backwards = make_book(rows[::-1])
    assert ledger(backwards, AS_OF) == ledger(book, AS_OF)
    assert conflicts(backwards) == conflicts(book)


def told(text: str, published: dt.date, **more: Any) -> list[tuple[str, str, bool, Any]]:
    """Return sort, status, overdue and due day of the promises of one planned deal, years later."""
    claim = Claim(
        article="a",
        kind=Kind.ACQUISITION,
        subject="Acme",
        subject_type="COMPANY",
        object="Brio",
        object_type="COMPANY",
        evidence=(Span(0, len(text)),),
        **{"modality": Modality.PLANNED, **more},
    )
    paper = Article(id="a", title="News", text=text, date=published)
    found = ledger(make_book(rows_from_claims([claim], {"a": paper})), dt.date(2030, 1, 1))
    return [(p.sort, p.status, p.overdue, p.due.latest if p.due else None) for p in found]


WEDNESDAY = dt.date(2024, 5, 15)


def on(day: dt.date, words: str) -> TimeSpan:
    return TimeSpan(earliest=day, latest=day, words=words)


@pytest.mark.parametrize(
    ("text", "time", "published"),
    [
        ("Under the deal announced on Wednesday, Acme will buy Brio.",
         on(WEDNESDAY, "on Wednesday"), WEDNESDAY),
        ("Under the deal signed on 8 May, Acme will buy Brio.",
         on(dt.date(2024, 5, 8), "on 8 May"), WEDNESDAY),
        ("Acme agreed a plan last month to buy Brio.",
         TimeSpan(earliest=dt.date(2024, 4, 1), latest=dt.date(2024, 4, 30), words="last month"),
         WEDNESDAY),
    ],
)  # fmt: skip
def test_no_promise_is_due_before_it_is_made(text: str, time: TimeSpan, published: dt.date) -> None:
    assert told(text, published, time=time) == [("own", "open", False, None)]


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Acme will buy Brio on Wednesday.", WEDNESDAY, "on Wednesday"),
        ("Acme will buy Brio on 3 June.", dt.date(2024, 6, 3), "on 3 June"),
        ("Acme had wanted to buy Brio on 3 April.", dt.date(2024, 4, 3), "on 3 April"),
        ("The purchase of Brio was due on 3 April.", dt.date(2024, 4, 3), "on 3 April"),
    ],
)
def test_what_is_due_later_or_was_promised_earlier_is_due(
    text: str, day: dt.date, words: str
) -> None:
    assert told(text, WEDNESDAY, time=on(day, words)) == [("own", "overdue", True, day)]


def test_what_was_said_earlier_counts_from_its_own_day() -> None:
    text = "In March, Acme said it would buy Brio on 3 April."
    found = told(
        text,
        WEDNESDAY,
        time=on(dt.date(2024, 4, 3), "on 3 April"),
        said=TimeSpan(earliest=dt.date(2024, 3, 1), latest=dt.date(2024, 3, 31), words="In March"),
    )
    assert found == [("own", "overdue", True, dt.date(2024, 4, 3))]


@pytest.mark.parametrize(
    ("text", "speaker", "label", "sort"),
    [
        ("Acme plans to buy Brio, people familiar with the matter said.", None, None, "reported"),
        ("People familiar with the plan said Acme will buy Brio.",
         "People familiar with the plan", "UNNAMED", "reported"),
        ("Two people familiar with the plan said Acme will buy Brio.",
         "Two people familiar with the plan", "PERSON", "reported"),
        ("Acme will buy Brio, company employees said.", "company employees", "UNNAMED", "reported"),
        ("Acme will buy Brio, a company spokesman said.", "a company spokesman", "UNNAMED", "own"),
        ("Acme will buy Brio, Glenn Close said.", "Glenn Close", "PERSON", "own"),
        ("Acme will buy Brio.", None, None, "own"),
    ],
)  # fmt: skip
def test_a_plan_that_only_unnamed_sources_tell_is_no_promise(
    text: str, speaker: str | None, label: str | None, sort: str
) -> None:
    ((found, *_),) = told(text, WEDNESDAY, speaker=speaker, speaker_type=label)
    assert found == sort
