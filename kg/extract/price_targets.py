"""Price targets: what a broker says that a share will be worth is no aim of the broker's, nor of the firm's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kg.extract.amounts.numbers import tables
from kg.extract.gate import left_out
from kg.extract.times.words import load_toml
from kg.model import Article, Claim, Dropped, Kind, Modality


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = load_toml("kg.extract", "price_targets.toml")["words"]
    flags = {"on": re.NOFLAG}
    return {name: re.compile(text, flags.get(name, re.IGNORECASE)) for name, text in words.items()}


def tells_price_target(sentence: str) -> bool:
    """Tell whether a sentence tells what a share is thought to be worth.

    Example:
        >>> tells_price_target("The bank raised its price target for Acme to $140.")
        True
        >>> tells_price_target("The bank lowered its target on Acme to 80 pence.")
        True
        >>> tells_price_target("Acme set a target price of $20,000 for its car.")
        False
        >>> tells_price_target("Acme raised its target for 2024 sales to $80 million.")
        False
    """
    words = _patterns()
    if words["on"].search(sentence):
        return True
    return bool(words["named"].search(sentence)) and not words["sold"].search(sentence)


def without_price_targets(
    claims: Iterable[Claim], article: Article
) -> tuple[tuple[Claim, ...], tuple[Dropped, ...]]:
    """Return claims without aims that are price targets, and those as dropped ones."""
    kept: list[Claim] = []
    dropped: list[Dropped] = []
    for claim in claims:
        if not _is_sum_aimed_at(claim) or not tells_price_target(_sentence(claim, article)):
            kept.append(claim)
            continue
        dropped.append(left_out(claim, "it is a price target for shares"))
    return tuple(kept), tuple(dropped)


def _is_sum_aimed_at(claim: Claim) -> bool:
    """Tell whether a claim aims at a sum, or at one that it does not tell."""
    aims = claim.kind is Kind.TARGET and claim.modality in (Modality.TARGETED, Modality.PLANNED)
    return aims and (claim.amount is None or claim.amount.unit in (None, *tables()["codes"]))


def _sentence(claim: Claim, article: Article) -> str:
    """The words that show a claim."""
    if not claim.evidence:
        return article.title
    return " ".join(article.text[span.start : span.end] for span in claim.evidence)
