"""Which offices a role name holds, and the predicates that state them.

Only whole names count: "vice president" is no president and "chief executive
for Europe" heads no company, so they stay plain roles.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from kg.resolve.names import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that many organizations have.

    `sole` offices have one holder at a time; `lasting` ones never end (a
    founder stays the founder).
    """

    id: str
    predicate: str
    sole: bool
    lasting: bool = False


@cache
def _table() -> tuple[dict[str, Office], frozenset[str], frozenset[str]]:
    text = resources.files("kg.rdf").joinpath("offices.toml").read_text("utf-8")
    found = tomllib.loads(text)
    names = {}
    for row in found["office"]:
        office = Office(
            id=row["id"],
            predicate=row["predicate"],
            sole=row["sole"],
            lasting=row.get("lasting", False),
        )
        names.update(dict.fromkeys(row["names"], office))
    return names, frozenset(found["ignored"]), frozenset(found["separators"])


def role_key(role: str | None) -> str:
    """Return the form that spellings of one role share: its offices, else its words.

    Example:
        >>> role_key("Chief Executive Officer") == role_key("CEO")
        True
        >>> role_key("director of international marketing")
        'director of international marketing'
    """
    if not role:
        return ""
    return "+".join(office.id for office in offices(role)) or " ".join(words(role))


@lru_cache(maxsize=4096)
def offices(role: str) -> tuple[Office, ...]:
    """Return the offices that a role name holds, in the order of the table; () for other roles.

    Example:
        >>> [office.predicate for office in offices("president and CEO")]
        ['chiefExecutiveOf', 'presidentOf']
        >>> offices("vice president"), offices("former CEO")
        ((), ())
    """
    names, ignored, separators = _table()
    parts: list[list[str]] = [[]]
    for word in words(role.replace("/", " and ").replace(",", " and ")):
        if word in separators:
            parts.append([])
        elif word not in ignored:
            parts[-1].append(word)
    phrases = [" ".join(part) for part in parts if part]
    if any(phrase not in names for phrase in phrases):
        whole = " ".join(w for w in words(role) if w not in ignored)
        return (names[whole],) if whole in names else ()
    found = {names[phrase] for phrase in phrases}
    return tuple(sorted(found, key=lambda office: office.id))
