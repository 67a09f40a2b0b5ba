"""What is taken along of an application's files: their list as a sheet, and the originals under plain names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from handlers.staff.actions.acting import Acting
from handlers.staff.exporting import export_mark, marked_sheet
from handlers.staff.file_names import safe_name
from handlers.staff.overview.case_files import marks_of
from handlers.texts import exporting as texts
from store.queries.materials import checklist, materials_of_application
from store.tables.applications import Application, Material


class Packed(Struct, frozen=True):
    """An original on its way into a package, by the name that it has there."""

    name: str
    material: Material
    at: datetime


class Package(Struct, frozen=True):
    """All originals of an application, with the list of them; `mark` says who took them out."""

    number: str
    mark: str
    sheet: bytes
    files: tuple[Packed, ...]


def material_list(acting: Acting, application: Application) -> bytes:
    """The list as a sheet; the export is recorded."""
    mark = export_mark(acting.work, acting.member, subject=application.number, what=texts.MATERIALS)
    return _sheet(acting, application, mark)


def package_of(acting: Acting, application: Application) -> Package:
    """The originals and their list; the export is recorded."""
    mark = export_mark(acting.work, acting.member, subject=application.number, what=texts.ORIGINALS)
    files = materials_of_application(acting.work, application.id)
    packed = tuple(
        Packed(f"{place:02}_{safe_name(one.name)}", one, one.received_at)
        for place, one in enumerate(files, start=1)
    )
    return Package(application.number, mark, _sheet(acting, application, mark), packed)


def _sheet(acting: Acting, application: Application, mark: str) -> bytes:
    title = texts.materials_title(number=application.number)
    rows = tuple(_rows(acting, application))
    return marked_sheet(title=title, mark=mark, headings=texts.MATERIAL_HEADINGS, rows=rows)


def _rows(acting: Acting, application: Application) -> Iterator[tuple[str, ...]]:
    marks = marks_of(acting, application)
    labels = {item.code: item.label for item in checklist(acting.work, application.kind)}
    for place, one in enumerate(materials_of_application(acting.work, application.id), start=1):
        mark, item = marks[one.id], labels.get(one.item, one.item)
        checked = mark.checked or texts.NOT_CHECKED
        yield str(place), item, one.name, str(one.size), mark.received, one.sha256, checked
