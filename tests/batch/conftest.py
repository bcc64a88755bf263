"""An office with an archive."""

from __future__ import annotations

import pytest

from tests.batch.batch_archive import Office
from translator import pipeline


@pytest.fixture
def office(tmp_path, no_settings):
    no_settings.setattr(pipeline, "load_engine", pipeline.load_engine)  # put back afterwards
    made = Office(tmp_path / "office", tmp_path / "cache")
    made.source.mkdir(parents=True)
    made.out.mkdir()
    return made
