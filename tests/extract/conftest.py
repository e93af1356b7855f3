"""Trees written by hand, for tests without a language model, and the whole pipeline over a sentence or two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import pytest
import spacy
from spacy.tokens import Doc, Span

import kg.extract
from kg.language import load
from kg.model import Article, Claim, Kind

_NLP = spacy.blank("en")
_TAGS = {"NOUN": "NN", "PROPN": "NNP", "VERB": "VBD", "AUX": "VBD", "ADJ": "JJ", "ADV": "RB"}
_NO_SPACE_BEFORE = frozenset({",", ".", ":", ";", "?", "!", ")", "'s", "’s", "”", "n't", "n’t"})
_NO_SPACE_AFTER = frozenset({"(", "“", "¶"})

MakeDoc = Callable[..., Doc]


def make_doc(*sentences: str, ents: Mapping[str, str] | None = None) -> Doc:
    """Return a `Doc` from sentences of `form/POS/head/relation[/lemma[/tag]]`.

    Heads count from 1 within the sentence and 0 is the root, whose relation may be left empty. `¶` stands for a
    blank line between paragraphs. Names are marked wherever their words occur.
    """
    words: list[str] = []
    spaces: list[bool] = []
    rows: list[tuple[str, str, str, int, str]] = []
    starts: list[bool] = []
    for sentence in sentences:
        base = len(words)
        for position, token in enumerate(sentence.split()):
            form, pos, head, dep, *more = token.split("/")
            blank = form == "¶"
            lemma = more[0] if more and more[0] else form.lower()
            tag = more[1] if len(more) > 1 else _TAGS.get(pos, pos)
            if words and (form in _NO_SPACE_BEFORE or blank or words[-1] in _NO_SPACE_AFTER):
                spaces[-1] = False
            words.append("\n\n" if blank else form.replace("_", " "))
            spaces.append(not blank)
            at = base + position if head == "0" else base + int(head) - 1
            rows.append((pos, tag, lemma, at, dep or "root"))
            starts.append(position == 0)
    doc = Doc(
        _NLP.vocab,
        words=words,
        spaces=spaces,
        pos=[row[0] for row in rows],
        tags=[row[1] for row in rows],
        lemmas=[row[2] for row in rows],
        heads=[row[3] for row in rows],
        deps=[row[4] for row in rows],
        sent_starts=list(starts),
    )
    doc.ents = _names(doc, ents or {})
    return doc


def _names(doc: Doc, ents: Mapping[str, str]) -> list[Span]:
    found: list[Span] = []
    taken: set[int] = set()
    for name in sorted(ents, key=lambda n: -len(n.split())):
        parts = name.split()
        for i in range(len(doc) - len(parts) + 1):
            span = range(i, i + len(parts))
            if [doc[k].text for k in span] == parts and not taken & set(span):
                taken |= set(span)
                found.append(Span(doc, i, i + len(parts), label=ents[name]))
    return sorted(found, key=lambda s: s.start)


@pytest.fixture(scope="session")
def parsed() -> MakeDoc:
    """The function that makes a `Doc` from trees written by hand."""
    return make_doc


def _finder(least: float | None, *, learned: bool = True) -> Callable[..., list[Claim]]:
    """Return the function that finds the claims of one kind in a text, from a belief on if there is one."""
    analyser, extractor = load(), kg.extract.load(least=least, learned=learned)

    def found(text: str, kind: Kind, date: str = "2020-05-13", title: str = "") -> list[Claim]:
        article = Article(id="x", title=title, text=text, date=dt.date.fromisoformat(date))
        claims = kg.extract.analyse(article, analyser, extractor).claims
        return [claim for claim in claims if claim.kind is kind]

    return found


@pytest.fixture(scope="session")
def claims_of() -> Callable[..., list[Claim]]:
    """The function that gives the claims of one kind that the whole pipeline finds in a text."""
    return _finder(None)


@pytest.fixture(scope="session")
def proposals_of() -> Callable[..., list[Claim]]:
    """The same with the claims that are hardly believed, which are not told by default."""
    return _finder(0.01)


@pytest.fixture(scope="session")
def framed() -> Callable[..., list[Claim]]:
    """The same with frames alone, for rules where the model may read otherwise."""
    return _finder(None, learned=False)
