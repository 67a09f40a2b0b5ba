"""A contract's archive at the console: seen, filled, described, printed, handed over, and taken along whole."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import re
import subprocess
import zipfile
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from aiohttp import FormData
from sqlalchemy import select

from bot.web import packages
from bot.web.form_keys import form_key
from bot.web.staff.console import COOKIE
from bot.wiring import Parts
from handlers.casework.archive_settings import EXPECTED, TERM
from handlers.casework.arrangements import set_arrangement
from handlers.casework.transitions import ActName
from handlers.identity.who import staff_member
from handlers.texts import archive as texts
from handlers.texts import archive_package as package_texts
from handlers.texts.letters import NOT_A_DOCUMENT
from store.audit.hashes import GENESIS, hash_of
from store.keyfile import PublicKey
from store.queries.archive import contract_materials
from store.queries.audit_chains import head_hash
from store.queries.contracts import contract_numbered
from store.states import Access
from store.tables.access import AccessRecord
from store.tables.applications import Material
from store.tables.people import Binding
from store.work import Work
from tests.bot.web.staff.conftest import Office, Seat
from tests.clocks import FrozenClock
from tests.dialogue import running
from tests.handlers.casework import given
from tests.handlers.casework.doing import perform
from tests.handlers.casework.town import done
from tests.handlers.materials import drawn_pdf, samples
from tests.scenarios.desk.conftest import ADMINISTRATOR, AUDITOR, BUREAU, OFFICE, PAYER
from tests.statements import counted_reads

CONTRACT = "演示-2026-02"
ARCHIVE = f"/staff/contracts/{CONTRACT}/archive"


@pytest.fixture
async def parts(county_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    """The county at work; the files of the demonstration are made anew, for its folder is another."""
    async with running(county_url, clock) as made:
        files = made.materials.files

        def make(work: Work) -> None:
            for file in work.all(select(Material)):
                content = f"a file of the demonstration, {file.id}".encode()
                file.path, file.size = files.keep_bytes(content, clock()), len(content)
                file.sha256 = hashlib.sha256(content).hexdigest()

        await made.database.write(make, clock())
        yield made


async def uploaded(seat: Seat, *files: tuple[str, bytes], key: str | None = None, **typed: str) -> tuple[int, str]:
    form = FormData(quote_fields=False)  # names as browsers send them
    form.add_field("key", form_key(seat.token) if key is None else key)
    for name, words in ({"folder": "tender"} | typed).items():
        form.add_field(name, words)
    for name, content in files:
        form.add_field("file", content, filename=name, content_type="application/octet-stream")
    async with seat.client.post(ARCHIVE, data=form) as response:
        return response.status, await response.text()


async def kept(parts: Parts, clock: FrozenClock, *files: tuple[str, bytes], **said: object) -> list[Material]:
    """Files that stand in the archive already: how they come in is shown elsewhere."""

    def act(work: Work) -> None:
        member = staff_member(work, OFFICE)
        assert member is not None
        for name, content in files:
            values = {
                "path": parts.materials.files.keep_bytes(content, clock()),
                "sha256": hashlib.sha256(content).hexdigest(),
                "size": len(content),
            }
            fields = given.archived_file(name, **values | said)
            done(perform(work, member, ActName.ADD_MATERIAL, CONTRACT, fields))

    await parts.database.write(act, clock())
    return await materials(parts, clock)


async def materials(parts: Parts, clock: FrozenClock) -> list[Material]:
    def look(work: Work) -> list[Material]:
        contract = contract_numbered(work, CONTRACT)
        assert contract is not None
        return [file for _row, file in contract_materials(work, contract.id)]

    return await parts.database.read(look, clock())


async def arranged(parts: Parts, clock: FrozenClock, name: str, value: str) -> None:
    def act(work: Work) -> None:
        member = staff_member(work, OFFICE)
        assert member is not None
        done(set_arrangement(work, member, name, value))

    await parts.database.write(act, clock())


async def saved(seat: Seat, path: str) -> bytes:
    async with seat.client.get(path) as response:
        assert response.status == 200, (response.status, path)
        return await response.read()


async def package(seat: Seat, folder: Path) -> Path:
    """The package, unpacked."""
    with zipfile.ZipFile(io.BytesIO(await saved(seat, f"{ARCHIVE}/package.zip"))) as found:
        assert found.testzip() is None
        found.extractall(folder)
    return folder


def files_in(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


def said_in(file: Path) -> str:
    return file.read_text("utf-8")


def verified(folder: Path) -> None:
    """Every file but the manifest stands in it, and the system's own program finds them as it says."""
    said = {line.split("  ", 1)[1] for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines()}
    there = {str(one.relative_to(folder)) for one in files_in(folder)}
    assert there == said | {"SHA256SUMS"}
    command = ["sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS"]
    checked = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, b"", b"")


