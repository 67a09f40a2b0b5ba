"""`/report`: one form, sent once, sealed before it is answered; what is refused comes back with its words."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import logging
from collections.abc import Iterator
from http import HTTPStatus
from types import SimpleNamespace

import pytest
import structlog
from aiohttp import FormData
from PIL import Image
from pyrage import encrypt, x25519

from bot.web.public.pace import PER_MINUTE
from bot.web.public.receiving import Bounds
from bot.web.public.report import code_form, form_nonces, report_desk, report_form, sent_forms
from bot.web.public.report.daily_allowance import DailyAllowance
from bot.wiring import Parts
from handlers.casework.sealed.window import PAGE
from handlers.casework.table import ActName
from handlers.dates import local_day
from handlers.sealed import codes
from handlers.sealed.codes import CodeKeys, new_code
from handlers.sealed.pacing import LONGEST
from handlers.texts import report_page as texts
from store.queries.sealed_complaints import FoundBox, box_called, boxes_for_officers, keep_box, listed_complaints
from store.states import BoxKind
from store.work import Work
from tests.bot.web.public.report.reporting import FIELDS, WHAT, Shown, look_up, open_window, post, report
from tests.bot.web.raw import Client
from tests.clocks import FrozenClock
from tests.handlers.materials import samples
from tests.handlers.sealed.reports import opened_by, opened_window
from tests.keys import KEYS

_KIND = "multipart/form-data; boundary=xyz"


@pytest.fixture
async def town(parts: Parts) -> Parts:
    """The window is open."""
    await open_window(parts)
    return parts


@pytest.fixture(autouse=True)
def _quick_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the hash costs is the matter of its own tests."""
    monkeypatch.setattr(codes, "_PASSES", 1)
    monkeypatch.setattr(codes, "_KIBIBYTES", 64)


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long each try of a code has to wait; nobody waits here."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(code_form, "sleep", sleep)
    return waited


async def boxes(parts: Parts) -> list[FoundBox]:
    """What officers can open."""

    def look(work: Work) -> list[FoundBox]:
        found = (box_called(work, key) for key, _ in boxes_for_officers(work))
        return [box for box in found if box is not None]

    return await parts.database.read(look, parts.clock())


async def opened(parts: Parts, name: str = "郑派") -> dict[str, bytes]:
    """The one report, as this officer reads it."""
    (box,) = await boxes(parts)
    found = opened_by(name, box.box)
    assert found is not None
    return found


def photo() -> bytes:
    """A picture that tells where, when and by what it was taken."""
    exif, made = Image.Exif(), io.BytesIO()
    exif[0x010F], exif[0x0132] = "MARKEDMAKER", "2026:11:29 13:05:00"
    exif.get_ifd(0x8825)[2] = (36.0, 9.0, 0.0)
    Image.new("RGB", (64, 48), "navy").save(made, "JPEG", exif=exif)
    return made.getvalue()


# -- the page


async def test_the_page_runs_no_script_sets_no_cookie_and_stands_in_no_frame(client: Client, town: Parts) -> None:
    opening = FormData({"form": "report"}, default_to_multipart=True)
    pages = [await client.get(PAGE), await client.post(PAGE, data=opening)]
    assert 'name="naming"' in await pages[1].text()
    for response in pages:
        policy = response.headers["Content-Security-Policy"]
        assert "script-src" not in policy
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in response.headers
        assert "<script" not in await response.text()


async def test_every_answer_is_as_long_as_any_other(client: Client, town: Parts) -> None:
    """Whoever listens to the line sees how long they are."""
    sent = await report(client)
    pages = [sent, await look_up(client, sent.code), await look_up(client, "1")]
    pages += [await post(client, form) for form in ("", "report", "code", "suggestion")]
    assert {len(page.text.encode()) for page in pages} == {16 * 1024}
    assert not [page.text for page in pages if "\ue000" in page.text]


async def test_the_page_says_first_where_to_turn_and_what_logs_keep(client: Client) -> None:
    page = await (await client.get(PAGE)).text()
    said = page.replace('<a href="tel:12388">12388</a>', "12388")
    assert "反映公职人员违纪违法，可直接向纪检监察机关举报：12388。" in said
    assert "不能保证绝对匿名" in page
    assert [name for name in ("report", "code") if f'name="form" value="{name}"' not in page] == []


