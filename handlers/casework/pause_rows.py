"""The rows of the kill switch: an administrator pauses the assistant on all channels, and lets it answer again."""

from collections.abc import Callable, Iterator

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Guard, Recorded, Transition, guard, system
from handlers.casework.fields import asked
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject
from handlers.identity.actors import StaffMember
from handlers.results import Reason
from handlers.texts import pausing as texts
from handlers.texts import staff_notices as staff_texts
from policy_kb.models import Model
from store.queries.pauses import begin_pause, current_pause, end_pause
from store.states import Role

LONGEST = 500
"""Characters of a notice and of a reason."""


class PauseFields(Model):
    """What people read meanwhile, and why."""

    notice: str = asked(texts.NOTICE_FIELD)
    reason: str = asked(texts.REASON_FIELD)


@guard("notice", "reason")
def _written(attempt: Attempt) -> Iterator[Reason]:
    given = attempt.given(PauseFields)
    if not all(0 < len(text) <= LONGEST for text in (given.notice, given.reason)):
        yield system(texts.words_needed(most=LONGEST))


@guard()
def _is_paused(attempt: Attempt) -> Iterator[Reason]:
    if current_pause(attempt.work) is None:
        yield system(texts.NOT_PAUSED)


def _paused(attempt: Attempt) -> Recorded:
    """Every answer stops at once, in every process; people read the notice instead."""
    given, actor = attempt.given(PauseFields), attempt.actor
    assert isinstance(actor, StaffMember)
    begin_pause(attempt.work, notice=given.notice, reason=given.reason, by=staff_id(attempt))
    said = texts.record(name=actor.name, notice=given.notice, reason=given.reason)
    return Recorded(staff_notice=said, brief=staff_texts.PAUSED_BRIEF, urgent=True)


def _resumed(attempt: Attempt) -> Recorded:
    actor = attempt.actor
    assert isinstance(actor, StaffMember)
    end_pause(attempt.work)
    said = staff_texts.resumed(name=actor.name)
    return Recorded(staff_notice=said, brief=staff_texts.RESUMED_BRIEF, urgent=True)


def _row(
    act: ActName,
    *guards: Guard,
    fields: type[Model],
    record: Callable[[Attempt], Recorded],
) -> Transition:
    """Whoever answers people has to know, and at once."""
    return register_row(
        act,
        Subject.SETTINGS,
        *guards,
        roles=frozenset({Role.ADMINISTRATOR}),
        fields=fields,
        record=record,
        tells=(Role.ADMINISTRATOR, Role.OFFICE),
        not_theirs=texts.ADMINISTRATOR_ONLY,
    )


PAUSE_ROWS = (
    _row(
        ActName.PAUSE_ASSISTANT,
        _written,
        fields=PauseFields,
        record=_paused,
    ),
    _row(ActName.RESUME_ASSISTANT, _is_paused, fields=NothingFields, record=_resumed),
)
