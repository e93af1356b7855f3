"""`kg review` and `kg remove` over a small graph, with a stand-in for the pipeline."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest

from kg import build
from kg.cli import main
from kg.extract import Extraction
from kg.model import Article, Claim, Kind, Modality, Span
from kg.records import locked

TEXTS = {
    "a.txt": "Acme grows\n\nAcme targets growth. Ann Lee says plans are fine. Lee is glad.",
    "b.txt": "Zenith too\n\nZenith targets a plant. Bo Chen says plans are fine.",
}


def analyse(article: Article) -> Extraction:
    """Read "X targets Y" as a goal and "X says Y" as a stance."""
    claims = []
    for match in re.finditer(r"([^.\n]+?) (targets|says) ([^.\n]+)", article.text):
        person = match[2] == "says"
        claims.append(
            Claim(
                article=article.id,
                kind=Kind.STANCE if person else Kind.TARGET,
                subject=match[1].strip(),
                object=match[3],
                subject_type="PERSON" if person else "COMPANY",
                # A promise is never proposed to be rejected, and the plant is to be.
                modality=Modality.ASSERTED if person or "plant" in match[3] else Modality.TARGETED,
                evidence=(Span(*match.span()),),
                confidence=0.2 if "plant" in match[3] else 0.9,
            )
        )
    return Extraction(claims=tuple(claims))


def make(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Build the graph of the texts in a folder, and go there."""
    patch.setattr(build, "load_analysis", lambda *_: analyse)
    patch.setattr(build, "pipeline_version", lambda *_: "test")
    patch.setenv("KG_BY", "ann")
    patch.chdir(folder)
    for name, text in TEXTS.items():
        path = Path("sources") / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert kg("-q", "build") == 0


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    make(monkeypatch, tmp_path)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph that no test changes."""
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        make(patch, folder)
    return folder


def kg(*args: object) -> int:
    with pytest.raises(SystemExit) as exit_:
        main([str(arg) for arg in args])
    return int(exit_.value.code or 0)


def rows(capsys: pytest.CaptureFixture[str], *args: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert kg(*args, "--format", "jsonl") == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def claims(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    return {row["subject"]: row for row in rows(capsys, "claims")}


def lines() -> list[dict[str, Any]]:
    text = Path("sources/decisions.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def everything() -> str:
    """All that the build keeps, as text."""
    files = [path for path in Path("exports").rglob("*") if path.is_file()]
    return "\n".join(path.read_bytes().decode("utf-8", "replace") for path in files)


@pytest.mark.usefixtures("built")
def test_a_rejected_claim_is_gone_and_comes_back(capsys: pytest.CaptureFixture[str]) -> None:
    id_ = claims(capsys)["Zenith"]["id"]
    assert kg("review", "reject", id_.rpartition(".")[2][:8], "--why", "misread") == 0
    assert kg("-q", "build") == 0
    assert "Zenith" not in claims(capsys)
    (row,) = rows(capsys, "review")
    assert (row["decision"], row["by"], row["why"], row["effect"]) == (
        "reject",
        "ann",
        "misread",
        "applied",
    )
    assert 'decidedBy> "ann"' in Path("exports/graph.nq").read_text("utf-8")
    assert kg("review", "dismiss", row["id"]) == 0
    assert kg("-q", "build") == 0
    assert claims(capsys)["Zenith"]["id"] == id_


@pytest.mark.usefixtures("built")
def test_a_corrected_claim_survives_a_new_extraction(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = claims(capsys)["Acme"]["id"]
    assert kg("review", "correct", id_, "modality=rumoured", "amount=EUR 5000000") == 0
    assert kg("-q", "build") == 0
    assert claims(capsys)["Acme"]["modality"] == "rumoured"
    assert claims(capsys)["Acme"]["amount"] == {"value": 5000000, "unit": "EUR"}
    span = (Span(0, 30),)

    def wider(article: Article) -> Extraction:
        claims = (dataclasses.replace(claim, evidence=span) for claim in analyse(article).claims)
        return Extraction(claims=tuple(claims))

    monkeypatch.setattr(build, "load_analysis", lambda *_: wider)
    monkeypatch.setattr(build, "pipeline_version", lambda *_: "test2")
    assert kg("-q", "build") == 0
    found = claims(capsys)["Acme"]
    assert found["evidence"] == [[0, 30]]
    assert found["modality"] == "rumoured"
    new = found["id"]
    assert f"prov#generated> <{new}>" in Path("exports/graph.nq").read_text("utf-8")


@pytest.mark.usefixtures("built")
def test_merged_names_are_one_entity(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("review", "merge", "Acme", "Zenith") == 0
    assert kg("build") == 0
    assert "2 articles, 4 claims, 3 entities" in capsys.readouterr().err
    assert kg("review", "split", "Acme", "Zenith") == 0
    assert kg("build") == 0
    assert "4 entities" in capsys.readouterr().err


@pytest.mark.usefixtures("built")
def test_a_decision_that_fits_nothing_waits_and_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("review", "merge", "Acme", "Nobody Corp") == 0
    with Path("sources/decisions.jsonl").open("a", encoding="utf-8") as file:
        file.write("{oops\n")
    assert kg("build", "--strict") == 0
    err = capsys.readouterr().err
    assert "decisions.jsonl:1: Nobody Corp, beside Acme: no such name (any more)" in err
    assert "decisions.jsonl:2: not applied" in err
    assert kg("review") == 0
    assert "the decision waits" in capsys.readouterr().out


@pytest.mark.usefixtures("built")
def test_proposals_count_only_when_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("review", "propose") == 0
    (proposal,) = lines()
    assert proposal["status"] == "proposed"
    assert proposal["decision"] == "reject"
    assert kg("-q", "build") == 0
    assert "Zenith" in claims(capsys)
    capsys.readouterr()
    assert kg("review", "propose") == 0
    assert "Nothing to propose." in capsys.readouterr().err
    (row,) = rows(capsys, "review")
    assert kg("review", "accept", row["id"][:6], "--by", "bo") == 0
    assert lines()[0]["by"] == "bo"
    assert lines()[0]["why"] == proposal["why"]
    for change in ("dismiss", "accept"):
        assert kg("review", change, row["id"][:6], "--why", f"to {change}") == 0
        assert lines()[0]["why"] == f"to {change}"
    assert "status" not in lines()[0]
    assert kg("-q", "build") == 0
    assert "Zenith" not in claims(capsys)


@pytest.mark.usefixtures("built")
def test_where_one_id_is_wrong_nothing_is_decided(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("review", "propose") == 0
    before, (row,) = lines(), rows(capsys, "review")
    for change in ("accept", "dismiss"):
        assert kg("review", change, row["id"], "abcdef") == 2
        err = capsys.readouterr().err
        assert "no such decision: 'abcdef'" in err
        assert "reject" not in err
        assert lines() == before
    assert kg("review", "reject", claims(capsys)["Zenith"]["id"], "no-such-claim") == 2
    assert lines() == before
    assert kg("review", "accept", row["id"], row["id"][:6]) == 0
    assert capsys.readouterr().err.count("Accepted: reject") == 1
    assert [line.get("status") for line in lines()] == [None]


@pytest.mark.usefixtures("built")
def test_values_of_corrections_are_listed_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    changes = ["amount=about CNY 299900", "time=2024", "action="]
    assert kg("review", "correct", claims(capsys)["Acme"]["id"], *changes) == 0
    (row,) = rows(capsys, "review")
    said = "amount=about 299,900 CNY, time=2024-01-01/2024-12-31, action=none"
    assert row["what"].endswith(said)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["review", "reject", "no-such-claim"], "no such claim"),
        (["review", "merge", "Acme"], "at least two names"),
        (["review", "split", "Acme"], "--article"),
        (["review", "split", "Acme", "--article", "c.txt"], "no article 'c.txt'"),
        (["review", "accept", "abcdef"], "no such decision"),
        (["remove"], "Name articles"),
        (["remove", "a.tx"], "Did you mean 'a.txt' or 'b.txt'?"),
        (["remove", "--person", "Ann Leigh"], "Did you mean Ann Lee?"),
        (["remove", "--person", "Ann Lee", "--why", "Ann Lee asked"], "holds the name"),
        (["remove", "--person", "Acme", "--yes"], "not a person; the graph has it as company"),
        (["remove", "--person", "Nobody", "--yes"], "No person of the graph is called 'Nobody'"),
        (["remove", "--person", "Lee", "--yes"], "No person of the graph is called 'Lee'"),
        (["remove", "--person", "Ann Lee"], "add --yes"),
        (["remove", "--person", "Ann Lee"], "Ann Lee: 1 claim goes"),
    ],
)
def test_what_is_not_there_is_an_error_with_a_hint(
    args: list[str],
    said: str,
    kept: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(kept)
    capsys.readouterr()
    assert kg(*args) == 2
    assert said in capsys.readouterr().err
    assert not Path("sources/decisions.jsonl").exists()


@pytest.mark.parametrize(
    "change",
    ["modality=firm", "colour=red", "amount=much", "amount=5 million pounds of nuts", "time=soon"],
)
def test_a_correction_that_does_not_fit_is_refused(
    change: str,
    kept: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(kept)
    id_ = claims(capsys)["Acme"]["id"]
    assert kg("review", "correct", id_, change) == 2
    assert not Path("sources/decisions.jsonl").exists()


WITHDRAWALS = [["b.txt"], ["a.txt", "b.txt"], ["--person", "Ann Lee", "--yes"]]


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("what", WITHDRAWALS)
def test_a_withdrawal_while_another_build_writes_decides_nothing(what: list[str]) -> None:
    other = Path("sources/decisions.jsonl")
    other.write_text('{"a line": "of another program"}', encoding="utf-8")
    before, graph = other.read_bytes(), Path("exports/graph.nq").read_bytes()
    with locked(Path("exports/store")):
        assert kg("remove", *what) == 2
    assert other.read_bytes() == before
    other.unlink()
    with locked(Path("exports/store")):
        assert kg("remove", *what) == 2
    assert not other.exists()
    assert kg("-q", "build") == 0
    assert Path("exports/graph.nq").read_bytes() == graph
    assert kg("-q", "remove", *what) == 0
    assert Path("exports/graph.nq").read_bytes() != graph


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("folder", ["exports", "exports/store"])
@pytest.mark.parametrize("what", WITHDRAWALS)
def test_a_withdrawal_from_a_folder_that_cannot_be_written_decides_nothing(
    what: list[str], folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def temporary(*, dir: Path) -> Any:  # noqa: A002 - the name that tempfile has
        if dir == Path(folder):
            raise PermissionError(13, "Permission denied", str(dir))
        return make_temporary(dir=dir)

    make_temporary = tempfile.TemporaryFile
    monkeypatch.setattr(tempfile, "TemporaryFile", temporary)
    before = {path: path.read_bytes() for path in Path("exports").rglob("*") if path.is_file()}
    assert kg("remove", *what) == 2
    assert not Path("sources/decisions.jsonl").exists()
    assert before == {path: path.read_bytes() for path in before}


@pytest.mark.usefixtures("built")
def test_a_removed_article_stays_away_until_it_changes(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("remove", "b.txt", "--why", "retracted") == 0
    assert set(claims(capsys)) == {"Acme", "Ann Lee"}
    assert "Zenith" not in everything().replace(lines()[0].__repr__(), "")
    assert kg("build", "--strict") == 0
    assert "1 removed, 1 unchanged" in capsys.readouterr().err
    report = json.loads(Path("exports/report.json").read_text("utf-8"))
    reasons = {row["article"]: row["reason"] for row in report["rows"]}
    assert reasons["b.txt"].startswith("removed by ann on ")
    assert reasons["b.txt"].endswith(": retracted")
    Path("sources/b.txt").write_text(TEXTS["b.txt"] + " More.", encoding="utf-8")
    assert kg("build") == 0
    assert "Zenith" in claims(capsys)
    for _ in range(2):  # it is named as long as it is there
        assert kg("build") == 0
        err = capsys.readouterr().err
        assert "b.txt is back: ann withdrew it on" in err
        assert "(retracted), and its content has changed since" in err
    report = json.loads(Path("exports/report.json").read_text("utf-8"))
    (issue,) = [each for each in report["issues"] if each["code"] == "decision-outrun"]
    assert issue["where"].endswith("b.txt")
    (row,) = rows(capsys, "review")
    assert row["effect"] == "b.txt is back: its content has changed since"
    assert kg("remove", "b.txt") == 0
    assert "Zenith" not in claims(capsys)
    assert [row["effect"] for row in rows(capsys, "review")] == ["applied", "applied"]


@pytest.mark.usefixtures("built")
def test_who_withdrew_an_article_before_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("remove", "b.txt", "--why", "retracted") == 0
    capsys.readouterr()
    assert kg("remove", "b.txt") == 2
    err = capsys.readouterr().err
    assert re.search(r"'b.txt' was withdrawn already, by ann on 20\d\d-\d\d-\d\d: retracted\.", err)
    assert "Did you mean" not in err
    assert len(lines()) == 1
    assert kg("review", "dismiss", re.search(r"dismiss (\w+)", err)[1]) == 0  # type: ignore[index]
    assert kg("-q", "build") == 0
    assert "Zenith" in claims(capsys)


@pytest.mark.usefixtures("built")
def test_a_persons_data_goes_from_everywhere_and_stays_gone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert kg("build", "--view") == 0
    assert kg("review", "merge", "Ann Lee", "A. Lee") == 0
    assert kg("search", "Lee") == 0
    assert "Ann Lee" in capsys.readouterr().out
    (index,) = Path("exports/store").glob("search-*.sqlite")
    assert b"Ann Lee" in index.read_bytes()
    assert kg("remove", "--person", "ann lee", "--why", "asked", "--yes") == 0
    assert not index.exists()
    err = capsys.readouterr().err
    assert str(Path("sources/a.txt")) in err
    assert not Path("exports/graph.html").exists()
    for step in range(2):
        assert set(claims(capsys)) == {"Acme", "Zenith", "Bo Chen"}, step
        assert not re.search(r"\bLee\b|ann-lee", everything())
        assert kg("-q", "build") == 0
    assert kg("build") == 0
    assert "decisions.jsonl:1: holds the name" in capsys.readouterr().err
    line = lines()[1]
    assert line["by"] == "ann"
    assert line["hashes"][0][1] == 2
    assert "Lee" not in json.dumps(line)
    assert line["hashes"][0][0] in Path("exports/graph.nq").read_text("utf-8")
    assert kg("-q", "build", "--out", "fresh") == 0
    assert Path("fresh/graph.nq").read_bytes() == Path("exports/graph.nq").read_bytes()
    row = rows(capsys, "review")[1]
    assert kg("review", "dismiss", row["id"]) == 0
    assert kg("-q", "build") == 0
    assert "Ann Lee" in claims(capsys)


@pytest.mark.usefixtures("built")
def test_names_that_were_joined_for_weak_reasons_are_proposed_to_be_split() -> None:
    for number, name in enumerate(("Zenith Motor Works", "ZMW", "ZMW", "Zenith Motor Works")):
        text = f"T\n\n{name} targets a plant."
        Path(f"sources/z{number}.txt").write_text(text, encoding="utf-8")
    both = "T\n\nZenith Motor Works targets a plant. ZMW targets a plant."
    Path("sources/z9.txt").write_text(both, encoding="utf-8")
    assert kg("-q", "build") == 0
    assert kg("-q", "review", "propose") == 0
    found = [line for line in lines() if line.get("names") == ["ZMW", "Zenith Motor Works"]]
    assert len(found) == 1
    assert found[0]["decision"] in ("merge", "split"), "by whether resolution joined them"
    assert "initials" in found[0]["why"]
    assert re.match(r"(joined|left apart), 0\.\d\d of 1 that they are one: ", found[0]["why"])


@pytest.mark.usefixtures("built")
def test_decisions_may_stand_in_another_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("remove", "b.txt", "--decisions", "mine.jsonl") == 0
    assert set(claims(capsys)) == {"Acme", "Ann Lee"}
    assert kg("-q", "build") == 0
    assert set(claims(capsys)) == {"Acme", "Ann Lee"}, "a file that a build has read counts on"
    assert kg("-q", "build", "--out", "fresh") == 0
    assert kg("-q", "build", "--out", "other", "--decisions", "mine.jsonl") == 0
    fresh, other = (Path(f"{name}/graph.nq").read_bytes() for name in ("fresh", "other"))
    assert fresh != other == Path("exports/graph.nq").read_bytes()
    Path("mine.jsonl").unlink()
    assert kg("build") == 0
    assert "mine.jsonl: gone; its decisions count" in capsys.readouterr().err
    assert set(claims(capsys)) == {"Acme", "Ann Lee"}
    assert kg("-q", "build", "--prune") == 0
    assert "Zenith" in claims(capsys)


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 1), ("", 1)])
def test_a_withdrawal_is_confirmed_on_a_terminal(
    answer: str, code: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal(f"{answer}\n"))
    assert kg("remove", "--person", "Ann Lee") == code
    assert ("Ann Lee" in claims(capsys)) == bool(code)
    assert Path("sources/decisions.jsonl").exists() != bool(code)


@pytest.mark.usefixtures("built")
def test_a_name_that_the_graph_does_not_know_is_taken_with_force(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = "Acme again\n\nPlans grow. Nobody minds, and nobody asks. Bodyplans differ."
    Path("sources/c.txt").write_text(text, encoding="utf-8")
    assert kg("-q", "build") == 0
    assert kg("remove", "--person", "Plans", "--force", "--yes") == 0
    stored = everything()
    assert "█████ grow" in stored, "the name as a name"
    assert "Bodyplans" in stored, "whole words only"
    assert "says plans are fine" in stored, "a word written small is no name"
    assert set(claims(capsys)) >= {"Acme", "Zenith"}


@pytest.mark.usefixtures("built")
def test_a_store_conforms_after_a_withdrawal(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("remove", "--person", "Ann Lee", "--yes") == 0
    capsys.readouterr()
    assert kg("validate", "--severity", "info") == 0
    out = capsys.readouterr().out
    assert "the text of a.txt is kept in parts or without a withdrawn name" in out
    assert "b.txt" not in out


@pytest.mark.usefixtures("built")
def test_decisions_of_a_new_file_wait_for_the_build(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("review", "merge", "Acme", "Zenith") == 0
    (row,) = rows(capsys, "review")
    assert (row["decision"], row["effect"]) == ("merge", "at the next build")
    assert kg("-q", "build") == 0
    (row,) = rows(capsys, "review")
    assert row["effect"] == "applied"


@pytest.mark.usefixtures("built")
def test_names_that_nothing_bears_are_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert kg("review", "merge", "Acmme", "Zennith") == 0
    err = capsys.readouterr().err
    assert "No entity is called 'Acmme'.\nDid you mean: Acme?" in err
    assert "No entity is called 'Zennith'.\nDid you mean: Zenith?" in err
    assert lines()[0]["names"] == ["Acmme", "Zennith"]
    assert kg("review", "merge", "Acme", "Zenith") == 0
    assert "No entity" not in capsys.readouterr().err


def test_the_store_may_be_named_after_the_subcommand(
    kept: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert kg("review", "merge", "Acme", "Zenith", "--store", kept / "exports",
              "--decisions", "d.jsonl") == 0  # fmt: skip
    assert kg("review", "propose", "--store", kept / "exports", "--decisions", "d.jsonl") == 0
    assert len(Path("d.jsonl").read_text("utf-8").splitlines()) == 2
    for name in ("merge", "split", "reject", "correct", "accept", "dismiss", "propose"):
        capsys.readouterr()
        assert kg("review", name, "--help") == 0
        assert "--store" in capsys.readouterr().out
