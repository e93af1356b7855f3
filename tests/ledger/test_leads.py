"""Where the ledger says to look for what came of a promise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial

from kg.graph import rows_from_claims
from kg.graph.remarks import remarks_from
from kg.ledger import Promise, ledger, make_book
from kg.model import Article, Claim, Kind, Modality, Remark, Span, TimeSpan

PLAN = "Pavo will open a cheese factory in Lugo in 2021."
NEVER = "The cheese factory in Lugo was never built."
OTHERS = "Lumina never built its cheese factory in Lugo."
DAYS = {"before": 2019, "plan": 2020, "later": 2022, "last": 2024}
LATER = dt.date(2025, 1, 1)


def articles() -> dict[str, Article]:
    text = f"{NEVER} {OTHERS}"
    return {
        name: Article(
            id=name,
            title="News of Pavo",
            text=PLAN if name == "plan" else text,
            date=dt.date(year, 1, 1),
            publisher="Gazette",
            url=f"https://example.org/{name}",
        )
        for name, year in DAYS.items()
    }


def remark(article: str, quote: str, about: str | None = None) -> Remark:
    start = articles()[article].text.index(quote)
    span = Span(start, start + len(quote))
    return Remark(article=article, span=span, likelihood=0.8, about=about)


def claim(article: str, **more: object) -> Claim:
    fields: dict[str, object] = {
        "kind": Kind.FACILITY,
        "action": "opens",
        "subject": "Pavo",
        "subject_type": "COMPANY",
        "object": "cheese factory in Lugo",
        "evidence": (Span(0, 20),),
    }
    return Claim(article=article, **{**fields, **more})  # type: ignore[arg-type]


def planned(**more: object) -> Claim:
    year = TimeSpan(earliest=dt.date(2021, 1, 1), latest=dt.date(2021, 12, 31))
    span = (Span(0, len(PLAN)),)
    return claim("plan", modality=Modality.PLANNED, time=year, evidence=span, **more)


def staff(article: str, subject: str = "Pavo") -> Claim:
    return claim(
        article, kind=Kind.ROLE, action=None, object="chief", role="chief", subject=subject
    )


def promises(
    claims: Iterable[Claim], remarks: Iterable[Remark], as_of: dt.date = LATER
) -> list[Promise]:
    given = articles()
    rows = rows_from_claims(claims, given)
    book = make_book(rows, remarks=partial(remarks_from, list(remarks), given))
    return [each for each in ledger(book, as_of) if each.promiser == "Pavo"]


def test_a_later_sentence_about_the_promise_is_a_lead() -> None:
    (found,) = promises([planned(), staff("later")], [remark("later", NEVER)])
    assert found.status == "overdue"
    (lead,) = found.leads
    assert (lead.quote, lead.article, lead.published) == (NEVER, "later", dt.date(2022, 1, 1))
    assert (lead.publisher, lead.title) == ("Gazette", "News of Pavo")
    assert lead.url == "https://example.org/later"
    assert 0 < lead.likelihood < 1


def test_what_was_published_before_the_promise_or_after_the_day_is_none() -> None:
    claims = [planned(), staff("before"), staff("later"), staff("last")]
    some = [remark(name, NEVER) for name in ("before", "later", "last")]
    (found,) = promises(claims, some, dt.date(2023, 1, 1))
    assert [lead.article for lead in found.leads] == ["later"]
    (early,) = promises(claims, some, dt.date(2021, 1, 1))
    assert early.leads == ()


def test_an_article_that_does_not_tell_of_who_promised_gives_none() -> None:
    (found,) = promises([planned(), staff("later", "Lumina")], [remark("later", NEVER)])
    assert found.leads == ()


def test_a_sentence_about_another_who_has_plans_is_none() -> None:
    rival = claim("later", subject="Lumina", modality=Modality.PLANNED)
    some = [remark("later", OTHERS, "Lumina"), remark("later", NEVER, "Pavo Foods")]
    (found,) = promises([planned(), staff("later"), rival], some)
    assert [lead.quote for lead in found.leads] == [NEVER]


def test_a_settled_promise_has_none() -> None:
    opened = claim("later", time=TimeSpan(earliest=dt.date(2021, 5, 1), latest=dt.date(2021, 5, 1)))
    (found,) = promises([planned(), opened], [remark("later", NEVER)])
    assert found.status == "met"
    assert found.leads == ()


def test_a_sentence_that_its_status_rests_on_is_no_news() -> None:
    year = TimeSpan(earliest=dt.date(2024, 1, 1), latest=dt.date(2024, 12, 31))
    spans = (Span(0, len(NEVER)),)
    again = claim("later", modality=Modality.PLANNED, evidence=spans, time=year)
    (found,) = promises([planned(), again], [remark("later", NEVER)])
    assert (found.status, found.leads) == ("slipped", ())


def test_a_sentence_that_was_read_as_the_promise_again_may_be_one() -> None:
    again = claim("later", modality=Modality.PLANNED, evidence=(Span(0, len(NEVER)),))
    (found,) = promises([planned(), again], [remark("later", NEVER)])
    assert [lead.quote for lead in found.leads] == [NEVER]


def test_a_book_without_remarks_has_no_leads() -> None:
    (found,) = promises([planned(), staff("later")], [])
    assert found.leads == ()
