"""What a build keeps of each article: one JSON file with its claims, and the lock on the folder.

A record is written when its article is done and replaced as a whole, so a kill
at any moment loses the article in hand and nothing else. File names are hashes
of article ids: no id can reach outside the folder.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from kg.errors import KgError, StoreError
from kg.interchange import claim_from_json, claim_to_json
from kg.iri import content_hash
from kg.model import Article, Claim, Dropped, Kind, Remark, Span, TimeSpan

FORMAT = 2
"""Version of the layout of a record; records of another are made anew."""

FOLDER = "articles"
WINDOW = 64
"""Characters kept on both sides of evidence where texts are not kept: more than the graph quotes."""

LONGEST_SENTENCE = 1000
"""Characters on either side of a place in which the ends of its sentence are looked for."""

_STOP = re.compile(r"[.!?][\"'”’)]*(?=\s|$)|\n")
_GAP = "\x00"  # stands for a character that was not kept; no loaded text can hold it


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An article with what the pipeline found in it.

    `content` hashes all that was given; `whole` says whether the text was kept
    or only what stands around evidence; `path` is the file it came from.
    `withdrawn` are the ids of the withdrawals of persons' data that were looked
    for in it, `redacted` says whether one of them took something out.
    """

    article: Article
    content: str
    pipeline: str
    path: str | None
    claims: tuple[Claim, ...]
    dropped: tuple[Dropped, ...]
    text_sha256: str
    remarks: tuple[Remark, ...] = ()
    whole: bool = True
    withdrawn: tuple[str, ...] = ()
    redacted: bool = False


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content_of(article: Article) -> str:
    """Return a hash of all that an article was given with, except where it was found."""
    data = article_to_json(replace(article, source=None))
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_to_json(article: Article) -> dict[str, Any]:
    """Return an article as a JSON object with the names of its fields; absent ones are left out."""
    found = {field.name: getattr(article, field.name) for field in fields(article)}
    if article.date:
        found["date"] = article.date.isoformat()
    found["facts_from"] = list(article.facts_from)
    return {name: value for name, value in found.items() if value not in (None, [])}


def article_from_json(found: dict[str, Any]) -> Article:
    """Return the article that `article_to_json` wrote."""
    date = found.get("date")
    changed = {
        "date": dt.date.fromisoformat(date) if date else None,
        "facts_from": tuple(found.get("facts_from", ())),
    }
    return Article(**{**found, **changed})


def claim_to_record(claim: Claim) -> dict[str, Any]:
    """Return a claim as JSON with what the interchange format leaves out, and numbers as written."""
    found = claim_to_json(claim)
    if claim.amount:
        found["amount"]["value"] = str(claim.amount.value)
    found["types"] = [claim.subject_type, claim.object_type, claim.speaker_type]
    found["words"] = [time.words if time else None for time in (claim.time, claim.said)]
    found["empty"] = [time is not None and not time for time in (claim.time, claim.said)]
    return found


def claim_from_record(found: dict[str, Any]) -> Claim:
    """Return the claim that `claim_to_record` wrote."""
    claim = claim_from_json(found)
    subject, object_, speaker = found["types"]
    values: dict[str, Any] = {
        "subject_type": subject,
        "object_type": object_,
        "speaker_type": speaker,
    }
    for name, words, empty in zip(("time", "said"), found["words"], found["empty"], strict=True):
        time: TimeSpan | None = getattr(claim, name)
        if empty:
            values[name] = TimeSpan(words=words)
        elif time is not None and words is not None:
            values[name] = replace(time, words=words)
    for name, value in values.items():
        # Nobody else has the claim yet; a build reads all claims, and a copy of each costs a third.
        object.__setattr__(claim, name, value)
    return claim


def dropped_to_record(dropped: Dropped) -> dict[str, Any]:
    """Return a dropped candidate or a missed sentence as JSON, without its article."""
    found: dict[str, Any] = {
        "span": [dropped.span.start, dropped.span.end],
        "field": dropped.field,
        "reason": dropped.reason,
        "kind": dropped.kind.value if dropped.kind else None,
        "found_by": dropped.found_by,
    }
    if dropped.missed:
        found["missed"] = True
    if dropped.also:
        found["also"] = dropped.also
    return found


def dropped_from_record(article: str, found: dict[str, Any]) -> Dropped:
    """Return the dropped candidate of an article that `dropped_to_record` wrote."""
    return Dropped(
        article=article,
        span=Span(*found["span"]),
        field=found["field"],
        reason=found["reason"],
        kind=Kind(found["kind"]) if found["kind"] else None,
        found_by=found["found_by"],
        missed=found.get("missed", False),
        also=found.get("also", ""),
    )


def remark_to_record(remark: Remark) -> list[Any]:
    """Return a remark as JSON, without its article."""
    return [remark.span.start, remark.span.end, remark.likelihood, remark.about]


def remark_from_record(article: str, found: list[Any]) -> Remark:
    """Return the remark of an article that `remark_to_record` wrote."""
    start, end, likelihood, about = found
    return Remark(article=article, span=Span(start, end), likelihood=likelihood, about=about)


