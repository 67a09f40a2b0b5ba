"""The row of sending a message again: one that was given up, or that waits for its person."""

from collections.abc import Iterator

from handlers.casework.attempt import Attempt, Recorded, guard, system
from handlers.casework.fields import Line, asked
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject
from handlers.identity.actors import StaffMember
from handlers.results import Reason
from handlers.texts import outbox as texts
from policy_kb.models import Model
from store.audit.entries import Facts
from store.outbox.rows import REPLAYABLE, send_again
from store.states import Role
from store.tables.messages import OutboxRow


class ReplayFields(Model):
    """Why it is sent again."""

    reason: Line = asked(texts.REASON_FIELD)


@guard(hides=True)
def _stays_where_it_is(attempt: Attempt) -> Iterator[Reason]:
    if attempt.about(OutboxRow).state not in REPLAYABLE:
        yield system(texts.NOT_REPLAYABLE)


def _replayed(attempt: Attempt) -> Recorded:
    """Its time begins anew; administrators read who did it, and why."""
    row, actor = attempt.about(OutboxRow), attempt.actor
    facts: Facts = {"message": row.id, "channel": row.channel, "attempts": row.attempts}
    send_again(attempt.work.connection, [row.id], attempt.work.now)
    by = actor.name if isinstance(actor, StaffMember) else ""
    said = texts.replayed(name=by, number=row.id, reason=attempt.given(ReplayFields).reason)
    return Recorded(facts=facts, staff_notice=said)


MESSAGE_ROWS = (
    register_row(
        ActName.REPLAY_MESSAGE,
        Subject.MESSAGE,
        _stays_where_it_is,
        roles=frozenset({Role.ADMINISTRATOR}),
        fields=ReplayFields,
        record=_replayed,
        tells=(Role.ADMINISTRATOR,),
        not_theirs=texts.ADMINISTRATOR_ONLY,
    ),
)
