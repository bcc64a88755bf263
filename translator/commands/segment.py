"""``segment``: the sentences of a release."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from translator.commands.shell import (
    config_option,
    json_option,
    notes,
    one_line,
    print_json,
    read_stdin,
    settings_from,
)


@click.command()
@click.argument("source", metavar="INPUT")
@click.option("--explain", is_flag=True, help="Name the rule at each candidate boundary.")
@click.option("--keep-boilerplate", is_flag=True, default=None, help="Keep site text.")
@config_option
@json_option
def segment(source: str, explain: bool, config: Path | None, as_json: bool, **flags: Any) -> None:
    """Print the segments of a release, one a line.

    \b
    Examples:
      python cli.py segment release.docx
      python cli.py segment --explain - < release.txt
    """
    from translator import jobs, segmentation

    settings = settings_from(config, **flags)
    document = jobs.read(source, settings, read_stdin)
    notes(document.messages, document.set_aside)
    rules = segmentation.Exceptions()
    if settings.segmentation_exceptions:
        rules = segmentation.Exceptions.load(settings.segmentation_exceptions)
    if explain:
        found = [(b.id, x) for b in document.blocks for x in segmentation.explain(b.text, rules)]
        if as_json:
            print_json([{"block": block, **asdict(boundary)} for block, boundary in found])
            return
        for _, boundary in found:
            mark = "|" if boundary.breaks else "+"
            context = f"{boundary.left} {mark} {boundary.right}"
            click.echo(f"{one_line(context)}\t{boundary.rule}")
        return
    segments = segmentation.segment(document.blocks, rules)
    if as_json:
        print_json([asdict(item) for item in segments])
        return
    for item in segments:
        click.echo(one_line(item.text))
