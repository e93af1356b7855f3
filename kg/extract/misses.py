"""Sentences that look like events of a company but gave no claim, with the reason.

A sentence looks like one if a company or other organization takes part in an act that it
tells: as subject, object, agent, owner or modifier of a word that some frame knows as a
trigger, or of a verb in the past or the future; or if it would give a claim, were a name in it taken for an
organization. Verbs of states and of saying do not count. Headings, captions and questions are left out. `kg extract --explain` lists them,
and `report.json` holds them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.extract.arrays import Arrays, arrays
from kg.extract.context import Context, sentence_span
from kg.extract.misnamed import misnamed
from kg.extract.times.words import load_toml
from kg.model import Claim, Dropped, Span

if TYPE_CHECKING:
    from kg.extract.frame import FrameSet

UNKNOWN = "no frame knows {word!r} told of an organization"
"""The reason where no frame was tried."""


@cache
def _settings() -> dict[str, Any]:
    found = load_toml("kg.extract", "misses.toml")
    verbs, arguments = found["verbs"], found["arguments"]
    return {
        "stative": frozenset(verbs["stative"]),
        "future": frozenset(verbs["future"]),
        "past": frozenset(verbs["past_tags"]),
        "relations": frozenset(arguments["relations"]),
        "labels": frozenset(arguments["labels"]),
        "fewest": int(found["sentences"]["fewest_words"]),
        "order": tuple(found["reasons"]["order"]),
        "of figures": frozenset(found["reasons"]["of_figures"]),
    }


def _is_trigger(a: Arrays, i: int, frames: FrameSet) -> bool:
    """Tell whether a frame knows a word of this form and part of speech."""
    pos, known = a.pos[i], frames.by_word
    return (a.lemma[i], pos) in known or (a.lower[i], pos) in known


def _is_act(a: Arrays, i: int) -> bool:
    """Tell whether a verb tells what happened or will happen."""
    found = _settings()
    if a.pos[i] != "VERB":
        return False
    ahead = any(a.lower[k] in found["future"] for k in a.children(i, "aux", "aux:pass"))
    return ahead or a.tag[i] in found["past"]


def _has_organization(a: Arrays, i: int, context: Context) -> bool:
    """Tell whether an organization takes part in what a word tells."""
    found = _settings()
    reach = [k for k in a.kids[i] if a.dep[k] in found["relations"]]
    reach += [n for k in reach for n in a.children(k, "conj", "nmod:poss", "compound", "appos")]
    if a.pos[i] == "NOUN" and a.dep[i] in ("obj", "nsubj:pass", "obl") and a.head[i] != i:
        reach += [k for k in a.kids[a.head[i]] if a.dep[k] in found["relations"] and k != i]
    if a.dep[i] in ("acl", "acl:relcl"):
        reach.append(a.head[i])
    if a.dep[i] in ("xcomp", "conj", "advcl") and (subject := a.subject(a.head[i])) is not None:
        reach.append(subject)
    for k in reach:
        entry = context.chains.at(context.doc[k])
        if entry is not None and entry.label in found["labels"]:
            return True
    return False


def _telling_word(
    a: Arrays, start: int, end: int, context: Context, frames: FrameSet
) -> int | None:
    """Return the word that makes a sentence look like an event, a trigger before other verbs."""
    acts = []
    for i in range(start, end):
        if a.pos[i] not in ("VERB", "NOUN") or a.lemma[i] in _settings()["stative"]:
            continue
        if _is_trigger(a, i, frames):
            if _has_organization(a, i, context):
                return i
        elif _is_act(a, i):
            acts.append(i)
    return next((i for i in acts if _has_organization(a, i, context)), None)


def _rank(reason: str) -> tuple[int, str]:
    order: Sequence[str] = _settings()["order"]
    place = next((n for n, begin in enumerate(order) if reason.startswith(begin)), len(order))
    return place, reason


def _looks(a: Arrays, start: int, end: int, context: Context) -> bool:
    """Tell whether a sentence is one that the article tells: no heading, caption or question."""
    words = sum(a.pos[i] not in ("PUNCT", "SPACE", "SYM") for i in range(start, end))
    if words < _settings()["fewest"] or any(i in context.skip for i in range(start, end)):
        return False
    return "?" not in a.word[max(start, end - 3) : end]


def misses(
    context: Context, frames: FrameSet, claims: Iterable[Claim], dropped: Iterable[Dropped]
) -> tuple[Dropped, ...]:
    """Return the sentences of a body that look like events but bear no claim, in order.

    Args:
        context: The body.
        frames: All frames.
        claims: What the article gave.
        dropped: What gave no claim, and why; the two most telling reasons within a
            sentence are given as its own.
    """
    a = arrays(context.doc)
    starts = [a.idx[first] for first, _ in a.sents]
    borne: dict[int, list[Span]] = {}  # by sentence: an article may be a list of thousands
    for span in sorted({span for claim in claims for span in claim.evidence}):
        first, last = (bisect_right(starts, at) - 1 for at in (span.start, span.end))
        for number in range(first, last + 1):
            borne.setdefault(number, []).append(span)
    tried: dict[int, list[Dropped]] = {}
    for each in dropped:
        if each.field == "text":
            tried.setdefault(bisect_right(starts, each.span.start) - 1, []).append(each)
    places = {at: i for i, at in enumerate(a.idx)}
    found = []
    for number, (start, end) in enumerate(a.sents):
        if not _looks(a, start, end, context):
            continue
        span = sentence_span(context.doc[start])
        if any(span.overlaps(other) for other in borne.get(number, ())):
            continue
        word = _telling_word(a, start, end, context, frames)
        why = misnamed(tried.get(number, ()), frames, places, context)
        if word is not None or why:
            figure = any(a.pos[i] == "NUM" for i in range(start, end))
            reasons = [*why, *_sorted(tried.get(number, ()), figure=figure)]
            found.append(_missed(context, span, a.word[start if word is None else word], reasons))
    return tuple(found)


def _sorted(tried: Iterable[Dropped], *, figure: bool) -> list[Dropped]:
    """Return what was tried, the most telling reason first; that no amount fits tells nothing where there is none."""
    vain = frozenset() if figure else _settings()["of figures"]
    return sorted(tried, key=lambda d: (d.reason in vain, _rank(d.reason), d.span, d.found_by))


def _missed(context: Context, span: Span, word: str, tried: list[Dropped]) -> Dropped:
    best = tried[0] if tried else None
    second = next(
        (d for d in tried if best and (d.reason, d.kind) != (best.reason, best.kind)), None
    )
    return Dropped(
        article=context.article.id,
        span=span,
        field="text",
        reason=best.reason if best else UNKNOWN.format(word=word),
        kind=best.kind if best else None,
        found_by=best.found_by if best else "",
        missed=True,
        also=with_frame(second) if second else "",
    )


def with_frame(dropped: Dropped) -> str:
    """Return a reason, with the frame that gives it in brackets."""
    return f"{dropped.reason} ({dropped.found_by})" if dropped.found_by else dropped.reason
