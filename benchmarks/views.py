"""Time from opening a page to its first drawing, in headless Chromium.

    python -m benchmarks.views            # 300 and 3,000 things, invented, all of them drawn
    python -m benchmarks.views --store exports --things 300

Prints one line per page: things, circles, lines, claims, seconds to make the page (on the clock and of
CPU), its size, and seconds until the first frame was drawn: on the clock (median and slowest of
the runs) and of the page's own thread, which other work on the machine does not lengthen.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from kg.graph import ClaimRow, claims_graph, excerpt, read_rows, rows_from_claims
from kg.model import Article, Claim, Kind, Modality, Span
from kg.rdf.store import open_store
from kg.views import make_page
from kg.views.html import render

KINDS = (Kind.ACQUISITION, Kind.PARTNERSHIP, Kind.TARGET, Kind.ROLE, Kind.SUPPLY, Kind.PRODUCT)
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,900",
)


def invented(things: int) -> Iterator[ClaimRow]:
    """Yield rows of about so many things: hubs of like size, a third of them linked to another."""
    claims, articles = [], {}
    hubs = things // 8
    for hub in range(hubs):
        name = f"Company {hub}"
        for leaf in range(10):
            number = hub * 10 + leaf
            kind = KINDS[number % len(KINDS)]
            other = f"Company {(hub * 7 + 1) % hubs}" if leaf % 3 == 0 else f"Thing {hub}-{leaf}"
            article = f"article-{number % 97}"
            articles[article] = Article(
                id=article,
                title="An invented headline",
                text="An invented sentence of common length about two companies and what they do.",
                date=dt.date(2020, 1, 1) + dt.timedelta(days=number % 900),
                url=f"https://news.example/{number % 97}",
                publisher="Example News",
            )
            claims.append(
                Claim(
                    article=article,
                    kind=kind,
                    subject=name,
                    object=other,
                    subject_type="COMPANY",
                    object_type="COMPANY" if kind is not Kind.TARGET else None,
                    role="chair" if kind is Kind.ROLE else None,
                    modality=list(Modality)[number % 8],
                    evidence=(Span(0, 40),),
                )
            )
    return rows_from_claims(claims, articles)


def drawn_whole(things: int) -> list[ClaimRow]:
    """Return invented rows of exactly so many things: as many as a page draws at once."""
    rows = list(invented(things * 5 // 4))
    part = excerpt(claims_graph(rows), things)
    kept = {key for _, _, key in part.edges(keys=True)}
    return [row for row in rows if row.iri in kept]


def first_drawing(path: Path, runs: int) -> tuple[list[float], list[float]]:
    """Return the seconds from navigation to the first drawing, by the clock and by the thread."""
    options: Any = Options()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for flag in FLAGS:
        options.add_argument(flag)
    clock, thread = [], []
    with tempfile.TemporaryDirectory() as profile:
        options.add_argument(f"--user-data-dir={profile}")
        driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        try:
            driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
            for _ in range(runs):
                driver.get("about:blank")
                driver.get(path.as_uri())
                while not (
                    drawn := driver.execute_script("return document.documentElement.dataset.drawn")
                ):
                    time.sleep(0.02)
                clock.append(int(drawn) / 1000)
                metrics = driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
                thread.append(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))
        finally:
            driver.quit()
    return clock, thread


def main() -> None:
    """Run the benchmark and print its lines."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--store", type=Path, help="measure this graph instead of invented ones")
    parser.add_argument("--things", type=int, nargs="*", default=[300, 3000])
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    for things in options.things:
        rows = list(read_rows(open_store(options.store))) if options.store else drawn_whole(things)
        start, used = time.perf_counter(), time.process_time()
        page = make_page(rows, max_nodes=things)
        html = render(page)
        made, used = time.perf_counter() - start, time.process_time() - used
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "graph.html"
            path.write_text(html, encoding="utf-8")
            clock, thread = first_drawing(path, options.runs)
        print(
            f"things={len(page.nodes)} circles={len(page.groups)} lines={len(page.edges)} claims={len(page.claims)} "
            f"made_s={made:.2f} made_cpu_s={used:.2f} size_kb={len(html) // 1024} "
            f"first_drawing_s={statistics.median(clock):.2f} slowest_s={max(clock):.2f} "
            f"first_drawing_thread_s={statistics.median(thread):.2f}"
        )


if __name__ == "__main__":
    main()
