"""The last question of each person, in this process's memory only: what 没用 is said of."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta

from handlers.messages import Person
from handlers.turn import Outcome

_LIVES = timedelta(minutes=30)
_MOST, _LONGEST = 2000, 1000


class RecentQuestions:
    """Bounded; a restart forgets it. Sessions in the database hold no word of a person."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Person, tuple[datetime, str]] = OrderedDict()

    def note_turn(self, person: Person, outcome: Outcome, now: datetime) -> None:
        """Keep the question of a committed turn; nothing any more of a confidential one, and of who left."""
        if outcome.forget or outcome.recent == "":
            self._kept.pop(person, None)
        elif outcome.recent:
            self._note(person, outcome.recent, now)

    def _note(self, person: Person, question: str, now: datetime) -> None:
        self._kept[person] = (now, question[:_LONGEST])
        self._kept.move_to_end(person)
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)

    def of(self, person: Person, now: datetime) -> str:
        """Return the question, or nothing where there is none or it is old."""
        asked_at, question = self._kept.get(person, (now, ""))
        return question if now - asked_at < _LIVES else ""
