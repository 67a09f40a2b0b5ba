"""The part of the fake server API that takes notices: templates, consents, keys and the types of fields."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

TEMPLATE = "/cgi-bin/message/template/send"
SUBSCRIBE = "/cgi-bin/message/subscribe/bizsend"

OK: dict[str, object] = {"errcode": 0, "errmsg": "ok"}
KEY_LIVES = timedelta(minutes=10)

_SHAPES = {
    "thing": r".{1,20}",
    "character_string": r"[\x21-\x7e]{1,32}",
    "phrase": r"[\u4e00-\u9fff]{1,5}",
    "time": r"(\d{4}年\d{1,2}月\d{1,2}日 )?([01]\d|2[0-3]):[0-5]\d",
    "date": r"\d{4}年\d{1,2}月\d{1,2}日( ([01]\d|2[0-3]):[0-5]\d)?",
}


@dataclass(frozen=True)
class Notice:
    path: str
    openid: str
    template_id: str
    values: dict[str, str]


class FakeNotices:
    """Of one account; `fields` are those of each template or subscription template by its id."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._keys: dict[tuple[str, str], datetime] = {}
        self.fields: dict[str, set[str]] = {}
        self.consents: Counter[tuple[str, str]] = Counter()
        self.sent: list[Notice] = []
        self.something_sent = asyncio.Event()

    def take(self, path: str, followers: set[str], body: dict[str, object]) -> dict[str, object]:
        """Send, or refuse as the platform does. Without a key, every call that is well formed sends."""
        openid, template_id = str(body["touser"]), str(body["template_id"])
        if template_id not in self.fields:
            return {"errcode": 40037, "errmsg": "invalid template_id"}
        if openid not in followers:
            return {"errcode": 43004, "errmsg": "require subscribe"}
        notice = Notice(path, openid, template_id, _values(body))
        if not self._is_well_formed(notice):
            return {"errcode": 47003, "errmsg": "argument invalid! data.thing1.value is invalid"}
        return self._subscribed(notice) if path == SUBSCRIBE else self._templated(notice, body)

    def _templated(self, notice: Notice, body: dict[str, object]) -> dict[str, object]:
        key = (notice.openid, str(body.get("client_msg_id", "")))
        known = self._keys.get(key)
        if not key[1] or known is None or self._clock() - known >= KEY_LIVES:
            self._keys[key] = self._clock()
            self._keep(notice)
        return {**OK, "msgid": len(self.sent)}

    def _subscribed(self, notice: Notice) -> dict[str, object]:
        consent = (notice.openid, notice.template_id)
        if not self.consents[consent]:
            return {"errcode": 43101, "errmsg": "user refuse to accept the msg"}
        self.consents[consent] -= 1
        self._keep(notice)
        return OK

    def _keep(self, notice: Notice) -> None:
        self.sent.append(notice)
        self.something_sent.set()

    def _is_well_formed(self, notice: Notice) -> bool:
        shaped = all(
            re.fullmatch(_SHAPES[name.rstrip("0123456789")], value) for name, value in notice.values.items()
        )
        return shaped and set(notice.values) == self.fields[notice.template_id]


def _values(body: dict[str, object]) -> dict[str, str]:
    data = body["data"]
    assert isinstance(data, dict)
    return {name: field["value"] for name, field in data.items()}
