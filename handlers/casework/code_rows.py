"""The row of a one-time code that others have seen: it is used up, and good for nobody."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.attempt import Attempt, Recorded, guard, system
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject
from handlers.identity.codes import is_usable
from handlers.results import Reason
from handlers.texts import binding as texts
from store.queries.codes import unhold
from store.states import Purpose
from store.tables.people import OneTimeCode


@guard()
def _still_good(attempt: Attempt) -> Iterator[Reason]:
    code = attempt.about(OneTimeCode)
    if not is_usable(attempt.work, code, Purpose(code.purpose)):
        yield system(texts.RUN_OUT)


def _burnt(attempt: Attempt) -> Recorded:
    """Who sent it is not kept: the channel tells staff where it was seen."""
    code = attempt.about(OneTimeCode)
    code.used_at = attempt.work.now
    unhold(code)
    return Recorded(facts={"of": code.subject_id, "channel": attempt.person.channel.value})


CODE_ROWS = (
    register_row(
        ActName.BURN_CODE,
        Subject.CODE,
        _still_good,
        anybody=True,
        fields=NothingFields,
        record=_burnt,
        not_theirs=texts.OWN_NAME,
    ),
)
