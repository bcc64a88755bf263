"""``review``: reviewed documents back into the release, and what comes of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translator.commands import reviewreport as report_lines
from translator.commands.shell import (
    config_option,
    json_option,
    memory_option,
    one_line,
    print_json,
    settings_from,
    warn,
)
from translator.errors import ExitCode, StorageError, UsageError

if TYPE_CHECKING:
    from translator.project import Project
    from translator.review.importing import ImportReport
    from translator.storage import Location

project_option = click.option(
    "--project", type=click.Path(path_type=Path), help="Project file, if not beside the document."
)
force_option = click.option("--force", is_flag=True, help="Overwrite existing outputs.")
files_argument = click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
MARKS = ("reviewed", "final")


@click.group()
def review() -> None:
    """Reviewed documents: compare, import, export again, learn."""


@review.command("show")
@files_argument
@project_option
@click.option("--html", type=click.Path(path_type=Path), help="Write a page side by side.")
@click.option("--all", "everything", is_flag=True, help="Show rows without change too.")
@force_option
@json_option
def review_show(
    files: tuple[Path, ...],
    project: Path | None,
    html: Path | None,
    everything: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Compare reviewed documents (.docx, .xlf) with what was exported and with what stands now.

    \b
    Example:
      python cli.py review show release.ru-zh.docx --html diff.html
    """
    from translator.review.importing import import_files

    report = import_files(files, project=project, older=True, write=False)
    if html is not None:
        _write_text(html, report_lines.html(report), force=force)
        click.echo(f"{html}", err=True)
    if as_json:
        print_json(report_lines.as_dict(report))
        return
    for line in report_lines.shown(report, everything=everything, colour=sys.stdout.isatty()):
        click.echo(line)


@review.command("import")
@files_argument
@project_option
@click.option("--reviewer", "reviewers", multiple=True, help="Who reviewed, one for each FILE.")
@click.option(
    "--accept", multiple=True, metavar="ROW=CHOICE",
    help="Settle a doubtful row: 7=keep, 3-9=stay, +1=insert, MOVED=stay. Repeatable.",
)  # fmt: skip
@click.option("--mark", type=click.Choice(MARKS), help="State of rows left as translated.")
@click.option("--older", is_flag=True, help="Take a document of an earlier round too.")
@click.option(
    "--conflicts", type=click.Path(path_type=Path), help="Where to write conflicts, as .docx."
)
@memory_option
@config_option
@json_option
def review_import(
    files: tuple[Path, ...],
    project: Path | None,
    reviewers: tuple[str, ...],
    accept: tuple[str, ...],
    mark: str | None,
    older: bool,
    conflicts: Path | None,
    memory: str | None,
    config: Path | None,
    as_json: bool,
) -> None:
    """Take reviewed files (.docx, .xlf) into the release's project; one doubt, nothing changes.

    The project (release.review.sqlite) is made beside the first FILE where there is none. Units
    that come to проверено or утверждено go into the translation memory too; if that cannot be
    written, the import stands (exit 3) and the same command again fills the memory.
    Exit 1: a row is doubtful (settle it with --accept), or two reviewers disagree (a document
    with both versions is written for a third person to decide).

    \b
    Examples:
      python cli.py review import release.ru-zh.docx
      python cli.py review import release.ru-zh.xlf
      python cli.py review import ivanov.docx wang.docx --mark reviewed
      python cli.py review import release.ru-zh.docx --accept 7=keep --accept MOVED=stay
    """
    from translator.project import Project
    from translator.review.choices import parse_choices
    from translator.review.importing import import_files
    from translator.storage import Location
    from translator.units import State

    place = settings_from(config, memory=memory).memory
    location = Location.parse(place) if place else None
    report = import_files(
        files,
        project=project,
        reviewers=reviewers,
        choices=parse_choices(accept),
        mark=State(mark) if mark else None,
        older=older,
    )
    written = None
    if report.conflicts and not report.is_open:
        written = _write_conflicts(Project(report.project), conflicts)
    kept = _remember(report, location)
    if as_json:
        print_json(report_lines.as_dict(report, written, kept))
    else:
        for line in report_lines.imported(report, written, kept):
            click.echo(line, err=True)
    if kept and kept.error:
        click.echo(f"error: {one_line(str(kept.error))}", err=True)
        sys.exit(int(kept.error.exit_code))
    if report.is_open or report.conflicts:
        sys.exit(int(ExitCode.FINDINGS))


