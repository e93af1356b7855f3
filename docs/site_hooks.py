"""What the documentation site has beside the pages of this folder; called by MkDocs.

The start page is the README; the reference of the ontology (made with pyLODE), of the named
queries and of the frames is made from the files themselves, so that it can't fall behind.
"""

from __future__ import annotations

import logging
import posixpath
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from kg.rdf.named import named_queries

_LEVEL = logging.getLogger().level
from pylode import OntPub  # noqa: E402

# pyLODE makes the whole program talkative when it is imported.
logging.getLogger().setLevel(_LEVEL)

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
COPIED = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "sources/README.md": "sources.md",
    "kg/language/model/README.md": "reference/model-card.md",
}
"""Pages that stand elsewhere in the project, and their place in the site."""
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)#:\s]+)((?:#[^)]*)?)\)")


def _site_path(target: str) -> str | None:
    """Return where the site has a file of the project, or None where it has not."""
    if target in COPIED:
        return COPIED[target]
    if target == "docs/decisions":
        return "decisions/index.md"
    return target.removeprefix("docs/") if target.startswith("docs/") else None


def _rewrite(text: str, source: str, page: str) -> str:
    """Return a page's text with links to files of the project turned into links of the site.

    Args:
        text: Markdown.
        source: The file of the project that the text comes from.
        page: Its place in the site.
    """

    def turn(match: re.Match[str]) -> str:
        mark, label, link, anchor = match.groups()
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), link))
        place = _site_path(target)
        if place is None:  # code and data are not part of the site
            return f"{label} (`{target}`)"
        return (
            f"{mark}[{label}]({posixpath.relpath(place, posixpath.dirname(page) or '.')}{anchor})"
        )

    return _LINK.sub(turn, text)


def _queries() -> str:
    parts = ["# Named queries", "Run one with `kg query --name NAME -p PARAMETER VALUE`."]
    for query in named_queries().values():
        parts += [f"## {query.name}", query.help]
        if query.parameters:
            parts.append("| parameter | type | meaning |\n|---|---|---|")
            parts[-1] += "".join(f"\n| {p.name} | {p.type} | {p.help} |" for p in query.parameters)
        parts.append(f"```sparql\n{query.text.strip()}\n```")
    return "\n\n".join(parts) + "\n"


def _frames() -> str:
    rows, total = [], 0
    for path in sorted((ROOT / "kg" / "extract" / "frames").glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        if "frame" not in table:
            continue
        triggers = Counter(word for frame in table["frame"] for word in frame.get("lemmas", ()))
        words = ", ".join(sorted(w for w in triggers if not w.startswith("@"))[:30])
        total += len(table["frame"])
        count = len(table["frame"]), len(table.get("example", ()))
        rows.append(f"| {table['kind']} | {count[0]} | {count[1]} | {words} |")
    head = (
        f"# Frames at a glance\n\n{total} frames come with `kg`; "
        "[Frames](../frames.md) tells how they are written.\n\n"
        "| kind | frames | examples | some of the words that they look for |\n|---|---|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"


def _decisions() -> str:
    rows = []
    for path in sorted((ROOT / "docs" / "decisions").glob("*.md")):
        title = path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ")
        rows.append(f"- [{title}]({path.name})")
    head = "# Decisions\n\nWhy things are as they are, where a newcomer would ask.\n\n"
    return head + "\n".join(rows) + "\n"


def _ontology() -> str:
    page = OntPub(ontology=str(ROOT / "ontology" / "ontology.ttl")).make_html()
    return str(page)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made from other files of the project."""
    made = {
        place: _rewrite((ROOT / source).read_text(encoding="utf-8"), source, place)
        for source, place in COPIED.items()
    }
    made |= {
        "reference/queries.md": _queries(),
        "reference/frames.md": _frames(),
        "reference/terms.html": _ontology(),
        "decisions/index.md": _decisions(),
    }
    for place, text in made.items():
        files.append(File.generated(config, place, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn links that leave the folder into links of the site."""
    del config, files
    place = page.file.src_uri
    if place in COPIED.values() or page.file.generated_by:
        return markdown
    return _rewrite(markdown, f"docs/{place}", place)
