"""How well mentions are joined: `python benchmarks/coreference.py GUM.conllu...`.

Reads documents of the GUM corpus (Zeldes, Language Resources and Evaluation 51(3), 2017) in CoNLL-U
with entities and coreference in MISC, keeps those that `kg/language/train/held_out_gum.txt` lists
(`--all` keeps all), analyses their raw text and prints MUC, B³, CEAF-e and their mean, the CoNLL F1
(Pradhan et al., CoNLL 2012), for mentions of persons and organizations. Mentions match by their
head words, as in the CorefUD scorer; single mentions count unless `--no-singletons` is given.
Without files, those of a `shared` folder beside the checkout are read.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc

from kg import language
from kg.eval.assign import assign
from kg.extract.coref import chains

ROOT = Path(__file__).parents[1]
TYPES = ("person", "organization")
LABELS = ("PERSON", "ORG", "COMPANY", "OUTLET")
SCALE = 1_000_000  # similarities are integers for the assignment

_BRACKET = re.compile(r"\(([^()]+)(\))?|([\w\[\]/]+)\)")
Chain = Sequence[Hashable]


@dataclass
class GumDocument:
    """The text of a document, and its chains as offsets of head words."""

    name: str
    text: str
    chains: list[list[int]]


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


def _sentences(path: Path) -> Iterator[tuple[str, list[list[str]], list[tuple[int, int, bool]]]]:
    """Yield the document, the words and the multiword ranges of each sentence."""
    name = ""
    rows: list[list[str]] = []
    ranges: list[tuple[int, int, bool]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc"):
            name = line.split("=")[1].strip()
        elif not line:
            if rows:
                yield name, rows, ranges
            rows, ranges = [], []
        elif not line.startswith("#"):
            cells = line.split("\t")
            if "-" in cells[0]:
                first, last = (int(n) for n in cells[0].split("-"))
                ranges.append((first, last, "SpaceAfter=No" in cells[9]))
            elif cells[0].isdigit():
                rows.append(cells)
    if rows:
        yield name, rows, ranges


@dataclass
class _Reader:
    name: str
    text: str = ""
    starts: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    open: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    found: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, rows: list[list[str]], ranges: list[tuple[int, int, bool]]) -> None:
        base = len(self.starts)
        glued = {n: n < last or no for first, last, no in ranges for n in range(first, last + 1)}
        for place, cells in enumerate(rows):
            number, head = int(cells[0]), int(cells[6])
            self.starts.append(len(self.text))
            self.heads.append(base + (head - 1 if head else place))
            tight = glued.get(number, "SpaceAfter=No" in cells[9])
            self.text += cells[1] + ("" if tight and place < len(rows) - 1 else " ")
            told = re.search(r"(?:^|\|)Entity=([^|]*)", cells[9])
            if told:
                self._brackets(told.group(1), base + place)

    def _brackets(self, told: str, at: int) -> None:
        for opened, single, closed in _BRACKET.findall(told):
            if opened:
                entity, kind = opened.split("-")[:2]
                if not single:
                    self.open[entity].append((at, kind))
                elif kind in TYPES:
                    self.found[entity].append((at, at + 1))
            elif self.open.get(closed):
                start, kind = self.open[closed].pop()
                if kind in TYPES:
                    self.found[closed].append((start, at + 1))

    def document(self) -> GumDocument:
        def head(start: int, end: int) -> int:
            words = range(start, end)
            tops = (i for i in words if self.heads[i] not in words or self.heads[i] == i)
            return self.starts[next(tops, start)]

        return GumDocument(
            self.name,
            self.text,
            [[head(start, end) for start, end in spans] for spans in self.found.values()],
        )


def read_gum(paths: Sequence[Path]) -> Iterator[GumDocument]:
    """Yield the documents of GUM files, one after the other."""
    reader: _Reader | None = None
    for path in paths:
        for name, rows, ranges in _sentences(path):
            if reader is None or reader.name != name:
                if reader is not None:
                    yield reader.document()
                reader = _Reader(name)
            reader.add(rows, ranges)
    if reader is not None:
        yield reader.document()


def found_chains(doc: Doc) -> list[list[int]]:
    """Return the chains of persons and organizations as offsets of head words."""
    found: dict[int, list[int]] = defaultdict(list)
    for mention in chains(doc).mentions:
        if mention.label not in LABELS or mention.chain is None:
            continue
        span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if span is not None:
            found[mention.chain].append(span.root.idx)
    return list(found.values())


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


def main() -> None:
    """Print the scores of the held-out documents."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--all", action="store_true", help="score all documents")
    parser.add_argument("--no-singletons", action="store_true")
    wanted = parser.parse_args()
    files = wanted.files or sorted((ROOT.parent / "shared/data/treebank").glob("gum-*.conllu"))
    if not files:
        print("no GUM files given, and none beside the checkout")
        return
    held = (ROOT / "kg/language/train/held_out_gum.txt").read_text(encoding="utf-8").split("\n")
    analyser, tally, count = language.load(), Tally(), 0
    for document in read_gum(files):
        if not wanted.all and document.name not in held:
            continue
        count += 1
        gold = _tidy(document.chains, not wanted.no_singletons)
        tally.add(gold, _tidy(found_chains(analyser(document.text)), not wanted.no_singletons))
    print(f"{count} documents, mentions of persons and organizations, matched by head words")
    for measure in tally.sums:
        precision, recall, both = tally.f1(measure)
        print(f"  {measure:9} P {precision:.3f}  R {recall:.3f}  F1 {both:.3f}")
    mean = sum(tally.f1(m)[2] for m in ("MUC", "B³", "CEAF-e")) / 3
    print(f"  CoNLL F1 {mean:.3f}")


if __name__ == "__main__":
    main()
