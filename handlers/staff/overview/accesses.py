"""Who opened, downloaded or exported what of an application, as members read it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from handlers.dates import moment
from handlers.staff.cards.people import staff_names
from handlers.texts import exporting as texts
from policy_kb.expressions import lazy_compile
from store.queries.access import accesses_to
from store.queries.materials import materials_of_application
from store.states import Access
from store.tables.access import AccessRecord
from store.tables.applications import Application
from store.work import Work

MOST = 500
_FILE = lazy_compile(r"material:(?P<id>[0-9]+)(?:/(?P<page>[0-9]+))?")


class AccessLine(Struct, frozen=True):
    """One look, download or export."""

    at: str
    by: str
    how: str
    what: str


def access_lines(work: Work, application: Application) -> tuple[AccessLine, ...]:
    """The newest records of an application, newest first."""
    found = accesses_to(work, application.number, most=MOST)
    names = staff_names(work, {f"staff:{one.staff_id}" for one in found})
    files = {one.id: one.name for one in materials_of_application(work, application.id)}
    return tuple(
        AccessLine(moment(one.at), names[f"staff:{one.staff_id}"], texts.HOW[Access(one.how)], _what(one, files))
        for one in found
    )


def _what(record: AccessRecord, files: Mapping[int, str]) -> str:
    found = _FILE.fullmatch(record.detail)
    if found is None:
        return record.detail
    name = files.get(int(found["id"]), texts.OLD_FILE)
    return texts.page_of_file(name=name, page=found["page"]) if found["page"] else name
