"""What an article says was told wrongly: "a report stated that Acme had closed a mill. That was wrong", and the like.

A correction has to repeat what was wrong, and must not be read as telling it once more. What the
article itself says is not so is denied; of what a correction only repeats beside the right words,
nothing is told. The words are in `retracted.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from kg.extract.amounts import AmountMention
from kg.extract.arrays import Arrays, arrays
from kg.extract.cues import cues
from kg.extract.givenup import is_not
from kg.extract.quotes import ranges
from kg.extract.report_lists import report_lists
from kg.extract.reports import Report, reports
from kg.extract.times.words import load_toml

_KEY = "kg.retracted"
_SHORT = 4  # words of "It has not yet."
_NEXT = 2  # sentences in which what was told is denied


@dataclass(frozen=True, slots=True)
class Retraction:
    """The word by which a thing is taken back, and whether the text says that it is not so.

    Otherwise the text only repeats what was wrong in some way.
    """

    verdict: int
    denied: bool


@dataclass(frozen=True, slots=True)
class _Tale:
    """A telling that may be wrong: its word, the heads of what it tells, where that ends, and who tells it."""

    cue: int
    told: tuple[int, ...]
    until: int | None
    teller: str  # "piece", "we", "outlet" or "other"


@cache
def words() -> dict[str, frozenset[str]]:
    """Return the lists of `retracted.toml`."""
    found = load_toml("kg.extract", "retracted.toml")
    return {name: frozenset(some) for name, some in found.items()}


def retraction(doc: Doc, i: int) -> Retraction | None:
    """Return how a text takes back what a word of it tells, None where it does not.

    Args:
        doc: The text.
        i: The word that announces a deed or a figure.
    """
    a = arrays(doc)
    known: dict[int, list[tuple[_Tale, Retraction]]] | None = doc.user_data.get(_KEY)
    if known is None:
        known = doc.user_data[_KEY] = {}
        for tale, taken_back in _taken_back(a):
            known.setdefault(a.sent[tale.cue], []).append((tale, taken_back))
    found = [back for tale, back in known.get(a.sent[i], ()) if _tells(a, tale, i)]
    return max(found, key=lambda back: back.denied, default=None)


def _tells(a: Arrays, tale: _Tale, i: int) -> bool:
    """Tell whether a word is in what a tale tells."""
    if tale.until is not None:
        return i < tale.until
    below, at = -1, i
    while True:
        if at in tale.told:
            beside = at == tale.cue and below >= 0
            return not (beside and a.dep[below] in ("conj", "nsubj", "advcl", "parataxis"))
        if a.head[at] == at:
            return False
        below, at = at, a.head[at]


def _taken_back(a: Arrays) -> Iterator[tuple[_Tale, Retraction]]:
    """Yield the tales of a text that it calls wrong or corrects."""
    said = reports(a)
    quoted = frozenset(i for start, end in ranges(a) for i in range(start, end))
    apology = _apology(a, said, quoted)
    for tale in _tales(a, said, quoted):
        wrong = _wrongly(a, tale)
        if wrong is None:
            wrong = _called_untrue(a, tale, said, quoted)
        if wrong is not None:
            yield tale, Retraction(wrong, denied=True)
            continue
        yield from _denied_after(a, tale, said, quoted)
        if tale.teller in ("piece", "we"):
            mark = apology if apology is not None else _replaced(a, tale) or _put_right(a, tale)
            if mark is not None:
                yield tale, Retraction(mark, denied=False)
    for i, lemma in enumerate(a.lemma):
        if lemma in words()["misstating"] and a.pos[i] == "VERB":
            teller = _teller(a, a.subject(i), i, quoted)
            if teller in ("piece", "we") or a.child(i, "aux:pass") is not None:
                yield _Tale(i, (i,), None, teller), Retraction(i, denied=False)


def _tales(a: Arrays, said: list[Report], quoted: frozenset[int]) -> Iterator[_Tale]:
    """Yield what is told in a text: by reports, by verbs with "wrongly", by pieces that give a figure."""
    for report in said:
        teller = _teller(a, report.source, report.cue, quoted)
        yield _Tale(report.cue, report.told, report.until, teller)
    known = {report.cue for report in said}
    for i, lemma in enumerate(a.lemma):
        if a.pos[i] != "VERB" or i in known:
            continue
        gives = lemma in words()["giving"]
        teller = _teller(a, a.subject(i), i, quoted) if gives else "other"
        told = lemma in report_lists().say and any(_is_wrongly(a, k) for k in a.kids[i])
        if told or teller in ("piece", "we"):
            yield _Tale(i, (i,), None, teller)


def _teller(a: Arrays, source: int | None, cue: int, quoted: frozenset[int]) -> str:
    if source is None or cue in quoted:
        return "other"
    if a.lower[source] in words()["own"]:
        return "we"
    if a.lemma[source] in words()["pieces"]:
        return "piece"
    media = a.lemma[source] in report_lists().media
    return "outlet" if media or a.label[source] == "OUTLET" else "other"


# -- what says that a tale is wrong ----------------------------------------------------


def _is_wrongly(a: Arrays, k: int) -> bool:
    return a.dep[k] == "advmod" and a.lower[k] in words()["wrongly"]


def _wrongly(a: Arrays, tale: _Tale) -> int | None:
    return next((k for k in a.kids[tale.cue] if _is_wrongly(a, k)), None)


def _own_voice(a: Arrays, i: int, said: list[Report], quoted: frozenset[int]) -> bool:
    """Tell whether the article itself says a word, and nobody whom it reports."""
    if i in quoted:
        return False
    up = {i, *a.ancestors(i)}
    return not any(
        up & set(r.told) for r in said if a.sent[r.cue] == a.sent[i] and a.pos[r.cue] != "NOUN"
    )


def _called_untrue(
    a: Arrays, tale: _Tale, said: list[Report], quoted: frozenset[int]
) -> int | None:
    """Return the word that calls a tale untrue, in its sentence or the next: "both statements were false"."""
    first = a.sent[tale.cue]
    for s in range(first, min(first + 2, len(a.sents))):
        start, end = a.sents[s]
        for k in range(max(start, tale.cue + 1), end):
            # Asked first: hardly any word is one, and the way up is long.
            if not _is_verdict(a, k, tale):
                continue
            if s == first and _tells(a, tale, k):
                continue
            subject, own = a.subject(k), _own_voice(a, k, said, quoted)
            blames = (
                a.lower[k] in words()["blaming"] and a.lemma[subject or k] not in words()["told"]
            )
            # What papers tell a firm may call untrue; "that is wrong" may only blame it for the deed.
            if own or (tale.teller in ("piece", "outlet") and not blames):
                return k
    return None


def _is_verdict(a: Arrays, k: int, tale: _Tale) -> bool:
    """Tell whether a word says of what was told that it is not so: "that was wrong", "the report is not true"."""
    lists, subject = words(), a.subject(k)
    error = a.lemma[k] in lists["errors"] and tale.teller in ("piece", "we")
    untrue = (a.lower[k] in cues().sets["untrue"] or error) and not is_not(a, k)
    if not untrue and not (a.lower[k] in lists["true"] and is_not(a, k)):
        return False
    if subject is None or a.child(k, "cop", "aux:pass") is None or a.child(k, "ccomp", "csubj"):
        return False
    named = a.lemma[subject] in lists["told"]
    # "Acme said it had sold the mine. That was wrong" may blame the sale.
    return named or (a.lower[subject] in lists["them"] and tale.teller != "other")


def _denied_after(
    a: Arrays, tale: _Tale, said: list[Report], quoted: frozenset[int]
) -> Iterator[tuple[_Tale, Retraction]]:
    """Yield what the article denies after others told it: "The Post reported that it had. It has not."."""
    if tale.teller == "other":
        return
    told = [k for k in tale.told if a.pos[k] in ("VERB", "AUX")]
    told += [k for up in tale.told for k in a.children(up, "conj", "xcomp") if a.pos[k] == "VERB"]
    told = [k for k in told if not is_not(a, k)]
    first = a.sent[tale.cue] + 1
    for s in range(first, min(first + _NEXT, len(a.sents))):
        start, end = a.sents[s]
        if s == first and told and (k := _bare_denial(a, start, end)) is not None:
            yield tale, Retraction(k, denied=True)
            return
        for k in range(start, end):
            if a.pos[k] != "VERB" or not is_not(a, k) or not _own_voice(a, k, said, quoted):
                continue
            same = tuple(t for t in told if a.lemma[t] == a.lemma[k] and _same_actor(a, tale, k))
            if same and a.child(k, "mark") is None:
                yield _Tale(tale.cue, same, None, tale.teller), Retraction(k, denied=True)


def _bare_denial(a: Arrays, start: int, end: int) -> int | None:
    """Return the "not" of a sentence that has no more than a pronoun and a helping verb: "It has not."."""
    told = [k for k in range(start, end) if a.pos[k] not in ("PUNCT", "SPACE")]
    denies = [k for k in told if a.lower[k] in ("not", "n't", "n’t")]
    helpers = ("be", "have", "do", "will", "would", "wo")
    bare = all(a.pos[k] == "PRON" or a.lemma[k] in helpers or k in denies for k in told)
    return denies[0] if denies and bare and len(told) <= _SHORT else None


def _same_actor(a: Arrays, tale: _Tale, verb: int) -> bool:
    """Tell whether who has not done a thing is whom a tale told of, by a name of theirs or a pronoun."""
    who = a.subject(verb)
    if who is None:
        return False
    start, end = a.sents[a.sent[tale.cue]]
    return a.pos[who] == "PRON" or a.lower[who] in a.lower[start:end]


def _apology(a: Arrays, said: list[Report], quoted: frozenset[int]) -> int | None:
    """Return the word by which an article takes back what it told, or the heading of a correction."""
    lists = words()
    for start, end in a.sents:
        k = next((k for k in range(start, end) if a.pos[k] not in ("SPACE", "PUNCT")), start)
        after = min(k + 1, len(a) - 1)
        if a.lower[k] in lists["headings"] and (a.word[after] == ":" or "\n" in a.word[after]):
            return k
        lemmas = set(a.lemma[start:end])
        if not lemmas & lists["regretting"] or not lemmas & (lists["errors"] | lists["pieces"]):
            continue
        for k in range(start, end):
            sorry = a.lemma[k] in lists["regretting"] and a.pos[k] == "VERB"
            # A firm that is sorry for a mistake does not correct the article.
            ours = sorry and _teller(a, a.subject(k), k, quoted) in ("we", "piece", "outlet")
            if (ours or (sorry and _takes_back(a, k))) and _own_voice(a, k, said, quoted):
                return k
    return None


def _takes_back(a: Arrays, verb: int) -> bool:
    """Tell whether a piece is taken back: "withdraws the article", "the story has been corrected"."""
    told = a.children(verb, "obj", "nsubj:pass")
    return any(a.lemma[k] in words()["pieces"] - {"report"} for k in told)


def _replaced(a: Arrays, tale: _Tale) -> int | None:
    """Return the "earlier" of the version of a text that tells a thing."""
    source = a.subject(tale.cue)
    if source is None or a.lemma[source] != "version":
        return None
    replaced = words()["replaced"]
    return next((k for k in a.children(source, "amod") if a.lemma[k] in replaced), None)


def _put_right(a: Arrays, tale: _Tale) -> int | None:
    """Return the word of the sentence after a piece gave a measure that says what it was: "the loss was £8m".

    A report may be about another year.
    """
    piece, given = a.subject(tale.cue), a.child(tale.cue, "obj")
    if piece is None or given is None or a.lemma[piece] in ("we", "report"):
        return None
    s = a.sent[tale.cue] + 1
    if s >= len(a.sents):
        return None
    for k in range(*a.sents[s]):
        states = a.lemma[k] in words()["stating"] or a.child(k, "cop") is not None
        subject = a.subject(k)
        if states and subject is not None and a.lemma[subject] == a.lemma[given]:
            return k
    return None


# -- figures that are not so -----------------------------------------------------------


def without_corrected(a: Arrays, found: Iterable[AmountMention]) -> list[AmountMention]:
    """Return the amounts of a text without those it says are not so: "£29m, not £42m as first reported".

    Args:
        a: The text.
        found: Its amounts, in order.
    """
    known = list(found)
    told: dict[int, list[AmountMention]] = {}
    for one in known:
        told.setdefault(a.sent[a.at_offset(one.span.start)], []).append(one)
    return [
        one
        for one in known
        if len(same := _of_kind(a, one, told)) < 2 or not _is_corrected(a, one, same)
    ]


def _of_kind(
    a: Arrays, one: AmountMention, told: dict[int, list[AmountMention]]
) -> list[AmountMention]:
    return [k for k in told[a.sent[a.at_offset(one.span.start)]] if k.kind == one.kind]


def _is_corrected(a: Arrays, one: AmountMention, same: list[AmountMention]) -> bool:
    """Tell whether a figure stands against another of its sentence as the one that is not so."""
    first, after = a.at_offset(one.span.start), a.at_offset(one.span.end - 1) + 1
    start, end = a.sents[a.sent[first]]
    at = first - 1
    while at > start and a.lower[at] in words()["between"] - words()["contrast"]:
        at -= 1
    if a.lower[at] in words()["not"]:
        return True
    if at > start and a.lower[at] in words()["contrast"] and a.lower[at - 1] in words()["not"]:
        return True  # "not from 3 to 5"
    rest = a.lower[after : min(after + 2, end)]
    once = len(rest) > 1 and rest[0] in words()["earlier"] and rest[1] in words()["reported"]
    return once and a.lower[at] in words()["contrast"] and same[0] is not one
