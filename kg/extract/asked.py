"""What somebody was asked about who says nothing.

The sale, in "The sale has stalled. Acme declined to comment." The matter is a noun or what
somebody is said to do, told shortly before: each word there is weighed by what speaks for it
(`weights` in `asked.toml`), and the best one is taken if enough does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.extract import tree
from kg.extract.arrays import arrays
from kg.extract.times.words import load_toml

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.extract.arrays import Arrays
    from kg.extract.context import Context
    from kg.extract.match import Candidate

_BACK = 4  # sentences back in which the matter may stand
_REACH = 6  # sentences back to where the one who is silent was told of last
_LONGEST = 7  # tokens between a noun and what "of" or "with" ties to it
_WORDS = 4  # words of content that say what somebody does
_CLAUSE = 7  # words of content in a clause that tells what is asked or denied
_SUBJECT = 5  # words of content that a subject may have to stay
_BEFORE = frozenset(
    {"det", "case", "punct", "mark", "aux", "aux:pass", "advmod", "cop", "expl", "cc"}
)
_OPENS = frozenset({"amod", "compound", "nummod", "nmod:poss"})
_DEEP = 3  # steps down from the main verb to a word that only says something beside it
_TIES = ("of", "with", "in", "for", "by", "to", "into", "on", "over")
_MARKS = frozenset({"that", "whether"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_STOPS = frozenset({",", ";", ":", "—", "–", '"', "“", "”", "(", ")"})


@cache
def _words() -> dict[str, Any]:
    lists = load_toml("kg.extract", "asked.toml")
    return {
        key: frozenset(found) if isinstance(found, list) else found for key, found in lists.items()
    }


def _last_told_of(candidate: Candidate, context: Context, before: int) -> int | None:
    """Return the character at which the one who is silent was told of last before a place."""
    for mention in reversed(context.chains.mentions):
        if mention.span.start < before and mention.name == candidate.claim.subject:
            return mention.span.start
    return None


def short(noun: Token) -> str:
    """Return a matter in a few words: "planned sale of Zeta", without all that is told of it."""
    doc, first, last = noun.doc, noun.i, noun.i
    while first > tree.starts(noun) and noun.i - first < 2:
        word = doc[first - 1]
        if word.dep_ not in ("compound", "amod") or word.head.i != noun.i:
            break
        first -= 1
    for child in tree.children(noun, "nmod", "obl"):
        if child.i > noun.i and tree.case_of(child) in _TIES and child.i - noun.i <= _LONGEST:
            last = child.i
            break
    return _text(doc, first, last)


def _text(doc: Doc, first: int, last: int) -> str:
    return " ".join("".join(t.text_with_ws for t in doc[first : last + 1]).split())


def doing(verb: Token) -> str:
    """Return what somebody does in a few words: "sell to the Irish group", without all that follows."""
    doc, a = verb.doc, arrays(verb.doc)
    last, found = verb.i, 1
    for i in range(verb.i + 1, a.right[verb.i] + 1):
        if found == _WORDS or a.lower[i] in _STOPS:
            break
        if a.pos[i] in _CONTENT:
            last, found = i, found + 1
    return _text(doc, verb.i, last)


def _start(head: Token) -> int:
    """Return where the words begin that tell what a clause says.

    A question keeps the word that asks; a pronoun at the start of a statement is left out with the
    auxiliaries, a short subject of its own stays: "that the plant was to be sold".
    """
    a = arrays(head.doc)
    left, subjects = range(a.left[head.i], head.i), [*tree.children(head, "nsubj", "nsubj:pass")]
    if (asks := next((i for i in left if a.tag[i][:1] == "W"), None)) is not None:
        return asks
    there = any(a.dep[i] == "expl" for i in left)
    subject = next((c for c in subjects if c.pos_ != "PRON" and (there or c.i < head.i)), None)
    if subject is not None or not (subjects or head.pos_ != "VERB"):
        first = a.left[head.i if subject is None else subject.i]
        end = head.i if subject is None else subject.i
        while first < end and (a.dep[first] in _BEFORE or a.tag[first] == "PRP$"):
            first += 1
        long = sum(a.pos[i] in _CONTENT for i in range(first, head.i)) > _SUBJECT
        return head.i if long or any(a.lower[i] in _STOPS for i in range(first, head.i)) else first
    if a.pos[head.i] in ("VERB", "ADJ"):
        return head.i
    # "for sale", "under investigation", but "talks" for "in talks"
    within = (i for i in left if a.dep[i] in _OPENS or (a.dep[i] == "case" and a.lower[i] != "in"))
    return next(within, head.i)


def saying(head: Token) -> str:
    """Return a clause in few words, up to its own end: "interested in buying the firm"."""
    a, first = arrays(head.doc), _start(head)
    last = found = 0
    for i in range(first, a.right[head.i] + 1):
        ends = a.lower[i] in _STOPS or a.dep[i] == "cc" or a.lower[i] in _words()["ends"]
        if found == _CLAUSE or (i > head.i and ends):
            break
        if a.pos[i] in _CONTENT or i <= head.i or a.dep[i] == "compound:prt":
            last, found = i, found + (a.pos[i] in _CONTENT)
    while a.dep[last] in _OPENS and last < a.head[last] <= last + _LONGEST:
        last = a.head[last]  # no adjective without its noun
    return _text(head.doc, first, max(last, first))


class _Before:
    """The text before somebody says nothing: what the words there have that speaks for them."""

    def __init__(self, candidate: Candidate, context: Context) -> None:
        self.doc: Doc = candidate.trigger.doc
        self.a: Arrays = arrays(self.doc)
        self.trigger = candidate.trigger.i
        self.here = self.a.sent[self.trigger]
        self.told: int | None = None
        self.after = -1
        start = self.a.idx[self.a.sents[self.here][0]]
        told = _last_told_of(candidate, context, start) if context.field == "text" else None
        if told is not None:
            self.after = self.a.at_offset(told)
            at = self.a.sent[self.after]
            self.told = at if self.here - at <= _REACH else None
        self.counts = Counter(self.a.lemma)

    def sentences(self) -> list[int]:
        near = {self.here - n for n in range(_BACK + 1)}
        return sorted(n for n in {*near, self.told, 0} if n is not None and n >= 0)

    def choices(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the places of words that may be the matter, each with the signs that it has."""
        for n in self.sentences():
            start, end = self.a.sents[n]
            place = self._of_sentence(n, start, end)
            for i in range(start, min(end, self.trigger)):
                if n == self.here and self._says_who(i):
                    continue
                if self.a.pos[i] == "NOUN" and self.a.dep[i] != "compound":
                    yield i, [*place, *self._of_word(i, n), *self._of_noun(i)]
                elif self.a.pos[i] == "VERB":
                    yield i, [*place, *self._of_word(i, n), *self._of_verb(i)]

    def _says_who(self, i: int) -> bool:
        """Tell whether a word only says who is silent: a stake, in "Acme, which has a stake, declined"."""
        subject = self.a.subject(self.trigger)
        if subject is None:
            return False
        clauses = self.a.children(subject, "acl:relcl")
        return any(self.a.left[k] <= i <= self.a.right[k] for k in clauses)

    def _of_sentence(self, n: int, start: int, end: int) -> list[str]:
        words, low = _words(), set(self.a.lower[start:end])
        signs = {
            "own": n == self.here,
            "told next": n == self.told == self.here - 1,
            "far": 0 < n < self.here - 2,
            "sourced": bool(low & words["sourced"]),
            "unsure": bool(low & words["unsure"]),
            "quoted": bool(low & {'"', "“"}),
        }
        return [sign for sign, has in signs.items() if has]

    def _of_word(self, i: int, n: int) -> list[str]:
        above, steps = self.a.head[i], int(self.a.head[i] != i)
        while self.a.head[above] != above and steps < _DEEP:
            above, steps = self.a.head[above], steps + 1
        signs = {
            "deep": steps >= _DEEP,
            "again": self.counts[self.a.lemma[i]] > 1,
            "after": n == self.told and i > self.after,
        }
        return [sign for sign, has in signs.items() if has]

    def _of_noun(self, i: int) -> list[str]:
        words, a, lemma, low = _words(), self.a, self.a.lemma[i], self.a.lower[i]
        weak = low in words["weak"] or (lemma in words["weak"] and low not in words["matters"])
        below = list(self.doc[i].children)
        signs = {
            "noun": True,
            "weak": weak,
            "matter": not weak and (lemma in words["matters"] or low in words["matters"]),
            "other": lemma in words["others"] or low in words["other"],
            "object": a.dep[i] == "obj",
            "tied": any(c.dep_ == "case" for c in below),
            "some": any(c.lower_ in ("a", "an") for c in below),
            "the": any(c.lower_ == "the" for c in below),
            "counted": any(c.dep_ == "nummod" for c in below),
            "aside": "acl:relcl" in (a.dep[i], a.dep[a.head[i]]) or a.dep[i] == "appos",
            "of source": a.lemma[a.head[i]] in words["sources"],
        }
        return [sign for sign, has in signs.items() if has]

    def _of_verb(self, i: int) -> list[str]:
        words, a = _words(), self.a
        signs = {
            "verb": True,
            "light": a.lemma[i] in words["light"],
            "said": a.dep[i] == "ccomp",
            "goal": a.dep[i] in ("xcomp", "acl"),
            "infinitive": a.tag[i] == "VB",
            "relative": a.dep[i] == "acl:relcl",
            "has object": any(c.dep_ == "obj" for c in self.doc[i].children),
        }
        return [sign for sign, has in signs.items() if has]


