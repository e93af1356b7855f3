"""Figures and times as a reader says them; the same words as in tables."""

from __future__ import annotations

from kg.graph.wording import amount_words, time_words

__all__ = ["amount_words", "time_words"]
