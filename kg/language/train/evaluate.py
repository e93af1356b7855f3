"""Score a model folder through the code of the run time.

`python -m kg.language.train.evaluate --data PATH [--model FOLDER] [--json FILE]`
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.language import decode
from kg.language.analyser import MODEL, Analyser, feeds
from kg.language.labels import ENTITY_TYPES, UPOS
from kg.language.network import Network
from kg.language.train import conllu, data, entities
from kg.language.train.scores import SpanScores, TreeScores, Word, gold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Recase = Callable[[str], str]


def _documents(path: Path) -> list[list[conllu.Sentence]]:
    documents: dict[str, list[conllu.Sentence]] = {}
    for sentence in conllu.read(path):
        documents.setdefault(sentence.document, []).append(sentence)
    return list(documents.values())


def _gaps(sentences: Sequence[conllu.Sentence]) -> list[int]:
    gaps: list[int] = []
    glued = False
    for k, s in enumerate(sentences):
        gaps.append(3 if s.starts or k == 0 else 0 if glued else 1)
        gaps += [0 if g else 1 for g in s.no_space_after[:-1]]
        glued = s.no_space_after[-1]
    return gaps


def on_gold_tokens(
    network: Network, documents: Iterable[Sequence[conllu.Sentence]], recase: Recase = str
) -> dict[str, float]:
    """Return accuracies with the tokens and sentences of the treebank given."""
    scores = TreeScores()
    for sentences in documents:
        words = [recase(w) for s in sentences for w in s.words]
        forced = [1 if i == 0 else -1 for s in sentences for i in range(len(s.words))]
        _, gold, bounds = gold_words(sentences)
        ranges, fed = feeds(network, words, _gaps(sentences), forced)
        system: list[Word] = []
        for (start, end), feed in zip(ranges, fed, strict=True):
            output = network.run(*feed)
            heads, deps = decode.trees(network, output)
            for i in range(end - start):
                upos = UPOS[output.upos[i]]
                word = words[start + i]
                lemma = network.lemma(word, output.upos[i], output.xpos[i], output.script[i])
                g = gold[start + i]
                system.append(
                    Word(
                        g.start,
                        g.end,
                        upos,
                        network.xpos[output.xpos[i]],
                        lemma,
                        start + heads[i] - 1 if heads[i] else -1,
                        network.deps[deps[i]],
                    )
                )
        scores.add(gold, bounds, system, bounds)
    return scores.rows()


def on_raw_text(
    analyser: Analyser, documents: Sequence[Sequence[conllu.Sentence]], threads: int
) -> dict[str, float]:
    """Return F1 scores from raw text, with the definitions of CoNLL 2018."""
    scores = TreeScores()
    prepared = [gold_words(d) for d in documents]
    docs = analyser.pipe((text for text, _, _ in prepared), threads=threads)
    for (_, gold, bounds), doc in zip(prepared, docs, strict=True):
        tokens = [t for t in doc if not t.is_space]
        number = {t.i: n for n, t in enumerate(tokens)}
        system = [
            Word(
                t.idx,
                t.idx + len(t.text),
                t.pos_,
                t.tag_,
                t.lemma_,
                -1 if t.head.i == t.i else number[t.head.i],
                t.dep_,
            )
            for t in tokens
        ]
        found = []
        for span in doc.sents:
            inside = [t for t in span if not t.is_space]
            if inside:
                found.append((inside[0].idx, inside[-1].idx + len(inside[-1].text)))
        scores.add(gold, bounds, system, found)
    return scores.rows()


COARSE: dict[str, dict[str, str]] = {
    "gold": {t: t for t in ENTITY_TYPES},
    "fire": {"COMPANY": "Company", "PERSON": "Person", "PLACE": "Place", "PRODUCT": "Product"},
    "wnut17": {
        "PERSON": "person",
        "PLACE": "location",
        "FACILITY": "location",
        "COMPANY": "corporation",
        "ORG": "group",
        "OUTLET": "corporation",
        "PRODUCT": "product",
    },
    "uner": {
        "PERSON": "PER",
        "COMPANY": "ORG",
        "ORG": "ORG",
        "OUTLET": "ORG",
        "PLACE": "LOC",
        "FACILITY": "LOC",
    },
}
"""Per dev set: our type to its label; types that are not named are left out."""

_GOLD_LABELS: dict[str, dict[str, str]] = {
    "fire": {
        "Company": "Company",
        "Person": "Person",
        "Location": "Place",
        "GeopoliticalEntity": "Place",
        "Product": "Product",
    },
    "wnut17": {"creative-work": "product"},
}


def on_names(
    analyser: Analyser, items: Sequence[entities.Labelled], corpus: str, threads: int
) -> dict[str, Any]:
    """Return precision, recall and F1 of spans per label of a corpus, and over all of them."""
    scores = SpanScores()
    mapping, labels = COARSE[corpus], _GOLD_LABELS.get(corpus, {})
    closed = corpus == "fire"
    docs = analyser.pipe((item.text for item in items), threads=threads)
    for item, doc in zip(items, docs, strict=True):
        gold = [(a, b, labels.get(c, c)) for a, b, c in item.spans if not closed or c in labels]
        system = [
            (e.start_char, e.end_char, mapping[e.label_]) for e in doc.ents if e.label_ in mapping
        ]
        scores.add(gold, system)
    rows = {
        label: {
            "precision": round(c.precision, 1),
            "recall": round(c.recall, 1),
            "f1": round(c.f1, 1),
            "gold": c.gold,
        }
        for label, c in sorted(scores.counts.items())
    }
    total = scores.all()
    rows["all"] = {
        "precision": round(total.precision, 1),
        "recall": round(total.recall, 1),
        "f1": round(total.f1, 1),
        "gold": total.gold,
    }
    return rows


def _recased(items: Sequence[entities.Labelled], recase: Recase) -> list[entities.Labelled]:
    result = []
    for item in items:
        text = "".join(c2 if len(c2 := recase(c)) == 1 else c for c in item.text)
        result.append(entities.Labelled(text, item.spans, item.corpus, item.id))
    return result


def name_sets(folder: Path) -> dict[str, tuple[str, list[entities.Labelled]]]:
    """Return the development sets of names: title to (corpus, texts)."""
    here = Path(__file__).parent
    untouched = data.held_out(here.parent.parent / "extract" / "train" / "untouched.txt")
    articles = {}
    with (folder.parent / "wikinews" / "articles.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"] not in untouched:
                articles[row["id"]] = row
    gold = list(entities.read_standoff(folder.parent / "gold" / "entities.jsonl", articles))[:70]
    own = entities.read_standoff(here / "entities.jsonl", articles)
    ner = folder / "ner"
    return {
        "fire-dev": ("fire", list(entities.read_ner(ner / "fire-dev.jsonl", "fire"))),
        "wnut17-dev": ("wnut17", list(entities.read_ner(ner / "wnut17-dev.jsonl", "wnut17"))),
        "uner-ewt-dev": ("uner", list(entities.read_ner(ner / "uner-ewt-dev.jsonl", "uner"))),
        "wikinews gold dev": ("gold", gold),
        "wikinews own dev": ("gold", [x for x in own if x.id.endswith("#dev")]),
    }


def evaluate(analyser: Analyser, folder: Path, threads: int = 2) -> dict[str, Any]:
    """Return all figures of the model card."""
    documents = _documents(folder / "treebank" / "ewt-dev.conllu")
    single = [[s] for d in documents for s in d]
    network = analyser.network
    result: dict[str, Any] = {
        "ewt-dev, gold tokens": on_gold_tokens(network, documents),
        "ewt-dev, gold tokens, each sentence alone": on_gold_tokens(network, single),
        "ewt-dev, gold tokens, upper case": on_gold_tokens(network, documents, str.upper),
        "ewt-dev, gold tokens, lower case": on_gold_tokens(network, documents, str.lower),
        "ewt-dev, raw text": on_raw_text(analyser, documents, threads),
    }
    for title, (corpus, items) in name_sets(folder).items():
        result[title] = on_names(analyser, items, corpus, threads)
        if title in ("fire-dev", "wikinews gold dev"):
            for how in (str.upper, str.lower):
                name = f"{title}, {how.__name__} case"
                result[name] = on_names(analyser, _recased(items, how), corpus, threads)
    return result


def main() -> None:
    """Read the arguments, score, and print or write the figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m kg.language.train.evaluate")
    parser.add_argument("--data", type=Path, required=True, help="folder with treebank/ and ner/")
    parser.add_argument("--model", type=Path, default=MODEL, help="model folder")
    parser.add_argument("--json", type=Path, default=None, help="write the figures here")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    figures = evaluate(Analyser(Network(args.model)), args.data, args.threads)
    text = json.dumps(figures, indent=1, ensure_ascii=False) + "\n"
    if args.json:
        args.json.write_text(text, encoding="utf-8")
    else:
        print(text, end="")  # noqa: T201 - this module is a program


if __name__ == "__main__":
    main()
