"""Texts about companies that nobody annotated with claims: teachers tell the network what they say.

They are the passages of corpora for other tasks: CORE (Borchert et al. 2023), KnowledgeNet (Mesquita
et al. 2019) and FIRE (Hamad et al. 2024).
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kg.model import Article

if TYPE_CHECKING:
    from pathlib import Path

TOGETHER = 5
"""Passages of one sentence or two that make a text, a paragraph each: the network sees texts of that length."""
_QUOTES = (("`` ", '"'), (" ''", '"'), ("``", '"'), ("''", '"'))
_CLITICS = re.compile(r" (n't|'s|'re|'ve|'ll|'d|'m|')(?=\W|$)")
_CLOSING, _OPENING = re.compile(r" ([.,;:!?%)\]])"), re.compile(r"([(\[$£€]) ")


def joined(tokens: str) -> str:
    """Return tokens with blanks between them as they are written.

    Example:
        >>> print(joined("Acme Inc. 's `` best '' year ( 2011 ) brought $ 12M , it said ."))
        Acme Inc.'s "best" year (2011) brought $12M, it said.
    """
    for mark, written in _QUOTES:
        tokens = tokens.replace(mark, written)
    tokens = _CLITICS.sub(r"\1", tokens)
    return _OPENING.sub(r"\1", _CLOSING.sub(r"\1", tokens)).strip()


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _texts(name: str, passages: Iterable[str]) -> Iterator[Article]:
    """Yield passages, some together in a text, in an order by chance."""
    kept = sorted(set(passages))
    random.Random(0).shuffle(kept)  # noqa: S311
    for n in range(0, len(kept), TOGETHER):
        yield Article(id=f"{name}-{n}", title="", text="\n\n".join(kept[n : n + TOGETHER]))


def read(folder: Path) -> Iterator[Article]:
    """Yield the texts.

    Args:
        folder: Holds `relations/core-train.jsonl`, `relations/knowledgenet-folds1-3.jsonl` and
            `ner/fire-train.jsonl` with `ner/fire-dev.jsonl`.

    Raises:
        FileNotFoundError: One of them is missing.
    """
    relations, names = folder / "relations", folder / "ner"
    yield from _texts("core", (joined(" ".join(r["context"])) for r in _rows(relations / "core-train.jsonl")))  # fmt: skip
    documents: dict[int, set[tuple[int, str]]] = {}
    for row in _rows(relations / "knowledgenet-folds1-3.jsonl"):
        documents.setdefault(row["doc"], set()).add((row["passage_start"], row["passage"]))
    for number, found in sorted(documents.items()):
        text = "\n\n".join(passage for _, passage in sorted(found))
        yield Article(id=f"knowledgenet-{number}", title="", text=text)
    for part in ("fire-train", "fire-dev"):
        yield from _texts(part, (joined(r["text"]) for r in _rows(names / f"{part}.jsonl")))
