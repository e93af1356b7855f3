from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.loaders import html, read_sources
from kg.loaders.draft import Draft, Refused
from kg.loaders.html import PageReader, parse
from kg.model import Article, InputRow

PARAGRAPHS = (
    "<p>Acme said on Monday that it will build a new plant in Leipzig by the end of 2025.</p>"
    "<p>The company wants to hire four hundred people there, its chief executive Ann Lee said.</p>"
    "<p>Orbit, a rival from Riga, declined to comment on the plan when it was asked for its view.</p>"
)
ARTICLE = f"<article><h1>Acme to build plant</h1>{PARAGRAPHS}</article>"
FIRST = "Acme said on Monday"


def page(head: str = "", body: str = ARTICLE, attributes: str = "") -> str:
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>"


@pytest.fixture(scope="module")
def reader() -> Iterator[PageReader]:
    with PageReader() as made:
        yield made


def codes(draft: Draft) -> list[str]:
    return [issue.code for issue in draft.notes]


def test_text_and_metadata_of_an_article(reader: PageReader) -> None:
    head = """<title>Acme to build plant | The Daily</title>
        <meta property="og:title" content="Acme to build plant">
        <meta property="og:site_name" content="The Daily">
        <meta name="author" content="Ann Writer">
        <meta property="article:published_time" content="2021-10-20T23:30:00-05:00">
        <link rel="canonical" href="https://example.org/acme">"""
    body = (
        f"<nav><a href=/>Home</a> <a href=/b>Business</a></nav>{ARTICLE}<footer>Contact us</footer>"
    )
    draft = parse(page(head, body, 'lang="en-GB"'), reader)
    assert draft.title == "Acme to build plant"
    assert draft.text.startswith(FIRST)
    assert draft.text.endswith("asked for its view.")
    assert "Home" not in draft.text
    assert "Contact" not in draft.text
    assert draft.date == "2021-10-20T23:30:00-05:00"
    assert (draft.publisher, draft.author) == ("The Daily", "Ann Writer")
    assert (draft.url, draft.language) == ("https://example.org/acme", "en-GB")
    assert draft.notes == ()


MARKUP = {
    "unclosed tags": f"<html><body><article><h1>Acme to build plant<p>{PARAGRAPHS}",
    "broken doctype": '<!DOCTYPE html PUBLIC "-//W3C//DTD [<!ENTITY x "y"> ' + page(),
    "XML declaration of another encoding": '<?xml version="1.0" encoding="utf-16"?>' + page(),
    "script about text": page(body="<script>x='<p>Evil said so</p>'</script>" + ARTICLE),
    "thousands of attributes": page(body="<p " + 'a="1" ' * 50_000 + ">" + ARTICLE),
    "control characters": page(body=ARTICLE.replace("Monday", "Monday\x0b\x01")),
    "entities": page(body=ARTICLE.replace("Monday", "Monday&#0;&#xD800;&#x110000;&nbsp;")),
    "broken JSON-LD": page('<script type="application/ld+json">{"datePublished": </script>'),
    "deep JSON-LD": page(f'<script type="application/ld+json">{"[" * 50_000}</script>'),
}


@pytest.mark.parametrize("name", MARKUP)
def test_bad_markup_is_read_all_the_same(reader: PageReader, name: str) -> None:
    draft = parse(MARKUP[name], reader)
    assert draft.text.startswith(FIRST)
    assert "Evil" not in draft.text
    assert "\0" not in draft.text


