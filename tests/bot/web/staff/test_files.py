"""Files within the console: looked at, saved, compared, taken along; each only by who may, and recorded."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import AsyncIterator
from typing import NamedTuple

import openpyxl
import pytest
from aiohttp import ClientResponse
from msgspec.structs import replace
from PIL import Image
from sqlalchemy import select
from yarl import URL

from bot.web.staff.packing import first_fault, packed
from bot.wiring import Parts
from handlers.casework.material_rows import RevokeCheckFields
from handlers.casework.perform import perform
from handlers.casework.transitions import ActName
from handlers.filekinds import MEDIA_TYPES, FileKind
from handlers.identity.who import staff_member
from handlers.results import Done
from handlers.staff.actions.acting import Acting
from handlers.staff.overview.material_export import Package, package_of
from handlers.texts import material_views as texts
from handlers.texts.letters import NOT_A_DOCUMENT
from store.files import ChangedFileError
from store.queries.applications import application_numbered
from store.queries.desk import applications_in
from store.queries.materials import materials_of_application
from store.states import Role, State
from store.tables.access import AccessRecord
from store.tables.applications import Application, Draft, Material
from store.tables.contracts import Contract
from store.tables.incoming import IncomingPaper
from store.work import Work
from tests.bot.web.staff.conftest import Office, Seat
from tests.clocks import FrozenClock
from tests.dialogue import running
from tests.handlers.materials import bombs, drawn_pdf, samples
from tests.scenarios.desk.conftest import ADMINISTRATOR, AUDITOR, BUREAU, OFFICE, PAYER

PDF, JPEG, DOCX, XLSX, OFD, XML = (
    FileKind.PDF, FileKind.JPEG, FileKind.DOCX, FileKind.XLSX, FileKind.OFD, FileKind.XML
)  # fmt: skip
HTML = b"<html><script>alert(document.cookie)</script></html>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


class Sent(NamedTuple):
    """A file of an application that was sent."""

    id: int
    number: str
    content: bytes
    path: str


@pytest.fixture
async def parts(county_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    """The county at work."""
    async with running(county_url, clock) as made:
        yield made


@pytest.fixture
async def number(parts: Parts, clock: FrozenClock) -> str:
    """An application that waits for the office."""
    found = await parts.database.read(lambda work: applications_in(work, [State.SUBMITTED], 1), clock())
    return found[0].number


async def send(
    parts: Parts,
    number: str,
    content: bytes,
    kind: FileKind = PDF,
    *,
    name: str = "方案.pdf",
    copy: bytes = b"",
    paper: bool = False,
) -> Sent:
    """Put a file under an application; under a paper, or a draft, where there is none of this number."""
    files = parts.materials.files
    path = files.keep_bytes(content, parts.clock())
    shown = files.keep_bytes(copy, parts.clock()) if copy else None

    def act(work: Work) -> int:
        application = application_numbered(work, number)
        contract = work.get(Contract, application.contract_id) if application else work.all(select(Contract))[0]
        assert contract is not None
        row = Material(
            application_id=application.id if application else None,
            draft_id=None if application or paper else work.all(select(Draft))[0].id,
            paper_id=_paper(work, contract) if paper else None,
            firm_id=contract.firm_id,
            item="",
            name=name,
            media_type=MEDIA_TYPES[kind],
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            path=path,
            copy=shown,
            received_at=work.now,
            received_by="binding:1",
        )
        return work.add(row).id

    return Sent(await parts.database.write(act, parts.clock()), number, content, path)


def _paper(work: Work, contract: Contract) -> int:
    row = IncomingPaper(
        year=2026,
        place=900,  # behind those of the demonstration
        kind="other",
        firm_id=contract.firm_id,
        contract_id=contract.id,
        application_id=None,
        sender="",
        title="撤回申请",
        document="",
        dated_on=work.now.date(),
        received_on=work.now.date(),
        voided="",
        recorded_by=1,
        recorded_at=work.now,
    )
    return work.add(row).id


async def records(parts: Parts) -> list[tuple[str, str, str]]:
    """What was recorded: how, of which application, what of it."""

    def look(work: Work) -> list[tuple[str, str, str]]:
        return [
            (one.how, one.subject, one.detail) for one in work.all(select(AccessRecord).order_by(AccessRecord.id))
        ]

    return await parts.database.read(look, parts.clock())


async def fetched(seat: Seat, path: str) -> tuple[int, ClientResponse, bytes]:
    """The address exactly as it is written."""
    async with seat.client.get(URL(path, encoded=True), allow_redirects=False) as response:
        return response.status, response, await response.read()


async def test_a_pdf_is_read_within_the_applications_page(office: Office, parts: Parts, number: str) -> None:
    sent, seat = await send(parts, number, drawn_pdf.of_pages(7)), await office(OFFICE)
    page = await seat.get(f"/staff/applications/{number}")
    assert f'href="/staff/applications/{number}?file={sent.id}#viewer"' in page
    assert "第 1–5 页" not in page
    page = await seat.get(f"/staff/applications/{number}?file={sent.id}")
    assert "第 1–5 页，共 7 页" in seat.text(page)
    assert [f'src="/staff/files/{sent.id}/pages/{place}"' in page for place in (1, 5, 6)] == [True, True, False]
    assert f'href="/staff/applications/{number}?file={sent.id}&amp;page=6#viewer">往后翻' in page
    page = await seat.get(f"/staff/applications/{number}?file={sent.id}&page=6")
    assert "第 6–7 页，共 7 页" in seat.text(page)
    assert "往前翻" in page
    assert await records(parts) == []


async def test_a_page_is_a_picture_and_every_look_is_recorded(office: Office, parts: Parts, number: str) -> None:
    sent, seat = await send(parts, number, drawn_pdf.of_pages(2)), await office(AUDITOR)
    status, response, body = await fetched(seat, f"/staff/files/{sent.id}/pages/2")
    assert (status, Image.open(io.BytesIO(body)).format) == (200, "JPEG")
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Content-Security-Policy"].endswith("sandbox")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"
    assert await records(parts) == [("view", number, f"material:{sent.id}/2")]
    assert (await fetched(seat, f"/staff/files/{sent.id}/pages/3"))[0] == 404


async def test_a_photo_is_shown_by_its_copy(office: Office, parts: Parts, number: str) -> None:
    sent = await send(parts, number, samples.jpeg(), JPEG, name="现场.jpg", copy=samples.jpeg((9, 9)))
    seat = await office(BUREAU)
    assert f"/staff/files/{sent.id}/pages/1" in await seat.get(f"/staff/files/{sent.id}")
    _, _, body = await fetched(seat, f"/staff/files/{sent.id}/pages/1")
    assert Image.open(io.BytesIO(body)).size == (9, 9)
    assert await records(parts) == [("view", number, f"material:{sent.id}/1")]


async def test_words_of_a_document_are_words_and_no_markup(office: Office, parts: Parts, number: str) -> None:
    content = samples.word("<script>alert(1)</script> 甲方")
    sent, seat = await send(parts, number, content, DOCX, name="合同.docx"), await office(OFFICE)
    page = await seat.get(f"/staff/files/{sent.id}")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 甲方" in page
    assert "<script>alert" not in page
    assert texts.NOTES[DOCX] in page
    assert await records(parts) == [("view", number, f"material:{sent.id}/1")]


@pytest.mark.parametrize(
    "shown",
    [
        (XLSX, samples.sheet(), "<td>金额</td>"),
        (XML, samples.XML, f"<td>{samples.NUMBER}</td>"),
        (OFD, samples.ofd(), "此格式不能在页内查看，请下载原件查看。"),
        (PDF, drawn_pdf.with_password(), "加了密码"),
        (PDF, drawn_pdf.whose_pages_are_themselves(), "不能在页内显示"),
        (PDF, b"%PDF-1.7", "不能在页内显示"),
    ],
)
async def test_each_kind_is_shown_or_said_not_to_be(
    office: Office, parts: Parts, number: str, shown: tuple[FileKind, bytes, str]
) -> None:
    kind, content, words = shown
    sent, seat = await send(parts, number, content, kind), await office(OFFICE)
    page = await seat.get(f"/staff/files/{sent.id}")
    assert words in page
    assert f'href="/staff/files/{sent.id}/original"' in page


async def test_a_poisoned_file_leaves_the_console_as_it_was(office: Office, parts: Parts, number: str) -> None:
    sent, seat = await send(parts, number, bombs.pdf_that_swells()), await office(OFFICE)
    page = await seat.get(f"/staff/files/{sent.id}")
    assert any(words in page for words in texts.PROBLEMS.values())
    assert "待办" in await seat.get("/staff")


async def test_an_original_is_saved_byte_for_byte_under_its_own_name(
    office: Office, parts: Parts, number: str
) -> None:
    content = drawn_pdf.coloured()
    sent, seat = await send(parts, number, content, name="方案 “终稿”;\r\nX: 1.pdf"), await office(PAYER)
    status, response, body = await fetched(seat, f"/staff/files/{sent.id}/original")
    assert (status, body) == (200, content)
    assert response.headers["Content-Disposition"] == (
        "attachment; filename=\"material.pdf\"; filename*=UTF-8''"
        "%E6%96%B9%E6%A1%88%20%E2%80%9C%E7%BB%88%E7%A8%BF%E2%80%9D%3B%0D%0AX%3A%201.pdf"
    )
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "X" not in response.headers
    assert await records(parts) == [("download", number, f"material:{sent.id}")]


@pytest.mark.parametrize("content", [HTML, SVG])
@pytest.mark.parametrize("kind", [PDF, JPEG, XML])
async def test_html_and_svg_never_run_in_our_origin(
    office: Office, parts: Parts, number: str, content: bytes, kind: FileKind
) -> None:
    """Even where one came past every check, or was put into the row by hand."""
    sent = await send(parts, number, content, kind, copy=content if kind is JPEG else b"")
    seat = await office(OFFICE)
    for path in ("original", "pages/1"):
        _, response, body = await fetched(seat, f"/staff/files/{sent.id}/{path}")
        if body == content:
            assert response.content_type == ("image/jpeg" if path == "pages/1" else MEDIA_TYPES[kind])
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert "sandbox" in response.headers["Content-Security-Policy"]
    page = await seat.get(f"/staff/files/{sent.id}")
    assert "<svg" not in page
    assert "<script>" not in page


@pytest.mark.parametrize("other", [b"%PDF-1.7 other", b""])
async def test_what_is_no_more_what_was_handed_in_is_not_given_out(
    office: Office, parts: Parts, number: str, other: bytes
) -> None:
    sent, seat = await send(parts, number, drawn_pdf.coloured()), await office(OFFICE)
    parts.materials.files.locate(sent.path).write_bytes(other)
    status, response, body = await fetched(seat, f"/staff/files/{sent.id}/original")
    assert (status, response.content_type) == (500, "text/html")
    assert "文件与登记的校验值不符" in body.decode()
    assert "Content-Disposition" not in response.headers
    assert "文件与登记的校验值不符" in await seat.get(f"/staff/files/{sent.id}")
    assert (await fetched(seat, f"/staff/files/{sent.id}/pages/1"))[0] == 404


async def test_a_file_that_is_gone_is_said_to_be(office: Office, parts: Parts, number: str) -> None:
    sent, seat = await send(parts, number, drawn_pdf.coloured()), await office(OFFICE)
    parts.materials.files.remove(sent.path)
    status, _, body = await fetched(seat, f"/staff/files/{sent.id}/original")
    assert (status, texts.GONE in body.decode()) == (500, True)
    assert texts.GONE in await seat.get(f"/staff/applications/{number}?file={sent.id}")


@pytest.mark.parametrize(
    "path",
    [
        "/staff/files/0", "/staff/files/999999999", "/staff/files/9999999999999999", "/staff/files/-1",
        "/staff/files/1%20OR%201=1/original", "/staff/files/../../etc/passwd", "/staff/files/%2e%2e%2foriginal",
        "/staff/files/..%2f..%2fetc%2fpasswd/original", "/staff/files/1/original/../../x",
        "/staff/files/1/pages/x", "/staff/files/1/pages/99999999", "/staff/files/%00/original",
        "/staff/files/%EF%BC%91/original",
        "/staff/applications/..%2f1/materials.xlsx", "/staff/applications/AZ-2026-000000/materials.xlsx",
    ],
)  # fmt: skip
async def test_no_trick_of_an_address_leads_to_a_file(office: Office, path: str) -> None:
    seat = await office(OFFICE)
    status, _, body = await fetched(seat, path)
    assert status == (400 if "%00" in path else 404)
    assert b"root:" not in body


async def test_a_file_of_another_application_is_not_shown_on_this_one(
    office: Office, parts: Parts, number: str
) -> None:
    def other(work: Work) -> str:
        return work.all(select(Application).where(Application.number != number))[0].number

    sent, seat = await send(parts, number, drawn_pdf.coloured()), await office(OFFICE)
    another = await parts.database.read(other, parts.clock())
    for query in (f"file={sent.id}", "file=x", "file=../1", "file=9999999999999"):
        assert 'id="viewer"' not in await seat.get(f"/staff/applications/{another}?{query}")
    for query in ("page=0", "page=-1", "page=99", "page=x", "page=99999999999"):
        await seat.get(f"/staff/applications/{number}?file={sent.id}&{query}")


async def test_what_nobody_sent_is_not_there(office: Office, parts: Parts) -> None:
    sent, seat = await send(parts, "", drawn_pdf.coloured()), await office(OFFICE)
    for path in ("", "/original", "/pages/1"):
        assert (await fetched(seat, f"/staff/files/{sent.id}{path}"))[0] == 404


@pytest.mark.parametrize("who", [ADMINISTRATOR, "演示举报受理甲"])
async def test_who_has_nothing_to_do_with_cases_is_given_nothing(
    office: Office, parts: Parts, number: str, who: str
) -> None:
    sent, seat = await send(parts, number, drawn_pdf.coloured()), await office(who)
    for path in (*(f"/staff/files/{sent.id}{end}" for end in ("", "/original", "/pages/1")),
                 f"/staff/applications/{number}/materials.xlsx"):  # fmt: skip
        status, response, body = await fetched(seat, path)
        assert (status, response.content_type) == (403, "text/html")
        assert "方案.pdf" not in body.decode()
    assert await records(parts) == []


async def test_a_stranger_is_led_to_the_sign_in(office: Office, parts: Parts, number: str) -> None:
    sent, seat = await send(parts, number, drawn_pdf.coloured()), await office(OFFICE)
    seat.client.session.cookie_jar.clear()
    for path in ("", "/original", "/pages/1"):
        status, response, _ = await fetched(seat, f"/staff/files/{sent.id}{path}")
        assert (status, response.headers["Location"].startswith("/staff/sign-in")) == (303, True)


async def test_who_compared_a_file_with_the_original_stands_beside_it(
    office: Office, parts: Parts, number: str
) -> None:
    sent, seat, auditor = await send(parts, number, samples.pdf()), await office(OFFICE), await office(AUDITOR)
    assert f"/staff/act/act.check_original/material/{sent.id}" in await seat.get(f"/staff/applications/{number}")
    assert "/staff/act/" not in await auditor.get(f"/staff/files/{sent.id}")
    await compared(parts, sent, ActName.CHECK_ORIGINAL)
    page = await auditor.get(f"/staff/applications/{number}")
    assert f"已与原件核对：{OFFICE}，" in auditor.text(page)
    assert f"/staff/act/act.revoke_check/material/{sent.id}" in await seat.get(f"/staff/files/{sent.id}")
    await compared(parts, sent, ActName.REVOKE_CHECK, RevokeCheckFields(reason="拿错了原件"))
    page = auditor.text(await auditor.get(f"/staff/files/{sent.id}"))
    assert f"已撤销核对：{OFFICE}" in page
    assert "原因：拿错了原件" in page


async def compared(parts: Parts, sent: Sent, act: ActName, fields: RevokeCheckFields | None = None) -> None:
    def doing(work: Work) -> None:
        member = staff_member(work, OFFICE)
        assert member is not None
        assert isinstance(perform(work, member, act, str(sent.id), fields, kb=parts.kb), Done)

    await parts.database.write(doing, parts.clock())


async def test_an_exported_list_says_who_took_it_out_and_when(office: Office, parts: Parts, number: str) -> None:
    sent, seat = await send(parts, number, samples.pdf(), name="=cmd|'/c calc'!A1.pdf"), await office(AUDITOR)
    status, response, body = await fetched(seat, f"/staff/applications/{number}/materials.xlsx")
    assert (status, response.content_type) == (200, MEDIA_TYPES[XLSX])
    sheet = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[1][0] == f"导出人：{AUDITOR}　导出时间：2026年11月24日18:00　{NOT_A_DOCUMENT}"
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.left is not None
    assert sheet.oddFooter.left.text == rows[1][0]
    row = next(row for row in rows if row[2] == "=cmd|'/c calc'!A1.pdf")
    assert row[5:] == [hashlib.sha256(sent.content).hexdigest(), "未登记"]
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n"}
    assert await records(parts) == [("export", number, "材料清单")]


async def test_readers_of_cases_are_these(office: Office, parts: Parts, number: str) -> None:
    sent = await send(parts, number, samples.pdf())
    readers = {Role.OFFICE, Role.BUREAU, Role.PAYER, Role.SUPERVISOR, Role.AUDITOR}
    for role in Role:
        seat = await office(f"某某{role.value}", role)
        status, _, _ = await fetched(seat, f"/staff/files/{sent.id}/original")
        assert status == (200 if role in readers else 403), role


async def test_who_looked_is_read_by_name_and_file(office: Office, parts: Parts, number: str) -> None:
    sent, seat = await send(parts, number, drawn_pdf.of_pages(3)), await office(BUREAU)
    assert "还没有查阅记录" in await seat.get(f"/staff/applications/{number}/accesses")
    await fetched(seat, f"/staff/files/{sent.id}/pages/3")
    await fetched(seat, f"/staff/files/{sent.id}/original")
    await fetched(await office(AUDITOR), f"/staff/applications/{number}/materials.xlsx")
    page = seat.text(await seat.get(f"/staff/applications/{number}/accesses"))
    assert f"{AUDITOR} 导出 材料清单" in page
    assert f"{BUREAU} 下载原件 方案.pdf" in page
    assert f"{BUREAU} 查看 方案.pdf，第 3 页" in page
    assert (await fetched(await office(ADMINISTRATOR), f"/staff/applications/{number}/accesses"))[0] == 403


async def test_a_scan_of_a_paper_is_looked_at_like_any_file(office: Office, parts: Parts) -> None:
    sent, seat = await send(parts, "", drawn_pdf.coloured(), paper=True), await office(OFFICE)
    page = await seat.get(f"/staff/files/{sent.id}")
    assert 'href="/staff/register/2026-900">2026-900</a> 的材料' in page
    assert "/staff/act/" not in page
    assert (await fetched(seat, f"/staff/files/{sent.id}/original"))[2] == sent.content
    assert await records(parts) == [("download", "paper:2026-900", f"material:{sent.id}")]
    assert (await fetched(await office(ADMINISTRATOR), f"/staff/files/{sent.id}"))[0] == 403


async def test_what_is_printed_says_who_printed_it(office: Office, number: str) -> None:
    seat = await office(OFFICE)
    page = await seat.get(f"/staff/applications/{number}")
    assert f"打印人：{OFFICE}　页面打开时间：2026年11月24日18:00　{NOT_A_DOCUMENT}" in page


@pytest.fixture
async def bare(parts: Parts, number: str) -> str:
    """The application without the files of the demonstration, which lie on no disk here."""

    def act(work: Work) -> None:
        application = application_numbered(work, number)
        assert application is not None
        for one in materials_of_application(work, application.id):
            work.remove(one)

    await parts.database.write(act, parts.clock())
    return number


async def test_all_originals_leave_together_under_plain_names(office: Office, parts: Parts, bare: str) -> None:
    number = bare
    first = await send(parts, number, drawn_pdf.coloured(), name="../../etc/passwd\\方案.pdf")
    second, seat = await send(parts, number, samples.word(), DOCX, name="合同.docx"), await office(AUDITOR)
    status, response, body = await fetched(seat, f"/staff/applications/{number}/originals.zip")
    assert (status, response.content_type) == (200, "application/zip")
    assert response.headers["Content-Disposition"].startswith('attachment; filename="material.zip"')
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].endswith("sandbox")
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert {name for name in names if "/" in name or "\\" in name} == set()
        assert names[:2] == ["材料清单.xlsx", "导出说明.txt"]
        contents = [package.read(name) for name in names[2:]]
        assert f"导出人：{AUDITOR}" in package.read("导出说明.txt").decode()
    assert contents == [first.content, second.content]
    assert names[2:] == ["01__.._etc_passwd_方案.pdf", "02_合同.docx"]
    assert await records(parts) == [("export", number, "全部原件")]


async def test_one_changed_original_keeps_all_from_leaving(office: Office, parts: Parts, bare: str) -> None:
    await send(parts, bare, samples.word(), DOCX)
    sent, seat = await send(parts, bare, samples.pdf(), name="预算.pdf"), await office(OFFICE)
    parts.materials.files.locate(sent.path).write_bytes(b"other")
    status, response, body = await fetched(seat, f"/staff/applications/{bare}/originals.zip")
    assert (status, response.content_type) == (500, "text/html")
    assert "“预算.pdf”：文件与登记的校验值不符" in body.decode()


async def test_an_original_that_changes_meanwhile_cuts_the_package(parts: Parts, number: str) -> None:
    sent = await send(parts, number, samples.pdf())

    def look(work: Work) -> Package:
        member, application = staff_member(work, OFFICE), application_numbered(work, number)
        assert member is not None
        assert application is not None
        return package_of(Acting(work, member, parts.kb), application)

    package, files = await parts.database.write(look, parts.clock()), parts.materials.files
    assert await first_fault(replace(package, files=package.files[-1:]), files) is None
    files.locate(sent.path).write_bytes(b"other")
    with pytest.raises(ChangedFileError):
        async for _ in packed(replace(package, files=package.files[-1:]), files):
            pass
