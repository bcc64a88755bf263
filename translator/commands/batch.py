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
from translator.commands.batch_state import batch_cancel, batch_report, batch_retry, batch_status
from translator.commands.batchoptions import (
    engine_option,
    formats_option,
    ignore_memory_option,
    ledger_option,
    opened_ledger,
    order_option,
    out_option,
    plan_from,
    since_option,
    sources_argument,
    tries_option,
)
from translator.commands.shell import (
    config_option,
    glossary_option,
    json_option,
    memory_option,
    one_line,
    print_json,
    settings_from,
)
from translator.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from translator.batch.crew import Recruiter
    from translator.pipeline import Translator
    from translator.settings import Settings

_WORKERS = 4
"""As many processes at most without --workers; each takes some 300 MB."""


def open_translator(settings: Settings) -> Translator:
    """What every worker loads."""
    from translator.pipeline import Translator

    return Translator(settings)


@click.group()
def batch() -> None:
    """Whole archives: translate what is new, go on after a stop, report."""


@batch.command("run")
@sources_argument
@out_option
@ledger_option
@formats_option
@since_option
@click.option("--limit", type=click.IntRange(0), help="Translate at most so many documents.")
@order_option
@click.option(
    "--workers", type=click.IntRange(1, 256), help="Processes (on ray: actors) with a model each."
)
@click.option("--on", "place", type=click.Choice(("local", "ray")), default="local",
              show_default=True, help="This machine's processes, or a Ray cluster.")  # fmt: skip
@click.option("--address", help="Ray cluster (auto, HOST:6379); else RAY_ADDRESS, or a new one.")
@click.option("--gpus/--no-gpus", default=True, show_default=True,
              help="On ray: one worker for each GPU where there are any.")  # fmt: skip
@tries_option
@click.option("--time-limit", type=click.FloatRange(1), default=300.0, show_default=True,
              help="Seconds for one document.")  # fmt: skip
@click.option("--force", is_flag=True, help="Overwrite results that somebody edited.")
@ignore_memory_option
@glossary_option
@engine_option
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
    place: str,
    address: str | None,
    gpus: bool,
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
      python cli.py batch run archive/ --out zh/ --on ray --address auto
    """
    from translator.batch.running import Coordinator, Options

    settings = settings_from(
        config, formats=formats or None, glossaries=glossaries or None, **flags
    )
    planned = plan_from(sources, out, settings, since, order)
    options = Options(
        time_limit=time_limit, tries=tries, limit=limit, force=force, ignore_memory=ignore_memory
    )
    with (
        _recruiter(place, address, workers, settings, gpus=gpus) as recruit,
        opened_ledger(out, ledger, make=True) as opened,
        _asked() as asked,
        batchlines.progress() as listen,
    ):
        summary = Coordinator(
            planned, opened, out, options, recruit=recruit, listen=listen, stop=asked
        ).run()  # fmt: skip
    batchlines.end(summary)
    if as_json:
        print_json({**asdict(summary), "skipped": dict(summary.skipped)})
    if asked():
        sys.exit(130)
    if summary.failed or summary.refused or summary.stopped:
        sys.exit(int(ExitCode.SOME_FAILED))


@batch.command("diff")
@sources_argument
@out_option
@ledger_option
@formats_option
@since_option
@order_option
@tries_option
@ignore_memory_option
@click.option("--all", "everything", is_flag=True, help="Show documents to skip too.")
@glossary_option
@engine_option
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
    planned = plan_from(sources, out, settings, since, order)
    translator = open_translator(settings)
    now = Now(translator.signature, translator.memory_state, tries, ignore_memory)
    translator.close()
    with opened_ledger(out, ledger) as opened:
        lines = [line for line in compare(planned, opened, now, out)
                 if everything or line.what != "skip"]  # fmt: skip
    if as_json:
        print_json([asdict(line) for line in lines])
        return
    for line in lines:
        click.echo(f"{line.what}\t{one_line(line.key)}\t{one_line(line.why)}")


@contextmanager
def _recruiter(
    place: str, address: str | None, workers: int | None, settings: Settings, *, gpus: bool
) -> Iterator[Recruiter]:
    """The crew of a run: on a cluster for as long as it is joined, or on this machine."""
    if place == "ray":
        from translator.batch.cluster import joined, on_cluster

        with joined(address):
            yield on_cluster(workers, open_translator, settings, gpus=gpus)
        return
    if address:
        raise UsageError("--address names a Ray cluster", remedy="add --on ray")
    from translator.batch.processes import on_this_machine

    yield on_this_machine(workers or min(_WORKERS, os.cpu_count() or 1), open_translator, settings)


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


for _command in (batch_status, batch_report, batch_retry, batch_cancel):
    batch.add_command(_command)
