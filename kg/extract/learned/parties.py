"""Who and what a claim may be about: the mentions and phrases of a sentence.

Nothing outside them can become a subject or an object.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract import discourse
from kg.extract.learned.text import NOUNS, Text
from kg.extract.wording import Filler, measure_of, names_of, phrase_of
from kg.model import ORGANIZATION_LABELS, Kind

if TYPE_CHECKING:
    from kg.extract.context import Context

MOST_SUBJECTS, MOST_OBJECTS = 16, 32
"""Mentions of one sentence that are looked at: the first ones."""

_INSIDE = frozenset({"compound", "flat", "nummod", "amod", "det", "punct", "case", "goeswith"})
_ACTING = frozenset({"nsubj", "nsubj:pass", "obl:agent", "nmod:poss"})
_CLAUSES = frozenset({"xcomp", "ccomp", "acl", "advcl"})
_SUBJECTS = frozenset({"nsubj", "nsubj:outer", "csubj"})
_PREDICATE = _SUBJECTS | {"advmod", "aux", "cop", "expl", "mark", "nsubj:pass", "obl"}
"""What makes a clause of a noun that is told of a subject: "that is (the goal of his team)"."""
_NOTHING = frozenset({"no", "not", "none", "nothing", "nobody", "neither"})
_SEATED = frozenset({"based", "headquartered"})
_FORWARD = frozenset({"will", "would", "shall", "'ll", "’ll"})

FORMS = ("name", "pronoun", "nominal", "phrase", "clause", "topic", "article", "later", "none")
"""How a party is told: `topic` is the organization in mind, `article` another one that the
article told of before and the sentence does not name, `later` one that it names only after the
sentence, `none` that there is no such party."""
ELSEWHERE = frozenset({"topic", "article", "later", "none"})
"""Forms of parties that have no words in the sentence."""
MOST_OF_ARTICLE = 3
"""Organizations of the article that are looked at where a sentence does not name them."""
NO_CHAIN = NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Party:
    """A mention or phrase by its head token; `label` is empty for what has no name.

    `chain` is the number of what the article names so (`kg.extract.coref.Entry`), if known; `named` is
    where the text names a party that the sentence does not, `NOWHERE` if it is not known.
    """

    at: int
    label: str
    form: str
    chain: int = NO_CHAIN
    named: int = NOWHERE

    @property
    def seen(self) -> int:
        """The token that the party is known by: its own, or where it is named elsewhere."""
        return self.named if self.form in ELSEWHERE else self.at


Allowed = Mapping[int, tuple[frozenset[str], bool]]
"""By number of a kind: labels that a subject may have, and whether it may be a description."""


def fits(kind: int, subject: Party, allowed: Allowed) -> bool:
    """Tell whether a party may be the subject of a kind."""
    labels, described = allowed[kind]
    return subject.label in labels if subject.label else described


def fillers(party: Party, context: Context, kind: Kind | None = None) -> list[Filler]:
    """Return what a party stands for: names, the organization in mind, or its words.

    Args:
        party: The party.
        context: The text.
        kind: What it is a party to; what a `Result` measures is told without its figures.
    """
    token = context.doc[party.at]
    if kind is Kind.RESULT and party.form == "phrase":
        return [Filler(measure_of(token, context), None, token)]
    if party.form == "none":
        return []
    if party.form == "topic":
        entry = discourse.organization_about(token, context)
        return [] if entry is None else [Filler(entry.name, entry.label, token)]
    found = names_of(token, context)
    if found:
        return list(found)
    told_of = party.form == "phrase" and any(c.dep_ in _SUBJECTS for c in token.children)
    text = phrase_of(
        token,
        context,
        clause=party.form == "clause",
        without=_PREDICATE if told_of else frozenset(),
        led=kind is not Kind.FACILITY,  # frames know the place, and whom they tell of counts then
    )
    if not text or text.split()[0].casefold() in _NOTHING:
        return []  # "not a single car was on sale"
    return [Filler(text, None, token)]


def _is_seat(t: Text, i: int) -> bool:
    """Tell whether a place only says where what follows has its seat: "Fairview, California based Acme"."""
    a, n = t.a, len(t.a)

    def after(k: int) -> int:
        root = t.root[k]
        while k < n and t.label[k] and t.root[k] == root:
            k += 1
        return k

    if t.label[i] != "PLACE":
        return False
    k = after(i)
    if k + 1 < n and a.word[k] == "," and t.label[k + 1] == "PLACE":
        k = after(k + 1)
    k += k < n and a.word[k] == "-"
    return k < n and a.lower[k] in _SEATED


def mentions(t: Text, start: int, end: int) -> dict[int, Party]:
    """Return the mentions of a sentence that have a name, by their head."""
    found: dict[int, Party] = {}
    all_named = t.context.chains.named(t.context.doc)
    for i in range(start, end):
        if t.root[i] != i or i in t.context.skip or _is_seat(t, i):
            continue
        entries = all_named.get(i, ())
        if entries:
            form = "name" if t.label[i] else entries[0].form
            found[i] = Party(i, entries[0].label, form, entries[0].chain)
    return found


def _leads_on(t: Text, verb: int) -> bool:
    """Tell whether the verb below says what is done: "intends to buy", not "makes it better"."""
    below = t.a.child(verb, "xcomp")
    return below is not None and t.a.pos[below] == "VERB"


def objects(t: Text, start: int, end: int, named: Mapping[int, Party]) -> list[Party]:
    """Return what may be acted on in a sentence: mentions, noun phrases, clauses."""
    a = t.a
    found: list[Party] = []
    for i in range(start, end):
        if i in named:
            found.append(named[i])
        elif t.label[i]:
            if t.root[i] == i:
                found.append(Party(i, t.label[i], "name"))
        elif i in t.context.inside_time or i in t.context.skip:
            continue
        elif a.pos[i] in NOUNS and a.dep[i] not in _INSIDE:
            found.append(Party(i, "", "phrase"))
        elif a.pos[i] == "VERB" and not _leads_on(t, i):
            ahead = any(a.lower[k] in _FORWARD for k in a.kids[i] if a.dep[k] == "aux")
            if ahead or a.dep[i] in _CLAUSES:
                found.append(Party(i, "", "clause"))
    return found[:MOST_OBJECTS]


def subjects(t: Text, start: int, end: int, named: Mapping[int, Party]) -> list[Party]:
    """Return who may act in a sentence: mentions, and described actors."""
    found = list(named.values())
    for i in range(start, end):
        acting = t.a.pos[i] in ("NOUN", "PROPN") and t.a.dep[i] in _ACTING
        described = acting or (t.a.pos[i] == "NOUN" and discourse.rules(t.a.lemma[i]))
        if described and i not in named and i not in t.context.skip and not t.label[i]:
            found.append(Party(i, "", "phrase"))
    return found[:MOST_SUBJECTS]


def modifiers(t: Text, trigger: int) -> list[Party]:
    """Return the nouns without a name that stand before a trigger in one word with it: "police spokesman"."""
    return [
        Party(i, "", "phrase")
        for i in t.a.kids[trigger]
        if i < trigger and t.a.dep[i] == "compound" and t.a.pos[i] in NOUNS
        if not t.label[i] and i not in t.context.inside_time
    ]


def told_elsewhere(t: Text, start: int, named: Mapping[int, Party], label: str) -> list[Party]:
    """Return who an article tells of elsewhere, without those that a sentence names.

    The organizations most told of before it, what was last told of before it with the label, and
    the first organization and the first one with the label that are named only after it.

    Args:
        t: The body of the article.
        start: The first token of the sentence.
        named: The mentions of the sentence.
        label: The label besides those of organizations.
    """
    here = {entry.chain for i in named for entry in t.context.chains.all(t.tokens[i])}
    others = [one for one in t.told().values() if one.chain not in here]
    before = [one for one in others if one.first < start]
    later = sorted((one for one in others if one.first > start), key=lambda one: one.first)
    organizations = [one for one in before if one.label in ORGANIZATION_LABELS]
    last = sorted((one for one in before if one.label == label), key=lambda one: -one.before(start))
    found = [
        Party(one.first, one.label, "article", one.chain, one.before(start))
        for one in (*organizations[:MOST_OF_ARTICLE], *last[:1])
    ]
    for labels in (ORGANIZATION_LABELS, {label}):
        after = [one for one in later if one.label in labels][:1]
        found += [Party(one.first, one.label, "later", one.chain, one.first) for one in after]
    return found


def in_mind(t: Text, trigger: int) -> Party | None:
    """Return the organization that is in mind where a trigger has no agent of its own."""
    if t.context.field == "title":
        return None
    entry = discourse.organization_about(t.tokens[trigger], t.context)
    if entry is None or entry.label not in ORGANIZATION_LABELS:
        return None
    one = t.told().get(entry.chain)
    start = t.a.sents[t.a.sent[trigger]][0]
    before = NOWHERE if one is None else one.before(start)
    named = one.first if one is not None and before < 0 else before
    return Party(trigger, entry.label, "topic", entry.chain, named)
