"""Sentences that may tell an outcome, in the graph and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ExtractionError
from kg.iri import node_iri
from kg.model import Article, Remark, Span
from kg.rdf.emit import article_quads
from kg.rdf.read import remarks
from kg.rdf.store import load_file
from kg.rdf.validate import validate
from kg.resolve import resolve

TEXT = "Pavo will open a factory. It never did. The wall stands."
ARTICLE = Article(id="a", title="Pavo", text=TEXT)
NOBODY = resolve([])


@st.composite
def some_remarks(draw: st.DrawFn) -> list[Remark]:
    starts = draw(st.sets(st.integers(0, len(TEXT) - 6), max_size=5))
    return [
        Remark(
            article="a",
            span=Span(start, start + draw(st.integers(1, 5))),
            likelihood=draw(st.integers(0, 100)) / 100,
            about=draw(st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=9)),
        )
        for start in sorted(starts)
    ]


@settings(max_examples=40, deadline=None)
@given(some_remarks())
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, given: list[Remark]
) -> None:
    path = tmp_path_factory.mktemp("graph") / "graph.nq"
    lines = article_quads(ARTICLE, [], NOBODY, "1", given)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
    store = load_file(path)
    found = remarks(store)
    assert [remark for _, remark, _, _ in found] == given
    assert [quote for *_, quote in found] == [remark.span.of(TEXT) for remark in given]
    assert all(facts.id == "a" for _, _, facts, _ in found)


def _lines(*given: Remark) -> str:
    return "".join(f"{line}\n" for line in article_quads(ARTICLE, [], NOBODY, "1", given))


def test_a_remark_outside_the_text_is_refused() -> None:
    with pytest.raises(ExtractionError, match="is not in the text"):
        _lines(Remark(article="a", span=Span(3, 400), likelihood=0.5))


def test_a_remark_shares_the_node_of_evidence_of_the_same_words(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_text(_lines(Remark(article="a", span=Span(26, 39), likelihood=0.5)), "utf-8")
    ((name, *_),) = remarks(load_file(path))
    assert name == node_iri("evidence", "", "a", 26, 39)


@pytest.mark.parametrize(("likelihood", "errors"), [("0.5", 0), ("1.5", 1)])
def test_the_shapes_look_at_likelihoods(tmp_path: Path, likelihood: str, errors: int) -> None:
    path = tmp_path / "graph.nq"
    lines = _lines(Remark(article="a", span=Span(26, 39), likelihood=0.5))
    path.write_text(lines.replace('"0.5"', f'"{likelihood}"'), "utf-8")
    found = list(validate(load_file(path), lambda _: (TEXT, True)))
    assert len([issue for issue in found if "likelihood" in issue.message]) == errors
    assert len(found) == errors
