"""Writing XLIFF 2.1: a group for a paragraph, a unit with one segment for a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TextIO

from translator.exchange.languages import SOURCE, TARGET
from translator.exchange.tsv import finding_text
from translator.exchange.xliff.notes import CHECKS, PRIORITIES
from translator.exchange.xliff.records import Sent
from translator.exchange.xliff.skeleton import file_ids, skeleton_text
from translator.exchange.xliff.states import shown, state2
from translator.exchange.xmltext import escaped, quoted
from translator.units import Bitext, Comment, MatchKind, MemoryMatch, TranslationUnit

OWN = "urn:press-translator:review:1"
_PREFIX = "press-translator"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"'
    ' xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"'
    ' xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0"'
    ' xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"'
    f' xmlns:pt="{OWN}" version="2.1" srcLang="{SOURCE}" trgLang="{TARGET}">\n'
)


def write(
    bitext: Bitext,
    stream: TextIO,
    sent: Sent | None = None,
    comments: Mapping[str, Sequence[Comment]] | None = None,
) -> None:
    """The whole release; a unit without translation has no ``target``.

    ``sent`` is the export that the file says it is (the first round by default), ``comments``
    are what people said before, by unit.

    :raises OutputError: a control character, which XML cannot hold; two units of one id.
    """
    sent = sent or Sent(bitext)
    ids = dict(zip([unit.id for unit in bitext.units], file_ids(bitext), strict=True))
    stream.write(_HEAD)
    name = quoted(bitext.name, bitext.name)
    stream.write(f'<file id="f1" original="{name}" canResegment="no">\n')
    stream.write(f"<skeleton>{skeleton_text(sent)}</skeleton>\n")
    stream.write("".join(_provenance(bitext)))
    place = 0
    groups = groupby(bitext.units, key=lambda unit: (unit.block, unit.kind))
    for number, ((block, kind), units) in enumerate(groups, 1):
        named = f' name="{quoted(block, bitext.name)}"' if block else ""
        stream.write(f'<group id="g{number}"{named} type="{_PREFIX}:{kind.value}">\n')
        for unit in units:
            said = (comments or {}).get(unit.id, ())
            stream.write("".join(_unit(unit, ids[unit.id], sent.number(place), said, bitext.name)))
            place += 1
        stream.write("</group>\n")
    if not place:
        stream.write('<group id="g1"/>\n')
    stream.write("</file>\n</xliff>\n")


def _provenance(bitext: Bitext) -> Iterator[str]:
    made = bitext.provenance
    values = {
        "title": bitext.title,
        "issued": bitext.issued.isoformat() if bitext.issued else "",
        "engine": made.engine,
        "model": made.model,
        "licence": made.licence,
        "tool": made.tool,
    }
    yield from _metadata("provenance", values, bitext.name)


def _metadata(category: str, values: Mapping[str, str], place: str) -> Iterator[str]:
    lines = [
        f'<mda:meta type="{name}">{escaped(value, place)}</mda:meta>'
        for name, value in values.items()
        if value
    ]
    if lines:
        yield f'<mda:metadata><mda:metaGroup category="{category}">'
        yield from lines
        yield "</mda:metaGroup></mda:metadata>\n"


def _unit(
    unit: TranslationUnit, name: str, number: int, comments: Sequence[Comment], release: str
) -> Iterator[str]:
    place = f"{release}, {unit.id}"
    yield f'<unit id="{name}" name="{number}" xml:space="preserve">\n'
    yield from _glossary(unit, place)
    yield from _matches(unit.matches, place)
    yield from _notes(unit, comments, place)
    state, sub_state = state2(shown(unit))
    below = f' subState="{sub_state}"' if sub_state else ""
    yield f'<segment id="1" state="{state}"{below}>'
    yield f"<source>{escaped(unit.source, place)}</source>"
    if unit.target is not None:
        yield f"<target>{escaped(unit.target, place)}</target>"
    yield "</segment>\n</unit>\n"


def _glossary(unit: TranslationUnit, place: str) -> Iterator[str]:
    """Glossary module, clause 5.2: the term as in the glossary with its approved form. An entry
    must have a translation or a definition."""
    terms = dict.fromkeys((use.source, use.target) for use in unit.terms if use.target)
    if not terms:
        return
    yield "<gls:glossary>"
    for source, target in terms:
        yield (
            f"<gls:glossEntry><gls:term>{escaped(source, place)}</gls:term>"
            f"<gls:translation>{escaped(target, place)}</gls:translation></gls:glossEntry>"
        )
    yield "</gls:glossary>\n"


def _matches(matches: Sequence[MemoryMatch], place: str) -> Iterator[str]:
    """Translation Candidates module, clause 5.1. ``icm`` is its word for the same context."""
    if not matches:
        return
    yield "<mtc:matches>\n"
    for match in matches:
        kind = "icm" if match.kind is MatchKind.CONTEXT else "tm"
        what = "expired" if match.expired else match.kind.value
        yield (
            f'<mtc:match ref="#1" type="{kind}" subType="{_PREFIX}:{what}"'
            f' similarity="{match.percent}" origin="{quoted(_origin(match), place)}">'
        )
        unit = match.unit
        values = {
            "release": unit.release,
            "reviewer": unit.reviewer,
            "reviewed": unit.reviewed.isoformat() if unit.reviewed else "",
            "valid-from": unit.valid_from.isoformat() if unit.valid_from else "",
            "valid-until": unit.valid_until.isoformat() if unit.valid_until else "",
            "note": unit.note,
        }
        yield from _metadata("memory", values, place)
        yield f"<source>{escaped(unit.source, place)}</source>"
        yield f"<target>{escaped(match.target, place)}</target></mtc:match>\n"
    yield "</mtc:matches>\n"


def _origin(match: MemoryMatch) -> str:
    return match.unit.release or "memory"


def _notes(unit: TranslationUnit, comments: Sequence[Comment], place: str) -> Iterator[str]:
    if not unit.findings and not comments:
        return
    yield "<notes>\n"
    for finding in unit.findings:
        weight = PRIORITIES[finding.severity]
        text = escaped(finding_text(finding), place)
        yield f'<note category="{CHECKS}" priority="{weight}">{text}</note>\n'
    for comment in comments:
        who = f' pt:author="{quoted(comment.author, place)}"' if comment.author else ""
        when = f' pt:time="{quoted(comment.time, place)}"' if comment.time else ""
        yield f'<note category="comment"{who}{when}>{escaped(comment.text, place)}</note>\n'
    yield "</notes>\n"
