"""Pages to look at: one HTML file that opens anywhere and loads nothing. See `docs/page.md`."""

from __future__ import annotations

from kg.views.page import MAX_NODES
from kg.views.view import MOST_NODES, make_page, view

__all__ = ["MAX_NODES", "MOST_NODES", "make_page", "view"]
