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

from tests.keys import key_file
from tests.preloaded.process import PATIENCE, Process

ROOT = Path(__file__).parent.parent
BOT = [sys.executable, "-W", "error", str(ROOT / "bot.py")]
"""What an operator types. Tests of the very start and the very end run it; the others fork (`tests.preloaded`)."""


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """The caller's environment without settings of its own, on a database of the test, without the demo."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("EZHEN_")}
    places = {"EZHEN_DATABASE_URL": f"sqlite:///{folder / 'process.db'}", "EZHEN_FILES": str(folder / "files")}
    fixed = {"EZHEN_AUDIT_KEY_FILE": str(key_file()), "EZHEN_DEMO": "false"}
    return inherited | places | fixed | settings


def run_bot(*words: str, typed: str = "", env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    done = run_bot_on_bytes(*words, typed=typed.encode(), env=env)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def run_bot_on_bytes(*words: str, typed: bytes, env: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    """Run one command to its end on whatever bytes stand on its input."""
    with Process(*words, env=env) as process:
        said, complained = process.communicate(typed)
        return subprocess.CompletedProcess(words, process.wait(), said, complained)


def run_bot_literally(
    *words: str, typed: bytes = b"", env: Mapping[str, str]
) -> subprocess.CompletedProcess[bytes]:
    """Run one command to its end in an interpreter of its own."""
    return subprocess.run(
        [*BOT, *words], input=typed, env=dict(env), capture_output=True, timeout=PATIENCE, check=False
    )


def run_module(name: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m NAME WORDS` to its end."""
    with start_module(name, *words) as process:
        said, complained = process.communicate()
        return subprocess.CompletedProcess(words, process.wait(), said, complained)


def start_module(name: str, *words: str) -> Process:
    """Start `python -m NAME WORDS`."""
    return Process(*words, env=os.environ, module=name)


@contextmanager
def serving(env: Mapping[str, str]) -> Iterator[tuple[Process, str]]:
    """Serve on a free port; yields the process and its address once it says that it is there."""
    with Process("run", env=dict(env) | {"EZHEN_HTTP__PORT": "0"}) as process:
        try:
            yield process, address_of(process)
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=PATIENCE)


@contextmanager
def serving_literally(env: Mapping[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The same in an interpreter of its own."""
    at = dict(env) | {"EZHEN_HTTP__PORT": "0"}
    with subprocess.Popen([*BOT, "run"], env=at, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            yield process, address_of(process)
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=PATIENCE)


def address_of(process: Process | subprocess.Popen[bytes]) -> str:
    assert process.stdout is not None
    assert process.stderr is not None
    for line in process.stdout:
        if found := re.search(r"http://\S+", line.decode()):
            return found[0].rstrip("/")
    raise AssertionError(f"the server did not start: {process.stderr.read().decode()}")
