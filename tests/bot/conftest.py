"""What tests of the processes have in common."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture
def logs_as_before() -> Iterator[None]:
    """Other tests log as before: what a test configures of the logs is undone after it."""
    yield
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()
    logging.basicConfig(handlers=[logging.NullHandler()], force=True)
