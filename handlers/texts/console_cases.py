"""What the pages of cases say by themselves."""

from __future__ import annotations


def changed(*, number: str, how: str, state: str) -> str:
    """Say that what is shown is not what is there any more."""
    return f"{number} 已更新（{how}），现在是“{state}”。请刷新后再办。"
