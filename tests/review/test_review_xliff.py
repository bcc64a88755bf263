"""XLIFF files into the release: the same rows, doubts and projects as for a DOCX."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from bilingual_bitext import sample
from lxml import etree

from translator import bilingual, exchange
from translator.bilingual.anchors import export_digest
from translator.errors import InputError, UsageError
from translator.exchange import xliff
from translator.project import Project, open_project
from translator.review.choices import parse_choices
from translator.review.exporting import export_review
from translator.review.importing import ImportReport, import_files

FORMS = ("xliff", "xliff12")
both = pytest.mark.parametrize("form", FORMS)


class File:
    """An XLIFF file in the hands of an agency; units are named by their id."""

    def __init__(self, form: str, text: str = "") -> None:
        if not text:
            stream = io.StringIO(newline="\n")
            exchange.write(sample(), form, stream)
            text = stream.getvalue()
        self.new = form == "xliff"
        self.root = etree.fromstring(text.encode())

    def unit(self, name: str) -> etree._Element:
        kind = "unit" if self.new else "trans-unit"
        return next(e for e in self.root.iter(f"{{*}}{kind}") if e.get("id") == name)

    def part(self, name: str, tag: str) -> etree._Element:
        unit = self.unit(name)
        holder = unit.find("{*}segment") if self.new else unit
        found = holder.find(f"{{*}}{tag}")
        if found is None:
            found = etree.SubElement(holder, holder.find("{*}source").tag.replace("source", tag))
            holder.insert(1, found)
        return found

    def write(self, name: str, text: str, tag: str = "target") -> File:
        self.part(name, tag).text = text
        return self

    def state(self, name: str, state2: str, state1: str) -> File:
        if self.new:
            self.unit(name).find("{*}segment").set("state", state2)
        else:
            self.part(name, "target").set("state", state1)
            self.unit(name).set("approved", "yes")
        return self

    def note(self, name: str, text: str) -> File:
        unit = self.unit(name)
        space = unit.tag.rpartition("}")[0] + "}"
        if self.new:
            notes = unit.find("{*}notes")
            if notes is None:
                notes = etree.Element(f"{space}notes")
                unit.insert(list(unit).index(unit.find("{*}segment")), notes)
            etree.SubElement(notes, f"{space}note").text = text
        else:
            etree.SubElement(unit, f"{space}note").text = text
        return self

    def drop(self, name: str) -> File:
        unit = self.unit(name)
        unit.getparent().remove(unit)
        return self

    def add(self, after: str, name: str, source: str, target: str) -> File:
        unit = self.unit(after)
        text = etree.tostring(unit)
        copy = etree.fromstring(text)
        copy.set("id", name)
        for key in ("name", "resname"):
            copy.attrib.pop(key, None)
        unit.addnext(copy)
        return self.write(name, source, "source").write(name, target)

    def without_skeleton(self) -> File:
        for element in self.root.iter("{*}skeleton", "{*}internal-file"):
            element.text = ""
        return self

    def save(self, path: Path) -> Path:
        path.write_bytes(etree.tostring(self.root, encoding="UTF-8", xml_declaration=True))
        return path


def bring(path: Path, *accept: str, reviewer: str = "Агентство") -> ImportReport:
    return import_files([path], reviewers=[reviewer], choices=parse_choices(accept))


@both
def test_a_file_that_nobody_touched_changes_nothing(tmp_path, form) -> None:
    report = bring(File(form).save(tmp_path / "zavod.ru-zh.xlf"))
    (file,) = report.files
    assert {one.state.value for one in file.differences} == {"ALIGNED"}
    assert {one.verdict for one in file.differences} == {"unchanged"}
    assert (file.comments, file.messages, report.is_open) == ((), (), False)
    project = Project(report.project)
    assert project.bitext() == project.bitext(1) == sample()
    assert project.revisions() == ()


@both
def test_texts_states_and_notes_are_taken(tmp_path, form) -> None:
    path = (
        File(form)
        .write("s2", "图拉，2026年5月14日讯")
        .state("s2", "reviewed", "signed-off")
        .state("s3", "final", "final")
        .write("s6", "这里组装“福田”品牌汽车。")
        .state("s6", "translated", "translated")
        .note("s4", "Сумма верна?")
        .save(tmp_path / "zavod.ru-zh.xlf")
    )
    report = bring(path)
    project = Project(report.project)
    units = {unit.id: unit for unit in project.bitext().units}
    assert (units["s2"].target, units["s2"].state) == ("图拉，2026年5月14日讯", "reviewed")
    assert (units["s3"].target, units["s3"].state) == (sample().units[2].target, "final")
    assert (units["s6"].state, units["s6"].origin) == ("translated", "human")
    said = [(c.unit, c.author, c.text) for c in project.comments()]
    assert said == [("s4", "Агентство", "Сумма верна?")]
    changed = {(r.unit, r.author, r.row) for r in project.revisions()}
    assert changed == {
        ("s2", "Агентство", "EDITED"),
        ("s3", "Агентство", "ALIGNED"),
        ("s6", "Агентство", "EDITED"),
    }
    assert {unit.source for unit in report.reviewed} == {units["s2"].source, units["s3"].source}


@both
@pytest.mark.parametrize(
    ("edit", "label", "state", "choice", "after"),
    [
        (lambda f: f.drop("s2"), "2", "MISSING", "drop", None),
        (lambda f: f.drop("s2"), "2", "MISSING", "keep", "图拉，2026年5月14日"),
        (lambda f: f.write("s2", "Орёл, 15 мая", "source").write("s2", "奥廖尔"), "2",
         "SOURCE-CHANGED", "target", "奥廖尔"),
        (lambda f: f.write("s2", ""), "2", "MISSING", "keep", "图拉，2026年5月14日"),
        (lambda f: f.add("s2", "x9", "Новая фраза.", "新句子。"), "+1", "ADDED", "drop",
         "图拉，2026年5月14日"),
    ],
)  # fmt: skip
def test_lost_added_and_changed_units_are_doubtful(
    tmp_path, form, edit, label, state, choice, after
) -> None:
    path = edit(File(form)).save(tmp_path / "zavod.ru-zh.xlf")
    report = bring(path)
    (doubt,) = report.files[0].open
    assert (doubt.label, doubt.state.value) == (label, state)
    assert doubt.doubt.message
    assert choice in doubt.doubt.choices
    assert not list(tmp_path.glob("*.sqlite"))
    report = bring(path, f"{label}={choice}")
    units = {unit.id: unit.target for unit in Project(report.project).bitext().units}
    assert units.get("s2") == after


def test_an_agency_and_a_reviewer_in_word_share_one_project(tmp_path) -> None:
    old = File("xliff12").write("s2", "图拉讯").save(tmp_path / "agency.xlf")
    new = File("xliff").write("s3", "工厂投产。").save(tmp_path / "office.xlf")
    first = bring(old)
    second = bring(new, reviewer="Ван")
    assert first.project == second.project
    assert (first.created, second.created) == (True, False)
    project = Project(first.project)
    assert [v.reviewer for v in project.versions()] == ["", "Агентство", "Ван"]
    assert project.exports()[0].digest == export_digest(sample())
    bilingual.write(sample(), tmp_path / "word.docx")
    assert bring(tmp_path / "word.docx", reviewer="Ли").project == first.project
    units = {unit.id: unit.target for unit in project.bitext().units}
    assert (units["s2"], units["s3"]) == ("图拉讯", "工厂投产。")
    assert bring(old).files[0].known
    assert open_project(old).path == project.path


def test_two_texts_for_one_unit_are_a_conflict(tmp_path) -> None:
    bring(File("xliff12").write("s2", "图拉讯").save(tmp_path / "agency.xlf"))
    report = bring(
        File("xliff").write("s2", "图拉电").save(tmp_path / "office.xlf"), reviewer="Ван"
    )
    assert [(c.ours, c.theirs) for c in report.conflicts] == [("图拉讯", "图拉电")]
    with pytest.raises(UsageError, match=r"conflicts cannot go into XLIFF"):
        export_review(Project(report.project), tmp_path / "c.xlf", only="conflicts")


@both
def test_the_next_round_goes_out_with_its_comments_and_comes_back(tmp_path, form) -> None:
    path = File(form).write("s2", "图拉讯").note("s4", "Сумма верна?").save(tmp_path / "a.xlf")
    project = Project(bring(path).project)
    made = export_review(project, tmp_path / "b.xlf", only="open", form=form)
    assert (made.round, made.comments) == (2, 1)
    file = File(form, made.path.read_text(encoding="utf-8"))
    assert xliff.read(made.path).sent.numbers == (1, 2, 3, 4, 5, 6, 7)
    report = bring(file.write("s2", "图拉消息").save(tmp_path / "c.xlf"))
    assert report.files[0].comments == ()
    assert report.files[0].round == 2
    assert {u.id: u.target for u in project.bitext().units}["s2"] == "图拉消息"
    assert len(project.bitext().units) == len(sample().units)


def test_the_suffix_tells_the_format_of_the_next_round(tmp_path) -> None:
    project = Project(bring(File("xliff").save(tmp_path / "a.xlf")).project)
    export_review(project, tmp_path / "b.XLIFF")
    assert xliff.read(tmp_path / "b.XLIFF").version == "2.1"


@both
def test_a_file_without_its_skeleton_finds_its_project_by_texts(tmp_path, form) -> None:
    bare = File(form).write("s2", "图拉讯").without_skeleton().save(tmp_path / "bare.xlf")
    with pytest.raises(InputError, match=r"bare\.xlf: does not say which release it is"):
        bring(bare)
    bring(File(form).save(tmp_path / "a.xlf"), reviewer="Ван")
    report = bring(bare)
    assert any("the skeleton is missing" in text for text in report.files[0].messages)
    assert {u.id: u.target for u in Project(report.project).bitext().units}["s2"] == "图拉讯"


def test_another_release_is_refused(tmp_path) -> None:
    bring(File("xliff").save(tmp_path / "a.xlf"))
    project = next(tmp_path.glob("*.sqlite"))
    stream = io.StringIO(newline="\n")
    whole = sample()
    exchange.write(replace(whole, source_digest="cd" * 32), "xliff", stream)
    other = File("xliff", stream.getvalue()).save(tmp_path / "b.xlf")
    with pytest.raises(InputError, match="is a review of another release"):
        import_files([other], project=project)


def test_a_broken_file_leaves_nothing_behind(tmp_path) -> None:
    path = File("xliff").save(tmp_path / "a.xlf")
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(InputError, match=r"a\.xlf:\d+: is not well-formed XML"):
        bring(path)
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlf"]
