"""`kg review`: decide about names and claims; every build replays the decisions."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli._filters import note, note_unknown
from kg.cli._groups import Group
from kg.cli._output import (
    format_option,
    output_option,
    render_rows,
    store_option,
    value_text,
    visible,
    write_text,
)

if TYPE_CHECKING:
    from kg.model import Claim
    from kg.resolve.decisions import Decision
    from kg.reviewing import Desk

F = TypeVar("F", bound=Callable[..., Any])
COLUMNS = ("id", "status", "decision", "what", "by", "at", "why", "effect")


def now() -> str:
    """Return the present time in ISO 8601."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")


def by_option(function: F) -> F:
    """Add `--by` and `--why`, who decides and for what reason."""
    function = click.option("--why", default="", help="The reason, for those who read it later.")(
        function
    )
    return who_option(function)


def who_option(function: F) -> F:
    """Add `--by`, who decides."""
    return click.option(
        "--by",
        envvar="KG_BY",
        default=getpass.getuser,
        show_default="your user name",
        help="Who decides.",
    )(function)


def decisions_option(function: F) -> F:
    """Add `--decisions`, the file to write to; without it, the one that the group was given."""

    def given(ctx: click.Context, _: click.Parameter, value: Path | None) -> Path | None:
        return value or (ctx.obj or {}).get("file")

    return click.option(
        "--decisions",
        "file",
        type=click.Path(path_type=Path, dir_okay=False),
        callback=given,
        help="The file of decisions; the one among the sources by default.",
    )(function)


