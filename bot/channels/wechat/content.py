"""What a pushed message or event means to the assistant."""

from __future__ import annotations

from bot.channels.wechat.push import Push
from handlers.messages import Content, Event, EventKind, Media, MediaKind, Text

_MEDIA = {
    "image": MediaKind.IMAGE,
    "voice": MediaKind.VOICE,
    "video": MediaKind.VIDEO,
    "shortvideo": MediaKind.VIDEO,
    "file": MediaKind.FILE,
    "location": MediaKind.LOCATION,
    "link": MediaKind.LINK,
}

_UNSHOWABLE = frozenset({"【收到不支持的消息类型，暂无法显示】", "[收到不支持的消息类型，暂无法显示]"})
"""What WeChat pushes as text in place of a sticker, a card, a video call."""

_SCENE = "qrscene_"


def content_of(push: Push) -> Content | None:
    """Return what the person said or did, or None where nothing is to be done or stored."""
    kind = push.kind.lower()
    if kind == "event":
        return _event(push)
    if kind == "text":
        return _text(push)
    if kind == "voice" and push.recognition:
        return Text(push.recognition)
    # A location is not kept: neither place nor label. A new kind gets the polite text for what cannot be read.
    return Media(_MEDIA.get(kind, MediaKind.OTHER), reference=push.media_id or push.url, name=push.title)


def _text(push: Push) -> Content:
    """Take the words; a tap on a menu message (bizmsgmenuid) says its content like a typed one."""
    if not push.content or push.content in _UNSHOWABLE:
        return Media(MediaKind.OTHER)
    return Text(push.content)


def _event(push: Push) -> Event | None:
    match push.event.lower():
        case "subscribe":
            # EventKey may also name a payment (last_trade_no_…): that is no scene.
            scene = push.event_key.removeprefix(_SCENE) if push.event_key.startswith(_SCENE) else ""
            return Event(EventKind.SUBSCRIBE, scene)
        case "unsubscribe":
            return Event(EventKind.UNSUBSCRIBE)
        case "scan":
            return Event(EventKind.SCAN, push.event_key)
        case "click":
            return Event(EventKind.MENU, push.event_key)
        case _:
            # LOCATION, VIEW, TEMPLATESENDJOBFINISH, scancode_*, pic_*, location_select, subscribe_msg_*,
            # and every event to come: acknowledged, nothing stored.
            return None
