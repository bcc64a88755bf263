"""Being part of a Ray cluster for the time of a run, with nothing of Ray on the screen."""

from __future__ import annotations

import logging
import os
import signal
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from translator.errors import MissingModelError, UsageError

_STORE = 256 * 1024 * 1024
"""Bytes of the object store of a cluster made for the run; baskets are small, and what does not
fit goes to the disk."""
_LONGEST = 30
"""Characters of a folder in which Ray's sockets still have names of fewer than 107 bytes."""
_KNOCK = 10.0
"""Seconds for the head of a cluster to answer."""
_QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}


@contextmanager
def joined(address: str | None) -> Iterator[None]:
    """Be part of the cluster at ``address`` (else that of RAY_ADDRESS), or of one made for the
    time on this machine, which is reached from nowhere else.

    :raises MissingModelError: Ray is not installed.
    :raises UsageError: no cluster answers there, or one of another version.
    """
    os.environ.update(_QUIET)
    try:
        import ray
    except ImportError as error:
        raise MissingModelError(
            "ray is not installed",
            place="--on ray",
            remedy="run pip install 'press-translator[cluster]'",
        ) from error
    where = address or os.environ.get("RAY_ADDRESS") or "local"
    if "://" in where:
        raise UsageError(
            "is no address of a cluster's head",
            place=where,
            remedy="run this on a machine of the cluster, with --address auto or HOST:6379",
        )
    _silence()
    handler = signal.getsignal(signal.SIGTERM)
    with tempfile.TemporaryDirectory(
        prefix="ray-", dir=_short(), ignore_cleanup_errors=True
    ) as own:
        try:
            _knock(where)
            ray.init(
                address=where,
                log_to_driver=False,
                logging_level=logging.CRITICAL,
                **(_alone(own) if where == "local" else {}),
            )
        except (ConnectionError, RuntimeError, ValueError, OSError) as error:
            ray.shutdown()
            raise UsageError(
                f"no cluster can be joined ({' '.join(str(error).split())[:200]})",
                place=where,
                remedy="make this machine a part of it (ray start --address=HEAD:6379), or leave "
                "--address out for a cluster of this machine alone",
            ) from error
        finally:
            signal.signal(signal.SIGTERM, handler)  # Ray takes it, and no run could end in order
        try:
            yield
        finally:
            ray.shutdown()


def _alone(folder: str) -> dict[str, Any]:
    return {
        "include_dashboard": False,
        "object_store_memory": _STORE,
        "_temp_dir": folder,
        "_node_ip_address": "127.0.0.1",
    }


def _knock(address: str) -> None:
    """Ray itself waits many minutes for a head that is not there.

    :raises OSError: nobody listens at ``HOST:PORT``.
    """
    host, colon, port = address.rpartition(":")
    if colon:
        socket.create_connection((host, int(port)), timeout=_KNOCK).close()


def _silence() -> None:
    """Ray writes what its nodes report to standard output, which holds results here, and has no
    option against it."""
    from ray._private import worker

    worker.print_to_stdstream = lambda *_, **__: None


def _short() -> str | None:
    return None if len(tempfile.gettempdir()) <= _LONGEST else "/tmp"
