"""The state of a release under review: one append-only SQLite file beside the release.

``open_project(path).bitext()`` gives the release as it stands now, from the project file or
from a review document.
"""

from __future__ import annotations

from translator.project.incoming import read_document
from translator.project.opening import (
    SUFFIX,
    create_project,
    find_beside,
    now,
    open_project,
    project_path,
    projects_in,
)
from translator.project.records import Conflict, Decision, Export, Pending, Version
from translator.project.store import Project

__all__ = [
    "SUFFIX",
    "Conflict",
    "Decision",
    "Export",
    "Pending",
    "Project",
    "Version",
    "create_project",
    "find_beside",
    "now",
    "open_project",
    "project_path",
    "projects_in",
    "read_document",
]
