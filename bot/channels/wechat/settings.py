"""Settings of the Official Account, checked so that a copying mistake shows at the start."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field, SecretStr, model_validator
from pydantic_core import PydanticCustomError

from bot.channels.keyed import KeyedSettings
from bot.channels.wechat.notice_forms import NoticeForms, Ways
from handlers.texts import wechat as texts

PATH = "/wechat"
"""The callback's door, exactly: a redirect to or from a trailing slash makes the platform's check fail."""


class Mode(StrEnum):
    """How the account's server settings encrypt the callback: 明文, 兼容, 安全."""

    PLAIN = "plain"
    COMPAT = "compat"
    SAFE = "safe"


class WeChatSettings(KeyedSettings):
    """Nested in the product's settings as EZHEN_WECHAT__…; the channel is on when they are set."""

    # Test accounts have shorter ids, and `doctor` asks the platform itself.
    shapes: ClassVar = {
        "app_id": r"[0-9A-Za-z_-]{4,64}",
        "app_secret": r"[!-~]{4,128}",
        "token": r"[!-~]{3,64}",
        "encoding_aes_key": r"[0-9A-Za-z]{43}",
        "previous_aes_key": r"[0-9A-Za-z]{43}",
        "api_base": r"https?://[^\s?#]+",
    }
    wanted: ClassVar = texts.WANTED

    app_id: str = Field(description="AppID of the Official Account (wx…)")
    app_secret: SecretStr = Field(description="AppSecret of the Official Account")
    token: SecretStr = Field(description="token of the callback, as in the account's server settings")
    encoding_aes_key: SecretStr | None = Field(
        default=None, description="EncodingAESKey, 43 characters (not needed in plain mode)"
    )
    previous_aes_key: SecretStr | None = Field(
        default=None, description="the EncodingAESKey before the last change, still accepted"
    )
    mode: Mode = Field(default=Mode.SAFE, description="plain, compat or safe: as in the account's server settings")
    api_base: str = Field(default="https://api.weixin.qq.com", description="address of the server API")

    subscriptions: NoticeForms = NoticeForms()
    templates: NoticeForms = NoticeForms()

    @model_validator(mode="after")
    def _need_key_where_encrypted(self) -> WeChatSettings:
        if self.mode is not Mode.PLAIN and self.encoding_aes_key is None:
            raise PydanticCustomError("wechat", texts.AES_KEY_MISSING)
        return self

    @property
    def aes_keys(self) -> tuple[str, ...]:
        """The EncodingAESKeys that may open a message, the current one first."""
        keys = (self.encoding_aes_key, self.previous_aes_key)
        return tuple(key.get_secret_value() for key in keys if key is not None)

    @property
    def ways(self) -> Ways:
        """The forms by which notices leave."""
        return Ways(self.subscriptions, self.templates)
