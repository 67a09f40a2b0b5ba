"""The state of an application in words, and what its payment waits for."""

from __future__ import annotations

from handlers.casework.state_words import STANDINGS, StateWords
from store.queries.lists import standings
from store.tables.applications import Application
from store.work import Work


def standing_of(work: Work, application: Application) -> StateWords:
    """The words of its state; while a payment waits for a record of the office, it is the office that holds it."""
    return STANDINGS[standings.standing_of(work, application.id)]


def standings_on(work: Work, contract_id: int) -> dict[int, StateWords]:
    """The words of all applications on a contract, by their ids."""
    found = standings.standings_on(work, contract_id)
    return {application: STANDINGS[where] for application, where in found.items()}
