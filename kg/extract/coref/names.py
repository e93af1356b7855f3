"""Which names of an article are names of the same thing.

Works on surface forms, not on mentions, so that its cost grows with the number
of different names. Full names come from the title as well as from the body.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.arrays import Arrays, arrays
from kg.extract.coref.acronyms import LINKING, abbreviates
from kg.extract.coref.eponyms import retype
from kg.extract.coref.families import genders, of_gender, told_genders
from kg.extract.coref.holdings import families, wholes
from kg.extract.coref.joining import Surface, join
from kg.extract.coref.lists import Lists, lists
from kg.extract.coref.outlets import as_outlets
from kg.extract.coref.parted import parted
from kg.extract.coref.renamed import renamed
from kg.extract.coref.screening import (
    bare,
    common_acronyms,
    cut_trades,
    entities,
    is_acronym,
    is_common,
    is_currency,
    is_title_case,
    is_trade,
    keep_own_s,
    known_length,
    proper,
    seat_end,
    widened,
)
from kg.extract.coref.sets import Sets
from kg.extract.coref.spelling import (
    fullest,
    is_ticker,
    name_words,
    without_shared_end,
)
from kg.model import ORGANIZATION_LABELS

_PERIOD = re.compile(r"(?:Q[1-4]|[1-4]Q|H[12]|FY(?:\d\d){0,2})$")
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")
_BRACKET_TOKENS = 6


@dataclass(slots=True)
class Name:
    """One mention of a name: tokens `[start, end)` of the title or the body."""

    title: bool
    start: int
    end: int
    head: int
    label: str
    text: str
    cluster: int = -1


@dataclass(slots=True)
class Cluster:
    """Names of one thing: its fullest form and its label by majority."""

    name: str
    label: str
    words: frozenset[str]


def _key(
    text: str, label: str, words: Lists, kept: Collection[tuple[str, ...]] = ()
) -> tuple[str, ...]:
    found = name_words(text) or (text.casefold(),)
    if len(found) > 1 and found[0] == "the":
        found = found[1:]
    if label == "PERSON":
        while len(found) > 1 and found[0] in words.honorifics:
            found = found[1:]
    else:
        while len(found) > 1 and found[-1] in words.legal_forms and found not in kept:
            found = found[:-1]
        if len(found) > 1 and found[-1] in LINKING:
            found = found[:-1]
    return found


def _head(a: Arrays, start: int, end: int) -> int:
    for i in range(start, end):
        if not start <= a.head[i] < end or a.head[i] == i:
            return i
    return start


def _tidy(a: Arrays, start: int, end: int) -> tuple[int, int]:
    """Drop a leading article, what stands in brackets and a trailing 's or full stop from a name.

    "Zenith Motors (NYSE: ZNM)" is Zenith Motors; a short form in brackets is a name of its own, but "(UK)" in
    "Zenith (UK) Ltd." is a part of it.
    """
    brackets = (i for i in range(start + 1, end) if a.word[i] in _OPEN and not seat_end(a.word, i))
    end = next(brackets, end)
    while end > start + 1 and a.word[end - 1] in _CLOSE:
        end -= 1
    while start < end - 1 and (a.lower[start] in ("the", "a", "an") or a.pos[start] == "SPACE"):
        start += 1
    while end > start + 1 and (
        a.tag[end - 1] == "POS"
        or a.word[end - 1] == "."
        or a.pos[end - 1] == "SPACE"
        or _PERIOD.match(a.word[end - 1])
    ):
        end -= 1  # "Acme's", and "Acme Q3" before its profit
    return start, end


def _after_title(a: Arrays, start: int, end: int, words: Lists) -> int:
    """Return where a person's name begins after "Mr." and its like."""
    i = start
    while i < end - 1 and (a.lower[i].rstrip(".") in words.honorifics or a.word[i] == "."):
        i += 1
    return i


def _from_entities(doc: Doc, body: Doc, common: frozenset[str]) -> Iterator[Name]:
    a, title = arrays(doc), doc is not body
    text = a.text
    words = lists()
    named = entities(doc, body)
    taken = {i for first, last, _ in named for i in range(first, last)}
    for first, last, label in named:
        start, end = _tidy(a, first, last)
        start, end = proper(a, start, end)
        if label == "PERSON":
            start = _after_title(a, start, end, words)
        end = max(widened(a, end, taken), start + 1)
        if is_common(a.word[start:end], common, words) or is_currency(a, start, end):
            continue
        name = bare(text[a.idx[start] : a.end(end - 1)])
        if not any(map(str.isalnum, name)) or (title and is_trade(text, body.text, name)):
            continue
        yield Name(title, start, end, _head(a, start, end), label, " ".join(name.split()))


