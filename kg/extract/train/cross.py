"""Cross-validation: a model for each part of the articles that never saw it, and one that saw all."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.extract import Extractor, gate
from kg.extract.learned import made, model
from kg.extract.learned.reading import lexicon_of
from kg.extract.train.calibrate import calibrate, told
from kg.extract.train.samples import FOLDS, Sample

if TYPE_CHECKING:
    from kg.extract.train.labels import Passage

START = (4, 5)
"""The layers start as these of the analyser: they read the states that these read."""
_log = logging.getLogger(__name__)


def set_up() -> None:
    """Let progress be told on stderr."""
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(processName)s %(message)s", stream=sys.stderr
    )


def _train(passages: Sequence[Passage], analyser: Path, folder: Path) -> None:
    """Train one network in a process of its own; one thread gives the same on any machine."""
    import torch

    from kg.extract.train.export import write
    from kg.extract.train.fit import fit
    from kg.extract.train.start import layer_weights

    set_up()
    torch.set_num_threads(1)
    net = fit(passages, [layer_weights(analyser / "model.onnx", n) for n in START])
    write(net, {"calibration": {}, "floors": {"frame": 0.0, "model": 0.0}}, folder)


def _passages(some: Sequence[Sample], extractor: Extractor) -> list[list[Passage]]:
    from kg.extract.train.labels import passages

    lexicon = lexicon_of(extractor.frames)
    return [[p for field in (0, 1) for p in passages(s, field, lexicon)] for s in some]


def _train_all(
    some: Sequence[Sample], extractor: Extractor, analyser: Path, folders: Sequence[Path], jobs: int
) -> None:
    """Train a model without each fold and one on all, several at a time."""
    each = _passages(some, extractor)
    _log.info("%d passages of %d articles", sum(map(len, each)), len(some))
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting = []
        for fold, folder in enumerate(folders):
            own = [p for s, ps in zip(some, each, strict=True) if s.fold != fold for p in ps]
            waiting.append(pool.submit(_train, own, analyser, folder))
        for one in waiting:
            one.result()


def train(
    some: Sequence[Sample],
    extractor: Extractor,
    analyser: Path,
    out: Path,
    *,
    held: frozenset[str],
    work: Path,
    jobs: int,
) -> dict[str, Any]:
    """Train on samples, write the model folder and return what cross-validation gave.

    Args:
        some: The annotated articles.
        extractor: The frames that the model joins.
        analyser: The folder of the language model that analysed them.
        out: Where the model goes.
        held: Articles to calibrate on.
        work: Where the models of the cross-validation go; one that is there is not made again,
            nor is that of `out` then, so that frames that changed are only calibrated anew.
        jobs: Networks trained at a time.
    """
    folders = [*(work / str(fold) for fold in range(FOLDS)), out]
    if not all((folder / "claims.json").exists() for folder in folders):
        _train_all(some, extractor, analyser, folders, jobs)
    models = [model.read(folder) for folder in folders[:-1]]
    learned = [made(m, extractor.frames, gate.allowed()) for m in models if m is not None]
    checked = [sample for sample in some if sample.article.id in held]
    report = calibrate(checked, told(checked, learned))
    settings = json.loads((out / "claims.json").read_text("utf-8"))
    settings |= {name: report[name] for name in ("calibration", "floors")}
    text = json.dumps(settings, ensure_ascii=False, indent=1, sort_keys=True)
    (out / "claims.json").write_text(text + "\n", encoding="utf-8")
    return report