async def test_other_sites_send_nothing_here_and_a_page_without_referrer_does(client: Client, town: Parts) -> None:
    refused = await client.post(PAGE, headers={"Sec-Fetch-Site": "cross-site"}, data={"form": "report"})
    assert refused.status == 403
    # Browsers before Sec-Fetch-Site call a page under no-referrer so.
    assert (await client.post(PAGE, headers={"Origin": "null"}, data={"form": "report"})).status == 200
    assert (await client.post("/", headers={"Origin": "null"}, data={"text": "你好"})).status == 403


# -- the window


async def test_a_closed_window_names_12388_and_the_passage_and_takes_nothing(client: Client, parts: Parts) -> None:
    shown = await post(client, "report")
    assert "没有开通" in shown.problem
    assert "意见窗口" in shown.text
    assert 'name="naming"' not in shown.text
    nonce = form_nonces.FormNonces(KEYS, parts.clock).new()
    sent = await report(client, nonce=nonce)
    assert "12388" in sent.text
    assert not sent.code
    assert await boxes(parts) == []


async def test_a_closed_window_has_nobody_mend_the_form_first(client: Client, parts: Parts) -> None:
    nonce = form_nonces.FormNonces(KEYS, parts.clock).new()
    sent = await report(client, nonce=nonce, naming="")
    assert texts.CLOSED in sent.problem
    assert 'name="naming"' not in sent.text


async def test_the_choice_says_already_that_the_window_is_closed(client: Client, parts: Parts) -> None:
    async with client.get(PAGE) as response:
        assert "举报窗口没有开通" in await response.text()
    parts.office.is_report_open = True
    async with client.get(PAGE) as response:
        assert "举报窗口没有开通" not in await response.text()


async def test_a_window_that_closes_meanwhile_gives_the_words_back(client: Client, town: Parts) -> None:
    nonce = (await post(client, "report")).nonce

    def close(work: Work) -> None:
        again = opened_window(work)
        again.does(ActName.CLOSE_WINDOW, "settings", by=again.administrator)

    await town.database.write(close, town.clock())
    shown = await report(client, nonce=nonce, where="三楼")
    assert (WHAT in shown.text, "三楼" in shown.text, "没有保存" in shown.problem) == (True, True, True)
    assert await boxes(town) == []


# -- sent


async def test_an_anonymous_report_is_sealed_and_answered_with_its_code(client: Client, town: Parts) -> None:
    shown = await report(client, where="验收现场", when="2026年9月", who="某科某某")
    assert (shown.status, len(shown.code)) == (200, 20)
    words = (await opened(town))["report.txt"].decode()
    assert [one for one in (WHAT, "验收现场", "2026年9月", "某科某某", "匿名") if one not in words] == []
    assert "\ue000" not in words
    assert "已收到" in (await look_up(client, shown.code)).text


async def test_neither_named_nor_anonymous_is_chosen_before(client: Client, town: Parts) -> None:
    page = (await post(client, "report")).text
    naming = page[
        page.index('id="naming"') : page.index("反映的情况</label>") if "反映的情况</label>" in page else None
    ]
    assert " checked" not in naming.split("</fieldset>")[0]
    assert "可以实名，也可以匿名。实名便于核实和反馈；匿名同样接收，请尽量写明时间、地点、经过。" in page


async def test_a_named_report_says_its_name(client: Client, town: Parts) -> None:
    refused = await report(client, naming="named")
    assert texts.NO_NAME in refused.problem
    shown = await report(client, naming="named", contact="李四 13800000000", nonce=refused.nonce)
    assert shown.code
    words = (await opened(town))["report.txt"].decode()
    assert ("实名" in words, "李四 13800000000" in words) == (True, True)


async def test_a_form_that_lacks_something_comes_back_whole_and_keeps_nothing(client: Client, town: Parts) -> None:
    shown = await report(
        client, [("a.jpg", photo())], concerns=(), naming="", what="", where="在<b>三楼</b>", contact="张三"
    )
    assert shown.status == 200
    for said in (texts.NO_CONCERN, texts.NO_NAMING, texts.NO_WORDS, "选过的文件要重新选"):
        assert said in shown.problem
    assert ("在&lt;b&gt;三楼&lt;/b&gt;" in shown.text, 'value="张三"' in shown.text) == (True, True)
    assert await boxes(town) == []
    corrected = await report(client, nonce=shown.nonce, where="三楼")
    assert corrected.code


