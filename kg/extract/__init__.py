"""From an analysed article to claims: frames propose, the gate disposes.

Times, amounts, coreference, attribution and modality are read first; the
frames of `frames/*.toml` are matched against the trees; the gate checks,
joins and scores what they propose.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Article, Claim, Dropped, Mention, Remark

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from spacy.tokens import Doc

    from kg.extract.context import Context
    from kg.extract.frame import FrameSet
    from kg.extract.learned import Learned
    from kg.extract.match import Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one article gave: claims, what was dropped and why, its mentions and remarks.

    `dropped` ends with the sentences that gave no claim though they look like
    events of a company (`kg.extract.misses`).
    """

    claims: tuple[Claim, ...]
    dropped: tuple[Dropped, ...] = ()
    mentions: tuple[Mention, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Extractor:
    """Frames and the learned extractor, ready to be applied; holds no state of any article.

    Without `learned`, or where no reader has seen the text, frames alone propose.
    With `least`, were it 0, all claims that are believed at that or more are told, whoever proposes them; without
    it those that frames propose and those of the model that it believes well enough.
    """

    frames: FrameSet
    learned: Learned | None = None
    least: float | None = None

    def extract(self, article: Article, doc: Doc, title_doc: Doc) -> Extraction:
        """Return the claims of one analysed article.

        Args:
            article: The article; its date anchors relative times.
            doc: The analysis of `article.text`, or of what is `kg.extract.markup.shown` of it.
            title_doc: The analysis of `article.title`, or of what is `kg.extract.tagged.untagged` of it.

        Raises:
            ValueError: `doc` is not the analysis of this article's text.
        """
        from kg.extract import (
            anaphora,
            carried,
            context,
            gate,
            headlines,
            holders,
            match,
            misses,
            remarks,
            tagged,
        )
        from kg.extract.arrays import arrays
        from kg.extract.lasting import with_rates
        from kg.extract.markup import shown
        from kg.extract.per_share import with_shares
        from kg.extract.reporting import with_currency
        from kg.extract.shortfalls import with_shortfalls
        from kg.extract.title_sums import with_title_sums

        read = arrays(doc).text
        if read != article.text and read != shown(article.text):
            raise ValueError("the analysis belongs to another text")
        body = context.prepare(article, doc, title_doc, field_="text")
        title = context.prepare(article, title_doc, title_doc, field_="title", chains=body.chains)
        read_in = [
            item
            for part in (body, title)
            for item in anaphora.complete(list(match.candidates(self.frames, part)), part)
        ]
        found = [item for item in read_in if not isinstance(item, Dropped)]
        dropped = [item for item in read_in if isinstance(item, Dropped)]
        if self.learned is None:
            judged, more = gate.judge(article, found)
        else:
            judged, more = self._joined(article, (body, title), found)
        judged = tagged.with_tag(judged, article.title, article.text, body.chains)
        told = carried.carry(headlines.ground(judged, body, self.frames), body)
        told = with_title_sums(told, title)
        told = with_shares(with_rates(with_currency(told, body), body), body)
        told = gate.each_once(holders.named(with_shortfalls(told)))
        claims, weak = self._sure(told, body)
        reasons = (*dropped, *more, *weak)
        return Extraction(
            claims=claims,
            dropped=(*reasons, *misses.misses(body, self.frames, claims, reasons)),
            mentions=tuple(body.chains.mentions),
            remarks=remarks.remarks(body) if self.learned else (),
        )

    def _sure(
        self, told: Sequence[Claim], body: Context
    ) -> tuple[tuple[Claim, ...], tuple[Dropped, ...]]:
        """Return the claims that are believed, of subjects that may make them, and the others.

        No guess of what a share will be worth is one.
        """
        from kg.extract import gate
        from kg.extract.price_targets import without_price_targets
        from kg.extract.unions import without_unions

        kept, prices = without_price_targets(told, body.article)
        kept, unions = without_unions(kept, body)
        claims, weak = gate.sure(kept, self.least or 0.0)
        return claims, (*prices, *unions, *weak)

    def _joined(
        self,
        article: Article,
        parts: Sequence[Context],
        found: Sequence[Candidate],
    ) -> tuple[tuple[Claim, ...], tuple[Dropped, ...]]:
        """Return what frames and model say together, as far as it is to be believed."""
        from kg.extract import gate
        from kg.extract.copies import without_copies
        from kg.extract.learned.belief import found_by
        from kg.extract.learned.contradicted import without_contradicted
        from kg.extract.learned.lent import with_amounts
        from kg.extract.learned.restated import without_restated
        from kg.extract.offices import without_others
        from kg.extract.parts import without_owners
        from kg.extract.succession import with_posts

        assert self.learned is not None  # noqa: S101 - the caller has checked
        learned = self.learned
        readings = learned.read(parts)
        if not readings:
            return gate.judge(article, found)

        def belief(claim: Claim) -> float:
            return learned.belief(claim, readings)

        def floor(claim: Claim) -> float:
            return learned.floor(claim) if self.least is None else self.least

        proposed = without_others(learned.propose(readings, learned.least(self.least)), found)
        found = with_amounts(found, proposed)
        proposed = without_restated(without_owners(proposed, found), found)
        known = [*found, *proposed]
        found, proposed = (with_posts(some, known, *parts) for some in (found, proposed))
        clear, otherwise = without_contradicted(found, proposed, belief, floor)
        both, dropped = gate.judge(article, [*clear, *proposed])
        told, weak = gate.doubted(both, belief, floor)
        kept, more = told, weak
        # What the model itself does not believe must not change or oust what frames say.
        own = [claim for claim in told if found_by(claim) == "model"]
        strong = [c for c in proposed if any(gate.same_proposition(c.claim, o) for o in own)]
        if len(strong) < len(proposed):
            clear, otherwise = without_contradicted(found, strong, belief, floor)
            joined, dropped = gate.judge(article, [*clear, *strong])
            kept, more = gate.doubted(joined, belief, floor)
        told, copies = without_copies(kept, article.text)
        ousted = [gate.refused(c, "the model reads the words otherwise") for c in otherwise]
        return told, (*ousted, *dropped, *weak, *more, *copies)


def load(
    frames: Path | None = None, *, learned: bool = True, least: float | None = None
) -> Extractor:
    """Return an extractor with the frames of the package, and those of a folder besides.

    Args:
        frames: A folder of further frames.
        learned: Whether the learned extractor takes part.
        least: Confidence from which on all claims are told, from 0 to 1; None for what is told by default.

    Raises:
        ExtractionError: A frame file is malformed.
        ModelError: The claim model is broken or of another version.
    """
    from kg.extract import gate
    from kg.extract import learned as learning
    from kg.extract.frame import load_frames

    with resources.as_file(resources.files("kg.extract.frames")) as own:
        folders = [own] if frames is None else [own, frames]
        made = load_frames(*folders)
    return Extractor(made, learning.load(made, gate.allowed()) if learned else None, least)


def analyse(article: Article, analyser: Callable[[str], Doc], extractor: Extractor) -> Extraction:
    """Return the claims of one article, analysing its text and title first."""
    return extractor.extract(article, *analysed(article, analyser))


def analysed(article: Article, analyser: Callable[[str], Doc]) -> tuple[Doc, Doc]:
    """Return the analyses of an article's text and title, without what is no part of what they tell."""
    from kg.extract.markup import shown
    from kg.extract.tagged import untagged

    title = untagged(article.title, article.text)
    return analyser(shown(article.text)), analyser(title)


def _files(folder: Traversable) -> Iterator[Traversable]:
    """Yield the code, rules and weights in a folder and those below it, in order of name."""
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.is_file() and path.name.endswith((".toml", ".onnx", ".npz", ".json", ".py")):
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
