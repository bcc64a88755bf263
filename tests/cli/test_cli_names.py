"""``names``: lists, the ledger, the archive."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def ledger(desk):
    return desk.folder / "office-names.tsv"


def test_a_list_gives_one_form_a_line(desk):
    (desk.folder / "names.tsv").write_text(
        "Ветчинкин\tperson-surname\n\nрека Хмость\tplace\n", encoding="utf-8"
    )
    result = desk.run("names", "transcribe", "names.tsv")
    assert (result.exit_code, result.stdout) == (0, "韦钦金\n\n赫莫斯季河\n")


def test_explain_shows_the_cells_and_json_the_same(desk):
    stdin = "Лыков\n".encode()
    shown = desk.run("names", "transcribe", "--explain", "-", stdin=stdin).stdout
    assert shown == "雷科夫\tЛыков\tperson-surname\tлы→雷 ко→科 в→夫\tto confirm\n"
    (row,) = json.loads(desk.run("names", "transcribe", "--json", "-", stdin=stdin).stdout)
    assert row["zh"] == "雷科夫"
    assert row["steps"] == ["лы→雷", "ко→科", "в→夫"]


@pytest.mark.parametrize(
    ("stdin", "what"),
    [
        ("Лыков\tplanet\n", "stdin:1: unknown kind 'planet'"),
        ("Ольга\nLykov\n", "stdin:2: is no Russian name"),
    ],
)
def test_a_bad_line_is_one_error_line(desk, stdin, what):
    result = desk.run("names", "transcribe", "-", stdin=stdin.encode())
    assert result.exit_code == 3
    assert what in result.stderr and len(result.stderr.splitlines()) == 1


def test_bytes_that_are_no_text_are_refused(desk):
    result = desk.run("names", "transcribe", "-", stdin=b"\xff\xfe\xfa")
    assert result.exit_code == 3
    assert "UTF-8" in result.stderr
    assert desk.run("names", "transcribe", "none.tsv").exit_code == 3


def test_latin_letters_are_repaired_and_said(desk):
    result = desk.run("names", "transcribe", "-", stdin="Cычёвка\tplace\n".encode())
    assert result.stdout == "瑟乔夫卡\n"
    assert "Latin letters" in result.stderr


def test_palladius_is_for_a_person_to_confirm(desk):
    result = desk.run("names", "palladius", "-", stdin="Чжао Вэньбо\n".encode())
    assert result.exit_code == 0
    assert result.stdout.startswith("Чжао Вэньбо\tzhao wen bo\t赵 文")
    assert result.stdout.endswith("to confirm\n")
    refused = desk.run("names", "palladius", "--json", "-", stdin="Губернатор\n".encode())
    assert refused.exit_code == 1
    assert json.loads(refused.stdout)[0]["confirm"]


def test_proposed_approved_and_used(desk, ledger):
    release = "Глава района посетил деревню Малые Холмы. В Малых Холмах построят школу."
    (desk.folder / "village.txt").write_text(release, encoding="utf-8")
    proposed = desk.run("names", "propose", "village.txt", "--ledger", str(ledger))
    assert proposed.stdout.startswith("Малые Холмы\tplace\t小霍尔梅村\tproposed\trules\t")
    approved = desk.run(
        "names", "approve", "Малые Холмы", "小岗村", "--kind", "place", "--by", "Ли Мин",
        "--ledger", str(ledger),
    )  # fmt: skip
    assert approved.exit_code == 0
    listed = json.loads(desk.run("names", "list", "--json", "--ledger", str(ledger)).stdout)
    assert [(e["zh"], e["status"], e["by"]) for e in listed] == [("小岗村", "approved", "Ли Мин")]
    (desk.folder / "press-translator.toml").write_text('names = "office-names.tsv"\n')
    draft = desk.run("translate", "village.txt", "--to", "txt", "-o", "-").stdout
    assert draft.count("小岗村") == 2


def test_an_open_proposal_is_approved_without_typing_it_again(desk, ledger):
    ledger.write_text("Лыково\tplace\t雷科沃\tproposed\trules\n", encoding="utf-8")
    desk.run("names", "approve", "Лыково", "--kind", "place", "--ledger", str(ledger))
    assert "雷科沃\tapproved" in ledger.read_text(encoding="utf-8")
    desk.run("names", "reject", "Лыково", "--kind", "place", "--ledger", str(ledger))
    assert desk.run("names", "list", "--ledger", str(ledger)).stdout == ""
    turned = desk.run("names", "list", "--status", "rejected", "--ledger", str(ledger)).stdout
    assert turned.startswith("Лыково\tplace\t雷科沃\trejected")


def test_nothing_is_written_for_a_form_that_cannot_be(desk, ledger):
    result = desk.run("names", "approve", "Иван Лыков", "Lykov", "--ledger", str(ledger))
    assert result.exit_code == 2
    assert "no Chinese character" in result.stderr
    unknown = desk.run("names", "approve", "Иван Лыков", "--ledger", str(ledger))
    assert unknown.exit_code == 2
    assert desk.run("names", "approve", "Иван Лыков", "雷科夫").exit_code == 2
    assert not ledger.exists()


def test_an_archive_with_a_name_in_two_forms(desk, ledger):
    def line(target, zh):
        use = {"source": "Иван Лыков", "form": "Ивана Лыкова", "target": zh, "status": "used",
               "how": "", "kind": "person"}  # fmt: skip
        unit = {"id": "s1", "block": "b1", "kind": "paragraph", "source": "Ивана Лыкова",
                "target": target, "origin": "machine", "engine": "", "score": None,
                "terms": [use], "numbers": [], "findings": [], "signature": "",
                "state": "translated"}  # fmt: skip
        return json.dumps(unit, ensure_ascii=False) + "\n"

    for name, zh in (("a", "伊万·雷科夫"), ("b", "伊万·雷柯夫"), ("c", "雷科夫")):
        (desk.folder / f"{name}.jsonl").write_text(line(zh, zh), encoding="utf-8")
    result = desk.run("names", "check", "a.jsonl", "b.jsonl", "c.jsonl", "--fail-on", "major")
    assert result.exit_code == 1
    assert result.stdout.startswith("major\tИван Лыков\tperson\t伊万·雷科夫 (a.jsonl#s1)")
    assert desk.run("names", "check", "a.jsonl", "c.jsonl", "--fail-on", "major").exit_code == 0
    ledger.write_text("Иван Лыков\tperson\t伊万·雷柯夫\tapproved\n", encoding="utf-8")
    told = desk.run("names", "check", "a.jsonl", "--json", "--ledger", str(ledger))
    assert json.loads(told.stdout)[0]["severity"] == "critical"
    assert desk.run("names", "check", "none.jsonl").exit_code == 3
