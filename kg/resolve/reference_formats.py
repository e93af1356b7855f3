"""Lists of companies that users have, read row by row in bounded memory.

Formats: the company tickers of the SEC (JSON), the level 1 golden copy of
GLEIF (CSV), lines of a Wikidata JSON dump, the S&P 500 (CSV), and any CSV with
a column of names. `.gz` and `.zip` are read as what they hold.
"""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
import re
import tomllib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import IO, Any, Literal

from kg.errors import SourceError

Format = Literal["sec", "gleif", "wikidata", "sp500", "csv"]
FORMATS: tuple[Format, ...] = ("sec", "gleif", "wikidata", "sp500", "csv")
SCHEMES = ("lei", "cik", "ticker", "wikidata", "permid")
"""The sorts of identifiers that are kept."""

HEAD = 1 << 16
"""Characters that the format is told from."""

CHUNK = 1 << 16
LONGEST_LINE = 1 << 26
"""Characters of the longest line of a dump that is read; a longer one is no item of Wikidata."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One organization of a list: its names, and its identifiers as scheme and value.

    `unread` are those that can't be one, as they are written in `line`, 0 where lines are not counted;
    neither makes it another row.
    """

    name: str
    aliases: tuple[str, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    unread: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    line: int = field(default=0, compare=False)


@cache
def _tables() -> Mapping[str, Any]:
    text = resources.files("kg.resolve").joinpath("reference_formats.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {scheme: re.compile(text) for scheme, text in _tables()["patterns"].items()}


def identifier(scheme: str, value: object) -> tuple[str, str] | None:
    """Return an identifier in its usual form, None where it is not written as one or its check digits are wrong.

    Example:
        >>> identifier("cik", "320193"), identifier("wikidata", "http://www.wikidata.org/entity/Q312")
        (('cik', '0000320193'), ('wikidata', 'Q312'))
        >>> identifier("lei", "unknown")
    """
    text = str(value).strip().rsplit("/", 1)[-1] if scheme != "ticker" else str(value).strip()
    text = text.removeprefix("1-") if scheme == "permid" else text.upper()
    if scheme not in _patterns() or not _patterns()[scheme].fullmatch(text):
        return None
    if scheme == "lei" and not _checks(text):
        return None
    return scheme, text.zfill(10) if scheme == "cik" else text


def _checks(lei: str) -> bool:
    """Tell whether the check digits of an LEI are right: those of ISO 17442, by MOD 97-10 of ISO 7064."""
    return int("".join(str(int(sign, 36)) for sign in lei)) % 97 == 1


def label_of(scheme: str) -> str:
    """Return what a sort of identifiers is called.

    Example:
        >>> label_of("lei"), label_of("ticker"), label_of("isin")
        ('LEI', 'ticker', 'isin')
    """
    return str(_tables()["labels"].get(scheme, scheme))


@contextlib.contextmanager
def opened(path: Path) -> Iterator[IO[str]]:
    """Open a list as text, unpacked where it is packed.

    Raises:
        SourceError: It can't be read, or a zip file holds several files.
    """
    with contextlib.ExitStack() as stack:
        try:
            raw: Any
            if path.suffix == ".zip":
                archive = stack.enter_context(zipfile.ZipFile(path))
                members = [info for info in archive.infolist() if not info.is_dir()]
                if len(members) != 1:
                    raise SourceError(
                        f"{path} holds {len(members)} files.", "Give a zip file with one file."
                    )
                raw = stack.enter_context(archive.open(members[0]))
            elif path.suffix == ".gz":
                packed = gzip.open(path, "rb")  # noqa: SIM115 - the stack closes it
                raw = stack.enter_context(contextlib.closing(packed))
            else:
                raw = stack.enter_context(path.open("rb"))
        except (OSError, zipfile.BadZipFile) as error:
            raise SourceError(
                f"Can't read {path}: {error}.", "Name a list of companies."
            ) from error
        yield stack.enter_context(io.TextIOWrapper(raw, "utf-8-sig", newline=""))


def detect(head: str) -> Format | None:
    """Return the format of a list by its first characters, None where it is none of them.

    Example:
        >>> detect('{"0":{"cik_str":320193,"ticker":"AAPL"'), detect("Symbol,Security,CIK")
        ('sec', 'sp500')
        >>> detect("Symbol,Price")
    """
    start = head.lstrip()
    if start.startswith(("{", "[")):
        if '"cik_str"' in start or '"cik"' in start:
            return "sec"
        if '"labels"' in start or '"claims"' in start:
            return "wikidata"
        return None
    header = next(csv.reader([start.splitlines()[0]]), []) if start else []
    if "LEI" in header and "Entity.LegalName" in header:
        return "gleif"
    if {"Symbol", "Security"} <= set(header):
        return "sp500"
    return "csv" if _columns(header).get("name") is not None else None


def _columns(header: Sequence[str]) -> dict[str, int]:
    """The place of each known column; of two with one meaning the first in the list of names."""
    plain = [re.sub(r"[\s_]", "", cell).casefold() for cell in header]
    found = {}
    for meaning, names in _tables()["columns"].items():
        places = [plain.index(name) for name in names if name in plain]
        if places:
            found[meaning] = places[0]
    return found


def _row(
    name: str, aliases: Iterable[str], pairs: Iterable[tuple[str, object]], line: int = 0
) -> Row:
    """Return a row with the identifiers that can be one, and apart from them those that can't."""
    ids, unread = set(), []
    for scheme, value in pairs:
        if value in (None, ""):
            continue
        found = identifier(scheme, value)
        if found:
            ids.add(found)
        else:
            unread.append((scheme, str(value)))
    return Row(
        name=name, aliases=tuple(aliases), ids=tuple(sorted(ids)), unread=tuple(unread), line=line
    )


def _cells(lines: IO[str], where: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row with the number of its line, the last where it has several."""
    try:
        rows = csv.reader(lines)
        for cells in rows:
            yield rows.line_num, cells
    except (csv.Error, UnicodeDecodeError) as error:
        raise SourceError(f"{where} is no CSV in UTF-8: {error}.", "Mend or convert it.") from error


def _csv(lines: IO[str], where: str) -> Iterator[Row]:
    rows = _cells(lines, where)
    columns = _columns(next(rows, (0, []))[1])
    if "name" not in columns:
        raise SourceError(f"{where} has no column of names.", "Call the column 'name'.")

    def split(cells: Sequence[str], meaning: str) -> list[str]:
        place = columns.get(meaning)
        text = cells[place] if place is not None and place < len(cells) else ""
        return [part.strip() for part in re.split(r"[|;]", text) if part.strip()]

    for line, cells in rows:
        name = " ".join(split(cells, "name")[:1])
        pairs = [(s, v) for s in SCHEMES for v in split(cells, s)]
        for each in split(cells, "ids"):
            scheme, colon, value = each.partition(":")
            pairs.append((scheme.strip().casefold(), value.strip()) if colon else ("ids", each))
        if name:
            yield _row(name, split(cells, "aliases"), pairs, line)


def _gleif(lines: IO[str], where: str) -> Iterator[Row]:
    rows = _cells(lines, where)
    _, header = next(rows, (0, list[str]()))
    try:
        lei, name = header.index("LEI"), header.index("Entity.LegalName")
    except ValueError as error:
        raise SourceError(
            f"{where} lacks the columns LEI and Entity.LegalName.", "Use a level 1 golden copy."
        ) from error
    begins = tuple(_tables()["gleif"]["other"])
    others = [
        i
        for i, column in enumerate(header)
        if column.startswith(begins) and column.rsplit(".", 1)[-1].isdigit()
    ]
    for line, cells in rows:
        if len(cells) > max(lei, name) and cells[name].strip():
            aliases = (cells[i].strip() for i in others if i < len(cells))
            kept = (alias for alias in aliases if alias)
            yield _row(cells[name].strip(), kept, [("lei", cells[lei].strip())], line)


def _objects(lines: IO[str], where: str) -> Iterator[Any]:
    """Yield the innermost values of one JSON text as they come: objects, or arrays of cells."""
    decoder = json.JSONDecoder()
    buffer, ended = "", False
    start = re.compile(r"[^{\[]*")
    depth_skipped = False
    while True:
        if not depth_skipped or len(buffer) < CHUNK:
            more = lines.read(CHUNK)
            buffer, ended = buffer + more, not more
        if not depth_skipped:
            opened_at = re.match(
                r'\s*\{\s*(?:"fields"\s*:\s*(\[[^\]]*\])\s*,\s*"data"\s*:\s*\[)?', buffer
            )
            if opened_at is None:
                raise SourceError(f"{where} is no JSON object.", "Use company_tickers.json.")
            if opened_at[1]:
                yield json.loads(opened_at[1])
            buffer, depth_skipped = buffer[opened_at.end() :], True
        place = start.match(buffer)
        at = place.end() if place else len(buffer)
        if at == len(buffer):
            if ended:
                return
            buffer = ""
            continue
        try:
            value, end = decoder.raw_decode(buffer, at)
        except ValueError as error:
            if ended or len(buffer) > LONGEST_LINE:
                raise SourceError(f"{where} is no JSON: {error}.", "Get the file again.") from error
            more = lines.read(CHUNK)
            buffer, ended = buffer[at:] + more, not more
            continue
        yield value
        buffer = buffer[end:]


def _sec(lines: IO[str], where: str) -> Iterator[Row]:
    fields: list[str] | None = None
    for value in _objects(lines, where):
        if isinstance(value, list):
            if fields is None:
                fields = [str(each) for each in value]
                continue
            value = dict(zip(fields, value, strict=False))  # noqa: PLW2901 - cells become a row
        name = str(value.get("title") or value.get("name") or "").strip()
        ids = [("cik", value.get("cik_str", value.get("cik"))), ("ticker", value.get("ticker"))]
        if name:
            yield _row(name, (), ids)


def _wikidata(lines: IO[str], where: str) -> Iterator[Row]:
    number = 0
    while line := lines.readline(LONGEST_LINE):
        number += 1
        text = line.strip().rstrip(",")
        if text in ("", "[", "]"):
            continue
        try:
            item = json.loads(text)
            row = _item(item, number) if isinstance(item, dict) else None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SourceError(
                f"Line {number} of {where} is no item of Wikidata: {error!r}.", "Get it again."
            ) from error
        if row:
            yield row


def _values(item: Mapping[str, Any], property_: str) -> list[Any]:
    found = []
    for statement in item.get("claims", {}).get(property_, ()):
        snak = statement.get("mainsnak", statement)
        if statement.get("rank") != "deprecated" and "datavalue" in snak:
            found.append(snak["datavalue"]["value"])
    return found


def _item(item: Mapping[str, Any], line: int) -> Row | None:
    """Return an item as a row, None where nothing says that it is an organization."""
    table = _tables()["wikidata"]
    classes = {v.get("id") for v in _values(item, "P31") if isinstance(v, dict)}
    claims = item.get("claims", {})
    known = any(p in claims for p in table["organization"]) or classes & set(table["classes"])
    labels = item.get("labels", {})
    names = [labels[lang]["value"] for lang in table["languages"] if lang in labels]
    if not names or not known or "Q5" in classes:
        return None
    for language in table["languages"]:
        names += [alias["value"] for alias in item.get("aliases", {}).get(language, ())]
    ids = [("wikidata", item["id"])]
    ids += [(s, v) for s in ("lei", "cik", "ticker", "permid") for v in _values(item, table[s])]
    for statement in claims.get(table["exchange"], ()):
        for snak in statement.get("qualifiers", {}).get(table["ticker"], ()):
            ids.append(("ticker", snak.get("datavalue", {}).get("value")))
    return _row(names[0], dict.fromkeys(names[1:]), ids, line)


_READERS: Mapping[Format, Callable[[IO[str], str], Iterator[Row]]] = {
    "sec": _sec,
    "gleif": _gleif,
    "wikidata": _wikidata,
    "sp500": _csv,
    "csv": _csv,
}


def format_of(path: Path) -> Format:
    """Return the format of a list.

    Raises:
        SourceError: It can't be read, or is in none of the formats.
    """
    try:
        with opened(path) as lines:
            found = detect(lines.read(HEAD))
    except (UnicodeDecodeError, OSError, EOFError) as error:
        raise SourceError(f"{path} is no text in UTF-8: {error}.", "Convert it.") from error
    if found is None:
        raise SourceError(
            f"{path} is no list of companies that is known.",
            f"Name its format with --as: {', '.join(FORMATS)}. A CSV needs a column 'name'.",
        )
    return found


def read_rows(path: Path, format_: Format) -> Iterator[Row]:
    """Yield the organizations of a list, in its order, one at a time.

    Args:
        path: The list.
        format_: Its format.

    Raises:
        SourceError: It can't be read or is not of that format.
    """
    try:
        with opened(path) as lines:
            yield from _READERS[format_](lines, str(path))
    except (UnicodeDecodeError, OSError, EOFError) as error:
        raise SourceError(f"Can't read {path}: {error}.", "Get the file again.") from error
