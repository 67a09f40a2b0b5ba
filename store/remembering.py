"""A session that asks the same question of one snapshot once: rules and cards look up much the same."""

from __future__ import annotations

from typing import Any

from sqlalchemy import FrozenResult, Result, event
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.sql.cache_key import HasCacheKey


def remember_answers(session: Session) -> None:
    """Give the answer that was given before; only for a snapshot in which nothing is written.

    See https://docs.sqlalchemy.org/en/21/orm/session_events.html#re-executing-statements
    """
    answers: dict[object, FrozenResult[Any]] = {}

    def answer(state: ORMExecuteState) -> Result[Any] | None:
        question = _question(state)
        if question is None:
            return None
        if question not in answers:
            answers[question] = state.invoke_statement().freeze()
        return answers[question]()

    event.listen(session, "do_orm_execute", answer)


def _question(state: ORMExecuteState) -> object | None:
    """What is asked, with its values; None of what is read piece by piece, or by the session for itself."""
    if not state.is_select or state.is_column_load or state.is_relationship_load:
        return None
    if "yield_per" in state.execution_options:
        return None
    if not isinstance(state.statement, HasCacheKey):
        return None
    key = state.statement._generate_cache_key()  # noqa: SLF001 -- the documented recipe's own way
    if key is None:
        return None
    values = [(bound.key if state.parameters else "", bound.effective_value) for bound in key.bindparams]
    return (key.key, repr(values), repr(state.parameters))
