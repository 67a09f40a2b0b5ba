"""A forked process behaves as `python bot.py` in an interpreter of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.preloaded.process import PATIENCE, Process
from tests.processes import ROOT, environment, run_bot_literally, run_bot_on_bytes


@pytest.mark.parametrize(
    ("words", "typed"),
    [(("kb", "misses"), b""), (("ask", "--jsonl"), '{"id": 1, "q": "第12条"}\n\n[\n'.encode())],
)
def test_it_says_and_ends_as_an_interpreter_of_its_own_does(
    tmp_path: Path, words: tuple[str, ...], typed: bytes
) -> None:
    env = environment(tmp_path)
    forked, literal = (run(*words, typed=typed, env=env) for run in (run_bot_on_bytes, run_bot_literally))
    assert (forked.returncode, forked.stdout, forked.stderr) == (
        literal.returncode,
        literal.stdout,
        literal.stderr,
    )


def test_it_has_an_environment_and_an_end_of_its_own() -> None:
    env = {"TZ": "XYZ-8", "HERE": str(Path.cwd())}
    with Process("one", env=env, module="tests.preloaded.ending") as process:
        said, complained = process.communicate("字\n".encode())
    assert said.decode() == "['HERE', 'TZ'] XYZ ['one'] True '字\\n'\nat the end\n"
    assert complained == b"enough\n"
    assert process.returncode == 1


def test_a_killed_worker_leaves_no_server_behind() -> None:
    program = "from tests.processes import *; start_module('tests.preloaded.ending'); print(flush=True); input()"
    held = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with held as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"\n"
        worker.kill()
        # The server writes there as well: the end comes when it has ended.
        assert worker.communicate(timeout=PATIENCE) == (b"", b"")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_signal_that_ends_it_is_its_status(tmp_path: Path, number: signal.Signals) -> None:
    with Process("chat", env=environment(tmp_path, PYTHONUNBUFFERED="1")) as process:
        assert process.stdout.read(1)
        assert process.poll() is None
        process.send_signal(number)
        assert process.wait(PATIENCE) == -number


def test_what_the_interpreter_reads_at_its_start_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="PYTHONUTF8"):
        Process("ask", env=environment(tmp_path, PYTHONUTF8="0"))
