"""Which sites may show the chat in a frame: plain origins, and nothing that would say more to a browser."""

from __future__ import annotations

import re
from collections.abc import Iterable

import structlog

_ORIGIN = re.compile(r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?")

_LOG = structlog.get_logger(__name__)


def plain_origins(values: Iterable[str]) -> tuple[str, ...]:
    """Keep what is an origin; anything else in the policy's header could open it to everybody."""
    kept = []
    for value in values:
        if _ORIGIN.fullmatch(value):
            kept.append(value)
        else:
            _LOG.warning("embedding site left out", value=value, hint="must be https://HOST or https://HOST:PORT")
    return tuple(kept)
