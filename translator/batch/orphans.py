"""A worker whose coordinator was killed ends, whatever it is busy with."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1  # prctl(2)


def end_with_parent() -> None:
    """From now on this process does not outlive the one that started it.

    Linux sends the signal itself; elsewhere a thread looks every second, which a computation
    that never lets other threads run can delay.
    """
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died in between
            os._exit(1)
        return
    threading.Thread(target=_look, args=(parent,), daemon=True).start()


def _look(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
