"""What is known while an article is read: names, referents, and who is in mind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc

from kg.extract.arrays import SUBJECTS, Arrays, arrays
from kg.extract.coref.knowledge import learn, referent
from kg.extract.coref.lists import Lists, lists
from kg.extract.coref.names import Name, cluster
from kg.extract.coref.phrases import What
from kg.extract.coref.salience import Discourse, Referent
from kg.extract.posts import only_comes
from kg.extract.quotes import Quote, quotes

_TITLE_WEIGHT = 3
_NEAR_NAMES = 12
_NEAR_SENTENCES = 2


Watch = Callable[["State", Any, list[tuple[Referent, dict[str, float]]]], None]
"""Gets told of each choice: what was asked, and what speaks for each candidate."""


@dataclass(slots=True, kw_only=True)
class State:
    """The article as far as it was read.

    `text` and `title` map tokens to referents, `kind` says whether a token of
    the text is a name, a pronoun, a relative pronoun or a nominal. `name_at`
    finds names by their head tokens, `starts` by their first, and `inside` the head of the name that a
    token is part of.
    """

    lists: Lists
    a: Arrays
    title_arrays: Arrays | None
    names: list[Name]
    referents: list[Referent]
    discourse: Discourse
    quotes: list[Quote]
    topic: Referent | None = None
    text: dict[int, Referent] = field(default_factory=dict)
    title: dict[int, Referent] = field(default_factory=dict)
    kind: dict[int, str] = field(default_factory=dict)
    things: dict[str, Referent] = field(default_factory=dict)
    unnamed: dict[tuple[str, bool], Referent] = field(default_factory=dict)
    owners: dict[int, Referent] = field(default_factory=dict)
    name_at: dict[int, Name] = field(default_factory=dict)
    starts: dict[int, Name] = field(default_factory=dict)
    inside: dict[int, int] = field(default_factory=dict)
    recent: list[tuple[int, Referent]] = field(default_factory=list)
    leads: dict[int, int | None] = field(default_factory=dict)
    titled: set[int] = field(default_factory=set)
    named: Counter[int] = field(default_factory=Counter)
    watch: Watch | None = None


def begin(doc: Doc, title_doc: Doc | None, publisher: str | None) -> State:
    """Return the state before the first sentence: all names joined and described."""
    words = lists()
    a = arrays(doc)
    names, clusters = cluster(doc, title_doc)
    text: dict[int, Referent] = {}
    s = State(
        lists=words,
        a=a,
        title_arrays=arrays(title_doc) if title_doc is not None else None,
        names=names,
        referents=[referent(n, c, words) for n, c in enumerate(clusters)],
        discourse=Discourse(a, words, text),
        text=text,
        quotes=quotes(doc),
    )
    for name in names:
        own = s.title_arrays if name.title else a
        if own is not None:
            learn(own, name, s.referents[name.cluster], words)
        if not name.title:
            s.name_at[name.head] = name
            s.starts[name.start] = name
            s.inside.update(dict.fromkeys(range(name.start, name.end), name.head))
            s.named[name.cluster] += 1
        else:
            s.titled.add(name.cluster)
    s.topic = _topic(s, publisher)
    return s


def _topic(s: State, publisher: str | None) -> Referent | None:
    """Return the organization that the article is about: in the title, early and often."""
    score: dict[int, float] = {}
    first = s.a.sents[0][1] if s.a.sents else 0
    for name in s.names:
        about = s.referents[name.cluster]
        if about.what is not What.ORGANIZATION or about.label == "OUTLET":
            continue
        if publisher is not None and about.name == publisher:
            continue
        if not name.title and only_comes(s.a, name.head):
            continue
        gain = _TITLE_WEIGHT if name.title else 1.0
        if not name.title and name.start < first:
            gain += 2 if s.a.dep[name.head] in SUBJECTS else 1
        score[name.cluster] = score.get(name.cluster, 0.0) + gain
    return s.referents[max(score, key=lambda k: (score[k], -k))] if score else None


def new(s: State, what: What, label: str, *, plural: bool = False) -> Referent:
    """Return a referent that nothing referred to before."""
    made = Referent(len(s.referents), what, label, plural=plural)
    s.referents.append(made)
    return made


def assign(s: State, i: int, found: Referent, kind: str) -> None:
    """Say what token `i` refers to."""
    s.text[i] = found
    s.kind[i] = kind
    s.discourse.mention(found, i)


def group(s: State, members: tuple[Referent, ...], i: int) -> Referent:
    """Return the referent for several together, a new one unless they were together before."""
    key = frozenset(m.number for m in members)
    for known in s.discourse.active.values():
        if known.members and frozenset(m.number for m in known.members) == key:
            s.discourse.mention(known, i)
            return known
    made = new(s, members[0].what, members[0].label, plural=True)
    made.members = members
    made.classes = set.intersection(*(m.classes for m in members))
    s.discourse.mention(made, i)
    return made


def coordinate(s: State, i: int) -> None:
    """Join coordinated parties into one referent once the last of them was read."""
    first = s.a.head[i]
    parts = [first, *s.a.children(first, "conj")]
    if parts[-1] != i:
        return
    found = [s.text[p] for p in parts if p in s.text]
    what = found[0].what if found else What.THING
    if len(found) != len(parts) or any(r.what is not what for r in found):
        return
    if what is not What.THING and len({r.number for r in found}) > 1:
        group(s, tuple(dict.fromkeys(found)), first)


def latter(s: State, i: int) -> None:
    """Resolve "the latter" and "the former" at token `i`.

    The nearest coordination of names decides, else the last two names of a kind.
    """
    a = s.a
    last = a.lower[i] == "latter"
    recent = s.recent[-_NEAR_NAMES:]
    near = [(k, r) for k, r in recent if a.sent[k] >= a.sent[i] - _NEAR_SENTENCES and r.name]
    pairs = [
        [s.text[p] for p in (a.head[k], *a.children(a.head[k], "conj")) if p in s.text]
        for k, _ in near
        if a.dep[k] == "conj"
    ]
    full = [pair for pair in pairs if len(pair) > 1]
    if full:
        assign(s, i, full[-1][-1 if last else 0], "nominal")
        return
    # A paper that a sentence quotes is none of the two.
    kinds = [r for _, r in near if r.what is not What.THING and r.label != "OUTLET"]
    kinds = kinds or [r for _, r in near if r.what is not What.THING]
    same = [r for r in kinds if r.what is kinds[-1].what]
    different = list(dict.fromkeys(reversed(same)))[:2]
    if len(different) > 1:
        assign(s, i, different[0 if last else 1], "nominal")
