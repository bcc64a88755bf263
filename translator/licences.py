"""What a licence lets an office do with a draft."""

from __future__ import annotations

import re

_NON_COMMERCIAL = re.compile(r"(?<![a-z])nc(?![a-z])|non-?commercial", re.IGNORECASE)


def non_commercial(licence: str) -> bool:
    """Whether the licence bars delivery outside the office for gain (CC …-NC-…).

    >>> non_commercial("CC-BY-NC-4.0"), non_commercial("Apache-2.0")
    (True, False)
    """
    return bool(_NON_COMMERCIAL.search(licence))
