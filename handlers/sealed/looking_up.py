"""What whoever has a code sees of their report, and what they add to it.

`keys_of(code)` is worked out first, in a thread, in its turn (`pacing`); a wrong code and one that nobody has take
the same way and the same time.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import date

from handlers.casework.sealed.procedure import procedure_of, record_of
from handlers.casework.sealed.status import status_lines
from handlers.casework.sealed.window import is_open
from handlers.dates import local_day
from handlers.sealed.codes import CodeKeys
from handlers.sealed.packing import Addition
from handlers.sealed.recipients import Concern
from handlers.sealed.sealing import unsealed
from handlers.sealed.taking import Untaken
from store.keyfile import KeyFile
from store.queries.sealed_complaints import (
    box_called,
    boxes_of,
    complaint_called,
    complaint_with_code,
    hold_complaints,
    keep_box,
)
from store.states import BoxKind, SealedState
from store.work import Work

_ADDITIONS = "complaint additions"
"""What the installation's key is used for."""

_ID_BYTES = 16


@dataclass(frozen=True, slots=True, repr=False)
class LookedUp:
    """A report as its code shows it. `told` is a line for each thing that was done.

    Officers' messages begin with the moment they were written at: rows know the day alone, their words the order.
    `concerns` is whom it is about, for sealing an addition past them.
    """

    state: SealedState
    received_on: date
    messages: tuple[str, ...]
    concerns: frozenset[Concern]
    told: tuple[str, ...]


def look_up(work: Work, its: CodeKeys) -> LookedUp | None:
    """The report of a code; None where there is none."""
    row = complaint_with_code(work, its.code_hash)
    if row is None:
        return None
    found = boxes_of(work, row.id, BoxKind.MESSAGE, BoxKind.CONCERNS)
    opened = [(box.kind, unsealed(box.box, its.private_key) or b"") for box in found]
    said = (words.decode("utf-8", "replace").rstrip("\0") for kind, words in opened if kind is BoxKind.MESSAGE)
    messages = tuple(sorted(filter(None, said)))
    concerns = next((words for kind, words in opened if kind is BoxKind.CONCERNS and words), b"[]")
    listed = complaint_called(work, row.id)
    assert listed is not None
    stands = procedure_of(record_of(listed))
    about = frozenset(map(Concern, json.loads(concerns)))
    return LookedUp(stands.state, row.day, messages, about, status_lines(stands, row.day))


def addition_id(nonce: bytes, addition: Addition, keys: KeyFile) -> str:
    """The id under which an addition is kept: the same for one that is sent again, and as good as of chance."""
    digest = hashlib.sha256(addition.words.encode())
    for file in addition.files:
        for part in (file.name.encode(), file.original or b"", file.stripped or b""):
            digest.update(b"%d:" % len(part))
            digest.update(part)
    return hmac.digest(keys.derive(_ADDITIONS), nonce + digest.digest(), "sha256")[:_ID_BYTES].hex()


def add(work: Work, its: CodeKeys, box: bytes, key: str | None = None) -> Untaken | None:
    """Keep an addition that was sealed by `seal_addition`; what the code finds no report for is not kept.

    `key` is its `addition_id`: what was sent again because its answer was lost stays as it is.
    """
    hold_complaints(work)
    if key is not None and box_called(work, key) is not None:
        return None
    row = complaint_with_code(work, its.code_hash)
    if row is None or not is_open(work):
        return Untaken.CLOSED
    keep_box(work, row.id, BoxKind.ADDITION, box, local_day(work.now), key=key)
    return None
