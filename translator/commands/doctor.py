"""``doctor``: is everything here?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from translator.commands.shell import config_option, json_option, print_json, settings_from
from translator.errors import ExitCode


@click.command()
@config_option
@json_option
def doctor(config: Path | None, as_json: bool) -> None:
    """Check this installation: versions, fonts, models, caches, one sentence translated.

    \b
    Example:
      python cli.py doctor
    """
    from translator import diagnosis

    lines = diagnosis.examine(settings_from(config))
    if as_json:
        print_json([{"topic": x.topic, "value": x.value, "trouble": x.trouble} for x in lines])
    else:
        for line in lines:
            click.echo(f"{line.topic}\t{line.value}")
            if line.trouble:
                click.echo(f"{line.topic}: {line.trouble}", err=True)
    if any(line.missing for line in lines):
        sys.exit(int(ExitCode.MISSING))
