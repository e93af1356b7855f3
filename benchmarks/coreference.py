"""How well mentions are joined: `python benchmarks/coreference.py GUM.conllu...`.

Reads documents of the GUM corpus (Zeldes, Language Resources and Evaluation 51(3), 2017) in CoNLL-U
with entities and coreference in MISC, keeps those that `kg/language/train/held_out_gum.txt` lists
(`--all` keeps all), analyses their raw text and prints MUC, B³, CEAF-e and their mean, the CoNLL F1
(Pradhan et al., CoNLL 2012), for mentions of persons and organizations. Mentions match by their
head words, as in the CorefUD scorer; single mentions count unless `--no-singletons` is given.
Without files, those of a `shared` folder beside the checkout are read.

`--annotations CHAINS.jsonl --articles ARTICLES.jsonl` measures on articles that were annotated for
this project: a line of CHAINS is `{"article": id, "chains": [{"type": "organization", "mentions":
[[start, end], ...]}, ...]}` with code point offsets into the text of the article. There the head of
a mention comes from the analyser's tree, on both sides.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc

from kg import language
from kg.errors import SourceError
from kg.eval.assign import assign
from kg.extract.coref import chains
from kg.extract.train.gum import read_gum

ROOT = Path(__file__).parents[1]
TYPES = ("person", "organization")
LABELS = ("PERSON", "ORG", "COMPANY", "OUTLET")
SCALE = 1_000_000  # similarities are integers for the assignment

Chain = Sequence[Hashable]
Spans = list[tuple[int, int]]


@dataclass
class Tally:
    """Sums over documents: right and all, for precision and recall, per measure."""

    sums: dict[str, list[float]] = field(
        default_factory=lambda: {m: [0.0] * 4 for m in ("MUC", "B³", "CEAF-e", "mentions")}
    )

    def add(self, gold: Sequence[Chain], found: Sequence[Chain]) -> None:
        """Count one document."""
        of_gold = {m: n for n, chain in enumerate(gold) for m in chain}
        of_found = {m: n for n, chain in enumerate(found) for m in chain}
        both = float(len(of_gold.keys() & of_found.keys()))
        self._plus("mentions", both, len(of_found), both, len(of_gold))
        self._plus("MUC", *_links(found, of_gold), *_links(gold, of_found))
        self._plus("B³", *_shares(found, gold, of_gold), *_shares(gold, found, of_found))
        alike = [
            [round(SCALE * 2 * len(set(g) & set(f)) / (len(g) + len(f))) for f in found]
            for g in gold
        ]
        total = sum(alike[g][f] for g, f in assign(alike)) / SCALE
        self._plus("CEAF-e", total, len(found), total, len(gold))

    def _plus(self, measure: str, *values: float) -> None:
        self.sums[measure] = [a + b for a, b in zip(self.sums[measure], values, strict=True)]

    def f1(self, measure: str) -> tuple[float, float, float]:
        """Return precision, recall and F1 of a measure."""
        right, found, told, gold = self.sums[measure]
        precision, recall = right / found if found else 0.0, told / gold if gold else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0

    def conll(self) -> float:
        """Return the CoNLL F1, the mean of the F1 of MUC, B³ and CEAF-e."""
        return sum(self.f1(m)[2] for m in ("MUC", "B³", "CEAF-e")) / 3


def _links(chains_: Sequence[Chain], other: dict[Hashable, int]) -> tuple[float, float]:
    """Return the links of chains that the other side has, and all of them (MUC)."""
    right = total = 0
    for chain in chains_:
        parts = {other[m] for m in chain if m in other}
        alone = sum(m not in other for m in chain)
        right += len(chain) - len(parts) - alone
        total += len(chain) - 1
    return float(right), float(total)


def _shares(
    chains_: Sequence[Chain], others: Sequence[Chain], other: dict[Hashable, int]
) -> tuple[float, float]:
    """Return the sum over mentions of the share of their chain that is right, and their number (B³)."""
    right, total = 0.0, 0
    for chain in chains_:
        total += len(chain)
        for mention in chain:
            if mention in other:
                right += len(set(chain) & set(others[other[mention]])) / len(chain)
    return right, float(total)


def read_annotations(path: Path) -> dict[str, list[Spans]]:
    """Return the chains of each annotated article, as code point offsets into its text.

    Raises:
        SourceError: If a line is no annotation, or an article comes twice.
    """
    found: dict[str, list[Spans]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            name = str(row["article"])
            told = [
                [(int(start), int(end)) for start, end in chain["mentions"]]
                for chain in row["chains"]
                if chain["type"] in TYPES
            ]
        except (ValueError, KeyError, TypeError) as error:
            raise SourceError(
                f"{path}: line {number} is no annotation of chains: {error!r}",
                remedy='write {"article": id, "chains": [{"type": ..., "mentions": [[start, end]]}]}',
            ) from error
        if name in found:
            raise SourceError(
                f"{path}: line {number} annotates {name} again", remedy="keep one line an article"
            )
        found[name] = told
    return found


def read_texts(path: Path, wanted: Iterable[str]) -> dict[str, str]:
    """Return the texts of the articles wanted, from a file of articles (JSON Lines).

    Raises:
        SourceError: If an article is not there.
    """
    names = set(wanted)
    with path.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines if line.strip())
        texts = {str(row["id"]): str(row["text"]) for row in rows if str(row["id"]) in names}
    missing = sorted(names - texts.keys())
    if missing:
        raise SourceError(
            f"{path} lacks {len(missing)} annotated articles: {', '.join(missing[:5])}",
            remedy="give the file of articles that the annotations were made on",
        )
    return texts


def heads(doc: Doc, spans: Spans) -> list[int]:
    """Return where the head words of spans start, by the tree of the analyser."""
    found = (doc.char_span(start, end, alignment_mode="expand") for start, end in spans)
    return [span.root.idx for span in found if span is not None]


def found_chains(doc: Doc) -> list[list[int]]:
    """Return the chains of persons and organizations as offsets of head words."""
    found: dict[int, Spans] = defaultdict(list)
    for mention in chains(doc).mentions:
        if mention.label in LABELS and mention.chain is not None:
            found[mention.chain].append((mention.span.start, mention.span.end))
    return [heads(doc, spans) for spans in found.values()]


def _tidy(chains_: Sequence[Sequence[int]], singletons: bool) -> list[list[int]]:
    """Return chains without double mentions, and without single ones where asked."""
    seen: set[int] = set()
    done: list[list[int]] = []
    for chain in chains_:
        fresh = [m for m in sorted(set(chain)) if m not in seen]
        seen.update(fresh)
        if fresh and (singletons or len(fresh) > 1):
            done.append(fresh)
    return done


def measure(pairs: Iterable[tuple[list[list[int]], Doc]], singletons: bool) -> tuple[int, Tally]:
    """Return the number of documents and their scores.

    Args:
        pairs: The annotated chains, as offsets of head words, and the analysed text.
        singletons: Whether chains of one mention count.
    """
    tally, count = Tally(), 0
    for gold, doc in pairs:
        tally.add(_tidy(gold, singletons), _tidy(found_chains(doc), singletons))
        count += 1
    return count, tally


def _report(count: int, tally: Tally) -> None:
    print(f"{count} documents, mentions of persons and organizations, matched by head words")
    for name in tally.sums:
        precision, recall, both = tally.f1(name)
        print(f"  {name:9} P {precision:.3f}  R {recall:.3f}  F1 {both:.3f}")
    print(f"  CoNLL F1 {tally.conll():.3f}")


def _annotated(
    told: Mapping[str, list[Spans]], texts: Mapping[str, str], analyser: Callable[[str], Doc]
) -> Iterator[tuple[list[list[int]], Doc]]:
    for name, found in told.items():
        doc = analyser(texts[name])
        yield [heads(doc, spans) for spans in found], doc


def _gum(
    files: Sequence[Path], everything: bool, analyser: Callable[[str], Doc]
) -> Iterator[tuple[list[list[int]], Doc]]:
    held = (ROOT / "kg/language/train/held_out_gum.txt").read_text(encoding="utf-8").split("\n")
    for document in read_gum(files, frozenset(TYPES)):
        if everything or document.name in held:
            yield document.chains, analyser(document.text)


def main(argv: Sequence[str] | None = None) -> None:
    """Print the scores of the held-out documents, or of annotated articles."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--all", action="store_true", help="score all documents")
    parser.add_argument("--no-singletons", action="store_true")
    parser.add_argument("--annotations", type=Path, help="chains of articles, JSON Lines")
    parser.add_argument("--articles", type=Path, help="the articles of --annotations, JSON Lines")
    wanted = parser.parse_args(argv)
    if (wanted.annotations is None) != (wanted.articles is None):
        parser.error("--annotations and --articles go together")
    if wanted.annotations is not None and wanted.files:
        parser.error("give either GUM files or --annotations")
    singletons = not wanted.no_singletons
    if wanted.annotations is not None:
        try:
            told = read_annotations(wanted.annotations)
            texts = read_texts(wanted.articles, told)
        except (SourceError, OSError) as error:
            parser.error(str(error))
        _report(*measure(_annotated(told, texts, language.load()), singletons))
        return
    files = wanted.files or sorted((ROOT.parent / "shared/data/treebank").glob("gum-*.conllu"))
    if not files:
        print("no GUM files given, and none beside the checkout")
        return
    _report(*measure(_gum(files, wanted.all, language.load()), singletons))


if __name__ == "__main__":
    main()
