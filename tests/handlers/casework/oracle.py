"""What must hold after every act, told from the rows alone and not by the guards."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from sqlalchemy import or_, select

from store.queries.allotments import standings
from store.queries.cases import refunds_in, returned_in
from store.queries.serving import services_for
from store.states import Kind, State
from store.tables.applications import Application, Meeting, Nudge, Payment, StepRow
from store.tables.audit import AuditRow
from store.tables.batches import Batch, BatchItem
from store.tables.contracts import Amendment, Contract, OpeningPayment, Oversight, ReturnCase, ReturnedMoney
from store.tables.corrections import Correction
from store.tables.incoming import IncomingPaper, PaperEntry
from store.tables.ledger import JournalEntry, OverpaidSettlement
from store.tables.people import Staff
from store.tables.supervision import FundReview, Inspection, InspectionFinding
from store.tables.years import YearRecord
from store.work import Work
from tests.handlers.casework.crowd import INSIDER
from tests.handlers.casework.journal import check_journal
from tests.handlers.casework.plain_rows import rows_of

APPROVING = {"supersede", "agree", "agree_partly", "agree_in_principle", "minutes", "fulfil"}
PUTTING_RIGHT = {"settle_overpaid", "minutes", "correct", "check_correction", "refuse_correction", "supersede"}
SENDING = {"submit", "resubmit", "correct_entry"}
ENDED = {State.ARCHIVED, State.DECLINED, State.REJECTED, State.WITHDRAWN}
NOT_OPEN = ENDED | {State.PAID}
HELD = set(State) - ENDED - {State.DRAFT, State.RETURNED}
"""Only a unit of the office side can be reminded."""
AMOUNT, RATIO = 1_000_000, 3_000
"""Of every contract as it was signed."""
_COUNTY = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All rows of a moment."""

    applications: list[Application]
    contracts: dict[int, Contract]
    payments: dict[int, list[Payment]]
    steps: dict[int, list[StepRow]]
    meetings: dict[int, list[Meeting]]
    entries: Counter[str]
    returned: dict[int, int]
    nudges: dict[int, list[Nudge]]
    amendments: dict[int, list[Amendment]]
    openings: dict[int, list[OpeningPayment]]
    papers: dict[int, IncomingPaper]
    from_paper: dict[int, list[PaperEntry]]
    reviews: list[FundReview]
    oversights: dict[int, Oversight]
    inspections: dict[int, Inspection]
    findings: list[InspectionFinding]
    batches: dict[int, Batch]
    items: list[BatchItem]
    corrections: list[Correction]
    settled: Counter[int]

    def is_put_right(self, contract: int) -> bool:
        """Whether a sum that has gone may stand above a cap: its paper says so, or a later sitting."""
        superseded = any(one.supersedes for found in self.meetings.values() for one in found)
        return superseded or any(one.state == "agreed" for one in self.corrections if one.contract_id == contract)


def read_ledger(work: Work) -> Ledger:
    """Everything that the rules speak of."""
    cases = {case.id: case for case in rows_of(work, ReturnCase)}
    returned: dict[int, int] = defaultdict(int)
    for money in rows_of(work, ReturnedMoney):
        returned[cases[money.case_id].contract_id] += money.amount
    by_application: tuple[dict[int, list[Payment]], dict[int, list[StepRow]], dict[int, list[Meeting]]] = (
        defaultdict(list),
        defaultdict(list),
        defaultdict(list),
    )
    payments, steps, meetings = by_application
    for payment in rows_of(work, Payment):
        payments[payment.application_id].append(payment)
    for step in rows_of(work, StepRow):
        steps[step.application_id].append(step)
    for meeting in rows_of(work, Meeting):
        meetings[meeting.application_id].append(meeting)
    # What an act on a batch changed of an application, or the file of a contract's material, is told beside acts.
    rows = or_(*(AuditRow.facts.contains(table) for table in ("batch_items", "row:materials:")))
    beside = (AuditRow.act == "write") & rows
    entries = Counter(work.session.scalars(select(AuditRow.chain).where(~beside)))
    contracts = {one.id: one for one in rows_of(work, Contract)}
    nudges: dict[int, list[Nudge]] = defaultdict(list)
    for nudge in rows_of(work, Nudge):
        nudges[nudge.application_id].append(nudge)
    amendments: dict[int, list[Amendment]] = defaultdict(list)
    for amendment in rows_of(work, Amendment):
        amendments[amendment.contract_id].append(amendment)
    openings: dict[int, list[OpeningPayment]] = defaultdict(list)
    for opening in rows_of(work, OpeningPayment):
        openings[opening.contract_id].append(opening)
    return Ledger(
        rows_of(work, Application),
        contracts,
        payments,
        steps,
        meetings,
        entries,
        returned,
        nudges,
        amendments,
        openings,
        {one.id: one for one in rows_of(work, IncomingPaper)},
        _entries(work),
        rows_of(work, FundReview),
        {one.id: one for one in rows_of(work, Oversight)},
        {one.oversight_id: one for one in rows_of(work, Inspection)},
        rows_of(work, InspectionFinding),
        {one.id: one for one in rows_of(work, Batch)},
        rows_of(work, BatchItem),
        rows_of(work, Correction),
        _settled(work),
    )


