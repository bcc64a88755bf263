"""``archive``: old releases and their published Chinese into units for the memory."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translator.commands.shell import (
    config_option,
    glossary_option,
    json_option,
    notes,
    one_line,
    print_json,
    settings_from,
    warn,
)
from translator.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from translator.alignment.pairing import Pairing
    from translator.alignment.run import Done
    from translator.memory import TranslationMemory
    from translator.units import ReviewedUnit

_FORMATS = ("tmx", "jsonl", "tsv")
_OFFICE = "office"
_output = click.option("-o", "--output", help="File (.tmx, .jsonl, .tsv), or - for stdout.")
_form = click.option(
    "--to", "form", type=click.Choice(_FORMATS), help="Format, where the name does not tell."
)
_memory = click.option(
    "--memory",
    metavar="PLACE",
    help="Put the units into a memory: office for the one in force, a file, or a URL.",
)
_force = click.option("--force", is_flag=True, help="Overwrite existing outputs.")


@click.group()
def archive() -> None:
    """Past releases: align them with their published Chinese for the memory."""


@archive.command("align")
@click.argument("russian", metavar="RU", type=click.Path(path_type=Path))
@click.argument("chinese", metavar="ZH", type=click.Path(path_type=Path))
@_output
@_form
@_memory
@click.option(
    "--review",
    type=click.Path(path_type=Path),
    help="Folder (for two files also a .docx) for review documents of pairs with doubtful units.",
)
@click.option(
    "--least",
    type=click.FloatRange(0.0, 1.0),
    default=0.9,
    show_default=True,
    help="Confidence below which a unit is doubtful.",
)
@click.option("--reviewer", default="", help="Who approved the published Chinese.")
@click.option("--domain", default="", help="Domain of the units.")
@glossary_option
@_force
@config_option
@json_option
def archive_align(
    russian: Path,
    chinese: Path,
    output: str | None,
    form: str | None,
    memory: str | None,
    review: Path | None,
    least: float,
    reviewer: str,
    domain: str,
    glossaries: tuple[Path, ...],
    force: bool,
    config: Path | None,
    as_json: bool,
) -> None:
    """Align RU with its Chinese version ZH, sentence by sentence: two files or two folders.

    Sure units go to -o or --memory (without either: TSV to stdout). Doubtful ones go nowhere but
    into the review documents: settle them in Word, then "review import" and "archive accept".
    Files of folders are paired by name, the rest by date and content; unpaired ones are listed.

    \b
    Examples:
      python cli.py archive align release.docx release.zh.docx -o release.tmx --review doubtful/
      python cli.py archive align archive/ru archive/zh --memory office --review doubtful/
    """
    from translator.alignment.archivist import Archivist
    from translator.alignment.run import align_all, plan

    settings = settings_from(
        config, glossaries=glossaries or None, memory=None if memory == _OFFICE else memory
    )
    if as_json and output == "-":
        raise UsageError(
            "--json and -o - both want stdout", remedy="leave one out or give -o a file"
        )
    if output is None and memory is None and not as_json:
        output = "-"
    archivist = Archivist(settings, least=least)
    notes(archivist.messages, ())
    pairing = plan(russian, chinese, archivist)
    if review is not None and review.suffix.lower() == ".docx" and russian.is_dir():
        raise UsageError("--review is one file for many pairs", remedy="name a folder")
    base = russian if russian.is_dir() else None
    finished: list[Done] = []

    def units() -> Iterator[list[ReviewedUnit]]:
        for done in align_all(pairing, archivist, base=base, review=review, force=force):
            _tell(done)
            finished.append(done)
            if done.pair is not None:
                yield list(done.pair.reviewed(reviewer=reviewer, domain=domain))

    _keep(units(), output, form, settings.memory if memory else None, force=force)
    _summary(pairing, finished, review)
    if as_json:
        print_json(_report(pairing, finished))
    faults = [done.error for done in finished if done.error] + list(pairing.faults)
    if faults:
        alone = faults[0] if len(pairing.pairs) == 1 and not pairing.faults else None
        sys.exit(int(alone.exit_code if alone else ExitCode.SOME_FAILED))


@archive.command("accept")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@_output
@_form
@_memory
@click.option("--domain", default="", help="Domain of the units.")
@_force
@config_option
def archive_accept(
    files: tuple[Path, ...],
    output: str | None,
    form: str | None,
    memory: str | None,
    domain: str,
    force: bool,
    config: Path | None,
) -> None:
    """Take what a person approved in review documents that were imported.

    FILE is a review document after "review import", or its project (.review.sqlite). The rows
    that a person brought to reviewed or final go to -o or --memory (without either: TSV to
    stdout); those that were sure went there with "archive align".

    \b
    Example:
      python cli.py archive accept doubtful/*.docx --memory office
    """
    from dataclasses import replace

    from translator.project import open_project
    from translator.review.approved import reviewed_units

    settings = settings_from(config, memory=None if memory == _OFFICE else memory)
    projects = [open_project(path) for path in files]

    def units() -> Iterator[list[ReviewedUnit]]:
        for project in projects:
            found = reviewed_units(project, {r.unit for r in project.revisions()})
            yield [replace(unit, domain=unit.domain or domain) for unit in found]

    if output is None and memory is None:
        output = "-"
    _keep(units(), output, form, settings.memory if memory else None, force=force)


def _keep(
    groups: Iterable[list[ReviewedUnit]],
    output: str | None,
    form: str | None,
    place: str | None,
    *,
    force: bool,
) -> None:
    """Each group into the memory as it comes, all of them as one stream into the output."""
    from translator.memory import TranslationMemory
    from translator.memory_files import export_file, format_of

    path = None if output in (None, "-") else Path(str(output))
    chosen = "" if output is None else form or ("tsv" if path is None else format_of(path, None))
    new = known = 0
    opened: Any = TranslationMemory.open(place, waiting=warn) if place else nullcontext()
    with opened as memory:

        def stream() -> Iterator[ReviewedUnit]:
            nonlocal new, known
            for group in groups:
                if memory is not None:
                    fresh, old = _remember(memory, group)
                    new, known = new + fresh, known + old
                yield from group

        if output is None:
            count = sum(1 for _ in stream())
        else:
            count = export_file(stream(), path, chosen, sys.stdout, force=force)
        click.echo(f"{count} units", err=True)
        if memory is not None:
            click.echo(f"{memory.location}: {new} new, {known} known already", err=True)


def _remember(memory: TranslationMemory, group: list[ReviewedUnit]) -> tuple[int, int]:
    added = memory.add(group, what="archive align")
    return added.new, added.known


def _tell(done: Done) -> None:
    if done.error is not None:
        click.echo(f"error: {one_line(str(done.error))}", err=True)
        return
    pair = done.pair
    assert pair is not None
    notes([f"{pair.name}: {message}" for message in pair.messages], ())
    click.echo(
        f"{pair.name} = {done.chinese}: {pair.settled} sure, {pair.doubtful} doubtful, "
        f"{pair.dropped} only Russian, {len(pair.added)} only Chinese",
        err=True,
    )
    if done.review is not None:
        click.echo(f"{done.review}", err=True)


def _summary(pairing: Pairing, finished: list[Done], review: Path | None) -> None:
    for path in (*pairing.russian, *pairing.chinese):
        click.echo(f"unpaired: {path}", err=True)
    for fault in pairing.faults:
        click.echo(f"error: {one_line(str(fault))}", err=True)
    doubtful = sum(done.pair.doubtful for done in finished if done.pair)
    if doubtful and review is None:
        warn(f"{doubtful} doubtful units were left out; add --review FOLDER to settle them in Word")


def _report(pairing: Pairing, finished: list[Done]) -> dict[str, object]:
    return {
        "pairs": [_pair_row(done) for done in finished],
        "unpaired": [str(path) for path in (*pairing.russian, *pairing.chinese)],
        "errors": [str(fault) for fault in pairing.faults],
    }


def _pair_row(done: Done) -> dict[str, object]:
    row: dict[str, object] = {"russian": str(done.russian), "chinese": str(done.chinese)}
    if done.pair is None:
        return {**row, "error": str(done.error)}
    return {
        **row,
        "review": str(done.review) if done.review else None,
        "messages": list(done.pair.messages),
        "units": [
            {"source": unit.source, "target": unit.target, "shape": unit.shape,
             "confidence": unit.confidence, "doubtful": unit.doubtful,
             "findings": [finding.message for finding in unit.findings]}
            for unit in done.pair.units
        ],
        "added": list(done.pair.added),
    }  # fmt: skip
