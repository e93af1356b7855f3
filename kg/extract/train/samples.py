"""Annotated articles, analysed: what the learned extractor is trained on."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.extract import Extractor, analysed, anaphora, context, gate, match
from kg.extract.learned.reading import ANNOUNCING
from kg.extract.learned.text import Text
from kg.interchange import read_claims
from kg.model import Article, Claim, Dropped

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Sample:
    """An annotated article.

    `triggers` has the head token of each gold claim's trigger with the number of its field
    (0 body, 1 title), or None. `invented` articles were written for training.
    """

    article: Article
    texts: tuple[Text, Text]
    found: tuple[match.Candidate, ...]
    claims: tuple[Claim, ...]
    gold: tuple[Claim, ...]
    triggers: tuple[tuple[int, int] | None, ...]
    invented: bool = False


def read_articles(path: Path) -> dict[str, Article]:
    """Return the articles of a JSON Lines file by id."""
    found = {}
    for line in path.read_text("utf-8").splitlines():
        raw = json.loads(line)
        date = dt.date.fromisoformat(raw["date"]) if raw.get("date") else None
        found[raw["id"]] = Article(id=raw["id"], title=raw["title"], text=raw["text"], date=date)
    return found


Gold = Mapping[str, list[tuple[Claim, dict[str, Any] | None]]]


def read_gold(paths: Iterable[Path], empty: Iterable[Path], untouched: Path) -> Gold:
    """Return gold claims with their triggers by article; articles without claims are there, too.

    Args:
        paths: Files of claims.
        empty: Lists of articles that were read and have no claims.
        untouched: A list of articles that must not be trained on.
    """
    found: dict[str, list[tuple[Claim, dict[str, Any] | None]]] = {}
    for path in paths:
        lines = path.read_text("utf-8").splitlines()
        for claim, line in zip(read_claims(lines), lines, strict=True):
            found.setdefault(claim.article, []).append((claim, json.loads(line).get("trigger")))
    for path in empty:
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                found.setdefault(line.strip(), [])
    for line in untouched.read_text("utf-8").splitlines():
        found.pop(line.strip(), None)
    return found


def head_of(doc: Doc, start: int, end: int) -> int | None:
    """Return the head of some words, or the first that may announce a claim where the head may not."""
    inside: list[Token] = [
        t for t in doc if t.idx < end and t.idx + len(t) > start and not t.is_space
    ]
    places = {t.i for t in inside}
    heads = [t for t in inside if t.head.i == t.i or t.head.i not in places]
    may = [t for t in (*heads, *inside) if t.pos_ in ANNOUNCING]
    return next((t.i for t in (*may, *heads)), None)


def _trigger(docs: tuple[Doc, Doc], where: dict[str, Any] | None) -> tuple[int, int] | None:
    if not where:
        return None
    field = int(where["field"] == "title")
    token = head_of(docs[field], where["start"], where["end"])
    return None if token is None else (field, token)


def _contexts(
    article: Article, analyser: Callable[[str], Doc]
) -> tuple[tuple[Doc, Doc], tuple[context.Context, context.Context]]:
    docs = analysed(article, analyser)
    body = context.prepare(article, *docs, field_="text")
    return docs, (
        body,
        context.prepare(article, docs[1], docs[1], field_="title", chains=body.chains),
    )


def samples(
    articles: Mapping[str, Article],
    gold: Gold,
    analyser: Callable[[str], Doc],
    extractor: Extractor,
    invented: frozenset[str] = frozenset(),
) -> list[Sample]:
    """Return all annotated articles, analysed, with what the frames say of them.

    Args:
        articles: Articles by id.
        gold: From `read_gold`.
        analyser: The language model.
        extractor: The frames.
        invented: Ids of articles that were written for training.
    """
    made = []
    for id_ in sorted(gold):
        article = articles.get(id_)
        if article is None:
            continue
        docs, (body, title) = _contexts(article, analyser)
        found: list[match.Candidate] = []
        for part in (body, title):
            items = anaphora.complete(list(match.candidates(extractor.frames, part)), part)
            found += [item for item in items if not isinstance(item, Dropped)]
        claims, _ = gate.judge(article, found)
        made.append(
            Sample(
                article,
                (Text(body), Text(title)),
                tuple(found),
                claims,
                tuple(claim for claim, _ in gold[id_]),
                tuple(_trigger(docs, where) for _, where in gold[id_]),
                id_ in invented,
            )
        )
    return made
