"""Characters that end a line for `str.splitlines` and for nobody else stay within their quote."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Article, Claim, Kind, Span
from kg.rdf.emit import article_quads
from kg.rdf.export import canonical_lines, export_text
from kg.rdf.read import claims
from kg.rdf.store import load_file
from kg.resolve import resolve

ODD = ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("odd", ODD, ids=[f"{ord(each):04x}" for each in ODD])
@pytest.mark.parametrize("format_", ["nquads", "trig"])
def test_an_export_is_read_as_it_was(tmp_path: Path, odd: str, format_: str) -> None:
    article = Article(id="a", title=f"Acme{odd} opens", text=f"Acme{odd} has a plant.")
    claim = Claim(article="a", kind=Kind.FACILITY, subject="Acme", evidence=(Span(0, 12),))
    lines = article_quads(article, [claim], resolve([claim]), "1")
    path = tmp_path / "graph.nq"
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
    store = load_file(path)
    assert canonical_lines(store) == [f"{line}\n" for line in lines]
    copy = tmp_path / ("copy.nq" if format_ == "nquads" else "copy.trig")
    copy.write_text(export_text(store, format_), "utf-8", newline="\n")
    assert list(claims(load_file(copy))) == list(claims(store)) == [claim]
