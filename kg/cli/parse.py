"""`kg parse`: print the linguistic analysis of a text."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._output import output_option, read_stdin, write_text
from kg.cli._types import Text


@click.command(name="parse")
@click.argument("text", type=Text())
@click.option("--svg", is_flag=True, help="Draw the trees as one SVG image instead of CoNLL-U.")
@output_option
def command(text: str, svg: bool, output: Path | None) -> None:
    """Print tokens, tags, lemmas, trees and names of TEXT in CoNLL-U.

    TEXT is the text itself, or '-' for standard input.

    \b
    Examples:
        kg parse "Acme will open a plant in Leeds."
        kg parse - < article.txt
        kg parse "Acme grew." --svg -o tree.svg
    """  # noqa: D301
    if text == "-":
        text = read_stdin()
    if not text.strip():
        raise click.UsageError("There is no text to analyse.", click.get_current_context())
    from kg.language import load
    from kg.language.conllu import to_conllu

    doc = load(reads=False)(text)
    if svg:
        from kg.language.svg import to_svg

        write_text(to_svg(doc), output)
    else:
        write_text(to_conllu(doc), output)
