"""Settings of WeCom, checked so that a copying mistake shows at the start."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, SecretStr, model_validator
from pydantic_core import PydanticCustomError

from bot.channels.keyed import KeyedSettings
from handlers.texts import wecom as texts


class WeComSettings(KeyedSettings):
    """Nested in the product's settings as EZHEN_WECOM__…; robot and application are each on where they are set."""

    shapes: ClassVar = {
        "robot_url": r"https?://[^\s?#]+\?key=[0-9A-Za-z_-]{8,64}",
        "corp_id": r"[0-9A-Za-z_-]{4,64}",
        "secret": r"[!-~]{4,128}",
        "api_base": r"https?://[^\s?#]+",
    }
    wanted: ClassVar = texts.WANTED

    robot_url: SecretStr | None = Field(
        default=None, description="address of the group's robot, key and all: whoever has it writes to the group"
    )
    corp_id: str | None = Field(default=None, description="CorpID of the office's WeCom (ww…)")
    agent_id: int | None = Field(default=None, ge=1, description="AgentId of the self-built application")
    secret: SecretStr | None = Field(default=None, description="Secret of that application")
    api_base: str = Field(default="https://qyapi.weixin.qq.com", description="address of WeCom's server API")

    @model_validator(mode="after")
    def _need_robot_or_whole_application(self) -> WeComSettings:
        given = {"CORP_ID": self.corp_id, "AGENT_ID": self.agent_id, "SECRET": self.secret}
        missing = tuple(f"EZHEN_WECOM__{name}" for name, value in given.items() if value is None)
        if missing and len(missing) < len(given):
            raise PydanticCustomError("wecom", texts.incomplete(names=missing))
        if missing and self.robot_url is None:
            raise PydanticCustomError("wecom", texts.NOTHING_SET)
        return self

    @property
    def robot(self) -> tuple[str, str] | None:
        """The robot's address without its key, and the key; None where it is off."""
        if self.robot_url is None:
            return None
        address, _, key = self.robot_url.get_secret_value().partition("?key=")
        return address, key
