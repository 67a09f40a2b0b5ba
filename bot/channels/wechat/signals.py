"""What an operator should hear of: names that are counted, for metrics and alarms."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Signal(StrEnum):
    """A closed set, so that it can label a counter. It never holds anything of a person."""

    FORGED = "wechat_forged"  # a signature, an appid or a downgrade was refused
    CLOCK_SKEW = "wechat_clock_skew"  # a timestamp outside the window; many mean a wrong clock
    JSON_PUSH = "wechat_json_push"  # the account pushes JSON: set the format to XML
    WRONG_KEY = "wechat_wrong_key"  # signed by us, yet no EncodingAESKey opens it
    UNREADABLE = "wechat_unreadable"  # signed, but no message
    FAILED = "wechat_failed"  # an exception while answering
    TOKEN_REFUSED = "wechat_token_refused"  # noqa: S105 -- a name; wrong secret, or another program uses /token
    CONFIGURATION = "wechat_configuration"  # appid, secret, IP list: a person must act
    DAILY_QUOTA = "wechat_daily_quota"  # an API is spent until midnight
    RESTRICTED = "wechat_restricted"  # the account or a person is restricted by the platform
    OUTCOME_UNKNOWN = "wechat_outcome_unknown"  # a message that may or may not have arrived
    NOTICE_UNFIT = "wechat_notice_unfit"  # a template refused its values, or they do not fit its fields
    NOTICE_BLOCKED = "wechat_notice_blocked"  # taken by the platform, and blocked by the person
    NOTICE_FAILED = "wechat_notice_failed"  # taken by the platform, and failed there


Watch = Callable[[Signal], None]
"""Counts a signal; `Metrics.count` is one."""
