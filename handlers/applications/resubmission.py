"""Resubmission after 退回补正: what waits, what is missing, what was answered before."""

from __future__ import annotations

import json

from handlers.applications.application_steps import FILES
from handlers.casework.conditions import told_in
from handlers.casework.papers import papers_of
from handlers.materials.handing_in import checklist, materials_of_application
from handlers.values.reading import Stored
from store.queries.status import applications_of_firm
from store.states import Kind, State
from store.tables.applications import Application
from store.work import Work


def returned(work: Work, firm_id: int) -> list[Application]:
    """The firm's applications that were returned to be mended, newest first."""
    owned = applications_of_firm(work, firm_id)
    return [application for application, _ in owned if application.state == State.RETURNED.value]


def told_missing(work: Work, sent: Application) -> str:
    """What the office told with the last 退回补正."""
    return told_in(work, sent, State.RETURNED)


def answers_of(work: Work, sent: Application) -> dict[str, Stored]:
    """The old values; an item counts as answered unless the list asks for it and nothing was handed in."""
    collected: dict[str, Stored] = json.loads(sent.data or "{}")
    there = {*papers_of(work, sent.id), *(file.item for file in materials_of_application(work, sent.id))}
    items = checklist(work, Kind(sent.kind))
    files = {f"{FILES}{item.code}": True for item in items if not item.required or item.code in there}
    known: dict[str, Stored] = {"contract": sent.contract_id, "kind": sent.kind, "amount": sent.amount}
    return {**collected, **known, **files, FILES: True}
