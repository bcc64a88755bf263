"""SRX 2.0 (LISA, 2008): sentence rules for other programs, so that they cut where we do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from translator import __version__
from translator.exchange.xmltext import escaped
from translator.units import BreakRule

_HEAD = (
    '<srx xmlns="http://www.lisa.org/srx20" version="2.0">\n'
    '<header segmentsubflows="yes" cascade="no">\n'
    '<formathandle type="start" include="no"/>\n'
    '<formathandle type="end" include="yes"/>\n'
    '<formathandle type="isolated" include="no"/>\n'
    "</header>\n<body>\n<languagerules>\n"
    '<languagerule languagerulename="Russian">\n'
)
_TAIL = (
    "</languagerule>\n</languagerules>\n<maprules>\n"
    '<languagemap languagepattern="[Rr][Uu].*" languagerulename="Russian"/>\n'
    "</maprules>\n</body>\n</srx>\n"
)


def write(rules: Sequence[BreakRule], stream: TextIO, limits: Sequence[str] = ()) -> None:
    """Rules in their order; ``limits`` (what they cannot say) and the notes become comments."""
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(_comment(f"press-translator {__version__}", *limits))
    stream.write(_HEAD)
    for rule in rules:
        stream.write(_comment(rule.note))
        before, after = escaped(rule.before, rule.note), escaped(rule.after, rule.note)
        stream.write(
            f'<rule break="{"yes" if rule.breaks else "no"}"><beforebreak>{before}</beforebreak>'
            f"<afterbreak>{after}</afterbreak></rule>\n"
        )
    stream.write(_TAIL)


def _comment(*lines: str) -> str:
    """XML 1.0, production 15: a comment holds no two hyphens together."""
    text = "\n".join(escaped(line, "comment") for line in lines if line)
    while "--" in text:
        text = text.replace("--", "- -")
    return f"<!-- {text} -->\n" if text else ""
