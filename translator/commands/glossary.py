"""``glossary``: what is in the glossaries, what they find, what is doubtful in them."""

from __future__ import annotations

from pathlib import Path

import click

from translator.commands.glossary_archive import glossary_propagate, glossary_suggest
from translator.commands.glossary_files import glossary_diff, glossary_export, glossary_import
from translator.commands.glossary_lint import glossary_lint
from translator.commands.shell import (
    config_option,
    glossary_option,
    json_option,
    lenient_option,
    load_termbase,
    print_json,
    settings_from,
)


@click.group()
def glossary() -> None:
    """Glossaries: what is in them, what they find, what is doubtful, other forms, the archive."""


@glossary.command("lookup")
@click.argument("text")
@glossary_option
@lenient_option
@config_option
@json_option
def glossary_lookup(
    text: str, glossaries: tuple[Path, ...], lenient: bool, config: Path | None, as_json: bool
) -> None:
    """Show the terms found in TEXT, nested ones too.

    \b
    Example:
      python cli.py glossary lookup "губернатора Смоленской области"
    """
    base = load_termbase(settings_from(config, glossaries=glossaries or None), lenient=lenient)
    rows = [
        {"form": m.form, "ru": m.term.ru, "zh": m.term.zh, "kind": m.term.kind,
         "start": m.start, "stop": m.stop, "place": m.term.place}
        for m in base.find_all(text)
    ]  # fmt: skip
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['form']}\t{row['ru']}\t{row['zh']}\t{row['kind']}\t{row['place']}")


@glossary.command("stats")
@glossary_option
@lenient_option
@config_option
@json_option
def glossary_stats(
    glossaries: tuple[Path, ...], lenient: bool, config: Path | None, as_json: bool
) -> None:
    """Count entries by file and kind.

    \b
    Example:
      python cli.py glossary stats --glossary office.tsv
    """
    settings = settings_from(config, glossaries=glossaries or None)
    figures = load_termbase(settings, lenient=lenient).stats()
    if as_json:
        print_json(
            {"entries": figures.entries, "files": dict(figures.files), "kinds": dict(figures.kinds)}
        )
        return
    click.echo(f"entries\t{figures.entries}")
    for name, count in figures.files.items():
        click.echo(f"file\t{name}\t{count}")
    for name, count in figures.kinds.items():
        click.echo(f"kind\t{name}\t{count}")


for _command in (
    glossary_lint,
    glossary_import,
    glossary_export,
    glossary_diff,
    glossary_suggest,
    glossary_propagate,
):
    glossary.add_command(_command)
