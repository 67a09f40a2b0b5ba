"""What a failed call means for the outbox row behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.channels.base import Dead, Delivery, Hold, Pause, Retry
from bot.channels.wechat.errors import Failure, Reaction
from store.outbox.settling import Reach

_MINUTE = timedelta(minutes=1)
_UNTIL_SOMEBODY_ACTED = timedelta(minutes=10)
"""Configuration is never repeated against: the rows wait while a person mends it."""


def delivery_of(failure: Failure, now: datetime) -> Delivery:
    """Decide what a failure means for the row."""
    reason = reason_of(failure)
    if failure.reaction in PAUSES:
        until = failure.until or now + PAUSES[failure.reaction]
        return Pause(reason, until, needs_somebody=failure.reaction in ALARMS)
    outcome = OUTCOMES[failure.reaction](reason)
    if failure.reaction in OUTAGE and isinstance(outcome, Retry | Dead):
        return replace(outcome, reach=Reach.UNREACHED)
    return outcome


def reason_of(failure: Failure) -> str:
    """Name a failure for `outbox list`: nothing of a person is in it."""
    return f"{failure.reaction.value} {failure.code}" if failure.code else failure.reaction.value


PAUSES = {
    Reaction.TOKEN: _MINUTE,
    Reaction.MINUTE_QUOTA: _MINUTE,
    Reaction.DAILY_QUOTA: timedelta(days=1),  # the client says until when: midnight in China
    Reaction.CONFIGURATION: _UNTIL_SOMEBODY_ACTED,
    Reaction.NOT_GRANTED: _UNTIL_SOMEBODY_ACTED,
}
"""What stops the whole channel, and for how long."""

OUTAGE = frozenset({Reaction.BUSY, Reaction.UNSENT, Reaction.GATEWAY, Reaction.OUTCOME_UNKNOWN})
"""What says that the platform is in trouble, or not there."""


def _hold_for_nobody(reason: str) -> Hold:
    """Who left may follow again: it waits, and the office is told that it reached nobody."""
    return Hold(reason, reaches_nobody=True)


ALARMS = frozenset({Reaction.TOKEN, Reaction.DAILY_QUOTA, Reaction.CONFIGURATION, Reaction.NOT_GRANTED})
"""What waiting alone does not mend, or of what the office must know: a quota of the day that is spent."""

OUTCOMES: dict[Reaction, Callable[[str], Delivery]] = {
    Reaction.BUSY: Retry,
    Reaction.UNSENT: Retry,
    Reaction.GATEWAY: Retry,
    Reaction.OTHER: Retry,
    Reaction.UNREADABLE: Retry,
    Reaction.WINDOW_CLOSED: Hold,
    Reaction.ALLOWANCE_USED: Hold,
    Reaction.NOT_FOLLOWING: _hold_for_nobody,
    Reaction.NO_CONSENT: Hold,
    Reaction.RESTRICTED: Hold,  # perhaps this person only: the others go on
    # It may have arrived, and the platform takes no key against doubles: staff replay it where they must.
    Reaction.OUTCOME_UNKNOWN: Dead,
    Reaction.BUG: Dead,
    Reaction.UNKNOWN_PERSON: Dead,
    Reaction.TOO_LONG: Dead,
    Reaction.TOO_LARGE: Dead,
    Reaction.IGNORE: Dead,
    Reaction.MEDIA_GONE: Dead,
    Reaction.LINK_ONLY: Dead,
    Reaction.OAUTH_CODE: Dead,
    Reaction.WRONG_TEMPLATE: Dead,
    Reaction.SENT_BEFORE: Dead,
    Reaction.NO_MENU: Dead,
}
"""What becomes of the one row."""
