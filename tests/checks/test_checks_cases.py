"""Pairs of our own: right ones stay silent, wrong ones give the findings they should."""

import pytest
from checks_cases import Case, cases

from translator.checks import check_unit


def _parameters(name: str):
    for case in cases(name):
        marks = [pytest.mark.xfail(strict=True, reason=case.known)] if case.known else []
        yield pytest.param(case, id=case.place, marks=marks)


@pytest.mark.parametrize("case", list(_parameters("right")))
def test_right_pair_is_silent(case: Case) -> None:
    assert check_unit(case.subject) == ()


@pytest.mark.parametrize("case", list(_parameters("findings")))
def test_findings(case: Case) -> None:
    found = [f"{f.check}:{f.severity.label}" for f in check_unit(case.subject)]
    free = {item.removesuffix(":*") for item in case.expected if item.endswith(":*")}
    expected = [item for item in case.expected if not item.endswith(":*")]
    assert sorted(f for f in found if f.split(":")[0] not in free) == sorted(expected)


def test_there_are_enough_cases() -> None:
    assert len(cases("right")) + len(cases("findings")) >= 90
