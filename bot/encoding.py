"""Replies, sessions and messages as JSON for the store, and back, should they still be readable."""

from __future__ import annotations

import structlog
from pydantic import TypeAdapter, ValidationError

from handlers.messages import Inbound, Reply
from handlers.turn import Session

_LOG = structlog.get_logger(__name__)
_REPLIES = TypeAdapter(tuple[Reply, ...])
_INBOUND = TypeAdapter(Inbound)


def encode_replies(replies: tuple[Reply, ...]) -> str:
    """A JSON list, an element a reply."""
    return _REPLIES.dump_json(replies).decode()


def decode_replies(raw: str) -> tuple[Reply, ...] | None:
    """The replies, or None when they cannot be read any more."""
    try:
        return _REPLIES.validate_json(raw)
    except ValidationError:
        _LOG.warning("stored answer is unreadable")
        return None


def decode_reply(raw: str) -> Reply | None:
    """One reply of an outbox row, or None when it cannot be read any more."""
    try:
        return Reply.model_validate_json(raw)
    except ValidationError:
        return None


def encode_session(session: Session) -> str:
    """A JSON object."""
    return session.model_dump_json()


def decode_session(raw: str | None) -> Session:
    """The session; a fresh one for a new person, or when an older version's cannot be read."""
    if raw is None:
        return Session()
    try:
        return Session.model_validate_json(raw)
    except ValidationError:
        _LOG.warning("stored session is unreadable, begun afresh")
        return Session()


def encode_inbound(inbound: Inbound) -> str:
    """A JSON object."""
    return _INBOUND.dump_json(inbound).decode()


def decode_inbound(raw: str) -> Inbound | None:
    """The message, or None when an older version's cannot be read."""
    try:
        return _INBOUND.validate_json(raw)
    except ValidationError:
        return None
