"""A confirmation that nothing waits for: pressed twice, or long after what it was for."""

from __future__ import annotations

import unicodedata

from handlers.messages import Text
from handlers.texts import talk
from handlers.turn import Outcome, Turn, say

_WORDS = frozenset({"确认", "确定", "确认属实", "确认提交", "确认绑定", "确认登记", "确认撤回", "确认取消"})


async def nothing_to_confirm(turn: Turn) -> Outcome | None:
    """Say so; stands behind every dialogue that asks to be confirmed."""
    content = turn.inbound.content
    if not isinstance(content, Text) or turn.session.reporting:
        return None
    said = unicodedata.normalize("NFKC", content.text).strip().strip("。.!“”\"'")
    return Outcome((say(talk.NOTHING_TO_CONFIRM),), turn.session) if said in _WORDS else None