def own_store_option(function: F) -> F:
    """Add `--store` to a subcommand, where people write it; it goes before that of the group."""

    def given(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
        if value is not None:
            ctx.obj["store"] = value

    return click.option(
        "--store",
        type=click.Path(path_type=Path),
        callback=given,
        expose_value=False,
        help="A folder made by 'kg build'; the same as 'kg review --store'.",
    )(function)


def desk_of(store: Path) -> Desk:
    """Return the desk of a store or exports folder."""
    from kg.rdf.store import store_folder
    from kg.reviewing import Desk

    return Desk(store_folder(store))


def _write(store: Path, file: Path | None, made: list[Decision], note: str) -> None:
    from kg.reviewing import append

    path = desk_of(store).file(file)
    append(path, made)
    click.echo(f"{path}: {note}", err=True)


WAITS = "The decision is written and waits for articles with the name; 'kg review dismiss' takes it back."
ANEW = (
    "The next build makes a new thing of that name; 'kg review dismiss' takes the correction back."
)


def _note_unknown(store: Path, names: Sequence[str], then: str = WAITS) -> None:
    """Say which names nothing bears: the decision stays, since articles with them may come.

    Args:
        store: The store.
        names: The names; a decision takes them as articles write them, no part of one.
        then: What becomes of a decision with a name that nothing bears.
    """
    from kg.errors import StoreError
    from kg.rdf.store import open_store

    try:
        opened = open_store(store)
    except StoreError:  # decisions may be written before the first build
        return
    if note_unknown(opened, names):
        note(then)


_MERGERS = """SELECT DISTINCT ?one ?other ?article WHERE {
  ?claim ci:claimKind kind:Merger ; ci:polarity pol:affirmed ; ci:subjectName ?one ; ci:objectName ?other ;
    ci:publishedIn/dct:identifier ?article .
} ORDER BY ?article ?one ?other"""


def _warn_merged(store: Path, names: Sequence[str]) -> None:
    """Say that a claim tells of a merger of two firms of these names, which are two firms then and not one."""
    from kg.errors import StoreError
    from kg.rdf.query import run
    from kg.rdf.store import open_store
    from kg.resolve.names import same_name

    try:
        found = run(open_store(store), _MERGERS).values()
    except StoreError:
        return
    for row in found:
        one, other = (
            next((name for name in names if same_name(name, row[end])), None)
            for end in ("one", "other")
        )
        if one and other and one != other:
            click.echo(
                f"Warning: {visible(row['article'])} tells of a merger of “{visible(one)}” and"
                f" “{visible(other)}”. As one they are a firm that merges with itself; to merge names is for"
                " two names of one firm. 'kg review dismiss' takes it back.",
                err=True,
            )
            return


@click.group(cls=Group, invoke_without_command=True)
@store_option
@click.option(
    "--decisions",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="List the decisions of this file alone, or write to it.",
)
@format_option()
@output_option
@click.pass_context
def command(
    ctx: click.Context, store: Path, file: Path | None, format_: str, output: Path | None
) -> None:
    """Decide about names and claims.

    Decisions are lines of decisions.jsonl, a text file that is kept with the
    sources; 'kg build' replays them. Without a subcommand, all decisions are
    listed with their effect. docs/decisions-file.md describes the file.

    \b
    Examples:
        kg review
        kg review propose
        kg review merge "Acme" "ACME Motors"
        kg review split "John Smith" --article 2021-03-04.txt
        kg review reject 3f2a91c0
        kg review correct 3f2a91c0 modality=rumoured "amount=EUR 5000000"
        kg review accept 77ab
    """  # noqa: D301
    ctx.ensure_object(dict).update(store=store, file=file)
    if ctx.invoked_subcommand is None:
        from kg.rdf.store import existing_folder

        existing_folder(store)
        write_text(render_rows(_rows(desk_of(store), file), COLUMNS, format_), output)


def _rows(desk: Desk, file: Path | None) -> list[dict[str, Any]]:
    """Return a row for each decision, of one file where that is named."""
    import json

    from kg.errors import NotFoundError
    from kg.graphing import STATE

    found = desk.decided(*([file] if file else []))
    if file and not file.is_file():
        raise NotFoundError(
            f"There is no file {str(file)!r}.", "'kg review' lists the decisions of all."
        )
    unread = {str(file.absolute())} - set(desk.decided().files or {}) if file else set()
    try:
        state = json.loads((desk.store / STATE).read_text("utf-8"))
        issues = {i["where"]: i["message"] for i in state["issues"]}
        digest = state["decisions"]
    except (OSError, ValueError, KeyError):
        issues, digest = {}, ""
    in_force = {decision.id for decision in found.force}
    withdrawn = {name for each in found.force if each.kind == "remove" for name in each.articles}
    returned = desk.returned() if withdrawn and desk.store.is_dir() else frozenset()
    rows = []
    for decision in found.known:
        source = decision.where.rpartition(":")[0]
        if file and source != str(file.absolute()):
            continue
        effect = ""
        if decision.id in in_force:
            waits = "at the next build" if digest != found.digest else "applied"
            back = ", ".join(sorted(returned.intersection(decision.articles)))
            if decision.kind == "remove" and back and waits == "applied":
                waits = f"{back} is back: its content has changed since"
            home = decision.was.get("article")
            if waits == "applied" and home in withdrawn - returned:
                waits = f"{home} was withdrawn"
            if source in unread:
                waits = "not built with: 'kg build --decisions' takes such a file"
            effect = issues.get(decision.where, waits)
        rows.append(
            {
                "id": decision.id[:8],
                "status": decision.status,
                "decision": decision.kind,
                "what": _what(decision),
                "by": decision.by,
                "at": decision.at,
                "why": decision.why,
                "effect": effect,
            }
        )
    return rows


def _what(decision: Decision) -> str:
    if decision.claim:
        was = [str(decision.was[name]) for name in ("kind", "subject", "object")
               if decision.was.get(name)]  # fmt: skip
        change = ", ".join(f"{name}={value_text(value)}" for name, value in decision.set.items())
        return " – ".join([*(was or [decision.claim]), *([change] if change else [])])
    parts = [*decision.names, *decision.articles]
    return ", ".join(parts) or "a person's data"


@command.command()
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="Leave at most N of each sort waiting.",
)
@own_store_option
@who_option
@decisions_option
@click.pass_obj
def propose(obj: dict[str, Any], *, most: int, by: str, file: Path | None) -> None:
    """Write proposals: names that look alike, claims that may be wrong.

    Names are proposed to be merged or kept apart, claims to be corrected
    (other articles tell a matter otherwise, or the sentence holds what the
    claim lacks) or rejected (they are hardly believed, deny nothing and make
    no promise), the likeliest first. As many are added as leave
    at most N of each sort waiting, and none that was proposed before. A
    proposal has no effect until its status is changed to "accepted", in the
    file, where its values may be changed too, or with 'kg review accept'.
    """
    desk = desk_of(obj["store"])
    made = desk.proposals(by, now(), most=most)
    waiting = sum(each.status == "proposed" for each in desk.decided().known)
    if not made:
        verb = "waits" if waiting == 1 else "wait"
        wait = f" {waiting} {verb} from before; 'kg review' lists them." if waiting else ""
        click.echo(f"Nothing to propose.{wait}", err=True)
        return
    more = f" beside {waiting} from before" if waiting else ""
    new = "1 proposal" if len(made) == 1 else f"{len(made)} proposals"
    _write(obj["store"], file, made, f"{new}{more}; 'kg review' lists them.")


@command.command()
@click.argument("names", nargs=-1, required=True)
@own_store_option
@by_option
@decisions_option
@click.pass_obj
def merge(
    obj: dict[str, Any], *, names: tuple[str, ...], by: str, why: str, file: Path | None
) -> None:
    """Take NAMES for one thing."""
    from kg.resolve.decisions import Decision

    if len(set(names)) < 2:
        raise click.UsageError("Give at least two names.")
    made = Decision(kind="merge", by=by, at=now(), why=why, names=names)
    _write(obj["store"], file, [made], "merged at the next 'kg build'.")
    _note_unknown(obj["store"], names)
    _warn_merged(obj["store"], names)


