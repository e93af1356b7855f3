"""Initials that the articles bring in brackets stand for the one thing that has them, and a note says so."""

from __future__ import annotations

import datetime as dt
import json
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.model import Article, Claim, Kind, Modality, Span
from kg.rdf.store import build_index

Run = Callable[..., tuple[int, str, str]]
TEXT = "Hudson Bay Company (HBC) will open stores. Gamma Lake Trust and Golden Leaf Trust merge."


@pytest.fixture(scope="module")
def bay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a company that is known by its initials, and two that share theirs."""
    made = runpy.run_path(str(Path(__file__).parents[1] / "rdf" / "conftest.py"))
    article = Article(id="bay", title="Stores", text=TEXT, date=dt.date(2024, 5, 1))
    fields: dict[str, Any] = {"article": "bay", "subject_type": "COMPANY"}
    claims = [
        Claim(kind=Kind.FACILITY, action="opens", subject="Hudson Bay Company", object="stores",
              modality=Modality.PLANNED, evidence=(Span(0, 42),), **fields),
        Claim(kind=Kind.MERGER, subject="Gamma Lake Trust", object="Golden Leaf Trust",
              object_type="COMPANY", evidence=(Span(43, len(TEXT)),), **fields),
    ]  # fmt: skip
    folder = tmp_path_factory.mktemp("bay")
    lines = made["lines_of"]([(article, claims)])
    (folder / "graph.nq").write_text("".join(f"{n}\n" for n in lines), "utf-8", newline="\n")
    build_index(folder / "graph.nq", folder / "store", pipeline="v")
    return folder


@pytest.mark.parametrize(
    "command",
    ["show {}", "timeline {}", "ledger --company {}", "explain {}"],
)
@pytest.mark.parametrize("name", ["HBC", "hbc", "Hudson Bay", "hudson bay company"])
def test_commands_agree_on_what_a_name_means(kg: Run, bay: Path, command: str, name: str) -> None:
    parts = [name if part == "{}" else part for part in command.split()]
    code, out, err = kg(*parts, "--store", bay)
    assert code == 0
    assert "stores" in out
    short = f"Nothing is called “{name}”; taken for Hudson Bay Company, which it is short for."
    assert (short in err) == (name.lower() == "hbc")


@pytest.mark.parametrize("command", ["show", "timeline", "ledger --company", "conflicts --company"])
def test_initials_that_two_things_share_are_no_name(kg: Run, bay: Path, command: str) -> None:
    code, out, err = kg(*command.split(), "GLT", "--store", bay)
    assert (code, out) == (2, "")
    assert "No entity is called 'GLT'." in err
    assert "Did you mean: Gamma Lake Trust, Golden Leaf Trust?" in err


def test_search_looks_for_the_long_name_too(kg: Run, bay: Path) -> None:
    code, out, err = kg("search", "HBC", "--store", bay, "--format", "jsonl")
    assert (code, err) == (0, "“HBC” is short for Hudson Bay Company; looked for that too.\n")
    found = [json.loads(line) for line in out.splitlines()]
    assert [row["text"] for row in found if row["kind"] == "thing"] == ["Hudson Bay Company"]
    assert len(found) == 2
    assert kg("search", "hbc stores", "--kind", "claim", "--store", bay)[0] == 0
    assert kg("search", "GLT", "--store", bay)[0] == 1


def test_what_is_measured_around_it(kg: Run, bay: Path) -> None:
    # It is alone in its graph: nothing is around it.
    code, _, err = kg("analyze", "around", "HBC", "--status", "all", "--store", bay)
    assert code == 1
    assert "taken for Hudson Bay Company" in err


def test_who_only_says_something_is_known_but_connected_with_nothing(kg: Run, cobalt: Path) -> None:
    for name in ("Selma Brandt", "Brandt"):
        code, _, err = kg("analyze", "around", name, "--store", cobalt)
        assert code == 2
        assert "Nothing is told of Selma Brandt; it only says what others do.\n'kg show'" in err
        assert kg("show", name, "--store", cobalt)[0] == 0
    assert "No entity is called 'Selm'." in kg("analyze", "around", "Selm", "--store", cobalt)[2]


def test_a_person_is_not_called_by_initials(kg: Run, exports: Path) -> None:
    assert kg("show", "AL", "--store", exports)[0] == 2


# --- names that are a part of longer ones ----------------------------------------------


COBALT = (
    "Cobalt Freight Lines will open a depot. Marrow Foods bought Lindgren Mills. Marrow Foods Asia will open a mill. "
    "Ines Varga joined Marrow Foods. Ines Varga and Petra Varga own Marrow Foods. Marrow Foods launched Marrow Bar."
)


@pytest.fixture(scope="module")
def cobalt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with names that are parts of others, and one that is only ever written in full."""
    made = runpy.run_path(str(Path(__file__).parents[1] / "rdf" / "conftest.py"))
    article = Article(id="cobalt", title="News", text=COBALT, date=dt.date(2024, 5, 1))
    rows: list[tuple[Kind, str, str, str | None, dict[str, Any]]] = [
        (Kind.FACILITY, "Cobalt Freight Lines", "depot", None,
         {"action": "opens", "modality": Modality.PLANNED}),
        (Kind.ACQUISITION, "Marrow", "Lindgren Mills", "COMPANY",
         {"speaker": "Selma Brandt", "speaker_type": "PERSON"}),
        (Kind.FACILITY, "Marrow Foods Asia", "mill", None,
         {"action": "opens", "modality": Modality.PLANNED}),
        (Kind.PRODUCT, "Marrow", "Marrow Bar", "PRODUCT", {"action": "launches"}),
    ]  # fmt: skip
    claims = [
        Claim(article="cobalt", kind=kind, subject=subject, subject_type="COMPANY", object=thing,
              object_type=type_, evidence=(Span(40 * n, 40 * n + 39),), **more)
        for n, (kind, subject, thing, type_, more) in enumerate(rows)
    ]  # fmt: skip
    claims += [
        Claim(article="cobalt", kind=Kind.ROLE, subject=person, subject_type="PERSON", role="chair",
              object="Marrow", object_type="COMPANY", evidence=(Span(0, 39),))
        for person in ("Ines Varga", "Petra Varga")
    ]  # fmt: skip
    folder = tmp_path_factory.mktemp("cobalt")
    lines = made["lines_of"]([(article, claims)])
    (folder / "graph.nq").write_text("".join(f"{n}\n" for n in lines), "utf-8", newline="\n")
    build_index(folder / "graph.nq", folder / "store", pipeline="v")
    return folder


