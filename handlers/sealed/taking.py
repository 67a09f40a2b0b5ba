"""Taking a report: prepared outside of any transaction, kept in one, and only then is its code told.

A page does this: `recipients` are read; `prepare` works in a thread (it takes a tenth of a second and more);
`keep` writes; the answer shows `Prepared.code`. What fails before `keep` has committed leaves nothing anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from hashlib import sha256

from handlers.casework.sealed.procedure import SealedRecord
from handlers.casework.sealed.proofs import proof_hash, proof_of
from handlers.casework.sealed.window import Recipient, is_open, recipients
from handlers.dates import local_day
from handlers.sealed.codes import code_of, keys_of
from handlers.sealed.packing import MOST_BYTES, Addition, Named, Report, packed, packed_addition, total_size
from handlers.sealed.recipients import Concern, chosen
from handlers.sealed.sealing import sealed
from store.keyfile import KeyFile
from store.queries.sealed_complaints import complaint_with_code, hold_complaints, keep_complaint
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
    """A report that is sealed and not kept yet. `code` is for its reporter alone."""

    code: str
    code_hash: bytes
    reply_key: str
    boxes: dict[BoxKind, bytes]
    recipients: tuple[Recipient, ...]
    record: str


def prepare(
    report: Report, to: tuple[Recipient, ...], keys: KeyFile, nonce: bytes, named: Named
) -> Prepared | Untaken:
    """Seal a report to those of the recipients whom it is not about, and make its code.

    `nonce` is the form's own: the same report sent with it again has the same code.
    """
    concerns = report.concerns
    if lack := _lack(report):
        return lack
    # Of another report that is sent with the same form neither its officers nor its proof are the same.
    proof = proof_of(nonce + sha256(packed(report, named)).digest(), keys)
    archive = packed(report, named, proof)
    box = sealed_to(archive, to, concerns)
    if box is None:
        return Untaken.TOO_FEW
    code = code_of(nonce, archive, keys)
    its = keys_of(code, keys)
    about = json.dumps(sorted(concerns)).encode().ljust(_CONCERNS_SIZE)
    boxes = {BoxKind.REPORT: box, BoxKind.CONCERNS: sealed(about, (its.public_key,), 1)}
    record = SealedRecord(proof=proof_hash(keys, proof)).written
    return Prepared(code, its.code_hash, its.public_key, boxes, to, record)


def keep(work: Work, prepared: Prepared) -> Untaken | None:
    """Keep it, if the window is open and still has the very recipients that it was sealed to.

    What was sent again because its answer was lost is there already, and stays as it is.
    """
    hold_complaints(work)
    if complaint_with_code(work, prepared.code_hash) is not None:
        return None
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
        record=prepared.record,
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
