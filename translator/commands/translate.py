"""``translate``: releases into review files."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from translator.commands.shell import (
    SEVERITIES,
    config_option,
    glossary_option,
    json_option,
    memory_option,
    notes,
    one_line,
    print_json,
    read_stdin,
    segment_bar,
    settings_from,
    warn,
    write_stdout,
)
from translator.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from translator.jobs import Outcome
    from translator.pipeline import Translator
    from translator.settings import Settings

FORMATS = ("docx", "jsonl", "tsv", "txt", "tmx", "xliff", "xliff12", "omegat")


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", help="File, folder for several inputs, or - for stdout.")
@click.option(
    "--to", "formats", multiple=True, type=click.Choice(FORMATS), help="Format. Repeatable."
)
@glossary_option
@click.option("--engine", help="embedded, marian[:ID], nllb[:ID], pivot:ID1+ID2.")
@click.option("--runtime", type=click.Choice(("ctranslate2", "transformers")))
@click.option("--beam", type=click.IntRange(1, 32), help="Width of the beam search.")
@memory_option
@click.option("--keep-boilerplate", is_flag=True, default=None, help="Translate site text too.")
@click.option("--force", is_flag=True, help="Overwrite existing outputs.")
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="Exit 1 on such findings.")
@config_option
@json_option
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
      python cli.py translate release.docx --to xliff      for an agency; xliff12 for Trados
      python cli.py translate release.docx --to omegat     a project that OmegaT opens, zipped
      python cli.py translate release.docx --glossary office.tsv --fail-on critical
    """
    from translator import jobs as work

    settings = settings_from(
        config, formats=formats or None, glossaries=glossaries or None, **flags
    )
    if as_json and output == work.STDIO:
        raise UsageError(
            "--json and -o - both want stdout", remedy="leave one out or give -o a file"
        )
    jobs = work.plan(inputs, output, settings, force=force)
    refused = {job: outcome for job in jobs if (outcome := work.refusal(job))}
    outcomes = []
    with lazy_translator(settings) as translator:
        for job in jobs:
            outcome = refused.get(job)
            if outcome is None:
                with segment_bar(job.name) as progress:
                    outcome = work.run(
                        job, settings, translator, progress, stdin=read_stdin, stdout=write_stdout
                    )
            _report(outcome)
            outcomes.append(outcome)
    _summary(outcomes)
    if as_json:
        print_json([outcome.as_dict() for outcome in outcomes])
    if any(outcome.error for outcome in outcomes):
        alone = outcomes[0].error if len(outcomes) == 1 else None
        sys.exit(int(alone.exit_code if alone else ExitCode.SOME_FAILED))
    worst = max((o.worst for o in outcomes), default=0)
    if settings.fail_on is not None and worst >= settings.fail_on:
        sys.exit(int(ExitCode.FINDINGS))


@contextmanager
def lazy_translator(settings: Settings) -> Iterator[Callable[[], Translator]]:
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
        translator = Translator(settings, waiting=warn)
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


def _report(outcome: Outcome) -> None:
    if outcome.error is not None:
        click.echo(f"error: {one_line(str(outcome.error))}", err=True)
        return
    notes(outcome.messages, outcome.set_aside)
    for path in outcome.written:
        click.echo(f"{path}", err=True)


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
