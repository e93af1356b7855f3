"""Plain text: the first line is the title, the rest is the text."""

from __future__ import annotations

from kg.loaders.draft import Draft


def unix_lines(text: str) -> str:
    """Return text with every line break as a line feed; offsets count after this."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def body(text: str) -> str:
    r"""Return text from its first line that is not blank to before its final line breaks.

    Example:
        >>> body("\n \n  First.\n\nLast.\n\n")
        '  First.\n\nLast.'
    """
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    return "\n".join(lines[first:]).rstrip("\n")


def parse(text: str, *, title: str | None = None) -> Draft:
    r"""Return the article of a plain text.

    Args:
        text: The decoded file.
        title: The title, where it is known; then everything is text.

    Example:
        >>> parse("Acme opens plant\r\n\r\nAcme opened a plant.\r\n").text
        'Acme opened a plant.'
    """
    whole = body(unix_lines(text))
    if title is not None:
        return Draft(title=title.strip(), text=whole)
    head, _, rest = whole.partition("\n")
    return Draft(title=head.strip(), text=body(rest))
