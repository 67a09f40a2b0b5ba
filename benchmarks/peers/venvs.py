"""An environment of its own for every peer, made once from its pins and made again when they change."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from benchmarks.peers.outcomes import PeerError

_HERE = Path(__file__).parent
CACHE = _HERE.parent.parent / ".venv-peers"
_MINUTES = 15


def python_of(peer: str, *, pins: Path | None = None, cache: Path = CACHE) -> Path:
    """The interpreter that has the peer's packages.

    Raises:
        PeerError: the environment cannot be made here.
    """
    pins, folder = pins or _HERE / f"{peer}.txt", cache / peer
    python, stamp = folder / "bin" / "python", folder / "made-from"
    wanted = _fingerprint(pins)
    if not (stamp.is_file() and stamp.read_text("utf-8") == wanted):
        _make(folder, python, pins)
        stamp.write_text(wanted, "utf-8")
    return python


def _make(folder: Path, python: Path, pins: Path) -> None:
    _run([sys.executable, "-m", "venv", "--clear", str(folder)])
    quiet = ["--quiet", "--disable-pip-version-check"]
    _run([str(python), "-m", "pip", "install", *quiet, "--require-hashes", "-r", str(pins)])


def _fingerprint(pins: Path) -> str:
    """Of the pins and of this Python: packages of one minor version do not load in another."""
    return hashlib.sha256(pins.read_bytes() + sys.version.encode()).hexdigest()


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60 * _MINUTES, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PeerError(f"its environment cannot be made: {type(error).__name__}") from error
    if done.returncode:
        raise PeerError(f"its environment cannot be made: {last_line(done.stderr)}")


def last_line(text: str) -> str:
    """What went wrong, without the trace above it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