def _asks(clause: Token) -> bool:
    """Tell whether a clause is what was asked: "whether it had bid", "that it bid", "who the buyers are"."""
    first = next((t for t in clause.subtree if t.tag_ != "IN" or t.lower_ in _MARKS), clause)
    if first.lower_ in _MARKS:
        return True
    if clause.dep_ != "ccomp":
        return False
    bare = first.i == clause.head.i + 1 and bool(tree.children(clause, "nsubj", "nsubj:pass"))
    return bare or first.lower_ == "if" or first.tag_ in ("WP", "WRB", "WDT")


def asked_after(trigger: Token) -> str | None:
    """Return the clause that tells what somebody won't comment on, deny or confirm.

    So it is where the tree ties it to the last of several verbs, or loosely: "would neither confirm
    nor deny that it had bid", "declined to comment on whether it had bid".
    """
    verbs = [trigger]
    for verb in verbs:
        verbs += [
            c
            for c in tree.children(verb, "conj", "xcomp")
            if c.lemma_ in _words()["silent"] and not tree.children(c, "nsubj", "nsubj:pass")
        ]
    for verb in verbs:
        for clause in tree.children(verb, "ccomp", "acl", "advcl"):
            if clause.i > verb.i and _asks(clause):
                return saying(clause)
    return None


