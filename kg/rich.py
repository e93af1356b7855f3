"""What a notebook shows of rows, claims and other things: tables in HTML, all text escaped.

Jupyter and its kin call `_repr_html_`; everything that comes out of articles
goes through a template that escapes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.interchange import FIELDS, claim_to_json
from kg.iri import claim_iri
from kg.model import Claim

if TYPE_CHECKING:
    from jinja2 import Template

SHOWN = 20
"""Most rows of a table that are shown; the list itself has them all."""

LONGEST = 300
"""Most characters of a cell that are shown."""

CLAIM_COLUMNS = (
    "kind", "subject", "action", "role", "object", "amount", "time", "modality", "polarity", "speaker",
    "article",
)  # fmt: skip
"""Columns of claims as a notebook shows them."""

_TABLE = """<div class="kg">
{%- if title %}<p><strong>{{ title }}</strong>{% if note %} {{ note }}{% endif %}</p>{% endif %}
{%- for name, columns, rows, more in tables %}
<table>{% if name %}<caption>{{ name }}</caption>{% endif %}
<thead><tr>{% for column in columns %}<th scope="col">{{ column }}</th>{% endfor %}</tr></thead>
<tbody>{% for row in rows %}
<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}
</tbody></table>{% if more %}
<p>and {{ more }} more</p>{% endif %}
{%- endfor %}
</div>"""


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(_TABLE)


def cell(value: Any) -> str:
    """Return a value as the text of a cell.

    Example:
        >>> cell(None), cell([1, 2]), cell({"latest": "2025-12-31"})
        ('', '1, 2', 'latest: 2025-12-31')
    """
    if value is None:
        return ""
    if isinstance(value, Mapping):
        text = ", ".join(f"{key}: {cell(part)}" for key, part in value.items())
    elif isinstance(value, (list, tuple, set, frozenset)):
        text = ", ".join(map(cell, value))
    else:
        text = str(value)
    # Controls and marks of direction could hide or reorder what stands beside them.
    plain = "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def html(
    sections: Sequence[tuple[str, Sequence[Mapping[str, Any]], Sequence[str]]],
    *,
    title: str = "",
    note: str = "",
) -> str:
    r"""Return tables as HTML, every text in them escaped.

    Args:
        sections: Name, rows and columns of each table; one without rows is left out.
        title: Heading of all.
        note: What is said beside the heading.

    Example:
        >>> "&lt;b&gt;" in html([("", [{"a": "<b>"}], ["a"])])
        True
    """
    tables = [
        (
            cell(name),
            [cell(column) for column in columns],
            [[cell(row.get(column)) for column in columns] for row in rows[:SHOWN]],
            max(0, len(rows) - SHOWN),
        )
        for name, rows, columns in sections
        if rows
    ]
    return _template().render(tables=tables, title=cell(title), note=cell(note))


class Rows(list[dict[str, Any]]):
    """Rows of a query or search: a list of dicts that a notebook shows as a table."""

    def _repr_html_(self) -> str:
        columns = list(dict.fromkeys(name for row in self for name in row))
        return html([("", self, columns)], title=f"{len(self)} rows")


class Claims(list[Claim]):
    """Claims: a list that a notebook shows as a table."""

    def _repr_html_(self) -> str:
        rows = [claim_to_json(claim) for claim in self]
        used = [c for c in CLAIM_COLUMNS if any(row[c] is not None for row in rows)]
        return html([("", rows, used)], title=f"{len(self)} claims")

    def ids(self) -> list[str]:
        """Return the IRIs of the claims, in their order: what graph, exports and data frames name them by."""
        return [claim_iri(claim) for claim in self]

    def to_pandas(self) -> Any:
        """Return the claims as a pandas `DataFrame`, one row each, with the fields of `docs/claims.md`.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        return frame([claim_to_json(claim) for claim in self], FIELDS)


def frame(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], *, days: Sequence[str] = ()
) -> Any:
    """Return rows as a pandas `DataFrame`.

    Args:
        rows: Mappings from column to value.
        columns: Columns, in this order.
        days: Columns of days, which become timestamps.

    Raises:
        MissingExtraError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        from kg.errors import MissingExtraError

        raise MissingExtraError("notebook", "pandas") from error
    found = pd.DataFrame(
        [{name: row.get(name) for name in columns} for row in rows], columns=columns
    )
    for name in days:
        found[name] = pd.to_datetime(found[name], errors="coerce")
    return found
