"""Invented rows, and a Chromium that records what it asks for and what it complains about."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg.graph import ClaimRow, read_rows, rows_from_claims
from kg.ledger import Promise, ledger, open_book
from kg.model import Article, Claim, Kind, Modality, Quantity, Span, TimeSpan
from kg.rdf.emit import article_quads
from kg.rdf.facts import shared_quads
from kg.rdf.store import open_store
from kg.resolve import resolve
from kg.views.promises import newest

TEXT = "Norvik has bought Brio. Brio will build a plant by 2025, Ann Lee said. Dorn may sue Brio."


def claim(article: str, start: int, end: int, kind: Kind, subject: str, **fields: Any) -> Claim:
    types = {"subject_type": "COMPANY", "object_type": "COMPANY"}
    spans = (Span(start, end),)
    return Claim(article=article, kind=kind, subject=subject, evidence=spans, **{**types, **fields})


@pytest.fixture
def rows() -> list[ClaimRow]:
    articles = {
        "one": Article(
            id="one",
            title="Norvik buys Brio",
            text=TEXT,
            date=dt.date(2020, 3, 1),
            url="https://news.example/norvik",
            publisher="Example News",
        ),
        "two": Article(
            id="two", title="Again", text=TEXT, date=dt.date(2022, 5, 9), publisher="Paper"
        ),
    }
    price = Quantity(value=Decimal(3_000_000_000), unit="USD")
    claims = [
        claim(
            "one",
            0,
            23,
            Kind.ACQUISITION,
            "Norvik",
            object="Brio",
            amount=price,
            title_evidence=True,
        ),
        claim("two", 0, 23, Kind.ACQUISITION, "Norvik Inc.", object="Brio", confidence=0.6),
        claim(
            "one",
            24,
            70,
            Kind.TARGET,
            "Brio",
            object="a new plant",
            object_type=None,
            modality=Modality.PLANNED,
            speaker="Ann Lee",
            speaker_type="PERSON",
            relayed_by=("Wire",),
            time=TimeSpan(latest=dt.date(2025, 12, 31)),
        ),
        claim(
            "one", 24, 70, Kind.ROLE, "Ann Lee", object="Brio", role="chief", subject_type="PERSON"
        ),
        claim(
            "two",
            71,
            89,
            Kind.LEGAL,
            "Dorn",
            object="Brio",
            action="sues",
            modality=Modality.HYPOTHETICAL,
        ),
        claim("two", 71, 89, Kind.MERGER, "Dorn", object="Cetus", modality=Modality.DENIED),
        claim("two", 71, 89, Kind.MERGER, "Elba", object="Fyn", modality=Modality.RUMOURED),
    ]
    return list(rows_from_claims(claims, articles))


@dataclass(frozen=True)
class Stored:
    """A graph as a store has it: rows, promises, and all its triples in N-Triples."""

    rows: list[ClaimRow]
    ledger: list[Promise]
    triples: frozenset[str]


def plan(article: str, until: dt.date, speaker: str | None) -> Claim:
    return Claim(
        article=article,
        kind=Kind.TARGET,
        subject="Brio",
        subject_type="COMPANY",
        object="a new plant",
        modality=Modality.PLANNED,
        speaker=speaker,
        speaker_type="PERSON" if speaker else None,
        time=TimeSpan(earliest=dt.date(until.year, 1, 1), latest=until),
        evidence=(Span(0, 40),),
    )


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    """A plan that slips, a deal, and a promise of somebody else, by way of a store."""
    texts = {
        "a": ("Brio will build a new plant by 2025, Ann Lee said.", dt.date(2020, 3, 1)),
        "b": ("Brio will build a new plant by 2027 instead.", dt.date(2023, 6, 1)),
        "c": ('Norvik buys "Cetus" \\ for cash. Dorn aims at profit by 2026.', dt.date(2021, 1, 1)),
    }
    articles = [
        Article(
            id=name, title=f"News {name}", text=text, date=day, url=f"https://news.example/{name}"
        )
        for name, (text, day) in texts.items()
    ]
    companies: dict[str, Any] = {"subject_type": "COMPANY", "object_type": "COMPANY"}
    claims = [
        plan("a", dt.date(2025, 12, 31), "Ann Lee"),
        plan("b", dt.date(2027, 12, 31), None),
        Claim(article="c", kind=Kind.ACQUISITION, subject="Norvik", object='"Cetus" \\',
              evidence=(Span(0, 20),), **companies),
        Claim(article="c", kind=Kind.TARGET, subject="Dorn", subject_type="COMPANY", object="profit",
              modality=Modality.TARGETED, time=TimeSpan(latest=dt.date(2026, 12, 31)),
              evidence=(Span(32, 60),)),
        Claim(article="c", kind=Kind.HIRING, subject="Norvik", subject_type="COMPANY",
              evidence=(Span(0, 20),)),
    ]  # fmt: skip
    found = resolve(claims)
    lines = [
        line
        for article in articles
        for line in article_quads(
            article, [c for c in claims if c.article == article.id], found, "v1"
        )
    ]
    days = {article.id: article.date for article in articles}
    lines += shared_quads(claims, days, found, found.entities)
    path = tmp_path_factory.mktemp("stored") / "graph.nq"
    path.write_text("".join(f"{line}\n" for line in sorted(set(lines))), encoding="utf-8")
    store = open_store(path)
    triples = frozenset(str(quad.triple) for quad in store)
    rows = list(read_rows(store))
    return Stored(rows, list(ledger(open_book(store), newest(rows))), triples)


@dataclass
class Browser:
    """One Chromium with a page open; `errors` and `requests` are what it said so far."""

    driver: Any
    folder: Path
    pages: int = 0
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(
        self,
        html: str,
        *,
        width: int = 1400,
        height: int = 900,
        hash_: str = "",
        dark: bool = False,
        drawn: bool = True,
    ) -> None:
        """Open a page in a window of this size, and wait until its canvas is drawn."""
        self.pages += 1
        path = self.folder / f"page-{self.pages}.html"
        path.write_text(html, encoding="utf-8")
        self.resize(width, height)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        motion = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme, motion]})
        self.driver.get(path.as_uri() + hash_)
        if drawn:
            data = "document.documentElement.dataset"
            self.wait(f"{data}.ready && {data}.drawn")

    def resize(self, width: int, height: int) -> None:
        """Give the window this size."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def js(self, code: str, *arguments: Any) -> Any:
        """Run a function body in the page and return what it returns."""
        return self.driver.execute_script(code, *arguments)

    def wait(self, condition: str, seconds: float = 20) -> None:
        """Wait until an expression is true in the page."""
        end = time.monotonic() + seconds
        while not self.js(f"return Boolean({condition})"):
            assert time.monotonic() < end, f"never true: {condition}; {self.complaints()}"
            time.sleep(0.05)

    def text(self, selector: str) -> str:
        """Return the text of an element as it can be read."""
        return str(self.js("return document.querySelector(arguments[0]).innerText", selector))

    def click_line(self, verb: str) -> None:
        """Click the middle of the line with these words, as a mouse does."""
        place = self.js(
            """
            const { network, edgeOf } = document.getElementById("graph").kg;
            const edge = [...edgeOf.values()].find((found) => found.verb === arguments[0]);
            const { x, y } = network.canvasToDOM(network.body.edges[edge.id].edgeType.getPoint(0.55));
            const frame = document.getElementById("graph").getBoundingClientRect();
            return [frame.x + x, frame.y + y];
            """,
            verb,
        )
        self.click(*place)

    def click_node(self, name: str) -> None:
        """Click a node of the picture, as a mouse does."""
        place = self.js(
            """
            const { network, nodeOf } = document.getElementById("graph").kg;
            const node = [...nodeOf.values()].find((found) => found.name === arguments[0]);
            const { x, y } = network.canvasToDOM(network.getPosition(node.id));
            const frame = document.getElementById("graph").getBoundingClientRect();
            return [frame.x + x, frame.y + y];
            """,
            name,
        )
        self.click(*place)

    def click(self, x: float, y: float) -> None:
        """Press and release the mouse at a place of the window."""
        for kind in ("mousePressed", "mouseReleased"):
            event = {"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1}
            self.driver.execute_cdp_cmd("Input.dispatchMouseEvent", event)
        time.sleep(0.35)  # vis-network waits this long for a second click

    def key(self, name: str) -> None:
        """Press a key."""
        for kind in ("keyDown", "keyUp"):
            self.driver.execute_cdp_cmd(
                "Input.dispatchKeyEvent", {"type": kind, "key": name, "code": name}
            )

    def type(self, text: str) -> None:
        """Type text into what has the focus."""
        self.driver.execute_cdp_cmd("Input.insertText", {"text": text})

    def press(self, selector: str, text: str = "") -> None:
        """Click the first element of a selector that has this text in it."""
        self.js(
            """
            const found = [...document.querySelectorAll(arguments[0])]
              .filter((one) => one.textContent.includes(arguments[1]));
            if (!found.length) throw new Error(`nothing to press: ${arguments[0]} ${arguments[1]}`);
            found[0].dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
            """,
            selector,
            text,
        )

    def downloaded(self, selector: str, name: str) -> str:
        """Press a button and return the file that it saves, as text (bytes one to one)."""
        self.driver.execute_cdp_cmd(
            "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(self.folder)}
        )
        self.press(selector)
        path, end = self.folder / name, time.monotonic() + 20
        while not path.is_file() or not path.stat().st_size:
            assert time.monotonic() < end, f"{name} was not saved"
            time.sleep(0.05)
        return path.read_bytes().decode("latin-1")

    def things_drawn(self) -> list[str]:
        """Return the names of the things that are drawn, sorted."""
        found: list[str] = self.js(
            """
            const { network, nodeOf } = document.getElementById("graph").kg;
            return Object.values(network.body.nodes).filter((n) => !n.options.hidden && nodeOf.has(n.id))
              .map((n) => nodeOf.get(n.id).name);
            """
        )
        return sorted(found)

    def circles_drawn(self) -> list[str]:
        """Return the ids of the circles that are drawn, sorted."""
        found: list[str] = self.js(
            """
            const { network, groupOf } = document.getElementById("graph").kg;
            return Object.values(network.body.nodes).filter((n) => !n.options.hidden && groupOf.has(n.id))
              .map((n) => n.id);
            """
        )
        return sorted(found)

    def axe(self, script: str) -> list[Any]:
        """Return what axe-core finds wrong with the page as it is now."""
        # The policy of the page forbids scripts of others, so this one comes by the debugger.
        self.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": script})
        found: list[Any] = self.driver.execute_async_script(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ["violations"] }).then((found) => done(found.violations
              .map((rule) => [rule.impact, rule.id, rule.nodes.map((node) => node.html.slice(0, 200))])));
            """
        )
        return found

    def complaints(self) -> list[str]:
        """Return all that the console showed so far, of any level."""
        self.errors += [entry["message"] for entry in self.driver.get_log("browser")]
        return self.errors

    def asked_for(self) -> list[str]:
        """Return the addresses that pages asked for so far."""
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                self.requests.append(message["params"]["request"]["url"])
        return self.requests


FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def _find(*names: str) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Start Chromium once; skip only where there is none."""
    binary, driver = _find("chromium", "chromium-browser", "google-chrome"), _find("chromedriver")
    if binary is None or driver is None:
        pytest.skip("Chromium and chromedriver are not installed")
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = binary
    profile = tmp_path_factory.mktemp("profile")
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    found = webdriver.Chrome(options=options, service=Service(driver))
    found.get("about:blank")
    yield found
    found.quit()


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the script of axe-core, which `tests/install_axe.sh` fetches with npm."""
    found = sorted((Path(__file__).parents[1] / ".axe").glob("axe-*.min.js"))
    if not found:
        pytest.skip("axe-core is not there: run tests/install_axe.sh, which needs npm")
    return found[-1].read_text(encoding="utf-8")


@pytest.fixture
def browser(chromium: Any, tmp_path: Path) -> Iterator[Browser]:
    """Give a test its own view of the browser, and hold every page to the same two promises."""
    found = Browser(chromium, tmp_path)
    found.complaints()
    found.asked_for()
    found.errors.clear()
    found.requests.clear()
    yield found
    outside = [
        url
        for url in found.asked_for()
        if not url.startswith(("file:", "data:", "blob:", "chrome:"))
    ]
    assert outside == []
    assert found.complaints() == []
