"""The picture of a bind code: scanned in WeChat, it opens the account and brings the code along."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import segno

from bot.channels.wechat.api import WeChatApi
from bot.channels.wechat.errors import Failure
from handlers.contracts.binding import SCENE
from handlers.identity.codes import BIND_LIVES

KINDS = ("png", "svg")
_SCALE = 8


async def bind_code_address(api: WeChatApi, code: str, lives: timedelta) -> str | None:
    """What a QR code of this bind code holds; it `lives` as long as the code. None where WeChat gave none."""
    made = await api.create_qr_code(f"{SCENE}{code}", lives=lives)
    return None if isinstance(made, Failure) else made.url


async def draw_bind_code(api: WeChatApi, code: str, kind: str) -> bytes | Failure:
    """The QR code as a file of this kind; it lives as long as the bind code."""
    made = await api.create_qr_code(f"{SCENE}{code}", lives=BIND_LIVES)
    if isinstance(made, Failure):
        return made
    out = BytesIO()
    segno.make_qr(made.url, error="m").save(out, kind=kind, scale=_SCALE)
    return out.getvalue()
