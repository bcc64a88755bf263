"""A crew of Ray actors, on one machine or many; nothing outside this package knows Ray."""

from translator.batch.cluster.crew import on_cluster
from translator.batch.cluster.joining import joined

__all__ = ["joined", "on_cluster"]
