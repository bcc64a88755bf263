"""A real Ray cluster of several raylets on this machine, small and short-lived."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.batch.batch_archive import open_stub
from translator.errors import UsageError
from translator.pipeline import Translator
from translator.settings import Settings

_STORE = 80 * 1024 * 1024
_WATCHFUL = {
    "health_check_initial_delay_ms": 500,
    "health_check_period_ms": 1000,
    "health_check_timeout_ms": 3000,
    "health_check_failure_threshold": 4,
}
"""A node that is gone is missed within seconds."""
_QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}


class Raylets:
    """The nodes; the first is the head, which does no work."""

    def __init__(self, workers: int) -> None:
        from ray.cluster_utils import Cluster

        head = {
            "num_cpus": 0, "object_store_memory": _STORE, "include_dashboard": False,
            "include_log_monitor": False, "no_monitor": True, "_system_config": _WATCHFUL,
        }  # fmt: skip
        self._cluster = Cluster(initialize_head=True, head_node_args=head)
        try:
            self.nodes = [self.add(wait=False) for _ in range(workers)]
            self._cluster.wait_for_nodes()
        except BaseException:
            self._cluster.shutdown()
            raise

    @property
    def address(self) -> str:
        return self._cluster.address

    def add(self, *, wait: bool = True, gpus: int = 0):
        return self._cluster.add_node(
            wait=wait, num_cpus=1, num_gpus=gpus, object_store_memory=_STORE
        )

    def remove(self, node) -> None:
        self._cluster.remove_node(node)

    def kill(self, node) -> None:
        """SIGKILL to a raylet: what a machine looks like whose power is gone."""
        os.kill(node.all_processes["raylet"][0].process.pid, signal.SIGKILL)

    def close(self) -> None:
        self._cluster.shutdown()


@contextmanager
def raylets(workers: int) -> Iterator[Raylets]:
    """A cluster whose files lie in a folder with a short name: names of sockets have a limit."""
    kept = {name: os.environ.get(name) for name in (*_QUIET, "RAY_TMPDIR")}
    with tempfile.TemporaryDirectory(prefix="r", dir="/tmp", ignore_cleanup_errors=True) as folder:
        (Path(folder) / "ray").mkdir()
        os.environ.update(_QUIET, RAY_TMPDIR=folder)
        try:
            made = Raylets(workers)
            try:
                yield made
            finally:
                made.close()
        finally:
            for name, value in kept.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def open_on_gpu(settings: Settings) -> Translator:
    """As :func:`open_stub`, only where a GPU was given."""
    import ray

    if settings.device != "cuda" or not ray.get_gpu_ids():
        raise UsageError("no GPU was given", remedy="give one")
    return open_stub(settings)
