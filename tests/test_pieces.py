from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Entity
from kg.pieces import Pieces, Resolver, write_merged

Line = st.text(alphabet="ab\u2028\x85é", max_size=3)


class Names:
    """Finds the entity of a name in a table."""

    def __init__(self, **labels: str) -> None:
        self.labels = labels

    def entity(self, article_id: str, name: str, type: str | None) -> Entity | None:  # noqa: A002
        del article_id, type
        label = self.labels.get(name)
        return label and Entity(iri=f"urn:{label}", type="Company", label=label, names=(), key="")  # type: ignore[return-value]


def update(pieces: Pieces, names: Resolver, **keys: int) -> dict[str, bool]:
    """Make pieces that name "x" in article a and nothing in the others; tell which were made."""

    def make(file: str, resolver: Resolver) -> list[str]:
        found = resolver.entity("", "x", None) if file == "a.json" else None
        return [f"{file} {found.label if found else '-'}"]

    wanted = ((f"{name}.json", key, name) for name, key in sorted(keys.items()))
    return {piece.file: piece.made for piece in pieces.update(wanted, names, make)}


def test_only_what_would_come_out_otherwise_is_made_anew(tmp_path: Path) -> None:
    pieces = Pieces(tmp_path, "1")
    assert update(pieces, Names(x="X"), a=1, b=1) == {"a.nq": True, "b.nq": True}
    assert update(pieces, Names(x="X"), a=1, b=1) == {"a.nq": False, "b.nq": False}
    assert update(pieces, Names(x="Y"), a=1, b=1) == {"a.nq": True, "b.nq": False}
    assert (pieces.folder / "a.nq").read_text("utf-8") == "a.json Y\n"
    assert update(pieces, Names(), a=1, b=2, c=1) == {"a.nq": True, "b.nq": True, "c.nq": True}
    assert update(pieces, Names(), b=2) == {"b.nq": False}
    assert not (pieces.folder / "a.nq").exists()
    (pieces.folder / "b.nq").unlink()
    assert update(pieces, Names(), b=2) == {"b.nq": True}
    assert update(Pieces(tmp_path, "2"), Names(), b=2) == {"b.nq": True}
    (tmp_path / "pieces.jsonl").write_text("{", encoding="utf-8")
    assert update(Pieces(tmp_path, "2"), Names(), b=2) == {"b.nq": True}


@given(
    files=st.lists(st.lists(Line, max_size=6), max_size=5),
    chunk=st.integers(1, 8),
    large=st.integers(1, 30),
)
@settings(derandomize=True, deadline=None, max_examples=40)
def test_pieces_merge_to_sorted_lines_none_twice(
    files: list[list[str]], chunk: int, large: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    paths = []
    for number, lines in enumerate(files):
        paths.append(folder / str(number))
        text = "".join(f"{line}\n" for line in sorted(set(lines)))
        paths[-1].write_text(text, encoding="utf-8", newline="\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.pieces.CHUNK_LINES", chunk)
        patch.setattr("kg.pieces.LARGE", large)
        write_merged(folder / "all", paths)
    wanted = sorted({f"{line}\n" for lines in files for line in lines})
    assert (folder / "all").read_text("utf-8") == "".join(wanted)
