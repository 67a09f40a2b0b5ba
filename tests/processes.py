"""The product as a process of its own, as an operator starts it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
BOT = [sys.executable, "-W", "error", str(ROOT / "bot.py")]


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """The caller's environment without settings of its own, on a database of the test."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("EZHEN_")}
    places = {"EZHEN_DATABASE_URL": f"sqlite:///{folder / 'process.db'}", "EZHEN_FILES": str(folder / "files")}
    return inherited | places | settings


def run_bot(*words: str, typed: str = "", env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    done = run_bot_on_bytes(*words, typed=typed.encode(), env=env)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def run_bot_on_bytes(*words: str, typed: bytes, env: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    """Run one command to its end on whatever bytes stand on its input."""
    return subprocess.run([*BOT, *words], input=typed, env=dict(env), capture_output=True, timeout=60, check=False)


@contextmanager
def serving(env: Mapping[str, str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve on a free port; yields the process and its address once it says that it is there."""
    process = subprocess.Popen(
        [*BOT, "run"],
        env=dict(env) | {"EZHEN_HTTP__PORT": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process, _address(process)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://\S+", line):
            return found[0].rstrip("/")
    raise AssertionError(f"the server did not start: {process.communicate()[1]}")
