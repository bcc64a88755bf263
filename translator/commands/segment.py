"""``segment``: the sentences of a release."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from translator.errors import UsageError

if TYPE_CHECKING:
    from translator.segmentation import Exceptions


@click.command()
@click.argument("source", metavar="[INPUT]", required=False)
@click.option("--explain", is_flag=True, help="Name the rule at each candidate boundary.")
@click.option("--keep-boilerplate", is_flag=True, default=None, help="Keep site text.")
@click.option(
    "--srx", type=click.Path(path_type=Path), help="Write the sentence rules as SRX 2.0 instead."
)
@click.option("--force", is_flag=True, help="Overwrite an existing --srx file.")
@config_option
@json_option
def segment(
    source: str | None,
    explain: bool,
    srx: Path | None,
    force: bool,
    config: Path | None,
    as_json: bool,
    **flags: Any,
) -> None:
    """Print the segments of a release, one a line.

    With --srx no release is read: the sentence rules, your segmentation_exceptions first, are
    written for other programs. What SRX cannot express stands at the head of the file.

    \b
    Examples:
      python cli.py segment release.docx
      python cli.py segment --explain - < release.txt
      python cli.py segment --srx office.srx
    """
    from translator import jobs, segmentation

    if (source is None) == (srx is None):
        raise UsageError(
            "--srx reads no INPUT" if srx else "there is nothing to segment",
            remedy="give either INPUT or --srx FILE",
        )
    settings = settings_from(config, **flags)
    rules = segmentation.Exceptions()
    if settings.segmentation_exceptions:
        rules = segmentation.Exceptions.load(settings.segmentation_exceptions)
    if srx is not None:
        count = _write_srx(rules, srx, force=force)
        if as_json:
            print_json({"path": str(srx), "rules": count})
        else:
            click.echo(f"{srx}: {count} rules", err=True)
        return
    assert source is not None
    document = jobs.read(source, settings, read_stdin)
    notes(document.messages, document.set_aside)
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


def _write_srx(exceptions: Exceptions, path: Path, *, force: bool) -> int:
    from translator import segmentation
    from translator.exchange import srx
    from translator.outputs import write_atomically

    rules = segmentation.portable_rules(exceptions)

    def write(temporary: Path) -> None:
        with temporary.open("w", encoding="utf-8", newline="\n") as stream:
            srx.write(rules, stream, segmentation.limits())

    write_atomically(path, write, force=force)
    return len(rules)
