"""What the named queries about conflicts and speakers find in stories made by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from kg.model import Article, Claim, Kind, Modality, Polarity, Span, TimeSpan
from kg.rdf.named import named_query, terms
from kg.rdf.query import run
from kg.rdf.store import build_index, open_store

Lines = Callable[[Iterable[tuple[Article, list[Claim]]]], list[str]]
NORLUND: dict[str, Any] = {"subject": "Norlund", "subject_type": "COMPANY"}
HOUSE = ("Norlund", "COMPANY")
UNION = ("the union", "UNNAMED")
PAPER = "Harbour Post"


def _told(
    speaker: tuple[str, str] | None = HOUSE, day: int = 1, publisher: str = PAPER, **fields: Any
) -> tuple[Article, list[Claim]]:
    """Return an article of a day in May 2022 with one claim: by default that a plant is to be built."""
    id_ = f"a{day}-{publisher}"
    article = Article(
        id=id_, title="", text="x" * 9, date=dt.date(2022, 5, day), publisher=publisher
    )
    values: dict[str, Any] = {
        **NORLUND, "kind": Kind.FACILITY, "action": "builds", "object": "plant in Leeds",
        "modality": Modality.PLANNED, "evidence": (Span(0, 5),), **fields,
    }  # fmt: skip
    if speaker:
        values |= {"speaker": speaker[0], "speaker_type": speaker[1]}
    return article, [Claim(article=id_, **values)]


def _year(year: int) -> TimeSpan:
    return TimeSpan(earliest=dt.date(year, 1, 1), latest=dt.date(year, 12, 31))


NO = Polarity.NEGATED
TENURE: dict[str, Any] = {
    "subject": "Ada Jones", "subject_type": "PERSON", "action": None, "object": "Norlund",
    "object_type": "COMPANY", "role": "chief executive", "modality": Modality.ASSERTED,
}  # fmt: skip
JONES = _told(None, 1, kind=Kind.ROLE, **TENURE)


@pytest.fixture
def ask(tmp_path: Path, graph_lines: Lines) -> Callable[..., list[dict[str, Any]]]:
    def answers(name: str, story: Iterable[tuple[Article, list[Claim]]], **given: str) -> Any:
        graph = tmp_path / "graph.nq"
        graph.write_text("".join(f"{n}\n" for n in graph_lines(story)), "utf-8", newline="\n")
        build_index(graph, tmp_path / "store", pipeline="test")
        query = named_query(name)
        return run(open_store(tmp_path), query.text, parameters=terms(query, given)).values()

    return answers


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (_told(HOUSE, 20, time=_year(2026)), None),  # the plan's own maker moved it
        (_told(("Ada Jones", "PERSON"), 20, time=_year(2026)), None),
        (_told(("a Norlund spokesman", "UNNAMED"), 20, time=_year(2026)), None),
        (_told(UNION, 20, time=_year(2026)), "due dates do not meet"),
        (_told(UNION, 20, time=_year(2024)), None),
        (_told(HOUSE, 1, "Vale Times", time=_year(2026)), "due dates do not meet"),  # on one day
        (_told(HOUSE, 20, polarity=NO), None),
        (_told(UNION, 20, polarity=NO), "opposite polarity"),
        (_told(UNION, 20, polarity=NO, modality=Modality.HYPOTHETICAL), None),
        (_told(UNION, 20, modality=Modality.DENIED), "one denies it"),
    ],
)
def test_a_conflict_is_between_speakers_or_outlets(
    ask: Callable[..., list[dict[str, Any]]], other: tuple[Article, list[Claim]], why: str | None
) -> None:
    article, plan = _told(HOUSE, 1, time=_year(2024))
    story = [(article, plan + JONES[1]), other]
    assert [row["why"] for row in ask("cq02", story)] == ([why] if why else [])


def test_a_rumour_is_against_what_its_subject_says(
    ask: Callable[..., list[dict[str, Any]]],
) -> None:
    rumour = _told(("sources", "UNNAMED"), 1, modality=Modality.RUMOURED)
    denial = _told(HOUSE, 2, "Vale Times", modality=Modality.DENIED)
    assert [row["why"] for row in ask("cq02", [rumour, denial])] == ["one denies it"]


def test_who_spoke_for_a_firm_and_left_is_listed_on_demand(
    ask: Callable[..., list[dict[str, Any]]],
) -> None:
    left = _told(None, 20, kind=Kind.DEPARTURE, **TENURE)
    story = [JONES, _told(("Ada Jones", "PERSON"), 5), left]
    assert ask("cq14", story, company="Norlund") == []
    found = ask("cq14", story, company="Norlund", past="yes")
    assert [tuple(row.values()) for row in found] == [
        ("Ada Jones", "was chief executive of", "Norlund", 1)
    ]
    now = ask("cq14", story[:2], company="Norlund", past="yes")
    assert [(row["person"], row["role"]) for row in now] == [("Ada Jones", "chief executive of")]
