"""A pushed message or event as data: parses the XML, whatever it is."""

from __future__ import annotations

import hashlib
import re
from typing import Annotated
from xml.parsers.expat import ExpatError

import xmltodict
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

_LONGEST_KEY = 160

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Outside of the production `Char` of XML 1.0, section 2.2."""

Leaf = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]
"""The text of an element; an empty element is the empty text."""

Whatever = Annotated[str, BeforeValidator(lambda value: value if isinstance(value, str) else "")]
"""The text of an element that other pushes may use for something else."""


class Push(BaseModel):
    """The fields that are used, of every kind of message and event. `MsgId` stays text: it has 64 bits."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    account: Leaf = Field(alias="ToUserName", max_length=128)
    openid: Leaf = Field(alias="FromUserName", min_length=1, max_length=128)
    created: Leaf = Field(default="", alias="CreateTime")
    kind: Leaf = Field(alias="MsgType", min_length=1)
    message_id: Leaf = Field(default="", alias="MsgId")
    content: Leaf = Field(default="", alias="Content")
    media_id: Leaf = Field(default="", alias="MediaId")
    recognition: Leaf = Field(default="", alias="Recognition")
    title: Leaf = Field(default="", alias="Title")
    url: Leaf = Field(default="", alias="Url")
    event: Leaf = Field(default="", alias="Event")
    event_key: Leaf = Field(default="", alias="EventKey")
    sent_id: Whatever = Field(default="", alias="MsgID", max_length=64)  # of what the platform had taken
    status: Whatever = Field(default="", alias="Status")  # of TEMPLATESENDJOBFINISH
    sent: object = Field(default=None, alias="SubscribeMsgSentEvent")


def parse_push(xml: str | bytes) -> Push | None:
    """Parse a pushed message, or return None where it is none. Entities are refused by xmltodict.

    What people type goes into the XML as it is, also characters that XML does not know: they are left out.
    """
    text = xml.decode("utf-8", "replace") if isinstance(xml, bytes) else xml
    try:
        root = xmltodict.parse(_NOT_XML.sub("", text), encoding="utf-8", xml_attribs=False)
        return Push.model_validate(root.get("xml"))
    except (ExpatError, ValidationError, ValueError, RecursionError):
        return None


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
