"""A small release with every role, and a template that carries all that must not get out."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import replace

from translator.ooxml.container import content_types, zipped
from translator.ooxml.markup import R, W
from translator.units import (
    Bitext,
    Finding,
    InlineStyle,
    Kind,
    Origin,
    Provenance,
    Severity,
    State,
    TermUse,
    TranslationUnit,
)

SECRETS = (
    "SECRET-ID", "SECRET-BLOCK", "SECRET-ENGINE", "SECRET-SIGNATURE", "SECRET-FINDING",
    "SECRET-MODEL", "SECRET-LICENCE", "SECRET-GLOSSARY", "SECRET-SETTINGS", "SECRET-TOOL",
    "SECRET-NAME", "SECRET-DIGEST", "SECRET-MESSAGE", "SECRET-TERM",
)  # fmt: skip
PROVENANCE = Provenance(
    "SECRET-ENGINE", "SECRET-MODEL", "SECRET-LICENCE", "SECRET-GLOSSARY", "SECRET-SETTINGS",
    "SECRET-TOOL",
)  # fmt: skip
RELEASE = (
    (Kind.TITLE, "Выставка откроется в Туле", "图拉将举办展览"),
    (Kind.DATELINE, "Тула, 14 апреля 2025 года", "图拉，2025年4月14日"),
    (Kind.LEAD, "Выставка продлится с 9 по 12 мая.", "展览将于5月9日至12日举行。"),
    (Kind.TITLE, "Программа", "日程"),
    (Kind.LIST_ITEM, "форум;", "论坛；"),
    (Kind.LIST_ITEM, "ярмарка.", "交易会。"),
    (Kind.QUOTE, "«Ждём гостей», — сказал мэр.", "市长说：“期待宾客光临。”"),
    (Kind.PARAGRAPH, "Сумма — 3,5 млрд рублей.", "总额为35亿卢布。"),
    (Kind.DATELINE, "15 апреля 2025 года", "2025年4月15日"),
    (Kind.CONTACT, "Пресс-служба", "新闻处"),
    (Kind.CONTACT, "e-mail: press@example.org", "电子邮箱：press@example.org"),
)


def unit(number: int, kind: Kind, source: str, target: str | None, **more) -> TranslationUnit:
    made = TranslationUnit(
        id=f"SECRET-ID-{number}",
        block=f"SECRET-BLOCK-{number}",
        kind=kind,
        source=source,
        target=target,
        origin=Origin.HUMAN,
        engine="SECRET-ENGINE",
        terms=(TermUse("SECRET-TERM", "SECRET-TERM", "SECRET-TERM", "missing"),),
        findings=(Finding("SECRET-FINDING", Severity.MAJOR, "SECRET-FINDING"),),
        signature="SECRET-SIGNATURE",
        state=State.FINAL,
    )
    return replace(made, **more)


def bitext(*units: TranslationUnit) -> Bitext:
    return Bitext(
        name="SECRET-NAME.txt",
        units=units or tuple(unit(n, *row) for n, row in enumerate(RELEASE, 1)),
        provenance=PROVENANCE,
        title="SECRET-NAME",
        source_digest="SECRET-DIGEST",
        messages=("SECRET-MESSAGE",),
    )


def styled() -> tuple[Bitext, dict[str, tuple[InlineStyle, ...]]]:
    whole = bitext(unit(1, Kind.PARAGRAPH, "Ярмарка открыта.", "交易会开幕。"))
    return whole, {"SECRET-ID-1": (InlineStyle(0, 3, bold=True), InlineStyle(3, 5, italic=True))}


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def leaks(data: bytes, words: tuple[str, ...]) -> list[str]:
    """Where any of the words stands: names of parts, their contents, the container itself."""
    found = []
    texts = {"the container": data, **parts_of(data)}
    for name, content in texts.items():
        for word in words:
            if any(word.encode(coding) in content for coding in ("utf-8", "utf-16-le")):
                found.append(f"{word} in {name}")
            if word in name:
                found.append(f"{word} names {name}")
    return found


def png(comment: str = "") -> bytes:
    """A grey point, with a text chunk that says who drew it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        total = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", total)

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    text = chunk(b"tEXt", b"Author\0" + comment.encode()) if comment else b""
    body = chunk(b"IDAT", zlib.compress(b"\0\x80"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + text + body + chunk(b"IEND", b"")


TEMPLATE_SECRETS = (
    "OLD-AUTHOR", "OLD-COMMENT", "OLD-REVISION", "OLD-THUMBNAIL", "OLD-XML", "OLD-PATH",
    "OLD-VARIABLE", "OLD-FIELD", "OLD-HIDDEN", "OLD-BOOKMARK", "OLD-STYLE", "OLD-BODY",
    "OLD-PICTURE", "OLD-CONTROL", "OLD-COMPANY", "OLD-PRINTER", "OLD-THEME", "OLD-NOTE",
    "OLD-MACRO", "OLD-LIST", "00AA11BB", "2019-03-04",
)  # fmt: skip
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHANGED = 'w:author="OLD-AUTHOR" w:date="2019-03-04T05:06:07Z" w:id="7"'
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_HEADER = f"""
<w:p w:rsidR="00AA11BB"><w:pPr><w:pStyle w:val="Header"/></w:pPr>
<w:bookmarkStart w:id="0" w:name="OLD-BOOKMARK"/><w:bookmarkEnd w:id="0"/>
<w:ins {_CHANGED}><w:r w:rsidRPr="00AA11BB"><w:t>Правительство области</w:t></w:r></w:ins>
<w:del {_CHANGED}><w:r><w:delText>OLD-REVISION</w:delText></w:r></w:del>
<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>
<w:r><w:rPr><w:vanish/></w:rPr><w:t>OLD-HIDDEN</w:t></w:r>
<w:fldSimple w:instr=" FILENAME \\p "><w:r><w:t>OLD-PATH</w:t></w:r></w:fldSimple>
<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> AUTHOR </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>OLD-FIELD</w:t></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r>
<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r>
<w:sdt><w:sdtPr><w:alias w:val="OLD-CONTROL"/><w:tag w:val="OLD-CONTROL"/>
<w:dataBinding w:xpath="OLD-XML" w:storeItemID="OLD-XML"/></w:sdtPr>
<w:sdtContent><w:r><w:t>Тула</w:t></w:r></w:sdtContent></w:sdt>
<w:hyperlink r:id="rSite"><w:r><w:t>example.org</w:t></w:r></w:hyperlink>
<w:hyperlink r:id="rFile"><w:r><w:t>ссылка</w:t></w:r></w:hyperlink>
<w:r><w:drawing><wp:inline><wp:extent cx="360000" cy="360000"/>
<wp:docPr id="1" name="OLD-PICTURE" descr="OLD-PATH"/>
<a:graphic><a:graphicData uri="{_PIC}"><pic:pic><pic:nvPicPr>
<pic:cNvPr id="1" name="OLD-PICTURE" descr="OLD-PATH"/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip r:embed="rLogo"><a:extLst><a:ext uri="OLD-PICTURE"/></a:extLst></a:blip>
<a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>
</wp:inline></w:drawing></w:r></w:p>
"""
_STYLES = f"""
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr>
</w:rPrDefault></w:docDefaults>
<w:latentStyles w:count="1"/>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>
<w:rsid w:val="00AA11BB"/></w:style>
<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:basedOn w:val="a"/>
<w:aliases w:val="OLD-STYLE"/><w:next w:val="x9"/>
<w:rPr><w:rFonts w:eastAsia="SimHei"/><w:color w:val="AA0000"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="a4"><w:name w:val="Body Text"/><w:basedOn w:val="a"/>
<w:pPr><w:pPrChange {_CHANGED}><w:pPr/></w:pPrChange></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="a5"><w:name w:val="List Bullet"/><w:basedOn w:val="a"/>
<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/></w:style>
<w:style w:type="paragraph" w:styleId="x9"><w:name w:val="OLD-STYLE"/></w:style>
"""
_SETTINGS = """
<w:trackRevisions/><w:evenAndOddHeaders/><w:defaultTabStop w:val="709"/>
<w:docVars><w:docVar w:name="OLD-VARIABLE" w:val="OLD-VARIABLE"/></w:docVars>
<w:attachedTemplate r:id="rOld"/><w:rsids><w:rsid w:val="00AA11BB"/></w:rsids>
<w:compat><w:compatSetting w:name="compatibilityMode"
w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
"""
_BODY = f"""
<w:p><w:r><w:t>OLD-BODY</w:t></w:r></w:p>
<w:sectPr w:rsidR="00AA11BB"><w:headerReference w:type="default" r:id="rHead"/>
<w:sectPrChange {_CHANGED}><w:sectPr/></w:sectPrChange><w:printerSettings r:id="rPrinter"/>
<w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="708" w:footer="708"/>
</w:sectPr>
"""
_THEME = f"""<a:theme xmlns:a="{_A}" name="OLD-THEME"><a:themeElements>
<a:fontScheme name="OLD-THEME"><a:minorFont><a:ea typeface=""/></a:minorFont></a:fontScheme>
</a:themeElements></a:theme>"""
_NUMBERING = """
<w:abstractNum w:abstractNumId="1"><w:nsid w:val="00AA11BB"/><w:name w:val="OLD-LIST"/>
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:lvlText w:val="OLD-LIST"/></w:lvl>
</w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
"""
_CORE = """<cp:coreProperties
xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>OLD-AUTHOR</dc:creator>
<cp:lastModifiedBy>OLD-AUTHOR</cp:lastModifiedBy></cp:coreProperties>"""


def _root(name: str, inside: str) -> bytes:
    spaces = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:pic="{_PIC}"'
    return f"<w:{name} {spaces}>{inside}</w:{name}>".encode()


def _rels(*rows: tuple[str, str, str]) -> bytes:
    made = []
    for identifier, kind, target in rows:
        mode = ' TargetMode="External"' if ":" in target else ""
        address = kind if ":" in kind else f"{_OFFICE}/{kind}"
        made.append(f'<Relationship Id="{identifier}" Type="{address}" Target="{target}"{mode}/>')
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(made)}</Relationships>'.encode()


def hostile_template(**changed: bytes) -> bytes:
    """A letterhead as offices keep it for years; ``changed`` replaces parts by the last word of
    their name."""
    words = "<w:p><w:r><w:t>OLD-COMMENT</w:t></w:r></w:p>"
    comment = f'<w:comment {_CHANGED} w:initials="OLD">{words}</w:comment>'
    parts = {
        "[Content_Types].xml": content_types({}, {}),
        "_rels/.rels": _rels(
            ("r1", "officeDocument", "word/document.xml"),
            ("r2", "http://x/metadata/core-properties", "docProps/core.xml"),
            ("r3", "http://x/metadata/thumbnail", "docProps/thumbnail.jpeg"),
            ("r4", "custom-properties", "docProps/custom.xml"),
        ),
        "word/document.xml": _root("document", f"<w:body>{_BODY}</w:body>"),
        "word/_rels/document.xml.rels": _rels(
            ("rStyles", "styles", "styles.xml"),
            ("rSettings", "settings", "settings.xml"),
            ("rNumbering", "numbering", "numbering.xml"),
            ("rTheme", "theme", "theme/theme1.xml"),
            ("rHead", "header", "header7.xml"),
            ("rComments", "comments", "comments.xml"),
            ("rPeople", "http://x/people", "people.xml"),
            ("rXml", "customXml", "../customXml/item1.xml"),
            ("rPrinter", "printerSettings", "printerSettings/printerSettings1.bin"),
            ("rNotes", "footnotes", "footnotes.xml"),
            ("rMacro", "http://x/vbaProject", "vbaProject.bin"),
        ),
        "word/styles.xml": _root("styles", _STYLES),
        "word/settings.xml": _root("settings", _SETTINGS),
        "word/_rels/settings.xml.rels": _rels(
            ("rOld", "attachedTemplate", "file:///C:/OLD-PATH/letter.dotx")
        ),
        "word/numbering.xml": _root("numbering", _NUMBERING),
        "word/theme/theme1.xml": _THEME.encode(),
        "word/header7.xml": _root("hdr", _HEADER),
        "word/_rels/header7.xml.rels": _rels(
            ("rLogo", "image", "media/OLD-PICTURE.png"),
            ("rSite", "hyperlink", "https://example.org/"),
            ("rFile", "hyperlink", "file:///C:/OLD-PATH/a.docx"),
        ),
        "word/media/OLD-PICTURE.png": png("OLD-AUTHOR"),
        "word/comments.xml": _root("comments", comment),
        "word/people.xml": b"<people>OLD-AUTHOR</people>",
        "word/footnotes.xml": _root("footnotes", "<w:p><w:r><w:t>OLD-NOTE</w:t></w:r></w:p>"),
        "word/printerSettings/printerSettings1.bin": "OLD-PRINTER".encode("utf-16-le"),
        "word/vbaProject.bin": b"OLD-MACRO",
        "customXml/item1.xml": b"<x>OLD-XML</x>",
        "docProps/core.xml": _CORE.encode(),
        "docProps/custom.xml": b"<Properties>OLD-COMPANY</Properties>",
        "docProps/thumbnail.jpeg": b"OLD-THUMBNAIL",
    }
    for key, data in changed.items():
        name = next(n for n in parts if n.rpartition("/")[2].partition(".")[0] == key)
        parts[name] = data
    return zipped(parts)
