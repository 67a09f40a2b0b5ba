"""What a message means to the assistant."""

from __future__ import annotations

import re

from telegram import Message

from handlers.messages import Content, Event, EventKind, Media, MediaKind, Text
from policy_kb.expressions import lazy_compile

_COMMANDS = {"help": "帮助", "privacy": "隐私说明", "human": "人工", "more": "更多"}
"""Commands of the bot's menu and the words that they stand for."""

_COMMAND = lazy_compile(r"/([A-Za-z0-9_]{1,32})(?:@[A-Za-z0-9_]+)?(?:\s+(.*))?", re.DOTALL)


def content_of(message: Message) -> Content | None:
    """Return what the person said or sent, or None where nothing is to be done or stored."""
    if message.text:
        return _text(message.text)
    return _photo(message) or _voice(message) or _video(message) or _file(message) or _other(message)


def _text(text: str) -> Content:
    """A command is its words. What follows /start is left out: personal matters are not dealt with here."""
    command = _COMMAND.fullmatch(text.strip())
    is_start = command is not None and command[1].lower() == "start"
    return Event(EventKind.SUBSCRIBE) if is_start else Text(_words(text))


def _words(text: str) -> str:
    command = _COMMAND.fullmatch(text.strip())
    if command is None:
        return text
    name, rest = command[1], (command[2] or "").strip()
    return " ".join(filter(None, (_COMMANDS.get(name.lower(), name), rest)))


def _caption(message: Message) -> str:
    """Words below a picture are words like any other."""
    return _words(message.caption or "")


def _photo(message: Message) -> Media | None:
    photo = message.photo
    return Media(MediaKind.IMAGE, photo[-1].file_id, caption=_caption(message)) if photo else None


def _voice(message: Message) -> Media | None:
    voice = message.voice or message.audio
    return Media(MediaKind.VOICE, voice.file_id, caption=_caption(message)) if voice else None


def _video(message: Message) -> Media | None:
    video = message.video or message.video_note or message.animation
    return Media(MediaKind.VIDEO, video.file_id, caption=_caption(message)) if video else None


def _file(message: Message) -> Media | None:
    file = message.document
    if file is None:
        return None
    return Media(MediaKind.FILE, file.file_id, file.file_name or "", caption=_caption(message))


def _other(message: Message) -> Media | None:
    """A location is not kept: neither place nor label. Notes of the platform itself are no messages."""
    if message.location or message.venue:
        return Media(MediaKind.LOCATION)
    return Media(MediaKind.OTHER) if message.effective_attachment is not None else None
