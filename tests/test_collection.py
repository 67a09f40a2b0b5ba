"""Tests are collected alike whatever the hash seed is: workers that disagree about what there is run nothing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.processes import ROOT

# Long enough for a busy machine: all take half a minute.
_SECONDS = 300
_SEEDS = 2**32


def _collected(hash_seed: int) -> list[str]:
    options = ["-o", "addopts=", "-p", "no:cacheprovider", "-n0", "--collect-only", "-q"]
    env = os.environ | {"PYTHONHASHSEED": str(hash_seed)}
    command = [sys.executable, "-m", "pytest", *options, str(ROOT / "tests")]
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=_SECONDS
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if "::" in line]


@pytest.mark.sampled(0)  # workers compare what they collected at every run
def test_another_hash_seed_collects_the_same_in_the_same_order(pytestconfig: pytest.Config) -> None:
    drawn = int(pytestconfig.getoption("hypothesis_seed")) % _SEEDS
    first, second = (_collected(hash_seed) for hash_seed in (0, drawn))
    assert first
    assert second == first
