from __future__ import annotations

from pathlib import Path

import pytest

from policy_kb import kb as door
from policy_kb.kb import PolicyKB
from tests.measure import opened

ANZE = Path(door.__file__).parent / "data" / "anze"


@pytest.fixture(scope="session")
def anze() -> Path:
    """The folder of the measure."""
    return ANZE


@pytest.fixture(scope="session")
def kb() -> PolicyKB:
    """The measure, opened once: it holds no state of any talk."""
    return opened()
