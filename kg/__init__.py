"""Knowledge graphs of companies and their initiatives, built from news.

Every statement is a claim with its speaker, its status, its dates and amounts
as values, and the exact characters that say it.

Example:
    >>> import kg
    >>> claims = kg.extract_claims("Acme Motors plans to hire 300 engineers.")
    >>> [(c.kind.value, c.subject, c.modality.value) for c in claims]
    [('Hiring', 'Acme Motors', 'planned')]
"""

from __future__ import annotations

import importlib
import logging
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import KgError as KgError
    from kg.facade import build_graph as build_graph
    from kg.facade import extract_claims as extract_claims
    from kg.facade import open_graph as open_graph
    from kg.facade import query as query
    from kg.facade import read_claims as read_claims
    from kg.facade import read_ledger as read_ledger
    from kg.facade import search as search
    from kg.facade import show as show
    from kg.facade import to_networkx as to_networkx
    from kg.facade import to_pandas as to_pandas
    from kg.loaders import read_sources as read_sources
    from kg.model import Article as Article
    from kg.model import Claim as Claim
    from kg.model import Entity as Entity
    from kg.model import Kind as Kind
    from kg.model import Modality as Modality
    from kg.model import Report as Report

_HOME = {
    "Article": "kg.model",
    "Claim": "kg.model",
    "Entity": "kg.model",
    "Kind": "kg.model",
    "KgError": "kg.errors",
    "Modality": "kg.model",
    "Report": "kg.model",
    "build_graph": "kg.facade",
    "extract_claims": "kg.facade",
    "open_graph": "kg.facade",
    "query": "kg.facade",
    "read_claims": "kg.facade",
    "read_ledger": "kg.facade",
    "read_sources": "kg.loaders",
    "search": "kg.facade",
    "show": "kg.facade",
    "to_networkx": "kg.facade",
    "to_pandas": "kg.facade",
}

__all__ = sorted(_HOME)  # noqa: PLE0605 - the names are strings in the table above

logging.getLogger(__name__).addHandler(logging.NullHandler())


def __dir__() -> list[str]:
    """Return what `dir(kg)` shows: what was imported already, and the public names."""
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that `import kg` costs nothing."""
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
