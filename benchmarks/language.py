"""How fast the analyser is: `python benchmarks/language.py ARTICLES.jsonl`.

ARTICLES.jsonl has one article a line with a field `text`; without it, invented text is
analysed. Prints words a second end to end (tokenize, encode, decode, `Doc`) with
two threads, the share of the encoder, the load time, and with `--memory` the resident
memory over 10,000 articles. Run it on an idle machine.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import spacy  # noqa: F401 - load time counts from here

from kg.language import Analyser, load

INVENTED = (
    "Zentrix Corp. said on Monday that it would buy Polydyne, a maker of pumps based in Leeds, "
    'for $2.5 billion. "We see growth," said Jane Doe, its chief executive. The deal, which still '
    "needs the consent of regulators, should close by the end of next year.\n\n"
)


def texts_of(path: Path | None, count: int) -> list[str]:
    """Return texts from a JSON Lines file, or invented ones."""
    if path is None:
        return [INVENTED * 3] * count
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines][:count]


def speed(analyser: Analyser, texts: list[str], threads: int) -> None:
    """Print words a second and the encoder's share."""
    run = analyser.network.run
    spent = 0.0

    def timed(*arguments: list[int]) -> object:
        nonlocal spent
        began = time.thread_time()
        output = run(*arguments)
        spent += time.thread_time() - began
        return output

    list(analyser.pipe(texts[:20], threads=threads))
    began = time.perf_counter()
    words = sum(sum(not t.is_space for t in doc) for doc in analyser.pipe(texts, threads=threads))
    wall = time.perf_counter() - began
    print(f"threads {threads}: {words} words in {wall:.1f} s, {words / wall:,.0f} words/s")
    analyser.network.run = timed  # type: ignore[assignment, method-assign]
    sample = texts[: max(1, len(texts) // 5)]
    began = time.thread_time()
    for text in sample:
        analyser(text)
    whole = time.thread_time() - began
    print(f"encoder and heads: {100 * spent / whole:.0f} % of CPU time, the rest is tokens and Doc")
    analyser.network.run = run  # type: ignore[method-assign]


def memory(analyser: Analyser, texts: list[str]) -> None:
    """Print resident memory over 10,000 articles, each made different from the others."""
    for n in range(10_000):
        text = texts[n % len(texts)]
        analyser(f"Number{n}x {text[:600]}")
        if (n + 1) % 1000 == 0:
            status = Path("/proc/self/status").read_text(encoding="utf-8")
            resident = next(x for x in status.splitlines() if x.startswith("VmRSS"))
            print(f"after {n + 1:>6} articles: {resident.split(':')[1].strip()}")


def main() -> None:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="?", default=None)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--memory", action="store_true")
    args = parser.parse_args()
    began = time.perf_counter()
    analyser = load()
    print(f"load: {time.perf_counter() - began:.2f} s after import spacy")
    texts = texts_of(args.articles, args.count)
    if args.memory:
        memory(analyser, texts)
        return
    for threads in (1, 2):
        speed(analyser, texts, threads)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