def _settled(work: Work) -> Counter[int]:
    """What came back of 超付, by application."""
    found = Counter[int]()
    for one in rows_of(work, OverpaidSettlement):
        found[one.application_id] += one.amount
    return found


def _entries(work: Work) -> dict[int, list[PaperEntry]]:
    found: dict[int, list[PaperEntry]] = defaultdict(list)
    for entry in rows_of(work, PaperEntry):
        found[entry.application_id].append(entry)
    return found


@dataclass(frozen=True, slots=True)
class Seen:
    """How many entries there are, and all that an act might change, as text; `cases` without the entries."""

    entries: int
    rows: str
    cases: str


def check(work: Work) -> Seen:
    """Everything that must hold at any moment; what there is."""
    ledger, insider = read_ledger(work), work.find(Staff, Staff.name, INSIDER)
    assert insider is not None
    for application in ledger.applications:
        _check_sums(application, ledger)
        _check_history(application, ledger)
        _check_nudges(ledger.nudges[application.id])
        _check_duties(application, ledger, f"staff:{insider.id}")
        _check_paper(application, ledger)
    _check_register(ledger)
    _check_supervision(ledger)
    _check_batches(ledger)
    for contract in ledger.contracts.values():
        if not ledger.is_put_right(contract.id):
            _check_contract(contract, ledger)
    for correction in ledger.corrections:
        _check_correction(correction)
    check_journal(work)
    _check_years(work)
    if not any(one.state == "agreed" for one in ledger.corrections):  # what is paid may be more than is there
        assert all(one.left >= 0 for one in standings(work))
    for case in rows_of(work, ReturnCase):
        surplus = sum(one.surplus or 0 for one in returned_in(work, case.id))
        assert 0 <= sum(one.amount for one in refunds_in(work, case.id)) <= surplus
        _check_term(work, case)
    return Seen(sum(ledger.entries.values()), _all(ledger), _cases(ledger))


def _check_sums(application: Application, ledger: Ledger) -> None:
    paid = sum(one.amount for one in ledger.payments[application.id]) - ledger.settled[application.id]
    if ledger.is_put_right(application.contract_id):
        _check_put_right(application, ledger, paid)
        return
    assert 0 <= paid <= (application.approved or 0) <= application.amount
    states = {State.APPROVED: paid == 0, State.PAYING: paid > 0, State.PAID: paid == application.approved}
    assert states.get(State(application.state), True)
    if paid:
        meeting = ledger.meetings[application.id][-1]
        assert meeting.result in {"agreed", "partly", "in_principle"}
        assert meeting.minutes
        assert meeting.item
        assert meeting.approved == application.approved


def _check_put_right(application: Application, ledger: Ledger, paid: int) -> None:
    """What has gone may be above what is agreed to; where it stands follows from both, by the newest result."""
    agreed, state = application.approved or 0, State(application.state)
    assert paid >= 0
    states = {State.APPROVED: paid == 0, State.PAYING: 0 < paid < agreed, State.PAID: paid >= agreed}
    assert states.get(state, True)
    if state in {State.APPROVED, State.PAYING, State.PAID}:
        meeting = ledger.meetings[application.id][-1]
        passed = meeting.result in {"agreed", "partly", "in_principle"}
        assert (meeting.approved if passed else 0) == application.approved


def _check_correction(correction: Correction) -> None:
    """Who recorded it does not check it, and what waits is not in force by anybody's word."""
    assert correction.before != correction.after
    assert correction.checked_by is None or correction.checked_by != correction.recorded_by
    assert (correction.state == "waiting") <= (correction.checked_by is None)


