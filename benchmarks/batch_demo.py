"""``make demo-batch``: an invented archive is translated, the run killed, resumed, reported.

    python -m benchmarks.batch_demo demo/archive --count 200

The first run is killed (SIGKILL, its workers with it) when a quarter of the documents is done.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from benchmarks.batch_archive import write

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    source, out = given.folder / "releases", given.folder / "zh"
    write(source, given.count)
    program = [sys.executable, str(ROOT / "cli.py"), "batch"]
    run = [*program, "run", str(source), "--out", str(out), "--workers", str(given.workers)]
    say(f"$ {' '.join(run)}")
    process = subprocess.Popen(run, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stderr is not None
    done = 0
    for line in process.stderr:
        event = json.loads(line) if line.startswith("{") else {}
        done += event.get("event") == "done"
        if done >= given.count // 4:
            process.kill()
            break
    process.wait()
    say(f"killed after {done} documents; the same command again:")
    status = subprocess.run(run, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    last = json.loads(status.stderr.splitlines()[-1])
    say(f"{last['done']} translated, {sum(last['skipped'].values())} skipped as unchanged, "
        f"{last['failed']} failed, {last['seconds']} s, "
        f"{last['done'] / last['seconds']:.1f} documents/s")  # fmt: skip
    subprocess.run([*program, "status", "--out", str(out)], check=True)
    subprocess.run([*program, "report", "--out", str(out)], check=True)
    return status.returncode


def say(text: str) -> None:
    """A line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
