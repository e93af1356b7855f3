"""Amounts in running text: money, per cent, people and things, with their bounds."""

from kg.extract.amounts.cues import dollar_of
from kg.extract.amounts.find import AmountKind, AmountMention, find_amounts, show

__all__ = ["AmountKind", "AmountMention", "dollar_of", "find_amounts", "show"]
