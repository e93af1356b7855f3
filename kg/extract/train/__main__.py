"""Train the claim model: `prepare` passages, `learn` them, `write` the networks, `believe` what comes of it; `refer` for pronouns, `notice` for outcomes."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from pathlib import Path

from kg.extract.train import recipe

HERE = Path(__file__).parent
UNTOUCHED = HERE / "untouched.txt"
PASSES = 12
CHOICE = HERE.parent / "coref" / "choice.json"


def _prepare(args: argparse.Namespace) -> None:
    from kg.extract import load
    from kg.extract.train import corpora
    from kg.extract.train import samples as reading
    from kg.extract.train.shelf import write
    from kg.language import load as load_analyser

    extractor, held = load(learned=False), _held()
    written = reading.read_articles(HERE / "written.jsonl")
    articles = {**reading.read_articles(args.articles), **written}
    articles |= reading.read_articles(HERE / "retold.jsonl")
    articles |= corpora.read(args.corpora) if args.corpora else {}
    some = reading.samples(articles, _gold(args), load_analyser(), extractor, frozenset(written))
    write(recipe.prepare(some, extractor, load_analyser(), held), args.out)


def _learn(args: argparse.Namespace) -> None:
    import torch

    from kg.extract.train.fit import train
    from kg.extract.train.shelf import read

    torch.set_num_threads(args.threads)
    train(read(args.passages), args.encoder, args.out, args.passes, resume=args.resume)


def _write(args: argparse.Namespace) -> None:
    from kg.extract.train.export import write, write_reader
    from kg.extract.train.fit import restore

    both = restore(args.checkpoint).both.eval()
    write_reader(both.reader, args.language)
    write(both.net, recipe.UNFITTED, args.claims)


def _believe(args: argparse.Namespace) -> None:
    from kg.extract import load
    from kg.extract.train import samples as reading
    from kg.language import load as load_analyser

    held, recent = _held(), reading.read_articles(HERE / "recent.jsonl")
    gold = {article: claims for article, claims in _gold(args).items() if article in held}
    own = reading.read_gold([HERE / "recent-claims.jsonl"], (), UNTOUCHED)
    gold |= {article: own.get(article, []) for article in recent}
    articles = {**reading.read_articles(args.articles), **recent}
    extractor = load(learned=False)
    some = reading.samples(articles, gold, load_analyser(), extractor)
    groups = {"held out": held, "recent": frozenset(recent)}
    report = recipe.believe(some, extractor, args.out, groups)
    sys.stdout.write(json.dumps(report, indent=1) + "\n")


def _refer(args: argparse.Namespace) -> None:
    from kg.extract.train import referring
    from kg.extract.train import samples as reading
    from kg.extract.train.gum import read_gum
    from kg.language import load as load_analyser
    from kg.language.train import data

    held, written = _held(), reading.read_articles(HERE / "written.jsonl")
    gold = {article: claims for article, claims in _gold(args).items() if article not in held}
    articles = {**reading.read_articles(args.articles), **written}
    analyser = load_analyser()
    some = list(referring.of_articles(articles, gold, frozenset(written), analyser))
    unread = data.held_out(Path(data.__file__).with_name("held_out_gum.txt"))
    documents = (d for d in read_gum(args.gum) if d.name not in unread)
    some += referring.of_gum(documents, analyser)
    found = referring.refer(some)
    args.out.write_text(json.dumps(found.pop("weights"), indent=0) + "\n", "utf-8")
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


def _notice(args: argparse.Namespace) -> None:
    from kg.extract.train import outcomes
    from kg.extract.train import samples as reading
    from kg.language import load as load_analyser

    articles = {
        **reading.read_articles(args.articles),
        **reading.read_articles(HERE / "written.jsonl"),
    }
    some = outcomes.read_sentences(
        articles, outcomes.read_marks(HERE / "outcomes.jsonl"), load_analyser()
    )
    found = outcomes.report(some, outcomes.apart(some))
    outcomes.write(outcomes.fitted(some.traits, some.tells), args.out)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


def _held() -> frozenset[str]:
    return frozenset((HERE / "held_out.txt").read_text("utf-8").split())


def _gold(args: argparse.Namespace):  # type: ignore[no-untyped-def]
    from kg.extract.train.reread import reread
    from kg.extract.train.samples import read_gold

    names = ("claims", "written-claims", "retold-claims", "corpora-claims")
    own = [*(HERE / f"{name}.jsonl" for name in names), *(args.gold or ())]
    found = read_gold(own, (HERE / "empty.txt", HERE / "corpora-empty.txt"), UNTOUCHED)
    return reread(found, HERE / "reread.jsonl")


def main() -> None:
    """Read the arguments and do a step of the recipe."""
    from kg.extract.learned import FOLDER
    from kg.extract.remarks import FILE as REMARKS
    from kg.language.analyser import MODEL

    parser = argparse.ArgumentParser(prog="python -m kg.extract.train", description=__doc__)
    steps = parser.add_subparsers(required=True, metavar="STEP")
    prepare = steps.add_parser("prepare", help="articles and claims to a file of passages")
    prepare.add_argument("--corpora", type=Path, help="folder of FIRE, CORE and KnowledgeNet")
    prepare.add_argument("--out", type=Path, default=Path("passages.npz"))
    prepare.set_defaults(step=_prepare)
    learn = steps.add_parser("learn", help="passages to a checkpoint")
    learn.add_argument("passages", type=Path, nargs="?", default=Path("passages.npz"))
    learn.add_argument("--encoder", type=Path, required=True, help="folder of all-mpnet-base-v2")
    learn.add_argument("--passes", type=int, default=PASSES)
    learn.add_argument("--threads", type=int, default=2, help="another number rounds otherwise")
    learn.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    learn.add_argument("--out", type=Path, default=Path("checkpoints"))
    learn.set_defaults(step=_learn)
    write = steps.add_parser("write", help="a checkpoint to the model folders, without beliefs")
    write.add_argument("checkpoint", type=Path, nargs="?", default=Path("checkpoints/last.pt"))
    write.add_argument(
        "--language", type=Path, default=MODEL, help="the model folder that gets the reader"
    )
    write.add_argument("--claims", type=Path, default=FOLDER, help="that of claims")
    write.set_defaults(step=_write)
    believe = steps.add_parser("believe", help="fit beliefs on articles that nothing learned from")
    believe.add_argument("--out", type=Path, default=FOLDER, help="the model folder")
    believe.set_defaults(step=_believe)
    refer = steps.add_parser(
        "refer", help="fit what pronouns and descriptions mean by whose claims they tell"
    )
    refer.add_argument("--gum", type=Path, nargs="*", default=[], help="files of the GUM corpus")
    refer.add_argument("--out", type=Path, default=CHOICE)
    refer.set_defaults(step=_refer)
    notice = steps.add_parser("notice", help="fit which sentences tell what came of something")
    notice.add_argument("--out", type=Path, default=REMARKS)
    notice.set_defaults(step=_notice)
    for step in (prepare, believe, refer, notice):
        step.add_argument("--articles", type=Path, required=True, help="JSON Lines of articles")
    for step in (prepare, believe, refer):
        step.add_argument("--gold", type=Path, action="append", help="claims, besides our own")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    args.step(args)


if __name__ == "__main__":
    main()
