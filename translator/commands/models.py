"""``models``: what is known, what is here, fetching and checking."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translator.commands.shell import config_option, json_option, print_json, settings_from
from translator.errors import ExitCode, MissingModelError

if TYPE_CHECKING:
    from translator.engines import ModelCard


@click.group()
def models() -> None:
    """Models: what is known, what is here, fetching and checking."""


@models.command("list")
@config_option
@json_option
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
        for state in catalogue.states(settings_from(config).models)
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        here = f"{int(str(row['bytes'])) / 1e6:.0f} MB" if row["present"] else "not pulled"
        terms = f"{row['licence']}{' (non-commercial)' if row['non_commercial'] else ''}"
        click.echo(f"{row['id']}\t{row['architecture']}\t{terms}\t{here}")


@models.command("info")
@click.argument("name")
@config_option
@json_option
def models_info(name: str, config: Path | None, as_json: bool) -> None:
    """Show the card of a model.

    \b
    Example:
      python cli.py models info press-ru-zh
    """
    from translator.engines import catalogue
    from translator.engines.cards import card_text

    state = catalogue.info(name, settings_from(config).models)
    if as_json:
        print_json({**asdict(state.card), "present": state.present, "bytes": state.size})
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
@config_option
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
        models=settings_from(config).models,
        revision=revision,
        hub=DirectoryHub(folder) if folder else None,
        confirm=confirm,
        notice=lambda text: click.echo(text, err=True),
    )
    click.echo(f"{pulled.folder}")


@models.command("verify")
@click.argument("name")
@config_option
@json_option
def models_verify(name: str, config: Path | None, as_json: bool) -> None:
    """Compare the files of a model with the sums of its card.

    \b
    Example:
      python cli.py models verify press-ru-zh
    """
    from translator.engines import catalogue

    checks = catalogue.verify(name, settings_from(config).models)
    if as_json:
        print_json([{"name": c.name, "status": c.status, "sha256": c.sha256} for c in checks])
    else:
        for check in checks:
            click.echo(f"{check.status}\t{check.name}")
    if any(check.failed for check in checks):
        sys.exit(int(ExitCode.SOME_FAILED))


@models.command("convert")
@click.argument("name")
@click.option("--compute-type", default="int8", type=click.Choice(("int8", "int16", "float32")))
@config_option
def models_convert(name: str, compute_type: str, config: Path | None) -> None:
    """Convert a model for CTranslate2 now rather than at the first translation.

    \b
    Example:
      python cli.py models convert press-ru-zh
    """
    from translator.engines import catalogue
    from translator.engines.convert import converted, model_digest

    settings = settings_from(config)
    state = catalogue.info(name, settings.models)
    if not state.present:
        raise MissingModelError(
            f"model {state.card.id!r} is not on this machine",
            remedy=f"run cli.py models pull {state.card.id}",
        )
    digest = model_digest(state.folder, settings.cache)
    click.echo(f"{converted(state.folder, state.card, digest, compute_type, settings.cache)}")
