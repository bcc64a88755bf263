"""Writes docs/cli.md from the command line itself: ``python -m tests.docs.generate_cli FILE``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

import cli

_HEAD = """\
# Command line

Made by `make docs` from the program's own help; do not edit.

Data go to standard output, everything else to standard error. `-` is standard input or output.
A progress bar shows on a terminal only. No file is overwritten without `--force`; a result
appears under its name only when it is whole.
"""
_CODES = """\
## Exit codes

| code | meaning |
|---|---|
| 0 | done |
| 1 | findings at or above `--fail-on` |
| 2 | wrong usage: an option, a setting, an engine or a glossary line that cannot be used |
| 3 | some documents failed: they cannot be read, or their results cannot be written |
| 4 | something must be installed first: a model is not on this machine |
| 130 | stopped by Ctrl-C; the same command goes on where it was |

An error is one line on standard error: what happened, where, and what to do about it.
"""
_SETTINGS = """\
## Settings

A setting comes from the built-in value, the settings file (`--config`, or
`press-translator.toml` in the working folder, or the same name in the user's configuration
folder), the environment, the command line; the later wins, glossaries and furniture add up.
`python cli.py doctor` shows every setting with its place.

| key in the file | environment | expected |
|---|---|---|
"""
_COMPLETION = """\
## Shell completion

Completion needs the installed command `press-translator`, which is the same as
`python cli.py`.

| shell | add to | line |
|---|---|---|
| bash 4.4 or later | `~/.bashrc` | `eval "$(_PRESS_TRANSLATOR_COMPLETE=bash_source press-translator)"` |
| zsh | `~/.zshrc` | `eval "$(_PRESS_TRANSLATOR_COMPLETE=zsh_source press-translator)"` |
| fish | `~/.config/fish/completions/press-translator.fish` | `_PRESS_TRANSLATOR_COMPLETE=fish_source press-translator \\| source` |
"""  # noqa: E501


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """The command itself and all below it, in the order of its help."""
    yield path, command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from commands(command.commands[name], f"{path} {name}")


def render() -> str:
    """The whole page."""
    parts = [_HEAD]
    for path, command in commands(cli.main, "python cli.py"):
        context = click.Context(
            command, info_name=path, terminal_width=80, max_content_width=80,
            help_option_names=["-h", "--help"],
        )  # fmt: skip
        parts.append(f"## {path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    return "\n".join([*parts, _CODES, _settings(), _COMPLETION])


def _settings() -> str:
    from translator.settings.shapes import SHAPES

    rows = [
        f"| `{name}` | `TRANSLATOR_{name.upper()}` | {shape.expected} |"
        for name, shape in SHAPES.items()
    ]
    return _SETTINGS + "\n".join(rows) + "\n"


def main() -> None:
    """Write the page to the file named on the command line."""
    Path(sys.argv[1]).write_text(render(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
