"""The label sets of the analyser, in the order of the outputs of its network.

The order is part of the weights: change it only together with a new training run.
"""

from __future__ import annotations

UPOS: tuple[str, ...] = (
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
)
"""Universal part-of-speech tags (Universal Dependencies v2)."""

ENTITY_TYPES: tuple[str, ...] = (
    "COMPANY",
    "ORG",
    "OUTLET",
    "PERSON",
    "PRODUCT",
    "PLACE",
    "FACILITY",
    "EVENT",
    "LAW",
    "GROUP",
)
"""Types of named entities that `doc.ents` holds."""

BIO: tuple[str, ...] = ("O", *(f"{p}-{t}" for t in ENTITY_TYPES for p in "BI"))
"""Tags of the entity layer: `O`, then `B-` and `I-` of each type."""
