"""Signs inside a name between a number and the noun it counts: "up to 15 Hill & Dale stores", "two 'super-hubs'"."""

from __future__ import annotations

from kg.extract.times.tokens import Tokens, is_apostrophe

_QUOTES = ('"', "“", "”")
_QUOTED = 4  # words between quotation marks, at most


def past_sign(t: Tokens, k: int, first: int) -> int:
    """The index after a sign at `k` at which a name goes on; `k` if none.

    It is "&" between capitals, a short form in brackets behind a capital, or a quotation mark of a few words.

    Args:
        t: The text.
        k: The sign.
        first: The first word after the number.

    Example:
        >>> from kg.extract.times.tokens import tokens_of
        >>> past_sign(tokens_of("Hill & Dale stores"), 1, 0)
        2
        >>> past_sign(tokens_of("Fried Fish [FF] shops"), 2, 0)
        5
    """
    behind = k > first and t.capital(k - 1)
    if t[k].text == "&" and behind and t.capital(k + 1):
        return k + 1
    if t[k].text in ("(", "[") and behind and t[k + 2].text in (")", "]"):
        return k + 3 if t[k + 1].text.isupper() else k
    if _is_quote(t, k) and not t.glued(k) and t.glued(k + 1) and t[k + 1].text.isalpha():
        return k + 1 if any(_is_quote(t, i) for i in range(k + 2, k + 2 + _QUOTED)) else k
    closes = _is_quote(t, k) and t.glued(k) and not t.glued(k + 1) and k > first
    opened = closes and any(_is_quote(t, i) for i in range(max(first, k - _QUOTED - 1), k))
    return k + 1 if opened else k


def _is_quote(t: Tokens, k: int) -> bool:
    return t[k].text in _QUOTES or is_apostrophe(t[k].text)
