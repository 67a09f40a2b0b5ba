"""How an answer is called useful or not."""

from __future__ import annotations

USEFUL_WORDS = frozenset({"有用", "有帮助", "解决了", "👍"})
USELESS_WORDS = frozenset({"没用", "没有用", "没帮助", "答非所问", "不对", "答错了", "👎"})
