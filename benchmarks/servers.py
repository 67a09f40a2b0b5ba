"""Start a server as a process of its own on loopback, wait until it is ready, stop it."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
APP_ID, TOKEN, AES_KEY = "wx0123456789abcdef", "benchmarktoken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


@dataclass(frozen=True, slots=True)
class Server:
    """One that takes connections."""

    port: int
    pid: int


def product_environment(port: int, folder: Path) -> dict[str, str]:
    return os.environ | {
        "EZHEN_HTTP__PORT": str(port),
        "EZHEN_DATABASE_URL": f"sqlite:///{folder / 'benchmark.sqlite3'}",
        "EZHEN_LOG_LEVEL": "WARNING",
        "EZHEN_WECHAT__APP_ID": APP_ID,
        "EZHEN_WECHAT__APP_SECRET": "benchmarksecret",
        "EZHEN_WECHAT__TOKEN": TOKEN,
        "EZHEN_WECHAT__ENCODING_AES_KEY": AES_KEY,
        "EZHEN_WECHAT__MODE": "safe",
    }


@contextlib.contextmanager
def product(folder: Path) -> Iterator[Server]:
    """The whole product, with WeChat switched on."""
    port = _free_port()
    with _running(
        [sys.executable, str(ROOT / "bot.py"), "run"], product_environment(port, folder), port
    ) as server:
        yield server


@contextlib.contextmanager
def echo() -> Iterator[Server]:
    port = _free_port()
    command = [sys.executable, "-m", "benchmarks.echo_server", str(port), TOKEN, AES_KEY, APP_ID]
    with _running(command, dict(os.environ), port) as server:
        yield server


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def _running(command: list[str], environment: dict[str, str], port: int) -> Iterator[Server]:
    # As on a machine that serves: what was compiled once is there at the next start.
    kept = {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, env=kept, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        _wait_ready(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_ready(port: int, process: subprocess.Popen[bytes], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.01)
    raise RuntimeError("the server did not start")
