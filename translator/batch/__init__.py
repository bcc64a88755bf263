"""Whole archives: what is to be done, by whom, and what became of each document.

A run has one coordinator, which alone writes to the ledger, and worker processes with a model
each. docs/batch.md tells it for the office.
"""
