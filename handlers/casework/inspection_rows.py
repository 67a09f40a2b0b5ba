"""Inspections of projects, and the rows of what follows one: a problem more, and the follow-up inspection."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.casework import inspection_guards as guards
from handlers.casework.application_guards import no_day_to_come
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Recorded
from handlers.casework.inspection_fields import FindingFields, FollowUpFields, InspectFields
from handlers.casework.inspection_notices import followed_up
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject, on
from handlers.messages import NoticeKind
from handlers.texts import inspections as texts
from policy_kb.roles import PassageRole
from store.audit.entries import Facts
from store.queries.supervision import findings_of, open_findings
from store.states import ContractState, Role
from store.tables.contracts import Contract, Oversight
from store.tables.supervision import Inspection, InspectionFinding

_BUREAU = frozenset({Role.BUREAU})


def inspected(attempt: Attempt) -> Recorded:
    """An inspection with its problems, a line each; the firm is told once the notice of them is served on it."""
    given = attempt.given(InspectFields)
    row = _inspection(attempt, attempt.contract.id, given)
    problems = [line.strip() for line in given.problems.splitlines() if line.strip()]
    _add(
        attempt,
        row.id,
        (
            FindingFields(
                problem=one,
                demand=given.demand,
                rectify_by=given.rectify_by,
                rectify_days=given.rectify_days,
            )
            for one in problems
        ),
    )
    return Recorded(ContractState(attempt.contract.state), record=row)


def _inspection(
    attempt: Attempt, contract_id: int, given: InspectFields | FollowUpFields, follows: int | None = None
) -> Oversight:
    row = attempt.work.add(
        Oversight(
            contract_id=contract_id,
            kind=ActName.INSPECT.value,
            quarter="",
            done_on=given.done_on,
            findings=given.findings,
            recorded_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )
    beside = Inspection(oversight_id=row.id, inspectors=given.inspectors, place=given.place, follows=follows)
    attempt.work.add(beside)
    return row


def _add(attempt: Attempt, oversight_id: int, found: Iterable[FindingFields]) -> None:
    first = len(findings_of(attempt.work, oversight_id)) + 1
    for place, one in enumerate(found, start=first):
        attempt.work.add(
            InspectionFinding(
                oversight_id=oversight_id,
                place=place,
                problem=one.problem,
                demand=one.demand,
                rectify_by=one.rectify_by,
                rectify_days=one.rectify_days,
                settled_by=None,
                recorded_by=staff_id(attempt),
                recorded_at=attempt.work.now,
            )
        )


def _found(attempt: Attempt) -> Recorded:
    row = attempt.about(Oversight)
    _add(attempt, row.id, (attempt.given(FindingFields),))
    return Recorded(facts={"oversight": row.id})


def _followed_up(attempt: Attempt) -> Recorded:
    """An inspection of its own; what it found put right is closed by it."""
    given, first = attempt.given(FollowUpFields), attempt.about(Oversight)
    row = _inspection(attempt, first.contract_id, given, first.id)
    named = guards.places_in(given.settled) or ()
    found = open_findings(attempt.work, first.id)
    settled = [one for one in found if one.place in named]
    for one in settled:
        one.settled_by = row.id
    told = followed_up(settled, [one for one in found if one not in settled])
    facts: Facts = {"oversight": first.id, "follow_up": row.id}
    contract = attempt.work.get(Contract, first.contract_id)
    return Recorded(told=told, told_on=contract, facts=facts, made=str(row.id))


INSPECTION_ROWS = (
    register_row(
        ActName.ADD_FINDING,
        Subject.INSPECTION,
        guards.term_after_inspection,
        guards.one_term,
        roles=_BUREAU,
        fields=FindingFields,
        record=_found,
        basis=on(PassageRole.SUPERVISION),
        not_theirs=texts.BUREAU_ONLY,
    ),
    register_row(
        ActName.FOLLOW_UP,
        Subject.INSPECTION,
        no_day_to_come,
        guards.two_inspectors,
        guards.something_open,
        guards.followed_up_after,
        guards.settles_what_is_open,
        roles=_BUREAU,
        fields=FollowUpFields,
        record=_followed_up,
        basis=on(PassageRole.SUPERVISION),
        not_theirs=texts.BUREAU_ONLY,
        tells_firm=True,
        card=NoticeKind.MEND,
    ),
)
