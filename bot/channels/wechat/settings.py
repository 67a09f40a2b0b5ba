"""Settings of the Official Account, checked so that a copying mistake shows at the start."""

from __future__ import annotations

import re
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from bot.channels.wechat.forms import NoticeForms, Ways
from handlers.texts import wechat as texts

PATH = "/wechat"
"""The callback's door, exactly: a redirect to or from a trailing slash makes the platform's check fail."""


class Mode(StrEnum):
    """How the account's server settings encrypt the callback: 明文, 兼容, 安全."""

    PLAIN = "plain"
    COMPAT = "compat"
    SAFE = "safe"


# Only what can never be right is refused: test accounts have shorter ids, and `doctor` asks the platform itself.
_SHAPES = {
    "app_id": r"[0-9A-Za-z_-]{4,64}",
    "app_secret": r"[!-~]{4,128}",
    "token": r"[!-~]{3,64}",
    "encoding_aes_key": r"[0-9A-Za-z]{43}",
    "previous_aes_key": r"[0-9A-Za-z]{43}",
    "api_base": r"https?://[^\s?#]+",
}


class WeChatSettings(BaseModel):
    """Nested in the product's settings as EZHEN_WECHAT__…; the channel is on when they are set."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

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

    @field_validator("encoding_aes_key", "previous_aes_key")
    @classmethod
    def _leave_out_empty(cls, value: SecretStr | None) -> SecretStr | None:
        return value if value and value.get_secret_value() else None

    @field_validator(*_SHAPES)
    @classmethod
    def _check_shape(cls, value: str | SecretStr | None, info: ValidationInfo) -> str | SecretStr | None:
        text = value.get_secret_value() if isinstance(value, SecretStr) else value
        name = info.field_name or ""
        if text is not None and re.fullmatch(_SHAPES[name], text) is None:
            # A custom error, because pydantic puts English words before the text of a ValueError.
            raise PydanticCustomError("wechat", texts.WANTED[name])
        return value

    @model_validator(mode="after")
    def _need_key_where_encrypted(self) -> WeChatSettings:
        if self.mode is not Mode.PLAIN and self.encoding_aes_key is None:
            raise PydanticCustomError("wechat", texts.AES_KEY_MISSING)
        return self

    @field_validator("api_base")
    @classmethod
    def _without_last_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @property
    def aes_keys(self) -> tuple[str, ...]:
        """The EncodingAESKeys that may open a message, the current one first."""
        keys = (self.encoding_aes_key, self.previous_aes_key)
        return tuple(key.get_secret_value() for key in keys if key is not None)

    @property
    def ways(self) -> Ways:
        """The forms by which notices leave."""
        return Ways(self.subscriptions, self.templates)
