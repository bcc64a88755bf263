"""From a reviewed text to what a partner receives: read it, check it again, deliver it."""

from __future__ import annotations

from translator.release.delivery import Order, Published, Refused, deliver, plan
from translator.release.reading import reviewed
from translator.release.recheck import Examiner, Rechecked
from translator.release.records import Reviewed

__all__ = [
    "Examiner",
    "Order",
    "Published",
    "Rechecked",
    "Refused",
    "Reviewed",
    "deliver",
    "plan",
    "reviewed",
]
