"""Whether a message is about how many articles there are."""

from __future__ import annotations

from policy_kb.expressions import lazy_compile

_HOW_MANY = lazy_compile(
    r"(?:一共|总共|共|全文|办法|文件|条文).{0,6}(?:多少|几|二十|20|十九|19)个?条|(?:二十|20)条(?:吗|对吧|是吧|办法|规定)"
)


def asks_how_many(text: str) -> bool:
    """Whether the message asks, or claims, how many articles there are."""
    return "条" in text and bool(_HOW_MANY.search(text))
