"""A PostgreSQL of the tests' own: the one TEST_POSTGRES_URL names, or a cluster that lives as long as the tests."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES = Path("/usr/lib/postgresql")


def binaries() -> Path | None:
    """Where Debian keeps the newest server; None when there is none."""
    found = sorted(BINARIES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def postgres() -> Iterator[str | None]:
    """The address of an empty database; None when this machine has no server to start."""
    if url := os.environ.get("TEST_POSTGRES_URL"):
        yield url
        return
    where = binaries()
    if where is None or not _may_run():
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="lexi-pg-"))
    try:
        with _cluster(where, folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _cluster(where: Path, folder: Path) -> Iterator[str]:
    port = _free_port()
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    data = str(folder / "data")
    _run([str(where / "initdb"), "-D", data, "-A", "trust", "-U", "postgres", "--no-sync"])
    options = f"-p {port} -k {folder} -c fsync=off -c listen_addresses=127.0.0.1"
    _run([str(where / "pg_ctl"), "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start"])
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        _run([str(where / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop"])


def _may_run() -> bool:
    """PostgreSQL refuses to run as root, who may become its user if there is one."""
    if os.getuid() != 0:
        return True
    try:
        return bool(pwd.getpwnam("postgres"))
    except KeyError:
        return False


def _run(command: list[str]) -> None:
    user = "postgres" if os.getuid() == 0 else None
    subprocess.run(
        command, check=True, cwd="/", user=user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60
    )


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
