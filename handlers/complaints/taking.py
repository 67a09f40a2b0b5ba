"""Taking a report: prepared outside of any transaction, kept in one, and only then is its code told.

A page does this: `recipients` are read; `prepare` works in a thread (it takes a tenth of a second and more);
`keep` writes; the answer shows `Prepared.code`. What fails before `keep` has committed leaves nothing anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from handlers.casework.complaint_window import Recipient, is_open, recipients
from handlers.complaints.codes import keys_of, new_code
from handlers.complaints.packing import MOST_BYTES, Addition, Report, packed, packed_addition, total_size
from handlers.complaints.recipients import Concern, chosen
from handlers.complaints.sealing import sealed
from handlers.dates import local_day
from store.keyfile import KeyFile
from store.queries.sealed_complaints import keep_complaint
from store.states import BoxKind
from store.work import Work

_CONCERNS_SIZE = 128


class Untaken(Enum):
    """Why a report is not taken; nothing of it is kept."""

    CLOSED = auto()  # the window answers with 12388
    TOO_FEW = auto()  # with those left out whom it is about, nobody is left to receive it: 12388 as well
    NO_CONCERN = auto()  # it was not said whom it is about
    NO_WORDS = auto()
    TOO_LARGE = auto()
    MOVED_ON = auto()  # who receives changed meanwhile: to be prepared again


@dataclass(frozen=True, slots=True, repr=False)
class Prepared:
    """A report that is sealed and not kept yet. `code` is for its reporter alone, shown once."""

    code: str
    code_hash: bytes
    reply_key: str
    boxes: dict[BoxKind, bytes]
    recipients: tuple[Recipient, ...]


def prepare(report: Report, to: tuple[Recipient, ...], keys: KeyFile) -> Prepared | Untaken:
    """Seal a report to those of the recipients whom it is not about, and make its code."""
    concerns = report.concerns
    if lack := _lack(report):
        return lack
    box = sealed_to(packed(report), to, concerns)
    if box is None:
        return Untaken.TOO_FEW
    code = new_code(keys)
    its = keys_of(code, keys)
    about = json.dumps(sorted(concerns)).encode().ljust(_CONCERNS_SIZE)
    boxes = {BoxKind.REPORT: box, BoxKind.CONCERNS: sealed(about, (its.public_key,), 1)}
    return Prepared(code, its.code_hash, its.public_key, boxes, to)


def keep(work: Work, prepared: Prepared) -> Untaken | None:
    """Keep it, if the window is open and still has the very recipients that it was sealed to."""
    if not is_open(work):
        return Untaken.CLOSED
    if recipients(work) != prepared.recipients:
        return Untaken.MOVED_ON
    keep_complaint(
        work,
        code_hash=prepared.code_hash,
        reply_key=prepared.reply_key,
        boxes=prepared.boxes,
        day=local_day(work.now),
    )
    return None


def sealed_to(content: bytes, to: Sequence[Recipient], concerns: Iterable[Concern]) -> bytes | None:
    """The content sealed to whom it is not about, with as many places as there are recipients in all."""
    found = chosen(to, concerns)
    return sealed(content, [one.key for one in found], len(to)) if found is not None else None


def seal_addition(addition: Addition, concerns: frozenset[Concern], to: Sequence[Recipient]) -> bytes | Untaken:
    """Seal an addition, past those whom the report is about."""
    if not addition.words.strip() and not addition.files:
        return Untaken.NO_WORDS
    if total_size(addition.files) > MOST_BYTES:
        return Untaken.TOO_LARGE
    return sealed_to(packed_addition(addition, concerns), to, concerns) or Untaken.TOO_FEW


def _lack(report: Report) -> Untaken | None:
    if not report.concerns:
        return Untaken.NO_CONCERN
    if not report.what.strip():
        return Untaken.NO_WORDS
    return Untaken.TOO_LARGE if total_size(report.files) > MOST_BYTES else None
