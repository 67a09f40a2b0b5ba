"""The public page: works without JavaScript, never answers with an error of ours, keeps what was typed."""

from __future__ import annotations

from bot.web.public.chat import LONGEST
from handlers.office import Office
from handlers.texts.talk import privacy_line
from tests.bot.web.raw import Client
from tests.measure import opened


async def test_the_page_greets_and_says_that_it_is_no_person(client: Client) -> None:
    page = await (await client.get("/")).text()
    assert "我是自动应答助手，不是工作人员" in page
    assert 'method="post"' in page


async def test_a_question_is_answered_as_a_whole_page(client: Client) -> None:
    answer = await client.post("/", data={"id": "a", "text": "烂尾咋办"})
    page = await answer.text()
    assert answer.status == 200
    assert "<blockquote>" in page
    assert "第九条" in page
    assert "<html" in page


async def test_htmx_gets_the_exchange_alone_and_a_new_message_id(client: Client) -> None:
    page = await (
        await client.post("/", data={"id": "a", "text": "烂尾咋办"}, headers={"HX-Request": "true"})
    ).text()
    assert "<html" not in page
    assert 'hx-swap-oob="true"' in page


async def test_a_button_picks_from_the_last_menu(client: Client) -> None:
    await client.post("/", data={"id": "a", "text": "支持哪些方面"})
    page = await (await client.post("/", data={"id": "b", "pick": "3"})).text()
    assert "第七条第（三）项" in page


async def test_a_reload_is_the_same_message(client: Client) -> None:
    await client.post("/", data={"id": "a", "text": "支持哪些方面"})
    first = await (await client.post("/", data={"id": "b", "text": "1"})).text()
    again = await (await client.post("/", data={"id": "b", "text": "1"})).text()
    assert "第七条第（一）项" in first
    assert "第七条第（一）项" in again


async def test_what_is_too_long_stays_in_the_box(client: Client) -> None:
    typed = "长" * (LONGEST + 1)
    answer = await client.post("/", data={"id": "a", "text": typed})
    page = await answer.text()
    assert answer.status == 422
    assert typed in page
    assert "请删短" in page


async def test_what_is_typed_is_shown_as_typed(client: Client) -> None:
    page = await (await client.post("/", data={"id": "a", "text": "<script>alert(1)</script>"})).text()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


async def test_every_answer_carries_the_security_headers(client: Client) -> None:
    for path in ("/", "/nothing-here", "/health"):
        answer = await client.get(path)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_an_unknown_page_is_said_in_chinese(client: Client) -> None:
    answer = await client.get("/nothing-here")
    assert answer.status == 404
    assert "没有这个页面" in await answer.text()


async def test_health_and_metrics(client: Client) -> None:
    health = await (await client.get("/health")).json()
    assert health["ok"] is True
    assert health["articles"] == 19
    await client.post("/", data={"id": "a", "text": "你好"})
    metrics = await (await client.get("/metrics")).text()
    assert "ezhen_write_batch_size" in metrics
    assert 'ezhen_turns_total{channel="web"} 1.0' in metrics


async def test_a_body_over_the_cap_is_refused_in_chinese(client: Client) -> None:
    answer = await client.post(
        "/", data=b"text=" + b"a" * 300_000, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert answer.status == 413
    assert "太大" in await answer.text()


async def test_whoever_sees_the_pages_greeting_is_not_greeted_again(client: Client) -> None:
    await client.get("/")
    page = await (await client.post("/", data={"id": "a", "text": "烂尾咋办", "fresh": "1"})).text()
    assert page.count("不是工作人员") == 1  # in the greeting above


async def test_the_privacy_line_stands_below_what_can_be_pressed_and_the_notice_beside_the_box(
    client: Client,
) -> None:
    page = await (await client.get("/")).text()
    told = privacy_line(office=Office(name=opened().office))
    assert page.index(opened().examples[0]) < page.index(told) < page.index('<form id="ask"')
    box = page[page.index('<form id="ask"') :]
    assert '<a href="/privacy">隐私说明</a>' in box[: box.index("</form>")]


async def test_whoever_never_saw_the_page_is_told_that_this_is_no_person(client: Client) -> None:
    part = await client.post("/", data={"id": "a", "text": "烂尾咋办"}, headers={"HX-Request": "true"})
    assert "不是工作人员" in await part.text()


async def test_an_answer_leads_to_the_page_of_the_visit_so_that_going_back_sends_nothing(client: Client) -> None:
    await client.get("/")
    for path in ("/", "/?embed=1"):
        sent = await client.post(path, data={"id": path, "text": "烂尾咋办"}, allow_redirects=False)
        assert (sent.status, sent.headers["Location"]) == (303, f"{path}#latest")
    again = await client.post("/", data={"id": "/", "text": "烂尾咋办"}, allow_redirects=False)
    assert again.status == 303


async def test_an_answer_in_confidence_is_shown_at_once_because_no_page_shows_it_later(client: Client) -> None:
    await client.get("/")
    sent = await client.post("/", data={"id": "a", "text": "我要举报村主任贪污"}, allow_redirects=False)
    assert sent.status == 200
    assert "村主任" in await sent.text()


async def test_without_cookies_a_button_asks_what_stands_on_it_and_the_page_says_what_is_missing(
    client: Client,
) -> None:
    data = {"id": "a", "pick": "3", "label": "跨境电商（第七条第（三）项）", "fresh": ""}
    page = await (await client.post("/", data=data)).text()
    assert "亚马逊" in page
    assert "允许本网站的 Cookie" in page
    person = await (await client.post("/", data={"id": "b", "pick": "0", "label": "人工/电话/地址"})).text()
    assert "允许本网站的 Cookie" not in person  # the first answer brought one


async def test_after_deleting_the_answer_stands_alone_on_the_page(client: Client) -> None:
    await client.get("/")
    for name, text in (("a", "烂尾咋办"), ("b", "我要举报村主任贪污"), ("c", "删除我的信息")):
        await client.post("/", data={"id": name, "text": text})
    last = {"id": "d", "text": "确认删除"}
    part = await client.post("/", data=last, headers={"HX-Request": "true"})
    assert part.headers["HX-Reswap"] == "innerHTML"
    assert "我是自动应答助手" in await part.text()
    other = await client.post("/", data={"id": "e", "text": "烂尾咋办"}, headers={"HX-Request": "true"})
    assert "HX-Reswap" not in other.headers
