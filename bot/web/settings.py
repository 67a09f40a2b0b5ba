"""Settings of the web server, checked so that a mistyped address shows at the start."""

import json
from ipaddress import ip_network
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError
from pydantic_settings import NoDecode

from handlers.office import WebLink
from handlers.texts import operations
from policy_kb.expressions import lazy_compile

_ORIGIN = lazy_compile(r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?")


def _split(value: Any) -> Any:
    """A list may be typed with commas; JSON is understood as well."""
    if not isinstance(value, str):
        return value
    if not value.strip().startswith("["):
        return [part.strip() for part in value.split(",") if part.strip()]
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise PydanticCustomError("setting", operations.LIST_FORM) from None


def _network(value: str) -> str:
    try:
        ip_network(value, strict=False)
    except ValueError:
        raise PydanticCustomError("setting", operations.PROXY_FORM) from None
    return value


def _origin(value: str) -> str:
    """Keep what is an origin; anything else in the policy's header could open it to everybody."""
    if not _ORIGIN.fullmatch(value):
        raise PydanticCustomError("setting", operations.ORIGIN_FORM)
    return value


Network = Annotated[str, AfterValidator(_network)]
_Origin = Annotated[str, AfterValidator(_origin)]


class HttpSettings(BaseModel):
    """Nested in the product's settings as EZHEN_HTTP__…."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    host: str = Field(default="127.0.0.1", description="address to listen on")
    port: int = Field(default=8080, ge=0, le=65535, description="port to listen on (0: any free one)")
    public_url: WebLink = Field(default="", description="https address under which people reach this server")
    trusted_proxies: Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_split)] = Field(
        default=(),
        description="reverse proxies' addresses (or networks, 10.0.0.0/8) whose X-Forwarded-For is believed, "
        "with commas between",
    )
    embed_origins: Annotated[tuple[_Origin, ...], NoDecode, BeforeValidator(_split)] = Field(
        default=(), description="origins (https://…) that may show the chat in a frame, with commas between"
    )

    @property
    def url(self) -> str:
        """Where people reach our pages, as far as the settings tell."""
        return self.public_url or _listening(self.host, self.port)


def _listening(host: str, port: int) -> str:
    named = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 -- read, not bound
    return f"http://{named}:{port}"


class StaffSettings(BaseModel):
    """Nested in the product's settings as EZHEN_STAFF__…."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    host: str = Field(
        default="",
        description="address on which the console listens apart; unset: `/staff` on the public listener",
    )
    port: int = Field(default=8081, ge=0, le=65535, description="port of the console's own listener")
    allow: Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_split)] = Field(
        default=(),
        description="networks from which the console is reached, with commas between; unset: this machine alone",
    )
    public_url: WebLink = Field(default="", description="https address under which staff reach the console")

    @property
    def is_apart(self) -> bool:
        """Whether the console has a listener of its own, and the public one knows nothing of it."""
        return bool(self.host) or "port" in self.model_fields_set

    @property
    def own_host(self) -> str:
        """The address of the console's own listener."""
        return self.host or "127.0.0.1"

    @property
    def own_url(self) -> str:
        """Where staff reach that listener, as far as the settings tell."""
        return self.public_url or _listening(self.own_host, self.port)
