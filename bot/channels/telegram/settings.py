"""Settings of the bot, checked so that a copying mistake shows at the start."""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from handlers.texts import telegram as texts

_SHAPES = {
    "token": r"[0-9]{1,20}:[A-Za-z0-9_-]{3,128}",
    "api_base": r"https?://[^\s?#]+",
    "webhook_secret": r"[A-Za-z0-9_-]{1,256}",
    "proxy": r"https?://[^\s?#]+",
    "detail": r"[^\x00-\x1f]{0,120}",
}


class TelegramSettings(BaseModel):
    """Nested in the product's settings as EZHEN_TELEGRAM__…; the channel is on when the token is set."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    token: SecretStr = Field(description="token of the bot, as BotFather gave it")
    api_base: str = Field(default="https://api.telegram.org", description="address of the Bot API")
    webhook_secret: SecretStr | None = Field(
        default=None,
        description="secret of the webhook, which with an https public address replaces polling",
    )
    proxy: SecretStr | None = Field(default=None, description="HTTP proxy for the Bot API, http://HOST:PORT")
    detail: str = Field(
        default="",
        description="number of the assessment that lets Telegram show staff more than number and step",
    )

    @field_validator("webhook_secret", "proxy")
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
            raise PydanticCustomError("telegram", texts.WANTED[name])
        return value

    @field_validator("api_base")
    @classmethod
    def _without_last_slash(cls, value: str) -> str:
        return value.rstrip("/")

    def has_webhook(self, public_url: str) -> bool:
        """Whether updates come by webhook: it needs a secret and an address that Telegram can reach."""
        return self.webhook_secret is not None and public_url.startswith("https://")
