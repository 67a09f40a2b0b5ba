"""What the Bot API answers when a call does not succeed, and what each answer asks of us."""

from datetime import timedelta
from enum import StrEnum
from http import HTTPStatus

from msgspec import Struct
from pydantic import BaseModel, ConfigDict

from bot.channels.telegram.parsing import parse


class Reaction(StrEnum):
    """What a failed call asks for."""

    FLOOD = "flood"  # wait as long as the platform says
    GONE = "gone"  # blocked, kicked, deactivated: nobody is there
    MOVED = "moved"  # the group has become a supergroup with another id
    REFUSED = "refused"  # our request is wrong, or came too late: repeating it is pointless
    TOKEN = "token"  # noqa: S105 -- a name; the token is not the bot's
    CONFLICT = "conflict"  # another poller, or a webhook, has the updates
    BUSY = "busy"  # the platform, or something before it, is in trouble: nothing was done
    UNSENT = "unsent"  # no connection: nothing was done
    OUTCOME_UNKNOWN = "outcome_unknown"  # sent, and no readable answer came: done or not


class Failure(Struct, frozen=True):
    """A call that did not succeed. `detail` holds neither token nor text of a person."""

    reaction: Reaction
    detail: str = ""
    after: timedelta | None = None
    moved_to: str = ""


class _Parameters(BaseModel):
    model_config = ConfigDict(extra="ignore", defer_build=True)

    retry_after: float | None = None
    migrate_to_chat_id: int | None = None


class Envelope(BaseModel):
    """What every answer of the Bot API is wrapped in."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    ok: bool = False
    result: object = None
    description: str = ""
    parameters: _Parameters | None = None


_NOBODY = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated", "chat_id_invalid")
_AFTER = timedelta(seconds=5)
"""To wait where the platform says “too many” and not how long."""

_BY_STATUS: dict[int, Reaction] = {
    HTTPStatus.BAD_REQUEST: Reaction.REFUSED,
    HTTPStatus.UNAUTHORIZED: Reaction.TOKEN,
    HTTPStatus.FORBIDDEN: Reaction.GONE,
    HTTPStatus.NOT_FOUND: Reaction.TOKEN,  # a malformed token is no path of the platform's
    HTTPStatus.CONFLICT: Reaction.CONFLICT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Reaction.REFUSED,
    HTTPStatus.GATEWAY_TIMEOUT: Reaction.OUTCOME_UNKNOWN,
}


def read_envelope(status: int, body: bytes) -> Envelope | Failure:
    """Read an answer: the envelope of a success, or what went wrong."""
    try:
        envelope = Envelope.model_validate(parse(body))
    except (ValueError, RecursionError):  # a ValidationError is a ValueError
        return _unreadable(status)
    return envelope if envelope.ok else _failure(status, envelope)


def _failure(status: int, envelope: Envelope) -> Failure:
    detail = f"{status} {envelope.description}"[:120]
    parameters = envelope.parameters or _Parameters()
    if parameters.migrate_to_chat_id is not None:
        return Failure(Reaction.MOVED, detail, moved_to=str(parameters.migrate_to_chat_id))
    if parameters.retry_after is not None or status == HTTPStatus.TOO_MANY_REQUESTS:
        return Failure(Reaction.FLOOD, detail, after=_pause(parameters.retry_after))
    if status == HTTPStatus.BAD_REQUEST and any(word in envelope.description.lower() for word in _NOBODY):
        return Failure(Reaction.GONE, detail)
    return Failure(_by_status(status), detail)


def _pause(seconds: float | None) -> timedelta:
    """At least a second, at most an hour: a broken number must neither hammer nor silence the channel."""
    return _AFTER if seconds is None else timedelta(seconds=min(max(seconds, 1.0), 3600.0))


def _unreadable(status: int) -> Failure:
    """No JSON: a page of something in between. A success that cannot be read may have been one."""
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Failure(Reaction.FLOOD, f"{status}", after=_AFTER)
    return Failure(_by_status(status), f"{status}, not JSON")


def _by_status(status: int) -> Reaction:
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if status < HTTPStatus.MULTIPLE_CHOICES:
        return Reaction.OUTCOME_UNKNOWN
    is_refusal = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    return Reaction.REFUSED if is_refusal else Reaction.BUSY
