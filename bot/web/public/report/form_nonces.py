"""Numbers of forms: whoever sends a form again is known to send the same, and nothing is kept to know it by."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from handlers.sealed.codes import NONCE_BYTES
from store.keyfile import KeyFile

LASTS = timedelta(hours=24)
"""What a form can be sent with; later its sender gets it back with a new one."""

_HOUR = 3600
_STAMP_BYTES, _MAC_BYTES = 4, 16
_LENGTH = NONCE_BYTES + _STAMP_BYTES + _MAC_BYTES


class FormNonces:
    """Makes numbers of chance, and knows its own again in every process."""

    def __init__(self, keys: KeyFile, clock: Callable[[], datetime]) -> None:
        self._key = keys.derive("numbers of forms")
        self._clock = clock

    def new(self) -> str:
        """A number for a form that is shown now."""
        number = secrets.token_bytes(NONCE_BYTES) + self._hour().to_bytes(_STAMP_BYTES)
        return (number + self._mac(number)).hex()

    def read(self, value: str) -> bytes | None:
        """The nonce of a form that was sent; None for a form that is none of ours, or too old."""
        try:
            raw = bytes.fromhex(value)
        except ValueError:
            return None
        number, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
        if len(raw) != _LENGTH or not hmac.compare_digest(mac, self._mac(number)):
            return None
        age = self._hour() - int.from_bytes(number[NONCE_BYTES:])
        return number[:NONCE_BYTES] if age * _HOUR <= LASTS.total_seconds() else None

    def _hour(self) -> int:
        return int(self._clock().timestamp()) // _HOUR

    def _mac(self, number: bytes) -> bytes:
        return hmac.digest(self._key, number, "sha256")[:_MAC_BYTES]
