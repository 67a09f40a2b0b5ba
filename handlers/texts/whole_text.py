"""How people are led to the whole document."""

from __future__ import annotations

MEASURE = "/measure"
"""Where the pages show it, below their own address."""

OPEN = "打开办法全文"
"""What stands on a link of the page itself to it."""


BY_CHAPTER = "选一章看条文；也可以直接发条号，写明是第几条。"


def whole_at(*, link: str) -> str:
    """Where the whole stands, with what can be done there."""
    return f"办法全文（可以按章看、查找和打印）：{link}"


def chapter(*, heading: str, first: str, last: str) -> str:
    """A chapter's label in the menu."""
    return f"{heading}（{first}）" if first == last else f"{heading}（{first}至{last}）"
