"""A graph built article by article is that of one clean build, also where articles change who is who."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.build import build
from kg.extract import Extraction
from kg.model import Article, Claim, Kind, Span
from kg.resolve.reference import Reference

# Each article has one of these sentences: subject, its type, kind, object, its type.
SENTENCES = (
    ("International Monetary Fund", "ORG", Kind.TARGET, "growth", None),
    ("IMF", "ORG", Kind.PARTNERSHIP, "Acme Inc.", "COMPANY"),
    ("Illinois Music Festival", "ORG", Kind.TARGET, "growth", None),
    ("Acme", "COMPANY", Kind.MERGER, "Globex", "COMPANY"),
    ("Ford", "COMPANY", Kind.TARGET, "growth", None),
    ("Ford Motor Co.", "COMPANY", Kind.TARGET, "growth", None),
    ("Ford Credit", "COMPANY", Kind.TARGET, "growth", None),
    ("John Smith", "PERSON", Kind.ROLE, "Acme", "COMPANY"),
    ("John Smith", "PERSON", Kind.ROLE, "Globex", "COMPANY"),
    ("John B. Smith", "PERSON", Kind.ROLE, "Acme Inc.", "COMPANY"),
    ("Smith", "PERSON", Kind.ROLE, "Acme", "COMPANY"),
)


def analyse(article: Article) -> Extraction:
    """A stand-in for the pipeline: the text is the number of a sentence."""
    subject, type_, kind, object_, object_type = SENTENCES[int(article.text)]
    claim = Claim(
        article=article.id,
        kind=kind,
        subject=subject,
        subject_type=type_,
        object=object_,
        object_type=object_type,
        role="CEO" if kind is Kind.ROLE else None,
        evidence=(Span(0, len(article.text)),),
    )
    return Extraction(claims=(claim,))


def graph(sources: Path, out: Path) -> bytes:
    build([sources], out, analyse=analyse, version="1", prune=True)
    return (out / "graph.nq").read_bytes()


ARTICLES = st.dictionaries(
    st.sampled_from("abcdef"), st.integers(0, len(SENTENCES) - 1), min_size=1, max_size=6
)


@given(st.lists(ARTICLES, min_size=2, max_size=3), st.booleans())
@settings(
    derandomize=True,
    deadline=None,
    max_examples=4,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_steps_give_what_one_clean_build_gives(states: list[dict[str, int]], tables: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources, out, clean = folder / "sources", folder / "out", folder / "clean"
        if tables:
            (folder / "list.csv").write_text("name,cik\nAcme Ltd,1\nFord Motor Co,2\n", "utf-8")
            for place in (out, clean):
                with Reference(place / "reference.sqlite", write=True) as reference:
                    reference.add(folder / "list.csv", "csv", "list")
        for state in states:
            shutil.rmtree(sources, ignore_errors=True)
            sources.mkdir()
            for article, sentence in state.items():
                text = f"Title\n\n{sentence}\n"
                (sources / f"{article}.txt").write_text(text, "utf-8")
            stepwise = graph(sources, out)
        assert stepwise == graph(sources, clean)
