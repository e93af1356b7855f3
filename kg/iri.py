"""Every IRI of our own is made here, and computed from content.

There is no registry and no first-come rule: the same content gets the same
IRI in any order, on any machine. Vocabulary and data have a base each
(`KG_VOCAB_BASE`, `KG_DATA_BASE`), so that a deployment can move its data and
keep the published terms.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable

from kg.model import Claim, Span

DEFAULT_BASE = "https://w3id.org/ci-kg/"
VOCAB_BASE = os.environ.get("KG_VOCAB_BASE", DEFAULT_BASE)
DATA_BASE = os.environ.get("KG_DATA_BASE", DEFAULT_BASE)

HASH_DIGITS = 16
"""Hexadecimal digits of a content hash: 64 bits, a clash is expected near 4e9 items."""

SLUG_LENGTH = 40
"""Longest readable part of an IRI, in characters."""

_SEPARATOR = "\x1f"  # the ASCII unit separator can't occur in names or numbers


def content_hash(*parts: object) -> str:
    """Return a hash of the parts that depends on where one part ends and the next begins.

    Example:
        >>> content_hash("ab", "c") == content_hash("a", "bc")
        False
    """
    text = _SEPARATOR.join("" if part is None else str(part) for part in parts)
    data = text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:HASH_DIGITS]


def slug(name: str) -> str:
    """Return a readable ASCII form of a name, for people who look at an IRI; never read back.

    Example:
        >>> slug("Ørsted A/S"), slug("小米")
        ('orsted-a-s', 'x')
    """
    folded = name.casefold().replace("ø", "o").replace("ß", "ss").replace("æ", "ae")
    ascii_ = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")
    return words[:SLUG_LENGTH].strip("-") or "x"


def term(name: str) -> str:
    """Return the IRI of a class or property of our vocabulary."""
    return f"{VOCAB_BASE}ns#{name}"


def concept(scheme: str, name: str) -> str:
    """Return the IRI of a SKOS concept, such as `concept("modality", "planned")`."""
    return f"{VOCAB_BASE}scheme/{scheme}/{name}"


def article_iri(article_id: str) -> str:
    """Return the IRI of an article, which hashes its id only."""
    return f"{DATA_BASE}id/article/{content_hash('article', article_id)}"


def article_graph(article_id: str) -> str:
    """Return the name of the graph that holds one article's claims."""
    return f"{DATA_BASE}graph/article/{content_hash('article', article_id)}"


def graph(name: str) -> str:
    """Return the name of a shared graph: `entities`, `facts`, `status`, `runs`."""
    return f"{DATA_BASE}graph/{name}"


def entity_iri(type_: str, label: str, members: Iterable[str]) -> str:
    """Return the IRI of an entity, computed from the sorted members of its cluster.

    Args:
        type_: Local name of its class, such as `Company`.
        label: Its name for display; only makes the IRI readable.
        members: What its mentions share: normalised names, in any order.
    """
    digest = content_hash(type_, *sorted(set(members)))
    return f"{DATA_BASE}id/{slug(type_)}/{slug(label)}.{digest}"


def node_iri(kind: str, label: str, *parts: object) -> str:
    """Return the IRI of a node that belongs to content: evidence, matter, time, amount.

    Args:
        kind: Path segment, such as `evidence`.
        label: Readable part; may be empty.
        parts: What the node is computed from.
    """
    digest = content_hash(kind, *parts)
    return f"{DATA_BASE}id/{kind}/{slug(label) + '.' if label else ''}{digest}"


def _spans(spans: Iterable[Span]) -> str:
    return ",".join(f"{span.start}-{span.end}" for span in spans)


def claim_iri(claim: Claim) -> str:
    """Return the IRI of a claim, from its article, kind, evidence and the names as written.

    Resolved entities and confidence take no part, so the IRI stays the same
    when other articles come or go.
    """
    amount, time = claim.amount, claim.time
    digest = content_hash(
        claim.article,
        claim.kind.value,
        claim.subject,
        claim.object,
        claim.action,
        claim.role,
        f"{amount.value.normalize():f} {amount.unit} {amount.bound}" if amount else None,
        f"{time.earliest}/{time.latest}" if time else None,
        claim.period,
        claim.modality.value,
        claim.polarity.value,
        claim.speaker,
        _spans(claim.evidence),
        claim.title_evidence,
    )
    return f"{DATA_BASE}id/claim/{slug(claim.subject)}.{slug(claim.kind.value)}.{digest}"
