"""Plans that the text goes on to say were given up: "had planned to sell it but has now decided to keep it".

The same is told in the next sentence ("On Monday it dropped the plan"), behind a semicolon ("that
plan is off"), and by the sentence of which the plan is an aside ("Acme, which had planned to cut 300 jobs, will
now keep them all"). The words are in `changed_plans.toml`; each of its patterns has to be all that follows, as
what is said of a part of a plan, or of another, leaves it as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.arrays import Arrays
from kg.extract.coref.lists import lists
from kg.extract.cues import NEGATED
from kg.extract.times.words import load_toml
from kg.model import Modality

_AHEAD = frozenset({Modality.PLANNED, Modality.TARGETED, Modality.HYPOTHETICAL})
_PLAIN = ("ccomp", "xcomp", "obj", "acl", "nmod", "nsubj:pass", "root", "")


@dataclass(frozen=True, slots=True)
class _Words:
    bare: tuple[re.Pattern[str], ...]
    with_subject: tuple[re.Pattern[str], ...]
    of_plan: tuple[re.Pattern[str], ...]
    pronouns: frozenset[str]
    plans: frozenset[str]
    letting_go: frozenset[str]
    acts: dict[str, frozenset[str]]


@cache
def _words() -> _Words:
    found = load_toml("kg.extract", "changed_plans.toml")
    when, who, helpers, tail = (found[key] for key in ("when", "who", "helpers", "tail"))
    return _Words(
        bare=tuple(re.compile(helpers + one + tail) for one in found["patterns"]),
        with_subject=tuple(
            re.compile(when + who + helpers + one + tail) for one in found["patterns"]
        ),
        of_plan=tuple(re.compile(when + one + tail) for one in found["of_plan"]),
        pronouns=frozenset(found["pronouns"]),
        plans=frozenset(found["plans"]),
        letting_go=frozenset(found["letting_go"]),
        acts={noun: frozenset(acts) for noun, acts in found["acts"].items()},
    )


def given_up_later(a: Arrays, i: int, firmness: Collection[str]) -> int | None:
    """Return the first word of what tells that a plan was given up; None where nothing does, or it is no plan.

    Args:
        a: The text.
        i: The word that names what is planned.
        firmness: How it is told, by the names of modalities, and "negated" where it is denied.
    """
    if NEGATED in firmness or not _AHEAD & set(firmness):
        return None
    for start, end, patterns in (*_beside(a, i), *_after(a, i)):
        tokens = [k for k in range(start, end) if a.pos[k] != "SPACE"]
        while tokens and a.word[tokens[-1]] in (".", "!", ";"):
            tokens.pop()
        text = " ".join("not" if a.lower[k] in ("n't", "n’t") else a.lower[k] for k in tokens)
        for pattern in patterns:
            found = pattern.fullmatch(text)
            if found is not None and _is_of(a, i, tokens, found):
                return start
    return None


def _beside(a: Arrays, i: int) -> Iterator[tuple[int, int, tuple[re.Pattern[str], ...]]]:
    """Yield what follows a plan in its own sentence, and how the patterns begin there."""
    words, end = _words(), a.sents[a.sent[i]][1]
    for up in (i, *a.ancestors(i)):
        for k in a.children(up, "conj", "parataxis"):
            sign = a.left[k] if a.word[a.left[k]] in ("but", ";") else a.left[k] - 1
            if k > i and a.lower[sign] == "but":
                yield sign + 1, end, (*words.bare, *words.with_subject, *words.of_plan)
            elif k > i and a.word[sign] == ";":
                yield sign + 1, end, (*words.with_subject, *words.of_plan)
        main = a.head[a.head[up]]
        if a.dep[up] == "acl:relcl" and a.dep[a.head[up]] in ("nsubj", "nsubj:pass"):
            who = a.subject(up)
            comma = a.right[up] + 1
            if who is None or a.lower[who] not in ("which", "who") or main <= i:
                return
            if comma < end and a.word[comma] == ",":
                yield comma + 1, end, words.bare
            return


def _after(a: Arrays, i: int) -> Iterator[tuple[int, int, tuple[re.Pattern[str], ...]]]:
    """Yield the sentence after that of a plan, where the plan is all that is told there."""
    path = [i, *a.ancestors(i)]
    several = any(a.pos[k] == "VERB" for up in path for k in a.children(up, "conj", "parataxis"))
    if several or any(a.dep[k] not in _PLAIN and a.head[k] != k for k in path):
        return
    after = a.sent[i] + 1
    if after < len(a.sents):
        words = _words()
        yield (*a.sents[after], (*words.with_subject, *words.of_plan))


def _is_of(a: Arrays, i: int, tokens: list[int], found: re.Match[str]) -> bool:
    """Tell whether what is given up is what a word plans, and who gives it up is who planned it."""
    words, told = _words(), found.groupdict()

    def token(group: str) -> int:
        return tokens[found.string[: found.start(group)].count(" ")]

    def lemma(group: str) -> str:
        return a.lemma[token(group)]

    about = {a.lemma[k] for k in (i, *a.children(i, "obj", "nsubj:pass", "obl"))}
    if told.get("who") and not _is_planner(a, i, token("who"), told["who"]):
        return False
    if told.get("keeps") and a.lemma[i] not in words.letting_go:
        return False
    if told.get("act") and lemma("act") != a.lemma[i]:
        return False
    if told.get("same") and lemma("same") not in about:
        return False
    if told.get("thing"):
        thing = lemma("thing")
        return thing in words.plans | about or a.lemma[i] in words.acts.get(thing, ())
    return True


def _is_planner(a: Arrays, i: int, first: int, who: str) -> bool:
    """Tell whether somebody is who plans: a pronoun, a name of the sentence before, "the chipmaker"."""
    if who in _words().pronouns:
        return True
    start, end = a.sents[a.sent[i]]
    if who.startswith("the ") and (who[4:] in lists().org_classes or who.endswith("maker")):
        return True
    name = {*who.split(), *a.lower[slice(*a.name(first))]}
    return name <= set(a.lower[start:end]) - {"the", "a", "an"}
