"""Command line of the tool; each command lives in a module of ``translator.commands``."""

from __future__ import annotations

import click

from translator import __version__
from translator.commands import (
    archive,
    batch,
    doctor,
    glossary,
    memory,
    models,
    names,
    publish,
    review,
    segment,
    shell,
    translate,
)


@click.group(cls=shell.Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="press-translator")
def main() -> None:
    """Russian press releases → Chinese drafts for review.

    \b
    Examples:
      python cli.py translate release.docx
      python cli.py batch run archive/ --out zh/
      python cli.py review import release.ru-zh.docx
      python cli.py segment release.txt
      python cli.py glossary lookup "губернатора Смоленской области"
      python cli.py doctor

    Exit codes: 0 done, 1 findings at or above --fail-on, 2 usage, 3 some documents failed,
    4 something must be installed first.
    """


for _command in (
    translate.translate,
    batch.batch,
    review.review,
    publish.publish,
    segment.segment,
    models.models,
    glossary.glossary,
    memory.memory,
    names.names,
    archive.archive,
    doctor.doctor,
):
    main.add_command(_command)


if __name__ == "__main__":
    main(prog_name="cli.py")
