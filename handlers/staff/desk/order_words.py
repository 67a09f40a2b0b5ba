"""The words that begin acts, written down: every message is compared with them, and few have to do with an act."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from handlers.staff.actions.typed_words import longest_first, plain

PATH = Path(__file__).parent / "order_words.txt"
"""A line each, with the marks of bodies, see `handlers.staff.desk.written_order_words`; a test compares both."""


def order_words(naming: Callable[[str], str]) -> tuple[str, ...]:
    """As `Catalogue.words` has them of the whole table, with the bodies as they are called here."""
    return longest_first({plain(naming(word)) for word in PATH.read_text("utf-8").splitlines()})
