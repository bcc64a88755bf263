"""Styles, font table, list and settings of a document without an office's template."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from translator.ooxml.markup import el, val, w
from translator.publish.looks import Layout, Look, looks
from translator.publish.nobreak import rules
from translator.publish.runs import fonts, language

BULLETS = 1
"""Number of the list that items take."""


def style_id(key: str) -> str:
    """The id of the tool's own style for a role.

    >>> style_id("body"), style_id("body-ru")
    ('PressBody', 'PressBodyRu')
    """
    return "Press" + key.title().replace("-", "")


def style_name(key: str) -> str:
    """Its name as shown in Word: ``Press body RU``."""
    role, _, lang = key.partition("-")
    return f"Press {role}" + (f" {lang.upper()}" if lang else "")


def own_styles(layout: Layout, keys: Iterable[str]) -> etree._Element:
    """``w:styles`` with the defaults and one style a role; the defaults name fonts and
    languages, so that nothing is left to a theme."""
    base = looks().of(layout, "body")
    size = (val("sz", base.size), val("szCs", base.size))
    defaults = el(
        "docDefaults",
        el("rPrDefault", el("rPr", face_slots(base.font, "zh"), *size, language("zh"))),
        el("pPrDefault", el("pPr")),
    )
    normal = el("style", val("name", "Normal"), el("qFormat"), type="paragraph", styleId="Normal")
    character = el(
        "style", val("name", "Default Paragraph Font"), type="character", styleId="DefaultFont"
    )
    table = el("style", val("name", "Normal Table"), type="table", styleId="NormalTable")
    for default in (normal, character, table):
        default.set(w("default"), "1")
    return el(
        "styles",
        defaults,
        normal,
        character,
        table,
        *(own_style(layout, key, BULLETS, based_on="Normal") for key in keys),
    )


def own_style(layout: Layout, key: str, bullets: int, *, based_on: str = "") -> etree._Element:
    """The style of a role; ``bullets`` is the number of the list that an item takes. In an
    office's template it is based on nothing, for that template's Normal may be anything."""
    look = looks().of(layout, key)
    lang = "ru" if key.endswith("-ru") else "zh"
    element = el(
        "style",
        val("name", style_name(key)),
        val("basedOn", based_on) if based_on else None,
        el("qFormat"),
        el(
            "pPr",
            el("keepNext") if look.keep else None,
            el("keepLines") if look.keep or look.rule else None,
            el("widowControl"),
            _list(bullets) if look.bullet else None,
            _rule() if look.rule else None,
            _spacing(look),
            _indent(look),
            el("contextualSpacing") if look.together else None,
            val("jc", look.align),
        ),
        el(
            "rPr",
            face_slots(look.font, lang),
            el("b") if look.bold else None,
            el("bCs") if look.bold else None,
            val("sz", look.size),
            val("szCs", look.size),
            language(lang),
        ),
        type="paragraph",
        styleId=style_id(key),
    )
    element.set(w("customStyle"), "1")
    return element


def face_slots(font: str, lang: str) -> etree._Element:
    """The font slots of a face of looks.toml."""
    face = looks().fonts[font]
    latin = looks().fonts[face.latin].name if face.latin else ""
    return fonts(face.name, lang, latin)


def _list(number: int) -> etree._Element:
    return el("numPr", val("ilvl", 0), val("numId", number))


def _rule() -> etree._Element:
    line = {"val": "single", "sz": "6", "space": "8", "color": "auto"}
    return el("pBdr", el("top", **line), el("bottom", **line))


def _spacing(look: Look) -> etree._Element:
    given = {"before": str(look.before), "after": str(look.after)}
    if look.line:
        given |= {"line": str(look.line), "lineRule": "exact"}
    return el("spacing", **given)


def _indent(look: Look) -> etree._Element | None:
    """Indents in characters for Word and WPS, in twips for programs that know no characters:
    a character is as wide as the type is high (17.3.1.12)."""

    def twips(hundredths: int) -> str:
        return str(hundredths * look.size // 10)

    given: dict[str, str] = {}
    if look.left and not look.hanging:
        given |= {"leftChars": str(look.left), "left": twips(look.left)}
    if look.right:
        given |= {"rightChars": str(look.right), "right": twips(look.right)}
    if look.first:
        given |= {"firstLineChars": str(look.first), "firstLine": twips(look.first)}
    if look.hanging:
        given |= {"left": twips(look.left), "hanging": str(look.hanging)}
    return el("ind", **given) if given else None


def bullet_list(number: int) -> tuple[etree._Element, etree._Element]:
    """``w:abstractNum`` and ``w:num`` of the items' list."""
    level = el(
        "lvl",
        val("start", 1),
        val("numFmt", "bullet"),
        val("suff", "tab"),
        val("lvlText", "•"),
        val("lvlJc", "left"),
        ilvl="0",
    )
    abstract = el("abstractNum", val("multiLevelType", "singleLevel"), level)
    abstract.set(w("abstractNumId"), str(number))
    return abstract, el("num", val("abstractNumId", number), numId=str(number))


def font_table() -> etree._Element:
    """``w:fonts``: where a face is not installed, its other names and faces near to it."""
    entries = []
    for key, font in looks().fonts.items():
        entries.append(
            el(
                "font",
                val("altName", ",".join(font.instead)),
                val("charset", "CC" if key == "russian" else "86"),
                val("family", "modern" if font.css == "sans-serif" else "roman"),
                val("pitch", "variable"),
                name=font.name,
            )
        )
    return el("fonts", *entries)


def settings(*, both_sides: bool, kept: Iterable[etree._Element] = ()) -> etree._Element:
    """``w:settings`` in the order of the schema; ``kept`` come from a template and win."""
    own = {
        "zoom": el("zoom", percent="100"),
        "evenAndOddHeaders": el("evenAndOddHeaders") if both_sides else None,
        "defaultTabStop": val("defaultTabStop", 420),
        "characterSpacingControl": val("characterSpacingControl", "compressPunctuation"),
        "noLineBreaksAfter": el("noLineBreaksAfter", lang="zh-CN", val=rules().end),
        "noLineBreaksBefore": el("noLineBreaksBefore", lang="zh-CN", val=rules().begin),
        "compat": el(
            "compat",
            el(
                "compatSetting",
                name="compatibilityMode",
                uri="http://schemas.microsoft.com/office/word",
                val="15",
            ),
        ),
        "themeFontLang": el("themeFontLang", val="en-US", eastAsia="zh-CN"),
    }
    given = {etree.QName(element).localname: element for element in kept}
    return el("settings", *((own | given).get(name) for name in SETTINGS))


SETTINGS = (
    "zoom", "mirrorMargins", "gutterAtTop", "defaultTabStop", "autoHyphenation",
    "evenAndOddHeaders", "characterSpacingControl", "noLineBreaksAfter", "noLineBreaksBefore",
    "compat", "themeFontLang", "clrSchemeMapping",
)  # fmt: skip
"""What of settings.xml a published document carries, in the order of CT_Settings (17.15.1.78)."""
