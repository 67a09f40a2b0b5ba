"""What keeps the books of a closed year as they are: only an entry of an open year changes what they come to."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.attempt import Attempt, Guard, system
from handlers.results import Reason
from handlers.texts import years as texts
from store.queries.years import closing_of


def open_year(field: str) -> Guard:
    """That the day of this field lies in no closed year."""

    def check(attempt: Attempt) -> Iterator[Reason]:
        on = getattr(attempt.fields, field)
        closing = closing_of(attempt.work, on.year)
        if closing is not None:
            yield system(texts.is_closed(year=on.year, on=closing.day, document=closing.document))

    return Guard(name="open_year", check=check, needs=frozenset({field}))
