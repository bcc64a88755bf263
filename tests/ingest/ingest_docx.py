"""Building DOCX files for the tests: raw packages for odd markup, one realistic example."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType=
"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType=
"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
<Override PartName="/word/footnotes.xml" ContentType=
"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>
</Types>"""
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(**targets: str) -> str:
    """A .rels part; keys are the last words of the relationship types."""
    lines = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{lines}</Relationships>'


def part(root: str, content: str) -> str:
    """A WordprocessingML part with the usual prefixes."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{W}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        f'xmlns:v="urn:schemas-microsoft-com:vml">{content}</w:{root}>'
    )


def package(body: str, *, parts: dict[str, str] | None = None, prolog: str = "") -> bytes:
    """A .docx with this body; ``parts`` adds or replaces members."""
    members = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": relations(styles="styles.xml", footnotes="footnotes.xml"),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    }
    if prolog:
        members["word/document.xml"] = prolog + members["word/document.xml"].partition("?>")[2]
    members |= parts or {}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            stamp = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            stamp.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(stamp, content)
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(content: str, properties: str = "") -> str:
    """A paragraph; plain text is put into a run."""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


STYLES = part(
    "styles",
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Deep"><w:name w:val="office heading"/>'
    '<w:basedOn w:val="H1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="item"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>'
    "<w:rPr><w:b/></w:rPr></w:style>",
)


def footnotes(*texts: str) -> str:
    """A footnotes part; ids count from 1."""
    notes = "".join(
        f'<w:footnote w:id="{n}">{para(text)}</w:footnote>' for n, text in enumerate(texts, 1)
    )
    return part("footnotes", notes)


def make_example(path: Path) -> None:
    """examples/03-food-fair-shanghai.docx, made with python-docx and one footnote added."""
    import docx

    document = docx.Document()
    document.add_heading("Алтайские производители показали в Шанхае мёд, муку и масла", 0)
    document.add_paragraph("г. Барнаул, 22 мая 2025 года")
    lead = document.add_paragraph()
    lead.add_run(
        "Девять предприятий Алтайского края приняли участие в международной выставке "
        "продуктов питания, которая прошла в Шанхае с 19 по 21 мая."
    ).bold = True
    text = document.add_paragraph("Общий стенд региона площадью 96 кв. м организовал ")
    text.add_run("Алтайский центр экспорта").italic = True
    text.add_run(
        ". За три дня его посетили более 1,5 тыс. специалистов из Китая, Вьетнама и Сингапура."
    )
    document.add_paragraph(
        "По предварительным данным, участники подписали соглашения на 380 млн рублей. Крупнейший "
        "контракт заключила компания «Степной колос»: она поставит 12 тыс. т муки в провинцию "
        "Чжэцзян до 31 марта 2026 года."
    )
    document.add_heading("Что заинтересовало покупателей", 2)
    document.add_paragraph("Наибольшим спросом пользовались:")
    for item in (
        "гречишный мёд в банках по 250 г;",
        "льняное и облепиховое масла холодного отжима;",
        "сублимированные ягоды торговой марки Altay Berry.",
    ):
        document.add_paragraph(item, style="List Bullet")
    document.add_paragraph(
        "«Китайские сети ценят, что наша продукция выращена в чистых предгорьях. Уже в июле мы "
        "отправим первые 40 т мёда», — рассказала директор предприятия «Пасеки Белогорья» Нина "
        "Лугова."
    )
    document.add_paragraph("Экспорт Алтайского края в Китай, млн долларов:")
    rows = (
        ("Товар", "2023 год", "2024 год"),
        ("Мука и крупы", "61,3", "74,8"),
        ("Растительные масла", "48,0", "52,6"),
        ("Мёд", "3,1", "4,9"),
    )
    table = document.add_table(rows=0, cols=3, style="Table Grid")
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
    document.add_paragraph(
        "В 2024 году поставки региона в Китай выросли на 17,6 %. Доля продовольствия в экспорте "
        "достигла 64 %."
    )
    document.add_paragraph(
        "Следующая деловая миссия намечена на сентябрь 2025 года. Предприниматели посетят Ханчжоу "
        "и Нинбо, заявки принимаются до 15 июля."
    )
    document.add_paragraph("Пресс-служба правительства Алтайского края")
    document.add_paragraph("Тел.: +7 (3852) 00-00-00, press@example.org")
    document.add_paragraph("Поделиться")
    stream = io.BytesIO()
    document.save(stream)
    path.write_bytes(_with_footnote(stream.getvalue(), "По данным таможенной статистики."))


def _with_footnote(data: bytes, text: str) -> bytes:
    """The package with a footnote after «млн долларов:»."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "word/document.xml":
                mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
                place = "млн долларов:</w:t></w:r>"
                content = content.decode().replace(place, place + mark).encode()
            elif member.filename == "word/_rels/document.xml.rels":
                extra = relations(footnotes="footnotes.xml").replace('"r1"', '"rIdNotes"')
                relation = extra[extra.index("<Relationship ") : extra.index("</Relationships>")]
                content = content.decode().replace("</Relationships>", relation).encode()
                content += b"</Relationships>"
            elif member.filename == "[Content_Types].xml":
                override = _TYPES[_TYPES.rindex("<Override") :]
                content = content.decode().replace("</Types>", override).encode()
            new.writestr(member, content)
        note = footnotes(text).replace(run(text), f"<w:r><w:footnoteRef/></w:r>{run(' ' + text)}")
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
            "</w:footnote>"
            for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        new.writestr(
            "word/footnotes.xml", note.replace("<w:footnote ", separators + "<w:footnote ", 1)
        )
    return stream.getvalue()
