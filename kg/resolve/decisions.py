"""What people decided about a graph, as a text file that every build replays.

One decision a line, as JSON, with who decided it and when; `docs/decisions-file.md`
describes the fields. A decision is never lost: what can't be read, or no longer
fits, is reported and stays in its file. The order of lines and files means
nothing: decisions take effect in the order of their times.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from types import MappingProxyType
from typing import Any

from kg.iri import content_hash
from kg.model import Issue
from kg.resolve.model import ENTITY_CLASSES, Decisions, Name, Pair, Resolution
from kg.resolve.variants import identity_key

FILE = "decisions.jsonl"
"""Name of a file of decisions; it is kept with the sources and is no article."""

KINDS = ("merge", "split", "reject", "correct", "remove", "withdraw")
"""What can be decided: about names, about claims, about articles, about a person's data."""

FIELDS = (
    "kind", "subject", "object", "action", "role", "amount", "time", "period", "modality",
    "polarity", "speaker", "said", "subject_type", "object_type", "speaker_type",
)  # fmt: skip
"""The fields of a claim that a person may correct."""

STATUSES = ("accepted", "proposed", "dismissed")
"""Only accepted decisions take effect; a line without a status is accepted."""


_ID = re.compile(r"[A-Za-z0-9_.-]{4,64}")


class _UnfitError(ValueError):
    """A JSON value that is no decision; `read_decisions` turns it into an issue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision.

    `names` are joined or kept apart; with one name and `articles`, those
    articles mean somebody else by it. `claim` is an IRI, `was` how that claim
    stood, by which it is found again after a new extraction; `set` holds the
    corrected fields as in `docs/claims.md`. `content` is the hash of the
    content that an article had when it was removed. `hashes` are salted hashes
    of a person's names, with the number of their words. `at` is a time in ISO
    8601, `where` the file and line. `given` is the id that its line has, "" for none.
    """

    kind: str
    by: str
    at: str
    why: str = ""
    status: str = "accepted"
    names: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    claim: str | None = None
    was: Mapping[str, Any] = field(default_factory=dict, hash=False)
    set: Mapping[str, Any] = field(default_factory=dict, hash=False)
    content: str | None = None
    salt: str | None = None
    hashes: tuple[tuple[str, int], ...] = ()
    where: str = field(default="", compare=False)
    given: str = field(default="", compare=False)

    @property
    def id(self) -> str:
        """The name of the decision: the id that its line has, whatever became of it, else its `key`."""
        return self.given or self.key

    @property
    def key(self) -> str:
        """A hash of what was decided, by whom and when: another one for every change."""
        found = decision_to_json(self, status=False)
        found.pop("id", None)
        return content_hash("decision", *found.items())

    @property
    def day(self) -> str:
        """The day of the decision."""
        return self.at[:10]


def decision_to_json(decision: Decision, *, status: bool = True) -> dict[str, Any]:
    """Return a decision as a JSON object; what it does not have is left out.

    Args:
        decision: Any decision.
        status: Tell whether it is proposed or dismissed.
    """
    found: dict[str, Any] = {"decision": decision.kind}
    if decision.given:
        found["id"] = decision.given
    if status and decision.status != "accepted":
        found["status"] = decision.status
    parts = {
        "names": list(decision.names),
        "articles": list(decision.articles),
        "claim": decision.claim,
        "set": dict(decision.set),
        "was": dict(decision.was),
        "content": decision.content,
        "salt": decision.salt,
        "hashes": [list(pair) for pair in decision.hashes],
    }
    found |= {name: value for name, value in parts.items() if value}
    found |= {"by": decision.by, "at": decision.at}
    return found | ({"why": decision.why} if decision.why else {})


def decision_line(decision: Decision) -> str:
    """Return a decision as a line of its file, with the line break."""
    return json.dumps(decision_to_json(decision), ensure_ascii=False) + "\n"


