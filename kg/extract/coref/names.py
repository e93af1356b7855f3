"""Which names of an article are names of the same thing.

Works on surface forms, not on mentions, so that its cost grows with the number
of different names. Full names come from the title as well as from the body.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.extract.arrays import Arrays, arrays
from kg.extract.coref.acronyms import LINKING, abbreviates, capitals, forms
from kg.extract.coref.eponyms import retype
from kg.extract.coref.lists import Lists, lists
from kg.extract.coref.outlets import as_outlets
from kg.extract.coref.parted import parted
from kg.extract.coref.screening import (
    bare,
    common_acronyms,
    entities,
    is_acronym,
    is_common,
    is_currency,
    is_title_case,
    keep_own_s,
    known_length,
    proper,
    widened,
)
from kg.extract.coref.sets import Sets
from kg.extract.coref.spelling import (
    fullest,
    is_registered,
    is_ticker,
    name_words,
    spelt_alike,
    without_shared_end,
)

_PERIOD = re.compile(r"(?:Q[1-4]|[1-4]Q|H[12]|FY(?:\d\d){0,2})$")
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")
_BRACKET_TOKENS = 6
_TRADED = frozenset({"COMPANY", "ORG", "OUTLET"})
_MOST_LONGER = 200


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


@dataclass(slots=True)
class _Surface:
    words: tuple[str, ...]
    group: int
    first: int
    told: int  # as `first`, in the body where it has the name: headlines are short
    headline: bool = False  # only the headline has the name
    labels: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    capital: bool = False


def _key(text: str, label: str, words: Lists) -> tuple[str, ...]:
    found = list(name_words(text)) or [text.casefold()]
    if len(found) > 1 and found[0] == "the":
        found = found[1:]
    if label == "PERSON":
        while len(found) > 1 and found[0] in words.honorifics:
            found = found[1:]
    else:
        while len(found) > 1 and found[-1] in words.legal_forms:
            found = found[:-1]
        if len(found) > 1 and found[-1] in LINKING:
            found = found[:-1]
    return tuple(found)


def _head(a: Arrays, start: int, end: int) -> int:
    for i in range(start, end):
        if not start <= a.head[i] < end or a.head[i] == i:
            return i
    return start


def _tidy(a: Arrays, start: int, end: int) -> tuple[int, int]:
    """Drop a leading article, what stands in brackets and a trailing 's from a name.

    "Zenith Motors (NYSE: ZNM)" is Zenith Motors; a short form in brackets is a name of its own.
    """
    end = next((i for i in range(start + 1, end) if a.word[i] in _OPEN), end)
    while end > start + 1 and a.word[end - 1] in _CLOSE:
        end -= 1
    while start < end - 1 and (a.lower[start] in ("the", "a", "an") or a.pos[start] == "SPACE"):
        start += 1
    while end > start + 1 and (
        a.tag[end - 1] == "POS" or a.pos[end - 1] == "SPACE" or _PERIOD.match(a.word[end - 1])
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
        if not any(map(str.isalnum, name)):
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
        ticker = is_ticker(text) and name.label in _TRADED
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
    found: list[Name], words: Lists
) -> tuple[list[_Surface], dict[tuple[tuple[str, ...], int], int], list[int]]:
    """Return the different names, an index of them, and each mention's."""
    per_key: dict[tuple[str, ...], Counter[int]] = defaultdict(Counter)
    keys = [_key(n.text, n.label, words) for n in found]
    for name, key in zip(found, keys, strict=True):
        per_key[key][words.compatible.get(name.label, -1)] += 1
    person = words.compatible["PERSON"]
    family = {k[-1] for n, k in zip(found, keys, strict=True) if n.label == "PERSON" and len(k) > 1}
    surfaces: list[_Surface] = []
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
            surfaces.append(_Surface(key, group, order, order))
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


def _join_acronyms(surfaces: list[_Surface], sets: Sets, words: Lists) -> None:
    organization, person = words.compatible["COMPANY"], words.compatible["PERSON"]
    endings = words.descriptors | words.legal_forms
    longer: dict[str, set[int]] = defaultdict(set)
    for i, surface in enumerate(surfaces):
        if len(surface.words) == 1:
            for short in filter(None, map(capitals, surface.texts)):
                longer[short].add(i)
        if surface.group == organization or (len(surface.words) > 1 and surface.group != person):
            full = max((name_words(t) for t in sorted(surface.texts)), key=len)
            for short in forms(surface.words, endings) | forms(full, endings):
                longer[short].add(i)
    for i, surface in enumerate(surfaces):
        if surface.capital and len(surface.words) == 1:
            letters = "".join(c for c in surface.words[0] if c.isalnum())
            found = {sets.find(j) for j in longer.get(letters, ()) if j != i}
            if len(found) == 1:
                sets.join(i, found.pop())


