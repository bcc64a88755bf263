"""What ``batch run`` says while it works: a bar on a terminal, lines of JSON elsewhere."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from translator.commands.shell import one_line

if TYPE_CHECKING:
    from translator.batch.records import Event, Summary

_SAID = frozenset({"refused", "failed", "retried", "note", "stopping"})


@contextmanager
def progress() -> Iterator[Callable[[Event], None]]:
    """A listener for the events of a run; everything goes to stderr."""
    if not sys.stderr.isatty():
        yield _line
        return
    from tqdm import tqdm

    with tqdm(desc="documents", unit="doc", file=sys.stderr, smoothing=0.1, leave=False) as bar:

        def listen(event: Event) -> None:
            if event.kind in _SAID:
                named = f"{event.key}: " if event.key and event.key not in event.text else ""
                bar.write(f"{event.kind}: {one_line(named + event.text)}", file=sys.stderr)
            elif event.kind == "started":
                bar.unpause()
            if event.kind in {"started", "done", "failed"} and event.total:
                bar.total = event.total
                bar.n = event.done
                bar.refresh()

        yield listen


def end(summary: Summary) -> None:
    """The last line."""
    if not sys.stderr.isatty():
        _say({"event": "summary", **asdict(summary), "skipped": dict(summary.skipped)})
        return
    parts = [f"{summary.done} translated"]
    parts += [f"{count} skipped ({why})" for why, count in summary.skipped]
    parts += [
        f"{count} {word}"
        for count, word in (
            (summary.failed, "failed"),
            (summary.refused, "refused"),
            (summary.elsewhere, "with another run"),
            (summary.left, "left"),
        )
        if count
    ]
    rate = f"{summary.seconds:.1f} s, {summary.documents_per_second:.1f} documents/s"
    click.echo(f"{', '.join(parts)}; {summary.segments} segments, {rate}", err=True)
    if summary.stopped:
        click.echo(f"{one_line(summary.stopped)}; run the same command again to go on", err=True)


def _line(event: Event) -> None:
    row: dict[str, object] = {"event": event.kind}
    if event.key:
        row["document"] = event.key
    if event.text:
        row["text"] = one_line(event.text)
    if event.kind == "done":
        row["seconds"] = event.seconds
    if event.kind in {"started", "done", "failed"}:
        row |= {"done": event.done, "total": event.total}
    _say(row)


def _say(row: dict[str, object]) -> None:
    click.echo(json.dumps(row, ensure_ascii=False), err=True)
