"""登记口令: stands in a report itself, so that nobody deals with one whom its seal leaves out."""

from __future__ import annotations

import hmac

from handlers.values.figures import figures_in, figures_of, grouped
from store.keyfile import KeyFile

_FIGURES = 12
_PROOFS, _KEPT = "sealed complaint proofs", "sealed complaint proof"
"""What the installation's key is used for. Stored with reports: never rename one."""


def proof_of(sent: bytes, keys: KeyFile) -> str:
    """Twelve figures in three groups, as a report shows them: nobody tries so many by hand.

    They hang on what was `sent`, its form's nonce and its content: the same form sent again makes the same report.
    """
    mac = hmac.digest(keys.derive(_PROOFS), sent, "sha256")
    return grouped(figures_of(mac, _FIGURES))


def proof_hash(keys: KeyFile, proof: str) -> str:
    """What is kept of it."""
    return hmac.digest(keys.derive(_KEPT), figures_in(proof).encode(), "sha256").hex()


def is_proof(keys: KeyFile, typed: str, kept: str) -> bool:
    """Whether this stands in the report; of what no proof is kept of, nothing does."""
    return bool(kept) and hmac.compare_digest(proof_hash(keys, typed), kept)