def _extends(short: _Surface, long: _Surface, keys: set[tuple[str, ...]], words: Lists) -> int:
    """Return how surely a longer name that begins like a shorter one means the same (0 to 2)."""
    rest = long.words[len(short.words) :]
    if long.words[: len(short.words)] != short.words or not rest:
        return 0
    unit = any(w in words.unit_words or w.isdigit() for w in rest)
    told = words.descriptors | words.legal_forms | LINKING
    if not unit and all(w in told for w in rest):
        return 2
    if rest[0] == "of" and _is_placed(short, long, words):
        return 1
    before = long.told > short.told and (long.headline or not short.headline)
    if (before and not is_registered(long.texts, words.registered)) or rest[0] in LINKING - {"&"}:
        return 0
    return 0 if unit or rest in keys else 1


def _is_placed(short: _Surface, long: _Surface, words: Lists) -> bool:
    """Tell whether a longer name only adds where a firm is: "Acme of Dallas", no "Bank of Dallas".

    "Acme of America" is a unit of Acme, "Acme Bank of Canada" the bank.
    """
    rest = long.words[len(short.words) :]
    if any(w in words.unit_words for w in rest) and short.words[-1] not in words.descriptors:
        return False
    firms = all(set(s.labels) <= {"COMPANY", "ORG"} for s in (short, long))
    sure = len(short.words) > 1 or "COMPANY" in short.labels
    common = all(w in words.descriptors or w in words.org_classes for w in short.words)
    return firms and sure and not common


def _ends(short: _Surface, long: _Surface, words: Lists) -> bool:
    """Tell whether a longer name seen before holds a shorter one after its first word."""
    n = len(short.words)
    # A headline is short: of two words or more it may drop what the text begins with ("New Zealand ..."),
    # of one word the trade before it ("Banco ...").
    drops = n > 1 or long.words[0] in words.firm_beginnings
    seen = long.told <= short.told if drops else long.first <= short.first
    if not seen or len(long.words) <= n:
        return False
    if n == 1 and "public" in words.org_classes.get(short.words[0], ()):
        return _is_body(short.words[0], long)
    if all(w in words.descriptors or w in words.unit_words or len(w) < 2 for w in short.words):
        return False
    return any(
        long.words[i : i + n] == short.words and long.words[i - 1] not in LINKING
        for i in range(1, len(long.words) - n + 1)
    )


def _is_body(word: str, long: _Surface) -> bool:
    """Tell whether a body is called by its class alone: "the Commission", "the Department" of Energy."""
    return long.words[-1] == word or (long.words[0] == word and long.words[1] in LINKING)


def _join_parts(
    surfaces: list[_Surface], sets: Sets, words: Lists, apart: set[frozenset[int]]
) -> None:
    """Join short forms of organizations' and products' names with the full ones."""
    organization, product = words.compatible["COMPANY"], words.compatible["PRODUCT"]
    keys = {s.words for s in surfaces}
    by_word: dict[str, list[int]] = defaultdict(list)
    for i, surface in enumerate(surfaces):
        if surface.group in (organization, product) and len(surface.words) > 1:
            for word in sorted(set(surface.words)):
                by_word[word].append(i)
    for i, short in enumerate(surfaces):
        if short.group not in (organization, product) or len(short.words) > 3:
            continue
        found = [
            j
            for j in by_word.get(short.words[0], ())[:_MOST_LONGER]
            if surfaces[j].group == short.group and frozenset((i, j)) not in apart
        ]
        joined: list[int] = []
        if short.group == organization:
            sure = {j: _extends(short, surfaces[j], keys, words) for j in found}
            joined = [j for j in found if sure[j] == 2]
            likely = [j for j in found if sure[j] == 1]
            first = min((surfaces[j].first for j in likely), default=0)
            earlier = [j for j in found if surfaces[j].first < first]
            earlier = [j for j in earlier if _ends(short, surfaces[j], words)]
            # "Maison Acme merged with Acme Frères. Acme opened": the one that the text is about.
            joined = joined or _one(earlier or likely, sets)
            found = [] if joined or likely else found
        inner = [j for j in found if _ends(short, surfaces[j], words)]
        for j in joined or _one(inner, sets):
            sets.join(i, j)


def _one(found: list[int], sets: Sets) -> list[int]:
    """Return the surfaces if all are known to be of one thing, else none."""
    return found if len({sets.find(j) for j in found}) == 1 else []


