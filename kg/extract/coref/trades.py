"""What a description says of a firm's trade, and which names bear it out: "the insurer", "the toymaker"."""

from __future__ import annotations

from kg.extract.coref.phrases import Phrase
from kg.extract.coref.salience import Referent
from kg.extract.coref.state import State

_MAKER = ("-maker", "maker")
_SURE = frozenset({"bank", "airline", "adviser", "rail"})
"""Trades of which no firm of those below has a word in its name."""
_MAKING = frozenset(
    {"drink", "car", "plane", "technology", "energy", "drug", "retail", "maker", "studio"}
)
_FEWEST = 3  # letters of what a maker makes


def in_name(s: State, word: str, r: Referent) -> bool:
    """Tell whether a noun for firms is in a name, or what tells the same there.

    "The bank" is Halden Bank, "the insurer" Halden Insurance, "the toymaker" Halden Toys.
    """
    if word in r.words or word + "s" in r.words:
        return True
    if r.words & s.lists.trade_names.get(word, frozenset()):
        return True
    made = next((word.removesuffix(end) for end in _MAKER if word.endswith(end)), "")
    return len(made) >= _FEWEST and bool({made, made + "s"} & r.words)


def of_trade(s: State, told: Phrase, fits: list[Referent]) -> list[Referent]:
    """Return those of the candidates that a description can be of.

    A firm is no court and no ministry; where one firm's name tells the trade, no firm is meant whose name
    tells another.
    """
    word = s.a.lemma[told.head]
    if word in s.lists.firms_only:
        return [r for r in fits if r.label == "COMPANY" or not r.words & s.lists.no_firms]
    if told.classes <= {"general"}:
        return _of_nation(s, told, fits)
    fits = [r for r in fits if not _is_elsewhere(r, told, word)]
    told_so = {r.number for r in fits if word in r.modifiers}
    if told_so:
        fits = [r for r in fits if r.number in told_so or not r.classes or r.classes & told.classes]
    named = [r for r in fits if in_name(s, word, r)]
    if not named:
        return fits
    return [r for r in fits if r in named or not _of_another(s, told, r)]


def _of_nation(s: State, told: Phrase, fits: list[Referent]) -> list[Referent]:
    """Return the firms that the text says are of the nation that a description tells: "the Spanish group"."""
    nations = {
        s.a.lower[k] for k in s.a.children(told.head, "amod") if s.a.word[k][:1].isupper()
    } & told.modifiers
    return [r for r in fits if nations and nations <= r.modifiers] or fits


def _is_elsewhere(r: Referent, told: Phrase, word: str) -> bool:
    """Tell whether a firm is surely of another trade: no bank is a brewer, no airline a planemaker.

    Names with words of several trades tell none for sure.
    """
    if not told.classes <= _MAKING or word in r.modifiers or len(r.classes) != 1:
        return False
    return bool(r.classes & _SURE)


def _of_another(s: State, told: Phrase, r: Referent) -> bool:
    """Tell whether a firm is of another trade than a description: a bank is no insurer."""
    word = s.a.lemma[told.head]
    if word in r.modifiers:
        return False
    apart = bool(r.classes) and not r.classes & told.classes
    return apart or any(w in s.lists.org_classes and w != word for w in r.words)
