"""The skeleton of an XLIFF file: what is needed to put the release together again.

Both versions have a place for it which no program may change: ``skl`` of XLIFF 1.2
and ``skeleton`` of XLIFF 2.1 («MUST NOT change that element»). Ours is the exported bitext.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence

from translator.errors import OutputError
from translator.exchange.xliff.records import Sent
from translator.plain import pack, unpack
from translator.units import Bitext

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def skeleton_text(sent: Sent) -> str:
    """zlib and base64; the same export gives the same text."""
    return base64.b64encode(pack(sent)).decode("ascii")


def sent_of(text: str) -> Sent | None:
    """The inverse; None where the text is another program's, or damaged."""
    try:
        return unpack(Sent, base64.b64decode("".join(text.split()), validate=True))
    except ValueError:
        return None


def file_ids(bitext: Bitext) -> list[str]:
    """The ids of the units as they stand in the file: an id that is no NMTOKEN, as XLIFF 2.1
    wants it, is replaced by its place.

    :raises OutputError: two units share an id.
    """
    names = [unit.id for unit in bitext.units]
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise OutputError(
            f"two units share the id {twice}",
            place=bitext.name,
            remedy="report this with the release",
        )
    return [name if _PLAIN.fullmatch(name) else _other(n, names) for n, name in enumerate(names, 1)]


def _other(number: int, names: Sequence[str]) -> str:
    made = f"unit-{number}"
    while made in names:
        made += "-"
    return made
