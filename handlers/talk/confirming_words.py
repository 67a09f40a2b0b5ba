"""How people say yes, no, or neither to what cannot be undone."""

from __future__ import annotations

YES_WORDS = frozenset({"是", "是的", "对", "对的", "确认", "确定", "我确认", "我确定"})
"""A yes to what cannot be undone; 好的 may mean no more than that it was read."""
VAGUE_WORDS = frozenset(
    {
        "好",
        "好的",
        "好吧",
        "好滴",
        "嗯",
        "嗯嗯",
        "恩",
        "行",
        "行吧",
        "可以",
        "可以的",
        "ok",
        "知道了",
        "同意",
        "办",
        "办吧",
    }
)
NO_WORDS = frozenset(
    {"不", "不是", "否", "取消", "算了", "不用", "不用了", "不要", "不办", "不办了", "先不", "先不办"}
)
