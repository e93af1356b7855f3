"""Train the claim model: `python -m kg.extract.train --articles FILE --gold FILE ... --out PATH`."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from pathlib import Path

from kg.extract import load
from kg.extract.learned import FOLDER
from kg.extract.train.recipe import set_up, train
from kg.extract.train.samples import read_articles, read_gold, samples
from kg.language import load as load_analyser
from kg.language.train.__main__ import encoder_folder

HERE = Path(__file__).parent
PASSES = 7
_log = logging.getLogger(__name__)


def main() -> None:
    """Read the arguments, train, and print what the held-out articles gave."""
    parser = argparse.ArgumentParser(prog="python -m kg.extract.train", description=__doc__)
    parser.add_argument("--articles", type=Path, required=True, help="JSON Lines of articles")
    parser.add_argument("--gold", type=Path, action="append", help="claims, besides our own")
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--encoder", type=Path, help="folder of the pre-trained encoder")
    parser.add_argument("--passes", type=int, default=PASSES)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--calibrate", action="store_true", help="keep the network, fit its beliefs anew"
    )
    args = parser.parse_args()
    set_up()
    own = [HERE / "claims.jsonl", HERE / "written-claims.jsonl", *(args.gold or ())]
    gold = read_gold(own, HERE / "empty.txt", HERE / "untouched.txt")
    held = frozenset((HERE / "held_out.txt").read_text("utf-8").split())
    if args.calibrate:
        gold = {article: claims for article, claims in gold.items() if article in held}
    extractor = load(learned=False)
    written = read_articles(HERE / "written.jsonl")
    articles = {**read_articles(args.articles), **written}
    some = samples(articles, gold, load_analyser(), extractor, frozenset(written))
    _log.info("%d articles", len(some))
    encoder = None if args.calibrate else args.encoder or encoder_folder()
    report = train(
        some,
        extractor,
        args.out,
        held=held,
        encoder=encoder,
        passes=args.passes,
        threads=args.threads,
    )
    sys.stdout.write(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
