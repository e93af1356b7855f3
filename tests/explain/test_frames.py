from __future__ import annotations

import subprocess
import sys
from importlib import resources

from kg.explain.frames import frame_info
from kg.extract.frame import load_frames

LOADED = """
import sys
from kg.explain.frames import frame_info
assert frame_info("Target/must").triggers
print(*sorted({"numpy", "spacy", "onnxruntime", "kg.language"} & set(sys.modules)))
"""


def test_a_frame_is_explained_without_the_language_model() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.split() == []


def test_every_frame_is_explained_as_it_is_applied() -> None:
    with resources.as_file(resources.files("kg.extract.frames")) as folder:
        frames = load_frames(folder).frames
    for frame in frames:
        info = frame_info(frame.id)
        assert info is not None
        assert (info.triggers, info.governors) == (frame.lemmas, frame.governors)
        assert info.file.startswith("kg/extract/frames/")


def test_a_frame_of_a_user_and_a_model_have_no_words() -> None:
    assert frame_info("Target/of-my-own") is None
    assert frame_info("model") is None
