"""Hard pairs of company names, made from a list by a seeded script: `python -m kg.resolve.hardpairs`.

Half of the pairs are one company under two spellings; the others are two
companies whose names are as near to each other as any in the list. Nothing
but the names is known of either, so what needs evidence is to be left apart.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from rapidfuzz import fuzz, process

from kg.errors import SourceError
from kg.resolve.names import company_key, words

SEED = 7
PER_SORT = 150
"""Pairs of each sort, at most."""

_FORMS = ("Inc.", "Corp.", "Corporation", "Ltd", "plc", "Co.", "AG", "S.A.", "N.V.", "Holdings plc")
_UNITS = (
    "EV",
    "Pictures",
    "Financial Services",
    "Media",
    "Energy",
    "Mobility",
    "Ventures",
    "Cloud",
)
_ACCENTS = str.maketrans("aeiouAEIOU", "áéíöüÁÉÍÖÜ")
_NEAR = 82
"""Likeness of 100, by rapidfuzz, from which two names of the list are near."""

Pair = dict[str, str | bool]


def names_of(path: Path) -> list[str]:
    """Return the names of a list: column `title`, `Security` or `name` of a CSV file, sorted.

    Raises:
        SourceError: The file can't be read, or has no such column.
    """
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"Can't read {path}: {error}.", "Name a CSV file.") from error
    column = next((c for c in ("title", "Security", "name") if rows and c in rows[0]), None)
    if column is None:
        raise SourceError(f"{path} has no column title, Security or name.", "Name another file.")
    return sorted({row[column].strip() for row in rows if row[column].strip()})


def _title(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 5 else name


def _bare(name: str) -> str:
    """The name without its legal form, in the spelling of the list."""
    found = name.replace(",", " ").split()
    key = company_key(name)
    while len(found) > 1 and company_key(" ".join(found[:-1])) == key:
        found = found[:-1]
    return " ".join(found)


def _acronym(name: str) -> str:
    return "".join(word[0] for word in _bare(name).split() if word[0].isalpha()).upper()


def _plain(name: str) -> str:
    marked = unicodedata.normalize("NFKD", name)
    return "".join(c for c in marked if not unicodedata.combining(c))


def _variants(rng: random.Random) -> dict[str, Callable[[str], str | None]]:
    def form(name: str) -> str:
        return f"{_bare(name)} {rng.choice(_FORMS[:-1])}"

    def spacing(name: str) -> str | None:
        bare = _bare(name)
        return bare.replace(" ", "-", 1) if " " in bare and "-" not in bare else None

    def joined(name: str) -> str | None:
        bare = _bare(name)
        return bare.replace(" ", "") if bare.count(" ") == 1 and len(bare) > 8 else None

    def ampersand(name: str) -> str | None:
        return name.replace("&", "and") if " & " in name else None

    def defined(name: str) -> str | None:
        letters = _acronym(name)
        return f"{_bare(name)} ({letters})" if 3 <= len(letters) <= 5 else None

    return {
        "another legal form": form,
        "accents": lambda name: name.translate(_ACCENTS),
        "capitals": str.upper,
        "possessive": lambda name: f"{_bare(name)}'s",
        "a hyphen": spacing,
        "no space": joined,
        "and for &": ampersand,
        "acronym in brackets": defined,
    }


def _same(names: Sequence[str], rng: random.Random) -> Iterable[Pair]:
    for sort, vary in _variants(rng).items():
        made = 0
        for name in rng.sample(names, len(names)):
            if made == PER_SORT:
                break
            other = vary(_title(name))
            if other and other != name:
                yield {"a": _title(name), "b": other, "sort": sort, "one": True}
                made += 1


def _different(names: Sequence[str], rng: random.Random) -> Iterable[Pair]:
    for name in rng.sample(names, min(PER_SORT, len(names))):
        other = f"{_bare(_title(name))} {rng.choice(_UNITS)}"
        yield {"a": _title(name), "b": other, "sort": "a unit of it", "one": False}
    bares = [_bare(_title(name)) for name in names]
    made = 0
    for index in rng.sample(range(len(names)), len(names)):
        if made == PER_SORT:
            break
        near = process.extract(bares[index], bares, scorer=fuzz.ratio, limit=4, score_cutoff=_NEAR)
        for _, _, found in near:
            # One company with two kinds of shares stands in the list twice.
            if company_key(names[found]) != company_key(names[index]):
                a, b = sorted((_title(names[index]), _title(names[found])))
                yield {"a": a, "b": b, "sort": "a near namesake", "one": False}
                made += 1
                break
    pairs = [(a, b) for a, b in pairwise(bares) if _one_word(a, b)]
    for a, b in rng.sample(pairs, min(PER_SORT, len(pairs))):
        yield {"a": a, "b": b, "sort": "one word differs", "one": False}


def _one_word(a: str, b: str) -> bool:
    """Tell whether two names differ in one word only, as First Bank of X and of Y do."""
    first, second = words(a), words(b)
    if len(first) != len(second) or len(first) < 3:
        return False
    return sum(x != y for x, y in zip(first, second, strict=True)) == 1


def make(names: Sequence[str], seed: int = SEED) -> list[Pair]:
    """Return hard pairs of names: the same for the same list and seed.

    Args:
        names: Names of different companies, sorted.
        seed: Of the random choice of names.
    """
    rng = random.Random(seed)  # noqa: S311 - the choice is to be repeatable, not secret
    found = [*_same(names, rng), *_different(names, rng)]
    unique = {(str(p["a"]), str(p["b"])): p for p in found if p["a"] != p["b"]}
    return [unique[key] for key in sorted(unique)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print hard pairs as JSON Lines.

    Args:
        arguments: As on the command line; those of the process by default.
    """
    parser = argparse.ArgumentParser(prog="python -m kg.resolve.hardpairs", description=__doc__)
    parser.add_argument("names", type=Path, help="CSV with a column title, Security or name")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args(arguments)
    for pair in make(names_of(given.names), given.seed):
        sys.stdout.write(json.dumps(pair, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
