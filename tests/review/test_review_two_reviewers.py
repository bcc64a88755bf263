"""Two reviewers, late copies, conflicts and the third person who decides them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bilingual_bitext import bitext, sample, unit
from review_files import IVANOV, WANG, Editor, run

from translator.bilingual import read
from translator.errors import InputError, UsageError
from translator.ooxml.markup import w
from translator.project import Project
from translator.review.choices import Choices, parse_choices
from translator.review.exporting import export_review
from translator.review.importing import ImportReport, import_files
from translator.units import State


def copy_of(folder: Path, name: str, author: str, *steps: list) -> Path:
    editor = Editor.of(sample(), author)
    if author:
        editor.author_is(author)
    return editor.do(list(steps)).save(folder / name)


def texts(report: ImportReport) -> dict[str, str | None]:
    return {unit.id: unit.target for unit in Project(report.project).bitext().units}


def states(report: ImportReport) -> dict[str, str]:
    return {unit.id: unit.state.value for unit in Project(report.project).bitext().units}


@pytest.fixture
def conflict(tmp_path: Path) -> ImportReport:
    """Both have changed the same figure; each has one more edit of their own."""
    one = copy_of(tmp_path, "w.docx", WANG, ["replace", 4, "35亿", "350亿"], ["write", 3, "投产。"])
    two = copy_of(tmp_path, "i.docx", IVANOV, ["replace", 4, "35亿", "3.5亿"], ["write", 1, "揭幕"])
    return import_files([one, two])


def test_copies_that_touch_different_units_are_merged(tmp_path: Path) -> None:
    one = copy_of(tmp_path, "w.docx", WANG, ["write", 3, "投产。"])
    two = copy_of(tmp_path, "i.docx", IVANOV, ["write", 1, "揭幕"])
    report = import_files([one, two])
    assert not report.conflicts
    assert (texts(report)["s3"], texts(report)["s1"]) == ("投产。", "揭幕")
    authors = {r.unit: r.author for r in Project(report.project).revisions()}
    assert authors == {"s3": WANG, "s1": IVANOV}


def test_copies_that_agree_are_no_conflict(tmp_path: Path) -> None:
    one = copy_of(tmp_path, "w.docx", WANG, ["write", 3, "投产。"])
    two = copy_of(tmp_path, "i.docx", IVANOV, ["write", 3, "投产。"])
    report = import_files([one, two])
    assert not report.conflicts
    assert [d.verdict for d in report.files[1].differences if d.unit == "s3"] == ["same"]


def test_a_conflict_keeps_both_and_leaves_the_unit_open(conflict: ImportReport) -> None:
    (found,) = conflict.conflicts
    assert (found.unit, found.base) == ("s4", "投资为每年35亿卢布")
    assert (found.ours, found.our_author) == ("投资为每年350亿卢布", WANG)
    assert (found.theirs, found.their_author) == ("投资为每年3.5亿卢布", IVANOV)
    assert texts(conflict)["s3"] == "投产。"
    assert texts(conflict)["s1"] == "揭幕"
    assert states(conflict)["s4"] == "question"
    assert Project(conflict.project).conflicts()[0].theirs == found.theirs


def written(conflict: ImportReport, folder: Path) -> Path:
    path = folder / "conflicts.docx"
    export_review(Project(conflict.project), path, only="conflicts")
    return path


def test_the_conflict_document_has_both_as_tracked_changes(
    conflict: ImportReport, tmp_path: Path
) -> None:
    (row,) = read(written(conflict, tmp_path)).rows
    assert (row.id, row.number, row.status) == ("s4", "4", "question")
    assert [(c.kind, c.author, c.text) for c in row.changes] == [
        ("delete", WANG, "35"),
        ("insert", WANG, "350"),
        ("insert", IVANOV, "3.5"),
    ]
    assert row.notes == f"{WANG}: 投资为每年350亿卢布\n{IVANOV}: 投资为每年3.5亿卢布"


def decided(conflict: ImportReport, folder: Path, keep: str, *steps: list) -> Path:
    """The chief accepts one insertion and the deletion, and rejects the other insertion."""
    editor = Editor(written(conflict, folder).read_bytes(), "Начальник")
    editor.rows = {4: editor.rows[1]}
    for change in list(editor.root.iter(w("ins"), w("del"))):
        if change.tag == w("ins") and change.get(w("author")) == keep:
            for child in list(change):
                change.addprevious(child)
        change.getparent().remove(change)
    editor.author_is("Начальник")
    return editor.do(list(steps)).save(folder / "decided.docx")


@pytest.mark.parametrize(("keep", "text"), [(WANG, "350"), (IVANOV, "3.5")])
def test_a_decided_conflict_is_settled(
    conflict: ImportReport, tmp_path: Path, keep: str, text: str
) -> None:
    path = decided(conflict, tmp_path, keep, ["status", 4, "утверждено 批准"])
    report = import_files([path])
    assert not report.is_open
    assert texts(report)["s4"] == f"投资为每年{text}亿卢布"
    assert states(report)["s4"] == "final"
    assert Project(report.project).conflicts() == ()
    assert Project(report.project).versions()[-1].action == "decision"


def test_the_chief_may_write_a_third_text(conflict: ImportReport, tmp_path: Path) -> None:
    path = decided(conflict, tmp_path, WANG, ["write", 4, "年投资35亿卢布"])
    report = import_files([path])
    assert texts(report)["s4"] == "年投资35亿卢布"
    assert states(report)["s4"] == "translated"


@pytest.mark.parametrize("accept_all", [False, True])
def test_an_undecided_conflict_never_becomes_a_text(
    conflict: ImportReport, tmp_path: Path, accept_all: bool
) -> None:
    path = written(conflict, tmp_path)
    editor = Editor(path.read_bytes())
    if accept_all:
        for change in list(editor.root.iter(w("ins"), w("del"))):
            for child in list(change) if change.tag == w("ins") else []:
                change.addprevious(child)
            change.getparent().remove(change)
    path = editor.save(tmp_path / "back.docx")
    before = Project(conflict.project).head()
    report = import_files([path])
    assert [(one.label, one.doubt.choices) for one in report.files[0].open if one.doubt] == [
        ("4", ("first", "second", "keep"))
    ]
    assert Project(conflict.project).head() == before
    settled = import_files([path], choices=parse_choices(["4=second"]))
    assert texts(settled)["s4"] == "投资为每年3.5亿卢布"


def test_a_later_copy_of_the_same_person_replaces_the_first(tmp_path: Path) -> None:
    first = copy_of(tmp_path, "1.docx", WANG, ["write", 3, "投产。"])
    import_files([first])
    second = copy_of(tmp_path, "2.docx", WANG, ["write", 3, "已投产。"])
    report = import_files([second])
    assert not report.conflicts
    assert texts(report)["s3"] == "已投产。"


def test_taking_back_ones_own_edit_is_asked_about(tmp_path: Path) -> None:
    import_files([copy_of(tmp_path, "1.docx", WANG, ["write", 3, "投产。"])])
    again = copy_of(tmp_path, "2.docx", WANG, ["write", 1, "揭幕"])
    (file,) = import_files([again]).files
    assert [one.label for one in file.open] == ["3"]
    kept = import_files([again], choices=parse_choices(["3=keep"]))
    assert (texts(kept)["s3"], texts(kept)["s1"]) == ("投产。", "揭幕")


def test_two_files_of_one_person_are_refused(tmp_path: Path) -> None:
    one = copy_of(tmp_path, "1.docx", WANG, ["write", 3, "投产。"])
    two = copy_of(tmp_path, "2.docx", WANG, ["write", 3, "已投产。"])
    with pytest.raises(UsageError, match=f"both by {WANG}"):
        import_files([one, two])
    report = import_files([one, two], reviewers=["A", "B"])
    assert [c.our_author + c.their_author for c in report.conflicts] == ["AB"]


def test_nameless_reviewers_are_two_people(tmp_path: Path) -> None:
    one = copy_of(tmp_path, "1.docx", "", ["write", 3, "投产。"])
    two = copy_of(tmp_path, "2.docx", "", ["write", 3, "已投产。"])
    assert len(import_files([one, two]).conflicts) == 1


def test_an_approval_does_not_pass_to_another_text(tmp_path: Path) -> None:
    one = copy_of(tmp_path, "1.docx", WANG, ["write", 3, "投产。"])
    two = copy_of(tmp_path, "2.docx", IVANOV, ["status", 3, "утверждено 批准"])
    assert states(import_files([one, two]))["s3"] == "translated"
    three = copy_of(tmp_path, "3.docx", "Третий", ["status", 3, "вопрос 待议"])
    assert states(import_files([three]))["s3"] == "question"


def test_rounds_keep_ids_numbers_and_threads(tmp_path: Path) -> None:
    first = copy_of(
        tmp_path, "1.docx", WANG, ["comment", 5, "谁说的？"], ["status", 5, "вопрос 待议"],
        ["status", 1, "утверждено 批准"], ["add-row", 3, "", "占地5公顷。"],
    )  # fmt: skip
    report = import_files([first], choices=parse_choices(["+1=insert"]))
    project = Project(report.project)
    made = export_review(project, tmp_path / "r2.docx", only="open")
    assert (made.round, made.comments) == (2, 1)
    document = read(tmp_path / "r2.docx")
    assert document.record is not None
    assert document.record.round == 2
    numbers = {row.id: row.number for row in document.rows}
    assert numbers == {"s2": "2", "s3": "3", "a1": "9", "s4": "4", "s5": "5", "s6": "6", "s7": "7"}
    (asked,) = [c for row in document.rows for c in row.comments if c.author == WANG]
    assert (asked.text, asked.resolved) == ("谁说的？", False)
    editor = Editor((tmp_path / "r2.docx").read_bytes(), IVANOV)
    editor.author_is(IVANOV)
    editor.rows = {int(n): r for n, r in zip(numbers.values(), list(editor.table)[3:], strict=True)}
    editor.do([["write", 9, "占地6公顷。"], ["comment", 5, "Сказал директор."]])
    report = import_files([editor.save(tmp_path / "r2b.docx")])
    assert texts(report)["a1"] == "占地6公顷。"
    assert [c.text for c in report.files[0].comments] == ["Сказал директор."]
    assert [c.text for c in project.comments()] == ["谁说的？", "Сказал директор."]


def test_a_copy_of_an_older_round_is_refused_or_merged(tmp_path: Path) -> None:
    one = copy_of(tmp_path, "1.docx", WANG, ["write", 3, "投产。"])
    late = copy_of(tmp_path, "late.docx", IVANOV, ["write", 1, "揭幕"], ["write", 3, "已投产。"])
    project = Project(import_files([one]).project)
    export_review(project, tmp_path / "r2.docx")
    with pytest.raises(InputError, match="reviews round 1, the release is in round 2"):
        import_files([late])
    report = import_files([late], older=True)
    assert texts(report)["s1"] == "揭幕"
    assert [c.unit for c in report.conflicts] == ["s3"]


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    path = copy_of(tmp_path, "1.docx", WANG, ["write", 3, "投产。"], ["comment", 5, "谁？"])
    first = import_files([path])
    before = Path(first.project).read_bytes()
    again = import_files([path, path])
    assert [file.known for file in again.files] == [True, True]
    assert Path(first.project).read_bytes() == before


def test_the_same_review_saved_again_adds_nothing(tmp_path: Path) -> None:
    path = copy_of(tmp_path, "1.docx", WANG, ["write", 3, "投产。"], ["comment", 5, "谁？"])
    import_files([path])
    editor = Editor(path.read_bytes(), WANG)
    editor.word_like()
    report = import_files([editor.save(tmp_path / "again.docx")])
    assert report.files[0].comments == ()
    assert len(Project(report.project).revisions()) == 1


def test_reviewed_units_are_handed_over_once(tmp_path: Path) -> None:
    path = copy_of(tmp_path, "1.docx", WANG, ["replace", 4, "35亿", "350亿"])
    report = import_files([path], mark=State.REVIEWED)
    ids = {unit.source: unit.id for unit in sample().units}
    found = {ids[unit.source]: unit for unit in report.reviewed}
    assert set(found) == {"s1", "s2", "s3", "s4", "s5", "s7"}
    four = found["s4"]
    assert (four.target, four.reviewer) == ("投资为每年350亿卢布", WANG)
    assert (four.previous, four.next) == (sample().units[2].source, sample().units[4].source)
    assert str(four.reviewed) == "2026-05-14 09:30:00+00:00"
    assert four.release == "zavod.docx"
    assert import_files([path], mark=State.REVIEWED).reviewed == ()


def test_a_mark_leaves_questions_and_gaps_alone(tmp_path: Path) -> None:
    path = copy_of(tmp_path, "1.docx", WANG, ["status", 4, "вопрос 待议"])
    found = states(import_files([path], mark=State.FINAL))
    assert (found["s4"], found["s6"], found["s3"]) == ("question", "initial", "final")


def test_identical_sentences_are_told_apart_by_their_order(tmp_path: Path) -> None:
    whole = bitext(*(unit(n, "То же самое.", f"译{n}") for n in range(1, 5)))
    editor = Editor.of(whole)
    editor.do([["write", 3, "改"], ["lose", "controls", "bookmarks", "numbers"]])
    report = import_files([editor.save(tmp_path / "a.docx")], choices=Choices())
    assert list(texts(report).values()) == ["译1", "译2", "改", "译4"]


def test_a_reply_and_a_closed_thread_come_back(tmp_path: Path) -> None:
    report = import_files([copy_of(tmp_path, "1.docx", WANG, ["comment", 5, "谁？"])])
    project = Project(report.project)
    export_review(project, tmp_path / "r2.docx")
    editor = Editor((tmp_path / "r2.docx").read_bytes(), IVANOV)
    part = editor.parts["word/commentsExtended.xml"]
    editor.parts["word/commentsExtended.xml"] = part.replace(b'done="0"', b'done="1"')
    editor.paragraph(5).append(run("！"))
    report = import_files([editor.save(tmp_path / "r2b.docx")])
    assert [c.resolved for c in project.comments()] == [True]
    assert export_review(project, tmp_path / "r3.docx").comments == 0


def test_a_disputed_unit_is_handed_over_once_it_is_decided(tmp_path: Path) -> None:
    four = sample().units[3].source
    steps = (["replace", 4, "35亿", "350亿"], ["status", 4, "утверждено 批准"])
    one = copy_of(tmp_path, "w.docx", WANG, *steps)
    two = copy_of(tmp_path, "i.docx", IVANOV, ["replace", 4, "35亿", "3.5亿"], *steps[1:])
    report = import_files([one, two])
    assert report.conflicts
    assert four not in [unit.source for unit in report.reviewed]
    export_review(Project(report.project), tmp_path / "c.docx", only="conflicts")
    choices = parse_choices(["4=first"])
    decided = import_files([tmp_path / "c.docx"], choices=choices, mark=State.FINAL)
    assert [u.target for u in decided.reviewed if u.source == four] == ["投资为每年350亿卢布"]
