"""The platform's error codes, and what each one asks of us."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Reaction(StrEnum):
    """What a failed call asks for. From UNSENT on they are ours: they have no code of the platform."""

    BUSY = "busy"  # try again soon
    TOKEN = "token"  # noqa: S105 -- a name; fetch a new token once and repeat once
    CONFIGURATION = "configuration"  # appid, secret, IP list: a person must act
    BUG = "bug"  # our request is wrong: repeating it is pointless
    UNKNOWN_PERSON = "unknown_person"  # an openid of no person of this account
    NOT_FOLLOWING = "not_following"  # left
    NO_CONSENT = "no_consent"  # blocked or never allowed this kind of message
    WINDOW_CLOSED = "window_closed"  # more than 48 hours since the person's last message
    ALLOWANCE_USED = "allowance_used"  # the messages that one act of a person allows are sent
    DAILY_QUOTA = "daily_quota"  # this API is spent until midnight in China
    MINUTE_QUOTA = "minute_quota"  # back off a minute
    TOO_LONG = "too_long"
    IGNORE = "ignore"  # typing states: nothing is lost
    MEDIA_GONE = "media_gone"  # ask the person to send it again
    OAUTH_CODE = "oauth_code"  # start the sign-in again, once
    NOT_GRANTED = "not_granted"  # this account may not use this API
    RESTRICTED = "restricted"  # the platform restricts the account or the person
    WRONG_TEMPLATE = "wrong_template"  # an id that is not of this account or kind
    SENT_BEFORE = "sent_before"  # a message with this key has been taken
    NO_MENU = "no_menu"  # none has been made yet
    OTHER = "other"  # a code that is not known here
    UNSENT = "unsent"  # no connection: nothing was done
    GATEWAY = "gateway"  # something before the platform answered: nothing was done
    OUTCOME_UNKNOWN = "outcome_unknown"  # sent, and no readable answer came: done or not
    TOO_LARGE = "too_large"  # more bytes than we want
    UNREADABLE = "unreadable"  # an answer without the fields that it must have
    LINK_ONLY = "link_only"  # a video that is to be had elsewhere


class Failure(Struct, frozen=True):
    """A call that did not succeed. `detail` holds no secret; `until` is set where the API must rest."""

    reaction: Reaction
    code: int = 0
    detail: str = ""
    until: datetime | None = None


class CodeTable:
    """What each code of one of Tencent's platforms asks of us."""

    def __init__(self, codes: Mapping[Reaction, tuple[int, ...]]) -> None:
        self._by_code = {code: reaction for reaction, found in codes.items() for code in found}

    def reaction_to(self, code: int) -> Reaction:
        """Look a code up. Missing parameters, and missing or empty bodies, are always our own request."""
        if code in self._by_code:
            return self._by_code[code]
        return Reaction.BUG if any(code in family for family in _BUG_FAMILIES) else Reaction.OTHER


_BUG_FAMILIES = (range(41000, 42000), range(44000, 45000))

_CODES: dict[Reaction, tuple[int, ...]] = {
    Reaction.BUSY: (-1,),
    Reaction.TOKEN: (40001, 40014, 42001),
    Reaction.CONFIGURATION: (40013, 40125, 41002, 41004, 40164),
    Reaction.BUG: (40033, 40035, 45008, 47001, 47003, 40016, 40017, 40018, 40019, 40020),
    Reaction.UNKNOWN_PERSON: (40003,),
    Reaction.NOT_FOLLOWING: (43004,),
    Reaction.NO_CONSENT: (43019, 43101),
    Reaction.WINDOW_CLOSED: (45015,),
    Reaction.ALLOWANCE_USED: (45047,),
    Reaction.DAILY_QUOTA: (45009, 48006),
    Reaction.MINUTE_QUOTA: (45011,),
    Reaction.TOO_LONG: (45002,),
    Reaction.IGNORE: (45072, 45080, 45081),
    Reaction.MEDIA_GONE: (40004, 40007),
    Reaction.OAUTH_CODE: (40029, 40163),
    Reaction.NOT_GRANTED: (48001,),
    Reaction.RESTRICTED: (50002,),
    Reaction.WRONG_TEMPLATE: (40037,),
    # Written of mass messages only; what a template's key answers the second time is written nowhere.
    Reaction.SENT_BEFORE: (45065,),
    Reaction.NO_MENU: (46003,),
}

_TABLE = CodeTable(_CODES)


def reaction_to(code: int) -> Reaction:
    """Look a code up."""
    return _TABLE.reaction_to(code)
