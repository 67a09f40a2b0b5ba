"""The rows of the office's arrangements (办法未规定), and of the mark that a database holds invented data."""

from collections.abc import Callable, Iterator

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.application_records import staff_id
from handlers.casework.arrangement_kinds import ARRANGEMENTS
from handlers.casework.attempt import Attempt, Recorded, Transition, guard, system
from handlers.casework.fields import Words, asked
from handlers.casework.invented import DEMO
from handlers.casework.register_rows import register_row
from handlers.casework.terminal import TERMINAL
from handlers.casework.transitions import ActName, Subject
from handlers.dates import local_day
from handlers.results import Reason
from handlers.texts import arrangements as texts
from policy_kb.models import Model
from store.queries.arrangements import arrange
from store.states import Role


class ArrangeFields(Model):
    """What is arranged, as people write it."""

    value: Words = asked(texts.VALUE_FIELD)


@guard()
def _known(attempt: Attempt) -> Iterator[Reason]:
    if attempt.number not in ARRANGEMENTS:
        yield system(texts.unknown(name=attempt.number, known=tuple(ARRANGEMENTS)))


@guard("value")
def _readable(attempt: Attempt) -> Iterator[Reason]:
    kind = ARRANGEMENTS.get(attempt.number)
    if kind is not None and _stored(attempt) is None:
        yield system(texts.unreadable(title=kind.title, example=kind.example))


def _arranged(attempt: Attempt) -> Recorded:
    """It holds from the next act on. The entry keeps what was set: the row has the newest only."""
    stored = _stored(attempt)
    assert stored is not None
    arrange(attempt.work, attempt.number, stored, staff_id(attempt))
    return Recorded(facts={"arrangement": attempt.number, "value": stored})


def _stored(attempt: Attempt) -> str | None:
    given = attempt.given(ArrangeFields)
    return ARRANGEMENTS[attempt.number].read(given.value, local_day(attempt.work.now))


def _marked(name: str) -> Callable[[Attempt], Recorded]:
    def record(attempt: Attempt) -> Recorded:
        arrange(attempt.work, name, "true", None)
        attempt.work.session.info.pop(name, None)  # what was known of it, see `terminal`
        return Recorded()

    return record


def _mark(act: ActName, name: str) -> Transition:
    return register_row(
        act,
        Subject.SETTINGS,
        operator=True,
        fields=NothingFields,
        record=_marked(name),
        not_theirs=texts.OPERATOR_ONLY,
    )


ARRANGEMENT_ROWS = (
    register_row(
        ActName.ARRANGE,
        Subject.SETTINGS,
        _known,
        _readable,
        roles=frozenset({Role.OFFICE}),
        fields=ArrangeFields,
        record=_arranged,
        not_theirs=texts.OFFICE_ONLY,
    ),
    _mark(ActName.MARK_DEMO, DEMO),
    _mark(ActName.OPEN_TERMINAL, TERMINAL),
)
