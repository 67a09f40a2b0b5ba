"""上会: the list of 提请批次, one of them, and its 《拟拨付资金汇总表》 on paper and as a sheet."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from bot.web import file_responses
from bot.web.staff import addresses
from bot.web.staff.console import Console
from bot.web.staff.file_viewer import whole_number
from handlers.casework.transitions import ActName, Subject
from handlers.dates import local_day
from handlers.filekinds import MEDIA_TYPES, FileKind
from handlers.money import Unit, in_unit
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.table_actions import key_of
from handlers.staff.exporting import export_mark, marked_sheet
from handlers.staff.overview.batch_view import BatchList, BatchView, batch_list, batch_view, plain_yuan
from handlers.texts import console_batches as texts
from store.states import Role

LIST = "/staff/batches"
_ACTS = (ActName.TABLE_BATCH, ActName.DROP_BATCH, ActName.RECORD_SITTING, ActName.BATCH_MINUTES)
ONE = LIST + r"/{number:[1-9]\d{0,8}}"


class Batches:
    """Read by members whose roles have to do with cases."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get(LIST, self.show_all),
            web.get(ONE, self.show),
            web.get(f"{ONE}/print", self.print),
            web.get(f"{ONE}.xlsx", self.export),
        ]

    async def show_all(self, request: web.Request) -> web.Response:
        """A page of the list."""
        page = whole_number(request.query.get("page", ""))

        def look(acting: Acting) -> tuple[BatchList, bool] | None:
            if not acting.member.reads_cases:
                return None
            return batch_list(acting.work, page), acting.member.has(Role.OFFICE)

        found = await self._console.read(request, look)
        if found is None:
            return refused(self._console, request, HTTPStatus.FORBIDDEN)
        listed, may = found
        return self._console.page(request, "batches.html", found=listed, may=may, texts=texts, plain=plain_yuan)

    async def show(self, request: web.Request) -> web.Response:
        """One, with what can be done to it now."""
        found = await self._console.read(request, lambda acting: self._found(acting, request))
        if isinstance(found, HTTPStatus):
            return refused(self._console, request, found)
        return self._console.page(
            request,
            "batch.html",
            view_of=found,
            keys={act.value: key_of(act) for act in _ACTS},
            act_on=lambda key: addresses.act_on(key, Subject.BATCH, str(found.batch.id)),
            at=addresses,
            today=local_day(self._console.clock()).isoformat(),
            texts=texts,
            plain=plain_yuan,
        )

    async def print(self, request: web.Request) -> web.Response:
        """Its table on A4."""
        found = await self._console.write(request, lambda acting: self._taken(acting, request, texts.PRINT))
        if isinstance(found, HTTPStatus):
            return refused(self._console, request, found)
        return self._console.page(request, "batch_print.html", view_of=found[0], texts=texts, plain=plain_yuan)

    async def export(self, request: web.Request) -> web.Response:
        """The same as a sheet that says who took it out, and when."""
        found = await self._console.write(request, lambda acting: self._taken(acting, request, texts.SUMMARY))
        if isinstance(found, HTTPStatus):
            return refused(self._console, request, found)
        record, mark = found
        title = texts.sheet_title(number=record.batch.id)
        sum_row = texts.total_cells(total=in_unit(record.total, Unit.YUAN), capitals=record.capitals)
        rows = [*(line.figures for line in record.lines), sum_row]
        sheet = marked_sheet(title=title, mark=mark, headings=texts.HEADINGS, rows=rows)
        return file_responses.original(sheet, name=f"{title}.xlsx", media_type=MEDIA_TYPES[FileKind.XLSX])

    def _found(self, acting: Acting, request: web.Request) -> BatchView | HTTPStatus:
        if not acting.member.reads_cases:
            return HTTPStatus.FORBIDDEN
        number = int(request.match_info["number"])
        return batch_view(acting, self._console.catalogue, number) or HTTPStatus.NOT_FOUND

    def _taken(self, acting: Acting, request: web.Request, what: str) -> tuple[BatchView, str] | HTTPStatus:
        """The batch with the mark of whoever takes it out, which is recorded."""
        found = self._found(acting, request)
        if isinstance(found, HTTPStatus):
            return found
        return found, export_mark(acting.work, acting.member, subject=found.name, what=what)


def refused(console: Console, request: web.Request, status: HTTPStatus) -> web.Response:
    """Say that there is no such batch, or that it is not the member's to see."""
    return console.page(request, "no_case.html", status=status, code=status.value)
