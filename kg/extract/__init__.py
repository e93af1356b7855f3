"""From an analysed article to claims: frames propose, the gate disposes.

Times, amounts, coreference, attribution and modality are read first; the
frames of `frames/*.toml` are matched against the trees; the gate checks,
joins and scores what they propose.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Article, Claim, Dropped, Mention

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from spacy.tokens import Doc

    from kg.extract.frame import FrameSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one article gave: claims, what was dropped and why, and its mentions."""

    claims: tuple[Claim, ...]
    dropped: tuple[Dropped, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Extractor:
    """Frames, ready to be applied to articles; holds no state of any article."""

    frames: FrameSet

    def extract(self, article: Article, doc: Doc, title_doc: Doc) -> Extraction:
        """Return the claims of one analysed article.

        Args:
            article: The article; its date anchors relative times.
            doc: The analysis of `article.text`.
            title_doc: The analysis of `article.title`.

        Raises:
            ValueError: `doc` is not the analysis of this article's text.
        """
        from kg.extract import anaphora, context, gate, headlines, match

        if doc.text != article.text:
            raise ValueError("the analysis belongs to another text")
        body = context.prepare(article, doc, title_doc, field_="text")
        title = context.prepare(article, title_doc, title_doc, field_="title", chains=body.chains)
        found: list[match.Candidate] = []
        dropped: list[Dropped] = []
        for part in (body, title):
            for item in anaphora.complete(list(match.candidates(self.frames, part)), part):
                if isinstance(item, Dropped):
                    dropped.append(item)
                else:
                    found.append(item)
        claims, more = gate.judge(article, found)
        return Extraction(
            claims=headlines.ground(claims, body, self.frames),
            dropped=(*dropped, *more),
            mentions=tuple(body.chains.mentions),
        )


def load(frames: Path | None = None) -> Extractor:
    """Return an extractor with the frames of the package, and those of a folder besides.

    Raises:
        ExtractionError: A frame file is malformed.
    """
    from kg.extract.frame import load_frames

    with resources.as_file(resources.files("kg.extract.frames")) as own:
        folders = [own] if frames is None else [own, frames]
        return Extractor(load_frames(*folders))


def analyse(article: Article, analyser: Callable[[str], Doc], extractor: Extractor) -> Extraction:
    """Return the claims of one article, analysing its text and title first."""
    return extractor.extract(article, analyser(article.text), analyser(article.title))


def _files(folder: Traversable) -> Iterator[Traversable]:
    """Yield the code, rules and weights in a folder and those below it, in order of name."""
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.is_file() and path.name.endswith((".toml", ".onnx", ".json", ".py")):
            yield path
        elif path.is_dir() and path.name != "train":
            yield from _files(path)


@cache
def version() -> str:
    """Return the name of this pipeline: package version and a hash of weights and rules.

    It changes whenever a file that decides on claims changes, so that stored
    claims of an older pipeline are known to be stale.
    """
    digest = hashlib.sha256()
    for package in ("kg.extract", "kg.language"):
        for path in _files(resources.files(package)):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return f"{metadata.version('kg')}+{digest.hexdigest()[:12]}"
