"""The learned extractor: words, rows, trees and beliefs."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg.extract
from kg.errors import ModelError
from kg.extract import context, gate, learned
from kg.extract.learned import model as weights
from kg.extract.learned.features import KEY, KEYS
from kg.extract.learned.rows import FORMS, rows
from kg.extract.learned.text import AGENT, PATIENT, Text
from kg.extract.learned.words import EXTRA, KINDS, Lexicon, words
from kg.language import load
from kg.model import Article, Claim, Kind

TEXT = "Acme Motors bought Zenith Bank for $30 million. The bank will open an office in Paris."


@pytest.fixture(scope="module")
def text() -> Text:
    article = Article(id="a", title="", text=TEXT)
    analyser = load()
    doc = analyser(TEXT)
    return Text(context.prepare(article, doc, analyser(""), field_="text"))


def test_roles_and_distances_in_a_tree(text: Text) -> None:
    place = {word: i for i, word in reversed(list(enumerate(text.a.word)))}
    assert text.role(text.root[place["Acme"]], place["bought"]) == AGENT
    assert text.role(text.root[place["Zenith"]], place["bought"]) == PATIENT
    assert text.far(place["bought"], place["bought"]) == 0
    assert text.far(text.root[place["Zenith"]], place["bought"]) == 1


def test_words_are_told_what_frames_and_training_know(text: Text) -> None:
    number = KINDS.index(Kind.ACQUISITION)
    found = words(text, Lexicon({"buy": 1 << number}, {"open": {3: 0.5}}))
    lemmas = [text.a.lemma[i] for i in found.places]
    assert found.extra.shape == (len(lemmas), EXTRA)
    assert found.extra[lemmas.index("buy"), number] == 1
    assert found.extra[lemmas.index("open"), len(KINDS) + 3] == 0.5
    assert found.extra[lemmas.index("open"), : len(KINDS)].sum() == 0


def test_rows_pair_a_trigger_with_those_who_may_act_and_what_is_acted_on(text: Text) -> None:
    buy = text.a.lemma.index("buy")
    kind = KINDS.index(Kind.ACQUISITION)
    found = rows(text, {text.a.sent[buy]: {kind: [buy]}}, gate.allowed())
    parts = {
        (text.a.word[r.subject.at], text.a.word[r.object.at] if r.object else None) for r in found
    }
    assert ("Motors", "Bank") in parts
    assert ("Motors", None) in parts
    assert all(r.trigger == buy and r.object != r.subject for r in found)


def test_only_fitting_subjects_make_rows(text: Text) -> None:
    buy = text.a.lemma.index("buy")
    kind = KINDS.index(Kind.APPOINTMENT)  # takes persons
    assert rows(text, {text.a.sent[buy]: {kind: [buy]}}, gate.allowed()) == []


def test_trees_send_a_number_left_up_to_the_threshold() -> None:
    tree = weights.Trees(
        np.array([[0, -1, -1]], np.int16),
        np.array([[0.5, 0, 0]], np.float32),
        np.array([[1, 0, 0]], np.int16),
        np.array([[2, 0, 0]], np.int16),
        np.array([[0, -1.0, 2.0]], np.float32),
        base=0.25,
    )
    numbers = np.array([[0.4], [0.5], [0.6]], np.float32)
    assert tree.logits(numbers).tolist() == [-0.75, -0.75, 2.25]


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
@settings(derandomize=True, deadline=None, max_examples=40)
def test_belief_grows_with_the_chance_of_the_row(one: float, two: float) -> None:
    scale = {"chance": 0.8, "model": -0.2, "frame belief": 0.3, "frame": 0.1}

    def belief(chance: float) -> float:
        rests = {"chance": learned._logit(chance), "model": 1.0, "frame belief": 0.0, "frame": 0.0}
        return learned.calibrated(rests, scale)

    assert 0 < belief(one) < 1
    assert (belief(one) <= belief(two)) == (one <= two) or one == pytest.approx(two)


def test_claims_below_the_floor_are_dropped_with_their_belief() -> None:
    claims = [
        Claim(article="a", kind=Kind.INSOLVENCY, subject=name, title_evidence=True)
        for name in ("Acme", "Zenith")
    ]
    beliefs = {"Acme": 0.804, "Zenith": 0.2}
    kept, dropped = gate.doubted(claims, lambda c: beliefs[c.subject], 0.3)
    assert [(c.subject, c.confidence) for c in kept] == [("Acme", 0.8)]
    assert [d.reason for d in dropped] == ["believed at 0.20 only"]


def test_a_folder_without_a_model_gives_none(tmp_path: Path) -> None:
    assert weights.read(tmp_path, {}) is None


def test_a_model_of_another_version_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "claims.json").write_text('{"format": 0}', encoding="utf-8")
    np.savez(tmp_path / "claims.npz", tables=np.zeros((1, 1)))
    with pytest.raises(ModelError, match="another version"):
        weights.read(tmp_path, {})


def test_broken_weights_are_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "claims.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="python -m"):
        weights.read(tmp_path, {})


def write_model(folder: Path, kind: Kind) -> None:
    """Write a model that takes every word for a trigger of a kind, and rows with objects for right."""
    zeros = {
        "states": (4 * 384, 8),
        "bias": (8,),
        "extra": (EXTRA, 8),
        "norm.scale": (8,),
        "norm.bias": (8,),
        "hidden": (8, 8),
        "hidden.bias": (8,),
        "out": (8, len(KINDS)),
        "known": (2,),
    }
    arrays = {f"net.{name}": np.zeros(shape, np.float16) for name, shape in zeros.items()}
    bias = np.full(len(KINDS), -9, np.float16)
    bias[KINDS.index(kind)] = 3
    arrays["net.out.bias"] = bias
    arrays["tables"] = np.zeros((len(KEYS), len(KINDS) * KEY), np.float32)
    # One split, on the form of the object: what is no object is worth less.
    arrays["trees.feature"] = np.array([[8, -1, -1]], np.int16)
    arrays["trees.threshold"] = np.array([[len(FORMS) - 0.5, 0, 0]], np.float32)
    arrays["trees.left"] = np.array([[1, 0, 0]], np.int16)
    arrays["trees.right"] = np.array([[2, 0, 0]], np.int16)
    arrays["trees.value"] = np.array([[0, 0, -4]], np.float32)
    np.savez(folder / "claims.npz", **arrays)  # type: ignore[arg-type]
    made = {
        "format": weights.FORMAT,
        "version": "test",
        "kinds": [str(k) for k in KINDS],
        "shares": {},
        "base": 2.0,
        "calibration": {"chance": 1.0, "model": 0.0, "frame belief": 1.0, "frame": 0.0},
        "floor": 0.5,
    }
    (folder / "claims.json").write_text(json.dumps(made), encoding="utf-8")


def test_the_gate_joins_what_frames_and_model_say(tmp_path: Path) -> None:
    write_model(tmp_path, Kind.ACQUISITION)
    frames = kg.extract.load(learned=False)
    both = dataclasses.replace(
        frames, learned=learned.load(frames.frames, gate.allowed(), tmp_path)
    )
    told = "Acme Motors bought Zenith Bank in 2010. Acme Motors courted Orbit Airlines."
    article = Article(id="a", title="", text=told)
    analyser = load()
    found = both.extract(article, analyser(told), analyser("")).claims
    again = both.extract(article, analyser(told), analyser("")).claims
    assert found == again
    by = {(c.subject, c.object): c for c in found if c.kind is Kind.ACQUISITION}
    assert by["Acme Motors", "Zenith Bank"].found_by.startswith("Acquisition/")
    courted = by["Acme Motors", "Orbit Airlines"]
    assert courted.found_by == "model/test"
    assert courted.confidence == 0.84  # the logistic functions of 2 and 3, multiplied
    assert [told[e.start : e.end] for e in courted.evidence] == [told[40:]]


def test_frames_alone_speak_where_there_are_no_inner_states() -> None:
    extractor = kg.extract.load()
    analyser = load()
    article = Article(id="a", title="", text=TEXT)
    doc, title = analyser(TEXT), analyser("")
    for one in (doc, title):
        one.user_data.clear()
    alone = dataclasses.replace(extractor, learned=None)
    assert (
        extractor.extract(article, doc, title).claims == alone.extract(article, doc, title).claims
    )
