"""The upload page: opened once by its link, for one draft, by forms of ours; each file has its own result."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from aiohttp import FormData

from bot.web.public.pace import PER_MINUTE
from bot.wiring import Parts
from handlers.casework.checklists import NewItem, add_item
from handlers.identity.actors import Contractor
from handlers.materials.allowances import MOST_BYTES_A_DAY
from handlers.materials.handing_in import attach, materials_of_draft
from handlers.messages import Channel
from store.queries.quotas import locked_quota
from store.states import Kind, Role
from store.tables.applications import Draft, Material
from store.tables.people import Binding
from store.work import Work
from tests.bot.web.raw import Client
from tests.clocks import FrozenClock
from tests.handlers.contracts.contracts import member
from tests.handlers.materials import giving, samples


@dataclass
class Given:
    """A draft, and the link that its person was given in the chat."""

    parts: Parts
    link: str
    draft_id: int
    by: Contractor

    async def names(self) -> list[tuple[str, str]]:
        def look(work: Work) -> list[tuple[str, str]]:
            return [(one.item, one.name) for one in materials_of_draft(work, self.draft_id)]

        return await self.parts.database.read(look, self.parts.clock())


@pytest.fixture
async def given(parts: Parts) -> Given:
    def act(work: Work) -> Given:
        office = member(work, "办公室甲", Role.OFFICE)
        add_item(work, office, Kind.PREPAYMENT, NewItem("contract", "合同复印件", "盖章页要清楚"))
        by = giving.contractor(work, channel=Channel.WEB)
        draft = giving.draft(work, by)
        said = parts.materials.invite(work, draft=draft, kind=Kind.PREPAYMENT, by=by)
        found = re.search(r"http\S+?(/upload/\S+)", said)
        assert found is not None
        return Given(parts, found[1], draft.id, by)

    return await parts.database.write(act, parts.clock())


async def opened(client: Client, given: Given) -> str:
    """Open the link; returns the key of the page's forms."""
    response = await client.post(given.link)
    page = await response.text()
    assert response.status == 200, page
    found = re.search(r'name="key" value="(\w+)"', page)
    assert found is not None
    return found[1]


def form(key: str, *files: tuple[str, bytes], item: str = "contract") -> FormData:
    data = FormData(quote_fields=False)  # names as browsers send them
    data.add_field("key", key)
    data.add_field("item", item)
    for name, content in files:
        data.add_field("file", content, filename=name, content_type="application/octet-stream")
    return data


async def test_looking_at_the_link_does_not_use_it_up(client: Client, given: Given) -> None:
    for _ in range(3):
        response = await client.get(given.link)
        assert "开始上传" in await response.text()
    page = await (await client.post(given.link)).text()
    assert "合同复印件" in page
    assert "办公室公布的清单（办公室设置，办法未规定）" in page


async def test_the_link_opens_once(client: Client, given: Given) -> None:
    await opened(client, given)
    client.session.cookie_jar.clear()
    again = await client.post(given.link)
    assert again.status == 410
    assert "链接已失效" in await again.text()


async def test_each_file_has_its_own_fate(client: Client, given: Given) -> None:
    key = await opened(client, given)
    files = ("合同.pdf", samples.pdf()), ("病毒.exe", b"MZ" + b"\0" * 99), ("章.jpg", samples.jpeg())
    page = await (await client.post("/upload", data=form(key, *files))).text()
    assert page.count('class="taken"') == 2
    assert "这是程序文件" in page
    assert await given.names() == [("contract", "合同.pdf"), ("contract", "章.jpg")]


async def test_the_same_file_again_is_told(client: Client, given: Given) -> None:
    key = await opened(client, given)
    for _ in range(2):
        page = await (await client.post("/upload", data=form(key, ("a.pdf", samples.pdf())))).text()
    assert "已经收到过" in page
    assert len(await given.names()) == 1


async def test_a_file_can_be_taken_out_again(client: Client, given: Given) -> None:
    key = await opened(client, given)
    page = await (await client.post("/upload", data=form(key, ("a.pdf", samples.pdf())))).text()
    found = re.search(r'name="material" value="(\d+)"', page)
    assert found is not None
    page = await (await client.post("/upload/remove", data={"key": key, "material": found[1]})).text()
    assert "现在共有 0 个文件" in page
    assert await given.names() == []


async def test_an_item_that_is_not_on_the_list_is_no_item(client: Client, given: Given) -> None:
    key = await opened(client, given)
    await client.post("/upload", data=form(key, ("a.pdf", samples.pdf()), item="'; DROP TABLE"))
    assert await given.names() == [("", "a.pdf")]


