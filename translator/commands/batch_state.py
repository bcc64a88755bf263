"""``batch status``, ``report``, ``retry``, ``cancel``: what a ledger tells and takes."""

from __future__ import annotations

import os
from pathlib import Path

import click

from translator.commands.batchoptions import ledger_option, opened_ledger, out_option
from translator.commands.shell import json_option, one_line, print_json
from translator.errors import UsageError


@click.command("status")
@out_option
@ledger_option
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True,
              help="Failed documents to show.")  # fmt: skip
@json_option
def batch_status(out: Path, ledger: str | None, limit: int, as_json: bool) -> None:
    """Count the documents by state; show what runs and what failed.

    \b
    Example:
      python cli.py batch status --out zh/
    """
    from translator.batch.leases import Watch

    with opened_ledger(out, ledger) as opened:
        alive, dead = Watch(opened, out).others()
        counts, failed = opened.counts(), opened.failed(limit)
    if as_json:
        print_json({
            "documents": {state.value: count for state, count in counts.items()},
            "runs": [{"id": r.id, "host": r.host, "begun": r.begun, "stopping": r.stop}
                     for r in alive],
            "broken_off": [r.id for r in dead],
            "failed": [{"document": e.key, "error": e.error, "tries": e.tries} for e in failed],
        })  # fmt: skip
        return
    for state, count in counts.items():
        click.echo(f"{state.value}\t{count}")
    for run in alive:
        click.echo(f"run\t{run.id} on {run.host} since {run.begun[:19]}Z")
    for run in dead:
        click.echo(f"broken off\t{run.id} on {run.host}; batch run goes on with it")
    for entry in failed:
        click.echo(f"failed document\t{one_line(entry.key)}\t{one_line(entry.error)}")


@click.command("report")
@out_option
@ledger_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="File instead of OUT/report.html."
)
@click.option("--title", default="", help="Title instead of the folder's name.")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
def batch_report(
    out: Path, ledger: str | None, output: Path | None, title: str, force: bool
) -> None:
    """Write a page of totals, findings, worst documents, missed terms and unapproved names.

    \b
    Example:
      python cli.py batch report --out zh/
    """
    from translator.batch.report import page
    from translator.batch.survey import survey
    from translator.outputs import write_atomically

    path = output or out / "report.html"
    with opened_ledger(out, ledger) as opened:
        text = page(survey(opened), title or out.resolve().name, _way(path, out))
    # The page in the folder of results is the tool's own and is made anew each time.
    write_atomically(path, lambda file: _save(file, text), force=force or output is None)
    click.echo(str(path.resolve()))


@click.command("retry")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@out_option
@ledger_option
@json_option
def batch_retry(documents: tuple[str, ...], out: Path, ledger: str | None, as_json: bool) -> None:
    """Let documents that failed (all, or those named) be tried again by the next run.

    \b
    Example:
      python cli.py batch retry 2019/release-17.docx --out zh/
    """
    with opened_ledger(out, ledger) as opened:
        keys = opened.retry(documents)
    if as_json:
        print_json(keys)
    else:
        for key in keys:
            click.echo(one_line(key))
    unknown = [name for name in documents if name not in keys]
    if unknown:
        raise UsageError(
            "has not failed, or is in no ledger", place=unknown[0],
            remedy="take the names from batch status",
        )  # fmt: skip
    click.echo(f"{len(keys)} documents; batch run tries them again", err=True)


@click.command("cancel")
@out_option
@ledger_option
def batch_cancel(out: Path, ledger: str | None) -> None:
    """Ask every run on this folder to stop; what is being translated is finished first.

    \b
    Example:
      python cli.py batch cancel --out zh/
    """
    from translator.batch.leases import Watch

    with opened_ledger(out, ledger) as opened:
        alive, _ = Watch(opened, out).others()
        asked = opened.ask_to_stop() if alive else []
    click.echo(f"{len(asked)} runs asked to stop", err=True)


def _way(path: Path, out: Path) -> str:
    """From the page to the results; whole where they have no folder in common."""
    try:
        return Path(os.path.relpath(out.resolve(), path.resolve().parent)).as_posix()
    except ValueError:  # another drive
        return out.resolve().as_uri()


def _save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
