"""Everything known about one text before frames look at it: names, times, amounts, who speaks."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from kg.extract import attribution, coref, since_said, tenses
from kg.extract.amounts import AmountMention, find_amounts
from kg.extract.arrays import Arrays, arrays
from kg.extract.modality import Reading
from kg.extract.nowadays import without_nowadays
from kg.extract.retracted import without_corrected
from kg.extract.times import TimeMention, find_times, infer_year
from kg.extract.times.words import load_toml
from kg.model import Article, Claim, Modality, Span

Field = Literal["text", "title"]
_NAMES = frozenset({"ORG", "OUTLET", "COMPANY", "PRODUCT"})
if TYPE_CHECKING:
    from kg.extract.wording import Filler

M = TypeVar("M", TimeMention, AmountMention)


@dataclass(frozen=True, slots=True)
class Placed(Generic[M]):
    """A time or amount, with the token that ties it to the rest of its sentence."""

    mention: M
    root: Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One field of one article, ready for frames.

    `skip` are token positions in captions, which say nothing that counts; `readings` keeps how
    words are meant, by their place and what is meant where nothing around them says more, and `names`
    what is named by a word (`kg.extract.wording.names_of`).
    """

    article: Article
    field: Field
    doc: Doc
    chains: coref.Chains
    attributions: attribution.Attributions
    times: tuple[Placed[TimeMention], ...]
    amounts: tuple[Placed[AmountMention], ...]
    skip: frozenset[int] = frozenset()
    inside_time: frozenset[int] = frozenset()
    readings: dict[tuple[int, Modality], Reading] = dataclasses.field(default_factory=dict)
    names: dict[int, tuple[Filler, ...]] = dataclasses.field(default_factory=dict)
    _times_at: Mapping[int, tuple[Placed[TimeMention], ...]] = dataclasses.field(
        default_factory=dict
    )
    _amounts_at: Mapping[int, tuple[Placed[AmountMention], ...]] = dataclasses.field(
        default_factory=dict
    )

    def times_in(self, sentence: Sentence) -> tuple[Placed[TimeMention], ...]:
        """Return the times of one sentence, in order."""
        return self._times_at.get(sentence.start, ())

    def amounts_in(self, sentence: Sentence) -> tuple[Placed[AmountMention], ...]:
        """Return the amounts of one sentence, in order."""
        return self._amounts_at.get(sentence.start, ())

    def times_near(self, token: Token) -> tuple[Placed[TimeMention], ...]:
        """Return the times of the sentence of a token, in order."""
        a = arrays(token.doc)
        return self._times_at.get(a.sents[a.sent[token.i]][0], ())

    def amounts_near(self, token: Token) -> tuple[Placed[AmountMention], ...]:
        """Return the amounts of the sentence of a token, in order."""
        a = arrays(token.doc)
        return self._amounts_at.get(a.sents[a.sent[token.i]][0], ())


def _indexes(a: Arrays, span: Span) -> list[int]:
    """Return the tokens that a span of characters touches, without white space."""
    found = []
    for i in range(a.at_offset(span.start), len(a)):
        if a.idx[i] >= span.end:
            break
        if a.end(i) > span.start and a.pos[i] != "SPACE":
            found.append(i)
    return found


def _root(a: Arrays, run: Sequence[int]) -> int:
    """Return the token of a run whose head lies outside it; the first where there are several."""
    inside = set(run)
    return next((i for i in run if a.head[i] == i or a.head[i] not in inside), run[0])


def _placed(doc: Doc, a: Arrays, mentions: Iterable[M], core: bool) -> Iterator[Placed[M]]:
    """Yield each mention with its place, leaving out those between two tokens."""
    for mention in mentions:
        run = _indexes(a, mention.core) if core else []
        run = run or _indexes(a, mention.span)
        if run:
            yield Placed(mention, doc[_root(a, run)])


def _without_particle(a: Arrays, mention: AmountMention) -> AmountMention:
    """Return an amount without a word before it that belongs to the verb: "turned over £54m" is no more than that."""
    run = _indexes(a, mention.span)
    if len(run) < 2 or a.dep[run[0]] != "compound:prt" or a.lower[run[1]] == "to":
        return mention  # "raise up to $9 million" is at most that
    quantity = dataclasses.replace(mention.quantity, bound=None)
    span = Span(a.idx[run[1]], mention.span.end)
    return dataclasses.replace(mention, quantity=quantity, span=span)


def _by_sentence(a: Arrays, placed: Iterable[Placed[M]]) -> dict[int, tuple[Placed[M], ...]]:
    """Group what was placed by the first token of its sentence."""
    found: dict[int, list[Placed[M]]] = {}
    for one in placed:
        start = a.sents[a.sent[one.root.i]][0]
        found.setdefault(start, []).append(one)
    return {start: tuple(ones) for start, ones in found.items()}


