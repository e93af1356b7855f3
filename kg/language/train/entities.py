"""Bring the entity corpora to one label set, and say what each leaves open.

No two corpora label the same types. So a token's target is the *set* of tags that
its corpus allows, and the loss is the negative logarithm of the sum of their
probabilities (marginal likelihood, as in partial-label learning: Tsuboi et al. 2008).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.language.labels import BIO, ENTITY_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_ORG = ("COMPANY", "ORG", "OUTLET")
_PLACE = ("PLACE", "FACILITY")
ALL = frozenset(range(len(BIO)))
"""Every tag: a token of which nothing is known."""
OUTSIDE = frozenset({0})

MAPPINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "gold": {t: (t,) for t in ENTITY_TYPES},
    "fire": {
        "Company": ("COMPANY",),
        "Person": ("PERSON",),
        "Location": ("PLACE",),
        "Product": ("PRODUCT",),
    },
    "wnut17": {
        "person": ("PERSON",),
        "location": _PLACE,
        "corporation": ("COMPANY",),
        "group": (*_ORG, "GROUP"),
        "product": ("PRODUCT",),
        "creative-work": ("PRODUCT",),
    },
    "btc": {"PER": ("PERSON",), "ORG": _ORG, "LOC": _PLACE},
    "wikigold": {
        "PER": ("PERSON",),
        "ORG": _ORG,
        "LOC": _PLACE,
        "MISC": ("GROUP", "PRODUCT", "EVENT", "LAW"),
    },
    "gum": {
        "person": ("PERSON",),
        "organization": _ORG,
        "place": _PLACE,
        "event": ("EVENT",),
        "abstract": (),
        "object": (),
        "substance": (),
        "animal": (),
        "plant": (),
    },
}
"""Per corpus: label to the types it may stand for; an empty tuple leaves the span open."""

UNLABELLED: dict[str, tuple[str, ...]] = {
    "gold": (),
    "fire": ("ORG", "OUTLET", "FACILITY", "EVENT", "LAW", "GROUP", "PLACE"),
    "wnut17": ("EVENT", "LAW", "GROUP"),
    "btc": ("PRODUCT", "EVENT", "LAW", "GROUP", "FACILITY"),
    "wikigold": (),
    "gum": ("PRODUCT", "EVENT", "LAW", "GROUP", "FACILITY"),
}
"""Per corpus: types that a token outside all its spans may still have."""

_ARTICLE = re.compile(r"^[Tt]he\s+")
_NO_NAME = re.compile(
    r"^(?:(?:[Tt]he|Mr|Mrs|Ms|Dr|Prof|Sir|President|Senator|Sen|Rep|Minister|Chairman|Judge|General|"
    r"King|Queen|Prince|Princess|Lord|Lady|Captain|Professor|Secretary|Governor)\.?\s+)+"
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with the entities of its corpus."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    corpus: str
    id: str


def tags_of(types: Sequence[str], prefix: str) -> frozenset[int]:
    """Return the ids of the tags with this prefix over these types."""
    return frozenset(BIO.index(f"{prefix}-{t}") for t in types)


def _open_outside(corpus: str) -> frozenset[int]:
    return OUTSIDE | tags_of(UNLABELLED[corpus], "B") | tags_of(UNLABELLED[corpus], "I")


def allowed_tags(
    item: Labelled, offsets: Sequence[tuple[int, int]], words: Sequence[str]
) -> list[frozenset[int]]:
    """Return for each token the tags that its corpus allows.

    Only tokens that look like part of a name (a capital or a digit somewhere) are left
    open outside the corpus's spans; a lower-cased word is outside in every corpus.
    """
    outside = _open_outside(item.corpus)
    result = [
        outside if any(c.isupper() or c.isdigit() for c in w) or not w.isalnum() else OUTSIDE
        for w in words
    ]
    for start, end, label in item.spans:
        types = MAPPINGS[item.corpus].get(label)
        if types is None:
            continue
        covered = item.text[start:end]
        if item.corpus != "gold":
            # Our names begin after titles and articles (`gold/README.md`); others' not always.
            # FIRE's titles stay: its own development part is measured with them, and
            # extraction takes them off.
            title = (_ARTICLE if item.corpus == "fire" else _NO_NAME).match(covered)
            skip = title.end() if title and title.end() < len(covered) else 0
            inside = [i for i, (a, b) in enumerate(offsets) if a < end and b > start + skip]
        else:
            inside = [i for i, (a, b) in enumerate(offsets) if a < end and b > start]
        loose = not types or not any(c.isupper() or c.isdigit() for c in covered)
        for n, i in enumerate(inside):
            if loose:
                result[i] = ALL if not types else OUTSIDE
            else:
                result[i] = tags_of(types, "I" if n else "B")
    return result


def read_ner(path: Path, corpus: str) -> Iterator[Labelled]:
    """Yield the texts of one file of `ner/`."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            spans = tuple((a, b, c) for a, b, c in row["entities"])
            if corpus == "gum":
                spans = _outermost(spans)
            yield Labelled(row["text"], spans, corpus, row["source"])


def _outermost(spans: tuple[tuple[int, int, str], ...]) -> tuple[tuple[int, int, str], ...]:
    kept: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s)):
        if all(span[1] <= k[0] or span[0] >= k[1] for k in kept):
            kept.append(span)
    return tuple(sorted(kept))


def read_standoff(path: Path, articles: dict[str, dict[str, str]]) -> Iterator[Labelled]:
    """Yield the titles and texts of a stand-off entity file; the id is `article#field`.

    A line may carry `part`; the id then ends in `#part`.
    """
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            try:
                row = json.loads(line)
            except json.JSONDecodeError:  # another writer's line in the making
                continue
            if row["article"] not in articles:
                continue
            text = articles[row["article"]][row["field"]]
            spans = tuple((a, b, c) for a, b, c in row["entities"])
            name = "#".join([row["article"], row["field"], row.get("part", "")])
            yield Labelled(text, spans, "gold", name)
