"""Analyses that stand in for the pipeline where a test is of what happens around it."""

from __future__ import annotations

from kg.extract import Extraction
from kg.model import Article, Claim, Kind, Span


def first_word(article: Article) -> Extraction:
    """Tell that the first word of a text is a company that aims at growth."""
    claim = Claim(
        article=article.id,
        kind=Kind.TARGET,
        subject=article.text.split()[0],
        object="growth",
        subject_type="COMPANY",
        evidence=(Span(0, len(article.text)),),
    )
    return Extraction(claims=(claim,))
