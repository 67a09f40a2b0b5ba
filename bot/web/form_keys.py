"""The field by which a form shows that it was made for this visit: whoever plants a form has no key for it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

KEY = "key"
"""The field's name."""

_LENGTH = 32


def form_key(secret: str) -> str:
    """What only a page that we made for the visit of this secret has in its forms."""
    return hashlib.sha256(f"form:{secret}".encode()).hexdigest()[:_LENGTH]


def is_own_form(fields: Mapping[str, str], secret: str) -> bool:
    """Whether a form was made for the visit of this secret."""
    return hmac.compare_digest(fields.get(KEY, "").encode(), form_key(secret).encode())
