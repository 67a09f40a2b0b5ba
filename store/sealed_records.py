"""What officers did about a report, as its row holds it: encrypted under the installation's key, of one size.

Track, organ and step would tell what it is about. The key lies outside the database and its backups.
"""

from __future__ import annotations

from store.encryption import TooLongError, decrypt, encrypt_fixed
from store.keyfile import KeyFile

__all__ = ["TooLongError", "open_record", "seal_record"]

SIZE = 4096
"""Bytes: enough for all steps of a report, whatever its officers write."""

_PURPOSE = "sealed complaint record"
"""What the installation's key is used for. Stored with every record: never rename it."""


def seal_record(keys: KeyFile, complaint: str, content: str) -> bytes:
    """The record of this report.

    Raises:
        TooLongError: it does not fit.
    """
    return encrypt_fixed(_key(keys, complaint), content, size=SIZE)


def open_record(keys: KeyFile, complaint: str, record: bytes | None) -> str | None:
    """What the record holds; None where there is none, or it was put into another report's row."""
    return decrypt(_key(keys, complaint), record) if record is not None else None


def _key(keys: KeyFile, complaint: str) -> bytes:
    return keys.derive(_PURPOSE, complaint.encode())