def sentence_span(token: Token) -> Span:
    """Return the characters of a token's sentence, without the white space around it.

    A sentence is the analyser's; a run of quotation marks belongs to it.
    """
    a = arrays(token.doc)
    first, last = a.sents[a.sent[token.i]]
    start, end, text = a.idx[first], a.end(last - 1), a.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def joined_evidence(claim: Claim, span: Span) -> tuple[Span, ...]:
    """Return the evidence of a claim with a sentence that tells more of it, in order."""
    return tuple(sorted({*claim.evidence, span}))


@cache
def _accounts() -> frozenset[str]:
    """Return the nouns that a quarter or half may stand before: "Q4 results"."""
    words = load_toml("kg.extract", "scope.toml")["figures"]
    return frozenset(words["nouns"]) | frozenset(words["after_quarter"])


def _in_name(a: Arrays, doc: Doc, mention: TimeMention) -> bool:
    """Tell whether a word of time is only part of a name: of a newspaper, of a robot ("its H2")."""
    run = _indexes(a, mention.span)
    if len(run) != 1:
        return False
    i = run[0]
    if not any(c.isdigit() for c in mention.words):
        return doc[i].ent_type_ in _NAMES
    if mention.words[0].upper() not in ("Q", "H") or len(mention.words) != 2:
        return False
    if a.dep[i] in ("compound", "amod", "nummod", "nmod") and a.head[i] > i:
        return a.lemma[a.head[i]] not in _accounts() and not _is_time(a, a.head[i])
    return a.dep[i] == "obj" and a.child(i, "case") is None and doc[i].ent_type_ in _NAMES


def _in_row(a: Arrays, mention: TimeMention) -> bool:
    """Tell whether a quarter is only one of several: "for the third quarter in a row"."""
    after = a.text[mention.span.end : mention.span.end + 9]
    return after.startswith((" in a row", " running"))


def _is_time(a: Arrays, i: int) -> bool:
    return a.text[a.idx[i] : a.end(i)].isdigit()


_DUE = ("by", "until", "before")


def _told(times: Iterable[TimeMention], day: dt.date | None) -> list[TimeMention]:
    """Return the times at which something can have been said: those that do not lie ahead.

    What is promised "by the end of 2024" or foreseen "for 2024" is due then.
    """
    return [
        time
        for time in times
        if not (
            lies_ahead(time, day)
            or time.qualifier in _DUE
            or time.words.casefold().startswith("for ")
        )
    ]


def lies_ahead(time: TimeMention, day: dt.date | None) -> bool:
    """Tell whether a time begins after a day: nothing told on that day was said then."""
    value = time.value
    if day is None or value is None or value.earliest is None:
        return False
    return value.earliest > day or (value.earliest == day and value.latest not in (None, day))


def prepare(
    article: Article, doc: Doc, title_doc: Doc, *, field_: Field, chains: coref.Chains | None = None
) -> Context:
    """Return the context of a body or a title.

    Args:
        article: Gives the date that relative expressions count from.
        doc: The analysed body or title, whichever `field_` names.
        title_doc: The analysed title, whose names count for the body too.
        field_: Which of the two `doc` is.
        chains: Chains made before, to share work.
    """
    a = arrays(doc)
    anchor, inferred = article.date, None
    if anchor is None:
        guess = infer_year(article.text)
        if guess is not None:
            anchor, inferred = dt.date(guess[0], 12, 31), guess[1]
    read = find_times(
        a.text, anchor, anchor_inferred=inferred, tense=lambda at: tenses.tense(a, at)
    )
    known = (t for t in read if not (_in_name(a, doc, t) or _in_row(a, t)))
    times = without_nowadays(a, [since_said.from_then(a, t, read) for t in known])
    placed_times = tuple(_placed(doc, a, times, True))
    amounts = (_without_particle(a, found) for found in find_amounts(a.text))
    placed_amounts = tuple(_placed(doc, a, without_corrected(a, amounts), False))
    if chains is None:
        chains = coref.chains(doc, None if field_ == "title" else title_doc, article=article)
    captions = doc.spans.get("caption", ())
    inside_time = frozenset(i for time in times for i in _indexes(a, time.span))
    return Context(
        article=article,
        field=field_,
        doc=doc,
        chains=chains,
        attributions=attribution.attribute(doc, chains, _told(times, article.date), inside_time),
        times=placed_times,
        amounts=placed_amounts,
        skip=frozenset(t.i for span in captions for t in span),
        inside_time=inside_time,
        _times_at=_by_sentence(a, placed_times),
        _amounts_at=_by_sentence(a, placed_amounts),
    )
