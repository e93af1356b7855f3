"""Predicted claims against gold claims: the figures, and what lies behind them."""

from kg.eval.scores import Rate, Scores, Share, score

__all__ = ["Rate", "Scores", "Share", "score"]