def _check_history(application: Application, ledger: Ledger) -> None:
    """One step and one entry an act, and no step for a nudge.

    Every step goes on where the last one ended; ended stays ended.
    """
    steps = ledger.steps[application.id]
    assert ledger.entries[application.number] == len(steps) + len(ledger.nudges[application.id])
    assert [step.from_state for step in steps[1:]] == [step.to_state for step in steps[:-1]]
    assert (steps[0].act, steps[-1].to_state) == ("submit", application.state)
    assert not [one.act for one in steps if State(one.from_state) in ENDED and one.act not in PUTTING_RIGHT]


def _check_nudges(nudges: list[Nudge]) -> None:
    """Five workdays lie between two."""
    for before, after in pairwise(nudges):
        days = (_day(after.at) - _day(before.at)).days
        passed = [_day(before.at) + timedelta(days=number) for number in range(1, days + 1)]
        assert sum(day.weekday() < 5 for day in passed) >= 5


def _day(at: datetime) -> date:
    return (at + _COUNTY).date()


def _check_duties(application: Application, ledger: Ledger, insider: str) -> None:
    actors: dict[str, set[str]] = defaultdict(set)
    for step in ledger.steps[application.id]:
        actors[step.act].add(step.actor)
    sent = set().union(*(actors[act] for act in SENDING))
    assert not sent & actors["accept"]
    paying = actors["pay"] | actors["enter_payment"] | actors["check_payment"]
    assert not (set().union(*(actors[act] for act in APPROVING)) | _correctors(application, ledger)) & paying
    assert not sent & actors["check_entry"]
    if ledger.contracts[application.contract_id].firm_id == ledger.contracts[1].firm_id:
        assert insider not in actors["accept"] | actors["check_entry"] | actors["check_withdrawal"]


def _correctors(application: Application, ledger: Ledger) -> set[str]:
    """Whoever put a result of it right, or checked that."""
    mine = [one for one in ledger.corrections if (one.application_id, one.kind) == (application.id, "meeting")]
    hands = {by for one in mine if one.state != "refused" for by in (one.recorded_by, one.checked_by)}
    return {f"staff:{by}" for by in hands}


def _check_years(work: Work) -> None:
    """Nothing is posted to a year after its books were closed."""
    closings = {one.year: one.recorded_at for one in rows_of(work, YearRecord) if one.kind == "closed"}
    for entry in rows_of(work, JournalEntry):
        closed = closings.get(entry.happened_on.year)
        assert closed is None or entry.posted_at <= closed


def _check_register(ledger: Ledger) -> None:
    """The places of a year are 1, 2, 3 …"""
    places: dict[int, list[int]] = defaultdict(list)
    for paper in ledger.papers.values():
        places[paper.year].append(paper.place)
    assert all(sorted(found) == list(range(1, len(found) + 1)) for found in places.values())


def _check_batches(ledger: Ledger) -> None:
    """An application waits in one batch at most, where it can be heard; whoever was heard has a result."""
    sent = {one.id: one for one in ledger.applications}
    waiting = [one for one in ledger.items if not one.outcome]
    assert len({one.application_id for one in waiting}) == len(waiting)
    for item in waiting:
        batch, state = ledger.batches[item.batch_id], sent[item.application_id].state
        assert state in {"prepared": {"reported", "postponed", "tabled"}, "tabled": {"tabled"}}[batch.state]
    for item in ledger.items:
        results = [one.id for one in ledger.meetings[item.application_id]]
        assert (item.meeting_id in results) == (item.outcome == "heard")
    for meetings in ledger.meetings.values():
        assert not [one for one in meetings if one.withheld and one.minutes]


def _check_paper(application: Application, ledger: Ledger) -> None:
    """What a member entered is checked by another before money can follow, and a paper carries one thing."""
    entries, steps = ledger.from_paper[application.id], ledger.steps[application.id]
    for entry in entries:
        assert ledger.papers[entry.paper_id].contract_id == application.contract_id
        if entry.checked_by is not None:
            assert entry.checked_by not in {entry.entered_by, ledger.papers[entry.paper_id].recorded_by}
        assert (entry.state in {"agreed", "returned"}) <= (entry.checked_by is not None)
    live = [entry.paper_id for found in ledger.from_paper.values() for entry in found if entry.state != "closed"]
    assert len(live) == len(set(live))
    for place, step in enumerate(steps):
        if step.act == "accept":
            sending = max(number for number in range(place) if steps[number].act in SENDING)
            checks = {one.act for one in steps[sending:place]}
            assert steps[sending].actor.startswith("binding:") or "check_entry" in checks
        if step.act == "withdraw":
            assert step.actor.startswith("binding:")
    agreed = Counter(entry.kind for entry in entries if entry.state == "agreed")
    assert agreed["payment"] == sum(step.act == "check_payment" for step in steps)
    assert agreed["withdrawal"] == sum(step.act == "check_withdrawal" for step in steps)


