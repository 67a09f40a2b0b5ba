"""Read half a question, of which the talk holds the other half: 那物流呢, 多少钱, 这个要几天."""

from __future__ import annotations

import re

from msgspec import Struct

from policy_kb.expressions import lazy_compile

_TOPIC = lazy_compile(
    r"^(?:那么?|那如果|还有|要是|换成|如果是)?(?P<topic>.{1,12}?)(?:呢|怎么样|咋样|咋说|行不|中不)$"
)
_TOPIC_ASKED = lazy_compile(r"^(?:那么?|还有|要是)?(?P<topic>.{1,8}?)呢[,，?？ ]+(?P<asked>.{2,8})$")
_FUNCTION_WORDS = lazy_compile(
    r"[\s?？!！,，。.:：;；、~～]|那|呢|么|吗|的|了|要|我|们|俺|这|个|是|有|到|底|得|会|能|给|呀|啊|它|事|又"
)
_OUR_SIDE = lazy_compile(
    r"^(?:咱|俺|我|本|自己)们?(?:这|本|自己)?(?:边|里|儿|头|达|县|地|个?县里?|家)?$|^(?:县上|县里|本县|当地|这边|这里|这儿)$"
)
_LATER = lazy_compile(r"(?:以后|之后|完了?|[好到]了)$")
_LONGEST = 12
"""Characters: a longer message says enough by itself."""


class Topic(Struct, frozen=True):
    """那物流呢: the same question about something else."""

    text: str


def find_topic(text: str) -> Topic | None:
    """The new topic of a short message that puts one in the old question's place."""
    found = _TOPIC.match(text.strip(" ?？!！。.~～")) if len(text) <= _LONGEST else None
    if found is None:
        return None
    says_something = _FUNCTION_WORDS.sub("", found["topic"]) or is_our_side(found["topic"])
    return Topic(found["topic"]) if says_something else None


def find_topic_asked(text: str) -> tuple[Topic, str] | None:
    """核桃呢，给多少: a topic, and what is asked of it."""
    found = _TOPIC_ASKED.match(text.strip(" ?？!！。.~～"))
    return (Topic(found["topic"]), found["asked"]) if found else None


def is_our_side(topic: str) -> bool:
    """Whether a topic is but the side of those who talk: 咱们这边, 本县."""
    return bool(_OUR_SIDE.match(topic))


def is_later(topic: str) -> bool:
    """Whether a topic is but what happened first, as 中标以后呢 asks what comes next and not the same again."""
    return bool(_LATER.search(topic))


def is_bare(text: str, matter: re.Pattern[str]) -> bool:
    """Whether a short message asks nothing but a matter (多少钱, 几天, 找谁): of what was said before."""
    if len(text) > _LONGEST or not matter.search(text):
        return False
    return len(_FUNCTION_WORDS.sub("", matter.sub("", text))) <= 1
