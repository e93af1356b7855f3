"""Write a `Doc` as CoNLL-U."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


def _field(text: str) -> str:
    r"""Return text fit for a column: no tabs or line breaks, never empty."""
    return "".join(" " if c.isspace() else c for c in text) or "_"


def _misc(token: Token, following: Token | None) -> str:
    parts = []
    if token.ent_iob_ in ("B", "I") and token.ent_type_:
        parts.append(f"NER={token.ent_iob_}-{token.ent_type_}")
    at_once = following is not None and following.idx == token.idx + len(token.text)
    if at_once and following is not None and not following.is_space:
        parts.append("SpaceAfter=No")
    return "|".join(parts) or "_"


def _rows(sentence: Span) -> list[str]:
    tokens = [t for t in sentence if not t.is_space]
    number = {t.i: n for n, t in enumerate(tokens, 1)}
    rows = []
    for n, token in enumerate(tokens):
        following = token.nbor() if token.i + 1 < len(token.doc) else None
        root = token.head.i == token.i
        columns = (
            str(n + 1),
            _field(token.text),
            _field(token.lemma_),
            token.pos_ or "_",
            token.tag_ or "_",
            "_",
            "0" if root else str(number[token.head.i]),
            "root" if root else token.dep_,
            "_",
            _misc(token, following),
        )
        rows.append("\t".join(columns))
    return rows


def to_conllu(doc: Doc) -> str:
    """Return the sentences of a `Doc` in CoNLL-U, names as `NER=` in the last column.

    Headings and captions carry a comment `# kind = heading`. White space tokens are left out.

    Args:
        doc: A result of `kg.language.Analyser`.
    """
    kinds = {
        span.start: kind
        for kind in ("heading", "caption")
        if kind in doc.spans
        for span in doc.spans[kind]
    }
    blocks: list[str] = []
    for sentence in doc.sents:
        rows = _rows(sentence)
        if not rows:
            continue
        head = [f"# sent_id = {len(blocks) + 1}"]
        first = next(t.i for t in sentence if not t.is_space)
        if first in kinds:
            head.append(f"# kind = {kinds[first]}")
        head.append(f"# text = {' '.join(sentence.text.split())}")
        blocks.append("\n".join([*head, *rows]) + "\n")
    return "".join(f"{block}\n" for block in blocks)
