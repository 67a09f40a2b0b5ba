"""The picture beside a code that was made: scanned in WeChat it opens the account and brings the code along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno
from msgspec import Struct

from handlers.casework.telling_rows import FOLLOW_LIVES
from handlers.casework.transitions import ActName
from handlers.identity.codes import BIND_LIVES

if TYPE_CHECKING:
    from bot.channels.wechat.api import WeChatApi

_LIVES = {ActName.BIND_CODE: BIND_LIVES, ActName.CHANGE_HANDLER: BIND_LIVES, ActName.FOLLOW_CODE: FOLLOW_LIVES}
"""Acts whose code binds a person to a firm, and how long the code is good."""

_SCALE = 6


class CodePicture(Struct, frozen=True):
    """`image` is an address of the picture's own bytes, empty where there is none; `opens_account` as it says."""

    image: str = ""
    opens_account: bool = False


NO_PICTURE = CodePicture()


class CodePictures:
    """Where WeChat is on the picture is WeChat's; elsewhere it holds the code's own figures, to be pasted."""

    def __init__(self, api: WeChatApi | None) -> None:
        self._api = api

    @property
    def opens_account(self) -> bool:
        """Whether there is an account to open."""
        return self._api is not None

    async def of(self, act: str, code: str) -> CodePicture | None:
        """The picture of a bind code; None for other codes."""
        lives = _LIVES.get(ActName(act)) if act in set(ActName) else None
        if lives is None:
            return None
        if self._api is None:
            return CodePicture(segno.make_qr(code, error="m").svg_data_uri(scale=_SCALE))
        from bot.channels.wechat.bind_code import bind_code_address  # noqa: PLC0415 -- only where WeChat is on

        address = await bind_code_address(self._api, code, lives)
        if address is None:
            return NO_PICTURE
        return CodePicture(segno.make_qr(address, error="m").svg_data_uri(scale=_SCALE), opens_account=True)
