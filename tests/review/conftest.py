"""Every test here has the sample release and the editors of the bilingual tests at hand."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "bilingual"))
