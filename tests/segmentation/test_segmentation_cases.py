"""The office's examples: every one as it stands, known failures strictly failing."""

import pytest
from segmentation_cases import Case, cases

from translator.segmentation import split


def _parameters():
    for case in cases():
        marks = [pytest.mark.xfail(strict=True, reason=case.known)] if case.known else []
        yield pytest.param(case, id=case.place, marks=marks)


@pytest.mark.parametrize("case", list(_parameters()))
def test_case(case: Case) -> None:
    assert tuple(case.text[start:stop] for start, stop in split(case.text)) == case.sentences


def test_there_are_enough_cases() -> None:
    found = cases()
    assert len(found) >= 220
    assert sum(len(case.sentences) == 1 for case in found) >= 80, "must-not-break cases"
    assert len({case.text for case in found}) == len(found)
