from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.resolve.evaluate import (
    annotated,
    figures,
    main,
    of_variants,
    read_lines,
    readings,
    score_names,
    score_pairs,
)
from kg.resolve.hardpairs import make, names_of

SEC = Path(__file__).resolve().parents[3] / "shared" / "data" / "names" / "sec_companies.csv"
UNTOUCHED = resources.files("kg.extract").joinpath("train").joinpath("untouched.txt")


def train(name: str) -> str:
    return resources.files("kg.resolve").joinpath("train").joinpath(name).read_text("utf-8")


def test_names_of_half_the_articles_that_nothing_was_set_on() -> None:
    scores = score_names(annotated(train("names.jsonl")), readings(train("readings.jsonl")))
    assert set(scores) == {"dev", "held-out"}
    for every, variants in scores.values():
        assert every.precision >= 0.98
        assert every.recall >= 0.80
        assert every.b3_precision >= 0.99
        assert every.b3_recall >= 0.95
        assert variants.precision >= 0.98
    assert sum(every.names for every, _ in scores.values()) >= 400


def test_annotations_keep_away_from_the_untouched_articles() -> None:
    listed = {line.strip() for line in UNTOUCHED.read_text("utf-8").splitlines()}
    names = annotated(train("names.jsonl"))
    assert not listed & {name.article for name in names}
    assert not listed & {claim.article for claim in readings(train("readings.jsonl"))}
    halves = [{n.article for n in names if n.half == half} for half in ("dev", "held-out")]
    assert not halves[0] & halves[1]


def test_figures_of_perfect_split_and_joined_clusterings() -> None:
    wanted = ["a", "a", "b"]
    assert figures(wanted, wanted).precision == figures(wanted, wanted).recall == 1
    apart = figures([1, 2, 3], wanted)
    assert (apart.precision, apart.recall) == (1, 0)
    joined = figures([1, 1, 1], wanted)
    assert (joined.joined, joined.one, joined.right) == (3, 1, 1)
    assert joined.b3_recall == 1
    assert figures([], []).b3_precision == 0


def test_pairs_of_one_spelling_are_not_counted_as_variants() -> None:
    f = of_variants(["A", "A", "B"], [1, 1, 1], ["x", "x", "y"])
    assert (f.joined, f.one, f.right) == (2, 0, 0)


def test_hard_pairs_are_the_same_each_time_and_of_both_sorts(tmp_path: Path) -> None:
    listed = tmp_path / "names.csv"
    firms = [
        "First Bank of Ohio Inc.",
        "First Bank of Iowa Inc.",
        "Alpha Beta Gamma Corp",
        "Zed & Co",
    ]
    listed.write_text("name\n" + "\n".join(firms) + "\n", "utf-8")
    made = make(names_of(listed))
    assert made == make(names_of(listed))
    assert {p["one"] for p in made} == {True, False}
    assert ("First Bank of Iowa", "First Bank of Ohio") in {(p["a"], p["b"]) for p in made}
    scores = score_pairs(made)
    assert all(n["joined"] == 0 for n in scores.values() if not n["one"])
    assert scores["another legal form"]["joined"] == scores["another legal form"]["pairs"]


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not SEC.exists(), reason="needs the shared list of company names")
def test_hard_pairs_of_the_list_of_registrants() -> None:
    scores = score_pairs(make(names_of(SEC)))
    joined = sum(n["joined"] for n in scores.values())
    right = sum(n["joined"] for n in scores.values() if n["one"])
    one = sum(n["one"] for n in scores.values())
    assert right / joined >= 0.98
    assert right / one >= 0.80


def test_the_command_prints_all_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names, claims, pairs = (tmp_path / n for n in ("names", "claims", "pairs"))
    row = {"article": "a", "name": "Acme", "type": "COMPANY", "entity": "1", "half": "dev"}
    names.write_text(json.dumps(row) + "\n", "utf-8")
    claims.write_text(
        '{"article": "a", "kind": "Target", "subject": "Acme", "subject_type": "COMPANY"}\n',
        "utf-8",
    )
    pairs.write_text('{"a": "Acme", "b": "Acme Inc.", "sort": "form", "one": true}\n', "utf-8")
    given = ["--names", str(names), "--readings", str(claims), "--pairs", str(pairs)]
    assert main(given) == 0
    shown = capsys.readouterr().out
    assert "dev" in shown
    assert "form" in shown


@pytest.mark.parametrize(
    ("text", "message"),
    [("{", "no JSON"), ("[]", "no JSON object"), ('{"name": "x"}', "no annotated name")],
)
def test_malformed_annotations_say_where(text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        annotated(text, "file")


def test_malformed_readings_and_lists_say_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no reading"):
        readings('{"article": "a", "kind": "Nothing"}')
    (tmp_path / "x.csv").write_text("other\n1\n", "utf-8")
    with pytest.raises(SourceError, match="no column"):
        names_of(tmp_path / "x.csv")
    assert read_lines("\n \n", "x") == []
