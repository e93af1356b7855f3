"""What the model contradicts of what frames say, with beliefs written by hand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from kg.extract.learned.contradicted import without_contradicted
from kg.model import Claim, Kind, Modality

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.extract.match import Candidate
    from tests.extract.conftest import MakeDoc

SENTENCES = (
    "Acme/PROPN/2/nsubj bought/VERB/0//buy Zenith/PROPN/2/obj to/PART/5/mark fly/VERB/2/advcl/fly",
    "Acme/PROPN/2/nsubj sold/VERB/0//sell Halden/PROPN/2/obj",
)


@pytest.fixture
def doc(parsed: MakeDoc) -> Doc:
    return parsed(*SENTENCES)


def told(
    doc: Doc,
    word: str,
    subject: str,
    obj: str | None,
    chance: float,
    *,
    by: str = "frame",
    kind: Kind = Kind.ACQUISITION,
) -> Candidate:
    trigger = next(t for t in doc if t.text == word)
    claim = Claim(
        article="a",
        kind=kind,
        subject=subject,
        subject_type="COMPANY",
        object=obj,
        confidence=chance,
        modality=Modality.ASSERTED,
    )
    frame = SimpleNamespace(id=by)
    return cast(
        "Candidate",
        SimpleNamespace(
            claim=claim,
            trigger=trigger,
            frame=frame,
            subject=SimpleNamespace(token=trigger),
            object=None,
        ),
    )


def left_out(found: list[Candidate], proposed: list[Candidate]) -> list[str | None]:
    kept, otherwise = without_contradicted(found, proposed, lambda c: c.confidence, lambda _: 0.5)
    assert [c for c in found if c in kept] == kept
    assert len(kept) + len(otherwise) == len(found)
    return [one.claim.object for one in otherwise]


def test_the_surer_one_stays_where_a_word_is_read_in_two_ways(doc: Doc) -> None:
    found = [told(doc, "bought", "Acme", "Orbit", 0.6)]
    assert left_out(found, [told(doc, "bought", "Acme", "Zenith", 0.8, by="model")]) == ["Orbit"]
    assert left_out(found, [told(doc, "bought", "Acme", "Zenith", 0.7, by="model")]) == []


def test_what_is_not_told_contradicts_nothing(doc: Doc) -> None:
    found = [told(doc, "bought", "Acme", "Orbit", 0.1)]
    assert left_out(found, [told(doc, "bought", "Acme", "Zenith", 0.45, by="model")]) == []
    nobody = told(
        doc, "bought", "Acme", "Zenith", 0.9, by="model", kind=Kind.ROLE
    )  # of no position
    assert left_out(found, [nobody]) == []


def test_another_claim_that_a_frame_tells_too_contradicts_nothing(doc: Doc) -> None:
    found = [told(doc, "bought", "Acme", name, 0.4) for name in ("Orbit", "Zenith")]
    assert left_out(found, [told(doc, "bought", "Acme", "Zenith", 0.9, by="model")]) == []


def test_two_buyers_of_one_thing_contradict_each_other_only_at_one_word(doc: Doc) -> None:
    found = [told(doc, "bought", "Acme", "Zenith", 0.4)]
    assert left_out(found, [told(doc, "bought", "Orbit", "Zenith", 0.9, by="model")]) == ["Zenith"]
    assert left_out(found, [told(doc, "fly", "Orbit", "Zenith", 0.9, by="model")]) == []


def test_another_word_of_the_sentence_speaks_against_what_is_doubtful(doc: Doc) -> None:
    other = [told(doc, "fly", "Orbit", "Halden", 0.9, by="model")]
    assert left_out([told(doc, "bought", "Acme", "Zenith", 0.4)], other) == ["Zenith"]
    assert left_out([told(doc, "bought", "Acme", "Zenith", 0.5)], other) == []
    assert left_out([told(doc, "sold", "Acme", "Zenith", 0.4)], other) == []  # in the next sentence


def test_other_kinds_contradict_nothing(doc: Doc) -> None:
    aim = told(doc, "bought", "Acme", "growth", 0.4, kind=Kind.TARGET)
    assert left_out([aim], [told(doc, "bought", "Acme", "Zenith", 0.8, by="model")]) == []


def test_one_thing_in_more_words_is_no_other_thing(doc: Doc) -> None:
    aim = told(doc, "bought", "Acme", "tablet", 0.2, kind=Kind.TARGET)
    more = "producing a tablet in time for the next season, possibly with a pen"
    longer = told(doc, "bought", "Acme", more, 0.8, by="model", kind=Kind.TARGET)
    assert left_out([aim], [longer]) == []
