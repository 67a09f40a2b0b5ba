"""Sentences that belong to no topic: continuing, apologising, stopping."""

from __future__ import annotations

MORE = "回复“更多”继续"
"""Ends a message that had to be cut."""

STOPPING = "系统正在重新启动，这条消息还没有处理。请过一分钟再发一次。"

ANSWER_LOST = "这条消息已经处理过，当时的答复现在不能再显示。需要时请重新提问。"
"""Answers a repeat whose stored answer can no longer be read, or was erased at the person's wish."""


def apology(*, reference: str) -> str:
    """Say that the product failed, and by which number staff find the record."""
    return (
        f"抱歉，系统出了问题，这条消息没有处理成功。请稍后再试；若仍不行，请联系工作人员并告知编号 {reference}。"
    )
