"""What the rules find on a case as it stands: the same guards that stand before acts, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from handlers.casework.attempt import Attempt, Guard, system
from handlers.casework.authority import altered
from handlers.casework.table import TABLE, Table
from handlers.casework.transitions import Subject
from handlers.identity.actors import System
from handlers.results import Reason
from handlers.texts import findings as texts
from store.states import State
from store.tables.applications import Application
from store.tables.contracts import Contract, ReturnCase
from store.work import Work


class Verdict(StrEnum):
    """What a rule says."""

    MEETS = "meets"
    AGAINST = "against"
    OPEN = "open"  # nothing has to be so yet, or a person has to look


class Finding(Struct, frozen=True):
    """`rule` says what was looked at, and who wants it so; `reasons` what stands against it."""

    rule: Reason
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()


class Check(Struct, frozen=True, kw_only=True):
    """A rule about something as it stands. `rule` is None where there is nothing to look at.

    What is against it before it `is_due` is still open, as is what a person has to look at in any case.
    """

    rule: Callable[[Attempt], Reason | None]
    reasons: Callable[[Attempt], Iterable[Reason]]
    is_due: Callable[[Attempt], bool] = lambda _attempt: True


_ORDER = tuple(State)
"""The way of an application, as its states are declared."""


def of_guard(guard: Guard, rule: Callable[[Attempt], Reason | None], *, table: Table = TABLE) -> Check:
    """A check by a guard of the table: due as soon as an act can be done that it guards."""
    states = [
        _ORDER.index(State(state))
        for row in table
        if row.on is Subject.APPLICATION and guard in row.guards
        for state in row.from_states
    ]
    first = min(states, default=0)

    def is_due(attempt: Attempt) -> bool:
        return _ORDER.index(State(attempt.sent.state)) >= first

    return Check(rule=rule, reasons=guard.check, is_due=is_due)


def findings_of(
    work: Work,
    contract: Contract,
    checks: Iterable[Check],
    *,
    application: Application | None = None,
    case: ReturnCase | None = None,
) -> tuple[Finding, ...]:
    """What these checks find, in their order. Nobody acts: no check looks at the actor, or at an act's row."""
    attempt = Attempt(work, System(), TABLE.rows[0], contract, application, case, duties=TABLE.duties)
    return tuple(_found(attempt, checks))


def _found(attempt: Attempt, checks: Iterable[Check]) -> Iterator[Finding]:
    for check in checks:
        rule = check.rule(attempt)
        if rule is None:
            continue
        reasons = tuple(dict.fromkeys(check.reasons(attempt)))
        if not reasons:
            yield Finding(rule, Verdict.MEETS)
        else:
            yield Finding(rule, Verdict.AGAINST if check.is_due(attempt) else Verdict.OPEN, reasons)


def unaltered(attempt: Attempt) -> Iterator[Reason]:
    """What is shown is what acts have left."""
    rows = (attempt.contract, attempt.application, attempt.case)
    reason = altered(attempt.work, tuple(row for row in rows if row is not None))
    if reason is not None:
        yield reason


def always(text: str) -> Callable[[Attempt], Reason]:
    """A rule of the system, the same for everything."""
    return lambda _attempt: system(text)


UNALTERED = Check(rule=always(texts.UNALTERED), reasons=unaltered)
