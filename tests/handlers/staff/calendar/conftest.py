"""The town, on a day that a test chooses."""

from __future__ import annotations

from tests.handlers.casework.conftest import town, work

__all__ = ["town", "work"]
