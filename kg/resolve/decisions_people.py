"""A person's data taken out of articles and claims, known only by a salted hash of the name.

The decision must hold at every build and must not hold the name. So names are
compared by hash: all runs of as many words as the name had are hashed and
looked up. What is taken out of a text is replaced by as many full blocks, so
that the places of everything else stay.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from kg.model import Article, Claim, Span
from kg.resolve.decisions import Decision

BLOCK = "█"
"""Stands for a character that was taken out."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


def _plain(word: str) -> str:
    marked = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in marked if not unicodedata.combining(c))


def _words(text: str) -> list[_Word]:
    """The words of a text, without initials: they come and go in a name."""
    found = (_Word(_plain(m.group()), m.start(), m.end()) for m in _WORD.finditer(text))
    return [word for word in found if len(word.text) > 1 or not word.text.isascii()]


def name_hash(salt: str, name: str) -> tuple[str, int]:
    """Return the salted hash of a person's name and the number of its words.

    Case, accents, punctuation and initials make no difference.

    Example:
        >>> name_hash("s", "Ann B. Lee") == name_hash("s", "ANN LEE")
        True
    """
    words = [word.text for word in _words(name)]
    return _hash(salt, words), len(words)


def _hash(salt: str, words: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join((salt, *words)).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class People:
    """The withdrawals of persons' data that are in force."""

    decisions: tuple[Decision, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.decisions)

    @property
    def ids(self) -> tuple[str, ...]:
        """The keys of the withdrawals, sorted."""
        return tuple(sorted(decision.key for decision in self.decisions))

    def without(self, ids: Iterable[str]) -> People:
        """Return the withdrawals that are not among these keys."""
        known = frozenset(ids)
        return People(tuple(each for each in self.decisions if each.key not in known))

    def places(self, text: str) -> list[tuple[Span, frozenset[str]]]:
        """Return where the withdrawn names stand in a text, with their words."""
        if not self.decisions:
            return []
        words = _words(text)
        found = []
        for decision in self.decisions:
            for size in sorted({size for _, size in decision.hashes}):
                wanted = {digest for digest, length in decision.hashes if length == size}
                for start in range(len(words) - size + 1):
                    run = words[start : start + size]
                    if _hash(decision.salt or "", (word.text for word in run)) in wanted:
                        span = Span(run[0].start, run[-1].end)
                        found.append((span, frozenset(word.text for word in run)))
        return found

    def named(self, text: str | None) -> bool:
        """Tell whether a text holds a withdrawn name."""
        return bool(text and self.places(text))


def withdraw(
    people: People, article: Article, claims: Iterable[Claim]
) -> tuple[Article, tuple[Claim, ...]] | None:
    """Return an article and its claims without the data of withdrawn persons.

    Claims about or by them go. In title and text, the names become blocks,
    and so do single words of them ("Mr Lee") unless something else in the
    article bears that word as its name. Author, publisher and addresses that
    hold a name go.

    Returns:
        None where the article does not name any of them.

    Example:
        >>> from kg.model import Kind
        >>> gone = Decision(kind="withdraw", by="ann", at="2026-01-31T09:00:00+00:00", salt="s",
        ...                 hashes=(name_hash("s", "Bo Lee"),))
        >>> article = Article(id="a", title="", text="Bo Lee left. Lee founded Acme.")
        >>> kept, _ = withdraw(People((gone,)), article, ())
        >>> kept.text
        '██████ left. ███ founded Acme.'
    """
    listed = tuple(claims)
    given = {article.author, article.publisher, article.url, *article.facts_from}
    given.update(name for claim in listed for name in _names(claim))
    words = frozenset[str]().union(
        *(words for text in given if text for _, words in people.places(text)),
        *(words for text in (article.title, article.text) for _, words in _in_prose(people, text)),
    )
    if not words:
        return None
    kept = tuple(claim for claim in listed if not _about(people, claim, words))
    others = {
        word.text
        for claim in kept
        for name, label in _labelled(claim)
        if label is not None
        for word in _words(name)
    }
    alone = words - others
    clean: dict[str, Any] = {
        name: _blocked(people, getattr(article, name), alone) for name in ("title", "text")
    }
    absent: dict[str, Any] = {
        name: None
        for name in ("author", "publisher", "url")
        if people.named(getattr(article, name))
    }
    sources = tuple(each for each in article.facts_from if not people.named(each))
    return replace(article, **clean, **absent, facts_from=sources), kept


def _labelled(claim: Claim) -> Iterator[tuple[str, str | None]]:
    yield claim.subject, claim.subject_type
    if claim.object is not None:
        yield claim.object, claim.object_type
    if claim.speaker is not None:
        yield claim.speaker, claim.speaker_type


def _names(claim: Claim) -> Iterator[str]:
    for field in fields(claim):
        value = getattr(claim, field.name)
        if isinstance(value, str):
            yield value
    yield from claim.relayed_by
    for time in (claim.time, claim.said):
        if time:
            yield from (text for text in (time.words, time.inferred) if text)


def _about(people: People, claim: Claim, words: frozenset[str]) -> bool:
    """Tell whether a claim names a withdrawn person, in full or by words of the name alone."""
    for name, label in _labelled(claim):
        found = {word.text for word in _words(name)}
        if label == "PERSON" and found and found <= words:
            return True
        if label is None and any(word[:1].isupper() and _plain(word) in words
                                 for word in _WORD.findall(name)):  # fmt: skip
            return True
    return any(people.named(name) for name in _names(claim))


def _in_prose(people: People, text: str) -> list[tuple[Span, frozenset[str]]]:
    """Return where withdrawn names stand as names: one of a single word not where that is written small."""
    return [
        (span, words)
        for span, words in people.places(text)
        if len(words) > 1 or not text[span.start].islower()
    ]


def _blocked(people: People, text: str, alone: frozenset[str]) -> str:
    spans = [span for span, _ in _in_prose(people, text)]
    spans += [
        Span(word.start, word.end)
        for word in _words(text)
        if word.text in alone and text[word.start].isupper()
    ]
    signs = list(text)
    for span in spans:
        signs[span.start : span.end] = [
            BLOCK if not sign.isspace() or sign == " " else sign
            for sign in signs[span.start : span.end]
        ]
    return "".join(signs)
