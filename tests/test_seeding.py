"""The examples of the property tests change with the commit, and can be repeated."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import core, settings

from tests.seeding import VARIABLE, choose_seed


def test_a_commit_has_its_own_examples(tmp_path: Path) -> None:
    first = _commit(tmp_path, "one")
    assert choose_seed({}, tmp_path).number == int(first[:12], 16)
    assert choose_seed({}, tmp_path) == choose_seed({"CI": "true", "EZHEN_TEST_SOAK": "1"}, tmp_path)
    second = _commit(tmp_path, "two")
    assert choose_seed({}, tmp_path).number == int(second[:12], 16) != int(first[:12], 16)


def test_outside_a_checkout_the_examples_stay(tmp_path: Path) -> None:
    assert choose_seed({}, tmp_path) == choose_seed({}, tmp_path)


def test_a_soak_by_hand_throws_dice_and_tells_them(tmp_path: Path) -> None:
    by_hand = {"EZHEN_TEST_SOAK": "1"}
    thrown = choose_seed(by_hand, tmp_path)
    assert thrown != choose_seed(by_hand, tmp_path)
    assert f"{VARIABLE}={thrown.number}" in str(thrown)
    assert choose_seed({**by_hand, VARIABLE: str(thrown.number)}, tmp_path).number == thrown.number


def test_every_worker_draws_by_the_number_that_is_told(request: pytest.FixtureRequest) -> None:
    assert core.global_force_seed == int(request.config.getoption("hypothesis_seed"))
    assert settings.default is not None
    assert not settings.default.derandomize


def _commit(folder: Path, message: str) -> str:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    for command in (("init", "-q"), (*who, "commit", "-q", "--allow-empty", "-m", message)):
        subprocess.run(("git", "-C", str(folder), *command), check=True, capture_output=True)
    return subprocess.check_output(("git", "-C", str(folder), "rev-parse", "HEAD"), text=True).strip()
