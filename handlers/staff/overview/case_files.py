"""The files of an application as members see them: what each is, and who held it against the paper original."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from handlers.casework.table import TABLE
from handlers.casework.transitions import ActName, Subject
from handlers.dates import moment
from handlers.filekinds import MEDIA_TYPES, FileKind
from handlers.identity.actors import StaffMember
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.table_actions import key_of
from handlers.staff.cards.people import staff_names
from handlers.texts import material_checks as texts
from handlers.texts.materials import size_of
from store.queries.materials import checks_of_application, materials_of_application
from store.tables.applications import Application, Material
from store.tables.contracts import Contract
from store.tables.incoming import IncomingPaper
from store.tables.materials import MaterialCheck
from store.work import Work

_KINDS = {media_type: kind for kind, media_type in MEDIA_TYPES.items()}


class FileMarks(Struct, frozen=True, kw_only=True):
    """What stands beside a file. `act` is the key of what the member can do about its check now, or empty."""

    kind: FileKind | None
    size: str
    received: str
    checked: str  # by whom and when; empty where nobody did, or it was taken back
    revoked: tuple[str, ...]
    act: str
    act_label: str
    subject: Subject = Subject.MATERIAL


class OwnedFile(Struct, frozen=True, kw_only=True):
    """A file that is the office's, with what it belongs to (application, 收文, contract), by its number."""

    material: Material
    kind: FileKind | None
    subject: Subject
    number: str
    marks: FileMarks

    @property
    def about(self) -> str:
        """What records of who looked are about."""
        return self.number if self.subject is Subject.APPLICATION else f"{self.subject.value}:{self.number}"


def marks_of(acting: Acting, application: Application) -> Mapping[int, FileMarks]:
    """What stands beside each file of an application, by the file's id."""
    checks: dict[int, list[MaterialCheck]] = {}
    for check in checks_of_application(acting.work, application.id):
        checks.setdefault(check.material_id, []).append(check)
    names = _names(acting.work, (one for several in checks.values() for one in several))
    files = materials_of_application(acting.work, application.id)
    return {one.id: _marks(acting.member, one, checks.get(one.id, []), names) for one in files}


def sent_file(acting: Acting, material_id: int) -> OwnedFile | None:
    """A file of an application that was sent, a scan, or a contract's; a draft's is no matter of the office's."""
    material = acting.work.get(Material, material_id)
    if material is None:
        return None
    application = acting.work.get(Application, material.application_id) if material.application_id else None
    if application is not None:
        return _owned(
            material, Subject.APPLICATION, application.number, marks_of(acting, application)[material.id]
        )
    paper = acting.work.get(IncomingPaper, material.paper_id) if material.paper_id else None
    if paper is not None:
        return _owned(material, Subject.PAPER, f"{paper.year}-{paper.place}", _plain_marks(material))
    contract = acting.work.get(Contract, material.contract_id) if material.contract_id else None
    if contract is None:
        return None
    return _owned(material, Subject.CONTRACT, contract.number, _plain_marks(material))


def _owned(material: Material, subject: Subject, number: str, marks: FileMarks) -> OwnedFile:
    return OwnedFile(material=material, kind=marks.kind, subject=subject, number=number, marks=marks)


def _plain_marks(material: Material) -> FileMarks:
    """Of a scan that belongs to no application: it is the paper itself that was scanned."""
    return FileMarks(
        kind=kind_of_file(material),
        size=size_of(material.size),
        received=moment(material.received_at),
        checked="",
        revoked=(),
        act="",
        act_label="",
    )


def kind_of_file(material: Material) -> FileKind | None:
    """What the file is; None for what an earlier version took and this one does not know."""
    return _KINDS.get(material.media_type)


def _marks(
    member: StaffMember, material: Material, checks: list[MaterialCheck], names: Mapping[str, str]
) -> FileMarks:
    standing = next((one for one in checks if one.revoked_at is None), None)
    act = ActName.CHECK_ORIGINAL if standing is None else ActName.REVOKE_CHECK
    may = member.has(*TABLE[act].roles)
    return FileMarks(
        kind=kind_of_file(material),
        size=size_of(material.size),
        received=moment(material.received_at),
        checked=texts.checked(name=names[_member(standing.checked_by)], at=standing.checked_at)
        if standing
        else "",
        revoked=tuple(
            texts.revoked(name=names[_member(one.revoked_by)], at=one.revoked_at, reason=one.reason)
            for one in checks
            if one.revoked_by is not None and one.revoked_at is not None
        ),
        act=key_of(act) if may else "",
        act_label=TABLE[act].staff_words if may else "",
    )


def _names(work: Work, checks: Iterable[MaterialCheck]) -> dict[str, str]:
    found = {_member(one) for check in checks for one in (check.checked_by, check.revoked_by) if one is not None}
    return staff_names(work, found)


def _member(number: int) -> str:
    return f"staff:{number}"
