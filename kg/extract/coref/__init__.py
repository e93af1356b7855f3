"""Coreference within one article: which words refer to the same organization, person or product.

Names are joined by their form, pronouns and descriptions by salience after
Lappin and Leass (1994), with agreement, apposition and what the article says of
those it names. Deterministic, and linear in the number of tokens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Token

from kg.extract.coref.phrases import What, bounds
from kg.extract.coref.resolve import employer, organization_at, resolve
from kg.extract.coref.salience import Referent
from kg.extract.coref.state import State
from kg.model import Article, Mention, Span

__all__ = ["Chains", "Entry", "chains"]

Form = Literal["name", "pronoun", "nominal"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a token refers to.

    `name` is the fullest form of the name in the article, `label` its entity
    label by majority, `chain` the number of its chain, `span` the characters of
    this mention in the text (or in the title, for a token of the title).
    """

    name: str
    label: str
    chain: int
    span: Span
    form: Form = "name"


@dataclass(frozen=True, slots=True)
class Chains:
    """The coreference chains of an article.

    `mentions` are those of the body, in order, chains of one mention included;
    `topic` is the organization that the article is mostly about.
    """

    mentions: tuple[Mention, ...]
    topic: Entry | None
    _doc: Doc
    _title: Doc | None
    _body: Mapping[int, tuple[Entry, ...]] = field(repr=False)
    _head: Mapping[int, tuple[Entry, ...]] = field(repr=False)
    _organization: Mapping[int, Entry] = field(repr=False)

    def named(self, doc: Doc) -> Mapping[int, tuple[Entry, ...]]:
        """Return all that the tokens of the body or title refer to, by token."""
        return self._head if self._title is not None and doc is self._title else self._body

    def all(self, token: Token) -> tuple[Entry, ...]:
        """Return all that a token refers to; several for "both companies" or "they"."""
        return self.named(token.doc).get(token.i, ())

    def at(self, token: Token) -> Entry | None:
        """Return what a name, pronoun or noun phrase refers to, given its head token.

        None for what has no name in the article and for indefinite descriptions
        ("another carmaker"). Where it refers to several, the first is returned.
        """
        found = self.all(token)
        return found[0] if found else None

    def organization_of(self, token: Token) -> Entry | None:
        """Return the organization that a person, given by a head token, belongs to.

        From the words around ("a company executive", "Lei Jun, CEO of Xiaomi"), or
        from any other mention of the same person.
        """
        if self._title is not None and token.doc is self._title:
            found = self.at(token)
            return None if found is None else self._organization.get(-1 - found.chain)
        direct = self._organization.get(token.i)
        if direct is not None:
            return direct
        found = self.at(token)
        return None if found is None else self._organization.get(-1 - found.chain)


def _named(referent: Referent) -> tuple[Referent, ...]:
    """Return the referents with names that stand behind one, several for a group."""
    if referent.members:
        return tuple(m for r in referent.members for m in _named(r))
    return (referent,) if referent.name else ()


def _entries(
    table: Mapping[int, Referent], spans: Mapping[int, Span], forms: Mapping[int, str]
) -> dict[int, tuple[Entry, ...]]:
    found: dict[int, tuple[Entry, ...]] = {}
    for i, referent in table.items():
        form: Form = "name"
        if forms.get(i, "name") != "name":
            form = "nominal" if forms[i] == "nominal" else "pronoun"
        named = tuple(
            Entry(r.name, r.label, r.number, spans[i], form) for r in _named(referent) if r.name
        )
        if named:
            found[i] = named
    return found


def chains(doc: Doc, title_doc: Doc | None = None, *, article: Article | None = None) -> Chains:
    """Return the coreference chains of an article.

    Args:
        doc: The analysed body, with entities, tags and trees.
        title_doc: The analysed title; a name found only there counts too.
        article: Its publisher is never the one that "the company" means.
    """
    state = resolve(doc, title_doc, publisher=article.publisher if article else None)
    a = state.a
    spans: dict[int, Span] = {}
    for i, referent in state.text.items():
        if referent.what is What.THING and not referent.name:
            continue  # no mention, and nothing that a frame asks for
        name = state.name_at.get(state.inside.get(i, -1))
        if name is not None:
            start, end = name.start, name.end
        elif state.kind.get(i) in ("pronoun", "relative"):
            start, end = i, i + 1
        else:
            start, end = bounds(a, i)
        spans[i] = Span(a.idx[start], a.end(end - 1))
    body = _entries(state.text, spans, state.kind)
    title_spans = {
        i: Span(t.idx, t.idx + len(t)) for t in title_doc or () for i in (t.i,) if i in state.title
    }
    for name in state.names:
        if name.title and state.title_arrays is not None:
            t = state.title_arrays
            for i in range(name.start, name.end):
                title_spans[i] = Span(t.idx[name.start], t.end(name.end - 1))
    head = _entries(state.title, title_spans, {})
    topic = None
    if state.topic is not None and state.topic.name:
        r = state.topic
        topic = Entry(r.name or "", r.label, r.number, Span(0, 0))
    return Chains(
        mentions=_mentions(state, spans, a.text),
        topic=topic,
        _doc=doc,
        _title=title_doc,
        _body=body,
        _head=head,
        _organization=_organizations(state, body),
    )


def _mentions(state: State, spans: Mapping[int, Span], text: str) -> tuple[Mention, ...]:
    found: dict[Span, Mention] = {}
    for i in sorted(state.text):
        referent = state.text[i]
        kind = state.kind.get(i)
        if kind in (None, "relative") or (referent.what is What.THING and not referent.name):
            continue
        if kind == "nominal" and _is_bare_title(state, i):
            continue
        span = spans[i]
        name = None if referent.members else referent.name
        if referent.members:
            name = " and ".join(r.name for r in _named(referent) if r.name) or None
        made = Mention(
            span=span,
            text=span.of(text),
            label=referent.label,
            name=name,
            chain=referent.number,
        )
        found.setdefault(span, made)
    return tuple(sorted(found.values(), key=lambda m: (m.span, m.chain or 0)))


def _is_bare_title(state: State, i: int) -> bool:
    """Tell whether a noun is a title that a name bears, one mention with it: "President Doe".

    A description with a small letter ("captain Doe") stays a mention of its own: in GUM's trees the
    name hangs on it, not it on the name.
    """
    name = state.starts.get(i + 1)
    if name is None or state.referents[name.cluster] is not state.text[i]:
        return False
    return state.a.pos[i] == "PROPN" and name.start <= state.a.head[i] < name.end


def _organizations(state: State, body: Mapping[int, tuple[Entry, ...]]) -> dict[int, Entry]:
    """Return organizations by token of a person's mention, and by chain as `-1 - chain`."""
    found: dict[int, Entry] = {}
    for i, referent in state.text.items():
        if referent.what is not What.PERSON or i not in state.kind:
            continue
        organization = organization_at(state, i) or employer(state, referent)
        if organization is None or not organization.name:
            continue
        entry = Entry(
            organization.name, organization.label, organization.number, Span(0, 0), "nominal"
        )
        found[i] = entry
        if i in body:
            found.setdefault(-1 - referent.number, entry)
    return found
