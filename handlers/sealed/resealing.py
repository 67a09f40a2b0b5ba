"""Sealing anew, by an officer who can open: for a key that came later, or without one that was lost.

It works on a folder of exported boxes, on the officer's own machine: no key that opens one comes near the server.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import TypeAdapter

from handlers.casework.sealed.window import Recipient
from handlers.sealed.packing import concerns_in
from handlers.sealed.sealing import unsealed
from handlers.sealed.taking import sealed_to
from handlers.values.age_keys import read_private_key

_RECIPIENTS = TypeAdapter(tuple[Recipient, ...])
_COMMENT = "#"


def resealed(box: bytes, private_key: str, to: Sequence[Recipient]) -> bytes | None:
    """The box sealed to the recipients of now, past those whom it is about; None where it has to stay as it is.

    It stays where this key does not open it, or too few are left to receive it.
    """
    archive = unsealed(box, private_key)
    return sealed_to(archive, to, concerns_in(archive)) if archive is not None else None


def written_recipients(to: Sequence[Recipient]) -> bytes:
    """The recipients as they lie beside the boxes."""
    return _RECIPIENTS.dump_json(tuple(to), indent=1)


def read_recipients(written: bytes) -> tuple[Recipient, ...]:
    """The recipients that lie beside the boxes.

    Raises:
        ValueError: this is no such list.
    """
    return _RECIPIENTS.validate_json(written)


def private_key_in(lines: str) -> str | None:
    """The key in a file of `age-keygen`; None where there is none."""
    found = (line.strip() for line in lines.splitlines() if not line.startswith(_COMMENT))
    return next((key for line in found if (key := read_private_key(line))), None)
