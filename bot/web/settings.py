"""Settings of the web server, checked so that a mistyped address shows at the start."""

from __future__ import annotations

import json
import re
from ipaddress import ip_network
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError
from pydantic_settings import NoDecode

from handlers.office import WebLink
from handlers.texts import operations

_ORIGIN = re.compile(r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?")


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


_Network = Annotated[str, AfterValidator(_network)]
_Origin = Annotated[str, AfterValidator(_origin)]


class HttpSettings(BaseModel):
    """Nested in the product's settings as EZHEN_HTTP__…."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = Field(default="127.0.0.1", description="address to listen on")
    port: int = Field(default=8080, ge=0, le=65535, description="port to listen on (0: any free one)")
    public_url: WebLink = Field(default="", description="https address under which people reach this server")
    trusted_proxies: Annotated[tuple[_Network, ...], NoDecode, BeforeValidator(_split)] = Field(
        default=(),
        description="reverse proxies' addresses (or networks, 10.0.0.0/8) whose X-Forwarded-For is believed, "
        "with commas between",
    )
    embed_origins: Annotated[tuple[_Origin, ...], NoDecode, BeforeValidator(_split)] = Field(
        default=(), description="origins (https://…) that may show the chat in a frame, with commas between"
    )
