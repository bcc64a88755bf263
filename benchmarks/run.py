"""``make bench``: every benchmark one after another, each with the command that makes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = (
    "segmentation.py",
    "termbase_matching.py",
    "names.py",
    "figures.py",
    "termbase_loading.py",
    "termbase_speed.py",
    "checks.py",
    "overhead.py",
    "engine_speed.py",
    "memory_speed.py --units 100000",
    "batch_speed.py --documents 200 --model-documents 20",
)
"""Each with its arguments."""


def main() -> int:
    """Run all; the exit status is that of the first that failed, after the rest ran too."""
    failed = 0
    for line in SCRIPTS:
        script, *arguments = line.split()
        command = ["-m", f"benchmarks.{script.removesuffix('.py')}", *arguments]
        sys.stdout.write(f"\n$ python {' '.join(command)}\n")
        sys.stdout.flush()
        status = subprocess.run([sys.executable, *command], cwd=ROOT, check=False)
        failed = failed or status.returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
