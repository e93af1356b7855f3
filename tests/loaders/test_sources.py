"""Every input of the list of bad inputs ends with a stated result and costs no neighbour."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import pytest

from kg import loaders
from kg.loaders import draft, folders, read_sources, suffix_format
from kg.model import Article, InputRow, Issue

BODY = "Acme said on Monday that it will build a new plant in Leipzig by the end of the year."
GOOD = f"Acme to build plant\n\n{BODY}\n"
TYPOGRAPHY = f"Acme’s café\n\n{BODY} It costs “£5m” – or more…\n"
GERMAN = (
    "Neues Werk\n\nDer Konzern hat am Montag mit dem Bau einer neuen Fabrik in Leipzig begonnen, "
    "die bis zum Ende des Jahres fertig sein soll und für die er nicht mehr als zwei Millionen zahlt."
)
JAPANESE = "新しい工場\n\n同社は月曜日に新しい工場の建設を開始すると発表した。"

Found = list[Article | InputRow]


def read(*paths: Path | Literal["-"], **more: Any) -> tuple[Found, list[Issue]]:
    issues: list[Issue] = []
    return list(read_sources(paths, report=issues.append, **more)), issues


def article(found: Found) -> Article:
    (only,) = found
    assert isinstance(only, Article), only
    return only


def row(found: Found) -> InputRow:
    (only,) = found
    assert isinstance(only, InputRow)
    return only


def codes(issues: list[Issue]) -> list[str]:
    return sorted(issue.code for issue in issues)


# --- texts -----------------------------------------------------------------------------

READ = {
    "plain": (GOOD.encode(), []),
    "byte-order mark": (codecs.BOM_UTF8 + GOOD.encode(), []),
    "UTF-16 little-endian": (codecs.BOM_UTF16_LE + GOOD.encode("utf-16-le"), []),
    "UTF-16 big-endian": (codecs.BOM_UTF16_BE + GOOD.encode("utf-16-be"), []),
    "UTF-32": (codecs.BOM_UTF32_LE + GOOD.encode("utf-32-le"), []),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), ["encoding-guessed"]),
    "carriage returns": (GOOD.replace("\n", "\r\n").encode(), []),
    "old Mac line ends": (GOOD.replace("\n", "\r").encode(), []),
    "blank lines before the title": (b"\n \n" + GOOD.encode(), []),
    "C1 controls": ((GOOD + "\x85 \x9f").encode(), ["controls"]),
    "escape sequences": ((GOOD + "\x1b[31m").encode(), ["controls"]),
    "very long title": (("T" * 500 + "\n\n" + BODY).encode(), ["long-title"]),
    "mojibake": ((GOOD + "Itâ€™s â€œgoodâ€\u009d").encode(), ["controls", "mojibake"]),
    "zero-width and bidirectional marks": ((GOOD + "\u200b\u202eabc\u202c").encode(), []),
    "script as text": ((GOOD + "<script>alert(1)</script>").encode(), []),
}


@pytest.mark.parametrize("name", READ)
def test_what_is_read_and_what_is_noted(tmp_path: Path, name: str) -> None:
    data, noted = READ[name]
    (tmp_path / "a.txt").write_bytes(data)
    found, issues = read(tmp_path)
    assert article(found).text.startswith(BODY)
    assert "\r" not in article(found).text
    assert codes(issues) == noted


def test_windows_1252_is_guessed_and_noted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TYPOGRAPHY.encode("cp1252"))
    found, issues = read(tmp_path)
    assert article(found).title == "Acme’s café"
    assert article(found).text.endswith("“£5m” – or more…")
    assert [(i.code, i.where) for i in issues] == [("encoding-guessed", str(tmp_path / "a.txt"))]
    assert "windows-1252" in issues[0].message


REFUSED = {
    "empty": (b"", "skipped", "empty: no text"),
    "only a byte-order mark": (codecs.BOM_UTF8, "skipped", "empty: no text"),
    "whitespace only": (b" \n\t\r\n \n", "skipped", "empty: no text"),
    "title only": (b"Acme to build plant\n", "skipped", "empty: no text below the title"),
    "NUL": (GOOD.encode() + b"\0", "failed", "binary data, not text"),
    "PDF by another name": (b"%PDF-1.7\n...", "failed", "a PDF document, not text"),
    "zip by another name": (b"PK\x03\x04abc", "failed", "a zip archive or office document"),
    "gzip by another name": (gzip.compress(b"a"), "failed", "gzip data, not text"),
    "picture by another name": (b"\x89PNG\r\n\x1a\n\0\0", "failed", "a PNG image, not text"),
    "program by another name": (b"\x7fELF\x02\x01", "failed", "a program, not text"),
    "random bytes": (bytes(range(256)) * 4, "failed", "binary data, not text"),
    "broken UTF-16": (codecs.BOM_UTF16_LE + b"a\0b", "failed", "not valid utf-16-le"),
    "German": (GERMAN.encode(), "skipped", "not English: German"),
    "Japanese": (JAPANESE.encode(), "skipped", "not English: Japanese"),
    "Shift-JIS": ((JAPANESE * 9).encode("shift_jis"), "skipped", "not English: "),
    "right-to-left": ("عنوان\n\nأعلنت الشركة عن مصنع".encode(), "skipped", "not English: a language in Arab"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_and_why(tmp_path: Path, name: str) -> None:
    data, outcome, reason = REFUSED[name]
    (tmp_path / "1.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "2.txt").write_bytes(data)
    (tmp_path / "3.txt").write_text(GOOD, encoding="utf-8")
    found, _ = read(tmp_path)
    first, bad, last = found
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(bad, InputRow)
    assert (bad.outcome, bad.article, bad.source) == (outcome, "2.txt", str(tmp_path / "2.txt"))
    assert bad.reason.startswith(reason)


# --- limits ----------------------------------------------------------------------------


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits of the package, made small enough to reach."""
    limits = {**draft.table("limits"), "file_bytes": 1000, "line_bytes": 1000}
    limits |= {"text_characters": 500, "ratio_from_bytes": 5000, "ratio": 20}
    tables = {"limits": limits}
    original = draft.table
    monkeypatch.setattr(draft, "table", lambda name: tables.get(name) or original(name))


