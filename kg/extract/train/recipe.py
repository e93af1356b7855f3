"""The recipe around the networks: passages are prepared to learn from, beliefs are fitted to what comes of it."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.extract import Extractor, gate
from kg.extract.learned import made, model
from kg.extract.learned.reading import lexicon_of
from kg.extract.train.calibrate import calibrate, told
from kg.extract.train.samples import Sample

if TYPE_CHECKING:
    from pathlib import Path

    from kg.extract.train.labels import Passage
    from kg.extract.train.shelf import Shelf
    from kg.language.analyser import Analyser

UNFITTED = {"calibration": {}, "floors": {"frame": 0.0, "model": 0.0}}
HELD_OUT = 99
"""The number of the part of the articles that nothing learns from; that of all others is 0."""
_log = logging.getLogger(__name__)


def passages_of(
    some: Sequence[Sample], extractor: Extractor, analyser: Analyser
) -> list[list[Passage]]:
    """Return for each sample what the network sees of its body and title."""
    from kg.extract.train.labels import passages

    lexicon = lexicon_of(extractor.frames)
    return [[p for field in (0, 1) for p in passages(s, field, lexicon, analyser)] for s in some]


def prepare(
    some: Sequence[Sample], extractor: Extractor, analyser: Analyser, held: frozenset[str]
) -> Shelf:
    """Return what is learned and measured on.

    Args:
        some: The annotated articles.
        extractor: The frames, for their lemmas.
        analyser: What made the texts.
        held: Articles that nothing learns from.
    """
    from kg.extract.train.shelf import shelved

    found = passages_of(some, extractor, analyser)
    groups = [HELD_OUT if s.article.id in held else 0 for s in some]
    _log.info("%d passages of %d articles", sum(map(len, found)), len(some))
    return shelved(
        [p for own in found for p in own],
        [group for own, group in zip(found, groups, strict=True) for _ in own],
    )


def believe(
    some: Sequence[Sample], extractor: Extractor, folder: Path, groups: Mapping[str, frozenset[str]]
) -> dict[str, Any]:
    """Fit how far to believe claims, write it into a model folder and return what that gives.

    Args:
        some: Annotated articles that neither frames nor network learned from.
        extractor: The frames that the model joins.
        folder: The model folder.
        groups: Ids of the articles to report on, by name.

    Raises:
        FileNotFoundError: There is no model in the folder.
    """
    own = model.read(folder)
    if own is None:
        raise FileNotFoundError(folder / "claims.json")
    settings = json.loads((folder / "claims.json").read_text("utf-8"))
    # What the model contradicts is known by beliefs alone: first ones are fitted without it.
    own.settings = {**settings, **UNFITTED}
    for _ in range(2):
        report = calibrate(some, told(some, made(own, extractor.frames, gate.allowed())), groups)
        settings |= {name: report[name] for name in UNFITTED}
        own.settings = settings
    text = json.dumps(settings, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "claims.json").write_text(text + "\n", encoding="utf-8")
    return report
