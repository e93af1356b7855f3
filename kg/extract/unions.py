"""Trade unions and parties, which are no companies: they sue, own, buy and give money, and no other claim is theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.arrays import arrays
from kg.extract.gate import left_out
from kg.extract.times.words import load_toml
from kg.model import ORGANIZATION_LABELS, Claim, Dropped

if TYPE_CHECKING:
    from kg.extract.arrays import Arrays
    from kg.extract.context import Context

_ASIDE = (
    6  # words from the comma after a name to "union": "Zeta, the country's biggest trade union,"
)
_BEFORE_NOUN = ("DET", "ADJ", "ADV", "NOUN", "PROPN", "PART", "PRON")


@cache
def _words() -> dict[str, frozenset[str]]:
    found = load_toml("kg.extract", "unions.toml")
    return {name: frozenset(some) for name, some in found.items()}


def without_unions(
    claims: Sequence[Claim], body: Context
) -> tuple[tuple[Claim, ...], tuple[Dropped, ...]]:
    """Return claims without those that the subject can't make because it is a union or a party, and these.

    Args:
        claims: What the article tells.
        body: Its text.
    """
    doubtful = [c for c in claims if c.kind.value not in _words()["kinds"] and _may_be(c)]
    if not doubtful:
        return tuple(claims), ()
    called = set(_called_unions(body))
    barred = [c for c in doubtful if c.subject in called or is_union_name(c.subject)]
    reason = "a trade union or a party is no subject of it"
    dropped = tuple(left_out(c, reason) for c in barred)
    return tuple(c for c in claims if c not in barred), dropped


def _may_be(claim: Claim) -> bool:
    return claim.subject_type in ORGANIZATION_LABELS


def is_union_name(name: str) -> bool:
    """Tell whether a name is that of a union or a party by its words.

    Example:
        >>> is_union_name("Transport Workers' Union"), is_union_name("United Steelworkers")
        (True, True)
        >>> is_union_name("Union Bank"), is_union_name("Western Union")
        (False, False)
    """
    words = name.replace("’", "'").replace("'", " ").lower().split()
    if not words:
        return False
    lists = _words()
    folk = any(w in lists["folk"] or w.endswith("workers") for w in words)
    body = any(w in lists["bodies"] for w in words)
    return (folk and body) or words[-1].endswith("workers") or words[-1] in lists["parties"]


def _called_unions(body: Context) -> Iterator[str]:
    """Yield the names that the text calls unions: "the union Zeta", "the Zeta union", "Zeta, a trade union"."""
    a = arrays(body.doc)
    if _words()["union"].isdisjoint(a.lower):
        return
    for mention in body.chains.mentions:
        if mention.name is None or not mention.text[:1].isupper():
            continue
        first = a.at_offset(mention.span.start)
        last = a.at_offset(mention.span.end - 1)
        if a.label[last] and (_stands(a, first - 1) or _stands(a, last + 1) or _set_off(a, last)):
            yield mention.name


def _stands(a: Arrays, i: int) -> bool:
    """Tell whether a word is "union", and that of no savers or students."""
    if not 0 <= i < len(a) or a.lower[i] not in _words()["union"] or a.label[i]:
        return False
    return i == 0 or a.lower[i - 1] not in _words()["other"]


def _set_off(a: Arrays, last: int) -> bool:
    """Tell whether what a comma sets off behind a name calls it a union."""
    if last + 1 >= len(a) or a.word[last + 1] != ",":
        return False
    for i in range(last + 2, min(last + 2 + _ASIDE, len(a))):
        if _stands(a, i):
            return i + 1 >= len(a) or a.pos[i + 1] not in ("NOUN", "PROPN")
        if a.pos[i] not in _BEFORE_NOUN:
            return False
    return False
