"""``memory``: the translation memory of reviewed units."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translator.commands.shell import (
    config_option,
    json_option,
    memory_option,
    notes,
    one_line,
    print_json,
    settings_from,
    warn,
)
from translator.errors import ExitCode, TranslatorError, UsageError

if TYPE_CHECKING:
    from translator.memory import TranslationMemory
    from translator.units import MemoryMatch, ReviewedUnit

_FORMATS = ("tmx", "jsonl", "tsv")
_DAY = click.DateTime(("%Y-%m-%d",))


@click.group()
def memory() -> None:
    """Translation memory: sentences with the Chinese that a person approved."""


@contextmanager
def _opened(place: str | None, config: Path | None) -> Iterator[TranslationMemory]:
    from translator.memory import TranslationMemory

    settings = settings_from(config, memory=place)
    if settings.memory is None:
        raise UsageError("the memory is switched off", remedy="name one with --memory")
    with TranslationMemory.open(settings.memory, waiting=warn) as opened:
        yield opened


@memory.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option("--codes", type=click.Choice(("strip", "keep")), default="strip",
              help="Inline codes of TMX: drop them, or keep them as text.")  # fmt: skip
@click.option("--reviewer", default="", help="Who approved units that do not say so.")
@click.option("--domain", default="", help="Domain of units that do not name one.")
@click.option("--unreviewed", is_flag=True, help="Take units too that nobody approved.")
@memory_option
@config_option
@json_option
def memory_import(
    files: tuple[Path, ...],
    codes: str,
    reviewer: str,
    domain: str,
    unreviewed: bool,
    memory: str | None,
    config: Path | None,
    as_json: bool,
) -> None:
    """Read .tmx, .jsonl, .tsv, .xlf and .xliff files of reviewed units into the memory.

    \b
    Example:
      python cli.py memory import agency.tmx --domain economy
    """
    from translator.exchange import Codes
    from translator.memory_files import import_file

    def fields(unit: ReviewedUnit) -> ReviewedUnit:
        if (unit.reviewer or not reviewer) and (unit.domain or not domain):
            return unit
        return replace(unit, reviewer=unit.reviewer or reviewer, domain=unit.domain or domain)

    failed = False
    rows: list[dict[str, object]] = []
    with _opened(memory, config) as opened:
        for path in files:
            try:
                with _counter(path.name) as progress:
                    done = import_file(
                        opened, path, codes=Codes(codes), unreviewed=unreviewed, fields=fields,
                        progress=progress,
                    )  # fmt: skip
            except TranslatorError as error:
                if len(files) == 1:
                    raise
                failed = True
                click.echo(f"error: {one_line(str(error))}", err=True)
                rows.append({"name": str(path), "error": str(error)})
                continue
            notes([f"{path}: {message}" for message in done.messages], ())
            click.echo(f"{path}: {done.added.new} new, {done.added.known} known already", err=True)
            rows.append({"name": done.name, **asdict(done.added), "messages": list(done.messages)})
    if as_json:
        print_json(rows)
    if failed:
        sys.exit(int(ExitCode.SOME_FAILED))


@memory.command("export")
@click.option("-o", "--output", required=True, help="File (.tmx, .jsonl, .tsv), or - for stdout.")
@click.option(
    "--to", "form", type=click.Choice(_FORMATS), help="Format, where the name does not tell."
)
@click.option("--release", default="", help="Only units of this release.")
@click.option("--domain", default="", help="Only units of this domain.")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@memory_option
@config_option
def memory_export(
    output: str,
    form: str | None,
    release: str,
    domain: str,
    force: bool,
    memory: str | None,
    config: Path | None,
) -> None:
    """Write the memory as TMX 1.4b level 1, JSONL or TSV.

    \b
    Example:
      python cli.py memory export -o office.tmx
    """
    from translator.memory_files import export_file, format_of

    path = None if output == "-" else Path(output)
    chosen = format_of(path, form)
    with _opened(memory, config) as opened:
        units = opened.units(release=release, domain=domain)
        count = export_file(units, path, chosen, sys.stdout, force=force)
    click.echo(f"{count} units", err=True)


@memory.command("search")
@click.argument("text")
@click.option("--similar", is_flag=True, help="Like a translation does: context, exact, fuzzy.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@memory_option
@config_option
@json_option
def memory_search(
    text: str, similar: bool, limit: int, memory: str | None, config: Path | None, as_json: bool
) -> None:
    """Show units whose Russian or Chinese holds TEXT, or that are similar to it.

    \b
    Examples:
      python cli.py memory search "морской порт"
      python cli.py memory search --similar "Завод выпустил 340 тыс. машин."
    """
    with _opened(memory, config) as opened:
        if similar:
            matches = (*opened.exact(text), *opened.fuzzy(text, limit=limit))[:limit]
            rows = [_match_row(match) for match in matches]
        else:
            rows = [_unit_row(number, unit) for number, unit in opened.search(text, limit=limit)]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        head = f"{row['kind']} {row['percent']}" if similar else f"{row['number']}"
        marks = "\texpired" if row["expired"] else ""
        shown = one_line(str(row["shown"]))
        click.echo(f"{head}\t{one_line(str(row['source']))}\t{shown}{marks}")


def _unit_row(number: int, unit: ReviewedUnit) -> dict[str, object]:
    from translator.exchange.reviewed import dict_of
    from translator.memory import is_expired

    return {
        "number": number, **dict_of(unit), "expired": is_expired(unit), "shown": unit.target,
    }  # fmt: skip


def _match_row(match: MemoryMatch) -> dict[str, object]:
    row = _unit_row(match.number, match.unit)
    return {
        **row, "kind": match.kind.value, "percent": match.percent, "shown": match.target,
        "expired": match.expired, "replaced": [list(pair) for pair in match.replaced],
    }  # fmt: skip


@memory.command("stats")
@memory_option
@config_option
@json_option
def memory_stats(memory: str | None, config: Path | None, as_json: bool) -> None:
    """Count units by domain, reviewer and year.

    \b
    Example:
      python cli.py memory stats
    """
    with _opened(memory, config) as opened:
        place, figures = str(opened.location), asdict(opened.stats())
    if as_json:
        print_json({"memory": place, **figures})
        return
    click.echo(f"memory\t{place}")
    for name, value in figures.items():
        if isinstance(value, dict):
            for key, count in value.items():
                click.echo(f"{name}\t{key or '(none)'}\t{count}")
        else:
            click.echo(f"{name}\t{value}")


@memory.command("expire")
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="NUMBER...")
@click.option("--from", "valid_from", type=_DAY, help="First day on which the units hold.")
@click.option("--until", "valid_until", type=_DAY, help="Last day on which the units hold.")
@click.option("--note", default="", help="Why: an official left, a programme ended.")
@memory_option
@config_option
@json_option
def memory_expire(
    numbers: tuple[int, ...],
    valid_from: datetime | None,
    valid_until: datetime | None,
    note: str,
    memory: str | None,
    config: Path | None,
    as_json: bool,
) -> None:
    """Say until when units hold (NUMBER as shown by search); without days: without limit.

    A unit that does not hold on the date of a release is shown to the reviewer with the note
    and never used. Earlier decisions are kept; the newest counts.

    \b
    Example:
      python cli.py memory expire 17 18 --until 2025-05-31 --note "губернатор сменился"
    """
    start, stop = (day.date() if day else None for day in (valid_from, valid_until))
    if start and stop and stop < start:
        raise UsageError("--until is before --from", remedy="exchange the two days")
    with _opened(memory, config) as opened:
        count = opened.set_validity(numbers, valid_from=start, valid_until=stop, note=note)
    if as_json:
        print_json({"units": count})
    else:
        click.echo(f"{count} of {len(set(numbers))} units", err=True)
    if count < len(set(numbers)):
        raise UsageError("some numbers are in no unit", remedy="take them from memory search")


@memory.command("dedupe")
@click.option("--dry-run", is_flag=True, help="Only count.")
@memory_option
@config_option
@json_option
def memory_dedupe(dry_run: bool, memory: str | None, config: Path | None, as_json: bool) -> None:
    """Delete units that repeat a newer one in source, target and context.

    \b
    Example:
      python cli.py memory dedupe --dry-run
    """
    with _opened(memory, config) as opened:
        count = opened.dedupe(dry_run=dry_run)
    if as_json:
        print_json({"doubled": count, "deleted": 0 if dry_run else count})
    else:
        click.echo(f"{count} {'are doubled' if dry_run else 'deleted'}", err=True)


@memory.command("compact")
@memory_option
@config_option
def memory_compact(memory: str | None, config: Path | None) -> None:
    """Put the index together and give free space back; nothing that is found changes.

    \b
    Example:
      python cli.py memory compact
    """
    with _opened(memory, config) as opened:
        opened.compact()
    click.echo("done", err=True)


@contextmanager
def _counter(name: str) -> Iterator[Callable[[int], None] | None]:
    """Units read so far, on a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    with tqdm(desc=name, unit="unit", leave=False, file=sys.stderr) as bar:

        def progress(done: int) -> None:
            bar.n = done
            bar.refresh()

        yield progress
