"""What the tool remembers: the translation memory of reviewed units, and machine drafts apart.

Only what a person approved is in :class:`TranslationMemory`; :class:`DraftCache` holds raw
machine output by signature, so that a run can be resumed.
"""

from translator.memory.drafts import DraftCache
from translator.memory.store import Added, TranslationMemory, is_expired
from translator.memory.upkeep import MemoryStats

__all__ = ["Added", "DraftCache", "MemoryStats", "TranslationMemory", "is_expired"]