NAMED = [
    "show",
    "timeline",
    "ledger --company",
    "conflicts --company",
    "explain",
    "claims --company",
]


@pytest.mark.parametrize("command", NAMED)
@pytest.mark.parametrize("name", ["Cobalt", "cobalt freight", "Freight Lines"])
def test_a_part_of_one_name_alone_is_taken_for_it(
    kg: Run, cobalt: Path, command: str, name: str
) -> None:
    code, out, err = kg(*command.split(), name, "--store", cobalt)
    assert code == 0
    assert ("depot" in out) == (command != "conflicts --company")
    assert f"Nothing is called “{name}”; taken for Cobalt Freight Lines, the only one" in err


def test_a_note_of_it_can_be_left_out(kg: Run, cobalt: Path) -> None:
    assert kg("-q", "show", "Cobalt", "--store", cobalt)[2] == ""
    assert "taken for Cobalt Freight Lines" in kg(
        "view", "--focus", "Cobalt", "-o", "-", "--store", cobalt
    )[2]  # fmt: skip


@pytest.mark.parametrize("command", NAMED[:5])
def test_a_part_of_several_names_is_refused_with_a_choice(
    kg: Run, cobalt: Path, command: str
) -> None:
    code, out, err = kg(*command.split(), "Varga", "--store", cobalt)
    assert (code, out) == (2, "")
    assert "No entity is called 'Varga'.\nDid you mean: Ines Varga, Petra Varga?" in err


def test_claims_say_by_which_names_they_were_found(kg: Run, cobalt: Path) -> None:
    code, out, err = kg("claims", "--company", "Varga", "--store", cobalt)
    assert (code, out.count("Varga")) == (0, 2)
    assert err == "Nothing is called “Varga”; found by its words: Ines Varga, Petra Varga.\n"


@pytest.mark.parametrize("name", ["Cob", "Cobalt Shipping", "Cobalt Freight Lines Asia", "Line"])
def test_what_is_no_part_of_a_name_is_not_found(kg: Run, cobalt: Path, name: str) -> None:
    assert kg("show", name, "--store", cobalt)[0] == 2
    assert kg("ledger", "--company", name, "--store", cobalt)[0] == 2


@pytest.mark.parametrize("command", [each for each in NAMED if each != "explain"])
def test_things_of_longer_names_are_told_of(kg: Run, cobalt: Path, command: str) -> None:
    code, out, err = kg(*command.split(), "Marrow", "--store", cobalt)
    assert code == 0
    assert "Asia" not in out
    assert "Not included: Marrow Foods Asia (Company), whose longer name has “Marrow”." in err
    assert "Marrow Bar" not in err
    assert "Nothing is called" not in err


def test_nothing_is_told_where_no_longer_name_is(kg: Run, cobalt: Path) -> None:
    for name in ("Marrow Foods Asia", "Lindgren Mills", "Ines Varga"):
        assert kg("show", name, "--store", cobalt)[2] == ""
