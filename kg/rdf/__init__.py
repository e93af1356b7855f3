"""Claims as RDF: emission, the store, SPARQL, SHACL, reading and writing."""

from __future__ import annotations

from kg.rdf.dataset import open_dataset

__all__ = ["open_dataset"]
