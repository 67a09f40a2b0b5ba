"""Writes down the words that begin acts: `make tables`, after an act or its words changed."""

from __future__ import annotations

from handlers.casework.table import TABLE
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.desk.order_words import PATH


def written() -> str:
    """All of them, a line each, whatever the bodies are called."""
    return "".join(f"{word}\n" for word in Catalogue(TABLE, str).words)


def main() -> None:
    """Write the file."""
    PATH.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main()
