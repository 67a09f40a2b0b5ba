"""From one raw update to what a person did; what cannot be read concerns nobody but itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import structlog
from structlog.typing import FilteringBoundLogger
from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, Update

from bot.channels.telegram.buttons import pressed
from bot.channels.telegram.content import content_of
from handlers.identity.codes import code_in
from handlers.messages import Channel, Content, Event, EventKind, Inbound, Person

log: FilteringBoundLogger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Received:
    """An update: what is to be answered, if anything, the pressed button that waits, the album that it is of."""

    inbound: Inbound | None = None
    callback: str = ""
    album: str = ""


_NOTHING = Received()


def id_of(raw: object) -> int | None:
    """Return the number by which the platform counts updates, or None where there is none."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def read_update(raw: object, username: str, now: datetime) -> Received:
    """Read one update; one that cannot be read is logged by its number, and nothing is done."""
    try:
        # The library asks for a dict and raises whatever comes up in it: anybody's client may shape an update.
        update = Update.de_json(raw, None) if isinstance(raw, dict) else None
        return _NOTHING if update is None else _read(update, username, now)
    except Exception as error:  # noqa: BLE001 -- as said above: it must not hold up those behind it
        log.warning("telegram_update_unreadable", update=id_of(raw), error=type(error).__name__)
        return _NOTHING


def _read(update: Update, username: str, now: datetime) -> Received:
    if update.callback_query is not None:
        return _pressed(update.callback_query, now)
    if update.message is not None:
        return Received(_said(update.message, username, now), album=update.message.media_group_id or "")
    if update.edited_message is not None:
        return Received(_edited(update.edited_message, now))
    if update.my_chat_member is not None:
        return Received(_left(update.my_chat_member, now))
    return _NOTHING


def _said(message: Message, username: str, now: datetime) -> Inbound | None:
    """Albums come as a message a picture: what of them has no words is one message of the person."""
    sender = message.from_user
    if sender is not None and sender.is_bot:
        return None
    if message.chat.type != Chat.PRIVATE:
        return _in_a_group(message, username, now)
    content = content_of(message)
    is_bare = message.media_group_id is not None and not (message.caption or "").strip()
    key = f"a{message.media_group_id}" if is_bare else f"m{message.message_id}"
    return _inbound(message.chat, key, content, now)


def _in_a_group(message: Message, username: str, now: datetime) -> Inbound | None:
    """In a group nothing is read but whether the bot was addressed, and codes, which are no good once seen."""
    text, answered = message.text or message.caption or "", message.reply_to_message
    is_reply = answered is not None and answered.from_user is not None and answered.from_user.username == username
    name = f"@{username}".lower()
    is_addressed = bool(username) and (is_reply or name in text.lower())
    code = code_in(text) or ""
    if not (is_addressed or code):
        return None
    event = Event(EventKind.GROUP if is_addressed else EventKind.OVERHEARD, code)
    return _inbound(message.chat, f"m{message.message_id}", event, now)


def _edited(message: Message, now: datetime) -> Inbound | None:
    """An edited message changes nothing, and that is said once; a moving location is edited all the time."""
    if message.chat.type != Chat.PRIVATE or not (message.text or message.caption):
        return None
    return _inbound(message.chat, f"e{message.message_id}", Event(EventKind.EDIT), now)


def _pressed(query: CallbackQuery, now: datetime) -> Received:
    """The key is the button, not the press: whoever presses twice means it once."""
    press, message = pressed(query), query.message
    if press is None or message is None or message.chat.type != Chat.PRIVATE:
        return Received(None, query.id)
    return Received(_inbound(message.chat, f"b{message.message_id}:{query.data}", press, now), query.id)


def _left(change: ChatMemberUpdated, now: datetime) -> Inbound | None:
    """Blocking the bot is leaving; coming back says nothing, for /start follows."""
    if change.chat.type != Chat.PRIVATE or change.new_chat_member.status != ChatMember.BANNED:
        return None
    return _inbound(change.chat, f"l{int(change.date.timestamp())}", Event(EventKind.UNSUBSCRIBE), now)


def _inbound(chat: Chat, key: str, content: Content | None, now: datetime) -> Inbound | None:
    if content is None:
        return None
    return Inbound(Person(Channel.TELEGRAM, str(chat.id)), key, content, now)
