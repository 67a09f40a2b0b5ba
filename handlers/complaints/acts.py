"""Acts of people on what they left openly (意见, 投诉 …), as talk and pages call them: each a row of the table."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from handlers.casework.allowed import early_reasons
from handlers.casework.attempt import system
from handlers.casework.complaints.fields import AdditionFields, ComplaintFields
from handlers.casework.perform import apply_row
from handlers.casework.transitions import ActName
from handlers.dates import local_day
from handlers.identity.actors import Visitor
from handlers.messages import Channel, Person
from handlers.results import Reason, Refused, Result
from handlers.texts import complaints as texts
from handlers.values.names import lines_without_deceit
from handlers.values.personal_numbers import mask_personal_numbers
from store.queries.complaints import (
    OVER,
    Account,
    ComplaintSaid,
    complaint_of_code,
    complaints_of,
    next_number,
    said_in,
)
from store.states import ComplaintKind, ComplaintState, ComplaintVoice
from store.tables.complaints import Complaint
from store.work import Work

NO_ACCOUNT = Person(Channel.WEB, "")
"""Whoever writes on the page: nobody there has an account."""


MOST_WORDS, MOST_CONTACT = 2000, 200
"""Characters."""


class OwnComplaint(Struct, frozen=True):
    """One of a person's own, with what they said and were told of it, oldest first."""

    number: str
    kind: ComplaintKind
    state: ComplaintState
    received_on: date
    first_due: date
    answer_due: date
    organ: str
    said: tuple[ComplaintSaid, ...]

    @property
    def is_over(self) -> bool:
        """Whether nothing comes any more."""
        return self.state in OVER


def kept_words(words: str) -> str:
    """Words as they are kept: without unseen signs, and without the numbers that nobody should send."""
    return mask_personal_numbers(lines_without_deceit(words).strip())


def leave_complaint(
    work: Work, person: Person, kind: ComplaintKind, words: str, *, contact: str = "", code_hash: bytes = b""
) -> Result:
    """Leave one: `Done.subject` is its number (2026-0012), `texts.left` says it to the person.

    `code_hash` finds one of `NO_ACCOUNT` again. ID and bank numbers are masked before anything is kept.
    """
    said, reached = kept_words(words), kept_words(contact)
    if not 0 < len(said) <= MOST_WORDS or len(reached) > MOST_CONTACT:
        return Refused((system(texts.UNFIT),))
    fields = ComplaintFields(kind=kind, words=said, contact=reached, code=code_hash.hex())
    number = next_number(work, local_day(work.now).year)
    return apply_row(work, Visitor(person), ActName.LEAVE_COMPLAINT, number, fields)


def leaving_reasons(work: Work, person: Person) -> tuple[Reason, ...]:
    """Why this person can leave none now."""
    return early_reasons(work, Visitor(person), ActName.LEAVE_COMPLAINT, "")


def add_to_complaint(work: Work, person: Person, number: str, words: str) -> Result:
    """Add to one of one's own; what was answered is open again."""
    said = kept_words(words)
    if not 0 < len(said) <= MOST_WORDS:
        return Refused((system(texts.UNFIT),))
    fields = AdditionFields(words=said)
    return apply_row(work, Visitor(person), ActName.ADD_TO_COMPLAINT, number, fields)


def withdraw_complaint(work: Work, person: Person, number: str) -> Result:
    """Take back one of one's own: its words are erased, its number stays."""
    return apply_row(work, Visitor(person), ActName.WITHDRAW_COMPLAINT, number)


def complaint_with_code(work: Work, code_hash: bytes) -> OwnComplaint | None:
    """The one that was left on the page and whose 查询码 comes to this; nothing of one that was withdrawn."""
    row = complaint_of_code(work, code_hash)
    return shown_to_person(work, [row])[0] if row is not None else None


def own_complaints(work: Work, person: Person) -> list[OwnComplaint]:
    """A person's own, oldest first; what was withdrawn is gone."""
    return shown_to_person(work, complaints_of(work, Account(person.channel.value, person.address)))


def shown_to_person(work: Work, rows: list[Complaint]) -> list[OwnComplaint]:
    """Complaints as their person reads them: without notes."""
    said = said_in(work, [one.id for one in rows])
    return [_own(one, said[one.id]) for one in rows]


def _own(row: Complaint, said: list[ComplaintSaid]) -> OwnComplaint:
    return OwnComplaint(
        number=row.number,
        kind=ComplaintKind(row.kind),
        state=ComplaintState(row.state),
        received_on=local_day(row.received_at),
        first_due=row.first_due,
        answer_due=row.answer_due,
        organ=row.organ,
        said=tuple(one for one in said if one.voice is not ComplaintVoice.NOTE),
    )