@pytest.mark.rotated("large files", 2)
async def test_several_files_come_in_at_once_and_stand_in_their_folder_byte_for_byte(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    clerk, auditor = await office(OFFICE), await office(AUDITOR)
    pdf, photo = drawn_pdf.of_pages(1), samples.jpeg()
    status, page = await uploaded(
        clerk, ("评标报告.pdf", pdf), ("开标现场.jpg", photo), author="县公共资源交易中心", dated_on="2026-03-02"
    )
    assert status == 200, Seat.text(page)
    files = await materials(parts, clock)
    assert [one.sha256 for one in files] == [hashlib.sha256(one).hexdigest() for one in (pdf, photo)]
    seen = Seat.text(await auditor.get(ARCHIVE))
    assert "评标报告" in seen
    assert "县公共资源交易中心" in seen
    assert await saved(auditor, f"/staff/files/{files[0].id}/original") == pdf
    assert 'type="file"' not in await auditor.get(ARCHIVE)
    assert await saved(auditor, f"/staff/files/{files[1].id}/pages/1")


async def test_a_file_is_looked_into_and_a_refused_one_holds_up_no_other(office: Office) -> None:
    clerk = await office(OFFICE)
    status, page = await uploaded(clerk, ("坏.html", b"<html></html>"), ("好.jpg", samples.jpeg()))
    assert (status, "好.jpg：已保存" in page, "坏.html：" in page) == (422, True, True)
    status, page = await uploaded(clerk, ("好.jpg", samples.jpeg()))
    assert (status, texts.THERE_ALREADY in page) == (422, True)
    status, page = await uploaded(clerk, ("", b""))
    assert (status, texts.NO_FILE_CHOSEN in page) == (422, True)
    for typed in ({"folder": "nowhere"}, {"dated_on": "2026-02-30"}, {"title": "长" * 201}):
        status, page = await uploaded(clerk, ("新.jpg", samples.jpeg((40, 40))), **typed)
        assert (status, "没有保存" in page) == (422, True)


async def test_files_come_from_those_who_keep_archives_in_forms_of_theirs(office: Office) -> None:
    clerk, payer, administrator = await office(OFFICE), await office(PAYER), await office(ADMINISTRATOR)
    photo = ("一.jpg", samples.jpeg())
    assert (await uploaded(payer, photo))[0] == 403
    assert (await uploaded(clerk, photo, key="stolen"))[0] == 403
    for path in ("", "/folders/tender", "/print", "/transfer/print", "/directory.xlsx", "/package.zip"):
        async with administrator.client.get(ARCHIVE + path) as response:
            assert response.status == 403, path
    for path in (
        ARCHIVE.replace(CONTRACT, "没有的"),
        f"{ARCHIVE}/folders/nowhere",
        f"{ARCHIVE}/transfers/9/print",
    ):
        async with clerk.client.get(path) as response:
            assert response.status == 404, path


async def test_what_is_missing_is_the_office_s_list_and_said_so(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    clerk = await office(OFFICE)
    assert "办公室还没有设置归档应有材料" in await clerk.get(ARCHIVE)
    await arranged(parts, clock, EXPECTED, "招投标评审：中标通知书、评标报告")
    await arranged(parts, clock, TERM, "30年")
    await kept(parts, clock, ("扫描1.pdf", b"1"), item="评标报告")
    seen = Seat.text(await clerk.get(ARCHIVE))
    assert "已有 1 / 应有 2" in seen
    assert "还缺：中标通知书" in seen
    assert "30年 办公室设置（办法未规定）" in seen
    assert "第八条" in seen


async def described(seat: Seat, folder: str, seen: str = "", **typed: str) -> tuple[int, str]:
    page = await seat.get(f"{ARCHIVE}/folders/{folder}")
    seen = seen or re.findall(r'name="seen" value="([0-9a-f]+)"', page)[0]
    return await seat.post(f"{ARCHIVE}/folders/{folder}", seen=seen, **typed)


async def test_the_lines_of_a_folder_are_described_at_once_and_nobody_writes_over_another(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    clerk, bureau = await office(OFFICE), await office(BUREAU)
    one, other = [f"material:{file.id}" for file in await kept(parts, clock, ("甲.pdf", b"1"), ("乙.pdf", b"2"))]
    before = re.findall(r'name="seen" value="([0-9a-f]+)"', await clerk.get(f"{ARCHIVE}/folders/tender"))[0]
    typed = {f"reference:{one}": "AZ-1", f"pages:{one}": "12", f"remark:{other}": "<b>复印件</b>"}
    status, page = await described(bureau, "tender", **typed)
    assert (status, "AZ-1" in page, "&lt;b&gt;复印件" in page) == (200, True, True)
    status, page = await described(clerk, "tender", before, **{f"reference:{one}": "AZ-2"})
    assert (status, texts.CHANGED_MEANWHILE in page, 'value="AZ-2"' in page) == (422, True, True)
    status, page = await described(clerk, "tender", **{f"pages:{one}": "很多", f"reference:{other}": "AZ-9"})
    assert (status, texts.WRONG_PAGES in page) == (422, True)
    assert "AZ-9" not in await clerk.get(ARCHIVE)


async def acted(seat: Seat, path: str, **fields: str) -> str:
    page = await seat.get(path)
    token = page.split('name="token" value="')[1].split('"')[0]
    seen = page.split('name="seen" value="')[1].split('"')[0]
    status, after = await seat.post(path, stage="record", token=token, seen=seen, **fields)
    assert status == 200, Seat.text(after)
    return after


async def test_what_was_handed_over_prints_the_same_whatever_comes_later(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    bureau, clerk = await office(BUREAU), await office(OFFICE)
    await kept(parts, clock, ("评标报告.pdf", b"1"))
    act = f"/staff/act/act.hand_over/contract/{CONTRACT}"
    said = {"f.handed_by": "办公室 张办", "f.received_by": "工信局 王工", "f.handed_on": "2026-11-24"}
    await acted(bureau, act, **said)
    printed = Seat.text(await clerk.get(f"{ARCHIVE}/transfers/1/print"))
    await kept(parts, clock, ("后来的.pdf", b"2"))
    again = Seat.text(await clerk.get(f"{ARCHIVE}/transfers/1/print"))
    assert printed == again
    assert "移交人：办公室 张办" in printed
    assert "评标报告" in printed
    assert printed.count(NOT_A_DOCUMENT) == 1
    assert "后来的" in Seat.text(await clerk.get(f"{ARCHIVE}/transfer/print"))
    async with clerk.client.get(act) as response:
        assert response.status == 403


async def test_a_file_that_was_uploaded_by_mistake_is_removed_with_why(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    clerk = await office(OFFICE)
    (file,) = await kept(parts, clock, ("别的合同.pdf", b"1"))
    act = f"/staff/act/act.remove_material/contract/{CONTRACT}"
    assert f"f.material={file.id}" in await clerk.get(ARCHIVE)
    await acted(clerk, act, **{"f.material": str(file.id), "f.reason": "传错了合同"})
    seen = Seat.text(await clerk.get(ARCHIVE))
    assert "传错了合同" in seen
    assert seen.index(texts.REMOVED) < seen.index("传错了合同")


async def test_the_directory_is_taken_out_as_text_with_who_took_it(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    auditor = await office(AUDITOR)
    await kept(parts, clock, ("评标.pdf", b"1"), title="=1+1")
    sheet = openpyxl.load_workbook(io.BytesIO(await saved(auditor, f"{ARCHIVE}/directory.xlsx"))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    said = [str(cell.value) for cell in cells]
    assert "=1+1" in said
    assert any(AUDITOR in one for one in said)
    printed = Seat.text(await auditor.get(f"{ARCHIVE}/print"))
    assert all(heading in printed for heading in texts.HEADINGS)
    assert printed.count(NOT_A_DOCUMENT) == 1


async def test_the_package_verifies_and_reads_without_the_system(
    office: Office, parts: Parts, clock: FrozenClock, tmp_path: Path
) -> None:
    auditor, scan = await office(AUDITOR), b"%PDF scan"
    await kept(parts, clock, ("评标报告.pdf", scan))
    folder = await package(auditor, tmp_path / "package")
    verified(folder)
    (original,) = (folder / package_texts.ORIGINALS).rglob("*评标报告.pdf")
    assert original.read_bytes() == scan
    page = (folder / f"{texts.TITLE}.html").read_text("utf-8")
    assert AUDITOR in page
    rows = json.loads((folder / package_texts.RECORDS / f"{package_texts.ROWS}.json").read_text("utf-8"))
    assert {
        "contracts",
        "applications",
        "application_steps",
        "meetings",
        "payments",
        "journal_entries",
        "notices",
    } <= set(rows)
    assert {one["number"] for one in rows["contracts"]} == {CONTRACT}
    records = list((folder / package_texts.RECORDS).glob("*.html"))
    assert len(records) == 2 + len(rows["applications"]) + len(rows.get("return_cases", ()))
    assert "原件齐全" in (folder / package_texts.REPORT).read_text("utf-8")

    def look(work: Work) -> list[AccessRecord]:
        return work.all(select(AccessRecord).where(AccessRecord.how == Access.EXPORT.value))

    (record,) = await parts.database.read(look, clock())
    assert (record.subject, record.detail) == (f"contract:{CONTRACT}", package_texts.PACKAGE)


async def test_the_package_holds_no_account_no_secret_and_nobody_else_s_contract(
    office: Office, parts: Parts, clock: FrozenClock, tmp_path: Path
) -> None:
    folder = await package(await office(OFFICE), tmp_path / "package")
    whole = b"".join(one.read_bytes() for one in folder.rglob("*") if one.suffix in {".html", ".json", ".txt"})
    addresses = await parts.database.read(lambda work: work.all(select(Binding)), clock())
    assert addresses
    assert [one.address for one in addresses if one.address.encode() in whole] == []
    assert b"PRIVATE KEY" not in b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())
    assert "演示-2026-05".encode() not in whole


async def test_the_audit_in_the_package_is_checked_by_its_own_rules(office: Office, tmp_path: Path) -> None:
    folder = await package(await office(OFFICE), tmp_path / "package") / package_texts.AUDIT
    key = PublicKey.read((folder / "public-key.pem").read_bytes())
    entries = [json.loads(line) for line in (folder / "entries.jsonl").read_text("utf-8").splitlines()]
    ends = dict[str, tuple[int, str]]()
    for entry in entries:
        place, previous = ends.get(entry["chain"], (0, GENESIS))
        assert (entry["place"], entry["previous"]) == (place + 1, previous)
        at = datetime.fromisoformat(entry["at"])
        moment = str(int(at.timestamp()) * 1_000_000 + at.microsecond)
        said = (entry["chain"], str(entry["place"]), moment, entry["actor"], entry["act"], entry["facts"])
        assert entry["hash"] == hash_of((*said, entry["previous"]))
        assert key.has_signed(bytes.fromhex(entry["hash"]), bytes.fromhex(entry["signature"]))
        ends[entry["chain"]] = entry["place"], entry["hash"]
    assert f"contract:{CONTRACT}" in ends
    heads = [json.loads(line) for line in (folder / "heads.jsonl").read_text("utf-8").splitlines()]
    sealed: dict[str, list[object]] = {}
    for head in heads:
        assert head["hash"] == head_hash(head["day"], head["chains"], head["previous"])
        sealed |= json.loads(head["chains"])
    assert {chain: sealed[chain] for chain in ends} == {chain: list(end) for chain, end in ends.items()}


HOSTILE = (
    "../../../etc/passwd.jpg", "甲\x00乙.jpg", "长" * 300 + ".jpg", "a/b\\c:d*?.jpg", "行\n一.jpg", "-rf.jpg",
    "NUL.jpg", "\u202egpj.exe.jpg", "same.jpg", "same.jpg", "  .. .jpg", "点.长长的后缀" + "x" * 300,
)  # fmt: skip


async def test_hostile_names_and_names_twice_unpack_into_the_package_alone(
    office: Office, parts: Parts, clock: FrozenClock, tmp_path: Path
) -> None:
    """The names as they might stand in rows, past every check of an upload."""
    clerk = await office(OFFICE)
    scans = [f"scan {place}".encode() for place in range(len(HOSTILE))]
    await kept(parts, clock, *((f"{place}.pdf", scan) for place, scan in enumerate(scans)))

    def rename(work: Work) -> None:
        for file in work.all(select(Material).where(Material.contract_id.is_not(None)).order_by(Material.id)):
            file.name = HOSTILE[int(file.name.partition(".")[0])]

    await parts.database.write(rename, clock())
    raw = await saved(clerk, f"{ARCHIVE}/package.zip")
    with zipfile.ZipFile(io.BytesIO(raw)) as found:
        names = found.namelist()
        found.extractall(folder := tmp_path / "package")
    assert len(set(names)) == len(names)
    assert not [one for one in names if one.startswith("/") or ".." in one.split("/") or "\\" in one]
    assert max(len(part.encode()) for one in names for part in one.split("/")) <= 255
    verified(folder)
    assert {one.read_bytes() for one in files_in(folder / package_texts.ORIGINALS)} >= set(scans)


async def test_a_damaged_original_is_named_and_the_rest_comes_when_it_is_wanted(
    office: Office, parts: Parts, clock: FrozenClock, tmp_path: Path
) -> None:
    clerk = await office(OFFICE)
    bad, _good = await kept(parts, clock, ("坏的.pdf", b"1"), ("好的.pdf", b"2"))
    place = parts.materials.files.locate(bad.path)
    place.chmod(0o600)
    place.write_bytes(b"another")
    async with clerk.client.get(f"{ARCHIVE}/package.zip") as response:
        page = await response.text()
        assert (response.status, "坏的.pdf" in page) == (500, True)
    raw = await saved(clerk, f"{ARCHIVE}/package.zip?anyway=1")
    with zipfile.ZipFile(io.BytesIO(raw)) as found:
        found.extractall(folder := tmp_path / "package")
    verified(folder)
    names = {one.name.partition("_")[2] for one in files_in(folder / package_texts.ORIGINALS)}
    assert ("坏的.pdf" in names, "好的.pdf" in names) == (False, True)
    assert "坏的.pdf" in said_in(folder / package_texts.REPORT)


@pytest.mark.rotated("statements", 2)
async def test_the_archive_takes_as_many_statements_with_one_piece_as_with_many(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    clerk, counts = await office(OFFICE), list[int]()
    for files in (1, 8):
        await kept(parts, clock, *((f"{files}-{one}.pdf", f"{files}-{one}".encode()) for one in range(files)))
        with counted_reads(parts.database) as reads:
            await clerk.get(ARCHIVE)
        counts.append(len(reads.about("staff_sessions")))
    assert counts[0] == counts[1]
    assert counts[0] <= 45


async def test_browsers_that_take_no_bytes_hold_up_nobody_else(
    office: Office, parts: Parts, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many as packages are made at a time: their lines are cut, and the next member has theirs."""
    monkeypatch.setattr(packages, "PATIENCE", 2.0)
    await kept(parts, clock, ("扫描1.pdf", bytes(16_000_000)))
    seat = await office(AUDITOR)
    url = seat.client.make_url(f"{ARCHIVE}/package.zip")
    head = f"GET {url.raw_path} HTTP/1.1\r\nHost: {url.authority}\r\nCookie: {COOKIE}={seat.token}\r\n\r\n"
    lines = [await asyncio.open_connection(url.host, url.port, limit=1024) for _ in range(2)]
    for _, writer in lines:
        writer.write(head.encode())
    assert {(await reader.readline())[:12] for reader, _ in lines} == {b"HTTP/1.1 200"}
    async with asyncio.timeout(60):
        assert len(await saved(seat, f"{ARCHIVE}/package.zip")) > 16_000_000
    for _, writer in lines:
        writer.close()
