"""Greetings, thanks, and who is speaking."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from handlers.messages import Text
from handlers.texts import talk
from handlers.turn import Outcome, Turn, say
from policy_kb.models import AnswerKind

PHRASES: dict[str, str] = {
    **dict.fromkeys(("你好", "您好", "早上好", "在吗", "有人吗", "喂"), talk.HELLO),
    **dict.fromkeys(("谢谢", "多谢", "辛苦了", "明白了", "知道了", "好的"), talk.THANKS),
    **dict.fromkeys(("再见", "拜拜", "回见"), talk.GOODBYE),
    **dict.fromkeys(("你是谁", "你叫什么名字", "你是机器人吗", "你是人工吗", "你会什么"), talk.WHO),
    **dict.fromkeys(("发个红包", "请你吃饭", "给你送礼", "打赏"), talk.NO_GIFTS),
}
_CLOSE_ENOUGH = 55.0  # of 100; below it the greeting, which says what can be asked


def smalltalk(turn: Turn) -> Outcome:
    """Answer in kind, by the nearest of a short list of phrases."""
    content = turn.inbound.content
    typed = content.text if isinstance(content, Text) else ""
    nearest = process.extractOne(typed, PHRASES.keys(), scorer=fuzz.WRatio, score_cutoff=_CLOSE_ENOUGH)
    answer = PHRASES[nearest[0]] if nearest else talk.HELLO
    return Outcome(replies=(say(answer, kind=AnswerKind.SMALLTALK),), session=turn.session)