async def test_whom_it_is_about_receives_nothing_of_it(client: Client, town: Parts) -> None:
    shown = await report(client, concerns=("office", "officers"))
    assert "12388" in shown.problem
    assert "没有交出" in shown.problem
    assert WHAT in shown.text
    assert await boxes(town) == []
    assert (await report(client, concerns="bureau")).code


async def test_the_same_form_again_shows_the_same_code_and_makes_no_second_report(
    client: Client, town: Parts
) -> None:
    nonce = (await post(client, "report")).nonce
    files = [("a.jpg", photo())]
    both = await asyncio.gather(*(report(client, files, nonce=nonce) for _ in range(2)))
    again = await report(client, files, nonce=nonce)
    assert {shown.code for shown in (*both, again)} == {again.code}
    assert len(await boxes(town)) == 1
    changed = await report(client, files, nonce=nonce, where="三楼")
    assert changed.code not in {"", again.code}
    assert len(await boxes(town)) == 2


async def test_a_form_of_nobody_or_of_yesterday_comes_back_to_be_sent_again(
    client: Client, town: Parts, clock: FrozenClock
) -> None:
    old = (await post(client, "report")).nonce
    clock.advance(days=1, hours=1)
    for nonce in (old, "0" * len(old), "x"):
        shown = await report(client, nonce=nonce)
        assert (texts.STALE in shown.problem, WHAT in shown.text) == (True, True)
    assert await boxes(town) == []
    assert (await report(client, nonce=shown.nonce)).code


async def test_whoever_sends_too_fast_loses_no_word(client: Client, town: Parts) -> None:
    nonce = (await post(client, "report")).nonce
    for _ in range(PER_MINUTE):
        await post(client, "report", FIELDS | {"copies": "copies"}, [("a.exe", b"MZ")], step="send", nonce=nonce)
    shown = await report(client, nonce=nonce)
    assert (texts.TOO_FAST in shown.problem, WHAT in shown.text) == (True, True)


# -- files


async def test_only_the_stripped_copy_goes_unless_the_original_is_chosen(client: Client, town: Parts) -> None:
    shown = await report(client, [("IMG_20261129.jpg", photo())])
    assert "原件里有：拍摄地点、拍摄或编辑的时间、手机、相机或打印机的型号。" in shown.text
    assert "原件没有保存" in shown.text
    held = await opened(town)
    assert sorted(name for name in held if name.startswith("file")) == ["file-1-stripped.jpg"]
    assert b"MARKEDMAKER" not in b"".join(held.values())
    assert "IMG_2026" not in held["report.txt"].decode()


async def test_the_original_goes_as_it_is_with_a_copy_beside_it(client: Client, town: Parts) -> None:
    original = photo()
    shown = await report(client, [("IMG.jpg", original)], copies="both")
    assert "连原件一起交" in shown.text
    held = await opened(town)
    assert held["file-1-original.jpg"] == original
    assert b"MARKEDMAKER" not in held["file-1-stripped.jpg"]


