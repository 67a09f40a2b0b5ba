"""The channels by which notices to staff leave: some always, some where the office arranged it (办法未规定)."""

from __future__ import annotations

import json
from datetime import date

from handlers.messages import Channel, StaffWay
from handlers.texts.binding import CHANNELS
from handlers.values.value_words import NONE_WORDS
from policy_kb.expressions import lazy_compile
from store.queries.arrangements import arranged
from store.work import Work

STAFF_CHANNELS = "staff_channels"
"""The name of the arrangement: the channels that the office switched on. Stored: never rename it."""

_BETWEEN = lazy_compile(r"[\s、，,;；]+")


def allowed_channels(work: Work) -> frozenset[Channel]:
    """Where members' notices may go now."""
    stored = arranged(work, STAFF_CHANNELS)
    arranged_now = frozenset(json.loads(stored) if stored else ())
    return frozenset(one for one in Channel if _is_allowed(one, arranged_now))


def read_channels(words: str, _today: date) -> str | None:
    """What 微信、Telegram means, as it is stored; None of what cannot be meant."""
    said = words.strip()
    if said in NONE_WORDS:
        return "[]"
    named = {CHANNELS[one.value].lower(): one.value for one in Channel if _is_optional(one)}
    found = [named.get(word.lower()) for word in _BETWEEN.split(said) if word]
    return json.dumps(sorted(set(filter(None, found)))) if found and all(found) else None


def shown_channels(stored: str) -> str:
    """What is stored, as people read it."""
    return "、".join(CHANNELS[one] for one in json.loads(stored)) or "无"


def _is_allowed(channel: Channel, arranged_now: frozenset[str]) -> bool:
    way = channel.traits.tells_staff
    return way is not StaffWay.NONE and (way is not StaffWay.IF_ALLOWED or channel.value in arranged_now)


def _is_optional(channel: Channel) -> bool:
    return channel.traits.tells_staff is StaffWay.IF_ALLOWED
