"""Claims of the console's forms: the first of a form's comings carries it out, the others read what it came to."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet
from sqlalchemy import select

from store.dialects import insert
from store.tables.form_claims import FormClaim
from store.work import Work


def claim_form(work: Work, token: str, staff_id: int) -> tuple[FormClaim, bool]:
    """The claim of a form, and whether it was made just now; who comes at the same time waits for the first."""
    key = _hash(token)
    values = {"token_hash": key, "staff_id": staff_id, "at": work.now, "outcome": ""}
    made = work.connection.execute(insert(work.connection, FormClaim).values(values).on_conflict_do_nothing())
    row = work.get(FormClaim, key)
    assert row is not None
    return row, made.rowcount == 1


def claim_of(work: Work, token: str) -> FormClaim | None:
    """The claim of a form that was carried out."""
    return work.get(FormClaim, _hash(token))


def outcome_named(work: Work, reference: str, staff_id: int) -> FormClaim | None:
    """The claim that a page names, where it is this member's."""
    row = work.one(select(FormClaim).where(FormClaim.reference == reference))
    return row if row is not None and row.staff_id == staff_id else None


def sealed_for(work: Work, token: str, text: str) -> str:
    """The text for whoever has the form's token, and nobody who has the database alone."""
    return _cipher(work, token).encrypt(text.encode()).decode() if text else ""


def opened_by(work: Work, token: str, sealed: str) -> str:
    """What `sealed_for` kept."""
    return _cipher(work, token).decrypt(sealed.encode()).decode() if sealed else ""


def _cipher(work: Work, token: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(work.keys.derive("form outcomes", token.encode())))


def _hash(token: str) -> bytes:
    return hashlib.sha256(f"form:{token}".encode()).digest()
