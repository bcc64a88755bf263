"""``names list|propose|approve|reject|check``: the office's decisions on names."""

from __future__ import annotations

import datetime
import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translator.commands.shell import (
    config_option,
    json_option,
    print_json,
    read_stdin,
    settings_from,
)

if TYPE_CHECKING:
    from translator.names.ledger import Entry, Ledger

KINDS = (
    "person", "person-given", "person-patronymic", "person-surname", "place", "organisation",
    "brand",
)  # fmt: skip
STATUSES = ("approved", "proposed", "rejected")

ledger_option = click.option(
    "--ledger",
    "names",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The office's ledger of names (TSV); else the setting names.",
)
_by = click.option("--by", help="Who decided; else the name of your user account.")
_note = click.option("--note", default="", help="Why, or where the form comes from.")
_kind = click.option("--kind", type=click.Choice(KINDS), default="person", show_default=True)


@click.command("list")
@click.option("--status", type=click.Choice(STATUSES), help="Only what is in this state now.")
@ledger_option
@config_option
@json_option
def names_list(status: str | None, names: Path | None, config: Path | None, as_json: bool) -> None:
    """Show the ledger: approved forms, open proposals, and with --status rejected what was
    turned down.

    \b
    Example:
      python cli.py names list --status proposed --ledger office-names.tsv
    """
    ledger = open_ledger(names, config)[1]
    groups: dict[str, list[Entry]] = {
        "approved": list(ledger.approved.values()),
        "proposed": list(ledger.open.values()),
        "rejected": [e for e in ledger.entries if e.status == "rejected"],
    }
    shown = [e for name in ([status] if status else STATUSES[:2]) for e in groups[name]]
    if as_json:
        print_json([_as_dict(entry) for entry in shown])
        return
    for entry in shown:
        click.echo("\t".join(_as_dict(entry).values()))


@click.command("propose")
@click.argument("sources", metavar="INPUT...", nargs=-1, required=True)
@ledger_option
@config_option
@json_option
def names_propose(
    sources: tuple[str, ...], names: Path | None, config: Path | None, as_json: bool
) -> None:
    """Put the names of releases that were made by rule into the ledger as proposals.

    \b
    Example:
      python cli.py names propose release.docx --ledger office-names.tsv
    """
    from translator import jobs, segmentation
    from translator.names.ledger import Ledger, record
    from translator.names.proposals import propose

    settings = settings_from(config, names=names)
    path, ledger = open_ledger(names, config, needed=True)
    added: list[Entry] = []
    for source in sources:
        document = jobs.read(source, settings, read_stdin)
        texts = [segment.text for segment in segmentation.segment(document.blocks)]
        found = propose(texts, ledger, _today(), document.name)
        added += found
        ledger = Ledger((*ledger.entries, *found))
    if added:
        record(path, added)
    _report(added, as_json)


@click.command("approve")
@click.argument("name")
@click.argument("zh", required=False)
@_kind
@_by
@_note
@ledger_option
@config_option
@json_option
def names_approve(name: str, zh: str | None, **options: Any) -> None:
    """Approve the Chinese form ZH of NAME, or the open proposal where ZH is left out.

    NAME in the nominative. The form holds from the next run on, over all rules.

    \b
    Examples:
      python cli.py names approve "Иван Кудряшов" --ledger office-names.tsv
      python cli.py names approve "Малые Холмы" 小霍尔梅 --kind place --by "Ли Мин"
    """
    _decide(name, zh, "approved", options)


@click.command("reject")
@click.argument("name")
@click.argument("zh", required=False)
@_kind
@_by
@_note
@ledger_option
@config_option
@json_option
def names_reject(name: str, zh: str | None, **options: Any) -> None:
    """Turn down a proposal, or withdraw an approved form (ZH left out: whatever is there).

    \b
    Example:
      python cli.py names reject "Малые Холмы" --kind place --note "деревни больше нет"
    """
    _decide(name, zh, "rejected", options)


@click.command("check")
@click.argument("sources", metavar="JSONL...", nargs=-1, required=True)
@click.option("--fail-on", type=click.Choice(("major", "critical")), help="Exit 1 from here on.")
@ledger_option
@config_option
@json_option
def names_check(
    sources: tuple[str, ...],
    fail_on: str | None,
    names: Path | None,
    config: Path | None,
    as_json: bool,
) -> None:
    """Look through an archive (translate --to jsonl) for names in more than one Chinese form.

    A name in two forms is major, one in another form than the approved is critical.

    \b
    Example:
      python cli.py names check archive/*.jsonl --ledger office-names.tsv --fail-on major
    """
    from translator import exchange
    from translator.names.archive import conflicts

    ledger = open_ledger(names, config)[1]
    documents = {}
    for source in sources:
        with Path(source).open(encoding="utf-8") as stream:
            documents[source] = exchange.read_jsonl(stream, source)
    found = conflicts(documents, ledger)
    if as_json:
        print_json([c.as_dict() for c in found])
    for conflict in () if as_json else found:
        forms = "; ".join(f"{zh} ({', '.join(places)})" for zh, places in conflict.forms)
        wanted = f"\tapproved {conflict.approved}" if conflict.approved else ""
        click.echo(f"{conflict.severity}\t{conflict.name}\t{conflict.kind}\t{forms}{wanted}")
    levels = {"major": {"major", "critical"}, "critical": {"critical"}}
    if fail_on and any(c.severity in levels[fail_on] for c in found):
        click.get_current_context().exit(1)


def _decide(name: str, zh: str | None, status: str, options: dict[str, Any]) -> None:
    from translator.errors import UsageError
    from translator.names.ledger import Entry, Status, name_key, record
    from translator.names.proposals import headword

    path, ledger = open_ledger(options["names"], options["config"], needed=True)
    kind = options["kind"]
    head = headword(name, kind)
    known = ledger.open.get(name_key(head, kind)) or ledger.approved.get(name_key(head, kind))
    if zh is None and known is None:
        raise UsageError(
            f"the ledger has no form of {head!r} ({kind})",
            place=str(path),
            remedy="give the Chinese form after the name, or another --kind",
        )
    form = zh.strip() if zh else known.zh if known else ""
    entry = Entry(head, kind, form, Status(status), options["by"] or _user(), _today(),
                  options["note"])  # fmt: skip
    record(path, [entry])
    _report([entry], options["as_json"])


def _report(entries: list[Entry], as_json: bool) -> None:
    if as_json:
        print_json([_as_dict(entry) for entry in entries])
        return
    for entry in entries:
        click.echo("\t".join(_as_dict(entry).values()))


def _as_dict(entry: Entry) -> dict[str, str]:
    return {"name": entry.name, "kind": entry.kind, "zh": entry.zh, "status": entry.status.value,
            "by": entry.by, "date": entry.date, "note": entry.note}  # fmt: skip


def open_ledger(
    names: Path | None, config: Path | None, *, needed: bool = False
) -> tuple[Path, Ledger]:
    from translator.errors import UsageError
    from translator.names.ledger import Ledger, load

    path = settings_from(config, names=names).names
    if path is None and needed:
        raise UsageError(
            "no ledger of names is set",
            remedy='give --ledger FILE, or names = "office-names.tsv" in press-translator.toml',
        )
    return (path, load(path)) if path else (Path(), Ledger())


def _today() -> str:
    return datetime.date.today().isoformat()


def _user() -> str:
    try:
        return getpass.getuser()
    except OSError:
        return ""


COMMANDS = (names_list, names_propose, names_approve, names_reject, names_check)
