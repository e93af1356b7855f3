"""The learned extractor: words, parties, rows and beliefs."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg.extract
from kg.errors import ModelError
from kg.extract import context, gate, learned
from kg.extract.frame import FrameSet
from kg.extract.learned import belief, parties, reading
from kg.extract.learned import claims as making
from kg.extract.learned import model as weights
from kg.extract.learned.barred import is_past_heading
from kg.extract.learned.parties import ELSEWHERE
from kg.extract.learned.rows import sides
from kg.extract.learned.text import AGENT, PATIENT, Text
from kg.language import load
from kg.language.analyser import STATES
from kg.model import Article, Claim, Kind, Polarity, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

TEXT = "Acme Motors bought Zenith Bank for $30 million. The bank will open an office in Paris."
PAIR, LAST, PRODUCT = 4, 3, 2


def read(text: str) -> Text:
    analyser = load()
    article = Article(id="a", title="", text=text)
    return Text(context.prepare(article, analyser(text), analyser(""), field_="text"))


@pytest.fixture(scope="module")
def text() -> Text:
    return read(TEXT)


def at(text: Text, word: str) -> int:
    return text.a.word.index(word)


class Network:
    """Takes some words for those that announce claims of a kind."""

    def __init__(self, lemmas: Mapping[str, Kind], text: Text) -> None:
        self.lemmas, self.text, self.start = lemmas, text, 0

    def run(self, _: list[str], feed: Mapping[str, NDArray[Any]]) -> list[NDArray[np.float32]]:
        size = len(feed["states"])
        triggers = np.full((size, len(reading.KINDS)), -9, np.float32)
        for i in range(size):
            kind = self.lemmas.get(self.text.a.lemma[self.start + i])
            if kind is not None:
                triggers[i, reading.KINDS.index(kind)] = 2
        self.start = (self.start + size) % len(self.text.a)
        actions = np.zeros((size, len(reading.ACTED)), np.float32)
        return [np.zeros((size, 4 * (PAIR + PRODUCT)), np.float32), triggers, actions]


def model(lemmas: Mapping[str, Kind], text: Text, **made: Any) -> weights.Model:
    """Return a model that takes who acts for the subject and what is acted on for the object."""
    shapes = {
        "special.b": (len(weights.SPECIAL), PAIR), "special.q": (len(weights.SPECIAL), PRODUCT),
        "q.bias": (PRODUCT,),
        "k.weight": (len(reading.KINDS), PAIR),
        "t.weight": (len(reading.KINDS), PRODUCT), "h.weight": (PAIR, LAST), "h.bias": (LAST,),
        "o.weight": (LAST, 1), "o.bias": (1,),
    }  # fmt: skip
    shapes |= {f"f.{n}.weight": (size, PAIR) for n, size in enumerate(reading.PAIR_SIZES)}
    for name, n in (("kl", 0), ("ky", 3), ("kf", 4)):
        shapes[f"{name}.weight"] = (len(reading.KINDS) * reading.PAIR_SIZES[n], 1)
    arrays: dict[str, NDArray[np.float32]] = {}
    for side, role in (("s", AGENT), ("o", PATIENT)):
        arrays |= {f"{side}.{n}": np.zeros(shape, np.float32) for n, shape in shapes.items()}
        arrays[f"{side}.kl.weight"][role :: reading.PAIR_SIZES[0]] = 5
    session = Network(lemmas, text)
    found = {"version": "test", "calibration": {}, "floors": {"frame": 0.0, "model": 0.0}, **made}
    return weights.Model(found, arrays, session)


def test_roles_and_distances_in_a_tree(text: Text) -> None:
    assert text.role(text.root[at(text, "Acme")], at(text, "bought")) == AGENT
    assert text.role(text.root[at(text, "Zenith")], at(text, "bought")) == PATIENT
    assert text.far(at(text, "bought"), at(text, "bought")) == 0
    assert text.far(text.root[at(text, "Zenith")], at(text, "bought")) == 1


def test_words_are_told_what_is_known_of_them(text: Text) -> None:
    numbers = reading.word_numbers(text)
    assert numbers.shape == (len(text.a), len(reading.WORD_SIZES))
    assert (numbers < np.array(reading.WORD_SIZES)).all()
    assert (numbers >= 0).all()
    named, meant = numbers[at(text, "Zenith"), 2], numbers[at(text, "bank"), 2]
    assert 0 < named < meant  # "the bank" stands for a name and is none
    assert numbers[at(text, "30"), 3] == numbers[at(text, "million"), 3] != 0
    bits = reading.frame_bits(text, {"buy": 1 << reading.KINDS.index(Kind.ACQUISITION)})
    assert np.argwhere(bits).tolist() == [
        [at(text, "bought"), reading.KINDS.index(Kind.ACQUISITION)]
    ]


@given(st.lists(st.integers(1, 1000), max_size=12))
@settings(derandomize=True, deadline=None, max_examples=60)
def test_windows_cover_a_text_once_and_in_order(lengths: list[int]) -> None:
    ends = np.cumsum(lengths).tolist()
    sents = list(zip([0, *ends[:-1]], ends, strict=True)) if lengths else []
    words = [""] * sum(lengths)

    class Sentences(list[str]):
        pass

    a = Sentences(words)
    a.sents = sents  # type: ignore[attr-defined]
    found = reading.windows(cast("Text", SimpleNamespace(a=a)))
    assert [i for start, end in found for i in range(start, end)] == list(range(len(words)))
    assert all(0 < end - start <= reading.WIDEST for start, end in found)


def test_parties_are_those_of_the_sentence_and_those_told_of_before(text: Text) -> None:
    own = sides(text, at(text, "open"))
    subjects = {
        (filler.text, party.form)
        for party in own.subjects
        for filler in parties.fillers(party, text.context)
    }
    assert ("Zenith Bank", "nominal") in subjects
    assert ("Acme Motors", "article") in subjects
    assert own.objects[-1].form == "none"
    first = sides(text, at(text, "bought"))
    assert all(party.form != "article" for party in first.subjects)


def things_of(text: Text, word: str) -> set[tuple[str, str]]:
    return {
        (filler.text, party.form)
        for party in sides(text, at(text, word)).objects
        for filler in parties.fillers(party, text.context)
    }


def test_parties_are_also_those_told_last_and_those_named_only_later() -> None:
    text = read(
        "Jane Doe of Acme Motors showed the Nokia Lumia. It will launch in May. "
        "The price was cut by Microsoft. John Smith of Zenith Bank was glad."
    )
    word = "cut"
    own = sides(text, at(text, word))
    acting = {
        (filler.text, party.form, party.label)
        for party in own.subjects
        for filler in parties.fillers(party, text.context)
    }
    assert ("Jane Doe", "article", "PERSON") in acting
    assert ("John Smith", "later", "PERSON") in acting
    assert ("Zenith Bank", "later", "COMPANY") in acting
    assert ("Nokia Lumia", "article") in things_of(text, word)
    assert all(party.label != "PERSON" for party in own.objects)
    first = sides(text, at(text, "showed")).subjects
    assert not {"article"} & {party.form for party in first}
    chains = [p.chain for p in own.subjects if p.form in ("topic", "article", "later")]
    assert len(chains) == len(set(chains))  # who is in mind is no other one of the article


def test_how_often_and_when_a_party_was_told_of_is_known() -> None:
    text = read(
        "Acme Motors grew. Acme Motors bought Zenith Bank. Orbit Airlines opened an office."
    )
    own = sides(text, at(text, "opened")).subjects
    numbers = reading.pair_numbers(text, at(text, "opened"), own)
    told = {
        filler.text: tuple(row[-2:])
        for party, row in zip(own, numbers.tolist(), strict=True)
        for filler in parties.fillers(party, text.context)
    }
    assert told["Acme Motors"] == (2, 1)  # twice, and last in the sentence before
    assert told["Zenith Bank"] == (1, 1)
    assert told["Orbit Airlines"] == (1, 0)  # never before


def test_what_a_verb_makes_so_is_a_thing() -> None:
    text = read("Acme Motors pledged to make the firm better than Zenith Bank.")
    things = {t for t, form in things_of(text, "pledged") if form == "clause"}
    assert any(t.startswith("make the firm better") for t in things)


def test_nouns_before_a_trigger_are_things() -> None:
    text = read("Police spokesman John Smith met Jane Doe of Acme Motors.")
    assert ("Police", "phrase") in things_of(text, "spokesman")
    assert ("Police", "phrase") not in things_of(text, "met")


def test_a_government_may_act_wherever_it_stands() -> None:
    text = read("Acme Motors belongs to the government, its manager said.")
    own = sides(text, at(text, "belongs")).subjects
    assert "government" in {f.text for p in own for f in parties.fillers(p, text.context)}


def test_numbers_of_a_pair_stay_in_their_tables(text: Text) -> None:
    for trigger in (at(text, "bought"), at(text, "open")):
        own = sides(text, trigger)
        for side in (own.subjects, own.objects):
            numbers = reading.pair_numbers(text, trigger, side)
            assert (numbers < np.array(reading.PAIR_SIZES)).all()
            assert (numbers >= 0).all()


def test_rows_say_who_does_what(text: Text) -> None:
    made = learned.made(
        model({"buy": Kind.ACQUISITION, "open": Kind.APPOINTMENT}, text),
        kg.extract.load(learned=False).frames,
        gate.allowed(),
    )
    found = made.of(text).rows
    assert {r.kind for r in found} == {reading.KINDS.index(Kind.ACQUISITION)}  # no person opens
    best = max(found, key=lambda r: r.chance)
    assert (best.actor.text, best.thing and best.thing.text) == ("Acme Motors", "Zenith Bank")
    assert 0 < best.chance <= best.announced <= 1
    assert all(r.thing is None or r.thing.text != r.actor.text for r in found)


def test_coordinated_parties_share_their_chance() -> None:
    text = read("Acme Motors and the Zenith Bank wooed Orbit Airlines.")
    made = learned.made(
        model({"woo": Kind.ACQUISITION}, text),
        kg.extract.load(learned=False).frames,
        gate.allowed(),
    )
    found = made.of(text).rows
    acting = {r.actor.text: r.acting for r in found if r.thing and r.thing.text == "Orbit Airlines"}
    assert acting["Acme Motors"] == acting["Zenith Bank"] > 0.8
    kept = making.believed(text, found, 0.15)
    assert {(r.actor.text, r.thing.text) for r in kept if r.thing} == {
        ("Acme Motors", "Orbit Airlines"),
        ("Zenith Bank", "Orbit Airlines"),
    }


def test_chances_of_parties_add_up_to_one(text: Text) -> None:
    made = model({}, text)
    words = made.words(
        text.context.doc.user_data[STATES],
        reading.word_numbers(text),
        reading.frame_bits(text, {}),
        reading.windows(text),
    )
    own = sides(text, at(text, "bought"))
    numbers = reading.pair_numbers(text, at(text, "bought"), own.subjects)
    found = made.parties("s", words, (at(text, "bought"), 0), own.subjects, numbers)
    assert found.sum() == pytest.approx(1, abs=1e-3)
    assert len(made.parties("s", words, (0, 0), [], numbers[:0])) == 0
    asked = [
        ((at(text, word), kind), own.subjects, numbers)
        for word in ("bank", "open")
        for kind in (0, 4)
    ]
    together = made.all_parties("s", words, [*asked, ((0, 0), [], numbers[:0])])
    assert [r.tolist() for r in together[:-1]] == [
        made.parties("s", words, *a).tolist() for a in asked
    ]
    assert len(together[-1]) == 0


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
@settings(derandomize=True, deadline=None, max_examples=40)
def test_belief_grows_with_the_evidence(one: float, two: float) -> None:
    scale = {"model announced": 0.8, "model": -0.2}

    def believed(chance: float) -> float:
        return belief.calibrated({"model announced": chance, "model": 1.0, "unknown": 9.0}, scale)

    assert 0 < believed(one) < 1
    assert (believed(one) <= believed(two)) == (one <= two) or one == pytest.approx(two)


def test_the_evidence_for_a_claim_is_the_row_that_says_it(text: Text) -> None:
    made = learned.made(
        model({"buy": Kind.ACQUISITION}, text),
        kg.extract.load(learned=False).frames,
        gate.allowed(),
    )
    readings = [made.of(text)]
    claim = Claim(
        article="a", kind=Kind.ACQUISITION, subject="Acme Motors", object="Zenith Bank",
        evidence=(Span(0, 47),), confidence=0.7, found_by="Acquisition/buy",
    )  # fmt: skip
    said = belief.evidence(claim, readings)
    assert said["frame row"] == 1
    assert said["frame announced"] > 0
    turned = dataclasses.replace(claim, subject="Zenith Bank", object="Acme Motors")
    assert "frame row" not in belief.evidence(turned, readings)
    elsewhere = dataclasses.replace(claim, evidence=(Span(48, 86),))
    assert belief.evidence(elsewhere, readings)["frame word"] < 0
    own = dataclasses.replace(claim, found_by="model/test")
    assert belief.evidence(own, readings)["model row"] == 1


def test_claims_below_the_floor_are_dropped_with_their_belief() -> None:
    claims = [
        Claim(article="a", kind=Kind.INSOLVENCY, subject=name, title_evidence=True)
        for name in ("Acme", "Zenith")
    ]
    beliefs = {"Acme": 0.804, "Zenith": 0.2}
    kept, dropped = gate.doubted(claims, lambda c: beliefs[c.subject], lambda _: 0.3)
    assert [(c.subject, c.confidence) for c in kept] == [("Acme", 0.8)]
    assert [d.reason for d in dropped] == ["believed at 0.20 only"]


def test_a_folder_without_a_model_gives_none(tmp_path: Path) -> None:
    assert weights.read(tmp_path) is None


def test_broken_weights_are_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "claims.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="python -m"):
        weights.read(tmp_path)


def test_a_model_of_another_version_is_named_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in learned.FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert weights.read(tmp_path) is not None
    monkeypatch.setattr(weights, "WORD_SIZES", (1, 2))
    with pytest.raises(ModelError, match="another version"):
        weights.read(tmp_path)


def test_the_gate_joins_what_frames_and_model_say() -> None:
    told = "Acme Motors bought Zenith Bank in 2010. Acme Motors courted Orbit Airlines."
    text = read(told)
    frames = kg.extract.load(learned=False)
    scale = {"frame": 1.0, "model announced": 0.5, "model": 0.5, "model acting": 1.0}
    own = model({"buy": Kind.ACQUISITION, "court": Kind.ACQUISITION}, text, calibration=scale)
    both = dataclasses.replace(frames, learned=learned.made(own, frames.frames, gate.allowed()))
    article = Article(id="a", title="", text=told)
    analyser = load()
    found = both.extract(article, analyser(told), analyser("")).claims
    assert found == both.extract(article, analyser(told), analyser("")).claims
    by = {(c.subject, c.object): c for c in found if c.kind is Kind.ACQUISITION}
    assert by["Acme Motors", "Zenith Bank"].found_by.startswith("Acquisition/")
    assert by["Acme Motors", "Zenith Bank"].confidence == 0.73  # the logistic function of 1
    courted = by["Acme Motors", "Orbit Airlines"]
    assert courted.found_by == "model/test"
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


def test_what_the_model_does_not_believe_changes_no_claim_of_a_frame() -> None:
    told = "Acme Motors bought a rival. Acme Motors bought Zenith Bank in 2010."
    text = read(told)
    frames = kg.extract.load(learned=False)
    scale = {"frame": 1.0, "model": -3.0}  # the model believes none of its own
    own = model(
        {"buy": Kind.ACQUISITION, "bank": Kind.ACQUISITION},
        text,
        calibration=scale,
        floors={"frame": 0.0, "model": 0.5},
    )
    both = dataclasses.replace(frames, learned=learned.made(own, frames.frames, gate.allowed()))
    article = Article(id="a", title="", text=told)
    analyser = load()
    docs = analyser(told), analyser("")
    found = both.extract(article, *docs).claims
    alone = frames.extract(article, *docs).claims
    assert [dataclasses.replace(c, confidence=0) for c in found] == [
        dataclasses.replace(c, confidence=0) for c in alone
    ]


def test_a_noun_that_is_told_of_a_subject_is_a_thing_without_it() -> None:
    text = read("That is the goal of his team, Jane Doe of Acme Motors said.")
    own = sides(text, at(text, "goal"))
    things = [f.text for p in own.objects for f in parties.fillers(p, text.context)]
    assert "Acme Motors" in things
    assert "goal of his team" in things
    assert not any("That" in thing for thing in things)


def test_what_is_said_not_to_be_is_no_thing() -> None:
    text = read("In May not a single car with level 3 was on sale at Acme Motors.")
    assert not any("car" in thing for thing, _ in things_of(text, "sale"))
    text = read("In May a single car with level 3 was on sale at Acme Motors.")
    assert any("car" in thing for thing, _ in things_of(text, "sale"))


def test_a_denied_it_is_what_was_said() -> None:
    text = read("Zenith Bank will open an office. Acme Motors denied it.")
    acting = model({"deny": Kind.STANCE}, text)
    made = learned.made(acting, kg.extract.load(learned=False).frames, gate.allowed()).of(text)
    assert made.rows
    assert all(row.object is None or row.object.form != "pronoun" for row in made.rows)


def proposed(told: str, lemmas: Mapping[str, Kind]) -> list[Claim]:
    """Return the claims of a model alone."""
    text = read(told)
    frames = kg.extract.load(learned=False).frames
    own = learned.made(model(lemmas, text), frames, gate.allowed())
    return [found.claim for found in own.propose([own.of(text)], 0.15)]


def test_the_action_of_a_stance_says_what_is_denied() -> None:
    found = proposed("Acme Motors did not applaud the bill.", {"applaud": Kind.STANCE})
    assert found
    assert {claim.polarity for claim in found} == {Polarity.AFFIRMED}
    found = proposed("Acme Motors did not buy Zenith Bank.", {"buy": Kind.ACQUISITION})
    assert {claim.polarity for claim in found} == {Polarity.NEGATED}


def test_a_result_needs_no_figure_and_a_move_of_shares_does() -> None:
    told = "Acme Motors hurt its reputation. Zenith Bank logged 764 firm orders."
    found = proposed(told, {"hurt": Kind.RESULT, "log": Kind.RESULT})
    figures = {claim.subject: claim.amount and claim.amount.value for claim in found}
    assert figures == {"Acme Motors": None, "Zenith Bank": 764}
    assert not proposed(told, {"hurt": Kind.MARKET_MOVE})


def test_who_asks_for_less_confidence_is_told_more() -> None:
    told = "Acme Motors bought a rival. Acme Motors snapped up Zenith Bank in 2010."
    text = read(told)
    frames = kg.extract.load(learned=False)
    own = model(
        {"snap": Kind.ACQUISITION},
        text,
        calibration={"frame": 1.0, "model": -0.4},  # the model believes its own at 0.4
        floors={"frame": 0.0, "model": 0.5},
    )
    none = dataclasses.replace(frames, frames=FrameSet((), ()))
    both = dataclasses.replace(none, learned=learned.made(own, frames.frames, gate.allowed()))
    article = Article(id="a", title="", text=told)
    docs = load()(told), load()("")
    assert not both.extract(article, *docs).claims
    found = dataclasses.replace(both, least=0.3).extract(article, *docs).claims
    assert {(c.kind, c.subject, c.object) for c in found} == {
        (Kind.ACQUISITION, "Acme Motors", "Zenith Bank")
    }
    assert not dataclasses.replace(both, least=0.45).extract(article, *docs).claims


@pytest.mark.parametrize(
    ("heading", "past"),
    [("Zenith Bank and its plan", True), ("What comes next", False)],
)
def test_a_heading_on_others_parts_who_was_told_of_before(heading: str, past: bool) -> None:
    text = read(f"Acme Motors makes pumps in Ohio.\n\n{heading}\n\nThe branch will open in May.")
    shipped = kg.extract.load().learned
    assert shipped is not None
    own = [row for row in shipped.of(text).rows if row.actor.text == "Acme Motors"]
    own = [row for row in own if row.subject.form in ELSEWHERE]
    assert own
    assert {is_past_heading(text, row) for row in own} == {past}