def _join_persons(surfaces: list[_Surface], sets: Sets, person: int) -> dict[int, tuple[int, ...]]:
    """Join shorter names of persons with the full ones.

    Returns, for each short name that fits several persons, all of them.
    """
    by_word: dict[str, list[int]] = defaultdict(list)
    for i, surface in enumerate(surfaces):
        if surface.group == person and len(surface.words) > 1:
            for word in sorted(set(surface.words)):
                by_word[word].append(i)
    doubtful: dict[int, tuple[int, ...]] = {}
    order = sorted(range(len(surfaces)), key=lambda i: -len(surfaces[i].words))
    for i in order:
        short = surfaces[i]
        if short.group != person:
            continue
        wanted = set(short.words)
        found = [
            j
            for j in by_word.get(short.words[-1], ())[:_MOST_LONGER]
            if j != i
            and len(surfaces[j].words) > len(short.words)
            and (surfaces[j].words[-1] == short.words[-1] or len(short.words) == 1)
            and wanted < set(surfaces[j].words)
        ]
        last = [j for j in found if surfaces[j].words[-1] == short.words[-1]]
        found = last or found
        roots = {sets.find(j) for j in found}
        if len(roots) == 1:
            sets.join(i, found[0])
        elif roots:
            doubtful[i] = tuple(sorted(roots))
    return doubtful


def _join_short_names(surfaces: list[_Surface], sets: Sets, person: int, words: Lists) -> None:
    """Join names with one family name whose given names are long and short forms: Ken, Kenneth."""
    by_family: dict[str, list[int]] = defaultdict(list)
    for i, surface in enumerate(surfaces):
        if surface.group != person or len(surface.words) < 2:
            continue
        first = surface.words[0]
        for j in by_family[surface.words[-1]]:
            other = surfaces[j].words[0]
            short, long = sorted((first, other), key=len)
            clipped = len(short) > 2 and long.startswith(short) and short != long
            listed = words.short_names.get(first, frozenset()) & words.short_names.get(
                other, frozenset()
            )
            if clipped or (listed and first != other):
                sets.join(i, j)
        by_family[surface.words[-1]].append(i)


def _join_spellings(surfaces: list[_Surface], sets: Sets) -> None:
    """Join names that are spellings of one."""
    for i, j in spelt_alike([(s.group, s.words) for s in surfaces]):
        sets.join(i, j)


def _aliases(doc: Doc, found: list[Name], known: dict[str, str]) -> Iterator[Name]:
    """Yield mentions of names of one word that the analyser passed over elsewhere."""
    a = arrays(doc)
    covered = {i for n in found if not n.title for i in range(n.start, n.end)}
    for i, word in enumerate(a.word):
        if word in known and i not in covered and a.pos[i] in ("PROPN", "NOUN", "X"):
            yield Name(False, i, i + 1, i, known[word], word)


def _describe(surfaces: list[_Surface], members: Iterable[int], words: Lists) -> Cluster:
    labels: Counter[str] = Counter()
    texts: dict[str, tuple[int, int]] = {}
    members = sorted(members)
    for i in members:
        surface = surfaces[i]
        for label, count in surface.labels.items():
            labels[label] += count * (2 if len(surface.words) > 1 else 1)
        for text, count in surface.texts.items():
            texts[text] = (texts.get(text, (0, 0))[0] + count, -surface.first)
    label = min(labels, key=lambda k: (-labels[k], k))
    spelt = {" ".join(surfaces[i].words).removeprefix("the ") for i in members}
    mistaken = label in ("PERSON", "PRODUCT") and spelt <= words.outlets  # "Handelsblatt"
    if mistaken or (label in words.organizations and spelt & words.outlets):
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
    if title_doc is not None and is_title_case(title_doc):
        _cut_title_names(title_doc, found, words)
    keep_own_s(found, doc, title_doc)
    retype(found, doc)
    as_outlets(found, doc)
    known = {
        n.text: n.label
        for n in found
        if n.end - n.start == 1 and n.text[0].isupper() and n.label != "GROUP"
    }
    found.extend(_aliases(doc, found, known))
    found.sort(key=lambda n: (not n.title, n.start))
    surfaces, _, which = _surfaces(found, words)
    sets = Sets()
    at = {id(n): i for n, i in zip(found, which, strict=True)}
    for name, alias in defined:
        sets.join(at[id(name)], at[id(alias)])
    person = words.compatible["PERSON"]
    body = parted(arrays(doc), [n for n in found if not n.title])
    apart = {frozenset((at[id(one)], at[id(two)])) for one, two in body}
    _join_parts(surfaces, sets, words, apart)
    _join_acronyms(surfaces, sets, words)
    _join_spellings(surfaces, sets)
    doubtful = _join_persons(surfaces, sets, person)
    _join_short_names(surfaces, sets, person, words)
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(len(surfaces)):
        members[sets.find(i)].append(i)
    number = {root: n for n, root in enumerate(sorted(members))}
    last: dict[int, int] = {}
    for order, (name, surface) in enumerate(zip(found, which, strict=True)):
        root = sets.find(surface)
        if surface in doubtful:
            root = max(
                (sets.find(r) for r in doubtful[surface]), key=lambda r: (last.get(r, -1), -r)
            )
        last[root] = order
        name.cluster = number[root]
    clusters = [_describe(surfaces, members[root], words) for root in sorted(members)]
    return found, clusters
