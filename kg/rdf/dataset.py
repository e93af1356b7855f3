"""An rdflib view of a store, for users who bring their own rdflib code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Dataset


def open_dataset(path: Path | str) -> Dataset:
    """Return an rdflib `Dataset` over the store of a build, to read from.

    The default graph holds every triple once, so plain patterns and queries
    need no union; `dataset.graph(iri)` and `GRAPH` give the graph of one
    article. Our prefixes are bound. SPARQL runs in Oxigraph, so rdflib's own
    custom functions are not seen by it.

    rdflib is told, for the whole process, not to load graphs that a query
    names in `FROM`: it would read local files.

    Args:
        path: An exports folder, a store folder or an RDF file.

    Raises:
        StoreError: There is no store of this version.
    """
    import rdflib.plugins.sparql
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    from kg.rdf.store import open_store
    from kg.rdf.vocab import prefixes

    rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
    dataset = Dataset(store=OxigraphStore(store=open_store(path)), default_union=False)
    for prefix, namespace in prefixes().items():
        # On a read-only store the prefixes are kept by the view alone.
        dataset.namespace_manager.bind(prefix, namespace, replace=True)
    return dataset
