"""Which examples hypothesis draws: other ones with each commit, the same ones for the same commit."""

from __future__ import annotations

import secrets
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "EZHEN_TEST_SEED"
_WITHOUT_A_COMMIT = 20260101
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Seed:
    """A number for hypothesis, and where it comes from."""

    number: int
    source: str

    def __str__(self) -> str:
        return f"hypothesis: seed {self.number} ({self.source}); to repeat: {VARIABLE}={self.number}"


def choose_seed(environ: Mapping[str, str], root: Path) -> Seed:
    """Take the variable, dice for a soak by hand, else the commit's own number; a fixed one outside a checkout."""
    if given := environ.get(VARIABLE):
        return Seed(int(given), "as asked")
    if environ.get("EZHEN_TEST_SOAK") == "1" and "CI" not in environ:
        return Seed(secrets.randbits(4 * _DIGITS), "thrown")
    if commit := _commit(root)[:_DIGITS]:
        return Seed(int(commit, 16), f"commit {commit}")
    return Seed(_WITHOUT_A_COMMIT, "fixed")


def _commit(root: Path) -> str:
    """Ask git; "" where there is none, or no commit. A checkout further up is not ours."""
    if not (root / ".git").exists():
        return ""
    try:
        asked = subprocess.run(
            ("git", "-C", str(root), "rev-parse", "--verify", "HEAD"), capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return asked.stdout.strip()
