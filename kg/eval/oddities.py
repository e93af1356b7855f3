"""What looks like a slip in a file of gold claims: it would cost a score that nobody can explain."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping

from kg.interchange import FIELDS, read_claims
from kg.model import Article

_ALIKE = 0.8
"""How like a known field's name an unknown one is that is taken for a slip (Ratcliff and Obershelp, 1988)."""


def oddities(lines: Iterable[str], articles: Mapping[str, Article], source: str) -> Iterator[str]:
    """Yield a note for each likely slip: misspelt fields, lines given twice, evidence outside the text.

    Args:
        lines: JSON Lines that `kg.interchange.read_claims` reads.
        articles: Articles by id, as far as they are at hand.
        source: Name of the file.

    Example:
        >>> line = '{"article": "a", "kind": "Role", "subject": "Ann", "amonut": 1}'
        >>> list(oddities([line, line], {}, "gold.jsonl"))
        ['gold.jsonl:1: amonut is no field; did you mean amount?', 'gold.jsonl:2: given before, on line 1']
    """
    given: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        first = given.setdefault(line.strip(), number)
        if first != number:
            yield f"{source}:{number}: given before, on line {first}"
            continue
        for name in json.loads(line).keys() - set(FIELDS):
            meant = difflib.get_close_matches(name, FIELDS, n=1, cutoff=_ALIKE)
            if meant:
                yield f"{source}:{number}: {name} is no field; did you mean {meant[0]}?"
        (claim,) = read_claims([line])
        article = articles.get(claim.article)
        size = 0 if article is None else len(article.text)
        for span in claim.evidence:
            if article is not None and span.end > size:
                yield (
                    f"{source}:{number}: evidence [{span.start}, {span.end}] ends outside the text "
                    f"of {claim.article}, which has {size} characters"
                )
