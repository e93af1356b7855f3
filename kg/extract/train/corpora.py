"""Short texts of corpora for other tasks, whose claims we annotated by reading.

They are sentences and passages of FIRE (Hamad et al. 2024: news and company filings), CORE (Borchert et al. 2023: companies
in an encyclopedia and on the web) and KnowledgeNet (Mesquita et al. 2019: persons and companies). The claims stand in
`corpora-claims.jsonl` by the id that a text gets here; `corpora-empty.txt` lists those that were read and make none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.model import Article

if TYPE_CHECKING:
    from pathlib import Path

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


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for row in _rows(folder / "ner/fire-train.jsonl"):
        yield row["source"], joined(row["text"])
    for row in _rows(folder / "relations/core-train.jsonl"):
        yield f"core:{row['id']}", joined(" ".join(row["context"]))
    for row in _rows(folder / "relations/knowledgenet-folds1-3.jsonl"):
        yield f"knowledgenet:{row['doc']}:{row['passage_start']}", row["passage"].strip()


def read(folder: Path) -> dict[str, Article]:
    """Return the texts by id, without dates or titles.

    Args:
        folder: Holds `ner/fire-train.jsonl`, `relations/core-train.jsonl` and
            `relations/knowledgenet-folds1-3.jsonl`.

    Raises:
        FileNotFoundError: One of them is missing.
    """
    return {id_: Article(id=id_, title="", text=text) for id_, text in _texts(folder)}
