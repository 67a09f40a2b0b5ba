"""From a request at the callback to a message of a person: verified first, parsed after, never an exception."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from bot.channels.wechat.content import content_of
from bot.channels.wechat.crypto import (
    Closed,
    Credentials,
    EnvelopeCipher,
    is_same,
    open_envelope,
    sign,
    sign_plain,
)
from bot.channels.wechat.push import key_of, parse_push
from bot.channels.wechat.receipts import Receipt, receipts_of
from handlers.messages import Channel, Inbound, Person

WINDOW = timedelta(minutes=15)
"""How far a signed timestamp may be off: a recorded request cannot be replayed later."""

_LONGEST_TIMESTAMP = 12


class Why(StrEnum):
    """Why a request was not answered with a turn; for logs and counters, never for the answer."""

    SIGNATURE = "signature"
    DOWNGRADE = "downgrade"
    OTHER_APP = "other_app"
    STALE = "stale"
    JSON = "json"
    WRONG_KEY = "wrong_key"
    UNREADABLE = "unreadable"
    NOTHING_TO_DO = "nothing_to_do"


class ReturnPath(Struct, frozen=True):
    """Where a passive reply goes; `cipher` opened the message; None where it was plain."""

    openid: str
    account: str
    cipher: EnvelopeCipher | None


class Accepted(Struct, frozen=True):
    """A message that needs a turn."""

    inbound: Inbound
    back: ReturnPath


class Rejected(Struct, frozen=True):
    """Not from WeChat, or not for this account: 403 with no detail."""

    why: Why


class Ignored(Struct, frozen=True):
    """From WeChat, nothing to answer: `success`, for anything else would come three times."""

    why: Why
    receipts: tuple[Receipt, ...] = ()


def answer_url_check(query: Mapping[str, str], credentials: Credentials) -> str | None:
    """Return the echostr to send back, or None to refuse. For an Official Account it is never encrypted."""
    echo = query.get("echostr")
    return echo if echo and _is_signed(query, credentials) else None


def verify_and_parse(
    query: Mapping[str, str], body: bytes, credentials: Credentials, now: datetime
) -> Accepted | Rejected | Ignored:
    """Check who sent a POST, then read it. Decides by the request's `encrypt_type`, as the modes demand."""
    if query.get("encrypt_type") == "aes":
        return _read_encrypted(query, body, credentials, now)
    if credentials.is_safe:
        return Rejected(Why.DOWNGRADE)
    if not _is_signed(query, credentials):
        return Rejected(Why.SIGNATURE)
    if not _is_timely(query, now):
        return Ignored(Why.STALE)
    return _read(body, None, now)


def _read_encrypted(
    query: Mapping[str, str], body: bytes, credentials: Credentials, now: datetime
) -> Accepted | Rejected | Ignored:
    encrypted = next((one for one in _envelopes(body) if _is_signed(query, credentials, one)), None)
    if encrypted is None:
        return Rejected(Why.SIGNATURE)
    if not _is_timely(query, now):
        return Ignored(Why.STALE)
    match open_envelope(encrypted, credentials):
        case Closed.OTHER_APP:
            return Rejected(Why.OTHER_APP)
        case Closed.WRONG_KEY:
            return Ignored(Why.WRONG_KEY)
        case opened:
            return _read(opened.text, opened.cipher, now)


def _read(xml: str | bytes, cipher: EnvelopeCipher | None, now: datetime) -> Accepted | Ignored:
    if _is_json(xml):
        return Ignored(Why.JSON)
    push = parse_push(xml)
    if push is None:
        return Ignored(Why.UNREADABLE)
    content = content_of(push)
    if content is None:
        return Ignored(Why.NOTHING_TO_DO, receipts_of(push))
    person = Person(Channel.WECHAT, push.openid)
    inbound = Inbound(person=person, key=key_of(push, xml), content=content, received_at=now)
    return Accepted(inbound, ReturnPath(push.openid, push.account, cipher))


def _is_signed(query: Mapping[str, str], credentials: Credentials, encrypted: str | None = None) -> bool:
    """Check `msg_signature` over the envelope, or `signature` where there is none (it covers no body)."""
    parts = (credentials.token, query.get("timestamp", ""), query.get("nonce", ""))
    if encrypted is None:
        return is_same(sign_plain(*parts), query.get("signature", ""))
    return is_same(sign(*parts, encrypted), query.get("msg_signature", ""))


def _is_timely(query: Mapping[str, str], now: datetime) -> bool:
    timestamp = query.get("timestamp", "")
    if not (timestamp.isascii() and timestamp.isdecimal()) or len(timestamp) > _LONGEST_TIMESTAMP:
        return False
    return abs(now.timestamp() - int(timestamp)) <= WINDOW.total_seconds()


# CDATA is passed over as a whole: in compat mode a person's own text stands there, and may look like an envelope.
# Without its end it reaches to the end of the body, so that no body takes more than one walk.
_ENVELOPE = re.compile(
    rb"<Encrypt>\s*(?:<!\[CDATA\[)?([A-Za-z0-9+/=]+)(?:\]\]>)?\s*</Encrypt>|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL
)
_MOST_ENVELOPES = 8  # from the end, where the platform puts its own: a text may break out of its CDATA


def _envelopes(body: bytes) -> Iterable[str]:
    """Find what may be the Encrypt element without parsing: a stranger's XML is never parsed."""
    if _is_json(body):
        return _json_envelope(body)
    found = [one for one in _ENVELOPE.findall(body) if one]
    return [one.decode("ascii") for one in reversed(found[-_MOST_ENVELOPES:])]


def _json_envelope(body: bytes) -> Iterator[str]:
    """Read the JSON push format far enough to know whether WeChat sent it."""
    try:
        encrypted = json.loads(body)["Encrypt"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return iter(())
    return iter((encrypted,) if isinstance(encrypted, str) else ())


def _is_json(body: str | bytes) -> bool:
    return body[:64].lstrip()[:1] in {"{", b"{"}
