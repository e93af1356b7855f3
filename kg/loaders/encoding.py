"""Bytes to text: byte-order mark, UTF-8, the declared charset, then a guess that is noted.

Valid UTF-8 beyond ASCII goes before a declared one-byte charset: text in
another encoding is practically never valid UTF-8, while wrong declarations
are common.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from kg.loaders.draft import Refused, limit, note, table
from kg.model import Issue

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-16", "utf-32")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and what is to be noted about it."""

    text: str
    encoding: str
    notes: tuple[Issue, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    r"""Return the text of a file, without byte-order mark.

    Args:
        data: The whole file.
        declared: The charset that the file itself names, if any.

    Raises:
        Refused: It is no text, or in no encoding that can be told.

    Example:
        >>> decode(b"\xef\xbb\xbfcaf\xc3\xa9"), decode("a\u2019b".encode("utf-16")).text
        (Decoded(text='café', encoding='utf-8', notes=()), 'a’b')
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _by_mark(data[len(mark) :], name)
    _refuse_binary(data)
    if _wide_guess(data):
        return _guess(data)
    if not data.isascii():
        text = _strictly(data, "utf-8")
        if text is not None:
            notes = _contradiction(declared, "utf-8")
            return Decoded(text, "utf-8", notes + _mojibake(text))
    known = _codec(declared)
    if known and not known.startswith(_WIDE):
        text = _strictly(data, known)
        if text is not None:
            return Decoded(text, known)
    if data.isascii():
        return Decoded(data.decode("ascii"), "utf-8")
    return _guess(data)


def _by_mark(data: bytes, name: str) -> Decoded:
    text = _strictly(data, name)
    if text is None:
        raise Refused("failed", f"not valid {name}, which its byte-order mark promises")
    return Decoded(text, name)


def _refuse_binary(data: bytes) -> None:
    for magic in table("encoding")["magic"]:
        if data.startswith(bytes.fromhex(magic["bytes"])):
            raise Refused("failed", f"{magic['what']}, not text")
    if b"\0" in data and not _wide_guess(data):
        raise Refused("failed", "binary data, not text")


def _wide_guess(data: bytes) -> str | None:
    """UTF-16 without a mark, as English text shows it: every other byte is zero."""
    even, odd = data[0:2000:2].count(0), data[1:2000:2].count(0)
    half = max(len(data[:2000]) // 2, 1)
    if odd > 0.7 * half and not even:
        return "utf-16-le"
    if even > 0.7 * half and not odd:
        return "utf-16-be"
    return None


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, LookupError):
        return None


def _codec(declared: str | None) -> str | None:
    """Python's name of a declared charset; None for none, unknown ones and non-text codecs."""
    if not declared:
        return None
    label = declared.strip().strip("\"'").lower()
    # The WHATWG Encoding Standard reads these labels as windows-1252.
    if label in ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"):
        return "cp1252"
    try:
        found = codecs.lookup(label)
        b"  ".decode(label, "ignore")  # raises LookupError for codecs that give no text
    except (LookupError, ValueError):
        return None
    return found.name


def _contradiction(declared: str | None, actual: str) -> tuple[Issue, ...]:
    known = _codec(declared)
    if known in (None, actual):
        return ()
    return (note("charset-wrong", f"declared as {declared}, but is {actual}"),)


def _mojibake(text: str) -> tuple[Issue, ...]:
    rule = table("encoding")["mojibake"]
    count = sum(text.count(sequence) for sequence in rule["sequences"])
    if count < rule["at_least"]:
        return ()
    return (note("mojibake", f"{count} characters look like UTF-8 read as windows-1252"),)


def _english_windows_1252(data: bytes) -> str | None:
    text = _strictly(data, "cp1252")
    if text is None:
        return None
    rule = table("encoding")["windows_1252"]
    beyond = [c for c in text if not c.isascii()]
    fits = set(beyond) <= set(rule["signs"] + rule["letters"])
    return text if fits and len(beyond) <= rule["share"] * len(text) else None


def _guess(data: bytes) -> Decoded:
    wide = _wide_guess(data)
    name = wide or "windows-1252"
    text = _strictly(data, wide) if wide else _english_windows_1252(data)
    if text is None:
        from charset_normalizer import from_bytes

        best = from_bytes(data[: limit("guess_bytes")]).best()
        name = best.encoding if best else "unknown"
        text = _strictly(data, name) if best else None
    if text is None:
        raise Refused("failed", "its encoding can't be told: save it as UTF-8")
    return Decoded(text, name, (note("encoding-guessed", f"no encoding declared; read as {name}"),))


_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")


def declared_charset(data: bytes) -> str | None:
    """Return the charset that an HTML page names in its first 4,096 bytes.

    Example:
        >>> declared_charset(b'<html><meta charset="Shift_JIS">')
        'Shift_JIS'
    """
    head = data[:4096]
    found = _XML.search(head) or _CHARSET.search(head)
    return found.group(1).decode("ascii", "replace") if found else None
