"""``publish``: the reviewed text as the partner's document."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translator.commands.shell import (
    config_option,
    glossary_option,
    json_option,
    notes,
    one_line,
    print_json,
    settings_from,
)
from translator.errors import ExitCode

if TYPE_CHECKING:
    from translator.release import Published, Rechecked, Refused

_LAYOUTS = ("zh", "columns", "paragraphs")
_FORMATS = ("docx", "txt", "html")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", help="File, or folder for several formats.")
@click.option(
    "--layout",
    type=click.Choice(_LAYOUTS),
    default="zh",
    show_default=True,
    help="Chinese only, both languages in two columns, or paragraph by paragraph.",
)
@click.option(
    "--to", "formats", multiple=True, type=click.Choice(_FORMATS), help="Format. Repeatable."
)
@click.option(
    "--template", type=click.Path(path_type=Path), help="The office's DOCX; styles go by name."
)
@click.option(
    "--state",
    type=click.Choice(("reviewed", "final")),
    default="final",
    show_default=True,
    help="Status that every row must have.",
)
@click.option(
    "--overrule",
    "overruled",
    multiple=True,
    metavar="ROW:CHECK",
    help="Publish in spite of this critical finding. Repeatable.",
)
@click.option(
    "--allow-non-commercial",
    "any_licence",
    is_flag=True,
    help="The office may deliver this model's drafts outside.",
)
@click.option(
    "--provenance",
    "sheet",
    type=click.Path(path_type=Path),
    help="Write how the text was made to this .txt or .json.",
)
@click.option("--reviewer", "reviewers", multiple=True, help="Name for the sheet. Repeatable.")
@glossary_option
@click.option("--force", is_flag=True, help="Overwrite existing outputs.")
@config_option
@json_option
def publish(
    file: Path,
    output: str | None,
    layout: str,
    formats: tuple[str, ...],
    template: Path | None,
    state: str,
    overruled: tuple[str, ...],
    any_licence: bool,
    sheet: Path | None,
    reviewers: tuple[str, ...],
    glossaries: tuple[Path, ...],
    force: bool,
    config: Path | None,
    as_json: bool,
) -> None:
    """Make the partner's document from a reviewed FILE.

    FILE is a review document (.docx), taken as it stands; the project of a release
    (.review.sqlite), in its newest version; an .xlf that review import has taken; or a .jsonl.
    Where the project beside a .docx has something else, a note says so.

    Every row must have the status of --state; all checks run again on the reviewed text, and a
    critical finding stops it. Nothing internal goes out: no comments, changes, names or ids.
    Exit code 1: not ready, the reasons are listed.

    \b
    Examples:
      python cli.py publish release.ru-zh.docx             writes release.zh.docx
      python cli.py publish release.review.sqlite          the same from its project
      python cli.py publish release.ru-zh.docx --layout columns --to docx --to html
      python cli.py publish release.ru-zh.docx --template office.docx --provenance release.txt
      python cli.py publish release.ru-zh.docx --overrule 8:missing-number
    """
    from translator import release
    from translator.publish import Layout
    from translator.units import State

    settings = settings_from(config, glossaries=glossaries or None)
    text = release.reviewed(file, settings.models)
    examiner = release.Examiner(settings, text.bitext)
    notes((*text.messages, *examiner.messages), ())
    checked = examiner.recheck(text.bitext)
    order = release.Order(
        outputs=release.plan(file, output, formats or ("docx",), Layout(layout)),
        layout=Layout(layout),
        required=State(state),
        template=template,
        sheet=sheet,
        overruled=overruled,
        any_licence=any_licence,
        reviewers=reviewers,
        force=force,
    )
    outcome = release.deliver(file, text, checked, examiner.glossary_digest, order)
    if isinstance(outcome, release.Refused):
        _refuse(outcome, state)
    else:
        _report(outcome, checked)
    if as_json:
        print_json(_as_dict(outcome, checked))
    if isinstance(outcome, release.Refused):
        sys.exit(int(ExitCode.FINDINGS))


def _refuse(refused: Refused, required: str) -> None:
    if refused.pending:
        click.echo(f"not published: {len(refused.pending)} rows are not {required}", err=True)
    for pending in refused.pending:
        unit = pending.unit
        shown = one_line(unit.target or f"(no translation) {unit.source}")
        click.echo(f"  {pending.number}\t{unit.state.value}\t{shown[:80]}", err=True)
    if refused.doubts:
        click.echo(f"not published: {len(refused.doubts)} critical findings", err=True)
    for doubt in refused.doubts:
        message = one_line(doubt.finding.message)
        click.echo(f"  {doubt.number}\t{message}\t(--overrule {doubt.name})", err=True)
    if refused.licence:
        click.echo(
            f"not published: the licence of the draft's model ({refused.licence}) does not let "
            "it be delivered outside; --allow-non-commercial if the office has another one",
            err=True,
        )


def _report(published: Published, checked: Rechecked) -> None:
    changed = [f"typography, {change}" for change in checked.changes]
    left = [
        f"row {d.number}, {d.finding.severity.label}: {d.finding.message}"
        for d in checked.doubts
        if d not in published.overruled
    ]
    taken = [f"overruled, {d.name}: {d.finding.message}" for d in published.overruled]
    notes((*published.messages, *changed, *left, *taken), ())
    for path in published.written:
        click.echo(f"{path}", err=True)


def _as_dict(outcome: Published | Refused, checked: Rechecked) -> dict[str, object]:
    from translator.release import Published

    done = isinstance(outcome, Published)
    return {
        "published": done,
        "outputs": [str(path) for path in outcome.written]
        if isinstance(outcome, Published)
        else [],
        "pending": []
        if isinstance(outcome, Published)
        else [
            {
                "row": p.number,
                "id": p.unit.id,
                "state": p.unit.state.value,
                "source": p.unit.source,
                "target": p.unit.target,
            }
            for p in outcome.pending
        ],
        "findings": [
            {
                "row": d.number,
                "check": d.finding.check,
                "severity": d.finding.severity.label,
                "message": d.finding.message,
            }
            for d in checked.doubts
        ],
        "overruled": [d.name for d in outcome.overruled] if isinstance(outcome, Published) else [],
        "licence": "" if isinstance(outcome, Published) else outcome.licence,
        "typography": list(checked.changes),
    }
