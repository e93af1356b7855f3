"""SPARQL as tokens: enough to see keywords, and to know that nothing hides from us.

The terminals are those of the SPARQL 1.1 grammar (section 19.8). Comments are
blanked out before a query runs, so that the engine reads what was checked
here and nothing else: text that this module took for a comment never reaches it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_LOCAL = r"(?:[\w:.\-·]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])"
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_ESCAPE})*>)
  | (?P<string>\"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
             |'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''
             |"(?:[^"\\\n\r]|\\.)*"
             |'(?:[^'\\\n\r]|\\.)*')
  | (?P<comment>\#[^\n\r]*)
  | (?P<variable>[?$]\w+)
  | (?P<blank>_:\w[\w.\-]*)
  | (?P<name>(?:[^\W\d_][\w.\-]*)?:(?:{_LOCAL})*)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>\d+)
  | (?P<word>[^\W\d]\w*)
  | (?P<escape>\\.)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One terminal: its kind, its characters and where it starts."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.start + len(self.text)

    @property
    def keyword(self) -> str:
        """The word in capitals; empty for tokens that are no bare words."""
        return self.text.upper() if self.kind == "word" else ""


def star_order(query: str) -> list[str]:
    """Return the variables of a `SELECT *` as they first stand in it; none of another query.

    Example:
        >>> star_order("SELECT * { ?s ?p ?o ; ?q ?s }"), star_order("SELECT ?o { ?s ?p ?o }")
        (['s', 'p', 'o', 'q'], [])
    """
    found = [token for token in tokens(query) if token.kind not in ("comment", "space")]
    words = [token.keyword or token.text for token in found]
    at = words.index("SELECT") if "SELECT" in words else len(words)
    after = [word for word in words[at + 1 : at + 3] if word not in ("DISTINCT", "REDUCED")]
    if after[:1] != ["*"]:
        return []
    return list(dict.fromkeys(token.text[1:] for token in found if token.kind == "variable"))


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query without white space; comments are among them.

    Example:
        >>> [t.kind for t in tokens("ASK { ?s ex:p 'x' } # end")]
        ['word', 'other', 'variable', 'name', 'string', 'other', 'comment']
    """
    for match in _TOKEN.finditer(query):
        if match.lastgroup and match.lastgroup != "space":
            yield Token(match.lastgroup, match.group(), match.start())


def without_comments(query: str) -> str:
    """Return a query of the same length with blanks for its comments.

    Example:
        >>> without_comments("ASK { } # all")
        'ASK { }      '
    """
    parts, at = [], 0
    for token in tokens(query):
        if token.kind == "comment":
            parts += [query[at : token.start], " " * len(token.text)]
            at = token.end
    return "".join([*parts, query[at:]])
