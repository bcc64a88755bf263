"""What the tool remembers. So far: machine drafts by signature, so that a run can be resumed."""

from translator.memory.drafts import DraftCache

__all__ = ["DraftCache"]
