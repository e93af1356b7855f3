"""What people decided about a claim, as `kg explain` shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg.cli._filters import note
from kg.cli._output import value_text, visible

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.explain import Ruling


def rulings_text(rulings: Iterable[Ruling]) -> str:
    """Return who corrected a claim, when and why, and what was before; "" where nobody did."""
    lines = []
    for each in rulings:
        why = f": {' '.join(each.why.split())}" if each.why else ""
        lines.append(f"  corrected by {visible(each.by)} on {each.at[:10]}{visible(why)}")
        lines += [
            f"    {name}: {visible(value_text(after))}, before: {visible(value_text(before))}"
            for name, before, after in each.changes or ()
        ]
        if each.changes is None:
            lines.append("    (the folder of the build has what was before, an RDF file has not)")
        elif not each.changes:
            lines.append("    (no field changed)")
        if each.was:
            lines.append(f"    it was {each.was.rsplit('/', 1)[-1]}")
    return "\n".join(["DECIDED", *lines]) + "\n" if lines else ""


def ruling_json(ruling: Ruling) -> dict[str, Any]:
    """Return a decision about a claim as JSON."""
    return {
        "decision": ruling.kind,
        "by": ruling.by,
        "at": ruling.at,
        "why": ruling.why or None,
        "was": ruling.was,
        "changes": [
            {"field": name, "before": before, "after": after}
            for name, before, after in ruling.changes
        ]
        if ruling.changes is not None
        else None,
        "iri": ruling.decision,
    }


def rulings_rows(rulings: Iterable[Ruling]) -> list[dict[str, Any]]:
    """Return decisions about a claim as rows, one for each field that was corrected."""
    return [
        {
            "part": "decided",
            "words": name,
            "value": value_text(after),
            "how": f"before: {value_text(before)}; by {each.by} on {each.at[:10]}: {each.why}",
        }
        for each in rulings
        for name, before, after in each.changes or [("claim", each.was, each.now)]
    ]


def followed(opened: ox.Store, what: str) -> list[str]:
    """Return the claims that were corrected from one that a text names.

    Raises:
        NotFoundError: It was rejected.
    """
    from kg.errors import NotFoundError
    from kg.explain import gone
    from kg.graph.names import SHORTEST_ID, find_claims

    now: list[str] = []
    waiting = [what] if len(what) >= SHORTEST_ID else []
    for text in waiting:
        for each in gone(opened, text):
            if each.now is None:
                why = f": {each.why}" if each.why else ""
                raise NotFoundError(
                    f"{what!r} is not in the graph; {each.by} rejected it on {each.at[:10]}{why}.",
                    "'kg review' lists what was decided, 'kg review dismiss' takes it back.",
                )
            still = find_claims(opened, each.now)
            now += [claim for claim in still if claim not in now]
            waiting += [] if still or each.now in waiting else [each.now]
    if now:
        note(f"“{what}” was corrected; this is what it became.")
    return now
