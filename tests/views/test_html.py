from __future__ import annotations

import base64
import hashlib
import html.parser
import json
import os
import re
import subprocess
import sys

import pytest

from kg.errors import StoreError
from kg.graph import ClaimRow
from kg.views import view
from kg.views.frame import inline


class Reader(html.parser.HTMLParser):
    """Collects elements with their attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[tuple[str, dict[str, str | None], str]] = []
        self.open: tuple[str, dict[str, str | None]] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.open = tag, dict(attrs)
            self.blocks.append((*self.open, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.open = None

    def handle_data(self, data: str) -> None:
        if self.open:
            tag, attributes, text = self.blocks[-1]
            self.blocks[-1] = (tag, attributes, text + data)


@pytest.fixture
def reader(rows: list[ClaimRow]) -> Reader:
    return Reader(view(rows))


def _policy(reader: Reader) -> str:
    found = [
        a["content"] for t, a in reader.elements if a.get("http-equiv") == "Content-Security-Policy"
    ]
    assert len(found) == 1
    return found[0] or ""


def test_the_same_graph_gives_the_same_bytes(rows: list[ClaimRow]) -> None:
    assert view(rows) == view(rows[::-1])


@pytest.mark.slow
def test_the_bytes_do_not_depend_on_hash_seeds(rows: list[ClaimRow]) -> None:
    code = (
        "import hashlib; from kg.graph import rows_from_claims; from kg.model import *; from kg.views import view\n"
        "names = ['Acme', 'Brio', 'Cetus', 'Dorn', 'Elba', 'Fyn']\n"
        "claims = [Claim(article='a', kind=Kind.MERGER, subject=s, object=o, subject_type='COMPANY',"
        " object_type='COMPANY') for s in names for o in names if s < o]\n"
        "print(hashlib.sha256(view(rows_from_claims(claims, {})).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_nothing_is_loaded_from_anywhere(reader: Reader) -> None:
    loading = {"script", "link", "img", "iframe", "object", "embed", "source", "video", "audio"}
    for tag, attributes in reader.elements:
        if tag in loading:
            assert "src" not in attributes
            assert (attributes.get("href") or "data:").startswith("data:")
    assert "@import" not in "".join(text for tag, _, text in reader.blocks if tag == "style")


def test_the_policy_names_every_script_and_style_by_its_hash(reader: Reader) -> None:
    policy = _policy(reader)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    for tag, attributes, text in reader.blocks:
        if attributes.get("type") == "application/json":
            continue
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        kind = "script" if tag == "script" else "style"
        assert re.search(rf"{kind}-src [^;]*'sha256-{re.escape(digest)}'", policy)


def test_there_are_no_handlers_and_styles_in_attributes(reader: Reader) -> None:
    for _, attributes in reader.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]


def test_data_is_json_that_pyvis_filled(reader: Reader, rows: list[ClaimRow]) -> None:
    (text,) = [t for _, a, t in reader.blocks if a.get("type") == "application/json"]
    data = json.loads(text)
    assert len(data["nodes"]) == 8
    assert data["options"]["physics"]["enabled"] is False
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in data["nodes"])
    assert {claim["id"] for claim in data["claims"]} == {row.iri for row in rows}


def test_readers_without_scripts_get_a_table(reader: Reader, rows: list[ClaimRow]) -> None:
    start = [tag for tag, _ in reader.elements].index("noscript")
    assert sum(tag == "tr" for tag, _ in reader.elements[start:]) == len(rows) + 1


def test_a_script_that_would_end_early_is_refused() -> None:
    for code in ("x = '</SCRIPT>'", "<!-- x", "a { } </style>"):
        with pytest.raises(StoreError):
            inline(code)


def test_links_of_the_table_are_web_addresses_only(reader: Reader) -> None:
    links = [a for tag, a in reader.elements if tag == "a" and a["href"] != "#list"]
    assert links
    for attributes in links:
        assert (attributes["href"] or "").startswith("https://")
        assert attributes["rel"] == "noopener noreferrer"
