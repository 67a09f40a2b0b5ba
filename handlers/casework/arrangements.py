"""The office's arrangements, as commands call them: each change is a row of the table."""

from __future__ import annotations

from handlers.casework.arrangement_kinds import ARRANGEMENTS
from handlers.casework.arrangement_rows import ArrangeFields
from handlers.casework.invented import DEMO
from handlers.casework.perform import apply_row
from handlers.casework.terminal import TERMINAL
from handlers.casework.transitions import ActName
from handlers.identity.actors import Actor
from handlers.results import Result
from store.queries.arrangements import arranged
from store.work import Work


def set_arrangement(work: Work, actor: Actor, name: str, value: str) -> Result:
    """Arrange it anew, in the words that its example shows."""
    return apply_row(work, actor, ActName.ARRANGE, name, ArrangeFields.model_construct(value=value))


def arrangements(work: Work) -> list[tuple[str, str, str]]:
    """Of each its name, its title and what holds now."""
    found = []
    for name, kind in ARRANGEMENTS.items():
        stored = arranged(work, name)
        found.append((name, kind.title, kind.unset if stored is None else kind.shown(stored)))
    return found


def mark_demo(work: Work, actor: Actor) -> Result:
    """Say of the database that what it holds is invented."""
    return apply_row(work, actor, ActName.MARK_DEMO, DEMO)


def open_terminal(work: Work, actor: Actor) -> Result:
    """Say of the database that it is thrown away: acts on money may be tried in the terminal chat."""
    return apply_row(work, actor, ActName.OPEN_TERMINAL, TERMINAL)
