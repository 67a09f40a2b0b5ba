"""The rows of internal notes: words for colleagues, on record, that change nothing and no firm sees."""

from handlers.casework.act_words import ACT_WORDS
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Recorded, Transition
from handlers.casework.fields import Words, asked
from handlers.casework.transitions import OFFICE_STEP, ActName, Standing, Subject
from handlers.texts import casework, casework_fields
from policy_kb.models import Model
from store.states import ContractState, Role, State
from store.tables.notes import CaseNote

_BUSINESS = frozenset({Role.OFFICE, Role.BUREAU, Role.PAYER, Role.SUPERVISOR})


class InternalNoteFields(Model):
    """An internal note by itself."""

    words: Words = asked(casework_fields.INTERNAL_NOTE)


def _noted(attempt: Attempt) -> Recorded:
    row = attempt.work.add(
        CaseNote(
            contract_id=attempt.contract.id,
            application_id=attempt.application.id if attempt.application else None,
            words=attempt.given(InternalNoteFields).words,
            noted_by=staff_id(attempt),
            noted_at=attempt.work.now,
        )
    )
    return Recorded(record=row)


def _row(act: ActName, subject: Subject, states: frozenset[Standing]) -> Transition:
    staff_words, applicant_words = casework.ACTS[act.value]
    return Transition(
        act=act,
        on=subject,
        from_states=states,
        to=(),
        roles=_BUSINESS,
        basis=OFFICE_STEP,
        guards=(),
        fields=InternalNoteFields,
        record=_noted,
        staff_words=staff_words,
        applicant_words=applicant_words,
        typed=ACT_WORDS[act.value],
        tells_firm=False,
        tells=(),
        in_talk=False,
        waits=False,
        moves=False,
    )


APPLICATION_NOTE = _row(ActName.NOTE, Subject.APPLICATION, frozenset(set(State) - {State.DRAFT}))
CONTRACT_NOTE = _row(ActName.NOTE_CONTRACT, Subject.CONTRACT, frozenset(ContractState))
