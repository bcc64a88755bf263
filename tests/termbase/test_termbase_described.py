"""Names that an adjective opens which the dictionary lacks: all six cases are found."""

import pytest

from translator.termbase import TermBase
from translator.termbase.paradigm import described
from translator.units import Term

CARRIERS = (
    "Здесь {}.", "Сказано для {}.", "Поехали к {}.", "Прошли через {}.", "Гордятся {}.",
    "Были на {}.",
)  # fmt: skip
NAMES = (
    "Бованенковское месторождение|Бованенковского месторождения|Бованенковскому месторождению|"
    "Бованенковское месторождение|Бованенковским месторождением|Бованенковском месторождении",
    "Шерловая Гора|Шерловой Горы|Шерловой Горе|Шерловую Гору|Шерловой Горой|Шерловой Горе",
    "Куликово поле|Куликова поля|Куликову полю|Куликово поле|Куликовым полем|Куликовом поле",
    "Пятигорский государственный университет|Пятигорского государственного университета|"
    "Пятигорскому государственному университету|Пятигорский государственный университет|"
    "Пятигорским государственным университетом|Пятигорском государственном университете",
    "Гаврилов Посад|Гаврилова Посада|Гаврилову Посаду|Гаврилов Посад|Гавриловым Посадом|"
    "Гавриловом Посаде",
    "Плещеево озеро|Плещеева озера|Плещееву озеру|Плещеево озеро|Плещеевым озером|Плещеевом озере",
    "Малые Хворостки|Малых Хворостков|Малым Хворосткам|Малые Хворостки|Малыми Хворостками|"
    "Малых Хворостках",
    "Синюшкин ручей|Синюшкина ручья|Синюшкину ручью|Синюшкин ручей|Синюшкиным ручьём|"
    "Синюшкином ручье",
)


@pytest.mark.parametrize("forms", NAMES, ids=lambda forms: forms.partition("|")[0])
def test_every_case_is_found(forms: str) -> None:
    name, *_ = cases = forms.split("|")
    base = TermBase((Term(name, "中", kind="district"),))
    missed = []
    for form, carrier in zip(cases, CARRIERS, strict=True):
        sentence = carrier.format(form)
        if [sentence[m.start : m.stop] for m in base.find(sentence)] != [form]:
            missed.append(form)
    assert not missed


@pytest.mark.parametrize(
    "text", ["Прочли Куликову поля.", "Встретили Куликова в поле.", "Шерловая гора выше."]
)
def test_what_does_not_agree_is_not_found(text: str) -> None:
    base = TermBase(
        (Term("Куликово поле", "原野", kind="district"), Term("Шерловая Гора", "镇", kind="city"))
    )
    assert not base.find(text)


def test_the_noun_decides_the_paradigm() -> None:
    assert "куликова" in described("Куликово", "neut")
    assert not described("Куликово", "femn")
    assert not described("Ок", "masc")
