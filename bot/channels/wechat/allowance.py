"""How many customer-service messages the acts of a person still allow: window arithmetic, nothing stored here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from handlers.messages import Content, Event, EventKind


@dataclass(frozen=True, slots=True)
class Rule:
    """What one act allows: `messages` within `lasts`."""

    messages: int
    lasts: timedelta


class Act(Enum):
    """Acts of a person that open a window; VIEW opens none."""

    MESSAGE = Rule(5, timedelta(hours=48))
    TOUCH = Rule(3, timedelta(minutes=1))  # a menu click, a scan, following the account


@dataclass(frozen=True, slots=True)
class Window:
    """The window that the last act of one kind opened. Windows do not add up; each act starts its own anew."""

    act: Act
    opened: datetime
    used: int = 0

    def left(self, now: datetime) -> int:
        """Count the messages that still fit."""
        is_open = now < self.opened + self.act.value.lasts
        return max(0, self.act.value.messages - self.used) if is_open else 0


@dataclass(frozen=True, slots=True)
class Allowance:
    """The windows of one person, at most one for each kind of act."""

    windows: tuple[Window, ...] = ()

    def left(self, now: datetime) -> int:
        """Count the messages that may be sent now."""
        return max((window.left(now) for window in self.windows), default=0)

    def after(self, act: Act, at: datetime) -> Allowance:
        """Return the allowance after an act of the person."""
        others = tuple(window for window in self.windows if window.act is not act)
        return Allowance((*others, Window(act, at)))

    def take(self, now: datetime) -> Allowance | None:
        """Return the allowance after one message, or None where none may be sent.

        The message counts in every window: how the platform counts overlapping ones is not written, and this
        reading never sends more than any other would. One that is over or used up does not open by it.
        """
        if self.left(now) == 0:
            return None
        return Allowance(tuple(replace(one, used=one.used + 1) for one in self.windows))


def act_of(content: Content) -> Act | None:
    """Tell which window a message or event opens."""
    if not isinstance(content, Event):
        return Act.MESSAGE
    return None if content.kind is EventKind.UNSUBSCRIBE else Act.TOUCH
