"""Read follow-ups, which only make sense after an answer: 那物流呢, 然后呢, 说简单点, 原文, 下一条, 多少钱."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_ASK = r"(?:呢|吗|嘛|么|啊|呀|吧|哩|嘞|是啥|是什么|讲啥|讲什么|写的?啥|说的?啥)*"
# No word here may be another one repeated (看, 看看): two readings of each would be tried in every combination.
_PLEASE = r"(?:请|麻烦|你|您|给我|能不能|可以|再|帮我|看|要|那|那么|好的?)*"
_TOPIC = re.compile(
    r"^(?:那么?|那如果|还有|要是|换成|如果是)?(?P<topic>.{1,12}?)(?:呢|怎么样|咋样|咋说|行不|中不)$"
)
_FUNCTION_WORDS = re.compile(
    r"[\s?？!！,，。.:：;；、~～]|那|呢|么|吗|的|了|要|我|们|俺|这|个|是|有|到|底|得|会|能|给|呀|啊"
)
_ENDS = re.compile(r"[?？]+|[,，;；]\s*(?=另外|还有|再问|顺便|以及)")
_ASKS = re.compile(r"[吗么嘛呢不没哪谁啥几咋]|什么|怎么|多少|多久|是否|能否|如何|为何")
_LINK = re.compile(r"^(?:另外|还有|再问一?下?|顺便问?一?下?|以及|那么?|然后)[,，]?")
_STORY = re.compile(r"[。!！]")
"""A story with its question is one question, however many sentences it has."""

_TWO, _SHORTEST = 2, 5

_LONGEST = 12
"""Characters: a longer message says enough by itself."""


class Step(StrEnum):
    """A move that is relative to the answer given last."""

    PREVIOUS = "previous"  # 上一条
    NEXT = "next"  # 下一条
    SAME = "same"  # 原文: the whole passage
    REPEAT = "repeat"  # 重复一遍
    SIMPLER = "simpler"  # 说简单点: the lead alone
    ONWARD = "onward"  # 然后呢: what comes after it in the course of things
    OTHER = "other"  # 还有呢: what else is near it


_STEPS: dict[Step, re.Pattern[str]] = {
    Step.PREVIOUS: re.compile(rf"^{_PLEASE}(?:上|前)(?:面)?一?(?:条|个|项){_ASK}$"),
    Step.NEXT: re.compile(rf"^{_PLEASE}(?:下|后)(?:面)?一?(?:条|个|项){_ASK}$"),
    Step.SAME: re.compile(
        rf"^{_PLEASE}(?:发|念|读)?一?下?(?:原文|原话|全文|整条|这一?条|完整的?|全部内容|条文)(?:发我|给我)?{_ASK}$"
    ),
    Step.REPEAT: re.compile(
        rf"^{_PLEASE}(?:重复|重说|说|讲|来|发|念)(?:一遍|一次|一下)|^没(?:看|听)(?:清|懂|明白|见)|^(?:刚才|刚刚)说的?(?:啥|什么)"
    ),
    Step.SIMPLER: re.compile(
        rf"^{_PLEASE}(?:说|讲|写)?(?:得|的)?(?:简单|简短|短|通俗|明白|直白)(?:一?点|些|说说|讲讲|说|讲)?{_ASK}$"
        r"|^(?:我|俺)?[也还]?[看听]?不太?(?:懂|明白)[啊呀呢了咧嘞]*$"
        r"|^(?:一句话|太长了?|太啰嗦|长话短说|说重点|讲重点|说人话)"
    ),
    Step.ONWARD: re.compile(
        rf"^{_PLEASE}(?:然后|接着|接下来|下一步|后来|之后|往后|再往下|完了|再然后)(?:做什么|干什么|干啥|咋办|怎么办|怎么弄|弄啥)?{_ASK}$"
    ),
    Step.OTHER: re.compile(
        rf"^{_PLEASE}(?:还有|别的|其他的?|另外|还有别的|还有什么|还有啥|还有哪些|其它的?)(?:没有?|不)?{_ASK}$"
    ),
}


@dataclass(frozen=True, slots=True)
class Topic:
    """那物流呢: the same question about something else."""

    text: str


def find_step(text: str) -> Step | None:
    """Return the move that a whole normalised message makes, if it makes one."""
    trimmed = text.strip(" ?？!！。.~～,，")
    return next((step for step, pattern in _STEPS.items() if pattern.search(trimmed)), None)


def find_topic(text: str) -> Topic | None:
    """Return the new topic of a short message that puts one in the old question's place."""
    found = _TOPIC.match(text.strip(" ?？!！。.~～")) if len(text) <= _LONGEST else None
    return Topic(found["topic"]) if found and _FUNCTION_WORDS.sub("", found["topic"]) else None


def asks(text: str) -> bool:
    """Whether a message asks anything; a telling does not."""
    return bool(_ASKS.search(text) or "?" in text or "？" in text)


def two_questions(text: str) -> tuple[str, str] | None:
    """Split a message of exactly two questions, each of which can stand alone; anything else is one."""
    if _STORY.search(text):
        return None
    clauses = [clause.strip(" ,，") for clause in _ENDS.split(text) if clause.strip()]
    asking = [clause for clause in clauses if _ASKS.search(clause)]
    if len(asking) != len(clauses) or len(clauses) != _TWO or min(map(len, clauses)) < _SHORTEST:
        return None
    return clauses[0], _LINK.sub("", clauses[1])


def is_bare(text: str, matter: re.Pattern[str]) -> bool:
    """Whether a short message asks nothing but a matter (多少钱, 几天, 找谁): of what was said before."""
    if len(text) > _LONGEST or not matter.search(text):
        return False
    return len(_FUNCTION_WORDS.sub("", matter.sub("", text))) <= 1
