"""``glossary import``, ``export``, ``diff``: glossaries in other forms and other states."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from translator.commands.shell import (
    config_option,
    glossary_option,
    json_option,
    lenient_option,
    notes,
    print_json,
    settings_from,
)
from translator.outputs import write_atomically

_output = click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="File to write."
)
_force = click.option("--force", is_flag=True, help="Overwrite an existing output.")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_output
@lenient_option
@_force
def glossary_import(files: tuple[Path, ...], output: Path, lenient: bool, force: bool) -> None:
    """Read FILES (.tsv, .csv, .xlsx, .tbx, MARTIF .xml) into one glossary file.

    Every cell is kept, columns of your own too. The form of the output is that of its suffix:
    .tsv for use, or any other.

    \b
    Example:
      python cli.py glossary import office.xlsx -o office.tsv
    """
    _convert(files, output, lenient=lenient, force=force)


@click.command("export")
@_output
@glossary_option
@config_option
@_force
def glossary_export(
    output: Path, glossaries: tuple[Path, ...], config: Path | None, force: bool
) -> None:
    """Write the glossaries in force, or those of --glossary, as .tsv, .csv, .xlsx or .tbx.

    TBX is TBX-Basic in the style DCA (ISO 30042:2019).

    \b
    Examples:
      python cli.py glossary export -o all.tbx
      python cli.py glossary export --glossary office.tsv -o office.xlsx
    """
    settings = settings_from(config)
    paths = glossaries or (settings.project_glossaries, *settings.glossaries)
    _convert(paths, output, lenient=False, force=force)


def _convert(paths: tuple[Path, ...], output: Path, *, lenient: bool, force: bool) -> None:
    from translator.terminology.gathering import as_file, gather, one_file

    files = gather(paths, lenient=lenient)
    for file in files:
        notes(file.messages, ())
    rows = one_file(files)
    data = as_file(rows, output.suffix)

    def write(path: Path) -> None:
        path.write_bytes(data)

    write_atomically(output, write, force=force)
    click.echo(f"{output}: {len(rows)} entries", err=True)


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@json_option
def glossary_diff(old: Path, new: Path, as_json: bool) -> None:
    """Compare two states of a glossary (files in any form, or folders).

    A line an entry: + added, - removed, ~ changed with the column and both cells.

    \b
    Example:
      python cli.py glossary diff office-2025.tsv office.tsv
    """
    from translator.terminology.diff import compare
    from translator.terminology.gathering import gather

    before = [row for file in gather([old], lenient=False) for row in file.rows]
    after = [row for file in gather([new], lenient=False) for row in file.rows]
    found = compare(before, after)
    if as_json:
        print_json(
            {
                "added": [asdict(term) for term in found.added],
                "removed": [asdict(term) for term in found.removed],
                "changed": [
                    {"ru": c.new.ru, "place": c.new.place, "fields": [asdict(f) for f in c.fields]}
                    for c in found.changed
                ],
            }
        )
        return
    for term in found.added:
        click.echo(f"+\t{term.ru}\t{term.zh}")
    for term in found.removed:
        click.echo(f"-\t{term.ru}\t{term.zh}")
    for change in found.changed:
        for cell in change.fields:
            click.echo(f"~\t{change.new.ru}\t{cell.column}\t{cell.old}\t{cell.new}")
    click.echo(
        f"{len(found.added)} added, {len(found.removed)} removed, {len(found.changed)} changed",
        err=True,
    )
