"""``glossary suggest``, ``propagate``: glossaries and the archive of past releases."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translator.commands.shell import (
    config_option,
    glossary_option,
    json_option,
    load_termbase,
    one_line,
    print_json,
    settings_from,
    write_stdout,
)
from translator.errors import ExitCode, TranslatorError
from translator.outputs import write_atomically

if TYPE_CHECKING:
    from translator.terminology.propagate import Stale
    from translator.units import Term


@click.command("suggest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, help="TSV to write, or - for stdout.")
@click.option("--least", type=click.IntRange(1), default=3, show_default=True, help="Occurrences.")
@click.option("--limit", type=click.IntRange(1), default=200, show_default=True, help="Proposals.")
@click.option("--force", is_flag=True, help="Overwrite an existing output.")
@glossary_option
@config_option
@json_option
def glossary_suggest(
    paths: tuple[Path, ...],
    output: str,
    least: int,
    limit: int,
    force: bool,
    glossaries: tuple[Path, ...],
    config: Path | None,
    as_json: bool,
) -> None:
    """Propose entries: frequent names and terms of PATHS that no glossary has.

    PATHS are releases, review documents, .jsonl or .tsv of both languages, or folders of them.
    Proposals are written as comments: fill in zh and take away "# " to approve one.

    \b
    Example:
      python cli.py glossary suggest archive/ -o proposals.tsv
    """
    from translator.terminology.archive import Archive
    from translator.terminology.suggest import as_tsv, suggest

    base = load_termbase(settings_from(config, glossaries=glossaries or None))
    archive = Archive(paths)
    found = suggest(base, archive, least=least, limit=limit)
    if as_json:
        print_json([asdict(proposal) for proposal in found])
    if output == "-":
        if not as_json:
            write_stdout(as_tsv(found))
    else:
        text = as_tsv(found)

        def write(path: Path) -> None:
            path.write_text(text, encoding="utf-8", newline="\n")

        write_atomically(Path(output), write, force=force)
    click.echo(f"{archive.documents} documents, {len(found)} proposals", err=True)
    _leave(archive.faults)


@click.command("propagate")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--old", type=click.Path(path_type=Path), help="The glossary before the change, any form."
)
@glossary_option
@config_option
@json_option
def glossary_propagate(
    paths: tuple[Path, ...],
    old: Path | None,
    glossaries: tuple[Path, ...],
    config: Path | None,
    as_json: bool,
) -> None:
    """List the past translations in PATHS that still have a superseded form.

    Superseded are the forms in the column forbidden and, with --old, those that the older
    glossary approved and the one in force does not admit. PATHS are .jsonl, review .docx, .tsv,
    or folders of them. A line: DOCUMENT, segment, term, superseded form, approved form.

    \b
    Example:
      python cli.py glossary propagate archive/ --old office-2025.tsv --glossary office.tsv
    """
    from translator.terminology.archive import Archive
    from translator.terminology.diff import compare, superseded
    from translator.terminology.gathering import gather
    from translator.terminology.propagate import stale, with_superseded

    settings = settings_from(config, glossaries=glossaries or None)
    base = load_termbase(settings)
    given_up: tuple[Term, ...] = ()
    if old is not None:
        before = [row for file in gather([old], lenient=False) for row in file.rows]
        places = (settings.project_glossaries, *settings.glossaries)
        after = [row for file in gather(places, lenient=False) for row in file.rows]
        given_up = superseded(compare(before, after))
    archive = Archive(paths)
    found = tuple(stale(with_superseded(tuple(base.terms), given_up), archive))
    _show(found, as_json=as_json)
    click.echo(f"{archive.documents} documents, {len(found)} superseded forms", err=True)
    _leave(archive.faults)


def _show(found: Sequence[Stale], *, as_json: bool) -> None:
    rows = [
        {"document": s.passage.document, "id": s.passage.id, "ru": s.term.ru, "form": s.form,
         "superseded": s.found, "approved": s.approved, "source": s.passage.source,
         "target": s.passage.target, "place": s.term.place}
        for s in found
    ]  # fmt: skip
    if as_json:
        print_json(rows)
        return
    for row in rows:
        shown = (row["document"], row["id"], row["form"], row["superseded"], row["approved"])
        click.echo("\t".join(str(cell) for cell in shown))


def _leave(faults: Sequence[TranslatorError]) -> None:
    """Exit code 3 where documents could not be read; each is one line on stderr."""
    for fault in faults:
        click.echo(f"error: {one_line(str(fault))}", err=True)
    if faults:
        sys.exit(int(ExitCode.SOME_FAILED))
