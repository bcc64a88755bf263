"""The body of the review document: head, legend, summary, table of units, what was set aside."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from translator.bilingual.anchors import bookmark, tag
from translator.bilingual.extras import NONE, Extras
from translator.bilingual.ledger import ledger
from translator.bilingual.rivals import rival_runs
from translator.bilingual.runs import (
    bookmarked,
    cell,
    control,
    mixed,
    paragraph,
    piece_runs,
    row,
    run_properties,
    table,
)
from translator.bilingual.spans import source_pieces, target_pieces
from translator.bilingual.theme import style_id, theme
from translator.licences import non_commercial
from translator.ooxml.markup import storable
from translator.ooxml.written import NOTHING, Markup, el, joined
from translator.units import Bitext, Finding, Severity, State, TranslationUnit

UNITS_CAPTION = "units"
CHECKS_AUTHOR = "checks"
_HEAD_WIDTHS = (2000, 6100, 2000, 5298)
_SUMMARY_WIDTHS = (3000, 1900, 10498)
_CONTROLS = 6  # numbers reserved for the content controls of one row


def body(bitext: Bitext, extras: Extras = NONE) -> Markup:
    """What stands in ``w:body`` but its section properties."""
    return joined((*before_units(bitext, extras), unit_table(bitext, extras), *after_units(bitext)))


def before_units(bitext: Bitext, extras: Extras = NONE) -> list[Markup]:
    """What stands above the table of units."""
    words = theme().words
    rivals = [paragraph("ReviewSmall", mixed(words["legend-conflict"]))] if extras.rivals else []
    return [
        paragraph("ReviewHeading", mixed(words["heading"])),
        _head(bitext, extras),
        paragraph("ReviewSection", mixed(words["legend"])),
        _legend(),
        *rivals,
        paragraph("ReviewSection", mixed(words["summary"])),
        *_summary(bitext, extras),
        paragraph("ReviewSection", mixed(f"{words['units']}: {len(bitext.units)}")),
    ]


def head_values(bitext: Bitext, extras: Extras = NONE) -> Iterator[tuple[str, str]]:
    """Label and value of each line of the head; what is not known is shown by a dash."""
    words = theme().words
    made = bitext.provenance
    yield words["document"], bitext.title or bitext.name
    yield words["direction"], words["direction-value"]
    yield words["issued"], bitext.issued.strftime("%d.%m.%Y") if bitext.issued else ""
    yield words["model"], f"{made.model} ({made.engine})" if made.engine else made.model
    yield words["licence"], made.licence
    yield words["glossary"], made.glossary_digest[:12]
    round_of = f" · {words['round']} {extras.round}" if extras.round > 1 else ""
    yield words["tool"], made.tool + round_of
    yield words["source-digest"], bitext.source_digest[:12]


def _head(bitext: Bitext, extras: Extras) -> Markup:
    look = theme()
    values = list(head_values(bitext, extras))
    rows = []
    for left, right in zip(values[::2], values[1::2], strict=True):
        cells = []
        for (label, value), (narrow, wide) in zip(
            (left, right), (_HEAD_WIDTHS[:2], _HEAD_WIDTHS[2:]), strict=True
        ):
            runs = mixed(value or "—")
            if label == look.words["licence"] and non_commercial(value):
                note = f" — {look.words['non-commercial']}"
                runs = joined((runs, mixed(note, bold=True, colour=look.colours["warning"])))
            name = mixed(label, colour=look.colours["quiet"])
            cells.append(cell(narrow, paragraph("ReviewSmall", name), shade=look.colours["head"]))
            cells.append(cell(wide, paragraph("ReviewSmall", runs)))
        rows.append(row(*cells))
    return table(_HEAD_WIDTHS, *rows, caption="document")


@cache
def _legend() -> Markup:
    look = theme()
    width = sum(look.widths)
    swatches = [
        (f"{weight.mark} {weight.ru} {weight.zh}", weight.shade, False)
        for weight in reversed(look.weights.values())
    ]
    swatches.append((look.words["legend-empty"], look.empty["shade"], False))
    swatches.append((look.words["legend-term"], "", True))
    each = width // len(swatches)
    widths = [each] * (len(swatches) - 1) + [width - each * (len(swatches) - 1)]
    cells = [
        cell(size, paragraph("ReviewSmall", mixed(label, term=term)), shade=shade)
        for size, (label, shade, term) in zip(widths, swatches, strict=True)
    ]
    lines = (paragraph("ReviewSmall", mixed(look.words[f"legend-{k}"])) for k in ("edit", "status"))
    return joined((table(widths, row(*cells), caption="legend"), *lines))


def _summary(bitext: Bitext, extras: Extras) -> Iterator[Markup]:
    look = theme()
    words = look.words
    rows = [_summary_head()]
    for severity in sorted(Severity, reverse=True):
        found = [
            (number, unit, sum(f.severity == severity for f in unit.findings))
            for number, unit in extras.numbered(bitext)
        ]
        hit = [(number, unit) for number, unit, count in found if count]
        if not hit:
            continue
        weight = look.weights[severity]
        links: list[Markup] = []
        for position, (number, unit) in enumerate(hit):
            links += [mixed(", ")] if position else []
            links.append(_link(str(number), bookmark(unit.id)))
        total = str(sum(count for _, _, count in found))
        label = mixed(f"{weight.mark} {weight.ru} {weight.zh}", bold=severity is Severity.CRITICAL)
        rows.append(
            row(
                cell(_SUMMARY_WIDTHS[0], paragraph("ReviewSmall", label), shade=weight.shade),
                cell(_SUMMARY_WIDTHS[1], paragraph("ReviewNumber", mixed(total))),
                cell(_SUMMARY_WIDTHS[2], paragraph("ReviewSmall", *links)),
            )
        )
    if len(rows) > 1:
        yield table(_SUMMARY_WIDTHS, *rows, caption="summary")
    else:
        yield paragraph("ReviewSmall", mixed(words["summary-none"]))


@cache
def _summary_head() -> Markup:
    words = theme().words
    labels = (words["summary-severity"], words["summary-count"], words["summary-units"])
    shade = theme().colours["head"]
    return row(
        *(
            cell(width, paragraph("ReviewSmall", mixed(label, bold=True)), shade=shade)
            for width, label in zip(_SUMMARY_WIDTHS, labels, strict=True)
        ),
    )


def _link(text: str, anchor: str) -> Markup:
    return el("hyperlink", mixed(text, style="Hyperlink"), anchor=anchor)


def unit_table(bitext: Bitext, extras: Extras = NONE) -> Markup:
    """The table of units: a heading row that repeats on every page, one row per unit."""
    rows = []
    comment = 0
    for number, unit in extras.numbered(bitext):
        rows.append(_row(number, unit, comment, extras))
        comment += len(unit.findings) + len(extras.comments.get(unit.id, ()))
    return table(theme().widths, _unit_head(), *rows, caption=UNITS_CAPTION)


@cache
def _unit_head() -> Markup:
    look = theme()
    cells = (
        cell(width, paragraph("ReviewHead", mixed(title)), shade=look.colours["head"])
        for width, title in zip(look.widths, look.titles, strict=True)
    )
    return row(*cells, repeats=True)


def _row(number: int, unit: TranslationUnit, comment: int, extras: Extras) -> Markup:
    look = theme()
    widths = look.widths
    quiet = look.colours["locked"]
    first = number * _CONTROLS
    label = bookmarked(number, bookmark(unit.id), mixed(str(number)))
    source = control(first + 1, tag(unit.id, "text"), piece_runs(source_pieces(unit), "ru"))
    notes = [paragraph("ReviewSmall", mixed(note)) for note in notes_of(unit, extras)]
    return row(
        control(
            first + 2,
            tag(unit.id, "number"),
            cell(widths[0], paragraph("ReviewNumber", label), shade=quiet),
            title=f"№ {number}",
        ),
        control(
            first + 3,
            tag(unit.id),
            cell(widths[1], paragraph(style_id("ru", unit.kind), source), shade=quiet),
            title=f"№ {number} ru",
        ),
        cell(widths[2], _target(number, unit, comment, extras), shade=_doubt(unit)),
        cell(widths[3], *(notes or [paragraph("ReviewSmall")])),
        cell(widths[4], paragraph("ReviewSmall", _status(first + 4, number, unit))),
    )


def _target(number: int, unit: TranslationUnit, comment: int, extras: Extras) -> Markup:
    count = len(unit.findings) + len(extras.comments.get(unit.id, ()))
    comments = [str(comment + index) for index in range(count)]
    if unit.id in extras.rivals:
        runs = rival_runs(number, unit.target or "", *extras.rivals[unit.id])
    else:
        runs = piece_runs(target_pieces(unit), "zh")
    return paragraph(
        style_id("zh", unit.kind),
        *(el("commentRangeStart", id=name) for name in comments),
        runs,
        *(joined((el("commentRangeEnd", id=name), _reference(name))) for name in comments),
        properties=run_properties("zh"),
    )


def _reference(comment: str) -> Markup:
    look = run_properties("ru", style="CommentReference")
    return el("r", look, el("commentReference", id=comment))


def _doubt(unit: TranslationUnit) -> str:
    """The shade of a target cell: no translation, else the worst finding, else none."""
    look = theme()
    if not (unit.target or "").strip():
        return look.empty["shade"]
    if unit.findings:
        return look.weights[max(f.severity for f in unit.findings)].shade
    return ""


def notes_of(unit: TranslationUnit, extras: Extras = NONE) -> list[str]:
    """The notes column: both texts of a conflict, then the findings in short, worst first, for
    programs that hide comments."""
    ordered = sorted(unit.findings, key=lambda finding: -finding.severity)
    rivals = extras.rivals.get(unit.id, ())
    return [
        *(storable(f"{rival.author or '?'}: {rival.text or '—'}") for rival in rivals),
        *(f"{theme().weights[f.severity].mark} {storable(f.message)}" for f in ordered),
    ]


def comment_text(finding: Finding) -> str:
    """The text of a finding's comment: weight in Russian, the check's name, the message."""
    weight = theme().weights[finding.severity]
    return f"{weight.mark} {weight.ru} ({finding.check}): {finding.message}"


def status_of(unit: TranslationUnit) -> str:
    """The status a row starts with; a unit without translation is never shown as translated."""
    if not (unit.target or "").strip() and unit.state is State.TRANSLATED:
        return State.INITIAL.value
    return unit.state.value


def _status(control_number: int, number: int, unit: TranslationUnit) -> Markup:
    current = status_of(unit)
    return control(
        control_number,
        tag(unit.id, "status"),
        mixed(theme().status[current]),
        title=f"№ {number} status",
        lock="sdtLocked",
        choice=_choice(current),
    )


@cache
def _choice(current: str) -> Markup:
    offered = {
        key: label
        for key, label in theme().status.items()
        if key != State.INITIAL or current == key
    }
    items = [el("listItem", displayText=label, value=key) for key, label in offered.items()]
    return el("dropDownList", *items, lastValue=current)


def after_units(bitext: Bitext) -> Iterator[Markup]:
    """What stands below the table of units: what was set aside, messages of the run."""
    words = theme().words
    quiet = theme().colours["quiet"]
    messages = [*bitext.messages, *_replaced(bitext)]
    yield from ledger(bitext)
    if bitext.set_aside:
        yield paragraph("ReviewSection", mixed(words["set-aside"]))
    for furniture in bitext.set_aside:
        rule = mixed(f" [{furniture.rule}]", colour=quiet) if furniture.rule else NOTHING
        yield paragraph("ReviewSmall", mixed(furniture.text), rule)
    if messages:
        yield paragraph("ReviewSection", mixed(words["messages"]))
    for message in messages:
        yield paragraph("ReviewSmall", mixed(message))
    yield paragraph("ReviewSmall")


def _replaced(bitext: Bitext) -> Iterator[str]:
    numbers = [
        str(number)
        for number, unit in enumerate(bitext.units, 1)
        if "\ufffd" in storable(unit.source + (unit.target or ""))
    ]
    if numbers:
        yield f"{theme().words['replaced']} {', '.join(numbers)}"
