"""Text to spaCy `Doc` by a small model of our own: tags, lemmas, trees, sentences and names.

Example:
    >>> from kg.language import load
    >>> doc = load()("Acme Corp. opened a plant in Leeds.")
    >>> [(token.text, token.dep_) for token in doc if token.dep_ in ("nsubj", "root", "obj")]
    [('Corp.', 'nsubj'), ('opened', 'root'), ('plant', 'obj')]
"""

from __future__ import annotations

from kg.language.analyser import Analyser, load

__all__ = ["Analyser", "load"]
