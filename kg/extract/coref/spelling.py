"""Spellings of one name: with and without a space, with a slip, short and in full."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from kg.extract.coref.acronyms import capitals
from kg.extract.coref.screening import is_acronym

_MISSPELT_LENGTH = 8
_LETTERS = 5  # from which on a name and the same letters in two words are one: "Air Bus"
_LONGEST = 60
_WORD = re.compile(r"[\w&]+(?:[.'’-]\w+)*", re.UNICODE)
_STATES = {
    "u.s": "united states",
    "us": "united states",
    "u.k": "united kingdom",
    "uk": "united kingdom",
}
_TICKER = re.compile(r"[A-Z][A-Z0-9]{0,5}\.[A-Z]{1,3}$")


def is_ticker(text: str) -> bool:
    """Tell whether a word is a firm's sign at an exchange, as agencies write it: `EADC.PA`.

    Example:
        >>> [is_ticker(w) for w in ("EADC.PA", "GOOG.O", "U.S.", "Acme.It")]
        [True, True, False, False]
    """
    return _TICKER.match(text) is not None


def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a name, case-folded and without punctuation.

    Example:
        >>> name_words("Adobe Systems, Inc.")
        ('adobe', 'systems', 'inc')
    """
    return tuple(w.casefold() for w in _WORD.findall(text))


def is_registered(texts: Iterable[str], forms: Collection[str]) -> bool:
    """Tell whether a name is told as registers of firms have it: "Halden Mobility NV" may follow on "Halden".

    Args:
        texts: How it is written.
        forms: Legal forms that end names in registers alone.

    Example:
        >>> is_registered(["Halden Mobility NV"], {"nv"}), is_registered(["Halden Group"], {"nv"})
        (True, False)
    """
    return any(words[-1] in forms for words in map(name_words, texts) if words)


def written_out(words: Sequence[str]) -> str:
    """Return the words of a name with its state, "and" and "Airways" written in one way.

    Example:
        >>> written_out(("u.s", "park", "service")), written_out(("doe", "&", "sons"))
        ('united states park service', 'doe and sons')
    """
    first = _STATES.get(words[0], words[0]) if len(words) > 1 else words[0]
    rest = ["and" if word == "&" else "air" if word == "airways" else word for word in words[1:]]
    return " ".join([first, *rest])


def letters(text: str) -> str:
    """Return the letters and digits of a name, case-folded.

    Example:
        >>> letters("Play Gaming") == letters("PlayGaming")
        True
    """
    return "".join(c for c in text.casefold() if c.isalnum())


def spelt_alike(names: Sequence[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[int, int]]:
    """Yield the places of two names that are spellings of one.

    They have the same letters ("PlayGaming" and "Play Gaming"), or are long, begin alike and differ in
    one letter; only names of like length are compared.

    Args:
        names: The words of each, with the group of its kind; only within one group are they compared.
    """
    seen: dict[tuple[int, str, int], list[tuple[int, str]]] = defaultdict(list)
    same: dict[tuple[int, str], int] = {}
    for i, (group, words) in enumerate(names):
        text, spelt = " ".join(words), letters(written_out(words))
        if len(spelt) >= _LETTERS:
            j = same.setdefault((group, spelt), i)
            if j != i:
                yield i, j
        if not _MISSPELT_LENGTH <= len(text) <= _LONGEST or any(c.isdigit() for c in text):
            continue
        for length in (len(text) - 1, len(text), len(text) + 1):
            for j, other in seen.get((group, text[0], length), ()):
                if OSA.distance(text, other, score_cutoff=1) <= 1:
                    yield i, j
        seen[group, text[0], len(text)].append((i, text))


def fullest(texts: Mapping[str, tuple[int, int]], count: Callable[[str], int]) -> str:
    """Return the fullest of the forms of a name, which its thing is told by.

    Of forms with the same letters the one that is used most, then first, counts: "PlayGaming", where
    "Play Gaming" comes later. An acronym of one word in the article ("PHW" for "PriceHarrisonWells")
    is never the name.

    Args:
        texts: How often each form is used, and the greater the earlier.
        count: Tells the number of words that count in a form.
    """
    if len(texts) == 1:
        return next(iter(texts))
    lengths = {text: count(text) for text in texts}
    spelt: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        spelt[letters(text)].append(text)
    odd: set[str] = set()
    for forms in spelt.values():
        usual = max(forms, key=lambda t: (*texts[t], t))
        odd.update(t for t in forms if t.count(" ") != usual.count(" "))
        lengths.update((t, min(lengths[t], lengths[usual])) for t in forms)
    short = {capitals(text) for text in texts}

    def rank(text: str) -> tuple[int, bool, bool, int, int, int, str]:
        used, first = texts[text]
        shouted = text.isupper() and len(text) > _LETTERS
        acronym = (is_acronym(text) and text.casefold() in short) or is_ticker(text)
        plain = not acronym and text not in odd
        return (lengths[text], not shouted, plain, used, len(text), first, text)

    return max(texts, key=rank)


def without_shared_end(short: str, long: str) -> tuple[str, tuple[str, ...]]:
    """Return a short form and the words of a name without the last words that they share: "GM Canada".

    Example:
        >>> without_shared_end("GM Canada", "General Motors Canada")
        ('GM', ('general', 'motors'))
    """
    first, _, rest = short.partition(" ")
    words, end = tuple(name_words(long)), tuple(name_words(rest))
    if end and len(words) > len(end) and words[-len(end) :] == end:
        return first, words[: -len(end)]
    return short, words
