"""What every command shares: one-line errors and exit codes, common options, output, progress."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translator.errors import ExitCode, TranslatorError, UsageError

if TYPE_CHECKING:
    from translator.settings import Settings
    from translator.termbase import TermBase

SEVERITIES = ("minor", "major", "critical")


class Group(click.Group):
    """Turns every error into one line on stderr and the exit code of the table."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        _speak_utf8()
        return super().main(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _one_line_errors(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        with _one_line_errors(ctx):
            return super().invoke(ctx)


@contextmanager
def _one_line_errors(ctx: click.Context) -> Iterator[None]:
    try:
        yield
    except TranslatorError as error:
        _fail(ctx, str(error), error.exit_code)
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        path = (error.ctx or ctx).command_path
        _fail(ctx, f"{error.format_message()} See {path} --help.", ExitCode.USAGE)
    except KeyboardInterrupt:
        click.echo("stopped; run the same command again to go on", err=True)
        ctx.exit(130)
    except BrokenPipeError:
        _forget_stdout()
        ctx.exit(int(ExitCode.DONE))
    except OSError as error:
        _forget_stdout()
        place = error.filename or "output"
        reason = error.strerror or str(error)
        _fail(ctx, f"{place}: {reason}; check the disk and your rights", ExitCode.SOME_FAILED)


def _fail(ctx: click.Context, text: str, code: ExitCode) -> None:
    click.echo(f"error: {one_line(text)}", err=True)
    ctx.exit(int(code))


def _forget_stdout() -> None:
    """What stdout could not take must not fail a second time when Python closes it."""
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123


def _speak_utf8() -> None:
    """Data is UTF-8 whatever the locale (a Windows pipe would be cp1251); JSON stays valid."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


config_option = click.option(
    "--config", type=click.Path(path_type=Path), help="Settings file (TOML)."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Report as JSON on stdout.")
glossary_option = click.option(
    "--glossary",
    "glossaries",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Office glossary (TSV, CSV or a folder), over those in glossaries/. Repeatable.",
)


memory_option = click.option(
    "--memory", help="Translation memory: a file, postgresql://USER@HOST/DATABASE, or none."
)

lenient_option = click.option(
    "--lenient", is_flag=True, help="Leave faulty glossary lines out and say so."
)


def settings_from(config: Path | None, **flags: object) -> Settings:
    from translator.settings import Settings

    if flags.get("fail_on"):
        from translator.units import Severity

        flags["fail_on"] = Severity[str(flags["fail_on"]).upper()]
    given = {name: value for name, value in flags.items() if value is not None}
    return Settings.load(config, os.environ, given)


def load_termbase(settings: Settings, *, lenient: bool = False) -> TermBase:
    """The term base in force; with ``lenient`` faulty lines become notes."""
    from translator.termbase import TermBase

    base = TermBase.load(
        [settings.project_glossaries, *settings.glossaries], cache=settings.cache, lenient=lenient
    )
    notes(base.messages, ())
    return base


@contextmanager
def segment_bar(name: str) -> Iterator[Any]:
    """A bar by segment on a terminal; silence elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    with tqdm(desc=name, unit="seg", leave=False, file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.n = done
            bar.refresh()

        yield progress


def notes(messages: Sequence[str], set_aside: Sequence[Any]) -> None:
    for message in messages:
        click.echo(f"note: {message}", err=True)
    for item in set_aside:
        click.echo(f"set aside ({item.rule}): {one_line(item.text)[:100]}", err=True)


def warn(message: str) -> None:
    click.echo(f"note: {one_line(message)}", err=True)


def print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def read_stdin() -> bytes:
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("stdin is a terminal", remedy="redirect a file into it: … - < release.txt")
    return sys.stdin.buffer.read()


def write_stdout(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def one_line(text: str) -> str:
    return " ".join(text.split())
