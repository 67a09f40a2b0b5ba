"""Replies, sessions and messages as JSON for the store, and back, should they still be readable."""

from __future__ import annotations

from typing import get_args

import msgspec
import structlog

from handlers.messages import Content, Inbound, Person, Reply
from handlers.turn import Session
from policy_kb.values import AwareDatetime

_LOG = structlog.get_logger(__name__)
_REPLIES = msgspec.json.Decoder(tuple[Reply, ...])
_CONTENTS = get_args(Content)
"""No two of them have their fields and kinds in common: what was kept is the one that it can be."""


_UNREADABLE = (msgspec.DecodeError, RecursionError)
"""The other is raised by what is nested without end."""


class _Kept(msgspec.Struct):
    """A message as it is kept, with its content not yet understood."""

    person: Person
    key: str
    content: dict[str, str | int]
    received_at: AwareDatetime
    greeted: bool = False


def encode_replies(replies: tuple[Reply, ...]) -> str:
    """A JSON list, an element a reply."""
    return msgspec.json.encode(replies).decode()


def decode_replies(raw: str) -> tuple[Reply, ...] | None:
    """The replies, or None when they cannot be read any more."""
    try:
        return _REPLIES.decode(raw)
    except _UNREADABLE:
        _LOG.warning("stored answer is unreadable")
        return None


def decode_reply(raw: str) -> Reply | None:
    """One reply of an outbox row, or None when it cannot be read any more."""
    try:
        return Reply.from_json(raw)
    except _UNREADABLE:
        return None


def encode_session(session: Session) -> str:
    """A JSON object."""
    return session.to_json()


def decode_session(raw: str | None) -> Session:
    """The session; a fresh one for a new person, or when an older version's cannot be read."""
    if raw is None:
        return Session()
    try:
        return Session.from_json(raw)
    except _UNREADABLE:
        return _of_an_earlier_version(raw)


def encode_inbound(inbound: Inbound) -> str:
    """A JSON object."""
    return msgspec.json.encode(inbound).decode()


def decode_inbound(raw: str) -> Inbound | None:
    """The message, or None when an older version's cannot be read."""
    try:
        kept = msgspec.json.decode(raw, type=_Kept)
    except _UNREADABLE:
        return None
    if (content := _content_of(kept.content)) is None:
        return None
    return Inbound(kept.person, kept.key, content, kept.received_at, kept.greeted)


def _content_of(kept: dict[str, str | int]) -> Content | None:
    for kind in _CONTENTS:
        try:
            content: Content = msgspec.convert(kept, kind)
        except msgspec.ValidationError:
            continue
        return content
    return None


def _of_an_earlier_version(raw: str) -> Session:
    """What was called `context` is the memory."""
    try:
        kept = msgspec.json.decode(raw, type=dict[str, object])
        return msgspec.convert({"memory" if name == "context" else name: kept[name] for name in kept}, Session)
    except _UNREADABLE:
        _LOG.warning("stored session is unreadable, begun afresh")
        return Session()
