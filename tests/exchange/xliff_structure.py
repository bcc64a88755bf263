"""What breaks the structure of XLIFF 1.2 and 2.1, in words; written from the specifications.

Checked are the content models (which children, in which order, how many), required attributes,
lists of values, and that ids are unique where they must be. The official schemas are asked too,
where they are installed (see :func:`official`); they say nothing about ids and references of 2.1.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

from lxml import etree

NMTOKEN = re.compile(r"[\w.\-:]+")
OWN_VALUE = re.compile(r"[^\s:]+:[^\s:]+")
STATES1 = {
    "final", "needs-adaptation", "needs-l10n", "needs-review-adaptation", "needs-review-l10n",
    "needs-review-translation", "needs-translation", "new", "signed-off", "translated",
}  # fmt: skip
QUALIFIERS1 = {
    "exact-match", "fuzzy-match", "id-match", "leveraged-glossary", "leveraged-inherited",
    "leveraged-mt", "leveraged-repository", "leveraged-tm", "mt-suggestion", "rejected-grammar",
    "rejected-inaccurate", "rejected-length", "rejected-spelling", "tm-suggestion",
}  # fmt: skip
STATES2 = {"initial", "translated", "reviewed", "final"}
MATCHES2 = {"am", "mt", "icm", "idm", "tb", "tm", "other"}
DEBIAN = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def names(element: etree._Element) -> str:
    return " ".join(map(local, element))


def faults(path: Path) -> list[str]:
    root = etree.parse(str(path)).getroot()
    check = {"1.2": _faults1, "2.1": _faults2}[root.get("version", "")]
    return list(check(root))


def _order(element: etree._Element, pattern: str):
    """``pattern`` is a regular expression over the children's names, each with a blank."""
    if not re.fullmatch(pattern, names(element) + (" " if len(element) else "")):
        yield f"{local(element)}: children {names(element)}"


def _twice(ids: list[str], what: str):
    for name, count in Counter(ids).items():
        if count > 1:
            yield f"{what} id {name} stands {count} times"


def _faults1(root: etree._Element):
    if root.tag != "{urn:oasis:names:tc:xliff:document:1.2}xliff":
        yield f"root is {root.tag}"
    for element in root.iter("{urn:oasis:names:tc:xliff:document:1.2}*"):
        name = local(element)
        patterns = {
            "xliff": "(file )+",
            "file": "(header )?body ",
            "header": "(skl )?(phase-group )?((glossary|reference|count-group|tool|note) )*",
            "skl": "(internal-file|external-file) ",
            "body": "((group|trans-unit|bin-unit) )*",
            "group": "(context-group )*(count-group )*(note )*((group|trans-unit|bin-unit) )*",
            "trans-unit": "source (seg-source )?(target )?((context-group|note|alt-trans) )*",
            "alt-trans": "(source )?(seg-source )?target (context-group )*(note )*",
        }
        if name in patterns:
            yield from _order(element, patterns[name])
        required = {
            "file": ("original", "source-language", "datatype"),
            "trans-unit": ("id",),
            "tool": ("tool-id", "tool-name"),
        }
        for key in required.get(name, ()):
            if element.get(key) is None:
                yield f"{name} lacks {key}"
        if name == "target" and element.get("state", "new") not in STATES1:
            yield f"state {element.get('state')}"
        if name == "target" and element.get("state-qualifier", "id-match") not in QUALIFIERS1:
            yield f"state-qualifier {element.get('state-qualifier')}"
        if name == "note" and not 1 <= int(element.get("priority", "1")) <= 10:
            yield f"priority {element.get('priority')}"
        if name == "note" and element.get("annotates", "general") not in (
            "source",
            "target",
            "general",
        ):
            yield f"annotates {element.get('annotates')}"
        if name in ("trans-unit", "group") and not re.fullmatch(
            "x-[^ ]+", element.get("restype", "x-none")
        ):
            yield f"restype {element.get('restype')}"
    units = [unit.get("id", "") for unit in root.iter("{*}trans-unit", "{*}bin-unit")]
    yield from _twice(units, "unit")
    yield from _twice([group.get("id", "") for group in root.iter("{*}group")], "group")


