"""意见 and 投诉: the register, what was said in each, who keeps out of one, and what may be published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import ColumnElement, func, select

from store.bodies import bodies_key, open_body, seal_body
from store.queries.people import lock_register
from store.states import ComplaintState, ComplaintVoice
from store.tables.complaints import Complaint, ComplaintExcerpt, ComplaintMessage, ComplaintRecusal
from store.work import Work

_REGISTER = "complaints"
_PLACES = 4
OPEN = (ComplaintState.RECEIVED.value, ComplaintState.ACCEPTED.value)
"""Somebody still owes the person an answer."""

OVER = frozenset({ComplaintState.CLOSED, ComplaintState.WITHDRAWN})
"""Nothing comes of it any more."""

_ANSWERED = (ComplaintState.ANSWERED, ComplaintState.REFERRED, ComplaintState.CLOSED, ComplaintState.WITHDRAWN)


class Account(Struct, frozen=True):
    """Whose words they are; no `address` of one who wrote on the page."""

    channel: str
    address: str


class ComplaintSaid(Struct, frozen=True):
    """Something said in a complaint, in the clear."""

    id: int
    voice: ComplaintVoice
    act: str
    words: str
    contact: str
    staff_id: int | None
    at: datetime


def next_number(work: Work, year: int) -> str:
    """The number after the last one of the year, which nobody else takes: the register is held."""
    lock_register(work, _REGISTER)
    begins = f"{year}-"
    of_year = select(Complaint.number).where(Complaint.number.startswith(begins, autoescape=True))
    last = work.session.scalar(of_year.order_by(Complaint.id.desc()).limit(1))
    return f"{begins}{int(last.removeprefix(begins)) + 1 if last else 1:0{_PLACES}}"


def complaint_numbered(work: Work, number: str) -> Complaint | None:
    """The complaint with this number."""
    return work.find(Complaint, Complaint.number, number)


def complaint_of_code(work: Work, code_hash: bytes) -> Complaint | None:
    """The complaint that was left on the page, by what its 查询码 comes to."""
    return work.one(select(Complaint).where(Complaint.code_hash == code_hash))


def complaints_of(work: Work, account: Account) -> list[Complaint]:
    """A person's own complaints, oldest first."""
    mine = select(ComplaintMessage.complaint_id).where(*_theirs(account)).distinct()
    return work.all(select(Complaint).where(Complaint.id.in_(mine)).order_by(Complaint.id))


def is_their_own(work: Work, complaint: Complaint, account: Account) -> bool:
    """Whether it was left by this account."""
    mine = select(ComplaintMessage.id).where(ComplaintMessage.complaint_id == complaint.id, *_theirs(account))
    return bool(account.address) and work.session.scalar(mine.limit(1)) is not None


def count_open(work: Work, way: str) -> int:
    """How many that came by a way wait for an answer."""
    waiting = (Complaint.way == way, Complaint.state.in_(OPEN))
    return work.session.scalar(select(func.count()).select_from(Complaint).where(*waiting)) or 0


def has_words(work: Work, complaint: Complaint) -> bool:
    """Whether anything of it is there to be answered: nothing is once it was withdrawn, or its person erased."""
    query = select(ComplaintMessage.id).where(ComplaintMessage.complaint_id == complaint.id)
    return work.session.scalar(query.limit(1)) is not None


def open_units(work: Work) -> frozenset[str]:
    """The roles that have taken one which is not answered yet."""
    query = select(Complaint.unit).where(Complaint.state.in_(OPEN), Complaint.unit != "").distinct()
    return frozenset(work.session.scalars(query))


def account_of(work: Work, complaint: Complaint) -> Account | None:
    """Whose it is; None where the words are erased, or have no account."""
    query = select(ComplaintMessage.channel, ComplaintMessage.address).where(
        ComplaintMessage.complaint_id == complaint.id, ComplaintMessage.address != ""
    )
    row = work.session.execute(query.limit(1)).first()
    return Account(row.channel, row.address) if row is not None else None


def say_in_complaint(
    work: Work,
    complaint: Complaint,
    account: Account,
    voice: ComplaintVoice,
    words: str,
    *,
    act: str,
    contact: str = "",
    staff_id: int | None = None,
) -> ComplaintMessage:
    """Keep what was said, encrypted."""
    key = bodies_key(work.keys)
    return work.add(
        ComplaintMessage(
            complaint_id=complaint.id,
            channel=account.channel,
            address=account.address,
            voice=voice.value,
            act=act,
            words=seal_body(key, words),
            contact=seal_body(key, contact) if contact else "",
            staff_id=staff_id,
            at=work.now,
        )
    )


