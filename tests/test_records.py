from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import (
    Article,
    Claim,
    Dropped,
    Kind,
    Modality,
    Polarity,
    Quantity,
    Remark,
    Span,
    TimeSpan,
)
from kg.records import (
    Record,
    Records,
    content_of,
    record_from_json,
    record_to_json,
    sentence_around,
    sparse,
    text_digest,
)

WORDS = st.text(alphabet="ab é’\n\u2028\x85\U0001f600", max_size=6)
MAYBE = st.none() | WORDS
DAYS = st.none() | st.dates()
LABELS = st.sampled_from([None, "COMPANY", "UNNAMED"])
AMOUNTS = st.builds(
    Quantity,
    value=st.sampled_from([Decimal("1.50"), Decimal(-3), Decimal(3400000000), Decimal("0.1")]),
    unit=MAYBE,
    bound=st.sampled_from([None, "at most"]),
)


@st.composite
def times(draw: st.DrawFn) -> TimeSpan:
    limits = sorted([draw(st.dates()), draw(st.dates())])
    earliest, latest = (limit if draw(st.booleans()) else None for limit in limits)
    # What was inferred is only told of a time that has a limit.
    inferred = draw(st.none() | st.just("since May")) if earliest or latest else None
    return TimeSpan(earliest=earliest, latest=latest, words=draw(MAYBE), inferred=inferred)


CLAIMS = st.builds(
    Claim,
    article=st.just("a"),
    kind=st.sampled_from(Kind),
    subject=WORDS,
    object=MAYBE,
    action=MAYBE,
    role=MAYBE,
    amount=st.none() | AMOUNTS,
    time=st.none() | times(),
    said=st.none() | times(),
    period=st.sampled_from([None, "P1Y"]),
    modality=st.sampled_from(Modality),
    polarity=st.sampled_from(Polarity),
    speaker=MAYBE,
    relayed_by=st.lists(WORDS, max_size=2).map(tuple),
    evidence=st.sampled_from([(), (Span(0, 3),), (Span(0, 1), Span(2, 5))]),
    title_evidence=st.booleans(),
    confidence=st.sampled_from([0.0, 0.123, 1.0]),
    found_by=WORDS,
    subject_type=LABELS,
    object_type=LABELS,
    speaker_type=LABELS,
)
ARTICLES = st.builds(
    Article,
    id=st.just("a"),
    title=WORDS,
    text=WORDS.map(lambda words: words + "Acme said."),
    date=DAYS,
    url=MAYBE,
    facts_from=st.lists(st.text("xy", min_size=1), max_size=2).map(tuple),
)


def record(article: Article, claims: tuple[Claim, ...] = ()) -> Record:
    return Record(
        article=article,
        content=content_of(article),
        pipeline="1",
        path="/x.txt",
        claims=claims,
        dropped=(
            Dropped(article="a", span=Span(0, 1), field="title", reason="r", kind=Kind.ROLE),
            Dropped(article="a", span=Span(2, 3), field="text", reason="r", found_by="f"),
            Dropped(
                article="a", span=Span(0, 3), field="text", reason="r", missed=True, also="s (f)"
            ),
        ),
        remarks=(
            Remark(article="a", span=Span(0, 4), likelihood=0.25, about="Acme"),
            Remark(article="a", span=Span(2, 3), likelihood=1.0),
        ),
        text_sha256=text_digest(article.text),
    )


def exact(claim: Claim) -> tuple[object, ...]:
    """All of a claim, with what takes no part in comparison."""
    types = (claim.subject_type, claim.object_type, claim.speaker_type)
    spans = [(t, t and (t.words, t.inferred)) for t in (claim.time, claim.said)]
    return (claim, types, *spans, claim.amount and str(claim.amount.value))


@given(ARTICLES, st.lists(CLAIMS, max_size=3).map(tuple))
@settings(derandomize=True, deadline=None, max_examples=150)
def test_a_record_reads_back_exactly(article: Article, claims: tuple[Claim, ...]) -> None:
    written = record(article, claims)
    found = record_from_json(record_to_json(written))
    assert found == written
    assert list(map(exact, found.claims)) == list(map(exact, claims))


def test_content_is_all_that_was_given_and_not_where() -> None:
    article = Article(id="a", title="t", text="x", source="/one")
    assert content_of(article) == content_of(replace(article, source="/two"))
    for change in ({"title": "u"}, {"text": "y"}, {"date": dt.date(2020, 1, 1)}, {"url": "z"}):
        assert content_of(article) != content_of(replace(article, **change))


def test_ids_cannot_reach_outside_the_folder(tmp_path: Path) -> None:
    records = Records(tmp_path)
    for id_ in ("../../etc/passwd", "/etc/passwd", "a\0b", "x" * 5000, "con"):
        assert records.path(id_).parent == tmp_path / "articles"
        assert records.path(id_).stem.isalnum()


def test_a_record_under_another_name_is_not_used(tmp_path: Path) -> None:
    records = Records(tmp_path)
    records.write(record(Article(id="a", title="t", text="Acme said.")))
    assert records.get("a") is not None
    records.path("a").rename(records.path("b"))
    assert records.get("b") is None


def test_a_text_that_is_not_kept_is_gone_from_the_file() -> None:
    text = "Acme said. " + "-" * 200 + "secret" + "-" * 200
    claim = Claim(article="a", kind=Kind.ROLE, subject="x", evidence=(Span(0, 10),))
    plain = replace(record(Article(id="a", title="t", text=text), (claim,)), remarks=())
    written = replace(plain, whole=False)
    data = record_to_json(written)
    assert "secret" not in data
    found = record_from_json(data)
    assert len(found.article.text) == len(text)
    assert Span(0, 10).of(found.article.text) == "Acme said."
    assert sparse(found.article.text, claim.evidence) == found.article.text


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("One", "One is 3.5 long."),
        ("two", "“Is two here?”"),
        ("heading", "A heading"),
        ("last", "The last"),
    ],
)
def test_sentence_around(word: str, sentence: str) -> None:
    text = "One is 3.5 long. “Is two here?” he said.\nA heading\n\nThe last"
    start = text.index(word)
    assert sentence_around(text, Span(start, start + len(word))) == sentence
