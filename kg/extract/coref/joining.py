"""Which of the different names of an article are forms of one: acronyms, short forms, spellings."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from kg.extract.coref.acronyms import LINKING, capitals, forms
from kg.extract.coref.lists import Lists
from kg.extract.coref.sets import Sets
from kg.extract.coref.spelling import is_registered, name_words, spelt_alike

_MOST_LONGER = 200


@dataclass(slots=True)
class Surface:
    """One of the different names of an article, and where it stands."""

    words: tuple[str, ...]
    group: int
    first: int
    told: int  # as `first`, in the body where it has the name: headlines are short
    headline: bool = False  # only the headline has the name
    labels: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    capital: bool = False


def join(
    surfaces: list[Surface], sets: Sets, words: Lists, apart: set[frozenset[int]]
) -> dict[int, tuple[int, ...]]:
    """Join names that are forms of one.

    Args:
        surfaces: The different names.
        sets: What is joined so far, by place among the names; more is joined.
        words: The lists of coreference.
        apart: Pairs of names that the text keeps apart.

    Returns:
        For each short name of a person that fits several persons, all of them.
    """
    person = words.compatible["PERSON"]
    _join_parts(surfaces, sets, words, apart)
    _join_acronyms(surfaces, sets, words)
    _join_spellings(surfaces, sets)
    doubtful = _join_persons(surfaces, sets, person)
    _join_short_names(surfaces, sets, person, words)
    return doubtful


def _join_acronyms(surfaces: list[Surface], sets: Sets, words: Lists) -> None:
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


def _extends(short: Surface, long: Surface, keys: set[tuple[str, ...]], words: Lists) -> int:
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
    if any("(" in text for text in long.texts) and short.told < long.told:
        return 0  # "Acme (Thailand) Co." is a unit of the Acme that was told before
    before = long.told > short.told and (long.headline or not short.headline)
    if (before and not is_registered(long.texts, words.registered)) or rest[0] in LINKING - {"&"}:
        return 0
    return 0 if unit or rest in keys else 1


def _is_placed(short: Surface, long: Surface, words: Lists) -> bool:
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


def _ends(short: Surface, long: Surface, words: Lists) -> bool:
    """Tell whether a longer name seen before holds a shorter one after its first word."""
    n = len(short.words)
    # A headline is short: of two words or more it may drop what the text begins with ("New Zealand ..."),
    # of one word the trade before it ("Banco ...").
    drops = n > 1 or long.words[0] in words.firm_beginnings
    seen = long.told <= short.told if drops else long.first <= short.first
    if not seen or len(long.words) <= n:
        return False
    if n == 1 and _is_company(short) and not _is_company(long):
        return False  # the "Courier Company" has the "Leeds Courier"
    if n == 1 and "public" in words.org_classes.get(short.words[0], ()):
        return _is_body(short.words[0], long)
    if all(w in words.descriptors or w in words.unit_words or len(w) < 2 for w in short.words):
        return False
    return any(
        long.words[i : i + n] == short.words and long.words[i - 1] not in LINKING
        for i in range(1, len(long.words) - n + 1)
    )


def _is_company(name: Surface) -> bool:
    """Tell whether a name is never told without "Company"."""
    return all(name_words(text)[-1:] == ("company",) for text in name.texts)


def _is_body(word: str, long: Surface) -> bool:
    """Tell whether a body is called by its class alone: "the Commission", "the Department" of Energy."""
    return long.words[-1] == word or (long.words[0] == word and long.words[1] in LINKING)


def _join_parts(
    surfaces: list[Surface], sets: Sets, words: Lists, apart: set[frozenset[int]]
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


def _join_persons(surfaces: list[Surface], sets: Sets, person: int) -> dict[int, tuple[int, ...]]:
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


def _join_short_names(surfaces: list[Surface], sets: Sets, person: int, words: Lists) -> None:
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


def _join_spellings(surfaces: list[Surface], sets: Sets) -> None:
    """Join names that are spellings of one."""
    for i, j in spelt_alike([(s.group, s.words) for s in surfaces]):
        sets.join(i, j)