async def test_a_form_of_another_page_is_refused(client: Client, given: Given) -> None:
    key = await opened(client, given)
    data = form(key, ("a.pdf", samples.pdf()))
    strange = await client.post("/upload", headers={"Sec-Fetch-Site": "cross-site"}, data=data)
    assert strange.status == 403
    for wrong in ("", "0" * 32):
        assert (await client.post("/upload", data=form(wrong, ("a.pdf", samples.pdf())))).status == 410
        assert (await client.post("/upload/remove", data={"key": wrong, "material": "1"})).status == 410
    assert await given.names() == []


async def test_nobody_removes_what_is_anothers(client: Client, given: Given) -> None:
    def other(work: Work) -> int:
        by = giving.contractor(work, 1)
        kept = attach(work, giving.received(work), draft=giving.draft(work, by), item="", by=by)
        assert isinstance(kept, Material)
        return kept.id

    number = await given.parts.database.write(other, given.parts.clock())
    key = await opened(client, given)
    for material in (str(number), "-1", "9" * 40, "x", ""):
        await client.post("/upload/remove", data={"key": key, "material": material})
    left = await given.parts.database.read(lambda work: work.get(Material, number), given.parts.clock())
    assert left is not None


async def test_half_an_hour_is_the_end(client: Client, given: Given, clock: FrozenClock) -> None:
    key = await opened(client, given)
    clock.advance(minutes=30)
    assert (await client.get("/upload")).status == 410
    assert (await client.post("/upload", data=form(key, ("a.pdf", samples.pdf())))).status == 410
    assert await given.names() == []


async def test_a_link_that_was_not_opened_in_time_is_over(
    client: Client, given: Given, clock: FrozenClock
) -> None:
    clock.advance(minutes=30)
    assert (await client.post(given.link)).status == 410


async def test_who_is_unbound_meanwhile_can_do_no_more(client: Client, given: Given) -> None:
    key = await opened(client, given)

    def unbind(work: Work) -> None:
        binding = work.get(Binding, given.by.binding_id)
        assert binding is not None
        binding.ended_at = work.now

    await given.parts.database.write(unbind, given.parts.clock())
    assert (await client.post("/upload", data=form(key, ("a.pdf", samples.pdf())))).status == 410


async def test_a_draft_that_was_sent_takes_no_more(client: Client, given: Given) -> None:
    await opened(client, given)

    def send(work: Work) -> None:
        draft = work.get(Draft, given.draft_id)
        assert draft is not None
        work.remove(draft)

    await given.parts.database.write(send, given.parts.clock())
    assert (await client.get("/upload")).status == 410


async def test_a_draft_that_runs_out_meanwhile_takes_no_more(
    client: Client, given: Given, clock: FrozenClock
) -> None:
    await opened(client, given)

    def runs_out(work: Work) -> None:
        draft = work.get(Draft, given.draft_id)
        assert draft is not None
        draft.expires_at = work.now + timedelta(minutes=10)

    await given.parts.database.write(runs_out, given.parts.clock())
    clock.advance(minutes=9)
    assert (await client.get("/upload")).status == 200
    clock.advance(minutes=1)
    assert (await client.get("/upload")).status == 410


async def test_whoever_tries_links_one_after_the_other_is_slowed_down(client: Client) -> None:
    tried = [(await client.post(f"/upload/{number}")).status for number in range(PER_MINUTE + 1)]
    assert tried == [410] * PER_MINUTE + [429]


async def test_without_a_list_the_page_says_that_the_measure_names_none(
    client: Client, given: Given, parts: Parts
) -> None:
    def link(work: Work) -> str:
        draft = giving.draft(work, given.by)
        return parts.materials.invite(work, draft=draft, kind=Kind.MIDTERM, by=given.by)

    found = re.search(r"/upload/\S+", await parts.database.write(link, parts.clock()))
    assert found is not None
    page = await (await client.post(found[0])).text()
    assert "办法没有列明要交哪些材料" in page
    assert "必交" not in page


_NAMED = b"--x\r\nContent-Disposition: form-data; name="
_BENT = {
    b"": 400,
    b"--x\r\n": 400,
    b"no boundary here": 400,
    _NAMED + b"file; filename=a\r\n\r\nabc": 410,  # a file before the key of our forms
    _NAMED + b"key\r\n\r\n" + b"k" * 5000 + b"\r\n--x--": 413,
    _NAMED + b"a\r\nContent-Transfer-Encoding: base64\r\n\r\nQQ==\r\n--x--": 400,
    b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y--\r\n--x--": 400,
}


