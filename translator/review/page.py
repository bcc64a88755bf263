"""The comparison as one HTML page for reading side by side; no outside resources, no scripts."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from translator.review.difference import difference
from translator.review.importing import FileReport, ImportReport
from translator.review.records import Difference

_STYLE = Path(__file__).with_name("page.css")
_TAGS = {"same": "{}", "delete": "<del>{}</del>", "insert": "<ins>{}</ins>"}


def page(report: ImportReport, title: str) -> str:
    """The page: a table for each file, exported text on the left, reviewed on the right."""
    files = enumerate(report.files, 1)
    body = "\n".join(part for number, file in files for part in _file(number, file))
    style = _STYLE.read_text(encoding="utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="ru"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head>\n<body>\n"
        f"<h1>Сравнение правки 审校对照: {escape(title)}</h1>\n{body}\n</body></html>\n"
    )


def _file(number: int, file: FileReport) -> Iterator[str]:
    changed = sum(one.verdict != "unchanged" for one in file.differences)
    who = escape(file.reviewer or "—")
    yield f"<section><h2>{escape(file.path.name)}</h2>"
    yield (
        f'<p class="meta">Рецензент 审校: {who} · раунд 轮次 {file.round} · '
        f"изменено 改动: {changed} / {len(file.differences)}</p>"
    )
    for message in file.messages:
        yield f'<p class="meta">{escape(message)}</p>'
    yield (
        f'<input type="checkbox" class="all" id="all{number}" checked> '
        f'<label for="all{number}">Показать и неизменённые 显示未改动</label>'
    )
    yield (
        '<table><colgroup><col class="n"><col class="r"><col><col><col class="s"></colgroup>'
        "<thead><tr><th>№</th><th>Русский</th><th>Было 原译</th><th>Стало 审校后</th>"
        "<th>Статус 状态</th></tr></thead><tbody>"
    )
    for one in file.differences:
        yield _row(one, file)
    yield "</tbody></table></section>"


def _row(one: Difference, file: FileReport) -> str:
    pieces = difference(one.exported, one.reviewed)
    left = "".join(_TAGS[p.kind].format(escape(p.text)) for p in pieces if p.kind != "insert")
    right = "".join(_TAGS[p.kind].format(escape(p.text)) for p in pieces if p.kind != "delete")
    extra = ""
    if one.verdict == "conflict":
        extra += f'<span class="doubt">Сейчас 现文: {escape(one.current)}</span>'
    if one.doubt is not None:
        choices = ", ".join(one.doubt.choices)
        extra += f'<span class="doubt">{escape(one.doubt.message)} [{choices}]</span>'
    for change in one.changes:
        text = escape(f"{change.kind} «{change.text.strip()}» {change.author} {change.time}")
        extra += f'<span class="who">{text}</span>'
    for comment in file.comments:
        if comment.unit and comment.unit == one.unit:
            extra += f'<span class="note">{escape(f"{comment.author}: {comment.text}")}</span>'
    for note in one.notes:
        extra += f'<span class="note">{escape(note)}</span>'
    state = f'<span class="state">{one.state} · {escape(one.verdict)}</span>'
    return (
        f'<tr class="{one.verdict}"><td>{escape(one.label)}</td><td lang="ru">{escape(one.source)}'
        f'</td><td class="zh" lang="zh-CN">{left}</td><td class="zh" lang="zh-CN">{right}{extra}'
        f"</td><td>{state}\n{escape(one.status)}</td></tr>"
    )
