"""From one raw update to what a person did; what cannot be read concerns nobody but itself."""

from __future__ import annotations

from datetime import datetime

import structlog
from msgspec import Struct
from structlog.typing import FilteringBoundLogger
from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, Update

from bot.channels.telegram.buttons import pressed
from bot.channels.telegram.content import content_of
from handlers.identity.codes import codes_in
from handlers.messages import Channel, Content, Event, EventKind, Inbound, Person

log: FilteringBoundLogger = structlog.get_logger(__name__)


class Received(Struct, frozen=True):
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
    if message.chat.type != Chat.PRIVATE:
        return _in_a_group(message, username, now)
    if _is_from_a_bot(message):
        return None
    content = content_of(message)
    is_bare = message.media_group_id is not None and not (message.caption or "").strip()
    key = f"a{message.media_group_id}" if is_bare else f"m{message.message_id}"
    return _inbound(message.chat, key, content, now)


def _in_a_group(message: Message, username: str, now: datetime) -> Inbound | None:
    """In a group nothing is read but whether the bot was addressed, and codes, which are no good once seen."""
    codes = _codes_shown(message)
    is_addressed = _addresses(message, username)
    if not (is_addressed or codes):
        return None
    event = Event(EventKind.GROUP if is_addressed else EventKind.OVERHEARD, codes)
    return _inbound(message.chat, f"m{message.message_id}", event, now)


def _codes_shown(message: Message) -> str:
    """What can be codes; others read them whoever wrote: a group's anonymous members write as bots."""
    return " ".join(codes_in(message.text or message.caption or ""))


def _addresses(message: Message, username: str) -> bool:
    text, answered = message.text or message.caption or "", message.reply_to_message
    is_reply = answered is not None and answered.from_user is not None and answered.from_user.username == username
    is_named = is_reply or f"@{username}".lower() in text.lower()
    return bool(username) and is_named and not _is_from_a_bot(message)


def _is_from_a_bot(message: Message) -> bool:
    return message.from_user is not None and message.from_user.is_bot


def _edited(message: Message, now: datetime) -> Inbound | None:
    """An edited message changes nothing, and that is said once; a moving location is edited all the time.

    In a group a code is seen by others also where it was written later: each edit may show one.
    """
    if message.chat.type != Chat.PRIVATE:
        codes = _codes_shown(message)
        event = Event(EventKind.OVERHEARD, codes)
        at = int(message.edit_date.timestamp()) if message.edit_date else 0
        return _inbound(message.chat, f"e{message.message_id}:{at}", event, now) if codes else None
    if not (message.text or message.caption):
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