@review.command("export")
@click.argument("path", type=click.Path(path_type=Path), metavar="PROJECT")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path))
@click.option(
    "--only", default="all", type=click.Choice(("all", "open", "changed", "conflicts")),
    help="Which units.", show_default=True,
)  # fmt: skip
@click.option("--version", type=click.IntRange(1), help="An earlier version, see history.")
@click.option(
    "--to", "form", type=click.Choice(("docx", "xliff", "xliff12", "omegat")),
    help="Format, where the name does not tell: .docx, .xlf (XLIFF 2.1), .zip (OmegaT).",
)  # fmt: skip
@force_option
@json_option
def review_export(
    path: Path,
    output: Path,
    only: str,
    version: int | None,
    form: str | None,
    force: bool,
    as_json: bool,
) -> None:
    """Write the release as it stands for the next round of review; ids and numbers stay.

    \b
    Examples:
      python cli.py review export release.review.sqlite -o round2.docx --only open
      python cli.py review export release.review.sqlite -o round2.xlf --to xliff12
    """
    from translator.project import open_project
    from translator.review.exporting import export_review

    made = export_review(
        open_project(path), output, only=only, version=version, form=form or "", force=force
    )
    if as_json:
        print_json(
            {
                "path": str(made.path),
                "round": made.round,
                "units": made.units,
                "comments": made.comments,
                "digest": made.digest,
            }
        )
        return
    click.echo(f"{made.path}: round {made.round}, {made.units} units, {made.comments} comments",
               err=True)  # fmt: skip


@review.command("history")
@click.argument("path", type=click.Path(path_type=Path), metavar="PROJECT")
@click.option("--unit", help="The changes of one unit (its id).")
@click.option("--version", type=click.IntRange(1), help="Print the units of that version.")
@json_option
def review_history(path: Path, unit: str | None, version: int | None, as_json: bool) -> None:
    """Show the versions of a release, the changes of a unit, or an earlier version.

    \b
    Examples:
      python cli.py review history release.review.sqlite
      python cli.py review history release.review.sqlite --unit s3
      python cli.py review history release.review.sqlite --version 2
    """
    from translator.project import open_project

    project = open_project(path)
    if as_json:
        print_json(report_lines.history_dict(project, unit, version))
        return
    for line in report_lines.history(project, unit, version):
        click.echo(line)


@review.command("learn")
@files_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here, not to stdout.")
@click.option("--times", default=3, type=click.IntRange(2), show_default=True,
              help="How often a correction must occur.")  # fmt: skip
@click.option("--approve", is_flag=True, help="FILE is an approved table: make a glossary of it.")
@force_option
@json_option
def review_learn(
    files: tuple[Path, ...],
    output: Path | None,
    times: int,
    approve: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Propose glossary entries from corrections that reviewers repeat.

    Write «yes» into the first column of the lines you approve, then run it with --approve.

    \b
    Examples:
      python cli.py review learn *.review.sqlite -o proposals.tsv
      python cli.py review learn --approve proposals.tsv -o office.tsv
    """
    from translator.plain import to_plain
    from translator.project import open_project
    from translator.review import learn

    if approve:
        if len(files) > 1 or as_json:
            raise UsageError("--approve makes one table into one glossary", remedy="give one FILE")
        text = learn.approved(_read_text(files[0]), str(files[0]))
    else:
        found = learn.proposals(
            [c for path in files for c in learn.corrections(open_project(path))], times
        )
        if as_json:
            print_json(to_plain(found))
            return
        text = learn.table(found)
    if output is None:
        click.echo(text, nl=False)
    else:
        _write_text(output, text, force=force)
        click.echo(f"{output}: {text.count(chr(10)) - 1} lines", err=True)


def _remember(report: ImportReport, location: Location | None) -> report_lines.Kept | None:
    """What the import has for the memory, put there; None where there is nothing to do. The
    import is written already, so a memory that fails is reported and not raised."""
    from translator.memory_files import add_approved, approved_units

    units = () if report.is_open or location is None else approved_units(report)
    if not units or location is None:
        return None
    try:
        return report_lines.Kept(str(location), add_approved(location, units, warn))
    except StorageError as error:
        return report_lines.Kept(str(location), error=error)


def _write_conflicts(project: Project, wanted: Path | None) -> Path:
    from translator.project import SUFFIX
    from translator.review.exporting import export_review

    stem = project.path.name.removesuffix(SUFFIX)
    path = wanted or project.path.with_name(f"{stem}.conflicts-{project.head()}.docx")
    return export_review(project, path, only="conflicts").path


def _write_text(path: Path, text: str, *, force: bool) -> None:
    from translator.outputs import write_atomically

    data = text.encode("utf-8")
    write_atomically(path, lambda temporary: _fill(temporary, data), force=force)


def _fill(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{one_line(str(path))} is not UTF-8 text",
                         remedy="save it as UTF-8") from error  # fmt: skip