@pytest.mark.usefixtures("small")
def test_a_file_beyond_the_limit_fails(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 1001, encoding="utf-8")
    (tmp_path / "b.txt").write_text(GOOD, encoding="utf-8")
    big, good = read(tmp_path)[0]
    assert isinstance(big, InputRow)
    assert (big.outcome, big.reason) == ("failed", "larger than 1000 bytes")
    assert isinstance(good, Article)


@pytest.mark.usefixtures("small")
def test_a_text_beyond_the_limit_fails(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title\n\n" + "x " * 300, encoding="utf-8")
    assert "longer than 500 characters" in row(read(tmp_path)[0]).reason


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("packed", [False, True])
def test_a_line_beyond_the_limit_costs_only_itself(tmp_path: Path, packed: bool) -> None:
    line = json.dumps({"id": "1", "title": "t", "text": BODY})
    data = f"{line}\n{'x' * 3000}\n{line}\n".encode()
    name = "a.jsonl.gz" if packed else "a.jsonl"
    (tmp_path / name).write_bytes(gzip.compress(data) if packed else data)
    first, long, last = read(tmp_path)[0]
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(long, InputRow)
    assert (long.outcome, long.reason) == ("failed", "the line is longer than 1000 bytes")
    assert long.source.endswith(f"{name}:2")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("line_end", [b"\n", b""])
def test_a_compression_bomb_is_stopped(tmp_path: Path, line_end: bytes) -> None:
    line = json.dumps({"id": "1", "title": "t", "text": BODY}).encode()
    bomb = gzip.compress(line + b"\n" + (b" " * 900 + line_end) * 5000)
    (tmp_path / "a.jsonl.gz").write_bytes(bomb)
    (tmp_path / "b.txt").write_text(GOOD, encoding="utf-8")
    found, _ = read(tmp_path)
    assert isinstance(found[0], Article)
    assert isinstance(found[-1], Article)
    bad = [item for item in found if isinstance(item, InputRow)][-1]
    assert bad.outcome == "failed"
    assert "unpacks to far more than news does" in bad.reason


@pytest.mark.usefixtures("small")
def test_standard_input_beyond_the_limit_fails() -> None:
    found, _ = read("-", stdin=io.BytesIO(b"x" * 1001))
    assert row(found) == InputRow(
        source="stdin", article="stdin", outcome="failed", reason="larger than 1000 bytes"
    )


# --- JSON Lines ------------------------------------------------------------------------

LINES = {
    "not JSON": ("{", "not JSON: "),
    "no object": ("[1]", "not a JSON object"),
    "no text": ('{"id": 7, "title": "t"}', "has no field 'text'"),
    "text is no string": ('{"text": 7}', "has no field 'text'"),
    "lone surrogate": ('{"text": "Acme \\ud83d said"}', "holds half of a surrogate pair"),
    "lone surrogate in the id": ('{"id": "\\udc00", "text": "Acme"}', "holds half of a surrogate"),
    "NUL": ('{"text": "Acme \\u0000 said"}', "holds the NUL character"),
    "nested too deep": ("[" * 100_000, "not JSON: nested too deep"),
    "endless number": ('{"id": ' + "9" * 5000 + ', "text": "Acme"}', "not JSON: "),
    "empty text": ('{"title": "t", "text": " \\n "}', "empty: no text below the title"),
}


@pytest.mark.parametrize("name", LINES)
def test_a_bad_line_costs_only_itself(tmp_path: Path, name: str) -> None:
    line, reason = LINES[name]
    good = json.dumps({"id": "g", "title": "t", "text": BODY})
    (tmp_path / "a.jsonl").write_text(f"{good}\n{line}\n\n{good}", encoding="utf-8")
    first, bad, last = read(tmp_path)[0]
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(bad, InputRow)
    assert bad.source == f"{tmp_path / 'a.jsonl'}:2"
    assert bad.reason.startswith(reason)
    assert json.dumps(bad.article).isascii()


def test_a_line_that_is_not_utf_8_costs_only_itself(tmp_path: Path) -> None:
    good = json.dumps({"id": "g", "title": "t", "text": BODY}).encode()
    (tmp_path / "a.jsonl").write_bytes(good + b"\n" + TYPOGRAPHY.encode("cp1252") + b"\n" + good)
    found, _ = read(tmp_path)
    assert [type(item) for item in found].count(Article) == 2
    assert any("not UTF-8 at byte" in item.reason for item in found if isinstance(item, InputRow))


def test_fields_of_a_line(tmp_path: Path) -> None:
    text = "  Kept\r\nas given.\n\n"
    fields = {
        "id": "x/1",
        "title": " T ",
        "date": "2021-10-20",
        "text": text,
        "url": "https://example.org/a",
        "publisher": "The Daily",
        "author": ["Ann Lee", "Bo Ek"],
        "facts_from": ["https://example.org/b"],
    }
    (tmp_path / "a.jsonl").write_bytes(codecs.BOM_UTF8 + json.dumps(fields).encode())
    found = article(read(tmp_path)[0])
    assert found.text == text
    assert (found.id, found.title, found.author) == ("x/1", "T", "Ann Lee, Bo Ek")
    assert str(found.date) == "2021-10-20"
    assert found.facts_from == ("https://example.org/b",)
    assert found.source == f"{tmp_path / 'a.jsonl'}:1"


def test_an_address_with_blanks_is_kept_as_browsers_read_it(tmp_path: Path) -> None:
    line = {"title": "t", "text": BODY, "url": " https://example.org/a b.html "}
    (tmp_path / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    found, issues = read(tmp_path)
    assert article(found).url == "https://example.org/a%20b.html"
    assert "url-unread" not in codes(issues)


def test_fields_of_the_wrong_type_are_noted(tmp_path: Path) -> None:
    line = {"title": ["t"], "text": BODY, "url": {"a": 1}, "date": 3, "publisher": True}
    (tmp_path / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    found, issues = read(tmp_path)
    assert article(found).id == "a.jsonl#1"
    assert (article(found).title, article(found).url, article(found).date) == ("", None, None)
    assert codes(issues) == ["field-unread"] * 4 + ["no-title"]


def test_a_field_given_twice_in_a_line_is_noted(tmp_path: Path) -> None:
    lines = [
        f'{{"id": "a", "title": "t", "text": "lost", "text": {json.dumps(BODY)}}}',
        f'{{"id": "b", "title": "t", "text": {json.dumps(BODY + " More.")}, "x": {{"id": 1, "title": 2}}}}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found, issues = read(tmp_path)
    assert [each.text for each in found if isinstance(each, Article)] == [BODY, BODY + " More."]
    twice = [issue for issue in issues if issue.code == "field-twice"]
    assert [(issue.where, issue.message) for issue in twice] == [
        (str(tmp_path / "a.jsonl:1"), "text is given 2 times; the last counts")
    ]


def test_damaged_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": i, "title": "t", "text": BODY, "x": sha256(b"%d" % i).hexdigest()})
        for i in range(999)
    ]
    data = gzip.compress("\n".join(lines).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) // 2])
    (tmp_path / "b.jsonl.gz").write_bytes(b"not gzip at all")
    (tmp_path / "c.jsonl.gz").write_bytes(b"")
    found, _ = read(tmp_path)
    assert sum(isinstance(item, Article) for item in found) > 10
    cut, wrong, empty = [item for item in found if isinstance(item, InputRow)]
    assert cut.reason.startswith("can't be read on from here")
    assert wrong.reason.startswith("can't be read on from here")
    assert (empty.outcome, empty.reason) == ("skipped", "empty: no line")


def test_only_some_ids(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": i, "title": "t", "text": GERMAN if i == "c" else BODY}) for i in "abc"
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert [item.id for item in read(tmp_path, only={"b"})[0] if isinstance(item, Article)] == ["b"]
    assert len(read(tmp_path, only={"b"})[0]) == 1


# --- folders ---------------------------------------------------------------------------


def test_files_come_sorted_with_their_path_as_id(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/y.txt", "A.txt", "a.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(GOOD, encoding="utf-8")
    ids = [item.id for item in read(tmp_path)[0] if isinstance(item, Article)]
    assert ids == ["A.txt", "a/y.txt", "a/z.md", "a.txt", "b.txt"]


def test_hidden_files_and_readmes_are_left_out_and_noted(tmp_path: Path) -> None:
    for name in (".hidden.txt", "README.md", ".git/x.txt", "LICENSE"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    found, issues = read(tmp_path)
    assert found == []
    assert [i.severity for i in issues] == ["info"] * 4
    assert codes(issues) == ["left-out"] * 4


def test_a_readme_named_outright_is_read(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(GOOD, encoding="utf-8")
    assert article(read(tmp_path / "README.md")[0]).title == "Acme to build plant"


@pytest.mark.parametrize("name", ["a.pdf", "a.zip", "a.docx", "a.json", "noname", "a.txt.gz"])
def test_other_formats_are_skipped(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(GOOD, encoding="utf-8")
    found = row(read(tmp_path)[0])
    assert found.outcome == "skipped"
    assert found.reason.startswith("format not read: ")


def link(path: Path, target: Path) -> None:
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("this system makes no links")


def test_links_in_a_folder_are_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(GOOD, encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    link(inside / "file.txt", outside / "secret.txt")
    link(inside / "folder", outside)
    link(inside / "loop", inside)
    link(inside / "nowhere.txt", tmp_path / "nothing")
    found, _ = read(inside)
    assert [(r.outcome, r.reason) for r in found if isinstance(r, InputRow)] == [
        ("skipped", "a link, not followed")
    ] * 4


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    assert row(read(tmp_path)[0]).reason == "not a regular file"


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.html"])
def test_a_file_that_vanishes_costs_only_itself(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in (name, "z.txt"):
        (tmp_path / each).write_text(GOOD, encoding="utf-8")
    original = folders.walk

    def walk(source: Path) -> Any:
        for found in original(source):
            if found.path.name == name:
                found.path.unlink()
            yield found

    monkeypatch.setattr(loaders, "walk", walk)
    gone, good = read(tmp_path)[0]
    assert isinstance(gone, InputRow)
    assert (gone.outcome, gone.reason) == ("failed", "there is no such file (any more)")
    assert isinstance(good, Article)


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.html"])
def test_a_file_without_permission_costs_only_itself(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in (name, "z.txt"):
        (tmp_path / each).write_text(GOOD, encoding="utf-8")
    original = Path.open

    def open_(path: Path, *args: Any, **more: Any) -> Any:
        if path.name == name:
            raise PermissionError(13, "Permission denied")
        return original(path, *args, **more)

    monkeypatch.setattr(Path, "open", open_)
    closed, good = read(tmp_path)[0]
    assert isinstance(closed, InputRow)
    assert (closed.outcome, closed.reason) == ("failed", "can't be read: Permission denied")
    assert isinstance(good, Article)


def test_a_folder_without_permission_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "z.txt").write_text(GOOD, encoding="utf-8")
    original = os.scandir

    def scandir(path: Any) -> Any:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return original(path)

    monkeypatch.setattr(os, "scandir", scandir)
    closed, good = read(tmp_path)[0]
    assert isinstance(closed, InputRow)
    assert (closed.article, closed.outcome) == ("closed", "failed")
    assert isinstance(good, Article)


def test_a_source_that_is_not_there_is_a_row(tmp_path: Path) -> None:
    found = row(read(tmp_path / "nothing.txt")[0])
    assert (found.outcome, found.reason) == ("failed", "there is no such file (any more)")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names of any bytes")
def test_a_file_name_that_is_no_unicode_still_gives_an_id(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "wb") as file:  # noqa: PTH123
        file.write(GOOD.encode())
    found = article(read(tmp_path)[0])
    assert found.id == "caf\\xe9.txt"
    assert json.dumps(found.source).isascii()


def test_composed_and_decomposed_names_are_one_id() -> None:
    assert folders.portable("cafe\u0301.txt") == folders.portable("café.txt")


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.TXT", "text"),
        ("a.md", "markdown"),
        ("a.htm", "html"),
        ("a.NDJSON.GZ", "jsonl_gz"),
        ("a", None),
    ],
)
def test_formats_go_by_suffix(name: str, format_: str | None) -> None:
    assert suffix_format(name) == format_


# --- standard input --------------------------------------------------------------------


def test_standard_input_is_a_text_with_its_title_first() -> None:
    found = article(read("-", stdin=io.BytesIO(GOOD.encode()))[0])
    assert (found.id, found.title, found.text) == ("stdin", "Acme to build plant", BODY)


def test_a_single_line_of_standard_input_is_text() -> None:
    line = "Acme said it will build a plant in Leeds."
    found = article(read("-", stdin=io.BytesIO(f"{line}\n".encode()))[0])
    assert (found.title, found.text) == ("", line)


def test_with_a_title_all_of_standard_input_is_text() -> None:
    found = article(read("-", stdin=io.BytesIO(GOOD.encode()), title="Other")[0])
    assert (found.title, found.text) == ("Other", GOOD.strip())


def test_standard_input_may_be_json_lines_or_have_front_matter() -> None:
    lines = "\n".join(json.dumps({"id": i, "title": "t", "text": BODY}) for i in "ab")
    found, _ = read("-", stdin=io.BytesIO(lines.encode()))
    assert [item.id for item in found if isinstance(item, Article)] == ["a", "b"]
    front = f"---\ntitle: T\ndate: 2021-10-20\n---\n{BODY}"
    assert str(article(read("-", stdin=io.BytesIO(front.encode()))[0]).date) == "2021-10-20"


@pytest.mark.parametrize("data", [b"", b"%PDF-1", GERMAN.encode()])
def test_standard_input_that_is_no_article_is_a_row(data: bytes) -> None:
    assert row(read("-", stdin=io.BytesIO(data))[0]).source == "stdin"
