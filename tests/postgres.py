"""A throw-away PostgreSQL on loopback, from Debian's programs, run by an unprivileged user."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

BIN = max(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), default=None)
_USERS = ("postgres", "nobody")


@dataclass
class Cluster:
    """``start`` and ``stop`` as a server that is restarted; ``url`` names a database."""

    folder: Path
    port: int
    user: str

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://office@127.0.0.1:{self.port}/{database}"

    def schema(self, name: str) -> str:
        """The URL of a new, empty schema, as good as a database and made in no time."""
        import psycopg

        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f'CREATE SCHEMA "{name}"')
        return f"{self.url()}?options=-csearch_path%3D{name}"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -F"
        self.call("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "-o",
                  options, "start")  # fmt: skip

    def stop(self) -> None:
        self.call("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")

    def call(self, program: str, *arguments: object) -> None:
        assert BIN is not None
        command = [str(BIN.with_name(program)), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["setpriv", f"--reuid={self.user}", "--clear-groups", "--", *command]
        done = subprocess.run(
            command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, timeout=120, check=False,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout.decode(errors='replace')}")


def missing() -> str:
    """Why there is no PostgreSQL here; empty where there is one."""
    if BIN is None:
        return "PostgreSQL is not installed (apt-get install postgresql)"
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        return "PostgreSQL does not run as root and setpriv is missing"
    return ""


def make(folder: Path) -> Cluster:
    """A new cluster, started."""
    user = next((name for name in _USERS if _is_user(name)), "nobody")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    cluster = Cluster(folder, port, user)
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        shutil.chown(folder, user)
        for parent in folder.parents:
            if parent.stat().st_uid == 0 and parent != Path("/") and "pytest" in str(parent):
                parent.chmod(parent.stat().st_mode | 0o011)
    cluster.call("initdb", "-D", folder / "data", "-U", "office", "-A", "trust", "-E", "UTF8",
                 "--no-sync")  # fmt: skip
    cluster.start()
    return cluster


def _is_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def wait_for(check: object, seconds: float = 10.0) -> None:
    """Until ``check()`` is true."""
    end = time.monotonic() + seconds
    while not check():  # type: ignore[operator]
        assert time.monotonic() < end, "did not happen in time"
        time.sleep(0.02)