def _bracketed(doc: Doc, found: list[Name], title: bool) -> Iterator[tuple[Name, Name]]:
    """Yield names with the short form that follows in brackets: "Bank of America (BoA)"."""
    a = arrays(doc)
    by_start = {n.start: n for n in found if n.title is title}
    for name in list(by_start.values()):
        i = name.end
        if i + 2 >= len(a) or a.word[i] not in _OPEN:
            continue
        stop = next(
            (k for k in range(i + 1, min(i + _BRACKET_TOKENS, len(a))) if a.word[k] in _CLOSE), None
        )
        if stop is None or stop == i + 1:
            continue
        start = i + 1
        while start < stop - 1 and a.lower[start] in ("the", "or", '"', "“", "'", "‘", "``"):
            start += 1
        end = stop
        while end > start + 1 and a.word[end - 1] in ('"', "”", "'", "’", "''"):
            end -= 1
        text = a.text[a.idx[start] : a.end(end - 1)]
        if ":" in text or not text[0].isupper():
            continue
        ticker = is_ticker(text) and name.label in ORGANIZATION_LABELS
        short, words = without_shared_end(text, name.text)
        if not ticker and not abbreviates(short, words):
            continue
        if end - start > 1 and not is_acronym(short):
            continue
        alias = by_start.get(start)
        if alias is None:
            alias = Name(title, start, end, _head(a, start, end), name.label, text)
        yield name, alias


def _surfaces(
    found: list[Name], words: Lists, kept: Collection[tuple[str, ...]]
) -> tuple[list[Surface], dict[tuple[tuple[str, ...], int], int], list[int]]:
    """Return the different names, an index of them, and each mention's."""
    per_key: dict[tuple[str, ...], Counter[int]] = defaultdict(Counter)
    keys = [_key(n.text, n.label, words, kept) for n in found]
    for name, key in zip(found, keys, strict=True):
        per_key[key][words.compatible.get(name.label, -1)] += 1
    person = words.compatible["PERSON"]
    family = {k[-1] for n, k in zip(found, keys, strict=True) if n.label == "PERSON" and len(k) > 1}
    surfaces: list[Surface] = []
    index: dict[tuple[tuple[str, ...], int], int] = {}
    which: list[int] = []
    headed: set[int] = set()
    for order, (name, key) in enumerate(zip(found, keys, strict=True)):
        own = words.compatible.get(name.label, -1)
        counts = per_key[key]
        group = min(counts, key=lambda g: (-counts[g], g))
        if person in (own, group) and len(key) == 1 and key[0] in family:
            group = own  # "Dell" the man and Dell the company keep apart
        at = index.get((key, group))
        if at is None:
            at = index[key, group] = len(surfaces)
            surfaces.append(Surface(key, group, order, order))
        surface = surfaces[at]
        if at in headed and not name.title:
            surface.told = order
        headed = headed - {at} if not name.title else headed | {at}
        surface.labels[name.label] += 1
        surface.texts[name.text] += 1
        surface.capital = surface.capital or is_acronym(name.text)
        which.append(at)
    for at in headed:
        surfaces[at].headline = True
    return surfaces, index, which


def _families(
    surfaces: list[Surface],
    index: dict[tuple[tuple[str, ...], int], int],
    kept: Collection[tuple[str, ...]],
    words: Lists,
) -> Iterator[frozenset[int]]:
    """Yield pairs of names, by place among the surfaces, that are a parent's and a unit's."""
    group = words.compatible["COMPANY"]
    own = [s for s in surfaces if s.group == group]
    firsts = {s.words: s.told for s in own}
    for one, two in families(kept, firsts, {s.words for s in own if s.headline}):
        yield frozenset((index[one, group], index[two, group]))


def _aliases(doc: Doc, found: list[Name], known: dict[str, str]) -> Iterator[Name]:
    """Yield mentions of names of one word that the analyser passed over elsewhere."""
    a = arrays(doc)
    covered = {i for n in found if not n.title for i in range(n.start, n.end)}
    for i, word in enumerate(a.word):
        if word in known and i not in covered and a.pos[i] in ("PROPN", "NOUN", "X"):
            yield Name(False, i, i + 1, i, known[word], word)


def _is_outlet(name: str, words: Lists) -> bool:
    """Tell whether a name is that of a known outlet, or of a station of one: "bloomberg tv"."""
    paper, _, last = name.rpartition(" ")
    return name in words.outlets or (last in words.stations and paper in words.outlets)


def _renamed(
    surfaces: list[Surface], sets: Sets, renamings: Iterable[tuple[int, int]]
) -> frozenset[int]:
    """Join each name that has passed with the one that stands, and return the forms of those that have."""
    gone: set[int] = set()
    for passed, present in renamings:
        one, two = sets.find(passed), sets.find(present)
        if one != two:
            gone |= {i for i in range(len(surfaces)) if sets.find(i) == one}
            sets.join(one, two)
    return frozenset(gone)


