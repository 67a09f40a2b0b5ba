"""Whether a message asks anything; a telling does not."""

from __future__ import annotations

from policy_kb.expressions import lazy_compile

_ASKS = lazy_compile(r"[吗么嘛呢不没哪谁啥几咋]|什么|怎么|多少|多久|是否|能否|如何|为何")


def asks(text: str) -> bool:
    """Whether any word or sign of a message asks."""
    return bool(_ASKS.search(text) or "?" in text or "？" in text)