def _faults2(root: etree._Element):
    if root.tag != "{urn:oasis:names:tc:xliff:document:2.0}xliff":
        yield f"root is {root.tag}"
    if not root.get("srcLang"):
        yield "xliff lacks srcLang"
    if next(root.iter("{*}target"), None) is not None and not root.get("trgLang"):
        yield "xliff with targets lacks trgLang"
    module = "((metadata|matches|glossary) )*"
    patterns = {
        "xliff": "(file )+",
        "file": f"(skeleton )?{module}(notes )?((unit|group) )+",
        "group": f"{module}(notes )?((unit|group) )*",
        "unit": f"{module}(notes )?(originalData )?((segment|ignorable) )+",
        "segment": "source (target )?",
        "ignorable": "source (target )?",
        "notes": "(note )+",
        "matches": "(match )+",
        "match": "(metadata )?(originalData )?source target ",
        "glossary": "(glossEntry )+",
        "glossEntry": "term (translation )*(definition )?",
        "metadata": "(metaGroup )+",
        "metaGroup": "((metaGroup|meta) )+",
    }
    required = {"file": "id", "group": "id", "unit": "id", "match": "ref", "meta": "type"}
    for element in root.iter("{*}*"):
        name = local(element)
        if name in patterns:
            yield from _order(element, patterns[name])
        if name in required and not element.get(required[name]):
            yield f"{name} lacks {required[name]}"
        if not NMTOKEN.fullmatch(element.get("id", "x")):
            yield f"{name}: id {element.get('id')!r} is no NMTOKEN"
        if name == "glossEntry" and names(element) == "term":
            yield "glossEntry has neither translation nor definition"
        if name in ("group", "unit") and not OWN_VALUE.fullmatch(element.get("type", "a:b")):
            yield f"{name}: type {element.get('type')}"
        if name == "note" and not 1 <= int(element.get("priority", "1")) <= 10:
            yield f"priority {element.get('priority')}"
    for match in root.iter("{*}match"):
        yield from _match_faults(match)
    for segment in root.iter("{*}segment"):
        yield from _segment_faults(segment)
    for file in root.iterchildren("{*}file"):
        yield from _twice([unit.get("id", "") for unit in file.iter("{*}unit")], "unit")
        yield from _twice([group.get("id", "") for group in file.iter("{*}group")], "group")


def _match_faults(match: etree._Element):
    unit = next(match.iterancestors("{*}unit"))
    ids = {e.get("id") for e in unit.iter("{*}segment", "{*}ignorable", "{*}mrk")}
    if match.get("ref", "").removeprefix("#") not in ids:
        yield f"match points to {match.get('ref')}"
    if match.get("type", "tm") not in MATCHES2:
        yield f"match of type {match.get('type')}"
    if match.get("subType") and not (
        match.get("type") and OWN_VALUE.fullmatch(match.get("subType"))
    ):
        yield f"match of subType {match.get('subType')}"
    if not 0 <= float(match.get("similarity", "0")) <= 100:
        yield f"similarity {match.get('similarity')}"


def _segment_faults(segment: etree._Element):
    state = segment.get("state", "initial")
    if state not in STATES2:
        yield f"state {state}"
    if state != "initial" and segment.find("{*}target") is None:
        yield f"a segment without target is {state}"
    sub = segment.get("subState")
    if sub is not None and (segment.get("state") is None or not OWN_VALUE.fullmatch(sub)):
        yield f"subState {sub}"


def official() -> Path | None:
    """The folder with the schemas of OASIS: XLIFF_SCHEMAS, or that of the Debian package
    php-symfony-translation; None where there is neither."""
    folder = Path(os.environ.get("XLIFF_SCHEMAS", DEBIAN))
    return folder if (folder / "xliff-core-2.0.xsd").is_file() else None


def schema(folder: Path, name: str) -> etree.XMLSchema:
    """A schema with its import of xml.xsd pointed to the copy beside it."""
    text = (folder / name).read_text(encoding="utf-8")
    text = re.sub(r'schemaLocation="[^"]*xml\.xsd"', f'schemaLocation="{folder}/xml.xsd"', text)
    return etree.XMLSchema(etree.fromstring(text.encode()))
