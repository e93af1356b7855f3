"""The recipe of the claim model: a network learns annotated articles, others say how far to believe it."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.extract import Extractor, gate
from kg.extract.learned import made, model
from kg.extract.learned.reading import lexicon_of
from kg.extract.train.calibrate import calibrate, told
from kg.extract.train.samples import Sample
from kg.language.analyser import MODEL
from kg.language.features import pieces_of

if TYPE_CHECKING:
    from kg.extract.train.labels import Passage

UNFITTED = {"calibration": {}, "floors": {"frame": 0.0, "model": 0.0}}
_log = logging.getLogger(__name__)


def set_up() -> None:
    """Let progress be told on stderr."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)


def passages_of(some: Sequence[Sample], extractor: Extractor) -> list[Passage]:
    """Return what the network sees of the bodies and titles of samples."""
    from kg.extract.train.labels import passages

    lexicon = lexicon_of(extractor.frames)
    ids = pieces_of(MODEL / "tokenizer.json").ids
    return [p for s in some for field in (0, 1) for p in passages(s, field, lexicon, ids)]


def learn(some: Sequence[Passage], encoder: Path, out: Path, *, passes: int, threads: int) -> None:
    """Train a network and write it as a model folder without beliefs.

    Args:
        some: What to learn from.
        encoder: The folder of the pre-trained encoder that it starts from.
        out: The model folder.
        passes: How often to see each passage.
        threads: Threads of one product; another number may round otherwise.
    """
    import torch

    from kg.extract.train.export import write
    from kg.extract.train.fit import fit
    from kg.extract.train.start import weights

    torch.set_num_threads(threads)
    write(fit(some, weights(encoder, some), passes), UNFITTED, out)


def train(
    some: Sequence[Sample],
    extractor: Extractor,
    out: Path,
    *,
    held: frozenset[str],
    encoder: Path | None,
    passes: int,
    threads: int,
) -> dict[str, Any]:
    """Train on samples, write the model folder and return what the held-out articles gave.

    Args:
        some: The annotated articles.
        extractor: The frames that the model joins.
        out: Where the model goes.
        held: Articles that are only calibrated on.
        encoder: What the network starts from; None calibrates the model of `out` anew.
        passes: How often to see each passage.
        threads: Threads of one product.
    """
    if encoder is not None:
        learned = passages_of([s for s in some if s.article.id not in held], extractor)
        _log.info("%d passages", len(learned))
        learn(learned, encoder, out, passes=passes, threads=threads)
    own = model.read(out)
    if own is None:
        raise FileNotFoundError(out / "claims.json")
    checked = [sample for sample in some if sample.article.id in held]
    report = calibrate(checked, told(checked, made(own, extractor.frames, gate.allowed())))
    settings = json.loads((out / "claims.json").read_text("utf-8"))
    settings |= {name: report[name] for name in UNFITTED}
    text = json.dumps(settings, ensure_ascii=False, indent=1, sort_keys=True)
    (out / "claims.json").write_text(text + "\n", encoding="utf-8")
    return report
