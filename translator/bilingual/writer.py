"""Writing the review document."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from translator.bilingual import custom, parts
from translator.bilingual.anchors import repeated
from translator.bilingual.body import body
from translator.bilingual.extras import NONE, Extras
from translator.bilingual.package import pack
from translator.bilingual.records import Record
from translator.bilingual.verify import verify
from translator.errors import OutputError
from translator.ooxml.written import Markup, el, part
from translator.units import Bitext


def write(bitext: Bitext, path: Path, extras: Extras = NONE) -> None:
    """Write the review document of a bitext and prove it by reading it back.

    The same bitext gives the same bytes. The caller makes it atomic::

        write_atomically(output, lambda temporary: write(bitext, temporary), force=force)

    :raises OutputError: two units share an id, or the file does not read back as the bitext;
        no file is left then.
    """
    twice = repeated(unit.id for unit in bitext.units)
    if twice:
        raise OutputError(
            f"two units share the id {twice[0]}",
            place=bitext.name,
            remedy="report this with the release",
        )
    record = custom.record_of(bitext, extras)
    path.write_bytes(compose(bitext, extras, record))
    try:
        verify(bitext, path, extras, record)
    except OutputError:
        path.unlink(missing_ok=True)
        raise


def compose(bitext: Bitext, extras: Extras = NONE, record: Record | None = None) -> bytes:
    """The bytes of the review document, with the bitext's ``record``."""
    record = record or custom.record_of(bitext, extras)
    threads = parts.threads(extras)
    return pack(
        {
            "word/document.xml": part("document", el("body", body(bitext, extras), _section())),
            **_same_parts(),
            "word/header1.xml": parts.page_header(bitext),
            "word/footer1.xml": parts.page_footer(bitext),
            "word/comments.xml": parts.comments(bitext, extras),
            **({} if threads is None else {"word/commentsExtended.xml": threads}),
            "customXml/item1.xml": custom.item(record),
            "customXml/itemProps1.xml": custom.properties(record),
            "docProps/core.xml": parts.core_properties(bitext),
            "docProps/app.xml": parts.app_properties(),
        }
    )


@cache
def _section() -> Markup:
    return parts.section()


@cache
def _same_parts() -> dict[str, bytes]:
    """The parts that are the same in every review document."""
    return {
        "word/styles.xml": parts.styles(),
        "word/settings.xml": parts.settings(),
        "word/fontTable.xml": parts.font_table(),
    }
