"""What waits for whom, derived from the table of acts: the rules that lists of work are decided by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from handlers.casework import application_guards as guards
from handlers.casework import paper_guards
from handlers.casework.attempt import Duty, Guard, Transition
from handlers.casework.state_words import STANDINGS, StateWords
from handlers.casework.table import IncompleteActError, Table
from handlers.casework.transitions import ActName, Subject
from handlers.texts import casework as texts
from store.queries.lists.waits import PERSONAL, Bar, Bars, Wait, WaitingRules
from store.standings.acts import APPROVING, SENDING
from store.standings.facts import OVER
from store.standings.rule import Standing
from store.states import EntryKind, Role, State

_SECOND = (Bar.SENT, Bar.APPROVED)

BARS: Mapping[Guard, tuple[Bar, ...]] = MappingProxyType(
    {
        guards.not_the_sender: (Bar.SENT,),
        guards.not_the_approver: (Bar.APPROVED,),
        guards.not_the_payer: (Bar.PAID,),
        paper_guards.entries_checked: (Bar.UNCHECKED,),
        paper_guards.to_be_corrected: (Bar.NOTHING_RETURNED,),
        paper_guards.bureau_enters: (Bar.PAYER_ENTERS,),
        paper_guards.waits(EntryKind.SUBMISSION): (Bar.NO_SUBMISSION,),
        paper_guards.waits(EntryKind.WITHDRAWAL): (Bar.NO_WITHDRAWAL,),
        paper_guards.waits(EntryKind.PAYMENT): (Bar.NO_PAYMENT,),
        paper_guards.second_member(EntryKind.SUBMISSION): (Bar.OWN_SUBMISSION, *_SECOND),
        paper_guards.second_member(EntryKind.WITHDRAWAL): (Bar.OWN_WITHDRAWAL, *_SECOND),
        paper_guards.second_member(EntryKind.PAYMENT): (Bar.OWN_PAYMENT, *_SECOND),
    }
)
"""The guards that ask who did something before, or what is not done yet."""

_COUNTED: Mapping[Duty, frozenset[str]] = MappingProxyType({Duty.SENDING: SENDING, Duty.APPROVING: APPROVING})
"""The acts that are kept as each beside an application, see `store.standings.hands`."""

_FOR_ANOTHER = frozenset({paper_guards.bureau_enters, paper_guards.waits(EntryKind.PAYMENT)})
"""The guards of what one unit does for another."""

_CHECKING = frozenset(map(paper_guards.waits, EntryKind))
"""The guards of acts by which a second member checks what was entered."""

DECIDED_BY_STANDING = frozenset(
    {
        guards.no_active_contract,
        guards.entered_once,
        guards.condition_open,
        guards.lapsed_once,
        guards.nothing_to_pay,
        guards.within_the_contract,
    }
)
"""Hiding guards that say no more than the standing itself, or hide one of several acts."""

_STATES: Mapping[str, tuple[State, ...]] = MappingProxyType(
    {
        Standing.WITHOUT_MINUTES: (State.APPROVED,),
        Standing.APPROVED_WITHHELD: (State.APPROVED,),
        Standing.POSTPONED_WITHHELD: (State.POSTPONED,),
        Standing.REJECTED_WITHHELD: (State.REJECTED,),
        Standing.WITH_CONDITION: (State.APPROVED,),
        Standing.NOTHING_TO_PAY: (State.APPROVED, State.PAYING),
        Standing.NOTHING_TO_RESUBMIT: (State.RETURNED,),
    }
)
"""The states of the standings that are no state themselves."""

_ACTS: Mapping[str, tuple[ActName, ...]] = MappingProxyType(
    {
        Standing.WITH_CONDITION: (ActName.FULFIL, ActName.LAPSE),
        Standing.POSTPONED_WITHHELD: (ActName.MINUTES, ActName.TABLE),
    }
)
"""What these wait for where it is more than the act that leads on."""


@cache
def waiting_rules(table: Table) -> WaitingRules:
    """The rules of a table: the holder of each standing waits for the table's acts from there.

    Raises:
        IncompleteActError: an act counts as a duty, and lists would not know it, or the other way round.
    """
    for duty, acts in _COUNTED.items():
        for act in sorted(table.duties[duty] ^ (acts & table.by_act.keys())):
            raise IncompleteActError(
                f"act {act!s}: {duty.name} is said of it here or in store/standings/acts.py alone"
            )
    return WaitingRules(
        waits=tuple(_waits(table)),
        bureau_enters=paper_guards.BUREAU_ENTERS,
    )


def _waits(table: Table) -> Iterator[Wait]:
    for standing, words in STANDINGS.items():
        if words.holder is None or words.step is None:
            continue
        assert standing not in OVER, f"{standing} waits: what decides for whom is to be kept of it"
        step = table[words.step]
        for state in _STATES.get(standing) or (State(standing),):
            yield Wait(
                standing=standing,
                state=state.value,
                role=words.holder,
                step=_bars(step) & PERSONAL,
                acts=tuple(_bars(row) for row in _acts(table, standing, state, words.holder, step)),
                in_use=guards.in_use in step.guards,
            )
            yield from _helping(table, standing, state, words.holder)


def _helping(table: Table, standing: str, state: State, holder: Role) -> Iterator[Wait]:
    """What another unit enters or checks for the one that holds it, where nothing beside the state decides."""
    for row in table:
        if row.waits and state in row.from_states and standing not in _STATES and is_for_another(row):
            for role in row.roles - {holder}:
                yield Wait(
                    standing=standing,
                    state=state.value,
                    role=role,
                    step=frozenset(),
                    acts=(_bars(row),),
                    in_use=guards.in_use in row.guards,
                    leads=False,
                )


def is_for_another(row: Transition) -> bool:
    """Whether one unit does it for the one that holds the application."""
    return not _FOR_ANOTHER.isdisjoint(row.guards)


def _acts(table: Table, standing: str, state: State, holder: Role, step: Transition) -> Iterator[Transition]:
    """Where something beside the state decides, it decides for what it waits as well.

    What was entered from paper is checked all the same: nothing goes on before.
    """
    theirs = [
        row
        for row in table
        if row.on is Subject.APPLICATION and row.waits and state in row.from_states and holder in row.roles
    ]
    if standing not in _STATES:
        yield from theirs
        return
    yield from (table[act] for act in _ACTS.get(standing, (ActName(step.act),)))
    yield from (row for row in theirs if not _CHECKING.isdisjoint(row.guards))


def _bars(row: Transition) -> Bars:
    return frozenset(bar for guard in row.guards for bar in BARS.get(guard, ()))


def step_words(table: Table, words: StateWords) -> str:
    """What the act that leads on is called, whatever the meeting decides; empty where the office has none."""
    if words.step is None:
        return ""
    return texts.RECORD_RESULT if words.step is ActName.AGREE else table[words.step].staff_words
