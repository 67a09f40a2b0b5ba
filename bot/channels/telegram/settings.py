"""Settings of the bot, checked so that a copying mistake shows at the start."""

from typing import ClassVar

from pydantic import Field, SecretStr

from bot.channels.keyed import KeyedSettings
from handlers.texts import telegram as texts

PATH = "/telegram"
"""Of the door at which updates come in."""


class TelegramSettings(KeyedSettings):
    """Nested in the product's settings as EZHEN_TELEGRAM__…; the channel is on when the token is set."""

    shapes: ClassVar = {
        "token": r"[0-9]{1,20}:[A-Za-z0-9_-]{3,128}",
        "api_base": r"https?://[^\s?#]+",
        "webhook_secret": r"[A-Za-z0-9_-]{1,256}",
        "proxy": r"https?://[^\s?#]+",
        "detail": r"[^\x00-\x1f]{0,120}",
    }
    wanted: ClassVar = texts.WANTED

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

    def has_webhook(self, public_url: str) -> bool:
        """Whether updates come by webhook: it needs a secret and an address that Telegram can reach."""
        return self.webhook_secret is not None and public_url.startswith("https://")
