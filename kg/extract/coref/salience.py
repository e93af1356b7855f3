"""The discourse as it goes on: who was talked about, and how prominently.

Salience after S. Lappin and H. Leass (1994), "An algorithm for pronominal
anaphora resolution", Computational Linguistics 20(4): every mention adds
weight by its grammatical role, and all weights fade at each sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.extract.arrays import SUBJECTS, Arrays
from kg.extract.coref.lists import Lists
from kg.extract.coref.phrases import What
from kg.extract.sayers import is_reporting

_NOUNS = ("NOUN", "PROPN")
_PROMINENT = ("subject", "object", "oblique", "root")
_RELATIVE = ("acl:relcl", "advcl:relcl")
_RELATIVIZERS = ("which", "who", "whose", "whom", "where", "that")


@dataclass(slots=True, eq=False)
class Referent:
    """Something the article talks about.

    `name` and `label` are set for what has a name; `members` for several
    together ("Continental and United"). `introduced` is the token of the description
    that brought a name up as something new ("a venture, Acme Air"), -1 where none did.
    """

    number: int
    what: What
    label: str
    name: str | None = None
    words: frozenset[str] = frozenset()
    plural: bool = False
    gender: str | None = None
    classes: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    members: tuple[Referent, ...] = ()
    organization: Referent | None = None
    salience: float = 0.0
    last: int = -1
    heard: int = 0
    introduced: int = -1


class Discourse:
    """The referents that are still in mind while a text is read."""

    def __init__(self, a: Arrays, lists: Lists, text: Mapping[int, Referent]) -> None:
        self.a = a
        self.text = text
        self.w = lists.weights
        self.exchanges = lists.exchanges
        self.active: dict[int, Referent] = {}
        self.firms: dict[int, Referent] = {}
        self.current: set[tuple[int, str]] = set()

    def role(self, i: int) -> str:
        """Return how prominent the place of a noun phrase is."""
        a = self.a
        seen = 0
        while a.dep[i] in ("conj", "appos", "flat", "nmod:desc") and a.head[i] != i and seen < 9:
            i = a.head[i]
            seen += 1
        dep = a.dep[i]
        shares = dep == "nmod" and a.lemma[a.head[i]] in ("share", "stock")
        if shares and a.dep[a.head[i]] in SUBJECTS and a.lower[i] not in self.exchanges:
            return "object"  # "shares of Acme rose"
        if dep == "nmod:poss" and a.dep[a.head[i]] in SUBJECTS and a.pos[i] == "PROPN":
            return "object"  # "Acme's share of the market shrank" is about Acme
        if dep in SUBJECTS:
            return "subject"
        if dep in ("obj", "iobj"):
            return "object"
        if dep.startswith("obl") or (dep == "nmod" and a.lower[i] in self.exchanges):
            # "shares of Acme trade on the Nasdaq" is not about the Nasdaq
            return "other" if a.lower[i] in self.exchanges else "oblique"
        return "root" if dep == "root" else "other"

    def mention(self, referent: Referent, i: int) -> None:
        """Take note that a referent is mentioned at token `i`."""
        role = self.role(i)
        if role in _PROMINENT and self._is_aside(i):
            role = "other"
        elif role == "subject" and self._is_told_by_firm(i, referent):
            role = "object"
        referent.last = i
        referent.heard += 1
        self.active[referent.number] = referent
        if referent.name and referent.what is What.ORGANIZATION:
            self.firms[referent.number] = referent
        if (referent.number, role) in self.current or self._listens(i):
            return
        self.current.add((referent.number, role))
        gain = (
            self.w["sentence"]
            if all(n != referent.number or r == role for n, r in self.current)
            else 0.0
        )
        gain += self.w.get(role, self.w["subject"] if role == "root" else 0.0)
        if role in _PROMINENT:
            gain += self.w["head_noun"]
        referent.salience += gain

    def _is_aside(self, i: int) -> bool:
        """Tell whether a name stands in a clause that only says which one is meant: "Acme, which sued Zenith"."""
        a = self.a
        top = a.clause(i)
        if a.dep[top] == "acl":
            return a.tag[top] == "VBN"
        return a.dep[top] in _RELATIVE and any(
            a.lower[k] in _RELATIVIZERS for k in range(a.left[top], top)
        )

    def _is_told_by_firm(self, i: int, referent: Referent) -> bool:
        """Tell whether an organization says this of another: of Zenith, in "Acme said Zenith had agreed"."""
        a = self.a
        top = a.clause(i)
        verb = a.head[top]
        if a.dep[top] != "ccomp" or not is_reporting(a, verb):
            return False
        teller = a.subject(verb)
        while teller is None and a.dep[verb] == "conj" and a.head[verb] != verb:
            verb = a.head[verb]
            teller = a.subject(verb)
        told = self.text.get(teller) if teller is not None else None
        return told is not None and told.what is What.ORGANIZATION and told is not referent

    def _listens(self, i: int) -> bool:
        """Tell whether a name is only that of who is told something: "told DongA that it would"."""
        a = self.a
        while a.dep[i] in ("compound", "flat", "nmod:desc") and a.pos[a.head[i]] in _NOUNS:
            i = a.head[i]
        up = a.head[i]
        told = a.dep[i] in ("obj", "iobj") and a.lemma[up] in ("tell", "inform")
        return told and a.child(up, "ccomp", "parataxis") is not None

    def next_sentence(self) -> None:
        """Let all weights fade and forget what has gone."""
        self.current.clear()
        decay = self.w["decay"]
        for referent in self.active.values():
            referent.salience *= decay
        kept = sorted(
            (r for r in self.active.values() if r.salience > self.w["keep_above"]),
            key=lambda r: (-r.salience, r.number),
        )[: int(self.w["keep_most"])]
        staying = {r.number: r for r in kept}
        for number, referent in self.active.items():
            if number not in staying:
                referent.salience = 0.0
        self.active = staying