def _describe(
    surfaces: list[Surface], members: Iterable[int], words: Lists, passed: Collection[int] = ()
) -> Cluster:
    labels: Counter[str] = Counter()
    texts: dict[str, tuple[int, int]] = {}
    members = sorted(members)
    for i in members:
        surface = surfaces[i]
        for label, count in surface.labels.items():
            labels[label] += count * (2 if len(surface.words) > 1 else 1)
        for text, count in surface.texts.items() if i not in passed else ():
            texts[text] = (texts.get(text, (0, 0))[0] + count, -surface.first)
    label = min(labels, key=lambda k: (-labels[k], k))
    spelt = {" ".join(surfaces[i].words).removeprefix("the ") for i in members}
    told = [_is_outlet(text, words) for text in spelt]
    mistaken = label in ("PERSON", "PRODUCT") and all(told)  # "Handelsblatt"
    if mistaken or (label in words.organizations and any(told)):
        label = "OUTLET"

    def length(text: str) -> int:
        return sum(w not in words.honorifics and w != "the" for w in name_words(text))

    name = fullest(texts, length)
    every = frozenset(w for i in members for w in surfaces[i].words)
    return Cluster(name, label, every)


def _cut_title_names(title_doc: Doc, found: list[Name], words: Lists) -> None:
    """Cut names of a title-case headline back to what the body knows: "Acme Cars Go Electric"."""
    a = arrays(title_doc)
    known = {_key(n.text, n.label, words) for n in found if not n.title}
    for name in found:
        if name.title and name.end - name.start > 1:
            length = known_length(_key(name.text, name.label, words), known)
            if length < name.end - name.start:
                name.end = name.start + length
                name.text = title_doc.text[a.idx[name.start] : a.end(name.end - 1)]
                name.head = _head(a, name.start, name.end)


def _mean(
    found: list[Name],
    which: list[int],
    sets: Sets,
    doubtful: dict[int, tuple[int, ...]],
    told: list[str | None],
) -> None:
    """Say what each mention means: of several of a family, whom its title fits and who was named last."""
    roots = [sets.find(surface) for surface in which]
    known = genders(found, roots, told)
    last: dict[int, int] = {}
    for order, (name, surface) in enumerate(zip(found, which, strict=True)):
        fits = [sets.find(r) for r in doubtful.get(surface, (surface,))]
        fits = of_gender(told[order], fits, known)
        name.cluster = max(fits, key=lambda r: (last.get(r, -1), -r))
        last[name.cluster] = order


def cluster(doc: Doc, title_doc: Doc | None) -> tuple[list[Name], list[Cluster]]:
    """Return the mentions of names in order (title first) and the things they name."""
    words = lists()
    found: list[Name] = []
    defined: list[tuple[Name, Name]] = []
    common = words.common_acronyms | common_acronyms(doc)
    for title, source in ((True, title_doc), (False, doc)):
        if source is None:
            continue
        found.extend(_from_entities(source, doc, common))
        placed = {(n.title, n.start) for n in found}
        for name, alias in list(_bracketed(source, found, title)):
            defined.append((name, alias))
            if (title, alias.start) not in placed:
                placed.add((title, alias.start))
                found.append(alias)
    headline = arrays(title_doc) if title_doc is not None else None
    if title_doc is not None and is_title_case(title_doc):
        _cut_title_names(title_doc, found, words)
    keep_own_s(found, doc, title_doc)
    cut_trades(found, doc, title_doc)
    retype(found, doc)
    as_outlets(found, doc)
    known = {
        n.text: n.label
        for n in found
        if n.end - n.start == 1 and n.text[0].isupper() and n.label != "GROUP"
    }
    found.extend(_aliases(doc, found, known))
    found.sort(key=lambda n: (not n.title, n.start))
    a = arrays(doc)
    kept = wholes(a, found, words)
    surfaces, index, which = _surfaces(found, words, kept)
    sets = Sets()
    at = {id(n): i for n, i in zip(found, which, strict=True)}
    for name, alias in defined:
        sets.join(at[id(name)], at[id(alias)])
    told = [n for n in found if not n.title]
    apart = {frozenset((at[id(one)], at[id(two)])) for one, two in parted(a, told)}
    apart |= set(_families(surfaces, index, kept, words))
    renamings = [(at[id(passed)], at[id(present)]) for passed, present in renamed(a, told, words)]
    apart -= set(map(frozenset, renamings))
    doubtful = join(surfaces, sets, words, apart)
    passed = _renamed(surfaces, sets, renamings)
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(len(surfaces)):
        members[sets.find(i)].append(i)
    number = {root: n for n, root in enumerate(sorted(members))}
    _mean(found, which, sets, doubtful, list(told_genders(found, a, headline)))
    for name in found:
        name.cluster = number[name.cluster]
    clusters = [_describe(surfaces, members[root], words, passed) for root in sorted(members)]
    return found, clusters
