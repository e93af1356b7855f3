"""Train the claim model: `python -m kg.extract.train --articles FILE --gold FILE ... --out PATH`."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
from pathlib import Path

from kg.extract import load
from kg.extract.learned import FOLDER
from kg.extract.train.cross import set_up, train
from kg.extract.train.samples import read_articles, read_gold, samples
from kg.language import load as load_analyser
from kg.language.analyser import MODEL

HERE = Path(__file__).parent
_log = logging.getLogger(__name__)


def main() -> None:
    """Read the arguments, train, and print what cross-validation gave."""
    parser = argparse.ArgumentParser(prog="python -m kg.extract.train", description=__doc__)
    parser.add_argument("--articles", type=Path, required=True, help="JSON Lines of articles")
    parser.add_argument("--gold", type=Path, action="append", help="claims, besides our own")
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--analyser", type=Path, default=MODEL, help="folder of a language model")
    parser.add_argument("--work", type=Path, help="keep the models of the cross-validation here")
    parser.add_argument("--jobs", type=int, default=2, help="networks trained at a time")
    args = parser.parse_args()
    set_up()
    own = [HERE / "claims.jsonl", *(args.gold or ())]
    gold = read_gold(own, HERE / "empty.txt", HERE / "untouched.txt")
    held = frozenset((HERE / "held_out.txt").read_text("utf-8").split())
    extractor = load(learned=False)
    some = samples(read_articles(args.articles), gold, load_analyser(args.analyser), extractor)
    _log.info("%d articles", len(some))
    with tempfile.TemporaryDirectory() as scratch:
        work = args.work or Path(scratch)
        report = train(
            some, extractor, args.analyser, args.out, held=held, work=work, jobs=args.jobs
        )
    sys.stdout.write(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
