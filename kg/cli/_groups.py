"""Commands that have commands of their own."""

from __future__ import annotations

import click

WHOLE = 1000
"""Characters of a command's first sentence that the help of its group shows: all that one has."""


class Group(click.Group):
    """A group whose help has the whole first sentence of each command, over several lines where need be."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, each with its first sentence."""
        found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        rows = [(name, each.get_short_help_str(WHOLE)) for name, each in found if each]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
