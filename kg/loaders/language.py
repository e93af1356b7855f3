"""Whether a text is English, by its function words and letters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from kg.loaders.draft import table

_WORD = re.compile(r"[^\W\d_]+")
_BEYOND_LATIN = re.compile("[^\x00-\u024f\u2000-\u2bff]")  # nor signs and punctuation
_SAMPLE = 50_000


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table("language")["words"].items()}


def other_language(text: str) -> str | None:
    """Return the language of a text that is not English, as readers are told it; else None.

    Counts the function words of each language among the first 50,000
    characters. Short texts count as English unless their letters say
    otherwise: a wrong skip costs an article, a wrong load gives no claims.

    Example:
        >>> other_language("Der Konzern hat am Montag mit dem Bau der neuen Fabrik begonnen. " * 2)
        'German'
        >>> other_language("The group broke ground on its new plant in Leipzig on Monday.")
    """
    sample = text[:_SAMPLE]
    script = _other_script(sample)
    if script:
        return script
    counts = Counter(_WORD.findall(sample.lower()))
    total = counts.total()
    rule = table("language")["rule"]
    if total < rule["least_words"]:
        return None
    english = sum(counts[word] for word in _words()["English"]) / total
    if english >= rule["english"]:
        return None
    shares = {
        name: sum(counts[word] for word in words) / total
        for name, words in _words().items()
        if name != "English"
    }
    best = max(shares, key=lambda name: (shares[name], name))
    if shares[best] >= max(rule["other"], rule["times"] * english):
        return best.replace("_", " ")
    if total >= rule["unknown_words"] and english < rule["unknown_english"]:
        return "an unknown language"
    return None


def _other_script(text: str) -> str | None:
    if not _BEYOND_LATIN.search(text):
        return None
    beyond = Counter(
        unicodedata.name(c, "").split(" ")[0].split("-")[0] for c in text if c.isalpha() and c > "ɏ"
    )
    letters = sum(c.isalpha() for c in text)
    scripts = table("language")["scripts"]
    counts = {name: count for name, count in beyond.items() if name in scripts}
    if sum(counts.values()) < table("language")["rule"]["script"] * max(letters, 1) or not counts:
        return None
    told: str = scripts[max(counts, key=lambda name: (counts[name], name))]
    # Kana is seldom the majority in Japanese prose, but Chinese text has none at all.
    japanese = told == scripts["CJK"] and counts.keys() & {"HIRAGANA", "KATAKANA"}
    return "Japanese" if japanese else told
