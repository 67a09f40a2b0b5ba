"""查我的信息, line by line: each says which tables it tells of, so that none with people's data is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from handlers.dates import moment
from handlers.forms.form_kind import FormRegistry
from handlers.messages import Person
from handlers.texts import privacy as texts
from handlers.texts import telling
from store.base import Record
from store.queries.holdings import Holdings, count_own, holdings
from store.tables.applications import Application, Draft, Material, StepRow
from store.tables.archive import ArchiveTransfer, ContractMaterial, PieceNote
from store.tables.audit import AuditAdopted, AuditRow, AuditSalt
from store.tables.complaints import Complaint, ComplaintExcerpt, ComplaintMessage, ComplaintRecusal
from store.tables.contracts import Acceptance, ReturnCase
from store.tables.corrections import Correction
from store.tables.form_claims import FormClaim
from store.tables.incoming import IncomingPaper, PaperEntry
from store.tables.materials import MaterialCheck
from store.tables.messages import ChannelAllowance, Claim, MissRow, OutboxRow, PendingTurn, SessionRow
from store.tables.notes import CaseNote
from store.tables.notices import ContactPhone, FirmNotice, PhoneTelling
from store.tables.people import Binding, BindTry, Staff, StaffAccount, StaffLink
from store.tables.serving import Service, SignOff
from store.tables.sign_in import PhoneSignIn, SignInEvent
from store.tables.staff_sessions import StaffSession
from store.tables.supervision import FundReview, Inspection
from store.tables.threads import Thread, ThreadMessage, ThreadOrder
from store.work import Work


class Holder(Struct, frozen=True):
    """Whose data is told of, and what there is."""

    work: Work
    person: Person
    forms: FormRegistry
    found: Holdings

    def count(self, table: type[Record]) -> int:
        """How many rows of a table are their account's own."""
        return count_own(self.work, table, self.person.channel.value, self.person.address)


class Line(Struct, frozen=True):
    """What is said of some tables; nothing where nothing is there."""

    tables: tuple[type[Record], ...]
    say: Callable[[Holder], str]


def lines_of(work: Work, person: Person, forms: FormRegistry) -> tuple[str, ...]:
    """All that is kept of a person, a line a kind."""
    found = holdings(work, person.channel.value, person.address)
    holder = Holder(work, person, forms, found)
    return tuple(filter(None, (*(line.say(holder) for line in LINES), *_kept(holder))))


def _kept(holder: Holder) -> Iterator[str]:
    """What confirmed forms left under the person's own account."""
    for kept in holder.forms.keeps:
        if count := holder.count(kept.table):
            yield kept.counted(count)


def _talked(holder: Holder) -> str:
    at = holder.found.talked_at
    if at is None:
        return ""
    page = texts.ON_THE_PAGE if holder.person.traits.shows_pages else ""
    return "\n".join(filter(None, (texts.talked(moment=moment(at)), page)))


def _bound(holder: Holder) -> str:
    found = holder.found
    return texts.bound(firm=found.firm, since=moment(found.bound_at)) if found.bound_at else ""


def _drafts(holder: Holder) -> str:
    found = holder.found
    return texts.drafts(titles=holder.forms.titles(found.drafts), files=found.files) if found.drafts else ""


def _archived(holder: Holder) -> str:
    there = holder.found.archived
    if there is None or not there.is_there:
        return ""
    return texts.archived(
        applications=there.applications,
        files=there.files,
        steps=there.steps,
        explained=there.explained,
        told=there.told,
    )


def _contact_phone(holder: Holder) -> str:
    phone = holder.found.phone
    return telling.kept_phone(phone=phone) if phone else ""


def _digests(holder: Holder) -> str:
    return texts.digests(count=holder.found.digests) if holder.found.digests else ""


def _unsent(holder: Holder) -> str:
    return texts.unsent(count=holder.found.unsent) if holder.found.unsent else ""


def _pending(holder: Holder) -> str:
    count = holder.count(PendingTurn)
    return texts.pending(count=count) if count else ""


def _with_staff(holder: Holder) -> str:
    count = holder.count(ThreadMessage)
    return texts.with_staff(count=count) if count else ""


def _complaints(holder: Holder) -> str:
    count = holder.count(ComplaintMessage)
    return texts.complaints(count=count) if count else ""


def _tries(holder: Holder) -> str:
    return texts.TRIES if holder.count(BindTry) else ""


def _staff(holder: Holder) -> str:
    at = holder.found.linked_at
    return texts.linked(since=moment(at)) if at else ""


_ON_PAPER = (
    IncomingPaper,
    PaperEntry,
    CaseNote,
    MaterialCheck,
    ContractMaterial,
    PieceNote,
    Correction,
    Service,
    SignOff,
)
"""What the office records of a firm's papers."""

_NAMED = (Acceptance, ArchiveTransfer, Inspection, FundReview)
"""In what members are named by others."""

_AT_THE_CONSOLE = (StaffSession, SignInEvent, PhoneSignIn, FormClaim)
"""What tells of a member in a browser."""

LINES: tuple[Line, ...] = (
    Line((SessionRow, Claim, MissRow, ChannelAllowance), _talked),
    Line((Thread, ThreadMessage, ThreadOrder), _with_staff),
    Line((Binding,), _bound),
    Line((ContactPhone,), _contact_phone),
    Line((Draft,), _drafts),
    Line((Application, StepRow, Material, ReturnCase, FirmNotice, PhoneTelling, *_ON_PAPER), _archived),
    Line((AuditRow, AuditSalt, AuditAdopted), _digests),
    Line((OutboxRow,), _unsent),
    Line((Complaint, ComplaintMessage, ComplaintRecusal, ComplaintExcerpt), _complaints),
    Line((PendingTurn,), _pending),
    Line((BindTry,), _tries),
    Line((Staff, StaffLink, StaffAccount, *_NAMED, *_AT_THE_CONSOLE), _staff),
)
