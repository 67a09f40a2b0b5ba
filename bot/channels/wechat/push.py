"""A pushed message or event as data: parses the XML, whatever it is."""

from __future__ import annotations

import hashlib
from typing import Annotated
from xml.parsers.expat import ExpatError

from msgspec import Meta, Struct, ValidationError, convert, field

from bot.channels.wechat.elements import parse_elements, xml_characters

_LONGEST_KEY = 160

Id = Annotated[str, Meta(max_length=128)]

_USED_OTHERWISE = frozenset({"MsgID", "Status"})
"""Elements of receipts that other pushes may use for something else than a text."""


class Push(Struct, frozen=True):
    """The fields that are used, of every kind of message and event. `MsgId` stays text: it has 64 bits."""

    account: Id = field(name="ToUserName")
    openid: Annotated[Id, Meta(min_length=1)] = field(name="FromUserName")
    kind: Annotated[str, Meta(min_length=1)] = field(name="MsgType")
    created: str = field(default="", name="CreateTime")
    message_id: str = field(default="", name="MsgId")
    content: str = field(default="", name="Content")
    media_id: str = field(default="", name="MediaId")
    recognition: str = field(default="", name="Recognition")
    title: str = field(default="", name="Title")
    url: str = field(default="", name="Url")
    event: str = field(default="", name="Event")
    event_key: str = field(default="", name="EventKey")
    sent_id: Annotated[str, Meta(max_length=64)] = field(default="", name="MsgID")  # what it had taken
    status: str = field(default="", name="Status")  # of TEMPLATESENDJOBFINISH
    sent: object = field(default=None, name="SubscribeMsgSentEvent")


def parse_push(xml: str | bytes) -> Push | None:
    """Parse a pushed message, or return None where it is none.

    What people type goes into the XML as it is, also characters that XML does not know: they are left out.
    """
    text = xml.decode("utf-8", "replace") if isinstance(xml, bytes) else xml
    try:
        return convert(_own(parse_elements(xml_characters(text)).get("xml")), Push)
    except (ExpatError, ValidationError, ValueError):
        return None


def _own(elements: object) -> object:
    """Without what another kind of push says in an element of ours."""
    if not isinstance(elements, dict) or _USED_OTHERWISE.isdisjoint(elements):
        return elements
    return {name: one for name, one in elements.items() if name not in _USED_OTHERWISE or isinstance(one, str)}


def key_of(push: Push, xml: str | bytes) -> str:
    """Name this message: the same for its repeats, another for any other of this person.

    MsgId alone repeats across people, and two events share a second, so the key is
    FromUserName + CreateTime + MsgId, for events FromUserName + CreateTime + Event + EventKey.
    """
    if push.kind.lower() == "event":
        own, is_named = f"{push.event}|{push.event_key}", bool(push.event)
    else:
        own, is_named = push.message_id, bool(push.message_id)
    if not is_named or not push.created:
        own += _digest(xml)
    key = f"{push.openid}|{push.created}|{own}"
    return key if len(key) <= _LONGEST_KEY else _digest(key)


def _digest(text: str | bytes) -> str:
    return hashlib.sha256(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")).hexdigest()
