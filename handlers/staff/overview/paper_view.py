"""One paper that came in: what the register says of it, its scans, what was entered from it, what can be now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from handlers.casework.incoming_papers import label_of, number_of, paper_named
from handlers.casework.table import TABLE
from handlers.casework.transitions import ActName, Subject
from handlers.dates import day, moment
from handlers.rendering.reasons import reason_line
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.table_actions import key_of
from handlers.staff.actions.target_words import name_of
from handlers.staff.actions.targets import Target, application_target, case_target, contract_target, target_of
from handlers.staff.cards.people import staff_names
from handlers.texts import console_papers as texts
from handlers.texts import incoming
from handlers.texts.materials import size_of
from store.queries.applications import applications_on
from store.queries.cases import return_cases_on
from store.queries.incoming import entries_from, scans_of
from store.states import EntryState, Kind, PaperKind
from store.tables.applications import Application, Material
from store.tables.contracts import Contract
from store.tables.incoming import IncomingPaper, PaperEntry
from store.tables.people import Firm

_MOST = 5
"""Applications of a contract that a paper without one is offered for, the newest."""


class ScanLine(Struct, frozen=True):
    """A scan of the paper."""

    id: int
    name: str
    size: str
    sha256: str
    received: str


class EntryLine(Struct, frozen=True):
    """What was entered from the paper; `checked` is by whom and when, or empty."""

    what: str
    application: str
    state: str
    entered: str
    checked: str
    reason: str


class PaperAct(Struct, frozen=True):
    """What the member can do now, and about what."""

    label: str
    key: str
    subject: Subject
    number: str


class PaperView(Struct, frozen=True, kw_only=True):
    """Everything that the paper's page shows; `barred` says why nothing can be entered from it now."""

    paper: IncomingPaper
    number: str
    label: str
    kind: str
    dated: str
    received: str
    contract: str
    firm: str
    application: str
    by: str
    recorded: str
    scans: tuple[ScanLine, ...]
    entries: tuple[EntryLine, ...]
    acts: tuple[PaperAct, ...]
    barred: tuple[tuple[str, tuple[str, ...]], ...]  # by act
    void: PaperAct | None
    may_scan: bool
    is_entered: bool


def paper_view(acting: Acting, catalogue: Catalogue, number: str) -> PaperView | None:
    """The paper of this 收文号; None where there is none."""
    work = acting.work
    paper = paper_named(work, number)
    if paper is None:
        return None
    contract, firm = work.get(Contract, paper.contract_id), work.get(Firm, paper.firm_id)
    assert contract is not None
    assert firm is not None
    sent = work.get(Application, paper.application_id) if paper.application_id is not None else None
    entries, scans = entries_from(work, paper.id), scans_of(work, paper.id)
    names = staff_names(work, {*_hands(paper, entries), *(one.received_by for one in scans)})
    offering = _Offering(acting, catalogue, paper)
    return PaperView(
        paper=paper,
        number=number_of(paper),
        label=label_of(paper),
        kind=incoming.KINDS[paper.kind],
        dated=day(paper.dated_on),
        received=day(paper.received_on),
        contract=contract.number,
        firm=firm.name,
        application=sent.number if sent else "",
        by=names[f"staff:{paper.recorded_by}"],
        recorded=moment(paper.recorded_at),
        scans=tuple(_scan(one, names) for one in scans),
        entries=tuple(_entry(acting, one, names) for one in entries),
        acts=tuple(offering.entering(sent, entries)),
        barred=tuple(offering.barred(sent, entries)),
        void=offering.voiding(),
        may_scan=may_scan(acting) and not paper.voided,
        is_entered=paper.kind not in _RECORDED,
    )


def may_scan(acting: Acting) -> bool:
    """Whether the member keeps the register."""
    return acting.member.has(*TABLE[ActName.ADD_SCAN].roles)


def _hands(paper: IncomingPaper, entries: Sequence[PaperEntry]) -> Iterator[str]:
    yield f"staff:{paper.recorded_by}"
    for entry in entries:
        yield from (f"staff:{one}" for one in (entry.entered_by, entry.checked_by) if one is not None)


def _scan(scan: Material, names: Mapping[str, str]) -> ScanLine:
    received = f"{moment(scan.received_at)} {names.get(scan.received_by, '')}"
    return ScanLine(scan.id, scan.name, size_of(scan.size), scan.sha256, received)


