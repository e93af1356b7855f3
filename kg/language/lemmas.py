"""Lemmas as edits of the written form (after UDPipe, Straka and Straková 2017).

A script says how to change case, how many characters to cut from either end and
what to put in their place; few hundred scripts cover nearly all of English, so
choosing one is a classification.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path


def _casing(form: str, lemma: str) -> str:
    """Return how the case of the lemma comes from the form: l(ower), t(itle), k(eep)."""
    if lemma == lemma.lower():
        return "l"
    if lemma[:1].isupper() and lemma[1:] == lemma[1:].lower() and form != lemma:
        return "t"
    return "k"


def make_script(form: str, lemma: str) -> str:
    """Return the script that turns a form into a lemma.

    Example:
        >>> make_script("Companies", "company")
        'l|0||3|y'
        >>> apply_script("Parties", make_script("Companies", "company"))
        'party'
    """
    casing = _casing(form, lemma)
    if casing == "k" and form.lower() != form and lemma.lower() == form.lower() and form != lemma:
        return f"a|{lemma}"
    low_form, low_lemma = form.lower(), lemma.lower()
    match = SequenceMatcher(None, low_form, low_lemma, autojunk=False).find_longest_match()
    if match.size == 0:
        return f"a|{lemma}"
    end = match.a + match.size
    prefix, suffix = low_lemma[: match.b], low_lemma[match.b + match.size :]
    return "|".join([casing, str(match.a), prefix, str(len(form) - end), suffix])


def apply_script(form: str, script: str) -> str:
    """Return the lemma that a script makes of a form; the form itself where it does not fit.

    Example:
        >>> apply_script("Announced", "l|0||1|")
        'announce'
    """
    if script.startswith("a|"):
        return script[2:]
    casing, cut_left, prefix, cut_right, suffix = script.split("|", 4)
    left, right = int(cut_left), int(cut_right)
    if left + right >= len(form):
        return form.lower() if casing == "l" else form
    middle = form[left : len(form) - right]
    if casing == "k":
        return prefix + middle + suffix
    lemma = (prefix + middle + suffix).lower()
    return lemma[:1].upper() + lemma[1:] if casing == "t" else lemma


_VOWELS = frozenset("aeiou")


def _without(form: str, suffix: str) -> list[str]:
    """Return what may stand before a suffix: the rest, with e, without a doubled consonant."""
    if not form.endswith(suffix) or len(form) < len(suffix) + 2:
        return []
    rest = form[: -len(suffix)]
    found = [rest, f"{rest}e"]
    if len(rest) > 2 and rest[-1] == rest[-2] and rest[-1] not in _VOWELS:
        found.insert(1, rest[:-1])
    if suffix != "ing" and rest.endswith("i"):
        found.insert(0, f"{rest[:-1]}y")
    return found


def candidates(form: str, xpos: str) -> list[str]:
    """Return the lemmas that English spelling allows for a regular inflected form.

    Args:
        form: The form in lower case.
        xpos: Its Penn tag.

    Example:
        >>> candidates("stopped", "VBD")
        ['stopp', 'stop', 'stoppe']
        >>> candidates("companies", "NNS")
        ['company', 'compani', 'companie']
    """
    if xpos in ("VBD", "VBN"):
        return _without(form, "ed")
    if xpos == "VBG":
        return _without(form, "ing")
    if xpos in ("JJR", "RBR"):
        return _without(form, "er")
    if xpos in ("JJS", "RBS"):
        return _without(form, "est")
    if xpos in ("VBZ", "NNS") and form.endswith("s") and not form.endswith("ss"):
        found = [form[:-1]]
        if form.endswith("es") and len(form) > 3:
            found.insert(0, form[:-2])
        if form.endswith("ies") and len(form) > 4:
            found.insert(0, f"{form[:-3]}y")
        return found
    return []


@cache
def _verbs() -> tuple[dict[str, str], frozenset[str]]:
    """Return the past forms of irregular verbs with their lemmas, and verbs to be preferred (`verbs.toml`)."""
    found = tomllib.loads(Path(__file__).with_name("verbs.toml").read_text(encoding="utf-8"))
    forms = {form: verb for verb, told in found["forms"].items() for form in told}
    return forms, frozenset(found["regular"]["verbs"])


def of_verb(form: str, upos: str, xpos: str) -> str | None:
    """Return the lemma of a verb's form that `verbs.toml` knows, or None.

    Example:
        >>> of_verb("spun", "VERB", "VBN"), of_verb("mulled", "VERB", "VBD")
        ('spin', 'mull')
        >>> of_verb("restructuring", "NOUN", "NN")
    """
    if upos != "VERB":
        return None
    irregular, regular = _verbs()
    if xpos in ("VBD", "VBN") and form in irregular:
        return irregular[form]
    return next((verb for verb in candidates(form, xpos) if verb in regular), None)


def _unseen(form: str, xpos: str) -> str | None:
    """Return the lemma of a word that nobody knows, where its spelling leaves no doubt: `gigafactories`, `smartwatches`."""
    if xpos not in ("NNS", "VBZ"):
        return None
    if form.endswith("ies") and len(form) > 6:
        return f"{form[:-3]}y"
    return form[:-2] if form.endswith(("ches", "shes", "sses", "xes")) and len(form) > 6 else None


class Lemmatizer:
    """Chooses lemmas from a network's scripts, a table of known forms, and English spelling.

    A small network knows which endings a form has, but not always whether "replac" or
    "replace" is a word. So a form seen in training has its lemma from the table; else, of the
    script's lemma and those that spelling allows, the first that is a known word wins.

    Args:
        text: JSON: `forms`, Penn tag to form to lemma, and `lemmas`, universal tag to lemmas.
        is_word: Says whether a string is a word of the encoder's vocabulary.
    """

    def __init__(self, text: str, is_word: Callable[[str], bool]) -> None:
        table = json.loads(text)
        self._forms: dict[str, dict[str, str]] = table["forms"]
        self._lemmas = {upos: frozenset(words) for upos, words in table["lemmas"].items()}
        self._is_word = is_word

    def lemma(  # noqa: PLR0911 - one return a rule
        self, form: str, upos: str, xpos: str, script: str
    ) -> str:
        """Return the lemma of a token.

        Args:
            form: The token.
            upos: Its universal tag.
            xpos: Its Penn tag.
            script: The edit script that the network chose.
        """
        low = form.lower()
        if upos == "NUM" and "," in form:
            return form.replace(",", "")
        proposed = apply_script(form, script)
        if upos in ("PROPN", "PUNCT", "SYM", "X"):
            return proposed or form
        known = self._forms.get(xpos, {}).get(low) or of_verb(low, upos, xpos)
        if known is not None:
            return known
        if script.startswith("a|"):
            return proposed
        options = [proposed, *candidates(low, xpos), low]
        if xpos in ("VBD", "VBN", "VBG") and proposed.endswith("v") and len(proposed) > 3:
            return f"{proposed}e"  # English spells no such verb with a final v: "shelved"
        if len(options) == 2 and xpos not in ("NNS", "VBZ", "VBD", "VBN", "VBG"):
            return proposed or form
        seen = self._lemmas.get(upos, frozenset())
        for test in (seen.__contains__, self._is_word):
            for option in options:
                if len(option) > 1 and test(option):
                    return option
        return _unseen(low, xpos) or proposed or form
