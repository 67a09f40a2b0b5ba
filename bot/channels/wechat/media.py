"""What media/get answers: the bytes of a file, or JSON that is an error or a video's address."""

from __future__ import annotations

import re

from msgspec import Struct

from bot.channels.wechat.errors import Failure, Reaction
from bot.channels.wechat.transport import Raw, read_json

_JSON_TYPES = frozenset({"application/json", "text/plain", "text/json"})


class MediaFile(Struct, frozen=True):
    """What a person sent. The type is what the platform says: check it by content before use."""

    content: bytes
    content_type: str
    name: str


def read_media(raw: Raw) -> MediaFile | Failure:
    """Tell a file from an error by the headers: a file's own bytes may look like JSON."""
    if raw.status == 200 and (raw.disposition or raw.content_type not in _JSON_TYPES):  # noqa: PLR2004 -- HTTP OK
        return MediaFile(raw.body, raw.content_type, _name_in(raw.disposition))
    answer = read_json(raw)
    if isinstance(answer, Failure):
        return answer
    if isinstance(answer.get("video_url"), str):
        return Failure(Reaction.LINK_ONLY, detail="video_url")
    return Failure(Reaction.UNREADABLE, detail="neither a file nor an error")


def _name_in(disposition: str) -> str:
    found = re.search(r'filename="?([^";]*)', disposition)
    return found[1] if found else ""