def _check_supervision(ledger: Ledger) -> None:
    """One record a quarter; what is closed is closed by a follow-up of its inspection, on the same contract."""
    quarters = Counter(one.quarter for one in ledger.reviews)
    assert not [quarter for quarter, count in quarters.items() if count > 1]
    for one in ledger.inspections.values():
        assert ledger.oversights[one.oversight_id].kind == "inspect"
    for found in ledger.findings:
        first = ledger.oversights[found.oversight_id]
        assert first.kind == "inspect"
        if found.settled_by is not None:
            again = ledger.oversights[found.settled_by]
            assert ledger.inspections[again.id].follows == first.id
            assert (again.contract_id, again.done_on >= first.done_on) == (first.contract_id, True)


def _check_term(work: Work, case: ReturnCase) -> None:
    """A term in days runs from the recorded service, and from nothing else."""
    services = services_for(work, case_id=case.id)
    assert case.served_on is None or case.served_on == services[0].served_on
    if case.pay_days is not None:
        due = case.served_on + timedelta(days=case.pay_days) if case.served_on is not None else None
        assert case.pay_by == due


def _check_contract(contract: Contract, ledger: Ledger) -> None:
    amount, ratio = _in_force(contract, ledger.amendments[contract.id])
    here = [one for one in ledger.applications if one.contract_id == contract.id]
    paid = {one.id: sum(payment.amount for payment in ledger.payments[one.id]) for one in here}
    before = ledger.openings[contract.id]
    prepaid = sum(paid[one.id] for one in here if one.kind == Kind.PREPAYMENT)
    prepaid += sum(one.amount for one in before if one.kind == Kind.PREPAYMENT)
    total = sum(paid.values()) + sum(one.amount for one in before)
    assert 0 <= total - ledger.returned[contract.id] <= amount
    assert prepaid * 10_000 <= amount * ratio
    # A bank may send money back after the next application was sent: that is nobody's to refuse.
    came_back = {one.id for one in here if any(step.act == "reverse" for step in ledger.steps[one.id])}
    open_kinds = Counter(one.kind for one in here if one.state not in NOT_OPEN and one.id not in came_back)
    assert not [kind for kind, count in open_kinds.items() if count > 1]


def _in_force(contract: Contract, amendments: list[Amendment]) -> tuple[int, int]:
    """Sum and ratio as the newest changes say; the account is the one that a second member checked last."""
    amounts = [int(one.value) for one in amendments if one.kind == "amount"]
    ratios = [int(one.value) for one in amendments if one.kind == "ratio"]
    amount, ratio = ([AMOUNT, *amounts][-1], [RATIO, *ratios][-1])
    assert (contract.amount, contract.ratio) == (amount, ratio)
    accounts = [one for one in amendments if one.kind == "payee" and one.checked_at is not None]
    checked = [one for one in accounts if not one.discarded]
    assert all(one.checked_by != one.recorded_by for one in checked)
    if checked:
        assert json.loads(checked[-1].value)["account"] == contract.payee_account
    assert sum(one.kind == "payee" and one.checked_at is None for one in amendments) <= 1
    return amount, ratio


def _all(rows: Ledger) -> str:
    papers = [(one.year, one.place, one.voided) for one in rows.papers.values()]
    supervision = [one.quarter for one in rows.reviews], [(one.id, one.settled_by) for one in rows.findings]
    batches = [(one.id, one.state, one.version, one.sitting_id, one.item) for one in rows.batches.values()]
    items = [(one.batch_id, one.application_id, one.outcome, one.meeting_id) for one in rows.items]
    beside = [papers, supervision, len(rows.oversights), batches, items]
    return json.dumps([_cases(rows), beside, sorted(rows.entries.items())])


def _cases(rows: Ledger) -> str:
    return json.dumps(
        [
            [(one.number, one.state, one.version, one.approved, one.amount) for one in rows.applications],
            [
                (one.number, one.state, one.version, one.amount, one.ratio, one.payee_account)
                for one in rows.contracts.values()
            ],
            {contract: len(found) for contract, found in rows.amendments.items()},
            {contract: len(found) for contract, found in rows.openings.items()},
            {number: [(one.id, one.state) for one in found] for number, found in rows.from_paper.items()},
            [(one.id, one.state) for one in rows.corrections],
        ]
    )
