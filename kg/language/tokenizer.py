"""spaCy's rule tokenizer for English, with rules that follow Universal Dependencies.

The rules were set on the training trees: UD English splits compounds at hyphens and slashes
and keeps runs of marks, dates, telephone numbers and addresses whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_RUNS = r"(?:={2,}|\*{2,}|_{2,}|#{2,}|~{2,}|-{2,}|\+{2,}|<{2,}|>{2,}|[!?]{2,}|\.{2,}|\${2,})"
_INFIXES = (
    r"(?<=[^\W_])[-–—‑](?=[^\W_])",
    r"(?<=[)\]%\"”’'.])[-–—](?=[^\W\d_])",
    r"(?<=[^\W\d_])/(?=[^\W_])",
    r"(?<=[^\W\d_])[!?]+(?=[^\W\d_])",
    r"(?<=[^\W_])[.!?,](?=[“”\"]\w)",
    r"(?:={2,}|\*{2,}|\[\[|\]\]|(?<=[\w.!?,])[“”\"](?=\w)|(?<=\w)\((?=\w)|(?<=\w)\)(?=\w))",
)
_UNIT_STOP = r"(?<=\d[A-Z])\."
"""The stop behind a number's unit, which may be a capital: "$30M."."""
_FORM_STOP = r"(?<=[a-z][A-Z])\."
"""The stop behind a legal form that ends in a capital: "Halden GmbH."."""
_UNITS = ("m.", "t.", "g.")
"""Units of one letter with the stop that ends a sentence, which English rules take for initials."""
_WHOLE = re.compile(
    r"""
      \d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)          # dates
    | (?:1[-.])?\d{3}[-.]\d{3}[-.]\d{4}               # telephone numbers
    | \d{3}-\d{4}
    | [eE]-?[mM]ails?
    | [bBwW]/[cCoO]
    | [A-Z]&[A-Z]
    | \d+/\d+
    | (?i:non|e|re|anti|pre|co|pro|mid|cross|post|over|multi|ex|sub|counter|semi|mini|neo|socio
        |inter|intra|un|de)-[A-Za-z]+                 # prefixes that are no words
    """,
    re.VERBOSE,
)
_SPLIT = {
    "cannot": ("can", "not"),
    "wanna": ("wan", "na"),
    "gimme": ("gim", "me"),
    "and/or": ("and", "/", "or"),
}
_ABBREVIATIONS = [
    "etc.",
    "Ft.",
    "ft.",
    "Lt.",
    "Capt.",
    "Sat.",
    "Sun.",
    "Mon.",
    "Tue.",
    "Tues.",
    "Wed.",
    "Thu.",
    "Thurs.",
    "Fri.",
    "Drs.",
    "Sts.",
    "Sgt.",
    "Hon.",
    "ext.",
    "Ltd.",
    "LTD.",
    "Pty.",
    "Pvt.",
    "PVT.",
    "Bros.",
    "Corp.",
    "Inc.",
    "Co.",
    "Cos.",
    "plc.",
    "S.A.",
    "N.V.",
    "S.p.A.",
    "A.G.",
    "L.P.",
    "Sp.",
    "o.o.",
    "d.o.o.",
    "s.r.o.",
    "Yahoo!",
    "Jan.",
    "Feb.",
    "Mar.",
    "Apr.",
    "Jun.",
    "Jul.",
    "Aug.",
    "Sep.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
    "Messrs.",
    "Mmes.",
    "Supt.",
    "Dept.",
    "approx.",
]


_TAIL = 64
"""Characters at the end of a word in which what is split off it is looked for first."""

_LONGEST = re.compile(r"\S{2000}(?=\S)")
"""What has so many characters without white space is cut: no word is, and each mark costs a look at the rest."""


def _from_end(pattern: re.Pattern[str]) -> Callable[[str], re.Match[str] | None]:
    """Return the search for a pattern that ends with the text, without a look at all that stands before."""

    def search(text: str) -> re.Match[str] | None:
        start = len(text) - _TAIL
        match = pattern.search(text, max(start, 0))
        if match is not None and match.start() == start:
            return pattern.search(text)  # a run that may begin before
        return match

    return search


def tokenize(tokenizer: Tokenizer, text: str) -> Doc:
    """Return the tokens of a text, in time that grows with its length whatever stands in it.

    Args:
        tokenizer: From `make_tokenizer`.
        text: Any text; `doc.text == text` holds for the result.
    """
    from spacy.tokens import Doc

    cuts = [0, *(match.end() for match in _LONGEST.finditer(text)), len(text)]
    docs = [tokenizer(text[start:end]) for start, end in pairwise(cuts)]
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)


def make_tokenizer(vocab: Vocab) -> Tokenizer:
    """Return the tokenizer over a vocabulary.

    Example:
        >>> from spacy.vocab import Vocab
        >>> [t.text for t in make_tokenizer(Vocab())("The Spain-based e-mail firm can't wait!!")]
        ['The', 'Spain', '-', 'based', 'e-mail', 'firm', 'ca', "n't", 'wait', '!!']
    """
    from spacy.lang.en import English
    from spacy.symbols import ORTH  # type: ignore[import-not-found]
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    defaults = English.Defaults
    plain = defaults.token_match

    def whole(text: str) -> bool:
        return bool(_WHOLE.fullmatch(text)) or bool(plain and plain(text))

    rules: dict[str, Any] = dict(defaults.tokenizer_exceptions or {})
    for word, parts in _SPLIT.items():
        for shaped in (str, str.capitalize):
            rules[shaped(word)] = [{ORTH: x} for x in (shaped(parts[0]), *parts[1:])]
    rules |= {word: [{ORTH: word}] for word in _ABBREVIATIONS}
    for unit in _UNITS:
        del rules[unit]
    suffixes = [_RUNS, "=", _UNIT_STOP, _FORM_STOP, *(defaults.suffixes or ())]
    # All at once: a tokenizer reads its special cases again for each part that is set later.
    return Tokenizer(
        vocab,
        rules=rules,
        prefix_search=compile_prefix_regex([_RUNS, "=", *(defaults.prefixes or ())]).search,
        suffix_search=_from_end(compile_suffix_regex(suffixes)),
        infix_finditer=compile_infix_regex([*(defaults.infixes or ()), *_INFIXES]).finditer,
        token_match=whole,
        url_match=defaults.url_match,
    )
