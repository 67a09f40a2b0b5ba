"""What ends every act alike: the new state and version, the step, the one audit entry, the notices."""

from __future__ import annotations

from handlers.casework.attempt import Attempt, Recorded
from handlers.casework.chain_names import chain_of
from handlers.casework.recipients import tell, with_article
from handlers.casework.recording import write_entry, write_step
from handlers.casework.registers import REGISTERS
from handlers.casework.transitions import Standing
from handlers.results import Done
from policy_kb.kb import PolicyKB
from store.queries.applications import changed
from store.states import State


def finish(attempt: Attempt, recorded: Recorded, came_from: str, kb: PolicyKB | None) -> Done:
    """Give the subject its state and version, and write down what happened; all in the act's transaction."""
    recorded = with_article(recorded, kb)
    if attempt.held is None:
        return _finish_in_register(attempt, recorded, kb)
    if not attempt.row.moves:
        return _left_as_it_is(attempt, recorded, came_from, kb)
    if attempt.application is not None:
        return _finish_application(attempt, recorded, came_from, kb)
    row = attempt.case or attempt.contract
    row.state = _standing(recorded).value
    version = changed(attempt.work, row)
    write_entry(attempt, chain_of(attempt.contract.number), recorded, came_from)
    subject = str(attempt.case.id) if attempt.case else attempt.contract.number
    tell(attempt, recorded, subject, version, kb)
    return Done(subject, version, recorded.warnings)


def _left_as_it_is(attempt: Attempt, recorded: Recorded, came_from: str, kb: PolicyKB | None) -> Done:
    """Whoever looked before such an act goes on as if it had not been."""
    row = attempt.application or attempt.contract
    chain = row.number if attempt.application else chain_of(row.number)
    write_entry(attempt, chain, recorded, came_from)
    tell(attempt, recorded, row.number, row.version, kb)
    return Done(row.number, row.version, recorded.warnings)


def _finish_in_register(attempt: Attempt, recorded: Recorded, kb: PolicyKB | None) -> Done:
    """What has no state has no version of its own either: the entry's place in its chain is told."""
    place = write_entry(attempt, REGISTERS[attempt.row.on].chain(attempt), recorded, "")
    tell(attempt, recorded, attempt.number, place, kb)
    return Done(recorded.made or attempt.number, place, recorded.warnings, recorded.shown)


def _standing(recorded: Recorded) -> Standing:
    assert recorded.to is not None
    return recorded.to


def _finish_application(attempt: Attempt, recorded: Recorded, came_from: str, kb: PolicyKB | None) -> Done:
    application = attempt.sent
    to = _standing(recorded).value
    if came_from != to:
        application.state_since = attempt.work.now
    application.state = State(to).value
    version = changed(attempt.work, application)
    write_step(attempt, recorded, came_from)
    write_entry(attempt, application.number, recorded, came_from)
    tell(attempt, recorded, application.number, version, kb)
    return Done(application.number, version, recorded.warnings)