def decision_from_json(found: Any, where: str = "") -> Decision:
    """Return the decision that a JSON object describes.

    Args:
        found: The object of one line.
        where: File and line, for messages.

    Raises:
        ValueError: It is no decision; the message says what is wrong.

    Example:
        >>> made = decision_from_json(
        ...     {"decision": "merge", "names": ["Acme", "ACME Motors"], "by": "ann",
        ...      "at": "2026-01-31T09:00:00+00:00"})
        >>> made.kind, made.names, made.day
        ('merge', ('Acme', 'ACME Motors'), '2026-01-31')
    """
    if not isinstance(found, dict):
        raise _UnfitError("not a JSON object")
    unknown = found.keys() - {
        "decision", "id", "status", "names", "articles", "claim", "set", "was", "content", "salt",
        "hashes", "by", "at", "why",
    }  # fmt: skip
    if unknown:
        raise _UnfitError(f"unknown field {min(unknown)!r}")
    decision = Decision(
        kind=str(found.get("decision")),
        by=_text(found, "by"),
        at=_text(found, "at"),
        why=_text(found, "why", ""),
        status=_text(found, "status", "accepted"),
        names=_texts(found, "names"),
        articles=_texts(found, "articles"),
        claim=_text(found, "claim", "") or None,
        was=_object(found, "was"),
        set=_object(found, "set"),
        content=_text(found, "content", "") or None,
        salt=_text(found, "salt", "") or None,
        hashes=_hashes(found.get("hashes", [])),
        where=where,
        given=_text(found, "id", ""),
    )
    if decision.given and not _ID.fullmatch(decision.given):
        raise _UnfitError("'id' is not made of 4 to 64 letters, digits, '-', '_' and '.'")
    _check(decision)
    return decision


