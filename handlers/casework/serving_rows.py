"""The rows of 送达: what has a term is served on the firm, and the term in days runs from that day."""

from collections.abc import Iterator
from datetime import date

from handlers.casework.act_words import ACT_WORDS
from handlers.casework.application_guards import no_day_to_come
from handlers.casework.application_records import staff_id
from handlers.casework.application_row import application_row
from handlers.casework.attempt import MONEY_DOORS, Attempt, Recorded, Transition, guard, office, system
from handlers.casework.fields import Number, OptionalLine, asked
from handlers.casework.incoming_papers import paper_named, scan_reasons
from handlers.casework.inspection_notices import open_problems
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import OFFICE_STEP, ActName, Subject
from handlers.messages import NoticeKind
from handlers.results import Reason
from handlers.texts import casework as words
from handlers.texts import inspections as inspection_texts
from handlers.texts import serving as texts
from policy_kb.models import Model
from store.queries.serving import due_day, services_for
from store.queries.supervision import open_findings
from store.states import CaseState, PaperKind, Role, ServiceWay, State
from store.tables.contracts import Contract, Oversight
from store.tables.serving import Service
from store.tables.supervision import InspectionFinding

_BY_HAND = frozenset({ServiceWay.DIRECT, ServiceWay.LEFT})
"""Somebody took it, or witnessed that it was left."""


class ServeFields(Model):
    """What the 送达回证 says."""

    way: ServiceWay = asked(texts.WAY)
    served_on: date = asked(texts.SERVED_ON)
    paper: Number = asked(texts.SERVICE_PAPER)
    signer: OptionalLine = asked(texts.SIGNER, default="")


@guard("way", "signer")
def signed_for(attempt: Attempt) -> Iterator[Reason]:
    """What is handed over has somebody who took it, or a witness."""
    fields = attempt.given(ServeFields)
    if fields.way in _BY_HAND and not fields.signer:
        yield office(texts.SIGNER_MISSING)


@guard("paper")
def _shown_by_the_scan(attempt: Attempt) -> Iterator[Reason]:
    words_ = attempt.given(ServeFields).paper
    yield from scan_reasons(attempt.work, words_, PaperKind.SERVICE, attempt.contract, attempt.application)


@guard("paper")
def _shown_by_the_scan_of_a_notice(attempt: Attempt) -> Iterator[Reason]:
    words_ = attempt.given(ServeFields).paper
    yield from scan_reasons(attempt.work, words_, PaperKind.SERVICE, _inspected(attempt))


@guard(hides=True)
def _rectification_unserved(attempt: Attempt) -> Iterator[Reason]:
    """Something is to be put right, and nothing was served of it, or of what was added since."""
    row = attempt.about(Oversight)
    found = open_findings(attempt.work, row.id)
    if not found:
        yield system(inspection_texts.NOTHING_OPEN)
    elif services_for(attempt.work, oversight_id=row.id) and not any(map(_waits_for_service, found)):
        yield system(texts.SERVED_ALREADY)


@guard(hides=True)
def _decline_unserved(attempt: Attempt) -> Iterator[Reason]:
    if services_for(attempt.work, application_id=attempt.sent.id):
        yield system(texts.SERVED_ALREADY)


@guard(hides=True)
def _demand_unserved(attempt: Attempt) -> Iterator[Reason]:
    if attempt.opened.served_on is not None:
        yield system(texts.SERVED_ALREADY)


def served(
    attempt: Attempt, contract: Contract, *, due_on: date | None, oversight_id: int | None = None
) -> Service:
    """Add the record of a service on this contract; `due_on` is the day that comes of it."""
    fields = attempt.given(ServeFields)
    paper = paper_named(attempt.work, fields.paper)
    assert paper is not None
    return attempt.work.add(
        Service(
            contract_id=contract.id,
            application_id=attempt.application.id if attempt.application else None,
            case_id=attempt.case.id if attempt.case else None,
            oversight_id=oversight_id,
            way=fields.way.value,
            served_on=fields.served_on,
            signer=fields.signer,
            due_on=due_on,
            paper_id=paper.id,
            recorded_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )


def _rectification_served(attempt: Attempt) -> Recorded:
    """Every term in days that has not begun becomes a day; a day that the notice named stays."""
    given, row = attempt.given(ServeFields), attempt.about(Oversight)
    found = open_findings(attempt.work, row.id)
    for one in filter(_waits_for_service, found):
        one.rectify_by = due_day(given.served_on, one.rectify_days or 0)
    due_on = max((one.rectify_by for one in found if one.rectify_by is not None), default=None)
    contract = _inspected(attempt)
    served(attempt, contract, due_on=due_on, oversight_id=row.id)
    told = open_problems(found)
    return Recorded(told=told, told_on=contract, facts={"oversight": row.id})


def _waits_for_service(finding: InspectionFinding) -> bool:
    return finding.rectify_days is not None and finding.rectify_by is None


def _inspected(attempt: Attempt) -> Contract:
    contract = attempt.work.get(Contract, attempt.about(Oversight).contract_id)
    assert contract is not None
    return contract


def _decline_served(attempt: Attempt) -> Recorded:
    row = served(attempt, attempt.contract, due_on=None)
    return Recorded(State(attempt.sent.state), record=row)


def _demand_served(attempt: Attempt) -> Recorded:
    """A term in days becomes a day; a day that the notice named stays."""
    given, case = attempt.given(ServeFields), attempt.opened
    case.served_on = given.served_on
    if case.pay_days is not None:
        case.pay_by = due_day(given.served_on, case.pay_days)
    row = served(attempt, attempt.contract, due_on=case.pay_by)
    told = texts.served(way=given.way.value, on=given.served_on, due_on=case.pay_by)
    return Recorded(CaseState(case.state), told, record=row)


def _demand_row(act: ActName) -> Transition:
    staff_words, applicant_words = words.ACTS[act.value]
    return Transition(
        act=act,
        on=Subject.CASE,
        from_states=frozenset({CaseState.NOTIFIED}),
        to=(),
        roles=frozenset({Role.OFFICE, Role.BUREAU}),
        basis=OFFICE_STEP,
        guards=(no_day_to_come, _demand_unserved, signed_for, _shown_by_the_scan),
        fields=ServeFields,
        record=_demand_served,
        staff_words=staff_words,
        applicant_words=applicant_words,
        typed=ACT_WORDS.get(act.value, ()),
        tells_firm=True,
        tells=(),
        in_talk=False,
        doors=MONEY_DOORS,
    )


SERVE_DECLINE_ROW = application_row(
    ActName.SERVE_DECLINE,
    (State.DECLINED,),
    by="office",
    guards=(no_day_to_come, _decline_unserved, signed_for, _shown_by_the_scan),
    fields=ServeFields,
    record=_decline_served,
    tells_firm=False,
    tells=(),
    waits=False,
    moves=False,
    in_talk=False,
)
"""The firm has the paper in its hands: a notice would tell it nothing."""

SERVE_RECTIFICATION_ROW = register_row(
    ActName.SERVE_RECTIFICATION,
    Subject.INSPECTION,
    no_day_to_come,
    _rectification_unserved,
    signed_for,
    _shown_by_the_scan_of_a_notice,
    roles=frozenset({Role.BUREAU}),
    fields=ServeFields,
    record=_rectification_served,
    not_theirs=inspection_texts.BUREAU_ONLY,
    tells_firm=True,
    card=NoticeKind.MEND,
)

SERVE_DEMAND_ROW = _demand_row(ActName.SERVE_DEMAND)
