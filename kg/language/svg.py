"""Draw the trees of a `Doc` as one SVG image, with displaCy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SIZE = re.compile(r'<svg[^>]*?\bwidth="(\d+)" height="(\d+)"')
_ROOT = re.compile(r"<svg[^>]*>", re.DOTALL)


def to_svg(doc: Doc) -> str:
    """Return one self-contained SVG with the trees of all sentences, one below the other.

    Text is escaped by displaCy; the image loads nothing from elsewhere.

    Args:
        doc: A result of `kg.language.Analyser`.
    """
    from spacy.displacy.render import DependencyRenderer

    renderer = DependencyRenderer({"compact": False, "distance": 110, "word_spacing": 40})
    parts: list[str] = []
    width = height = 0
    for number, sentence in enumerate(doc.sents):
        tokens = [t for t in sentence if not t.is_space]
        if not tokens:
            continue
        place = {t.i: n for n, t in enumerate(tokens)}
        # displaCy escapes markup; what XML can't hold at all is shown as a replacement.
        words = [
            {
                "text": "".join(c if c.isprintable() else "\ufffd" for c in t.text),
                "tag": t.pos_,
                "lemma": None,
            }
            for t in tokens
        ]
        arcs = [
            {
                "start": min(place[t.i], place[t.head.i]),
                "end": max(place[t.i], place[t.head.i]),
                "label": t.dep_,
                "dir": "left" if t.i < t.head.i else "right",
            }
            for t in tokens
            if t.head.i != t.i
        ]
        image = renderer.render_svg(f"kg-{number}", words, arcs)
        size = _SIZE.search(image)
        if size is None:  # pragma: no cover - displaCy has always written a size
            continue
        body = _ROOT.sub("", image, count=1).rsplit("</svg>", 1)[0]
        parts.append(f'<g transform="translate(0,{height})">{body}</g>')
        width = max(width, int(size[1]))
        height += int(size[2])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'style="color:#000;background:#fff;font-family:Arial,sans-serif" fill="currentColor">\n'
        f"{''.join(parts)}\n</svg>\n"
    )
