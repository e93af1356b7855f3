"""Posts that a verb tells and no noun names: "heads Acme", "Acme, led by Ann Lee", "to run its battery unit"."""

from __future__ import annotations

from functools import cache
from typing import Any

from spacy.tokens import Token

from kg.extract import tree
from kg.extract.context import Context
from kg.extract.times.words import load_toml
from kg.extract.wording import title_of


@cache
def _words() -> dict[str, Any]:
    """Return the nouns of posts by the verbs that tell them, and those of parts of firms."""
    return load_toml("kg.extract", "leading.toml")


def post_of(verb: Token, context: Context) -> str:
    """Return the post of who leads what a verb has as its object, of a part of a firm with its name.

    Args:
        verb: "heads", "to run"; a verb that tells no post gives nothing.
        context: Its text.
    """
    post: str = _words()["posts"].get(verb.lemma_.lower(), "")
    led = next(iter(tree.children(verb, "obj", "nsubj:pass")), None)
    if not post or led is None or led.lemma_.lower() not in _words()["parts"]:
        return post
    part = title_of(led, context)
    return f"{post} of {part}" if part else post
