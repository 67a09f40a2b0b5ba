"""Environment and config.toml → frozen `Settings`, read once. Every variable is described here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from rapidfuzz import process

from bot.channels.wechat.settings import WeChatSettings
from handlers.office import Office, WebLink
from handlers.texts import operations

ROOT = Path(__file__).resolve().parent.parent
"""The folder of bot.py: config.toml, ./var and the knowledge base are looked for here."""

PREFIX = "EZHEN_"
_TEST_PREFIX = "EZHEN_TEST_"


class SettingsError(Exception):
    """Settings cannot be used; the message names each variable and what to do."""


class HttpSettings(BaseModel):
    """The web server."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = Field(default="127.0.0.1", description="address to listen on")
    port: int = Field(default=8080, ge=0, le=65535, description="port to listen on (0: any free one)")
    public_url: WebLink = Field(default="", description="https address under which people reach this server")
    trusted_proxies: tuple[str, ...] = Field(
        default=(), description="JSON list of reverse proxies' addresses whose X-Forwarded-For is believed"
    )
    embed_origins: tuple[str, ...] = Field(
        default=(), description="JSON list of origins (https://…) that may show the chat in a frame"
    )


class Settings(BaseSettings):
    """Everything configurable. A channel is on when its keys are set."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", frozen=True, extra="forbid", env_ignore_empty=True
    )

    database_url: str = Field(
        default=f"sqlite:///{ROOT / 'var' / 'ezhen.sqlite3'}",
        description="sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME",
    )
    kb: Path = Field(default=ROOT / "policy_kb" / "data" / "anze", description="folder of the knowledge base")
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="DEBUG … ERROR")
    http: HttpSettings = HttpSettings()
    office: Office = Office()
    wechat: WeChatSettings | None = Field(default=None, description="WeChat Official Account; unset: off")

    @field_validator("database_url")
    @classmethod
    def _is_known_database(cls, value: str) -> str:
        if not value.startswith(("sqlite:///", "postgresql://")):
            raise ValueError("must start with sqlite:/// or postgresql://")
        return value

    @field_validator("kb")
    @classmethod
    def _is_folder(cls, value: Path) -> Path:
        if not value.is_dir():
            raise ValueError("no such folder")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 -- pydantic's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 -- the same
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over the environment, the environment over config.toml."""
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls, ROOT / "config.toml"))


def load(environ: Mapping[str, str], **overrides: Any) -> Settings:
    """Read the settings.

    Raises:
        SettingsError: a value is missing, wrong or unknown.
    """
    unknown = [name for name in environ if name.upper().startswith(PREFIX) and not _is_known(name.upper())]
    if unknown:
        raise SettingsError("\n".join(map(_unknown, unknown)))
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise SettingsError(_explain(error)) from None


def variables() -> dict[str, str]:
    """Every variable with its description: what the README's table is checked against."""
    return dict(_walk(Settings, PREFIX))


def secrets(settings: Settings) -> tuple[str, ...]:
    """Every secret value that was configured, for the logs' redactor."""
    return tuple(_secrets_of(settings))


def _secrets_of(model: BaseModel) -> Iterator[str]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, SecretStr):
            yield value.get_secret_value()
        elif isinstance(value, BaseModel):
            yield from _secrets_of(value)


def _walk(model: type[BaseModel], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, field in model.model_fields.items():
        nested = _model_of(field.annotation)
        if nested:
            found += _walk(nested, f"{prefix}{name.upper()}__")
        else:
            found.append((f"{prefix}{name.upper()}", field.description or ""))
    return found


def _model_of(annotation: Any) -> type[BaseModel] | None:
    """The settings model behind an annotation such as `Office` or `WeChatSettings | None`."""
    candidates: tuple[Any, ...] = getattr(annotation, "__args__", (annotation,))
    for candidate in candidates:
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    return None


def _is_known(name: str) -> bool:
    return name in variables() or name.startswith(_TEST_PREFIX)


def _unknown(name: str) -> str:
    nearest, *_ = process.extractOne(name.upper(), list(variables()))
    return operations.unknown_setting(name=name, nearest=nearest)


def _explain(error: ValidationError) -> str:
    """A line for each fault, without the value: it may be a secret."""
    lines = []
    for fault in error.errors(include_input=False, include_url=False):
        variable = PREFIX + "__".join(str(part) for part in fault["loc"]).upper()
        if fault["type"] == "extra_forbidden":
            lines.append(_unknown(variable))
        else:
            missing = fault["type"] == "missing"
            lines.append(operations.bad_setting(name=variable, missing=missing, reason=fault["msg"]))
    return "\n".join(lines)
