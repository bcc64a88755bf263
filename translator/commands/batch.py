"""``batch``: whole archives, resumable."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translator.commands import batchlines
from translator.commands.shell import (
    config_option,
    glossary_option,
    json_option,
    memory_option,
    one_line,
    print_json,
    read_stdin,
    settings_from,
    warn,
)
from translator.commands.translate import FORMATS
from translator.errors import ExitCode, OutputError, UsageError

if TYPE_CHECKING:
    from translator.batch.ledger import Ledger
    from translator.batch.planner import Plan
    from translator.pipeline import Translator
    from translator.settings import Settings

_WORKERS = 4
"""As many processes at most without --workers; each takes some 300 MB."""
_out_option = click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="Folder for the results."
)
_ledger_option = click.option(
    "--ledger", help="Ledger elsewhere: a file, or postgresql://USER@HOST/DATABASE."
)
_sources = click.argument("sources", nargs=-1, required=True, metavar="FOLDER|LIST|GLOB")
_since = click.option(
    "--since", type=click.DateTime(("%Y-%m-%d",)), help="Only files changed on this day or later."
)
_order = click.option(
    "--order", type=click.Choice(("name", "newest", "oldest")), default="name", show_default=True
)
_tries = click.option("--tries", type=click.IntRange(1, 100), default=3, show_default=True)
_formats = click.option(
    "--to", "formats", multiple=True, type=click.Choice(FORMATS), help="Format. Repeatable."
)
_ignore_memory = click.option(
    "--ignore-memory", is_flag=True, help="A changed translation memory alone is no reason."
)
_engine = click.option("--engine", help="embedded, marian[:ID], nllb[:ID], pivot:ID1+ID2.")


def open_translator(settings: Settings) -> Translator:
    """What every worker loads."""
    from translator.pipeline import Translator

    return Translator(settings)


@click.group()
def batch() -> None:
    """Whole archives: translate what is new, go on after a stop, report."""


@batch.command("run")
@_sources
@_out_option
@_ledger_option
@_formats
@_since
@click.option("--limit", type=click.IntRange(0), help="Translate at most so many documents.")
@_order
@click.option("--workers", type=click.IntRange(1, 256), help="Processes with a model each.")
@_tries
@click.option("--time-limit", type=click.FloatRange(1), default=300.0, show_default=True,
              help="Seconds for one document.")  # fmt: skip
@click.option("--force", is_flag=True, help="Overwrite results that somebody edited.")
@_ignore_memory
@glossary_option
@_engine
@memory_option
@config_option
@json_option
def batch_run(
    sources: tuple[str, ...],
    out: Path,
    ledger: str | None,
    formats: tuple[str, ...],
    since: datetime | None,
    limit: int | None,
    order: str,
    workers: int | None,
    tries: int,
    time_limit: float,
    force: bool,
    ignore_memory: bool,
    glossaries: tuple[Path, ...],
    config: Path | None,
    as_json: bool,
    **flags: Any,
) -> None:
    """Translate the releases of a folder, list or pattern into a tree like theirs.

    What has not changed since the last run is skipped. Stopped by Ctrl-C, a crash or a full disk,
    the same command goes on where it was. The results and the ledger are in the folder --out.

    \b
    Examples:
      python cli.py batch run archive/ --out zh/
      python cli.py batch run 'archive/2024/*.docx' --out zh/ --order newest --limit 100
    """
    from translator.batch.running import Coordinator, Options

    settings = settings_from(
        config, formats=formats or None, glossaries=glossaries or None, **flags
    )
    planned = _plan(sources, out, settings, since, order)
    options = Options(
        workers=workers or min(_WORKERS, os.cpu_count() or 1), time_limit=time_limit, tries=tries,
        limit=limit, force=force, ignore_memory=ignore_memory,
    )  # fmt: skip
    with (
        _opened(out, ledger, make=True) as opened,
        _asked() as asked,
        batchlines.progress() as listen,
    ):
        summary = Coordinator(
            planned, opened, settings, out, options,
            opener=open_translator, listen=listen, stop=asked,
        ).run()  # fmt: skip
    batchlines.end(summary)
    if as_json:
        print_json({**asdict(summary), "skipped": dict(summary.skipped)})
    if asked():
        sys.exit(130)
    if summary.failed or summary.refused or summary.stopped:
        sys.exit(int(ExitCode.SOME_FAILED))


@batch.command("status")
@_out_option
@_ledger_option
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

    with _opened(out, ledger) as opened:
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


@batch.command("report")
@_out_option
@_ledger_option
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
    with _opened(out, ledger) as opened:
        text = page(survey(opened), title or out.resolve().name, _way(path, out))
    # The page in the folder of results is the tool's own and is made anew each time.
    write_atomically(path, lambda file: _save(file, text), force=force or output is None)
    click.echo(str(path.resolve()))


@batch.command("retry")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@_out_option
@_ledger_option
@json_option
def batch_retry(documents: tuple[str, ...], out: Path, ledger: str | None, as_json: bool) -> None:
    """Let documents that failed (all, or those named) be tried again by the next run.

    \b
    Example:
      python cli.py batch retry 2019/release-17.docx --out zh/
    """
    with _opened(out, ledger) as opened:
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


@batch.command("cancel")
@_out_option
@_ledger_option
def batch_cancel(out: Path, ledger: str | None) -> None:
    """Ask every run on this folder to stop; what is being translated is finished first.

    \b
    Example:
      python cli.py batch cancel --out zh/
    """
    from translator.batch.leases import Watch

    with _opened(out, ledger) as opened:
        alive, _ = Watch(opened, out).others()
        asked = opened.ask_to_stop() if alive else []
    click.echo(f"{len(asked)} runs asked to stop", err=True)


@batch.command("diff")
@_sources
@_out_option
@_ledger_option
@_formats
@_since
@_order
@_tries
@_ignore_memory
@click.option("--all", "everything", is_flag=True, help="Show documents to skip too.")
@glossary_option
@_engine
@memory_option
@config_option
@json_option
def batch_diff(
    sources: tuple[str, ...],
    out: Path,
    ledger: str | None,
    formats: tuple[str, ...],
    since: datetime | None,
    order: str,
    tries: int,
    ignore_memory: bool,
    everything: bool,
    glossaries: tuple[Path, ...],
    config: Path | None,
    as_json: bool,
    **flags: Any,
) -> None:
    """Show what a run would do and why, which documents are gone, which results were edited.

    \b
    Example:
      python cli.py batch diff archive/ --out zh/
    """
    from translator.batch.comparing import compare
    from translator.batch.deciding import Now

    settings = settings_from(
        config, formats=formats or None, glossaries=glossaries or None, **flags
    )
    planned = _plan(sources, out, settings, since, order)
    translator = open_translator(settings)
    now = Now(translator.signature, translator.memory_state, tries, ignore_memory)
    translator.close()
    with _opened(out, ledger) as opened:
        lines = [line for line in compare(planned, opened, now, out)
                 if everything or line.what != "skip"]  # fmt: skip
    if as_json:
        print_json([asdict(line) for line in lines])
        return
    for line in lines:
        click.echo(f"{line.what}\t{one_line(line.key)}\t{one_line(line.why)}")


def _plan(
    sources: tuple[str, ...], out: Path, settings: Settings, since: datetime | None, order: str
) -> Plan:
    from translator.batch.planner import plan
    from translator.jobs import formats_of

    lines = read_stdin().decode("utf-8", "surrogateescape") if sources == ("-",) else ""
    return plan(
        sources, out, formats_of(settings), since=since.date() if since else None, order=order,
        lines=lines.split("\0" if "\0" in lines else "\n"),
    )  # fmt: skip


@contextmanager
def _opened(out: Path, place: str | None, *, make: bool = False) -> Iterator[Ledger]:
    """The ledger of an output folder; it is made only by a run."""
    from translator.batch.ledger import Ledger, usual_place

    where = place or usual_place(out)
    if make:
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                f"cannot be made ({error.strerror})", place=str(out), remedy="choose another --out"
            ) from error
    elif isinstance(where, Path) and not where.exists():
        raise UsageError(
            "holds no ledger", place=str(out),
            remedy="give the folder of an earlier batch run, or its --ledger",
        )  # fmt: skip
    opened = Ledger.open(where, out, waiting=warn)
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def _asked() -> Iterator[Callable[[], int]]:
    """How often a person or the system has asked to stop (SIGINT, SIGTERM)."""
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    kept = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: count
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def _way(path: Path, out: Path) -> str:
    """From the page to the results; whole where they have no folder in common."""
    try:
        return Path(os.path.relpath(out.resolve(), path.resolve().parent)).as_posix()
    except ValueError:  # another drive
        return out.resolve().as_uri()


def _save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
