"""The markup helpers of :mod:`translator.ooxml`, under the name that this package uses."""

from __future__ import annotations

from translator.ooxml.markup import (
    DECLARATION,
    MC,
    OFFICE,
    PACKAGE,
    XML,
    R,
    W,
    el,
    plain_root,
    serialise,
    storable,
    text_nodes,
    val,
    w,
)

__all__ = [
    "DECLARATION",
    "MC",
    "OFFICE",
    "PACKAGE",
    "XML",
    "R",
    "W",
    "el",
    "plain_root",
    "serialise",
    "storable",
    "text_nodes",
    "val",
    "w",
]
