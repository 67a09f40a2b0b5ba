"""How soon a chat may get its next message: one a second, in a group twenty a minute."""

from __future__ import annotations

from datetime import datetime, timedelta

_PERSON = timedelta(seconds=1)
_GROUP = timedelta(seconds=3)
_MOST = 10_000  # chats remembered; those whose moment has passed are let go of
_NOW = timedelta()


class ChatPace:
    """Kept in memory, a process each: the platform's own 429 is what counts, and this keeps away from it."""

    def __init__(self) -> None:
        self._next: dict[str, datetime] = {}

    def take(self, chat: str, now: datetime) -> timedelta:
        """Take the chat's place for a message now, or return how long to wait for it."""
        wait = self._next.get(chat, now) - now
        if wait > _NOW:
            return wait
        self._next[chat] = now + (_GROUP if is_group(chat) else _PERSON)
        if len(self._next) > _MOST:
            self._next = {each: moment for each, moment in self._next.items() if moment > now}
        return _NOW

    def put_off(self, chat: str, until: datetime) -> None:
        """Let the chat wait: the platform said so."""
        self._next[chat] = max(until, self._next.get(chat, until))


def is_group(chat: str) -> bool:
    """Whether the id is a group's: the platform gives them negative numbers."""
    return int(chat) < 0
