"""Russian sentences with spans: our ordered rules over razdel's.

``segment`` cuts the blocks of a release, ``split`` one text, ``explain`` names the rule that
decided at every place where a sentence could have ended.
"""

from translator.segmentation.exceptions import Exceptions
from translator.segmentation.portable import limits, portable_rules
from translator.segmentation.sentences import Boundary, explain, segment, split

__all__ = ["Boundary", "Exceptions", "explain", "limits", "portable_rules", "segment", "split"]