@command.command()
@click.argument("names", nargs=-1, required=True)
@click.option(
    "--article",
    "articles",
    multiple=True,
    metavar="ID",
    help="An article that means another one than the rest; repeatable.",
)
@own_store_option
@by_option
@decisions_option
@click.pass_obj
def split(
    obj: dict[str, Any],
    *,
    names: tuple[str, ...],
    articles: tuple[str, ...],
    by: str,
    why: str,
    file: Path | None,
) -> None:
    """Keep NAMES apart; with --article, what these articles mean by a name and what the rest mean."""
    from kg.resolve.decisions import Decision

    if len(set(names)) < 2 and not articles:
        raise click.UsageError("Give two names, or one name and --article.")
    if articles:
        desk_of(obj["store"]).articles(articles)
    made = Decision(kind="split", by=by, at=now(), why=why, names=names, articles=articles)
    _write(obj["store"], file, [made], "kept apart at the next 'kg build'.")
    _note_unknown(obj["store"], names)


@command.command()
@click.argument("claims", nargs=-1, required=True)
@own_store_option
@by_option
@decisions_option
@click.pass_obj
def reject(
    obj: dict[str, Any], *, claims: tuple[str, ...], by: str, why: str, file: Path | None
) -> None:
    """Take CLAIMS out of the graph; each is given by its id or the first characters of its hash."""
    from kg.iri import claim_iri
    from kg.resolve.decisions import Decision
    from kg.resolve.decisions_claims import snapshot

    desk = desk_of(obj["store"])
    found = [desk.claim(text) for text in claims]
    made = [
        Decision(
            kind="reject",
            by=by,
            at=now(),
            why=why,
            claim=claim_iri(claim),
            was=snapshot(claim),
        )
        for claim in found
    ]
    _write(obj["store"], file, made, "rejected at the next 'kg build'.")


@command.command()
@click.argument("claim")
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE...")
@own_store_option
@by_option
@decisions_option
@click.pass_obj
def correct(
    obj: dict[str, Any],
    *,
    claim: str,
    changes: tuple[str, ...],
    by: str,
    why: str,
    file: Path | None,
) -> None:
    """Correct fields of a CLAIM; an empty value takes a field away.

    FIELD is one of docs/claims.md, such as subject, object, modality, amount or
    time. Amounts are written as "EUR 5000000", "5 million euros" or "at least 5 percent", times
    as 2024, 2024-06 or 2024-01-01/2024-06-30.
    """
    from kg.corrections import amount_of
    from kg.resolve.decisions_values import correction, value_of

    fields = {}
    for change in changes:
        name, equals, value = change.partition("=")
        if not equals:
            raise click.UsageError(f"{change!r} is not of the form FIELD=VALUE.")
        fields[name] = amount_of(value) if name == "amount" else value_of(name, value)
    meant = desk_of(obj["store"]).claim(claim)
    made = correction(meant, fields, by, now(), why)
    _write(obj["store"], file, [made], "corrected at the next 'kg build'.")
    _note_unknown(obj["store"], _things(meant, fields), ANEW)


def _things(claim: Claim, fields: Mapping[str, Any]) -> list[str]:
    """Return the new names among corrected fields; descriptions may be of any words."""
    from kg.resolve.model import ENTITY_CLASSES

    return [
        fields[name]
        for name in ("subject", "object", "speaker")
        if fields.get(name)
        and fields.get(f"{name}_type", getattr(claim, f"{name}_type")) in ENTITY_CLASSES
    ]


def _restate(obj: dict[str, Any], ids: tuple[str, ...], status: str, by: str, why: str) -> None:
    from kg.reviewing import restate

    for decision in restate(desk_of(obj["store"]), ids, status, by, now(), why=why):
        click.echo(f"{status.capitalize()}: {decision.kind} {_what(decision)}", err=True)


@command.command()
@click.argument("ids", nargs=-1, required=True)
@own_store_option
@by_option
@click.pass_obj
def accept(obj: dict[str, Any], *, ids: tuple[str, ...], by: str, why: str) -> None:
    """Accept proposals, or take up dismissed decisions again; where an ID is wrong, none."""
    _restate(obj, ids, "accepted", by, why)


@command.command()
@click.argument("ids", nargs=-1, required=True)
@own_store_option
@by_option
@click.pass_obj
def dismiss(obj: dict[str, Any], *, ids: tuple[str, ...], by: str, why: str) -> None:
    """Dismiss proposals, or take decisions back, whose lines stay; where an ID is wrong, none."""
    _restate(obj, ids, "dismissed", by, why)