def said_in(work: Work, ids: Sequence[int]) -> dict[int, list[ComplaintSaid]]:
    """What was said in each of these complaints, oldest first; nothing of one whose person was erased."""
    query = select(ComplaintMessage).where(ComplaintMessage.complaint_id.in_(ids)).order_by(ComplaintMessage.id)
    found: dict[int, list[ComplaintSaid]] = {one: [] for one in ids}
    key = bodies_key(work.keys)
    for row in work.all(query):
        found[row.complaint_id].append(
            ComplaintSaid(
                id=row.id,
                voice=ComplaintVoice(row.voice),
                act=row.act,
                words=open_body(key, row.words),
                contact=open_body(key, row.contact) if row.contact else "",
                staff_id=row.staff_id,
                at=row.at,
            )
        )
    return found


def count_added(work: Work, complaint: Complaint) -> int:
    """How much the person has said since staff said something last."""
    mine = ComplaintMessage.complaint_id == complaint.id
    theirs = ComplaintMessage.voice == ComplaintVoice.PERSON.value
    told = select(func.max(ComplaintMessage.id)).where(mine, ComplaintMessage.voice == ComplaintVoice.STAFF.value)
    last = work.session.scalar(told) or 0
    query = select(func.count()).select_from(ComplaintMessage).where(mine, theirs, ComplaintMessage.id > last)
    return work.session.scalar(query) or 0


def recusals_of(work: Work, complaint_id: int) -> list[ComplaintRecusal]:
    """Who keeps out of it now."""
    query = select(ComplaintRecusal).where(ComplaintRecusal.complaint_id == complaint_id)
    return work.all(query.where(ComplaintRecusal.lifted_at.is_(None)).order_by(ComplaintRecusal.id))


def is_recused(work: Work, complaint_id: int, staff_id: int) -> bool:
    """Whether the member keeps out of it."""
    return any(one.staff_id == staff_id for one in recusals_of(work, complaint_id))


def recusal_of(work: Work, complaint_id: int, staff_id: int) -> ComplaintRecusal | None:
    """What was ever said of a member's keeping out of it."""
    mine = (ComplaintRecusal.complaint_id == complaint_id, ComplaintRecusal.staff_id == staff_id)
    return work.one(select(ComplaintRecusal).where(*mine))


def excerpt_of(work: Work, complaint_id: int) -> ComplaintExcerpt | None:
    """What may be published of it."""
    return work.one(select(ComplaintExcerpt).where(ComplaintExcerpt.complaint_id == complaint_id))


def approved_excerpts(work: Work) -> list[tuple[ComplaintExcerpt, Complaint]]:
    """What two members agreed may be published, oldest first."""
    query = select(ComplaintExcerpt, Complaint).join(Complaint, Complaint.id == ComplaintExcerpt.complaint_id)
    query = query.where(ComplaintExcerpt.approved_at.is_not(None)).order_by(Complaint.id)
    return [(excerpt, complaint) for excerpt, complaint in work.session.execute(query)]


def erase_words(work: Work, complaint: Complaint) -> None:
    """Erase all that anybody said in it, and what was to be published of it; the line of the register stays."""
    work.remove_all(select(ComplaintMessage).where(ComplaintMessage.complaint_id == complaint.id))
    work.remove_all(select(ComplaintExcerpt).where(ComplaintExcerpt.complaint_id == complaint.id))


def end_complaints_of(work: Work, account: Account) -> None:
    """A person is erased: nobody is to answer what they left."""
    for complaint in complaints_of(work, account):
        if complaint.state not in OVER:
            complaint.state, complaint.closed_at = ComplaintState.WITHDRAWN.value, work.now


def purge_complaints(work: Work, before: datetime) -> None:
    """Delete what was over before, with all that was said in it."""
    last = func.coalesce(Complaint.closed_at, Complaint.answered_at, Complaint.accepted_at)
    over = (Complaint.state.in_([state.value for state in _ANSWERED]), last < before)
    old = select(Complaint.id).where(*over)
    for table in (ComplaintMessage, ComplaintRecusal, ComplaintExcerpt):
        work.remove_all(select(table).where(table.complaint_id.in_(old)))
    work.remove_all(select(Complaint).where(*over))


def _theirs(account: Account) -> tuple[ColumnElement[bool], ...]:
    return (ComplaintMessage.channel == account.channel, ComplaintMessage.address == account.address)
