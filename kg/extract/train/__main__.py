"""Train the claim model: `python -m kg.extract.train --articles FILE --gold FILE ... --out PATH`."""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.extract import Extractor, gate
from kg.extract.learned import Learned, positions
from kg.extract.learned.model import FORMAT, Model, Trees, joint, word_logits
from kg.extract.learned.words import KINDS, Lexicon, Words, lexicon_of
from kg.extract.train.calibrate import calibrate
from kg.extract.train.samples import FOLDS, Sample, read_articles, read_gold, samples, shares
from kg.extract.train.stack import (
    Judged,
    Place,
    Rows,
    examples,
    filled,
    grow,
    judged,
    tables,
    together,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.extract.train.network import Examples

HERE = Path(__file__).parent
_log = logging.getLogger(__name__)


def _scores(net: Any, found: Examples, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
    """Apply a network exactly as extraction does it, in half precision."""
    weights = {n: v.astype(np.float16).astype(np.float32) for n, v in net.arrays().items()}
    parts = []
    for some in np.array_split(chosen, max(1, len(chosen) // 2000)):
        these = Words(list(range(len(some))), found.around[some], found.extra[some])
        parts.append(word_logits(weights, these, found.states[:-1]))
    return np.concatenate(parts)


def _word_scores(
    made: Sequence[Sample], found: Examples, places: Sequence[Place]
) -> tuple[NDArray[np.float32], Any]:
    """Return the scores of all words by networks that never saw their fold, and one that saw all."""
    from kg.extract.train.network import fit

    folds = np.concatenate([np.full(len(p.tokens), made[p.sample].fold) for p in places])
    scores = np.zeros((len(folds), len(KINDS)), np.float32)
    for fold in range(FOLDS):
        net = fit(found, np.flatnonzero(folds != fold), seed=fold)
        here = np.flatnonzero(folds == fold)
        scores[here] = _scores(net, found, here)
        _log.info("network %d of %d", fold + 1, FOLDS + 1)
    return scores, fit(found, np.arange(len(folds)), seed=FOLDS)


def _row_chances(all_rows: Rows) -> NDArray[np.float64]:
    """Return the chance of each row by trees that never saw its fold."""
    chances = np.zeros(len(all_rows.right))
    for fold in range(FOLDS):
        numbers = filled(all_rows, frozenset({fold}))
        here = all_rows.fold == fold
        others = ~here & all_rows.present
        trees = grow(numbers[others], all_rows.right[others])
        chances[here] = joint(trees, numbers[here])
        _log.info("trees %d of %d", fold + 1, FOLDS + 1)
    return chances


def _write(
    out: Path,
    net: Any,
    counted: NDArray[np.float32],
    trees: Trees,
    settings: dict[str, Any],
) -> None:
    out.mkdir(parents=True, exist_ok=True)
    arrays = {f"net.{name}": value.astype(np.float16) for name, value in net.arrays().items()}
    for name in ("feature", "threshold", "left", "right", "value"):
        arrays[f"trees.{name}"] = getattr(trees, name)
    arrays["tables"] = counted
    digest = hashlib.sha256()
    for name in sorted(arrays):
        digest.update(name.encode() + arrays[name].tobytes())
    np.savez_compressed(out / "claims.npz", **arrays)
    settings = {"format": FORMAT, "version": digest.hexdigest()[:12], **settings}
    text = json.dumps(settings, ensure_ascii=False, indent=1, sort_keys=True)
    (out / "claims.json").write_text(text + "\n", encoding="utf-8")


def train(made: Sequence[Sample], extractor: Extractor, out: Path) -> dict[str, Any]:
    """Train on samples, write the model folder and return what cross-validation gave."""
    known = lexicon_of(extractor.frames)
    found, places = examples(made, known)
    _log.info("%d words, %d announce claims", len(found.extra), found.announces.any(1).sum())
    scores, net = _word_scores(made, found, places)
    each: list[Judged] = judged(made, places, scores, gate.allowed())
    all_rows = together(made, each)
    _log.info("%d rows, %d right", len(all_rows.right), all_rows.right.sum())
    chances = _row_chances(all_rows)
    present = all_rows.present
    trees = grow(filled(all_rows, frozenset())[present], all_rows.right[present])
    counted = tables(all_rows, range(FOLDS))
    lexicon = Lexicon(known, shares(made, frozenset(range(FOLDS))))
    settings: dict[str, Any] = {"calibration": {}, "floor": 0.0}
    model = Model("trained", lexicon, {}, counted, trees, settings)
    learned = Learned(model, extractor.frames, gate.allowed(), positions(extractor.frames))
    report = calibrate(made, each, chances, learned)
    settings = {
        "base": trees.base,
        "kinds": [str(kind) for kind in KINDS],
        "shares": {k: {str(n): x for n, x in v.items()} for k, v in lexicon.shares.items()},
        "calibration": report["calibration"],
        "floor": report["floor"],
    }
    _write(out, net, counted, trees, settings)
    return report


def main() -> None:
    """Read the arguments, train, and print what cross-validation gave."""
    from kg.extract import load
    from kg.extract.learned import FOLDER
    from kg.language import load as load_analyser

    parser = argparse.ArgumentParser(prog="python -m kg.extract.train", description=__doc__)
    parser.add_argument("--articles", type=Path, required=True, help="JSON Lines of articles")
    parser.add_argument("--gold", type=Path, action="append", help="claims, besides our own")
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--analyser", type=Path, default=None, help="folder of a language model")
    args = parser.parse_args()
    import torch

    torch.set_num_threads(1)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    own = [HERE / "claims.jsonl", *(args.gold or ())]
    gold = read_gold(own, HERE / "empty.txt", HERE / "untouched.txt")
    extractor = load(learned=False)
    made = samples(read_articles(args.articles), gold, load_analyser(args.analyser), extractor)
    _log.info("%d articles", len(made))
    report = train(made, extractor, args.out)
    sys.stdout.write(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
