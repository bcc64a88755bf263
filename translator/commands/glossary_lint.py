"""``glossary lint``: what is wrong or doubtful in glossaries."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translator.commands.shell import (
    SEVERITIES,
    config_option,
    json_option,
    notes,
    one_line,
    print_json,
    settings_from,
)
from translator.errors import EngineError, ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from translator.settings import Settings


@click.command("lint")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--engine", help="Whose vocabulary is asked; the one of the settings by default.")
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="Exit 1 on such findings.")
@config_option
@json_option
def glossary_lint(
    paths: tuple[Path, ...],
    engine: str | None,
    fail_on: str | None,
    config: Path | None,
    as_json: bool,
) -> None:
    """Look for faults and doubts in glossaries: those of PATHS, or all in force.

    Every entry is tried in all its inflected forms. A finding is a line
    FILE:LINE: SEVERITY: CODE: what is wrong; what to do. The note of an entry allows it by
    lint-ok: CODE.

    \b
    Examples:
      python cli.py glossary lint
      python cli.py glossary lint office.tsv --fail-on major
    """
    from translator.terminology.lint import lint_paths
    from translator.units import Severity

    settings = settings_from(config, engine=engine)
    model, knows = _vocabulary(settings)
    wanted = paths or (settings.project_glossaries, *settings.glossaries)
    found = lint_paths(wanted, model=model, knows=knows)
    if as_json:
        print_json(
            [
                {"code": f.code, "severity": f.severity.label, "place": f.place, "ru": f.ru,
                 "message": f.message, "remedy": f.remedy}
                for f in found
            ]
        )  # fmt: skip
    else:
        for finding in found:
            click.echo(one_line(str(finding)))
    click.echo(f"{len(found)} findings", err=True)
    limit = Severity[fail_on.upper()] if fail_on else settings.fail_on
    if limit is not None and any(f.severity >= limit for f in found):
        sys.exit(int(ExitCode.FINDINGS))


def _vocabulary(settings: Settings) -> tuple[str, Callable[[str], bool] | None]:
    """The model's vocabulary; a model that is not here is no reason to look at nothing else."""
    from translator.engines import writing_model

    try:
        return writing_model(settings.engine, settings.models)
    except EngineError as error:
        notes([f"characters are not looked up: {error}"], ())
        return "", None
