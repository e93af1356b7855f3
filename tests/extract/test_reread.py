"""What second readers put right takes the place of what the first ones marked."""

from __future__ import annotations

import json
from pathlib import Path

from kg.extract.train import reread as module
from kg.extract.train.reread import Told, changed, reread
from kg.model import Claim, Kind, Modality

HERE = Path(module.__file__).parent
TRIGGER = {"field": "text", "start": 5, "end": 11}
FIRST = Claim(
    article="a",
    kind=Kind.PRODUCT,
    subject="Acme",
    object="Comet",
    action="launches",
    speaker="Ann Lee",
)
WAS = {"kind": "Product", "subject": "Acme", "object": "Comet", "at": ["text", 5]}
ADDED = {
    "kind": "Stance",
    "subject": "Zenith",
    "object": "Comet",
    "action": "opposes",
    "trigger": {**TRIGGER, "start": 40, "end": 47},
}


def test_claims_are_added_taken_away_and_put_right() -> None:
    told = [(FIRST, TRIGGER)]
    more = changed(told, [{"article": "a", "is": ADDED}])
    assert [(c.kind, c.subject) for c, _ in more] == [
        (Kind.PRODUCT, "Acme"),
        (Kind.STANCE, "Zenith"),
    ]
    assert more[1][1] == ADDED["trigger"]
    assert changed(told, [{"article": "a", "was": WAS}]) == []
    right = {
        "kind": "Product",
        "subject": "Acme",
        "object": "Comet",
        "action": "announces",
        "modality": "planned",
        "trigger": TRIGGER,
    }
    [(claim, trigger)] = changed(told, [{"article": "a", "was": WAS, "is": right}])
    assert (claim.action, claim.modality, claim.speaker) == (
        "announces",
        Modality.PLANNED,
        "Ann Lee",
    )
    assert trigger == TRIGGER


def test_a_change_of_what_is_not_there_is_none() -> None:
    told = [(FIRST, TRIGGER)]
    assert changed(told, [{"article": "a", "was": {**WAS, "at": ["text", 6]}}]) == told


def test_other_articles_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "reread.jsonl"
    path.write_text(json.dumps({"article": "b", "was": WAS}) + "\n", encoding="utf-8")
    gold: dict[str, list[Told]] = {"a": [(FIRST, TRIGGER)], "b": [(FIRST, TRIGGER)]}
    assert reread(gold, path) == {"a": [(FIRST, TRIGGER)], "b": []}


def test_nothing_was_read_again_that_measures() -> None:
    rows = [json.loads(line) for line in (HERE / "reread.jsonl").read_text("utf-8").splitlines()]
    assert rows
    for name in ("held_out.txt", "untouched.txt"):
        assert not {row["article"] for row in rows} & set((HERE / name).read_text("utf-8").split())
    assert all("was" in row or "is" in row for row in rows)
