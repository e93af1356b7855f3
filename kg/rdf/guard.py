"""What a query may do: read the graph at hand, and nothing else.

Oxigraph would fetch `SERVICE` addresses over the network and has no switch
against it, so queries are checked as tokens before they run.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg import iri
from kg.errors import QueryError
from kg.rdf import ontology
from kg.rdf.lexer import Token, tokens, without_comments
from kg.rdf.vocab import prefixes

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
AROUND = 40
"""Characters of a query that are shown before and after the place of an error."""
_PLACE = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_CLASS = re.compile(r",? ?\[(?:'[^']*'|[^\]'])*\]")
"""A set of characters in the parser's list, for readers of its grammar only."""
_WHOLE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*:")
PADDING = " " * 16
"""Put after a query: no keyword of SPARQL is longer, and one that runs over the end goes untold."""
_NETWORK = ("SERVICE", "LOAD")
_UPDATES = (
    "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A query that may run.

    `text` has neither comments nor `FROM` clauses; `default` and `named` are
    the graphs that those clauses named, None where there were none.
    """

    text: str
    form: str
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


def _expand(token: Token, known: dict[str, str]) -> str | None:
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    return known[prefix] + local if prefix in known else None


def _prologue(found: Sequence[Token]) -> tuple[int, dict[str, str]]:
    """Return the place of the query form and the prefixes declared before it."""
    known, at = prefixes(), 0
    while at < len(found) and found[at].keyword in ("PREFIX", "BASE", "VERSION"):
        if found[at].keyword == "PREFIX" and at + 2 < len(found):
            known[found[at + 1].text.partition(":")[0]] = found[at + 2].text[1:-1]
            at += 3
        else:
            at += 2
    return at, known


def _refuse(found: Sequence[Token], form: str) -> None:
    for token in found:
        word = token.keyword
        for name in _NETWORK:
            if name in word:
                raise QueryError(
                    f"The query has {name}, which would leave this machine.",
                    "Ask the graph at hand only; load other data with 'kg build'.",
                )
    if form in _UPDATES:
        raise QueryError(
            f"{form} changes data; queries only read.", "Change the sources and run 'kg build'."
        )
    if form not in FORMS:
        raise QueryError(
            "The query does not start with SELECT, ASK, CONSTRUCT or DESCRIBE.",
            "See docs/querying.md for examples.",
            typed="Read it from a file with -q FILE; see docs/querying.md for examples.",
        )


def unknown_prefix(query: str) -> str:
    """Return the first name of a query whose prefix nobody declared; empty where all are.

    Example:
        >>> unknown_prefix("ASK { ?x ci:hasTarget ?y ; nope:y ?z }"), unknown_prefix("ASK {}")
        ('nope:y', '')
    """
    found = [token for token in tokens(query) if token.kind != "comment"]
    at, known = _prologue(found)
    names = (token.text for token in found[at:] if token.kind == "name")
    return next((name for name in names if name.partition(":")[0] not in known), "")


def relative_iri(query: str) -> str:
    """Return the first IRI of a query that is no whole one, where no BASE says what it is relative to.

    Example:
        >>> relative_iri("ASK { <a> ?p <https://example.org/> }"), relative_iri("ASK { ?x <urn:a> ?y }")
        ('<a>', '')
    """
    found = [token for token in tokens(query) if token.kind != "comment"]
    names = [token.text for token in found if token.kind == "iri"]
    based = any(a.keyword == "BASE" and _WHOLE.match(b.text) for a, b in pairwise(found))
    return "" if based else next((name for name in names if not _WHOLE.match(name)), "")


def _at(query: str, number: int, column: int, back: int) -> tuple[int, int]:
    """Return the line and column that lie so many characters before a place."""
    lines = query.split("\n")
    before = "\n".join([*lines[: number - 1], lines[number - 1][: column - 1].ljust(column - 1)])
    kept = before[: len(before) - back] if back else before
    return kept.count("\n") + 1, len(kept) - (kept.rfind("\n") + 1) + 1


def syntax_error(query: str, told: str) -> tuple[str, str]:
    """Return what is wrong with a query in one line, and the place in it.

    The parser tells how far it came and each sign that would have done there. Of a keyword it has by then
    read as many characters as that is long, so what failed begins so much earlier, and the longest keyword
    that was tried says nothing about what is missing. A sentence in its list is a rule that was broken.

    Args:
        query: The query, with `PADDING` after it so that no keyword ends the reading.
        told: The message of the parser.

    Example:
        >>> syntax_error("ASK { ?x ?y }", 'error at 1:13: expected one of "$", "?", "<"')[0]
        'The query is not SPARQL at line 1, column 13: expected a term (?name, ci:name, <IRI> or "text").'
        >>> print(syntax_error("ASK ?x", 'error at 1:5: expected "{"')[1])
          ASK ?x
              ^
        >>> syntax_error("ASK { ?x a ?y } LIMT 1", "error at 1:22: expected one of LIMIT, OFFSET")[0]
        'The query is not SPARQL from line 1, column 17 on.'
    """
    found = _PLACE.match(told)
    if not found:
        return f"The query is not SPARQL: {' '.join(told.split())}.", ""
    number, column = int(found[1]), int(found[2])
    signs = _CLASS.sub("", found[3].replace("\n", " ")).strip(" ,").removeprefix("one of ")
    listed = [sign for sign in signs.split(", ") if sign not in ("", "<unreported>")]
    broken = next((sign for sign in listed if " " in sign and not sign.startswith('"')), None)
    if broken:
        plain = broken if broken[:2].isupper() else broken[0].lower() + broken[1:]
        return f"The query is not SPARQL: {plain}.", ""
    keywords = [sign for sign in listed if sign.isidentifier()]
    quoted = [sign for sign in listed if sign not in keywords]
    if keywords and not quoted:
        number, column = _at(query, number, column, min(map(len, keywords)))
    lines = query.rstrip().split("\n")
    line = "".join(c if c.isprintable() else " " for c in lines[min(number, len(lines)) - 1])
    column = min(column, len(line) + 1)
    start = max(0, column - 1 - AROUND)
    shown = f"  {line[start : start + 2 * AROUND]}\n  {' ' * (column - 1 - start)}^"
    place = f"line {number}, column {column}"
    if keywords and not quoted:
        cause = f"The query is not SPARQL from {place} on."
    else:
        wanted = ", ".join(quoted) or "something else"
        if '"?"' in quoted:
            wanted = 'a term (?name, ci:name, <IRI> or "text")'
        cause = f"The query is not SPARQL at {place}: expected {wanted}."
    return cause, shown if line.strip() else ""


def check(query: str, has_graph: Callable[[str], bool]) -> Checked:
    """Return a query that may run, or say why it may not.

    Args:
        query: SPARQL 1.1 text; our prefixes need no declaration.
        has_graph: Tells whether the store has a graph of that name.

    Raises:
        QueryError: The query is no query, or has SERVICE, LOAD, an update, or
            FROM with anything but a graph of the store.
    """
    plain = without_comments(query)
    found = [token for token in tokens(plain) if token.kind != "comment"]
    at, known = _prologue(found)
    form = found[at].keyword if at < len(found) else ""
    _refuse(found, form)
    default: list[str] = []
    named: list[str] = []
    cuts: list[tuple[int, int]] = []
    for place, token in enumerate(found):
        if "FROM" not in token.keyword:
            continue
        rest = found[place + 1 :]
        is_named = bool(rest) and rest[0].keyword == "NAMED"
        target = rest[1 if is_named else 0] if len(rest) > is_named else None
        name = _expand(target, known) if target and target.kind in ("iri", "name") else None
        if target is None or token.keyword != "FROM" or name is None or not has_graph(name):
            raise QueryError(
                f"FROM names {target.text if target else 'nothing'}, which is no graph here.",
                "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } lists the graphs.",
            )
        (named if is_named else default).append(name)
        cuts.append((token.start, target.end))
    for start, end in cuts:
        plain = plain[:start] + " " * (end - start) + plain[end:]
    if not cuts:
        return Checked(text=plain, form=form)
    return Checked(text=plain, form=form, default=tuple(default), named=tuple(named))


@cache
def _terms() -> frozenset[str]:
    base = iri.term("")
    values = (getattr(t.subject, "value", "") for t in ontology.triples("ontology.ttl"))
    return frozenset(value.removeprefix(base) for value in values if value.startswith(base))


def unknown_terms(query: str) -> list[tuple[str, str]]:
    """Return the `ci:` names of a query that the ontology lacks, each with the one spelled most like it, or "".

    A misspelled name is no error in SPARQL and silently finds nothing. A query may mean something else by `ci:`.

    Example:
        >>> unknown_terms("ASK { ?c ci:hasTargt ?t }")
        [('ci:hasTargt', 'ci:hasTarget')]
    """
    read = list(tokens(query))
    declared = zip(read, read[1:], read[2:], strict=False)
    if any(
        a.text.lower() == "prefix" and b.text == "ci:" and c.text != f"<{iri.term('')}>"
        for a, b, c in declared
    ):
        return []
    names = {t.text for t in read if t.kind == "name" and t.text.startswith("ci:")}
    missing = sorted(name for name in names if name.removeprefix("ci:") not in _terms())
    known = [f"ci:{term}" for term in _terms()]
    return [(name, next(iter(near(name, known)), "")) for name in missing]


def near(name: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Return the known names that are spelled most like one, best first.

    Example:
        >>> near("cq06", ["cq06-companies-in-field", "cq01-targets"])
        ('cq06-companies-in-field',)
    """
    listed = sorted(known)
    found = [k for k in listed if name and k.startswith(name)][:count]
    found += difflib.get_close_matches(name, listed, n=count)
    return tuple(dict.fromkeys(found))[:count]
