"""Environment and config.toml → frozen `Settings`, read once. Every variable is described here."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import (
    BaseModel,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.channels.keyed import KeyedSettings
from bot.channels.telegram.settings import TelegramSettings
from bot.channels.wechat.settings import Mode, WeChatSettings
from bot.channels.wecom.settings import WeComSettings
from bot.config_file import ConfigFile
from bot.errors import SettingsError
from bot.web.settings import HttpSettings, StaffSettings
from handlers.office import OfficeSettings
from handlers.texts import operations
from handlers.texts.faults import fault_reason
from store.engines import async_url, is_sqlite
from store.errors import UnknownDatabase

__all__ = [
    "PREFIX",
    "ROOT",
    "HttpSettings",
    "Settings",
    "SettingsError",
    "channels",
    "load",
    "secrets",
    "variables",
]

ROOT = Path(__file__).resolve().parent.parent
"""The folder of bot.py: config.toml, ./var and the knowledge base are looked for here."""

PREFIX = "EZHEN_"
_TEST_PREFIX = "EZHEN_TEST_"


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
    files: Path = Field(
        default=ROOT / "var" / "files", description="folder of the materials handed in, outside every web root"
    )
    audit_key_file: Path = Field(
        default=ROOT / "keys" / "audit.pem",
        description="private key that signs audit entries; made at the first start, never inside a backup",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", description="DEBUG … ERROR")
    demo: bool | None = Field(
        default=None, description="demo data; unset: in a new database, as long as no channel has keys"
    )
    http: HttpSettings = HttpSettings()
    staff: StaffSettings = StaffSettings()
    office: OfficeSettings = OfficeSettings()
    wechat: WeChatSettings | None = Field(default=None, description="WeChat Official Account; unset: off")
    telegram: TelegramSettings | None = Field(default=None, description="Telegram bot; unset: off")
    wecom: WeComSettings | None = Field(default=None, description="WeCom's robot and application; unset: off")

    @property
    def console_url(self) -> str:
        """The address of the console, as far as the settings tell, without `/staff`."""
        return self.staff.own_url if self.staff.is_apart else self.staff.public_url or self.http.url

    @property
    def linked_console_url(self) -> str:
        """The address of the console where staff reach it from elsewhere; empty where the settings tell none."""
        return self.staff.public_url or ("" if self.staff.is_apart else self.http.public_url)

    @field_validator("database_url")
    @classmethod
    def _is_known_database(cls, value: str) -> str:
        try:
            url = async_url(value)
        except (UnknownDatabase, ValueError):  # ValueError: a port that is no number
            raise PydanticCustomError("setting", operations.DATABASE_FORM) from None
        if is_sqlite(url) and not Path(str(url.database)).is_absolute():
            # The folder of bot.py, as for the default: not wherever a service or a person happens to stand.
            return value.replace("sqlite:///", f"sqlite:///{ROOT}/", 1)
        return value

    @field_validator("kb")
    @classmethod
    def _is_folder(cls, value: Path) -> Path:
        if not value.is_dir():
            raise PydanticCustomError("setting", operations.NO_FOLDER)
        return value

    @field_validator("files")
    @classmethod
    def _is_beside_bot(cls, value: Path) -> Path:
        place = ROOT / value.expanduser()
        if place.exists() and not place.is_dir():
            raise PydanticCustomError("setting", operations.NO_FOLDER)
        return place

    @field_validator("audit_key_file")
    @classmethod
    def _is_outside_what_is_backed_up(cls, value: Path, info: ValidationInfo) -> Path:
        """A copy of the database's folder must not hold the key that its entries are signed with."""
        place = ROOT / value.expanduser()
        if place.is_dir():
            raise PydanticCustomError("setting", operations.A_FOLDER)
        if any(place.resolve().is_relative_to(folder.resolve()) for folder in _backed_up(info.data)):
            raise PydanticCustomError("setting", operations.KEY_INSIDE)
        return place

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
        return (init_settings, env_settings, ConfigFile(settings_cls, ROOT / "config.toml"))


def _backed_up(data: Mapping[str, Any]) -> Iterator[Path]:
    """The folders that a backup copies, as far as the settings before told them."""
    if "files" in data:
        yield data["files"]
    if "database_url" in data and is_sqlite(url := async_url(data["database_url"])):
        yield Path(str(url.database)).parent


def load(environ: Mapping[str, str], **overrides: Any) -> Settings:
    """Read the settings; `overrides` are what the command line's options say.

    Raises:
        SettingsError: a value is missing, wrong or unknown.
    """
    unknown = [name for name in environ if name.upper().startswith(PREFIX) and not _is_known(name.upper())]
    if unknown:
        raise SettingsError("\n".join(map(_unknown, unknown)))
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise SettingsError(_explain(error, overrides)) from None


def variables() -> dict[str, str]:
    """Every variable with its description: what the README's table is checked against."""
    return dict(_walk(Settings, PREFIX))


def channels(settings: Settings) -> tuple[str, ...]:
    """The platforms whose keys are set, by their field."""
    return tuple(name for name in Settings.model_fields if isinstance(getattr(settings, name), KeyedSettings))


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
    from rapidfuzz import process  # noqa: PLC0415 -- for a start that ends here

    nearest, *_ = process.extractOne(name.upper(), list(variables()))
    return operations.unknown_setting(name=name, nearest=nearest)


def _explain(error: ValidationError, options: Mapping[str, Any]) -> str:
    """A line for each fault, without the value: it may be a secret."""
    faults = error.errors(include_url=False)
    lines = [_line(fault, options) for fault in faults]
    if any(map(_hides_missing_key, faults)):
        name = f"{PREFIX}WECHAT__ENCODING_AES_KEY"
        lines.append(operations.bad_setting(name=name, missing=True, reason=""))
    return "\n".join(dict.fromkeys(lines))


def _line(fault: ErrorDetails, options: Mapping[str, Any]) -> str:
    first, *_ = fault["loc"]
    # A number is the place in a list: the list's name says enough.
    variable = PREFIX + "__".join(part for part in fault["loc"] if isinstance(part, str)).upper()
    if fault["type"] == "extra_forbidden":
        return _unknown(variable)
    name = f"--{str(first).partition('_')[0]}" if first in options else variable
    reason = fault_reason(kind=fault["type"], context=fault.get("ctx", {}), otherwise=fault["msg"])
    return operations.bad_setting(name=name, missing=fault["type"] == "missing", reason=reason)


def _hides_missing_key(fault: ErrorDetails) -> bool:
    """Whether the AES key is missing too: its own check runs only once the other variables are there."""
    given = fault["input"]
    if fault["type"] != "missing" or fault["loc"][0] != "wechat" or not isinstance(given, dict):
        return False
    return given.get("mode") != Mode.PLAIN and not given.get("encoding_aes_key")