def sparse(text: str, spans: Iterable[Span]) -> str:
    r"""Return a text of the same length with nothing left but what stands around some spans.

    Example:
        >>> from kg.model import Span
        >>> kept = sparse("Yes." + "." * 100, [Span(0, 3)])
        >>> len(kept), kept.startswith("Yes."), kept.endswith("\x00")
        (104, True, True)
    """
    kept = [_GAP] * len(text)
    for span in spans:
        window = slice(max(0, span.start - WINDOW), span.end + WINDOW)
        kept[window] = text[window]
    return "".join(kept)


def record_to_json(record: Record) -> str:
    """Return a record as JSON text; without its text where it is not whole."""
    article = record.article
    if not record.whole:
        spans = [span for claim in record.claims for span in claim.evidence]
        spans += [remark.span for remark in record.remarks]
        article = replace(article, text=sparse(article.text, spans))
    found = {
        "format": FORMAT,
        "content": record.content,
        "pipeline": record.pipeline,
        "path": record.path,
        "whole": record.whole,
        "withdrawn": list(record.withdrawn),
        "redacted": record.redacted,
        "text_sha256": record.text_sha256,
        "article": article_to_json(article),
        "claims": [claim_to_record(claim) for claim in record.claims],
        "dropped": [dropped_to_record(dropped) for dropped in record.dropped],
        "remarks": [remark_to_record(remark) for remark in record.remarks],
    }
    return json.dumps(found, ensure_ascii=False) + "\n"


def record_from_json(text: str) -> Record:
    """Return the record of a JSON text.

    Raises:
        ValueError: It is damaged or of another format.
    """
    try:
        found = json.loads(text)
        if found["format"] != FORMAT:
            raise ValueError(f"format {found['format']}")
        article = article_from_json(found["article"])
        return Record(
            article=article,
            content=found["content"],
            pipeline=found["pipeline"],
            path=found["path"],
            claims=tuple(claim_from_record(claim) for claim in found["claims"]),
            dropped=tuple(dropped_from_record(article.id, each) for each in found["dropped"]),
            remarks=tuple(remark_from_record(article.id, each) for each in found["remarks"]),
            text_sha256=found["text_sha256"],
            whole=found["whole"],
            withdrawn=tuple(found.get("withdrawn", ())),
            redacted=found.get("redacted", False),
        )
    except (KgError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a record: {error!r}") from error


def sentence_around(text: str, span: Span) -> str:
    r"""Return the sentence that a span stands in, for readers: found by stops and line breaks.

    Example:
        >>> sentence_around("One. Acme may buy it.\nThree.", Span(10, 13))
        'Acme may buy it.'
    """
    before = text[max(0, span.start - LONGEST_SENTENCE) : span.start]
    start = max((m.end() for m in _STOP.finditer(before)), default=0) + span.start - len(before)
    stop = _STOP.search(text, max(span.start, span.end - 1), span.end + LONGEST_SENTENCE)
    return " ".join(text[start : stop.end() if stop else span.end + LONGEST_SENTENCE].split())


def record_name(article_id: str) -> str:
    """Return the name of the file in which the record of an article is kept."""
    return f"{content_hash('article', article_id)}.json"


class Records:
    """The records of a store folder, by article id.

    Args:
        store: The store folder; made when the first record is written.
    """

    def __init__(self, store: Path) -> None:
        self.folder = store / FOLDER

    def path(self, article_id: str) -> Path:
        """Return where the record of an article is kept."""
        return self.folder / record_name(article_id)

    def read(self, path: Path) -> Record | None:
        """Return a record, None where there is none that can be used."""
        try:
            record = record_from_json(path.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return record if self.path(record.article.id).name == path.name else None

    def get(self, article_id: str) -> Record | None:
        """Return the record of an article, None where there is none that can be used."""
        return self.read(self.path(article_id))

    def write(self, record: Record) -> None:
        """Write a record in place of an older one.

        Raises:
            StoreError: The folder can't be written.
        """
        write_whole(self.path(record.article.id), record_to_json(record))

    def remove(self, path: Path) -> None:
        """Remove a record."""
        path.unlink(missing_ok=True)

    def paths(self) -> list[Path]:
        """Return the files of all records, sorted by name."""
        return sorted(self.folder.glob("*.json"))


def write_whole(path: Path, text: str) -> None:
    """Write a UTF-8 file so that a reader, or the next run, sees the old one or the new one.

    Raises:
        StoreError: It can't be written.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        raise StoreError(
            f"Can't write {path}: {error.strerror}.",
            "Choose another place.",
            typed="Choose another place with --out.",
        ) from error


@contextlib.contextmanager
def locked(store: Path) -> Iterator[None]:
    """Hold a store folder for writing; the system lets go of it when the process ends.

    Raises:
        StoreError: Another process holds it, or the folder can't be written.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        handle = os.open(store / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(
            f"Can't write {store}: {error.strerror}.",
            "Choose another place.",
            typed="Choose another place with --out.",
        ) from error
    try:
        if not _lock(handle):
            raise StoreError(
                f"Another build is writing {store}.",
                "Wait until it is done, or choose another place.",
                typed="Wait until it is done, or choose another place with --out.",
            )
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
