"""The command line: one file per command, thin callers of the library.

Commands are found by file name and imported only when they run, so that
`kg --help` does not pay for rdflib, networkx or spaCy. stdout carries data,
stderr carries talk. Exit codes: 0 done, 1 ran and the answer is no, 2 could
not run, 3 wrote a result but some inputs failed, 130 interrupted.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import io
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from kg.cli._types import is_text
from kg.errors import KgError

COMMANDS: dict[str, str] = {
    "analyze": "Paths, centrality and communities with networkx.",
    "build": "Turn articles into a graph.",
    "claims": "List the claims of a graph.",
    "conflicts": "List claims that contradict each other.",
    "diff": "List the claims that two graphs do not have alike.",
    "eval": "Score claims against gold claims.",
    "explain": "Show why the graph says something.",
    "export": "Write the graph in another format.",
    "extract": "Print the claims of one article.",
    "ledger": "List promises and what came of them.",
    "parse": "Print the linguistic analysis of a text.",
    "queries": "List the named queries.",
    "query": "Ask a question of the graph in SPARQL.",
    "search": "Find things by names and claims by words.",
    "show": "Show who or what something is.",
    "stats": "Count claims by kind, status, outlet, month and more.",
    "timeline": "List what happened to something, day by day.",
    "reference": "Link companies with LEI, CIK, ticker and Wikidata.",
    "remove": "Withdraw articles, or a person's data.",
    "review": "Decide about names and claims.",
    "validate": "Check the graph against its shapes and texts.",
    "view": "Write the graph as one interactive HTML page.",
}
"""Name and one-line help of each command; `kg/cli/<name>.py` holds `command`."""

SECTIONS: dict[str, tuple[str, ...]] = {
    "Make a graph": ("build", "remove", "review", "reference"),
    "Ask it": ("show", "search", "explain", "claims", "query", "queries", "stats", "analyze"),
    "Follow a story": ("ledger", "timeline", "conflicts", "diff"),
    "Look at it, hand it on": ("view", "export"),
    "Try and check": ("extract", "parse", "validate", "eval"),
}
"""The commands as the help lists them: what a newcomer needs first goes first."""


class LazyGroup(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the command names in alphabetical order."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command, or None where there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"kg.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands from the tables above, without importing them."""
        del ctx
        widest = max(map(len, COMMANDS))
        for heading, names in SECTIONS.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(widest), COMMANDS[name]) for name in names])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the first argument names, with near matches if there is none."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else " See 'kg --help'."
            raise click.UsageError(f"No such command '{args[0]}'.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "KG"},
)
@click.option("-v", "--verbose", count=True, help="Say more; twice shows tracebacks.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no notes on stderr.")
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True
)
@click.option("--no-pager", is_flag=True, help="Print long output without a pager.")
@click.version_option(package_name="kg")
@click.pass_context
def cli(ctx: click.Context, verbose: int, quiet: bool, color: str, no_pager: bool) -> None:
    """Turn news into a knowledge graph of companies, and ask it questions.

    \b
    Examples:
        kg build sources/
        kg show Xiaomi
        kg ledger --company Xiaomi
        kg query "SELECT ?c ?t { ?c ci:hasTarget ?t }"
        kg view --focus Xiaomi --depth 1
    """  # noqa: D301
    ctx.ensure_object(dict)
    ctx.obj.update(verbose=verbose, quiet=quiet, no_pager=no_pager)
    if color == "always" or (color == "auto" and os.environ.get("FORCE_COLOR")):
        ctx.color = True
    elif color == "never" or os.environ.get("NO_COLOR"):
        ctx.color = False


def main(args: list[str] | None = None) -> None:
    """Run the command line and exit; the entry point `kg`."""
    verbose = 0
    _open_streams()
    try:
        result: Any = cli.main(args=args, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(result if isinstance(result, int) else 0)
    except click.exceptions.Exit as exit_:
        sys.exit(exit_.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        _placed(error).show()
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output went away, as `head` does: that is no error.
        _leave(0)
    except (KgError, OSError, UnicodeEncodeError) as error:
        argv = sys.argv[1:] if args is None else args
        strange = next((arg for arg in argv if not is_text(arg)), None)
        if isinstance(error, UnicodeEncodeError) and strange is None:
            raise
        verbose = sum(a.count("v") for a in argv if a.startswith("-v")) + argv.count("--verbose")
        if verbose >= 2:
            raise
        if isinstance(error, UnicodeEncodeError):
            told = f"The argument {strange!r} is not UTF-8 text."
        else:
            told = error.at_command_line() if isinstance(error, KgError) else _refusal(error)
        click.echo(f"Error: {told}", err=True)
        _leave(2)


def _placed(error: click.ClickException) -> click.ClickException:
    """Return an error that says of an option of `kg` itself that it goes before the command."""
    if not isinstance(error, click.NoSuchOption) or not error.ctx or not error.ctx.parent:
        return error
    before = {name for option in cli.params for name in option.opts}
    if error.option_name not in before:
        return error
    place = f"It goes before the command: 'kg {error.option_name} ...'."
    return click.UsageError(f"{error.message} {place}", error.ctx)


def _refusal(error: OSError) -> str:
    """Return what the system refused, in a line: a disk is full, a file too large."""
    if error.errno == errno.EBADF and not error.filename:
        return "Standard output is closed."
    what = f"{error.filename}: " if error.filename else ""
    return f"{what}{error.strerror or error}. 'kg -vv' shows where."


def _leave(code: int) -> NoReturn:
    """Exit without a try to write what stdout still holds."""
    with contextlib.suppress(io.UnsupportedOperation):  # no file, but a test's own
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def _open_streams() -> None:
    """Make streams that take all text: what is written to a pipe or file is UTF-8 in any locale.

    What the caller closed (`>&-`) gives nothing. Where that is stdout, the first output fails, as with
    other programs: nobody would get it. A terminal keeps its encoding, and shows by number what that lacks.
    """
    nothing = Path(os.devnull)
    sys.stdin = sys.stdin or nothing.open(encoding="utf-8")
    if sys.stdout is None:  # what can only be read refuses what is written
        sys.stdout = os.fdopen(os.open(nothing, os.O_RDONLY), "w", encoding="utf-8")
    sys.stderr = sys.stderr or nothing.open("w", encoding="utf-8")
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
