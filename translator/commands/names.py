"""``names``: transcription of lists of names; the ledger's commands join from their module."""

from __future__ import annotations

from pathlib import Path

import click

from translator.commands.names_ledger import COMMANDS, ledger_option, open_ledger
from translator.commands.shell import (
    config_option,
    json_option,
    print_json,
    read_stdin,
)

KINDS = ("person-given", "person-patronymic", "person-surname", "place")


@click.group()
def names() -> None:
    """Proper names: their Chinese forms and the office's decisions on them."""


@names.command("transcribe")
@click.argument("source", metavar="FILE")
@click.option("--kind", type=click.Choice(KINDS), help="Kind of the lines that name none.")
@click.option("--explain", is_flag=True, help="Show the table cells behind each form.")
@ledger_option
@config_option
@json_option
def names_transcribe(
    source: str,
    kind: str | None,
    explain: bool,
    names: Path | None,
    config: Path | None,
    as_json: bool,
) -> None:
    """Print the Chinese form of each line of FILE (- is stdin): `name` or `name<TAB>kind`.

    \b
    Kinds: person-given, person-patronymic, person-surname, place; where a line and --kind name
    none, the lists and endings decide. A place may carry its kind word (река Хмость). Names in
    the nominative. Approved forms come first, then established ones, then the table of sounds.

    \b
    Examples:
      python cli.py names transcribe names.tsv
      python cli.py names transcribe --explain --kind person-surname - < surnames.txt
    """
    from translator.names import lines

    ledger = open_ledger(names, config)[1]
    text = _text(source)
    rows: list[dict[str, object]] = []
    for line in lines.parse(text, "stdin" if source == "-" else source, kind or ""):
        if line is None:
            if not as_json:
                click.echo("")
            continue
        if line.repaired:
            click.echo(f"note: {line.place}: Latin letters in a Russian name, read as {line.name}",
                       err=True)  # fmt: skip
        made = lines.transcribed(line, ledger)
        row = {"name": line.name, "kind": line.kind, "zh": made.zh, "sure": made.sure,
               "also": list(made.also), "steps": list(made.steps)}  # fmt: skip
        rows.append(row)
        if explain and not as_json:
            mark = "" if made.sure else "\tto confirm"
            click.echo(f"{made.zh}\t{line.name}\t{line.kind}\t{' '.join(made.steps)}{mark}")
        elif not as_json:
            click.echo(made.zh)
    if as_json:
        print_json(rows)


@names.command("palladius")
@click.argument("source", metavar="FILE")
@json_option
def names_palladius(source: str, as_json: bool) -> None:
    """Pinyin and candidate characters of Chinese names in Cyrillic, one a line of FILE (- is
    stdin).

    Sounds do not tell characters: all but listed persons are marked for a person to confirm. A
    line that is no Palladius spelling has a dash and makes the exit code 1.

    \b
    Example:
      echo "Чжао Вэньбо" | python cli.py names palladius -
    """
    from translator.names.palladius import candidates

    found = [
        (name, candidates(name)) for name in map(str.strip, _text(source).splitlines()) if name
    ]
    if as_json:
        print_json([
            {"name": name, "pinyin": c.pinyin if c else None, "zh": c.zh if c else "",
             "characters": [list(part) for part in c.characters] if c else [],
             "confirm": not (c and c.zh)}
            for name, c in found
        ])  # fmt: skip
    for name, c in () if as_json else found:
        if c is None:
            click.echo(f"{name}\t-\t-\tno Palladius spelling")
            continue
        characters = c.zh or " ".join("|".join(part) or "?" for part in c.characters)
        click.echo(f"{name}\t{c.pinyin}\t{characters}\t{'listed' if c.zh else 'to confirm'}")
    if any(c is None for _, c in found):
        click.get_current_context().exit(1)


def _text(source: str) -> str:
    from translator.errors import InputError

    place = "stdin" if source == "-" else source
    try:
        data = read_stdin() if source == "-" else Path(source).read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8 text", place=place, remedy="save it as UTF-8") from error
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", place=place, remedy="give a text file or -"
        ) from error


for _command in COMMANDS:
    names.add_command(_command)
