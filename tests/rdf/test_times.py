from __future__ import annotations

import datetime as dt

import pytest

from kg.model import Claim, Kind, Modality, TimeSpan
from kg.rdf.times import due, edtf, is_due, precision, qualifier, said_on


def span(earliest: str | None, latest: str | None, words: str | None = None) -> TimeSpan:
    return TimeSpan(
        earliest=dt.date.fromisoformat(earliest) if earliest else None,
        latest=dt.date.fromisoformat(latest) if latest else None,
        words=words,
    )


@pytest.mark.parametrize(
    ("earliest", "latest", "text", "fine"),
    [
        ("2021-05-12", "2021-05-12", "2021-05-12", "day"),
        ("2021-03-01", "2021-03-31", "2021-03", "month"),
        ("2024-02-01", "2024-02-29", "2024-02", "month"),
        ("2023-02-01", "2023-02-27", "2023-02-01/2023-02-27", "interval"),
        ("2006-01-01", "2006-03-31", "2006-33", "quarter"),
        ("2006-10-01", "2006-12-31", "2006-36", "quarter"),
        ("2024-01-01", "2024-06-30", "2024-40", "half-year"),
        ("2024-07-01", "2024-12-31", "2024-41", "half-year"),
        ("2024-02-01", "2024-07-31", "2024-02-01/2024-07-31", "interval"),
        ("2022-06-01", "2022-08-31", "2022-22", "season"),
        ("2022-12-01", "2023-02-28", "2022-24", "season"),
        ("2015-01-01", "2015-12-31", "2015", "year"),
        ("2015-04-01", "2016-03-31", "2015-04-01/2016-03-31", "interval"),
        ("2015-01-01", "2016-12-31", "2015-01-01/2016-12-31", "interval"),
        (None, "2025-12-31", "../2025-12-31", "bounded"),
        ("2010-01-01", None, "2010-01-01/..", "bounded"),
    ],
)
def test_intervals_as_edtf(earliest: str, latest: str, text: str, fine: str) -> None:
    time = span(earliest, latest)
    assert edtf(time) == text
    assert precision(time) == fine


@pytest.mark.parametrize(
    ("time", "found"),
    [
        (span(None, "2025-12-31", "by 2025"), "by"),
        (span(None, "2025-12-31"), "by"),
        (span(None, "2024-12-31", "Before 2025"), "before"),
        (span("2010-01-01", None, "from 2010 on"), "from"),
        (span("2021-05-12", "2021-10-20", "since May 12, 2021"), "since"),
        (span("2021-01-01", "2021-12-31", "during 2021"), "during"),
        (span(None, "2021-12-31", "until 2021"), "until"),
        (span("2021-01-01", "2021-12-31", "in 2021"), "in"),
    ],
)
def test_qualifiers(time: TimeSpan, found: str) -> None:
    assert qualifier(time) == found


PUBLISHED = dt.date(2021, 10, 20)


def claim(time: TimeSpan | None, modality: Modality, kind: Kind = Kind.PRODUCT) -> Claim:
    return Claim(article="a", kind=kind, subject="Acme", time=time, modality=modality)


@pytest.mark.parametrize(
    ("modality", "time", "found"),
    [
        (Modality.PLANNED, span("2024-01-01", "2024-06-30"), True),
        (Modality.TARGETED, span("2024-01-01", "2024-06-30"), True),
        (Modality.ASSERTED, span("2024-01-01", "2024-06-30"), False),
        (Modality.DENIED, span("2024-01-01", "2024-06-30"), False),
        (Modality.UNKNOWN, span("2024-01-01", "2024-06-30"), False),
        (Modality.RUMOURED, span("2024-01-01", "2024-06-30"), True),
        (Modality.RUMOURED, span("2020-01-01", "2020-06-30"), False),
        (Modality.PLANNED, None, False),
        (Modality.PLANNED, TimeSpan(), False),
    ],
)
def test_what_is_due(modality: Modality, time: TimeSpan | None, found: bool) -> None:
    assert is_due(claim(time, modality), PUBLISHED) is found


def test_a_target_is_due_whatever_its_modality() -> None:
    assert is_due(claim(span(None, "2025-12-31"), Modality.ASSERTED, Kind.TARGET), PUBLISHED)


def test_by_a_date_is_due_from_the_day_it_was_said() -> None:
    by = claim(span(None, "2025-12-31"), Modality.PLANNED)
    assert due(by, PUBLISHED) == (PUBLISHED, dt.date(2025, 12, 31))
    said = Claim(
        article="a",
        kind=Kind.TARGET,
        subject="Acme",
        time=by.time,
        said=span("2021-03-01", "2021-03-31"),
    )
    assert due(said, PUBLISHED) == (dt.date(2021, 3, 31), dt.date(2025, 12, 31))
    assert said_on(said, PUBLISHED) == dt.date(2021, 3, 31)


def test_by_a_date_without_a_day_of_saying_has_no_first_day() -> None:
    by = claim(span(None, "2025-12-31"), Modality.PLANNED)
    assert due(by, None) == (None, dt.date(2025, 12, 31))
    past = claim(span(None, "2020-12-31"), Modality.PLANNED)
    assert due(past, PUBLISHED) == (None, dt.date(2020, 12, 31))
