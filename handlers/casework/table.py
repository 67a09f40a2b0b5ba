"""The one table of casework: every act that there is. Chat, console and help read it; `perform` applies it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from types import MappingProxyType

from handlers.casework.application_records import Noted
from handlers.casework.attempt import EVERYTHING, Duties, Duty, Transition
from handlers.casework.state_words import STATE_WORDS, StateWords
from handlers.casework.transitions import ENDED, OPEN, WITH_STATES, ActName, Basis, Subject
from policy_kb.models import Model

__all__ = [
    "ENDED",
    "OPEN",
    "STATE_WORDS",
    "TABLE",
    "ActName",
    "Basis",
    "IncompleteActError",
    "StateWords",
    "Subject",
    "Table",
    "Transition",
]


_STAYING = frozenset({Subject.APPLICATION, Subject.CONTRACT})
"""What an act can leave as it is, so that whoever looked before it goes on."""


class IncompleteActError(Exception):
    """A row lacks something without which its act would not wholly work; the message says what."""


class Table:
    """Rows, each complete.

    Raises:
        IncompleteActError: a row is not.
    """

    def __init__(self, rows: Iterable[Transition]) -> None:
        self._rows = _complete(rows)

    @property
    def rows(self) -> tuple[Transition, ...]:
        """In their order."""
        return self._rows

    @cached_property
    def by_act(self) -> Mapping[str, Transition]:
        """The row of each act."""
        return MappingProxyType({row.act: row for row in self.rows})

    @cached_property
    def duties(self) -> Duties:
        """The acts that count as each duty."""
        return MappingProxyType(
            {duty: frozenset(row.act for row in self.rows if row.duty is duty) for duty in Duty}
        )

    def __iter__(self) -> Iterator[Transition]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, row: object) -> bool:
        return row in self.rows

    def __getitem__(self, act: str) -> Transition:
        return self.by_act[act]


class _EveryAct(Table):
    """All rows that there are. They come in with the first act: a start needs none, nor do most questions."""

    def __init__(self) -> None:
        """Nothing is brought in yet."""

    @property
    def rows(self) -> tuple[Transition, ...]:
        """In their order."""
        return _every_row()


TABLE: Table = _EveryAct()


@cache
def _every_row() -> tuple[Transition, ...]:
    from handlers.casework.rows import EVERY_ROW  # noqa: PLC0415 -- see `_EveryAct`

    return _complete(EVERY_ROW)


def _complete(rows: Iterable[Transition]) -> tuple[Transition, ...]:
    """The rows, if nothing is missing.

    Raises:
        IncompleteActError: something is.
    """
    found = tuple(rows)
    if len({row.act for row in found}) != len(found):
        raise IncompleteActError("two rows have the same act")
    for row in found:
        for lack in _lacks(row):
            raise IncompleteActError(f"act {row.act!s}: {lack}")
    return found


def _lacks(row: Transition) -> Iterator[str]:
    """What is missing; the first is told."""
    if not (row.roles or row.contractor or row.operator or row.anybody):
        yield "nobody may do it: name roles, contractor, operator or anybody"
    yield from _state_lacks(row)
    if not row.staff_words or (row.on in WITH_STATES and not row.applicant_words):
        yield "it has no words: name staff_words and applicant_words"
    if row.fields is not None and row.record is None:
        yield "nothing writes its fields: name record"
    if not row.moves and (row.to or row.on not in _STAYING):
        yield "only what leaves a case where it stands can leave out moves: name no other state"
    if not row.doors:
        yield "it can be done nowhere: name doors"
    yield from _field_lacks(row, row.fields)
    for guard in row.guards:
        names = guard.needs | guard.weighs
        known = frozenset(row.fields.model_fields) if row.fields else frozenset()
        if missing := sorted(names - known - EVERYTHING):
            yield f"guard {guard.name} looks at {', '.join(missing)}: name such fields, or leave the guard out"


def _state_lacks(row: Transition) -> Iterator[str]:
    has_states = row.on in WITH_STATES
    if has_states and not row.from_states:
        yield "it begins in no state: name from_states"
    if not has_states and (row.from_states or row.to or row.waits or row.opens_case):
        yield f"a {row.on.value} stands nowhere: name no states, and let no case wait for it"


def _field_lacks(row: Transition, fields: type[Model] | None) -> Iterator[str]:
    for name, field in fields.model_fields.items() if fields else ():
        if not field.title or not field.description:
            yield f"field {name} has no name or no question: declare it by asked(…)"
    if fields is not None and fields.model_config.get("extra") != "forbid":
        yield f"{fields.__name__} takes unknown fields: derive it from Model"
    if isinstance(row.record, Noted) and fields is not None:
        if row.on is not Subject.APPLICATION:
            yield "only applications have a history that keeps words: name a record of its own"
        known, kept = frozenset(fields.model_fields), frozenset((*row.record.told, *row.record.note))
        words = {name for name, field in fields.model_fields.items() if field.annotation is str}
        if lost := sorted(words - kept):
            yield f"the words of {', '.join(lost)} go nowhere: name them in Noted(told=…) or Noted(note=…)"
        if odd := sorted(kept - known):
            yield f"Noted names {', '.join(odd)}, which its fields have not"
