"""Posts that a verb tells and no noun names: "heads Acme", "Acme, led by Ann Lee", "to run its battery unit"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract import tree
from kg.extract.context import Context
from kg.extract.times.words import load_toml
from kg.extract.wording import names_of, title_of


@cache
def posts() -> dict[str, str]:
    """Return the noun of a post by the lemma of the verb that tells it (`leading.toml`)."""
    return dict(load_toml("kg.extract", "leading.toml")["posts"])


def post_of(verb: Token, context: Context) -> str:
    """Return the post of who leads what a verb has as its object, of a part of a firm with its name.

    Args:
        verb: "heads", "to run"; a verb that tells no post gives nothing.
        context: Its text.
    """
    post = posts().get(verb.lemma_.lower(), "")
    led = next(iter(tree.children(verb, "obj", "nsubj:pass")), None)
    if not post or led is None or led.pos_ not in ("NOUN", "PROPN") or names_of(led, context):
        return post
    part = title_of(led, context)
    return f"{post} of {part}" if part else post
