"""Term base: glossary files, found in Russian text by lemma and agreement."""

from translator.termbase.base import TermBase, TermBaseStats, stats

__all__ = ["TermBase", "TermBaseStats", "stats"]
