"""Frozen values that are kept as JSON: what answers and talks are made of."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self

import msgspec

AwareDatetime = Annotated[datetime, msgspec.Meta(tz=True)]
"""An instant with its zone: where one is read back without, it is refused."""


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Made of its own code without a check; checked where it is read back."""

    def to_json(self) -> str:
        """A JSON object of all fields."""
        return msgspec.json.encode(self).decode()

    @classmethod
    def from_json(cls, raw: str | bytes) -> Self:
        """Read it back.

        Raises:
            msgspec.DecodeError: it is no such value, or an unknown field stands in it.
        """
        return msgspec.json.decode(raw, type=cls)