def _text(found: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = found.get(name, default)
    if value is None:
        raise _UnfitError(f"{name!r} is missing")
    if not isinstance(value, str):
        raise _UnfitError(f"{name!r} is no text")
    return value


def _texts(found: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = found.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise _UnfitError(f"{name!r} is no list of texts")
    return tuple(value)


def _object(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = found.get(name, {})
    if not isinstance(value, dict):
        raise _UnfitError(f"{name!r} is no object")
    return MappingProxyType(value)


def _hashes(value: Any) -> tuple[tuple[str, int], ...]:
    found: list[tuple[str, int]] = []
    for pair in value if isinstance(value, list) else [None]:
        match pair:
            case [str(digest), int(words)] if words > 0:
                found.append((digest, words))
            case _:
                raise _UnfitError("'hashes' is no list of pairs of a hash and a number of words")
    return tuple(found)


def _check(decision: Decision) -> None:
    if decision.kind not in KINDS:
        raise _UnfitError(f"no decision called {decision.kind!r}; known: {', '.join(KINDS)}")
    if decision.status not in STATUSES:
        raise _UnfitError(f"no status called {decision.status!r}; known: {', '.join(STATUSES)}")
    if not decision.by.strip():
        raise _UnfitError("'by' is empty")
    try:
        moment = dt.datetime.fromisoformat(decision.at)
    except ValueError as error:
        raise _UnfitError(f"'at' is no time in ISO 8601: {decision.at!r}") from error
    if moment.tzinfo is None:
        raise _UnfitError(f"'at' has no zone: {decision.at!r}")
    needs = {
        "merge": len(set(decision.names)) > 1,
        "split": len(set(decision.names)) > 1 or (len(decision.names) == 1 and decision.articles),
        "reject": decision.claim,
        "correct": decision.claim and decision.set,
        "remove": decision.articles,
        "withdraw": decision.salt and decision.hashes,
    }
    if not needs[decision.kind]:
        raise _UnfitError(f"a decision to {decision.kind} lacks what it is about")
    wrong = decision.set.keys() - set(FIELDS)
    if wrong:
        raise _UnfitError(f"{min(wrong)!r} can't be set; these can: {', '.join(FIELDS)}")


def read_decisions(lines: Iterable[str], source: str) -> tuple[list[Decision], list[Issue]]:
    """Return the decisions of a file, and a warning for each line that is none.

    Args:
        lines: Its lines.
        source: Its path, for messages.

    Example:
        >>> found, issues = read_decisions(['{"decision": "merge"}', ""], "decisions.jsonl")
        >>> found, issues[0].message, issues[0].where
        ([], "not applied: 'by' is missing", 'decisions.jsonl:1')
    """
    found, issues = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{source}:{number}"
        try:
            found.append(decision_from_json(json.loads(line), where))
        except (ValueError, RecursionError) as error:
            issues.append(
                Issue(
                    severity="warning",
                    code="decision-unread",
                    message=f"not applied: {error}",
                    where=where,
                )
            )
    return found, issues


def own_ids(decisions: Iterable[Decision]) -> tuple[list[Decision], list[Issue]]:
    """Return decisions so that no two have one id, and a warning for each whose id another has.

    The first one keeps it; a copy that decides the same is no other decision.

    Args:
        decisions: Decisions in the order of files and lines.

    Example:
        >>> one = Decision(kind="remove", by="ann", at="2026-01-31T09:00:00Z", articles=("a",), given="0001")
        >>> found, issues = own_ids([one, replace(one, articles=("b",), where="d.jsonl:2")])
        >>> [each.id == "0001" for each in found], issues[0].where
        ([True, False], 'd.jsonl:2')
    """
    first: dict[str, Decision] = {}
    found, issues = [], []
    for decision in decisions:
        owner = first.setdefault(decision.id, decision)
        if decision.given and owner.key != decision.key:
            message = f"has the id {decision.given!r} of {owner.where}; it goes by another one"
            issues.append(
                Issue(severity="warning", code="decision-id", message=message, where=decision.where)
            )
            decision = replace(decision, given="")  # noqa: PLW2901
        found.append(decision)
    return found, issues


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the accepted decisions, each once, in the order of their times."""
    unique = {decision.key: decision for decision in decisions if decision.status == "accepted"}
    return tuple(
        decision
        for _, decision in sorted(
            unique.items(), key=lambda pair: (dt.datetime.fromisoformat(pair[1].at), pair[0])
        )
    )


# --- names -----------------------------------------------------------------------------


def name_decisions(decisions: Iterable[Decision]) -> Decisions:
    """Return the pairs of names that decisions join or keep apart, as resolution takes them.

    Of decisions that contradict each other about one pair, the later counts.

    Args:
        decisions: Decisions in force, earliest first.

    Example:
        >>> merge = Decision(kind="merge", by="ann", at="2026-01-31T09:00:00+00:00",
        ...                  names=("Acme", "Zenith"))
        >>> [(pair.a.name, pair.b.name) for pair in name_decisions([merge]).merge]
        [('Acme', 'Zenith')]
    """
    found: dict[tuple[_Member, _Member], Decision] = {}
    for decision in decisions:
        if decision.kind in ("merge", "split"):
            for a, b in _pairs(decision):
                found[min(a, b), max(a, b)] = decision
    pairs: dict[str, list[Pair]] = {"merge": [], "split": []}
    for (a, b), decision in sorted(found.items(), key=lambda item: item[0]):
        pair = Pair(a=_name(a), b=_name(b), id=decision.id, reason=_reason(decision))
        pairs[decision.kind].append(pair)
    return Decisions(merge=tuple(pairs["merge"]), split=tuple(pairs["split"]))


_Member = tuple[str, str]  # a name, and the article that means it, "" for all


def _name(member: _Member) -> Name:
    return Name(name=member[0], article=member[1] or None)


def _reason(decision: Decision) -> str:
    told = f"decided by {decision.by} on {decision.day}"
    return f"{told}: {decision.why}" if decision.why else told


def _pairs(decision: Decision) -> Iterator[tuple[_Member, _Member]]:
    if decision.kind == "split" and decision.articles:
        for name in dict.fromkeys(decision.names):
            for article in decision.articles:
                yield (name, ""), (name, article)
        return
    yield from combinations([(name, "") for name in dict.fromkeys(decision.names)], 2)


def name_issues(decisions: Iterable[Decision], resolution: Resolution) -> list[Issue]:
    """Return a warning for each decision about names that fits none, or that another forbids.

    Args:
        decisions: Decisions in force.
        resolution: What came of `name_decisions`.
    """
    by_id = {decision.id: decision for decision in decisions}
    listed = [("decision-stale", pair, _unborne(pair, resolution)) for pair in resolution.idle]
    apart = "another decision keeps these names apart"
    listed += [("decision-refused", pair, f"{_both(pair)}: {apart}") for pair in resolution.refused]
    return [
        Issue(severity="warning", code=code, message=message, where=by_id[pair.id].where)
        for code, pair, message in listed
        if pair.id in by_id
    ]


def _both(pair: Pair) -> str:
    return " and ".join(sorted({pair.a.name, pair.b.name}))


def _unborne(pair: Pair, resolution: Resolution) -> str:
    """Say which names of a decision that fits nothing nobody bears, and beside which other it stands."""
    firms = {iri: label for label, iri in ENTITY_CLASSES.items()}
    borne = {name for entity in resolution.entities for name in entity.names}
    keys = {identity_key(firms[e.type], name) for e in resolution.entities for name in e.names}

    def is_borne(name: str) -> bool:
        return name in borne or any(identity_key(label, name) in keys for label in ENTITY_CLASSES)

    names = sorted({pair.a.name, pair.b.name})
    missing = [name for name in names if not is_borne(name)]
    if len(missing) == 1 and len(names) == 2:
        (beside,) = set(names) - set(missing)
        return f"{missing[0]}, beside {beside}: no such name (any more); the decision waits"
    return f"{_both(pair)}: no such names (any more); the decision waits"
