"""Command line of the tool: parse, call, render; every decision lives in ``translator``."""

from __future__ import annotations

import gc
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translator import __version__
from translator.errors import ExitCode, MissingModelError, TranslatorError, UsageError

if TYPE_CHECKING:
    from translator.engines import ModelCard
    from translator.jobs import Outcome
    from translator.pipeline import Translator
    from translator.settings import Settings
    from translator.termbase import TermBase

FORMATS = ("docx", "jsonl", "tsv", "txt")
SEVERITIES = ("minor", "major", "critical")


class _Group(click.Group):
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
    click.echo(f"error: {_one_line(text)}", err=True)
    ctx.exit(int(code))


def _forget_stdout() -> None:
    """What stdout could not take must not fail a second time when Python closes it."""
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123


def _speak_utf8() -> None:
    """Data is UTF-8 whatever the locale (a Windows pipe would be cp1251); JSON stays valid."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="press-translator")
def main() -> None:
    """Russian press releases → Chinese drafts for review.

    \b
    Examples:
      python cli.py translate release.docx
      python cli.py segment release.txt
      python cli.py glossary lookup "губернатора Смоленской области"
      python cli.py doctor

    Exit codes: 0 done, 1 findings at or above --fail-on, 2 usage, 3 some documents failed,
    4 something must be installed first.
    """


_config = click.option("--config", type=click.Path(path_type=Path), help="Settings file (TOML).")
_as_json = click.option("--json", "as_json", is_flag=True, help="Report as JSON on stdout.")
_glossary = click.option(
    "--glossary",
    "glossaries",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Office glossary (TSV, CSV or a folder), over those in glossaries/. Repeatable.",
)


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", help="File, folder for several inputs, or - for stdout.")
@click.option(
    "--to", "formats", multiple=True, type=click.Choice(FORMATS), help="Format. Repeatable."
)
@_glossary
@click.option("--engine", help="embedded, marian[:ID], nllb[:ID], pivot:ID1+ID2.")
@click.option("--runtime", type=click.Choice(("ctranslate2", "transformers")))
@click.option("--beam", type=click.IntRange(1, 32), help="Width of the beam search.")
@click.option("--keep-boilerplate", is_flag=True, default=None, help="Translate site text too.")
@click.option("--force", is_flag=True, help="Overwrite existing outputs.")
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="Exit 1 on such findings.")
@_config
@_as_json
def translate(
    inputs: tuple[str, ...],
    output: str | None,
    formats: tuple[str, ...],
    glossaries: tuple[Path, ...],
    force: bool,
    config: Path | None,
    as_json: bool,
    **flags: Any,
) -> None:
    """Translate releases (.txt, .html, .docx, or - for stdin) into review files.

    \b
    Examples:
      python cli.py translate release.docx                 writes release.ru-zh.docx
      python cli.py translate *.txt -o out/ --to docx --to jsonl
      python cli.py translate - --to jsonl -o - < release.txt
      python cli.py translate release.docx --glossary office.tsv --fail-on critical
    """
    from translator import jobs as work

    settings = _settings(config, formats=formats or None, glossaries=glossaries or None, **flags)
    if as_json and output == work.STDIO:
        raise UsageError(
            "--json and -o - both want stdout", remedy="leave one out or give -o a file"
        )
    jobs = work.plan(inputs, output, settings, force=force)
    refused = {job: outcome for job in jobs if (outcome := work.refusal(job))}
    outcomes = []
    with _translator(settings) as translator:
        for job in jobs:
            outcome = refused.get(job)
            if outcome is None:
                with _bar(job.name) as progress:
                    outcome = work.run(
                        job, settings, translator, progress, stdin=_stdin, stdout=_stdout
                    )
            _report(outcome)
            outcomes.append(outcome)
    _summary(outcomes)
    if as_json:
        _print_json([outcome.as_dict() for outcome in outcomes])
    if any(outcome.error for outcome in outcomes):
        alone = outcomes[0].error if len(outcomes) == 1 else None
        sys.exit(int(alone.exit_code if alone else ExitCode.SOME_FAILED))
    worst = max((o.worst for o in outcomes), default=0)
    if settings.fail_on is not None and worst >= settings.fail_on:
        sys.exit(int(ExitCode.FINDINGS))


@main.command()
@click.argument("source", metavar="INPUT")
@click.option("--explain", is_flag=True, help="Name the rule at each candidate boundary.")
@click.option("--keep-boilerplate", is_flag=True, default=None, help="Keep site text.")
@_config
@_as_json
def segment(source: str, explain: bool, config: Path | None, as_json: bool, **flags: Any) -> None:
    """Print the segments of a release, one a line.

    \b
    Examples:
      python cli.py segment release.docx
      python cli.py segment --explain - < release.txt
    """
    from translator import jobs, segmentation

    settings = _settings(config, **flags)
    document = jobs.read(source, settings, _stdin)
    _notes(document.messages, document.set_aside)
    rules = segmentation.Exceptions()
    if settings.segmentation_exceptions:
        rules = segmentation.Exceptions.load(settings.segmentation_exceptions)
    if explain:
        found = [(b.id, x) for b in document.blocks for x in segmentation.explain(b.text, rules)]
        if as_json:
            _print_json([{"block": block, **asdict(boundary)} for block, boundary in found])
            return
        for _, boundary in found:
            mark = "|" if boundary.breaks else "+"
            context = f"{boundary.left} {mark} {boundary.right}"
            click.echo(f"{_one_line(context)}\t{boundary.rule}")
        return
    segments = segmentation.segment(document.blocks, rules)
    if as_json:
        _print_json([asdict(item) for item in segments])
        return
    for item in segments:
        click.echo(_one_line(item.text))


@main.group()
def models() -> None:
    """Models: what is known, what is here, fetching and checking."""


@models.command("list")
@_config
@_as_json
def models_list(config: Path | None, as_json: bool) -> None:
    """List known models.

    \b
    Example:
      python cli.py models list
    """
    from translator.engines import catalogue

    rows = [
        {
            "id": state.card.id,
            "architecture": state.card.architecture,
            "licence": state.card.licence,
            "non_commercial": state.card.non_commercial,
            "present": state.present,
            "bytes": state.size,
        }
        for state in catalogue.states(_settings(config).models)
    ]
    if as_json:
        _print_json(rows)
        return
    for row in rows:
        here = f"{int(str(row['bytes'])) / 1e6:.0f} MB" if row["present"] else "not pulled"
        terms = f"{row['licence']}{' (non-commercial)' if row['non_commercial'] else ''}"
        click.echo(f"{row['id']}\t{row['architecture']}\t{terms}\t{here}")


@models.command("info")
@click.argument("name")
@_config
@_as_json
def models_info(name: str, config: Path | None, as_json: bool) -> None:
    """Show the card of a model.

    \b
    Example:
      python cli.py models info press-ru-zh
    """
    from translator.engines import catalogue
    from translator.engines.cards import card_text

    state = catalogue.info(name, _settings(config).models)
    if as_json:
        _print_json({**asdict(state.card), "present": state.present, "bytes": state.size})
        return
    click.echo(card_text(state.card).rstrip())
    click.echo(f"# {'present' if state.present else 'not pulled'}", err=True)


@models.command("pull")
@click.argument("name")
@click.option("--revision", default="", help="Commit of the hub repository.")
@click.option(
    "--from",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Take the files from a local folder instead of the hub.",
)
@click.option("--accept-licence", is_flag=True, help="Accept a non-commercial licence.")
@_config
def models_pull(
    name: str, revision: str, folder: Path | None, accept_licence: bool, config: Path | None
) -> None:
    """Fetch a model: pinned revision, safetensors only, sums checked.

    \b
    Examples:
      python cli.py models pull nllb-200-distilled-600M --revision COMMIT
      python cli.py models pull opus-mt-ru-en --from /media/usb/opus-mt-ru-en
    """
    from translator.engines.pull import DirectoryHub, pull

    def confirm(card: ModelCard) -> bool:
        click.echo(f"licence of {card.id}: {card.licence or 'unknown'}", err=True)
        if accept_licence:
            return True
        return sys.stdin.isatty() and click.confirm("Accept this licence?", err=True)

    pulled = pull(
        name,
        models=_settings(config).models,
        revision=revision,
        hub=DirectoryHub(folder) if folder else None,
        confirm=confirm,
        notice=lambda text: click.echo(text, err=True),
    )
    click.echo(f"{pulled.folder}")


@models.command("verify")
@click.argument("name")
@_config
@_as_json
def models_verify(name: str, config: Path | None, as_json: bool) -> None:
    """Compare the files of a model with the sums of its card.

    \b
    Example:
      python cli.py models verify press-ru-zh
    """
    from translator.engines import catalogue

    checks = catalogue.verify(name, _settings(config).models)
    if as_json:
        _print_json([{"name": c.name, "status": c.status, "sha256": c.sha256} for c in checks])
    else:
        for check in checks:
            click.echo(f"{check.status}\t{check.name}")
    if any(check.failed for check in checks):
        sys.exit(int(ExitCode.SOME_FAILED))


@models.command("convert")
@click.argument("name")
@click.option("--compute-type", default="int8", type=click.Choice(("int8", "int16", "float32")))
@_config
def models_convert(name: str, compute_type: str, config: Path | None) -> None:
    """Convert a model for CTranslate2 now rather than at the first translation.

    \b
    Example:
      python cli.py models convert press-ru-zh
    """
    from translator.engines import catalogue
    from translator.engines.convert import converted, model_digest

    settings = _settings(config)
    state = catalogue.info(name, settings.models)
    if not state.present:
        raise MissingModelError(
            f"model {state.card.id!r} is not on this machine",
            remedy=f"run cli.py models pull {state.card.id}",
        )
    digest = model_digest(state.folder, settings.cache)
    click.echo(f"{converted(state.folder, state.card, digest, compute_type, settings.cache)}")


@main.group()
def glossary() -> None:
    """Glossaries: what is in them and what they find."""


@glossary.command("lookup")
@click.argument("text")
@_glossary
@_config
@_as_json
def glossary_lookup(
    text: str, glossaries: tuple[Path, ...], config: Path | None, as_json: bool
) -> None:
    """Show the terms found in TEXT, nested ones too.

    \b
    Example:
      python cli.py glossary lookup "губернатора Смоленской области"
    """
    base = _termbase(_settings(config, glossaries=glossaries or None))
    rows = [
        {"form": m.form, "ru": m.term.ru, "zh": m.term.zh, "kind": m.term.kind,
         "start": m.start, "stop": m.stop, "place": m.term.place}
        for m in base.find_all(text)
    ]  # fmt: skip
    if as_json:
        _print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['form']}\t{row['ru']}\t{row['zh']}\t{row['kind']}\t{row['place']}")


@glossary.command("stats")
@_glossary
@_config
@_as_json
def glossary_stats(glossaries: tuple[Path, ...], config: Path | None, as_json: bool) -> None:
    """Count entries by file and kind.

    \b
    Example:
      python cli.py glossary stats --glossary office.tsv
    """
    figures = _termbase(_settings(config, glossaries=glossaries or None)).stats()
    if as_json:
        _print_json(
            {"entries": figures.entries, "files": dict(figures.files), "kinds": dict(figures.kinds)}
        )
        return
    click.echo(f"entries\t{figures.entries}")
    for name, count in figures.files.items():
        click.echo(f"file\t{name}\t{count}")
    for name, count in figures.kinds.items():
        click.echo(f"kind\t{name}\t{count}")


@main.command()
@_config
@_as_json
def doctor(config: Path | None, as_json: bool) -> None:
    """Check this installation: versions, fonts, models, caches, one sentence translated.

    \b
    Example:
      python cli.py doctor
    """
    from translator import diagnosis

    lines = diagnosis.examine(_settings(config))
    if as_json:
        _print_json([{"topic": x.topic, "value": x.value, "trouble": x.trouble} for x in lines])
    else:
        for line in lines:
            click.echo(f"{line.topic}\t{line.value}")
            if line.trouble:
                click.echo(f"{line.topic}: {line.trouble}", err=True)
    if any(line.missing for line in lines):
        sys.exit(int(ExitCode.MISSING))


def _settings(config: Path | None, **flags: object) -> Settings:
    from translator.settings import Settings

    if flags.get("fail_on"):
        from translator.units import Severity

        flags["fail_on"] = Severity[str(flags["fail_on"]).upper()]
    given = {name: value for name, value in flags.items() if value is not None}
    return Settings.load(config, os.environ, given)


def _termbase(settings: Settings) -> TermBase:
    from translator.termbase import TermBase

    base = TermBase.load([settings.project_glossaries, *settings.glossaries], cache=settings.cache)
    _notes(base.messages, ())
    return base


@contextmanager
def _translator(settings: Settings) -> Iterator[Callable[[], Translator]]:
    """Loads the model when first asked for, once for all documents."""
    loaded: list[Translator] = []

    def translator() -> Translator:
        if not loaded:
            loaded.append(_load(settings))
        return loaded[0]

    try:
        yield translator
    finally:
        for one in loaded:
            one.close()


def _load(settings: Settings) -> Translator:
    from translator.pipeline import Translator

    gc.disable()  # tables of tens of thousands of records are made and all of them are kept
    try:
        translator = Translator(settings)
    finally:
        gc.freeze()
        gc.enable()
    card = translator.engine.card
    if card.non_commercial:
        click.echo(
            f"note: {card.id} has a non-commercial licence ({card.licence}); "
            "its drafts may not be delivered outside",
            err=True,
        )
    return translator


@contextmanager
def _bar(name: str) -> Iterator[Any]:
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


def _report(outcome: Outcome) -> None:
    if outcome.error is not None:
        click.echo(f"error: {_one_line(str(outcome.error))}", err=True)
        return
    _notes(outcome.messages, outcome.set_aside)
    for path in outcome.written:
        click.echo(f"{path}", err=True)


def _notes(messages: Sequence[str], set_aside: Sequence[Any]) -> None:
    for message in messages:
        click.echo(f"note: {message}", err=True)
    for item in set_aside:
        click.echo(f"set aside ({item.rule}): {_one_line(item.text)[:100]}", err=True)


def _summary(outcomes: Sequence[Outcome]) -> None:
    from translator.jobs import Outcome

    done = [outcome for outcome in outcomes if outcome.error is None]
    if not done:
        return
    total = Outcome.sum(done)
    findings = ", ".join(f"{count} {label}" for label, count in total.findings.items() if count)
    click.echo(
        f"{total.segments} segments, {total.memory_hits} from memory, "
        f"terms {total.terms_used} used / {total.terms_missing} missing, "
        f"findings: {findings or 'none'}, "
        f"{total.seconds:.1f} s, {total.words_per_second:.0f} words/s",
        err=True,
    )


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _stdin() -> bytes:
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("stdin is a terminal", remedy="redirect a file into it: … - < release.txt")
    return sys.stdin.buffer.read()


def _stdout(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def _one_line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    main(prog_name="cli.py")
