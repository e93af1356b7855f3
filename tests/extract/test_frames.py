"""Every frame file's own examples: the claims a text must give, and those it must not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import kg.extract
from kg.errors import ExtractionError
from kg.extract.frame import Example, load_frames
from kg.extract.steps import known_path
from kg.language import Analyser, load
from kg.model import Article, Claim, Kind, TimeSpan
from kg.resolve.names import same_name

FRAMES = load_frames(Path(kg.extract.__file__).parent / "frames")


@cache
def analyser() -> Analyser:
    return load()


@cache
def extractor() -> kg.extract.Extractor:
    return kg.extract.load(learned=False)


def claims_of(example: Example) -> list[Claim]:
    article = Article(
        id="example",
        title=example.title,
        text=example.text,
        date=dt.date.fromisoformat(example.date) if example.date else None,
    )
    found = kg.extract.analyse(article, analyser(), extractor())
    return [claim for claim in found.claims if claim.kind is example.kind]


def interval(time: TimeSpan | None) -> str | None:
    return f"{time.earliest or ''}/{time.latest or ''}" if time else None


def agrees(claim: Claim, wanted: Mapping[str, Any]) -> bool:
    amount = claim.amount
    have = {
        "action": claim.action,
        "period": claim.period,
        "modality": claim.modality.value,
        "polarity": claim.polarity.value,
        "time": interval(claim.time),
        "amount": f"{amount.value.normalize():f} {amount.unit}" if amount else None,
        "bound": amount.bound if amount else None,
        "relayed_by": list(claim.relayed_by),
    }
    names = {"subject": claim.subject, "object": claim.object, "speaker": claim.speaker}
    for key, value in wanted.items():
        if key in names:
            name = names[key]
            if name is None or not same_name(name, value, is_object=key == "object"):
                return False
        elif key == "role":
            if claim.role is None or not same_name(claim.role, value, is_object=True):
                return False
        elif have[key] != value:
            return False
    return True


@pytest.mark.parametrize(
    "example", FRAMES.examples, ids=lambda e: f"{e.kind}: {e.text[:60]}" if e else ""
)
def test_example(example: Example) -> None:
    found = claims_of(example)
    missing = [w for w in example.claims if not any(agrees(c, w) for c in found)]
    assert not missing, f"missing {missing}; found {found}"
    assert len(found) == len(example.claims), found


def test_every_kind_has_frames_and_examples() -> None:
    assert {frame.kind for frame in FRAMES.frames} == set(Kind)
    for kind in Kind:
        mine = [e for e in FRAMES.examples if e.kind is kind]
        assert any(e.claims for e in mine), kind
        assert any(not e.claims for e in mine), f"{kind} has no look-alike"


def test_a_third_of_the_examples_paraphrase_real_sentences() -> None:
    assert sum(e.paraphrase for e in FRAMES.examples) * 3 >= len(FRAMES.examples)


def test_paths_are_made_of_known_steps() -> None:
    for frame in FRAMES.frames:
        slots = [frame.subject, frame.object, *([frame.role] if frame.role else [])]
        for path in [path for slot in slots for path in slot.paths] + list(frame.needs):
            assert known_path(path), f"{frame.id}: {path}"


@pytest.mark.parametrize(
    "body",
    [
        "not toml [",
        'kind = "Nonsense"',
        'kind = "Role"\n[[frame]]\nid = "x"',
        'kind = "Role"\n[[frame]]\nid = "x"\nlemmas = ["a"]\ncolour = "red"',
        'kind = "Role"\n[[frame]]\nid = "x"\nlemmas = ["a"]\naction = "launches"',
        'kind = "Role"\n[[frame]]\nid = "x"\nlemmas = ["@none"]',
        'kind = "Role"\n[[frame]]\nid = "x"\nlemmas = ["a"]\nmodality = "sure"',
        'kind = "Role"\n[[frame]]\nid = "x"\nlemmas = ["a"]\nsubject = { types = ["beast"] }',
        'kind = "Role"\n[[frame]]\nid = "x"\nlemmas = ["a"]\nsubject = { paths = ["boss"] }',
        'kind = "Role"\n[[frame]]\nid = "x"\nlemmas = ["a"]\nneeds = ["employer>agent"]',
    ],
)
def test_malformed_frames_are_refused(tmp_path: Path, body: str) -> None:
    (tmp_path / "bad.toml").write_text(body, encoding="utf-8")
    with pytest.raises(ExtractionError, match=r"bad\.toml"):
        load_frames(tmp_path)


def test_users_can_add_frames(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        'kind = "Development"\n[[frame]]\nid = "tinker"\nlemmas = ["tinker"]\n'
        'object = { paths = ["prep:with"], form = "phrase", required = true }\n',
        encoding="utf-8",
    )
    own = kg.extract.load(tmp_path)
    assert "tinker" in own.frames.by_lemma
    assert own.frames.by_word["tinker", "VERB"] == own.frames.by_lemma["tinker"]
    assert len(own.frames.frames) == len(FRAMES.frames) + 1


@pytest.mark.parametrize(
    ("needs", "fires"), [("agent>employer", True), ("topic[COMPANY]", True), ("authority", False)]
)
def test_a_frame_may_need_somebody_who_is_meant(tmp_path: Path, needs: str, fires: bool) -> None:
    (tmp_path / "own.toml").write_text(
        f'kind = "Development"\n[[frame]]\nid = "tinker"\nlemmas = ["tinker"]\n'
        f'subject = {{ paths = ["agent>employer"] }}\nneeds = ["{needs}"]\n',
        encoding="utf-8",
    )
    text = "Halden chief executive Ann Lee tinkered with an engine."
    article = Article(id="example", title="", text=text)
    found = kg.extract.analyse(article, analyser(), kg.extract.load(tmp_path, learned=False))
    assert ("Development/tinker" in {c.found_by for c in found.claims}) is fires
    frames = load_frames(tmp_path).frames
    assert frames[0].needs == (needs,)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match="nowhere"):
        load_frames(tmp_path / "nowhere")


@pytest.mark.parametrize("text", ["kind = ", 'kind = "Rumble"', "[[frame]]\nx = 1"])
def test_a_wrong_file_is_named_with_its_folder(tmp_path: Path, text: str) -> None:
    (tmp_path / "own.toml").write_text(text, "utf-8")
    with pytest.raises(ExtractionError) as caught:
        load_frames(tmp_path)
    assert str(tmp_path / "own.toml") in str(caught.value)
