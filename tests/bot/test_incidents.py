"""The reference of an incident: who reads it out finds it in the log."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bot.incidents import new_reference
from bot.logs import Redactor


@pytest.mark.parametrize("drawn", ["359478TB", "TB359478", "23456789"])
def test_a_reference_that_the_log_would_hide_is_drawn_anew(monkeypatch: pytest.MonkeyPatch, drawn: str) -> None:
    """So many figures together are taken for a person's number."""
    assert drawn not in Redactor([]).clean(drawn)
    signs = iter(f"{drawn}A2B3C4D5")
    monkeypatch.setattr("bot.incidents.secrets", SimpleNamespace(choice=lambda _signs: next(signs)))
    assert new_reference() == "A2B3C4D5"
