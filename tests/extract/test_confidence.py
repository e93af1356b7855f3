"""How sure a claim must be to be told."""

from __future__ import annotations

import dataclasses
import tomllib
from importlib import resources

import kg.extract
from kg.extract.learned import belief
from kg.language import load
from kg.model import Article, Claim, Kind, Modality, Polarity

TEXT = "Acme Motors bought Zenith Bank for $30 million. The bank will open an office in Paris."


def test_a_doubted_frame_needs_more_belief() -> None:
    claim = Claim(article="a", kind=Kind.STANCE, subject="Acme", found_by="Stance/support")
    floors = {"frame": 0.0, "model": 0.5}
    assert belief.floor_of(claim, floors) > 0.2
    assert belief.floor_of(dataclasses.replace(claim, found_by="Target/aim-for"), floors) == 0
    assert belief.floor_of(dataclasses.replace(claim, found_by="model/x"), floors) == 0.5
    known = {frame.id for frame in kg.extract.load(learned=False).frames.frames}
    text = resources.files("kg.extract.learned").joinpath("doubted.toml").read_text("utf-8")
    assert set(tomllib.loads(text)["frames"]) <= known


def test_what_a_frame_tells_as_done_needs_some_belief() -> None:
    done = Claim(article="a", kind=Kind.PRODUCT, subject="Acme", found_by="Product/launch")
    floors = {"frame": 0.0, "model": 0.5}
    assert belief.floor_of(done, floors) > 0
    for fields in (
        {"modality": Modality.PLANNED},
        {"polarity": Polarity.NEGATED},
        {"kind": Kind.TARGET},
        {"kind": Kind.STANCE},
    ):
        assert belief.floor_of(dataclasses.replace(done, **fields), floors) == 0


def test_claims_of_too_little_confidence_are_told_where_nobody_asks_for_more() -> None:
    article = Article(id="a", title="", text=TEXT)
    analyser, whole = load(), kg.extract.load()
    docs = analyser(TEXT), analyser("")
    claims = whole.extract(article, *docs).claims
    least = max(claim.confidence for claim in claims)
    sure = kg.extract.load(least=least).extract(article, *docs)
    assert sure.claims == tuple(claim for claim in claims if claim.confidence == least)
    reasons = {each.reason for each in sure.dropped}
    assert {f"believed at {c.confidence:.2f} only" for c in claims} - reasons == {
        f"believed at {least:.2f} only"
    }


def test_zero_asks_for_all_that_is_proposed() -> None:
    text = "Velaris, a drug maker, might pay an interim dividend. Corvid Air ordered nine aircraft from Halden for its base in Leeds."
    article = Article(id="a", title="", text=text)
    analyser = load()
    docs = analyser(text), analyser("")
    told, weak, every = (
        kg.extract.load(least=least).extract(article, *docs).claims for least in (None, 0.01, 0.0)
    )
    assert len(every) >= len(weak) > len(told) > 0
