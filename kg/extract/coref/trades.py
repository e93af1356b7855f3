"""What a description says of a firm's trade, and which names bear it out: "the insurer", "the toymaker"."""

from __future__ import annotations

from kg.extract.coref.phrases import Phrase
from kg.extract.coref.salience import Referent
from kg.extract.coref.state import State

_MAKER = ("-maker", "maker")
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
        return fits
    named = [r for r in fits if in_name(s, word, r)]
    if not named:
        return fits
    return [r for r in fits if r in named or not _of_another(s, told, r)]


def _of_another(s: State, told: Phrase, r: Referent) -> bool:
    """Tell whether a firm is of another trade than a description: a bank is no insurer."""
    word = s.a.lemma[told.head]
    if word in r.modifiers:
        return False
    apart = bool(r.classes) and not r.classes & told.classes
    return apart or any(w in s.lists.org_classes and w != word for w in r.words)
