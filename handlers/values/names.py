"""What no stored name and no stored words may hold: unseen signs, and those that turn the reading around."""

from __future__ import annotations

import unicodedata


def deceives(text: str) -> bool:
    """Whether control, bidi, zero-width or unassigned characters stand in a line of text (category C)."""
    return any(_is_unseen(char) for char in text)


def without_deceit(text: str) -> str:
    """The text without such signs, where a name is not ours to refuse."""
    return "".join(char for char in text if not _is_unseen(char))


def lines_without_deceit(text: str) -> str:
    """Words of several lines without such signs."""
    return "\n".join(without_deceit(line.replace("\t", " ")) for line in text.splitlines())


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in nothing but what a keyboard makes: full-width brackets, spaces."""
    return _typed_plainly(one) == _typed_plainly(other)


def _typed_plainly(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _is_unseen(char: str) -> bool:
    category = unicodedata.category(char)
    return category.startswith("C") or category in {"Zl", "Zp"}
