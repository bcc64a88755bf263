"""Web pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from translator.errors import InputError
from translator.ingest import read, read_bytes
from translator.ingest.pieces import Piece
from translator.ingest.webpage import _Extract, _main_part
from translator.units import Kind, SourceDocument

EXAMPLES = Path(__file__).parents[2] / "examples"
LONG = "Сотый с начала года контейнерный поезд отправился в Китай, сообщили в министерстве."


def page(body: str, head: str = "") -> SourceDocument:
    return read_bytes(
        f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), "-"
    )


def texts(document: SourceDocument) -> list[str]:
    return [block.text for block in document.blocks]


def test_second_example() -> None:
    document = read(EXAMPLES / "02-port-container-trains.html")
    assert document.issued == date(2025, 6, 5)
    assert [b.kind.value for b in document.blocks] == [
        "title", "dateline", "lead", "paragraph", "title", "paragraph", "list-item", "list-item",
        "list-item", "quote", "paragraph", "paragraph", "paragraph", "contact",
    ]  # fmt: skip
    whole = "\n".join(texts(document))
    assert "поделиться мнением" in whole
    for stray in ("ВКонтакте", "Отличная новость", "Балтийске", "cookie", "counter", "Главная"):
        assert stray not in whole
    assert "photo-credit" in [f.rule for f in document.set_aside]
    styled = next(b for b in document.blocks if "Chengdu" in b.text)
    assert [styled.text[s.start : s.stop] for s in styled.styles if s.italic] == [
        "Chengdu Overland Port"
    ]


@pytest.mark.parametrize("codec", ["utf-8", "cp1251", "koi8_r", "utf-16"])
@pytest.mark.parametrize("declares", [True, False])
def test_encodings_of_pages(codec: str, declares: bool) -> None:
    meta = f'<meta charset="{codec.replace("_", "-")}">' if declares else ""
    body = f"<article><h1>Порт отправил поезд</h1><p>{LONG}</p><p>{LONG} Раз.</p></article>"
    data = f"<html><head>{meta}</head><body>{body}</body></html>".encode(codec)
    assert texts(read_bytes(data, "-")) == ["Порт отправил поезд", LONG, LONG + " Раз."]


def test_a_wrong_declaration_does_not_win() -> None:
    body = f"<html><head><meta charset='windows-1251'></head><body><p>{LONG}</p></body></html>"
    document = read_bytes(body.encode(), "-")
    assert (texts(document)[-1], document.encoding) == (LONG, "utf-8")


def test_scripts_and_forms_are_ignored() -> None:
    document = page(
        f"<article><h1>Порт</h1><p>{LONG}<script>alert('x')</script></p>"
        f"<form><p>Ваше имя</p></form><p>{LONG} Раз.</p></article>"
    )
    assert texts(document) == ["Порт", LONG, LONG + " Раз."]


def test_breaks_inside_a_paragraph() -> None:
    document = page(
        f"<article><h1>Порт<br>отправил поезд</h1><div>{LONG}<br><br>Поезд пройдёт через<br>"
        f"Смоленск.<br>{LONG}</div></article>"
    )
    assert texts(document) == [
        "Порт отправил поезд", LONG, "Поезд пройдёт через Смоленск.", LONG,
    ]  # fmt: skip


def test_a_page_without_any_article() -> None:
    assert texts(page("<p>Порт готов.</p>")) == ["Порт готов."]


def test_table_cells_and_nested_lists_keep_their_order() -> None:
    document = page(
        f"<article><h1>Порт</h1><p>{LONG}</p><ul><li>Картон<ul><li>белый</li></ul></li></ul>"
        f"<table><tr><td>Мука</td><td>74,8</td></tr></table><p>{LONG} Раз.</p></article>"
    )
    assert texts(document)[2:6] == ["Картон", "белый", "Мука", "74,8"]
    assert document.blocks[3].kind is Kind.LIST_ITEM


def test_paragraphs_overlooked_by_the_extractor_are_kept() -> None:
    found = [
        Piece("Меню", "paragraph 1", group=1),
        Piece("Порт отправил поезд", "paragraph 2", group=2),
        Piece("Короткая строка.", "paragraph 3", group=3),
        Piece("Другая новость", "paragraph 4", link=True, group=3),
        Piece(LONG, "paragraph 5", group=4),
        Piece("Рядом с ней.", "paragraph 6", group=4),
        Piece("Подвал", "paragraph 7", group=5),
    ]
    from translator.ingest.pieces import key

    extract = _Extract(frozenset({key(found[1].text), key(LONG)}), key(LONG))
    pieces, aside = _main_part(found, extract, "")
    assert [p.text for p in pieces] == [found[i].text for i in (1, 2, 4, 5)]
    assert [(f.text, f.rule) for f in aside] == [("Другая новость", "page-frame")]


def test_a_page_nested_too_deeply_is_refused_rather_than_cut() -> None:
    with pytest.raises(InputError, match=r"nested too deeply.*\.txt file"):
        page(f"<p>{LONG}</p>" + "<div>" * 3000 + f"<p>{LONG} Раз.</p>")


@pytest.mark.parametrize(
    ("head", "issued"),
    [
        ('<meta property="article:published_time" content="2025-05-12">', date(2025, 5, 12)),
        ('<meta itemprop="datePublished" content="12.05.2025">', date(2025, 5, 12)),
        (
            '<script type="application/ld+json">{"datePublished": "2025-05-12T10:00"}</script>',
            date(2025, 5, 12),
        ),
    ],
)
def test_date_of_issue(head: str, issued: date) -> None:
    document = page(f"<article><h1>Порт</h1><p>{LONG}</p></article>", head)
    assert document.issued == issued
