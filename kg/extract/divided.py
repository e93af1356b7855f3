"""Whose a share is that its sentence leaves open: "Jane Doe owns 41 percent"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import tree
from kg.extract.context import Context
from kg.extract.coref import Entry
from kg.extract.discourse import is_named_by, listed, other_party, sentences_before

_OF_WHOM = ("'s", "’s", "of", "in", "")
_LATELY = 5
"""Sentences in which the article's company is told of, if a share is of it."""


def divided(share: Token, context: Context) -> Entry | None:
    """Return the company that a share is of where its sentence names none: "Jane Doe owns 41 percent".

    It is what the article is about, unless that is who has the share; else what the text before is about.
    """
    below = [
        t for t in share.subtree if t.i > share.i and t.dep_ in ("nmod", "nmod:poss", "acl:relcl")
    ]
    told = any(c.ent_type_ or c.lemma_.lower() not in listed("divided") for c in below)
    told = told or any(c.lower_ == "which" for c in share.head.children)  # "a venture in which"
    if told or any(tree.children(c, "amod") for c in below):  # "40 percent of the new company"
        return None
    owners = [t for agent in tree.agents(share.head) for t in tree.conjuncts(agent)]
    agents = {e.chain for t in owners if (e := context.chains.at(t)) is not None}
    shared = _shared_out_before(share, context)
    if shared is not None and shared.chain not in agents:
        return shared
    topic = context.chains.topic
    if topic is not None and topic.chain not in agents and is_named_by(topic, share, context):
        # What has not been told of for a while is not what a new paragraph shares out.
        near = [share.sent, *sentences_before(share, _LATELY)]
        lately = {e.chain for s in near for t in s if (e := context.chains.at(t)) is not None}
        return topic if topic.chain in lately else None
    other = other_party(share, context)
    return other if other is not None and other.label == "COMPANY" else None


def _shared_out_before(share: Token, context: Context) -> Entry | None:
    """Return the company whose owners the sentence before tells of: "Acme's largest shareholder is Zenith"."""
    found = None
    for sentence in sentences_before(share, 1):
        for token in sentence:
            if token.lemma_.lower() not in listed("shared_out"):
                continue
            for owner in tree.children(token, "nmod:poss", "nmod", "nsubj"):
                told = owner.dep_ != "nsubj" or tree.case_of(owner) in ("'s", "’s")
                entry = context.chains.at(owner) if tree.case_of(owner) in _OF_WHOM else None
                if told and entry is not None and entry.label == "COMPANY":
                    found = entry
    return found