@pytest.mark.parametrize("body", _BENT)
async def test_bent_forms_are_refused_in_words(client: Client, given: Given, body: bytes) -> None:
    await opened(client, given)
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    response = await client.post("/upload", data=body, headers=headers)
    assert response.status == _BENT[body]
    assert "<h1>" in await response.text()


async def test_another_kind_of_form_is_refused(client: Client, given: Given) -> None:
    key = await opened(client, given)
    assert (await client.post("/upload", data={"key": key})).status == 415


async def test_a_form_beyond_all_bounds_is_refused_at_its_length(client: Client, given: Given) -> None:
    await opened(client, given)
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(300 * 1024 * 1024)}

    async def nothing() -> AsyncIterator[bytes]:
        yield b"--x"

    response = await client.post("/upload", data=nothing(), headers=headers)
    assert response.status == 413


async def test_what_a_person_sent_today_is_weighed_before_a_form_is_read(client: Client, given: Given) -> None:
    key = await opened(client, given)

    def much(work: Work) -> None:
        quota = locked_quota(work, work.now.date(), given.by.reference)
        quota.size = MOST_BYTES_A_DAY - 1000

    await given.parts.database.write(much, given.parts.clock())
    large = form(key)
    large.add_field("file", io.BytesIO(b"\0" * (2 << 20)), filename="大.pdf")
    page = await (await client.post("/upload", data=large)).text()
    assert "今天从您这里收的文件已经到上限" in page
    small = form(key, ("小.jpg", samples.jpeg((900, 900), colour="red")))  # its form alone is within bounds
    page = await (await client.post("/upload", data=small)).text()
    assert "今天从您这里收的文件已经到上限" in page
    assert await given.names() == []
    assert not [place for place in given.parts.materials.files.folder.rglob("*") if place.is_file()]


async def test_an_empty_chooser_is_told_what_to_do(client: Client, given: Given) -> None:
    key = await opened(client, given)
    page = await (await client.post("/upload", data=form(key, ("", b"")))).text()
    assert "没有选文件" in page


async def test_the_secrets_are_for_this_browser_only(client: Client, given: Given) -> None:
    response = await client.post(given.link, allow_redirects=False)
    cookie = response.headers["Set-Cookie"]
    assert response.status == 303
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert given.link.rpartition("/")[2] not in cookie
    assert response.headers["Referrer-Policy"] == "same-origin"


async def test_what_is_there_is_shown_to_its_visit_alone(client: Client, given: Given) -> None:
    key = await opened(client, given)
    page = await (await client.post("/upload", data=form(key, ("章.jpg", samples.jpeg())))).text()
    found = re.search(r'<img src="(/upload/files/\d+)" alt="看大图：章.jpg"', page)
    assert found is not None
    shown = await client.get(found[1])
    assert (shown.status, shown.content_type) == (200, "image/jpeg")
    assert (await client.get("/upload/files/999999")).status == 404
    client.session.cookie_jar.clear()
    assert (await client.get(found[1])).status == 404


async def test_the_result_stands_at_its_item(client: Client, given: Given) -> None:
    key = await opened(client, given)
    page = await (await client.post("/upload", data=form(key, ("病毒.exe", b"MZ" + b"\0" * 99)))).text()
    pile = page.partition('id="pile-1"')[2].partition('id="pile-2"')[0]
    assert "这是程序文件" in pile
    assert page.count("这是程序文件") == 1


async def test_what_was_submitted_before_stands_beside_what_is_sent_now(
    client: Client, given: Given, parts: Parts
) -> None:
    def mend(work: Work) -> int:
        sent = giving.application(work, given.by)
        draft = work.get(Draft, given.draft_id)
        assert draft is not None
        draft.subject = sent.number
        earlier = giving.draft(work, given.by)
        material = attach(work, giving.received(work), draft=earlier, item="contract", by=given.by)
        assert isinstance(material, Material)
        material.draft_id, material.application_id = None, sent.id
        return material.id

    await parts.database.write(mend, parts.clock())
    await opened(client, given)
    page = await (await client.get("/upload")).text()
    assert "以前提交过 1 个文件，都还在" in page
    assert "现在共有 0 个文件" in page


@pytest.mark.parametrize(("paper", "words"), [("application", "拨付申请书"), ("pledge", "本单位承诺")])
async def test_letters_are_printed_from_the_visit(client: Client, given: Given, paper: str, words: str) -> None:
    assert (await client.get(f"/upload/print/{paper}")).status == 410
    await opened(client, given)
    page = await (await client.get(f"/upload/print/{paper}")).text()
    assert words in page
    assert "系统打印件，未加盖公章，不作为正式文书。" in page
    assert (await client.get("/upload/print/other")).status == 404
