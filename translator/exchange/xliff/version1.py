"""Writing XLIFF 1.2: what version 2.1 says in modules stands here in notes and ``alt-trans``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TextIO

from translator import __version__
from translator.exchange.languages import SOURCE, TARGET
from translator.exchange.tsv import finding_text
from translator.exchange.xliff.notes import CHECKS, GLOSSARY, PRIORITIES, term_text
from translator.exchange.xliff.records import Sent
from translator.exchange.xliff.skeleton import file_ids, skeleton_text
from translator.exchange.xliff.states import qualifier1, shown, state1
from translator.exchange.xmltext import escaped, quoted
from translator.units import Bitext, Comment, MatchKind, MemoryMatch, State, TranslationUnit

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n'
)
_TOOL = (
    f'<tool tool-id="press-translator" tool-name="press-translator" tool-version="{__version__}"/>'
)
_QUALIFIERS = {
    MatchKind.CONTEXT: "exact-match",
    MatchKind.EXACT: "exact-match",
    MatchKind.FIGURES: "fuzzy-match",
    MatchKind.FUZZY: "fuzzy-match",
}


def write(
    bitext: Bitext,
    stream: TextIO,
    sent: Sent | None = None,
    comments: Mapping[str, Sequence[Comment]] | None = None,
    *,
    copied: bool = False,
) -> None:
    """As :func:`translator.exchange.xliff.version2.write`, with the same errors.

    ``copied`` puts the Russian into every ``target`` and leaves ``alt-trans`` out, for OmegaT:
    its filter translates what it finds in the targets, and takes nothing else.
    """
    sent = sent or Sent(bitext)
    ids = dict(zip([unit.id for unit in bitext.units], file_ids(bitext), strict=True))
    stream.write(_HEAD)
    stream.write(
        f'<file original="{quoted(bitext.name, bitext.name)}" source-language="{SOURCE}"'
        f' target-language="{TARGET}" datatype="plaintext" tool-id="press-translator">\n'
        f'<header><skl><internal-file form="text/base64">{skeleton_text(sent)}</internal-file>'
        f"</skl>{_TOOL}</header>\n<body>\n"
    )
    place = 0
    groups = groupby(bitext.units, key=lambda unit: (unit.block, unit.kind))
    for group, ((block, kind), units) in enumerate(groups, 1):
        named = f' resname="{quoted(block, bitext.name)}"' if block else ""
        stream.write(f'<group id="g{group}"{named} restype="x-{kind.value}">\n')
        for unit in units:
            said = (comments or {}).get(unit.id, ())
            shown_as = replace(unit, target=unit.source, matches=()) if copied else unit
            stream.write(
                "".join(_unit(shown_as, ids[unit.id], sent.number(place), said, bitext.name))
            )
            place += 1
        stream.write("</group>\n")
    stream.write("</body>\n</file>\n</xliff>\n")


def _copied(unit: TranslationUnit) -> TranslationUnit:
    return replace(unit, target=unit.source, state=shown(unit), matches=())


def _unit(
    unit: TranslationUnit, name: str, number: int, comments: Sequence[Comment], release: str
) -> Iterator[str]:
    place = f"{release}, {unit.id}"
    state = shown(unit)
    approved = "yes" if state.rank >= State.REVIEWED.rank else "no"
    yield f'<trans-unit id="{name}" resname="{number}" approved="{approved}" xml:space="preserve">'
    yield f"\n<source>{escaped(unit.source, place)}</source>\n"
    if unit.target is not None:
        qualifier = qualifier1(unit.origin)
        came = f' state-qualifier="{qualifier}"' if qualifier else ""
        yield f'<target state="{state1(state)}"{came}>{escaped(unit.target, place)}</target>\n'
    for finding in unit.findings:
        weight = PRIORITIES[finding.severity]
        text = escaped(finding_text(finding), place)
        yield f'<note from="{CHECKS}" priority="{weight}" annotates="target">{text}</note>\n'
    for text in dict.fromkeys(map(term_text, unit.terms)):
        yield f'<note from="{GLOSSARY}" annotates="source">{escaped(text, place)}</note>\n'
    for comment in comments:
        who = f' from="{quoted(comment.author, place)}"' if comment.author else ""
        yield f"<note{who}>{escaped(comment.text, place)}</note>\n"
    for match in unit.matches:
        yield from _match(match, place)
    yield "</trans-unit>\n"


def _match(match: MemoryMatch, place: str) -> Iterator[str]:
    """``alttranstype``: what has expired is a reference, the rest are proposals."""
    kind = "reference" if match.expired else "proposal"
    origin = quoted(match.unit.release or "memory", place)
    yield f'<alt-trans match-quality="{match.percent}%" origin="{origin}" alttranstype="{kind}"'
    yield f' xml:space="preserve"><source>{escaped(match.unit.source, place)}</source>'
    yield f'<target state-qualifier="{_QUALIFIERS[match.kind]}">{escaped(match.target, place)}'
    yield "</target></alt-trans>\n"