def content_of(tale: Token) -> str | None:
    """Return what a report, rumour or claim says: "is to close", in "a report in the Herald that it is to close".

    The tree often ties the clause to the paper, or to the verb before the report.
    """
    a = arrays(tale.doc)
    if a.lemma[tale.i] not in _words()["tales"]:
        return None
    for i in range(tale.i + 1, a.sents[a.sent[tale.i]][1]):
        if a.lower[i] in _STOPS or (a.pos[i] == "VERB" and a.tag[i] != "VBN"):
            return None
        head = a.head[i]
        if a.lower[i] == "that" and a.dep[i] == "mark" and head > i:
            return None if a.dep[head] == "acl:relcl" else saying(tale.doc[head])
    return None


def _is_thing(noun: Token) -> bool:
    """Tell whether an object is no event, so that what is done with it is the matter: "sell the unit"."""
    words, verb = _words(), noun.head
    if verb.pos_ != "VERB" or verb.lemma_.lower() in words["light"]:
        return False
    return not {noun.lemma_.lower(), noun.lower_} & (words["matters"] | words["weak"])


def matter_near(candidate: Candidate, context: Context) -> tuple[str, float] | None:
    """Return the matter that somebody was asked about, as the text calls it shortly before.

    Args:
        candidate: Who says nothing, with the word that tells it.
        context: Its text.

    Returns:
        The matter, and the share of such matters that are right.
    """
    words, before = _words(), _Before(candidate, context)
    weights: dict[str, float] = words["weights"]
    weighed = [(sum(weights[s] for s in signs), i) for i, signs in before.choices()]
    most, best = max(weighed, default=(0.0, -1))
    if best < 0 or most < words["least"]:
        return None
    token = before.doc[best]
    if token.dep_ == "obj" and _is_thing(token):
        token = token.head
    text = short(token) if token.pos_ == "NOUN" else doing(token)
    return text, words["believed_sure"] if most >= words["sure"] else words["believed"]
