"""What was found out about a token, kept with its `Doc`.

Frames of one word follow the same steps and ask the same of the same tokens. Answers are kept as
places, since a `Doc` that holds its own tokens can't be pickled.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from spacy.tokens import Token

from kg.extract.arrays import arrays

A = TypeVar("A", bool, str)


def once(ask: Callable[[Token], A]) -> Callable[[Token], A]:
    """Return a question of a token whose answer is kept with its `Doc`: frames ask many times."""
    name = ask.__name__

    @wraps(ask)
    def asked(token: Token) -> A:
        answers = arrays(token.doc).answers[token.i]
        found: A | None = answers.get(name)
        if found is None:
            found = answers[name] = ask(token)
        return found

    return asked


def places_once(name: str, token: Token, ask: Callable[[Token], list[Token]]) -> tuple[int, ...]:
    """Return the places of the tokens that a question of a token gives, found once for a `Doc`.

    Args:
        name: A name of the question, its own.
        token: The token.
        ask: Gives the answer from nothing but the `Doc`.
    """
    answers = arrays(token.doc).answers[token.i]
    places: tuple[int, ...] | None = answers.get(name)
    if places is None:
        places = answers[name] = tuple([t.i for t in ask(token)])
    return places


def tokens_once(name: str, token: Token, ask: Callable[[Token], list[Token]]) -> list[Token]:
    """Return the tokens that a question of a token gives; they are found once for a `Doc`.

    Args:
        name: A name of the question, its own.
        token: The token.
        ask: Gives the answer from nothing but the `Doc`.
    """
    doc = token.doc
    return [doc[i] for i in places_once(name, token, ask)]
