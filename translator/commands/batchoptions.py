"""What the commands of ``batch`` share: options, the plan, the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translator.commands.shell import read_stdin, warn
from translator.commands.translate import FORMATS
from translator.errors import OutputError, UsageError

if TYPE_CHECKING:
    from translator.batch.ledger import Ledger
    from translator.batch.planner import Plan
    from translator.settings import Settings

out_option = click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="Folder for the results."
)
ledger_option = click.option(
    "--ledger", help="Ledger elsewhere: a file, or postgresql://USER@HOST/DATABASE."
)
sources_argument = click.argument("sources", nargs=-1, required=True, metavar="FOLDER|LIST|GLOB")
since_option = click.option(
    "--since", type=click.DateTime(("%Y-%m-%d",)), help="Only files changed on this day or later."
)
order_option = click.option(
    "--order", type=click.Choice(("name", "newest", "oldest")), default="name", show_default=True
)
tries_option = click.option("--tries", type=click.IntRange(1, 100), default=3, show_default=True)
formats_option = click.option(
    "--to", "formats", multiple=True, type=click.Choice(FORMATS), help="Format. Repeatable."
)
ignore_memory_option = click.option(
    "--ignore-memory", is_flag=True, help="A changed translation memory alone is no reason."
)
engine_option = click.option("--engine", help="embedded, marian[:ID], nllb[:ID], pivot:ID1+ID2.")


def plan_from(
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
def opened_ledger(out: Path, place: str | None, *, make: bool = False) -> Iterator[Ledger]:
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
