"""Which words announce a claim, and whether they stand as a frame asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from kg.extract import particles
from kg.extract.arrays import Arrays, arrays
from kg.extract.context import Context
from kg.extract.coref.phrases import hyphenated
from kg.extract.frame import Frame, FrameSet
from kg.extract.nouns import is_half
from kg.extract.slots import leads
from kg.model import ORGANIZATION_LABELS, Kind

_BODIES = frozenset({"administration"})
"""Words for what firms may be in, and for what bodies are called."""


def keys_of(a: Arrays, i: int, doc: Doc) -> list[str]:
    """Return the words under which the frames of a token are found: `shut down`, `spin-off`."""
    lemma, lower = a.lemma[i], a.lower[i]
    keys = ["*", lemma]
    if a.pos[i] == "VERB" and (prt := particles.particle(doc[i])):
        keys.append(f"{lemma} {prt}")
    if lower != lemma:
        keys.append(lower)
    if i > 1 and a.word[i - 1] == "-" and a.end(i - 1) == a.idx[i]:
        keys.append(hyphenated(a, i))
    return keys


def _clause_words(trigger: Token) -> frozenset[str]:
    """Return the lemmas in the clause of a trigger, without its own and those of companies' names."""
    a, i = arrays(trigger.doc), trigger.i
    known: frozenset[str] | None = a.answers[i].get("clause words")
    if known is not None:
        return known
    named = _company_words(a, trigger.doc)
    found = {a.lemma[k] for k in a.in_clause(i) if k not in named}
    head, bare = a.head[i], i + 2
    if bare < len(a) and a.lower[i + 1] == "to" and a.head[bare] == i and a.tag[bare] == "VB":
        found.add(a.lemma[bare])  # "declined to comment", whose infinitive trees take for a purpose
    if head != i and a.dep[i] in ("obj", "obl", "xcomp", "nsubj:pass", "compound"):
        found.add(a.lemma[head])
        found.update(a.lemma[k] for k in a.kids[head] if k != i)
    words = a.answers[i]["clause words"] = frozenset(found)
    return words


def _company_words(a: Arrays, doc: Doc) -> frozenset[int]:
    """Return the tokens of companies' names, looked for once in a text, and what only bodies are called.

    Who files with the Federal Aviation Administration is not in administration.
    """
    known: frozenset[int] | None = a.answers[0].get("company words")
    if known is None:
        names = (e for e in doc.ents if e.label_ == "COMPANY")
        known = frozenset(i for name in names for i in range(name.start, name.end))
        known |= {t.i for t in doc if _names_body(t)}
        a.answers[0]["company words"] = known
    return known


def _names_body(token: Token) -> bool:
    """Tell whether a word for the state of a firm stands in the name of a body."""
    return token.ent_type_ == "ORG" and token.lower_ in _BODIES and token.is_title


def _particle_fits(frame: Frame, lemma: str, found: str) -> bool:
    """Tell whether a word's particle is one that the frame knows: "shut" but not "shut down"."""
    if frame.particle:
        return found in frame.particle
    return not found or f"{lemma} {found}" in frame.lemmas or found in ("ahead", "on")


def _no_title(frame: Frame, token: Token) -> bool:
    """Tell whether a position or a state is a word of an organization's name, or half of a position.

    Scientists, in "Union of Scientists"; director, in "director-general"; the Federal Aviation Administration.
    """
    if frame.kind is Kind.INSOLVENCY:
        return _names_body(token)
    if frame.kind is not Kind.ROLE:
        return False
    return token.ent_type_ in ORGANIZATION_LABELS or is_half(token, frame.lemmas)


def standing(frames: FrameSet, a: Arrays, i: int, doc: Doc) -> list[Frame]:
    """Return the frames of a word that has the tag, the relation and the word above it that they ask for.

    Almost all frames that a word has are ruled out by these, and nothing is asked as often.
    """
    pos, tag, dep, head = a.pos[i], a.tag[i], a.dep[i], a.head[i]
    above = a.lemma[head] if head != i else None
    return [
        frame
        for key in keys_of(a, i, doc)
        for frame in frames.by_word.get((key, pos), ())
        if (not frame.governors or above in frame.governors)
        and (not frame.tags or tag in frame.tags)
        and (not frame.deps or dep in frame.deps)
    ]


def announced(frames: Iterable[Frame], a: Arrays, i: int, context: Context) -> Iterator[Frame]:
    """Yield the frames, each once, as whose trigger a word stands as they ask.

    Args:
        frames: Those that are `standing` at the word.
        a: The text of the word.
        i: Where it stands.
        context: Its text.
    """
    token, lemma = context.doc[i], a.lemma[i]
    particle = particles.particle(token) if a.pos[i] == "VERB" else ""
    seen: set[str] = set()
    for frame in frames:
        fits = (
            _particle_fits(frame, lemma, particle)
            and _words_fit(frame, a, token)
            and frame.id not in seen
            and not _no_title(frame, token)
            and _finds_needed(frame, token, context)
        )
        if fits:
            seen.add(frame.id)
            yield frame


def _words_fit(frame: Frame, a: Arrays, token: Token) -> bool:
    """Tell whether the clause of a word has the words that a frame asks for, and none that it rules out."""
    if not (frame.with_words or frame.without_words):
        return True
    said = a.lemmas(token.i)  # what the sentence does not say its clause does not, either
    for group in frame.with_words:
        if said.isdisjoint(group):
            return False
    if not frame.with_words and said.isdisjoint(frame.without_words):
        return True
    words = _clause_words(token)
    if not words.isdisjoint(frame.without_words):
        return False
    return not any(words.isdisjoint(group) for group in frame.with_words)


def has_words(frame: Frame, token: Token, context: Context) -> bool:
    """Tell whether all that a frame asks for beside its word stands there: other words, and what paths lead to."""
    return _words_fit(frame, arrays(token.doc), token) and _finds_needed(frame, token, context)


def _finds_needed(frame: Frame, token: Token, context: Context) -> bool:
    """Tell whether a path that a frame needs leads somewhere, and none of those it must lack."""
    for path in frame.lacks:
        if leads(token, path, context):
            return False
    for path in frame.needs:
        if leads(token, path, context):
            return True
    return not frame.needs
