"""What the platform sends as JSON, read leniently: one broken character must not hold up all updates."""

from __future__ import annotations

import json


def parse(body: bytes) -> object:
    """The value, with the replacement character where half of a surrogate pair stood alone.

    Anybody's client may send such a half, escaped, and strict parsers refuse the whole body for it.

    Raises:
        ValueError: this is no JSON.
        RecursionError: it is nested beyond reason.
    """
    return _whole(json.loads(body.decode("utf-8-sig", "replace")))


def _whole(value: object) -> object:
    """The same value in characters that can be stored and sent."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(one) for key, one in value.items()}
    return value
