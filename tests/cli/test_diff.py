from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


def test_a_graph_its_file_and_its_claims_are_the_same(
    kg: Run, exports: Path, tmp_path: Path
) -> None:
    claims = tmp_path / "claims.jsonl"
    assert kg("claims", "--store", exports, "-f", "jsonl", "-o", claims)[0] == 0
    for other in (exports, exports / "graph.nq", claims):
        code, out, _ = kg("diff", exports, other, "--format", "jsonl")
        assert (code, out) == (0, "")


def test_what_differs_is_listed_and_the_exit_code_says_so(
    kg: Run, exports: Path, tmp_path: Path
) -> None:
    lines = kg("claims", "--store", exports, "-f", "jsonl")[1].splitlines()
    changed = {**json.loads(lines[0]), "confidence": 0.01, "modality": "rumoured"}
    new = tmp_path / "new.jsonl"
    new.write_text("\n".join([json.dumps(changed), *lines[1:-1]]), "utf-8")
    code, out, _ = kg("diff", exports, new, "--format", "jsonl")
    found = sorted((json.loads(line) for line in out.splitlines()), key=lambda row: row["what"])
    assert code == 1
    assert [row["what"] for row in found] == ["changed", "gone"]
    assert sorted(found[0]["fields"]) == ["confidence", "modality"]
    assert [found[1]["old"] is None, found[1]["new"] is None] == [False, True]
    code, out, _ = kg("diff", exports, new, "--ignore", "confidence", "--ignore", "modality")
    assert code == 1
    assert "changed" not in out


def test_what_can_t_be_compared(kg: Run, exports: Path, tmp_path: Path) -> None:
    code, _, err = kg("diff", exports, tmp_path / "none")
    assert code == 2
    assert "kg build" in err
    code, _, err = kg("diff", exports, exports, "--ignore", "sureness")
    assert code == 2
    assert "no such field: sureness" in err
