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


def pins_of(peer: str) -> Path:
    return _HERE / f"{peer}.txt"


def python_of(peer: str) -> Path:
    """The interpreter that has this peer's packages.

    Raises:
        PeerError: its environment cannot be made here.
    """
    return make_once(pins_of(peer), CACHE / peer)


def make_once(pins: Path, folder: Path) -> Path:
    """The interpreter of the environment in this folder, with exactly these pins.

    Raises:
        PeerError: the environment cannot be made.
    """
    python, stamp, wanted = folder / "bin" / "python", folder / "made-from", _fingerprint(pins)
    if not (python.exists() and stamp.is_file() and stamp.read_text("utf-8") == wanted):
        _make(folder, python, pins)
        stamp.write_text(wanted, "utf-8")
    return python


def _make(folder: Path, python: Path, pins: Path) -> None:
    # Our own pip installs into it: one fewer to set up, and never an older one.
    _run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(folder)])
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--quiet", "--disable-pip-version-check"]
    _run([*pip, "install", "--require-hashes", "-r", str(pins)])


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
