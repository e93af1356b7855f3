"""The recipe of the claim model: passages are prepared, a network learns them, beliefs are fitted."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.extract import Extractor, gate
from kg.extract.learned import made, model
from kg.extract.learned.reading import lexicon_of
from kg.extract.train.calibrate import calibrate, told
from kg.extract.train.samples import Sample
from kg.language.analyser import MODEL
from kg.language.features import pieces_of

if TYPE_CHECKING:
    from pathlib import Path

    from kg.extract.train.fit import Taught
    from kg.extract.train.labels import Passage
    from kg.extract.train.network import Net
    from kg.extract.train.shelf import Shelf

UNFITTED = {"calibration": {}, "floors": {"frame": 0.0, "model": 0.0}}
FOLDS = 4
"""Parts of the articles; a teacher says what it thinks of one, having learned the others."""
HELD_OUT = 99
"""The number of the part that nothing learns from."""
TEACHER = {"batch": 24, "warm": 150}
PUPIL: dict[str, Any] = {"batch": 24, "rate": 6e-4, "trust": 0.7}
"""How teachers and the network that ships learn (`kg.extract.train.fit.Course`)."""
_log = logging.getLogger(__name__)


def fold_of(article: str) -> int:
    """Return which of the `FOLDS` an article is in, by hash of its id."""
    digest = hashlib.sha256(f"fold:{article}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % FOLDS


def passages_of(some: Sequence[Sample], extractor: Extractor) -> list[list[Passage]]:
    """Return for each sample what the network sees of its body and title."""
    from kg.extract.train.labels import passages

    lexicon = lexicon_of(extractor.frames)
    ids = pieces_of(MODEL / "tokenizer.json").ids
    return [[p for field in (0, 1) for p in passages(s, field, lexicon, ids)] for s in some]


def prepare(some: Sequence[Sample], extractor: Extractor, held: frozenset[str]) -> Shelf:
    """Return what is learned and measured on.

    Args:
        some: The annotated articles.
        extractor: The frames, for their lemmas.
        held: Articles that nothing learns from.
    """
    from kg.extract.train.shelf import shelved

    found = passages_of(some, extractor)
    groups = [HELD_OUT if s.article.id in held else fold_of(s.article.id) for s in some]
    _log.info("%d passages of %d articles", sum(map(len, found)), len(some))
    return shelved(
        [p for own in found for p in own],
        [group for own, group in zip(found, groups, strict=True) for _ in own],
    )


def parts(shelf: Shelf) -> dict[int, list[int]]:
    """Return the numbers of the passages of each part."""
    found: dict[int, list[int]] = {n: [] for n in (*range(FOLDS), HELD_OUT)}
    for n, group in enumerate(shelf.group.tolist()):
        found[group].append(n)
    return found


def taught_by(folder: Path, shelf: Shelf, passes: int) -> Taught:
    """Return what larger networks think of each article that they did not learn from.

    Args:
        folder: The pre-trained encoder that they start from (`kg.extract.train.teacher`).
        shelf: The passages, where the networks learn.
        passes: How often each sees its passages.
    """
    import torch

    from kg.extract.train.fit import Course, fit, teach, unknown
    from kg.extract.train.measure import measure
    from kg.extract.train.teacher import Teacher, weights

    of, half = parts(shelf), shelf.pieces.device.type == "cuda"
    taught, unread = unknown(shelf), shelf.unread.tolist()
    for fold in range(FOLDS):
        torch.manual_seed(0)
        net = Teacher()
        net.load_state_dict({**net.state_dict(), **weights(folder)})
        others = sorted(n for part in range(FOLDS) if part != fold for n in of[part])
        read = [n for n in others if not unread[n]]
        net = fit(net, shelf, read, Course(passes, half=half, seed=fold, **TEACHER))
        _log.info("teacher %d: %s", fold + 1, measure(net, shelf, of[HELD_OUT], half=half))
        teach(net, shelf, of[fold], taught, half=half, batch=2 * TEACHER["batch"])
    return taught


def learn(shelf: Shelf, encoder: Path, passes: int, taught: Taught | None = None) -> Net:
    """Return the network that ships.

    Args:
        shelf: The passages, where the network learns.
        encoder: The folder of the pre-trained encoder that it starts from.
        passes: How often to see each passage.
        taught: What teachers think of them.
    """
    import torch

    from kg.extract.train.fit import Course, fit
    from kg.extract.train.measure import measure
    from kg.extract.train.network import Net
    from kg.extract.train.start import weights

    of, half = parts(shelf), shelf.pieces.device.type == "cuda"
    torch.manual_seed(0)
    net = Net()
    net.load_state_dict({**net.state_dict(), **weights(encoder, shelf)})
    unread = shelf.unread.tolist() if taught is None else [False] * len(shelf)
    learned = sorted(n for fold in range(FOLDS) for n in of[fold] if not unread[n])
    return fit(
        net,
        shelf,
        learned,
        Course(passes, half=half, **PUPIL),
        taught=taught,
        after=lambda own: str(measure(own, shelf, of[HELD_OUT], half=half)),
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