def _entry(acting: Acting, entry: PaperEntry, names: Mapping[str, str]) -> EntryLine:
    application = acting.work.get(Application, entry.application_id)
    assert application is not None
    checked = f"{names[f'staff:{entry.checked_by}']} {moment(entry.checked_at)}" if entry.checked_at else ""
    return EntryLine(
        what=incoming.ENTRY_KINDS[entry.kind],
        application=application.number,
        state=incoming.ENTRY_STATES[entry.state],
        entered=f"{names[f'staff:{entry.entered_by}']} {moment(entry.entered_at)}",
        checked=checked,
        reason=entry.reason,
    )


_ENTERED_BY = {
    PaperKind.RESUBMISSION.value: ActName.RESUBMIT,
    PaperKind.WITHDRAWAL.value: ActName.ENTER_WITHDRAWAL,
    PaperKind.VOUCHER.value: ActName.ENTER_PAYMENT,
    PaperKind.SIGN_OFF.value: ActName.SIGN_OFF,
}
"""By which act on an application each is entered, or recorded."""

_RECORDED = frozenset({PaperKind.SIGN_OFF.value, PaperKind.SERVICE.value, PaperKind.LETTER.value})
"""Papers from which nothing is entered for a firm: nobody checks such an entry."""


class _Offering(Struct, frozen=True):
    """What the member can do with the paper now."""

    acting: Acting
    catalogue: Catalogue
    paper: IncomingPaper

    def entering(self, sent: Application | None, entries: Sequence[PaperEntry]) -> Iterator[PaperAct]:
        """What can be entered from it now."""
        for key, target in self._choices(sent, entries):
            yield from self._open(key, target)

    def barred(
        self, sent: Application | None, entries: Sequence[PaperEntry]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What members with the role could enter from such a paper, and what stands against it now."""
        work, member = self.acting.work, self.acting.member
        for key, target in self._choices(sent, entries):
            action = self.catalogue.by_key[key]
            reasons = self.catalogue.against(work, member, action, target) if action.is_for(member) else ()
            if reasons:
                yield self._label(action, target), tuple(reason_line(self.acting.kb, one) for one in reasons)

    def _choices(self, sent: Application | None, entries: Sequence[PaperEntry]) -> Iterator[tuple[str, Target]]:
        """What papers of its kind are for, where nothing entered stands; what was sent back is corrected."""
        work = self.acting.work
        for entry in entries:
            application = work.get(Application, entry.application_id)
            if entry.state == EntryState.RETURNED and application is not None:
                yield key_of(ActName.CORRECT_ENTRY), application_target(work, application)
        if self.paper.voided or any(one.state != EntryState.CLOSED for one in entries):
            return
        if self.paper.kind == PaperKind.APPLICATION:
            contract = work.get(Contract, self.paper.contract_id)
            assert contract is not None
            for kind in Kind:
                yield f"submit.{kind.value}", contract_target(contract)
        elif self.paper.kind == PaperKind.SERVICE:
            yield from self._served(sent)
        elif self.paper.kind in _ENTERED_BY:
            for one in [sent] if sent else applications_on(work, self.paper.contract_id)[-_MOST:]:
                yield key_of(_ENTERED_BY[self.paper.kind]), application_target(work, one)

    def _served(self, sent: Application | None) -> Iterator[tuple[str, Target]]:
        """What on its contract is waiting to be served: a refusal to accept, and notices of payment."""
        work, contract = self.acting.work, self.paper.contract_id
        for one in [sent] if sent else applications_on(work, contract)[-_MOST:]:
            yield key_of(ActName.SERVE_DECLINE), application_target(work, one)
        for case in return_cases_on(work, contract)[-_MOST:]:
            yield key_of(ActName.SERVE_DEMAND), case_target(work, case)

    def voiding(self) -> PaperAct | None:
        """Voiding it, where nothing was entered from it."""
        target = target_of(self.acting.work, Subject.PAPER, number_of(self.paper))
        assert target is not None
        return next(self._open(key_of(ActName.VOID_PAPER), target), None)

    def _open(self, key: str, target: Target) -> Iterator[PaperAct]:
        """The act, where nothing stands against it before it is begun."""
        action = self.catalogue.by_key[key]
        if not self.catalogue.against(self.acting.work, self.acting.member, action, target):
            yield PaperAct(self._label(action, target), key, target.subject, target.number)

    @staticmethod
    def _label(action: Action, target: Target) -> str:
        is_named = target.application is not None or target.case is not None
        return texts.for_application(label=action.label, number=name_of(target)) if is_named else action.label