REFUSED = {
    "empty": ("", "no article found in the page"),
    "whitespace": (" \n ", "no article found in the page"),
    "no content": (page(body=""), "no article found in the page"),
    "a hundred thousand nested tags": (page(body="<div>" * 100_000 + PARAGRAPHS), ""),
    "cookie notice": (
        page("<title>The Daily</title>", "<p>We use cookies. Accept all cookies to go on.</p>"),
        "a cookie or consent notice, not an article",
    ),
    "paywall": (
        page(
            body="<article><p>Acme said it will build.</p><p>Subscribe to continue.</p></article>"
        ),
        "a paywall, not an article",
    ),
    "robot check": (
        page(body="<p>Checking your browser before you go on. Verify you are human.</p>"),
        "a page that refuses robots, not an article",
    ),
    "403": (
        page("<title>403 Forbidden</title>", "<h1>403 Forbidden</h1><p>No access here.</p>"),
        "an error page, not an article",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_pages_without_an_article_are_skipped_with_a_reason(reader: PageReader, name: str) -> None:
    text, reason = REFUSED[name]
    with pytest.raises(Refused) as refused:
        parse(text, reader)
    assert refused.value.outcome == "skipped" or "deep" in refused.value.reason
    assert refused.value.reason.startswith(reason)


def test_a_long_article_may_talk_about_cookies(reader: PageReader) -> None:
    more = "<p>" + "The regulator looked into how shops of the region treat their visitors. " * 30
    draft = parse(
        page(body=f"<article>{PARAGRAPHS}{more} They say: we use cookies.</article>"), reader
    )
    assert "we use cookies" in draft.text


META = '<meta property="article:published_time" content="{}">'
DATES = {
    "none": ("", None, []),
    "JSON-LD in a graph": (
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2021-05-05"}]}</script>',
        "2021-05-05",
        [],
    ),
    "contradictory": (
        META.format("2021-05-05") + '<meta name="date" content="2020-01-01">',
        "2021-05-05",
        ["date-contradictory"],
    ),
    "same day twice": (
        META.format("2021-05-05T10:00:00Z") + '<meta name="date" content="5 May 2021">',
        "2021-05-05T10:00:00Z",
        [],
    ),
    "relative": (META.format("yesterday"), None, ["date-unread"]),
    "epoch": (META.format("1970-01-01T00:00:00Z"), None, ["date-unset"]),
    "ambiguous, then clear": (
        META.format("03/04/2020") + '<meta name="date" content="2020-04-03">',
        "2020-04-03",
        ["date-ambiguous"],
    ),
    "future": (META.format("2999-01-01"), "2999-01-01", []),
}


@pytest.mark.parametrize("name", DATES)
def test_dates(reader: PageReader, name: str) -> None:
    head, date, noted = DATES[name]
    draft = parse(page(head), reader)
    assert draft.date == date
    assert codes(draft) == noted


def test_a_time_element_of_the_article_gives_the_date(reader: PageReader) -> None:
    body = ARTICLE.replace("<p>", '<time datetime="2021-10-20">20 Oct</time><p>', 1)
    assert parse(page(body=body), reader).date == "2021-10-20"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "/relative", "ftp://x/y"]
)
def test_addresses_that_are_no_web_addresses_are_dropped(reader: PageReader, address: str) -> None:
    assert parse(page(f'<link rel="canonical" href="{address}">'), reader).url is None


def test_a_page_that_takes_too_long_costs_only_itself() -> None:
    with PageReader(seconds=0.01) as slow:
        with pytest.raises(Refused, match=r"took longer than 0\.01 s") as refused:
            slow.read(page())
        assert refused.value.outcome == "failed"
        slow._seconds = 30
        assert slow.read(page())["text"]


def test_a_page_that_ends_the_process_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    with PageReader() as reader:
        start = reader._start

        def dying() -> subprocess.Popen[bytes]:
            code = "import os; os._exit(139)"
            return subprocess.Popen(
                [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )

        monkeypatch.setattr(reader, "_start", dying)
        with pytest.raises(Refused, match="broke the parser"):
            reader.read(page())
        monkeypatch.setattr(reader, "_start", start)
        assert reader.read(page())["text"]


def test_an_error_of_the_parser_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = PageReader()
    monkeypatch.setattr(html, "send", lambda *_: None)
    monkeypatch.setattr(html, "receive", lambda _: {"error": "RecursionError: deep"})
    with reader, pytest.raises(Refused, match="can't be parsed: RecursionError"):
        reader.read("x")


def test_encodings_of_pages(tmp_path: Path) -> None:
    body = ARTICLE.replace("Monday", "Monday’s “café” £5")
    files: dict[str, Any] = {
        "1-declared.html": page('<meta charset="windows-1252">', body).encode("cp1252"),
        "2-latin.html": page('<meta charset="iso-8859-1">', body).encode("cp1252"),
        "3-wrong.html": page('<meta charset="windows-1252">', body).encode(),
        "4-wrong.html": page('<meta charset="utf-8">', body).encode("cp1252"),
        "5-unknown.html": page('<meta charset="klingon">', body).encode(),
        "6-codec.html": page('<meta charset="base64">', body).encode(),
        "7-utf-16.html": page('<meta charset="utf-16">', body).encode(),
        "8-mark.html": page("", body).encode("utf-16"),
        "9-binary.html": b"\x89PNG\r\n\x1a\n" + page().encode(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    issues: list[Any] = []
    *found, binary = read_sources([tmp_path], report=issues.append)
    assert isinstance(binary, InputRow)
    assert binary.reason == "a PNG image, not text"
    assert all(isinstance(a, Article) and "Monday’s “café” £5" in a.text for a in found)
    assert [(i.code, Path(i.where).name) for i in issues if i.code != "no-title"] == [
        ("charset-wrong", "3-wrong.html"),
        ("encoding-guessed", "4-wrong.html"),
        ("charset-wrong", "7-utf-16.html"),
    ]
