"""What whoever has a code sees of their report, and what they add to it.

`keys_of(code)` is worked out first, in a thread, in its turn (`pacing`); a wrong code and one that nobody has take
the same way and the same time.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from handlers.casework.complaint_window import is_open
from handlers.complaints.codes import CodeKeys
from handlers.complaints.recipients import Concern
from handlers.complaints.sealing import unsealed
from handlers.complaints.taking import Untaken
from handlers.dates import local_day
from store.queries.sealed_complaints import boxes_of, complaint_with_code, keep_box
from store.states import BoxKind, SealedState
from store.work import Work


@dataclass(frozen=True, slots=True, repr=False)
class LookedUp:
    """A report as its code shows it. `concerns` is whom it is about, for sealing an addition past them."""

    state: SealedState
    received_on: date
    messages: tuple[str, ...]
    concerns: frozenset[Concern]


def look_up(work: Work, its: CodeKeys) -> LookedUp | None:
    """The report of a code; None where there is none."""
    row = complaint_with_code(work, its.code_hash)
    if row is None:
        return None
    found = boxes_of(work, row.id, BoxKind.MESSAGE, BoxKind.CONCERNS)
    opened = [(box.kind, unsealed(box.box, its.private_key) or b"") for box in found]
    messages = tuple(words.decode().rstrip("\0") for kind, words in opened if kind is BoxKind.MESSAGE)
    concerns = next((words for kind, words in opened if kind is BoxKind.CONCERNS and words), b"[]")
    return LookedUp(SealedState(row.state), row.day, messages, frozenset(map(Concern, json.loads(concerns))))


def add(work: Work, its: CodeKeys, box: bytes) -> Untaken | None:
    """Keep an addition that was sealed by `seal_addition`; what the code finds no report for is not kept."""
    row = complaint_with_code(work, its.code_hash)
    if row is None or not is_open(work):
        return Untaken.CLOSED
    keep_box(work, row.id, BoxKind.ADDITION, box, local_day(work.now))
    return None
