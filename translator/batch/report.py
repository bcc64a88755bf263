"""The report of an archive as one HTML page: no outside resources, no scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from translator.batch.records import Entry, State
from translator.batch.survey import LISTED, WORST, Survey, weight_of
from translator.units import Severity

_STYLE = Path(__file__).with_name("report.css")
_TOP = 200
"""Terms and names that are listed."""
_STATES = {
    State.DONE: "готово",
    State.FAILED: "не удалось",
    State.WAITING: "ждёт",
    State.RUNNING: "в работе",
    State.WRITING: "записывается",
}
_SEVERITIES = {
    Severity.CRITICAL: "критических",
    Severity.MAJOR: "серьёзных",
    Severity.MINOR: "лёгких",
}
_STOPPED = "остановлен: {}"


def page(made: Survey, title: str, link: str) -> str:
    """The whole page. ``link`` is the way from the page to the output folder (``.``)."""
    style = _STYLE.read_text(encoding="utf-8")
    body = "\n".join(
        part
        for section in (
            _totals(made),
            _failed(made),
            _worst(made, link),
            _findings(made),
            _pairs("missed", "Термины, которых нет в переводе", made.missed),
            _pairs("unsure", "Имена и названия без утверждённой формы", made.unsure),
            _runs(made),
            _documents(made, link),
        )
        for part in section
    )
    return (
        '<!DOCTYPE html>\n<html lang="ru"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head>\n<body>\n"
        f"<h1>Перевод архива: {escape(title)}</h1>\n{body}\n</body></html>\n"
    )


def _totals(made: Survey) -> Iterator[str]:
    rate = made.segments / made.seconds if made.seconds else 0.0
    used = made.terms_used + made.terms_missing
    items = [
        ("Документов", _number(made.total)),
        *((_STATES[s].capitalize(), _number(n)) for s, n in made.states.items() if n),
        ("Сегментов", _number(made.segments)),
        ("Слов", _number(made.words)),
        ("Из памяти переводов", _share(made.from_memory, made.segments)),
        ("Без перевода", _share(made.without_target, made.segments)),
        ("Термины соблюдены", _share(made.terms_used, used)),
        ("Сегментов в секунду на процесс", _decimal(rate)),
    ]
    cells = "".join(f"<div><dt>{k}</dt><dd>{v}</dd></div>" for k, v in items)
    yield f'<section id="totals"><dl>{cells}</dl></section>'


def _failed(made: Survey) -> Iterator[str]:
    if not made.failed:
        return
    rows = ((_text(e.key), _text(e.error), _number(e.tries)) for e in made.failed)
    yield from _section(
        "failed", "Документы, которые не удалось перевести", ("Документ", "Причина", "Попыток"),
        rows, len(made.failed),
    )  # fmt: skip


def _worst(made: Survey, link: str) -> Iterator[str]:
    heads = ("Документ", "Без перевода", *(w.capitalize() for w in _SEVERITIES.values()))
    rows = (
        (_linked(entry, link), *map(_number, weight_of(figures))) for entry, figures in made.worst
    )
    title = f"С чего начать проверку (не более {WORST})"
    yield from _section("worst", title, heads, rows, len(made.worst))


def _findings(made: Survey) -> Iterator[str]:
    checks = Counter[str]()
    for (check, _), count in made.findings.items():
        checks[check] += count
    heads = ("Проверка", *(w.capitalize() for w in _SEVERITIES.values()), "Всего")
    rows = (
        (
            _text(check),
            *(_number(made.findings[check, s.label]) for s in _SEVERITIES),
            _number(count),
        )
        for check, count in checks.most_common()
    )
    yield from _section("findings", "Замечания по проверкам", heads, rows, len(checks))


def _pairs(name: str, title: str, counted: Counter[tuple[str, str]]) -> Iterator[str]:
    rows = (
        (_text(ru), f'<span lang="zh-CN">{escape(zh)}</span>', _number(count))
        for (ru, zh), count in counted.most_common(_TOP)
    )
    heads = ("По-русски", "По-китайски", "Раз")
    yield from _section(name, f"{title}: {_number(len(counted))}", heads, rows, len(counted))


def _runs(made: Survey) -> Iterator[str]:
    heads = ("Начат", "Окончен", "Готово", "Не удалось", "Документов/с", "Слов/с", "")
    rows = (
        (
            _moment(begun),
            _moment(ended),
            _number(one.done),
            _number(one.failed),
            _decimal(one.documents_per_second),
            _decimal(one.words / one.seconds if one.seconds else 0.0),
            _text(_STOPPED.format(one.stopped) if one.stopped else ""),
        )
        for begun, ended, one in made.runs
    )
    yield from _section("runs", "Запуски", heads, rows, len(made.runs))


def _documents(made: Survey, link: str) -> Iterator[str]:
    heads = ("Документ", "Сегментов", "Секунд", "Замечаний")
    rows = (
        (
            _linked(entry, link),
            _number(figures.segments),
            _decimal(figures.seconds),
            _number(sum(count for _, _, count in figures.findings)),
        )
        for entry, figures in made.documents
    )
    more = f", первые {LISTED}" if made.states[State.DONE] > LISTED else ""
    title = f"Готовые документы{more}"
    yield from _section("documents", title, heads, rows, len(made.documents), closed=True)


def _section(
    name: str,
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    count: int,
    *,
    closed: bool = False,
) -> Iterator[str]:
    if not count:
        return
    head = "".join(f"<th>{escape(word)}</th>" for word in heads)
    yield f'<section id="{name}">'
    yield f"<details{'' if closed else ' open'}><summary><h2>{escape(title)}</h2></summary>"
    yield f"<table><thead><tr>{head}</tr></thead><tbody>"
    for row in rows:
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
    yield "</tbody></table></details></section>"


def _linked(entry: Entry, link: str) -> str:
    """The document's name with a link to each of its results."""
    places = " ".join(
        f'<a href="{escape(quote(f"{link}/{output.path}"))}">{escape(output.form)}</a>'
        for output in entry.outputs
    )
    return f"{_text(entry.key)} {places}"


def _text(text: str) -> str:
    return escape(text)


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\u202f")


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _share(part: int, whole: int) -> str:
    return f"{_number(part)} ({_decimal(100 * part / whole)} %)" if whole else _number(part)


def _moment(stamp: str) -> str:
    return f"{stamp[8:10]}.{stamp[5:7]}.{stamp[:4]} {stamp[11:16]} UTC"
