"""What second readers put right in the annotations that the network learns from.

`reread.jsonl` has a row for each change: `was` tells the claim of the first reader that it is about,
`is` the claim as it should be. Without `was` a claim is added, without `is` one is taken away. Times, amounts
and speakers of added claims were not marked, so no field is measured on them.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.interchange import claim_from_json
from kg.model import Claim

if TYPE_CHECKING:
    from kg.extract.train.samples import Gold

Told = tuple[Claim, dict[str, Any] | None]
MARKED = ("kind", "subject", "object", "action", "modality", "polarity")
"""Fields of a claim that second readers marked."""


def reread(gold: Gold, path: Path) -> dict[str, list[Told]]:
    """Return annotated claims by article as second readers left them.

    Args:
        gold: Claims with their triggers by article.
        path: The changes.
    """
    changes: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        changes.setdefault(row["article"], []).append(row)
    return {article: changed(claims, changes.get(article, ())) for article, claims in gold.items()}


def changed(claims: Iterable[Told], changes: Iterable[Mapping[str, Any]]) -> list[Told]:
    """Return the claims of an article after some changes; a change of what is not there is none.

    Args:
        claims: Claims with their triggers.
        changes: Rows of `reread.jsonl` about the article.
    """
    found = list(claims)
    for row in changes:
        at = None
        if "was" in row:
            at = next((n for n, told in enumerate(found) if _key(*told) == row["was"]), None)
            if at is None:
                continue
        if "is" not in row:
            if at is not None:
                del found[at]
            continue
        raw = {"article": row["article"], **row["is"]}
        claim = claim_from_json(raw)
        if at is None:
            found.append((claim, raw["trigger"]))
        else:
            marked = {name: getattr(claim, name) for name in MARKED}
            found[at] = (dataclasses.replace(found[at][0], **marked), raw["trigger"])
    return found


def _key(claim: Claim, trigger: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what tells a claim from the others of its article."""
    return {
        "kind": claim.kind.value,
        "subject": claim.subject,
        "object": claim.object,
        "at": None if trigger is None else [trigger["field"], trigger["start"]],
    }