_HEAD = b'--xyz\r\nContent-Disposition: form-data; name="files"; '


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    ("name", "read"),
    [
        (b'filename="\xff\xfe1.pdf"', "1.pdf"),
        ('filename="照片\u202efdp.pdf"'.encode(), "照片fdp.pdf"),
    ],
)
async def test_a_name_of_no_text_keeps_no_file_out(client: Client, parts: Parts, name: bytes, read: str) -> None:
    nonce = (await post(client, "report")).nonce
    fields = {"form": "report", "step": "send", "nonce": nonce, "copies": "both"} | FIELDS
    body = b"".join(
        f'--xyz\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    )
    body += _HEAD + name + b"\r\n\r\n" + samples.pdf() + b"\r\n--xyz--\r\n"
    async with client.post(PAGE, data=body, headers={"Content-Type": _KIND}) as answer:
        shown = Shown(answer.status, await answer.text())
    assert (shown.status, len(shown.code)) == (200, 20)
    assert f"1．{read}\n" in (await opened(parts))["report.txt"].decode()


async def test_a_packed_form_is_not_unpacked(client: Client, town: Parts) -> None:
    """A few bytes would become many, for which nobody set memory aside."""
    nonce = (await post(client, "report")).nonce
    body = f'--xyz\r\nContent-Disposition: form-data; name="form"\r\n\r\nreport\r\n--xyz--{nonce}'
    headers = {"Content-Type": _KIND, "Content-Encoding": "gzip"}
    async with client.post(PAGE, data=gzip.compress(body.encode()), headers=headers) as answer:
        assert texts.BROKEN in await answer.text()


async def test_a_recording_goes_as_it_is_or_not_at_all(client: Client, town: Parts) -> None:
    recording = b"ID3\x03\x00\x00\x00\x00\x00\x21" + bytes(200)
    refused = await report(client, [("录音.mp3", recording)])
    assert "去不掉信息" in refused.problem
    shown = await report(client, [("录音.mp3", recording)], copies="both", nonce=refused.nonce)
    assert "没有查看" in shown.text
    assert (await opened(town))["file-1-original.mp3"] == recording


async def test_a_file_that_cannot_be_taken_keeps_the_rest_out_as_well(client: Client, town: Parts) -> None:
    files = [("好.pdf", samples.pdf()), ("坏.exe", b"MZ" + bytes(99)), ("空.pdf", b"")]
    shown = await report(client, files, copies="both")
    assert ("坏.exe" in shown.problem, "空.pdf" in shown.problem, "好.pdf" in shown.problem) == (True, True, False)
    assert WHAT in shown.text
    assert await boxes(town) == []
    many = await report(client, [(f"{n}.pdf", samples.pdf()) for n in range(11)])
    assert texts.TOO_MANY in many.problem


async def test_what_is_too_large_is_refused_before_it_comes(client: Client, town: Parts) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    size = sent_forms.MOST_SENT + 1
    writer.write(f"POST {PAGE} HTTP/1.1\r\nHost: x\r\nContent-Length: {size}\r\n".encode())
    writer.write(b"Content-Type: multipart/form-data; boundary=x\r\n\r\n")
    answer = await reader.readuntil(b"</html>")
    writer.close()
    assert "超过20 MB" in answer.decode()


async def test_too_many_photos_cost_nobody_their_words(
    client: Client, town: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    nonce = (await post(client, "report")).nonce
    monkeypatch.setattr(sent_forms, "BOUNDS", Bounds(size=5000))
    shown = await report(client, [("a.jpg", bytes(4000)), ("b.jpg", bytes(4000))], nonce=nonce)
    assert "超过20 MB" in shown.problem
    assert (shown.nonce, WHAT in shown.text, "要交的请重新选" in shown.text) == (nonce, True, True)
    assert (await report(client, nonce=nonce)).code


async def test_files_of_a_day_are_bounded_and_words_are_not(
    client: Client, town: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DailyAllowance, "allows", lambda _self, _household, size: not size)
    shown = await report(client, [("a.pdf", samples.pdf())])
    assert (texts.TOO_MUCH_TODAY in shown.problem, WHAT in shown.text) == (True, True)
    code = (await report(client, nonce=shown.nonce)).code
    assert code
    nonce = (await look_up(client, code)).nonce
    added = {"code": code, "words": WHAT}
    refused = await post(client, "code", added, [("a.pdf", samples.pdf())], step="add", nonce=nonce)
    assert (texts.TOO_MUCH_TODAY in refused.problem, WHAT in refused.text) == (True, True)


async def test_words_without_end_are_not_held(client: Client, town: Parts) -> None:
    """For words nobody sets memory aside: so many fields as a form may have would be a lot of it."""
    shown = await post(client, "report", {f"f{place}": "x" * 60_000 for place in range(10)}, step="send")
    assert texts.UNREAD[HTTPStatus.REQUEST_ENTITY_TOO_LARGE] in shown.problem
    assert (await report(client, what="话" * 20_000, who="某" * 500)).code


# -- faults


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """Everything that structlog and the standard library write."""
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(repr(record.__dict__))

    handler = Kept()
    logging.getLogger().addHandler(handler)
    with structlog.testing.capture_logs() as captured:
        yield lines
        lines += [repr({key: value for key, value in entry.items() if key != "exc_info"}) for entry in captured]
    logging.getLogger().removeHandler(handler)


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("name", ["prepare", "keep"])
async def test_a_fault_gives_the_words_back_and_tells_nothing_of_them(
    client: Client, monkeypatch: pytest.MonkeyPatch, logged: list[str], name: str
) -> None:
    nonce = (await post(client, "report")).nonce

    def broken(*given: object, **named: object) -> None:
        raise RuntimeError(WHAT, given, named)

    with monkeypatch.context() as patched:
        patched.setattr(report_form, name, broken)
        shown = await report(client, nonce=nonce)
    assert (shown.status, texts.FAILED in shown.problem, WHAT in shown.text) == (200, True, True)
    assert shown.nonce == nonce
    assert WHAT not in "".join(logged)
    assert (await report(client, nonce=nonce)).code


async def test_words_that_are_no_words_break_nothing(client: Client, town: Parts) -> None:
    shown = await report(client, what="\udcff".encode("utf-8", "surrogateescape").decode("latin-1") + "\0话")
    assert shown.code
    for body, kind in ((b"", "text/plain"), (b"--x\r\n\r\n", "multipart/form-data; boundary=x")):
        answer = await client.post(PAGE, data=body, headers={"Content-Type": kind})
        assert answer.status == 200
        assert "没有收" in await answer.text()


# -- the code


async def test_a_slip_is_told_at_once_and_a_code_that_nobody_has_is_not_found(client: Client, town: Parts) -> None:
    code = new_code(KEYS)
    assert texts.LENGTH_SLIP in (await look_up(client, code[:-1])).problem
    slipped = code[:-1] + str((int(code[-1]) + 1) % 10)
    shown = await look_up(client, slipped)
    assert (texts.CHECK_SLIP in shown.problem, f'value="{slipped}"' in shown.text) == (True, True)
    assert texts.NOT_FOUND in (await look_up(client, code)).problem


async def test_the_line_of_tries_is_long_and_what_was_typed_stays(
    client: Client, town: Parts, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All at one moment: two seconds later the next of the line has begun, and another may wait in it."""
    monkeypatch.setattr(report_desk, "keys_of", lambda _code, _keys: CodeKeys(b"", ""))
    monkeypatch.setattr(code_form, "time", SimpleNamespace(monotonic=lambda: 60.0))
    code = new_code(KEYS)
    shown: list[Shown] = [await look_up(client, code) for _ in range(33)]
    assert texts.TRY_AGAIN in shown[-1].problem
    assert f'value="{code}"' in shown[-1].text
    assert max(waits) <= LONGEST.total_seconds()


async def test_messages_are_read_and_an_addition_goes_to_who_has_the_report(client: Client, town: Parts) -> None:
    code = (await report(client)).code

    def write(work: Work) -> None:
        (row,) = listed_complaints(work)
        said = encrypt(
            "请补充<b>时间</b>。".encode().ljust(1024, b"\0"), [x25519.Recipient.from_str(row.reply_key)]
        )
        keep_box(work, row.id, BoxKind.MESSAGE, bytes(said), local_day(work.now))

    await town.database.write(write, town.clock())
    shown = await look_up(client, " ".join(code))
    assert "请补充&lt;b&gt;时间&lt;/b&gt;。" in shown.text
    given = {"code": code, "words": "九月三日"}
    for _ in range(2):  # sent again because its answer was lost
        added = await post(client, "code", given, [("b.jpg", photo())], step="add", nonce=shown.nonce)
        assert texts.ADDED in added.text
    found = [opened_by("郑派", box.box) or {} for box in await boxes(town)]
    (addition,) = [held for held in found if "九月三日" in held["report.txt"].decode()]
    assert "file-1-stripped.jpg" in addition
    assert len(found) == 2


async def test_an_addition_that_is_refused_comes_back_with_its_words(client: Client, town: Parts) -> None:
    code = (await report(client)).code
    nonce = (await look_up(client, code)).nonce
    empty = await post(client, "code", {"code": code}, step="add", nonce=nonce)
    assert texts.NOTHING_ADDED in empty.problem
    refused = await post(
        client, "code", {"code": code, "words": "还有一笔"}, [("a.exe", b"MZ")], step="add", nonce=nonce
    )
    assert ("a.exe" in refused.problem, "还有一笔" in refused.text) == (True, True)
    assert len(await boxes(town)) == 1


async def test_nothing_of_a_report_is_kept_but_its_boxes(client: Client, town: Parts) -> None:
    """What stands in the answer alone is in no table: neither words nor code."""
    shown = await report(client, where="MARKEDPLACE", contact="MARKEDPHONE")

    def look(work: Work) -> str:
        names = [
            row.name
            for row in work.connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        rows = [row for name in names for row in work.connection.exec_driver_sql(f"SELECT * FROM {name}")]
        return json.dumps([[repr(value) for value in row] for row in rows])

    kept = await town.database.read(look, town.clock())
    assert [secret for secret in (WHAT, "MARKED", shown.code, shown.code[:8]) if secret in kept] == []
