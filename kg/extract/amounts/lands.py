"""Which land's money a name of money is that several lands share: crowns, francs, pesos."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from kg.extract.amounts.numbers import tables
from kg.extract.times.tokens import tokens_of
from kg.extract.times.words import match

_SPELLED = 3
"""What "Danish kroner" counts for beside a plain "Danish"."""


@lru_cache(maxsize=64)
def shared_of(text: str, name: str) -> str | None:
    """Return the ISO code of money with a shared name, by the lands that a text names; None in doubt.

    Args:
        text: All of it: the land stands in another sentence as often as not.
        name: The name in lower case.

    Example:
        >>> shared_of("Fjordbank of Oslo earned 4 million kroner.", "kroner")
        'NOK'
        >>> shared_of("It earned 4 million kroner.", "kroner")
    """
    lists, t = tables(), tokens_of(text)
    codes = lists["shared"].get(name)
    if codes is None:
        return None
    told: Counter[str] = Counter()
    for i in range(len(t)):
        land = match(lists["land_cues"], t, i) if t.capital(i) else None
        spelled = match(lists["names"], t, i)
        if land and land[0] in codes:
            told[land[0]] += 1
        if spelled and spelled[0] in codes and t.low(spelled[1] - 1) == name:
            told[spelled[0]] += _SPELLED
    best = told.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return best[0][0]
