"""`/measure`: every character of the source, in its order, with anchors that stay."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from bot.web.public.measure import Between, Gap, MeasureText, ShownArticle
from policy_kb.kb import PolicyKB
from tests.bot.web.raw import Client
from tests.measure import opened

PARTS = """某县专项资金办法

第一编 总体

第一章 总则
第一条 为规范管理，制定本办法。

第一节 范围
第二条 支持下列方面：（一）物流；（二）品牌。

第二编 拨付
第二章 程序
第四条 向办公室申请。
第四条之一 由办公室受理。

某县办公室
"""


@pytest.fixture(scope="module")
def text() -> MeasureText:
    return MeasureText(opened())


@pytest.fixture
def parts_text(tmp_path: Path) -> MeasureText:
    (tmp_path / "measure.txt").write_text(PARTS, encoding="utf-8")
    return MeasureText(PolicyKB.open(tmp_path))


async def page(client: Client, path: str = "/measure") -> str:
    return await (await client.get(path)).text()


def shown(html: str) -> str:
    """The text of the measure on the page, without blanks and without what the page says itself."""
    article = html[html.index('<article class="card measure"') : html.index("</article>")]
    article = re.sub(r'<p id="[^"]*" class="gap">.*?</p>', "", article)
    return "".join(unescape(re.sub(r"<[^>]*>", "", article)).split())


@pytest.mark.parametrize("path", ["/measure", "/measure?q=乡村e镇", "/measure?q=的"])
async def test_the_page_holds_the_source_character_for_character(
    client: Client, text: MeasureText, path: str
) -> None:
    assert shown(await page(client, path)) == "".join(text.source.split())


def test_the_headings_of_parts_and_sections_stay_too(parts_text: MeasureText) -> None:
    whole = parts_text.whole()
    lines = [*whole.front]
    for chapter in whole.chapters:
        lines += chapter.heading
        for entry in chapter.entries:
            match entry:
                case Between(between):
                    lines += between
                case ShownArticle():
                    lines += entry.lines
                case Gap():
                    assert entry.said == "印发文本没有第三条。"
    lines += whole.closing
    marks = [entry.mark for one in whole.chapters for entry in one.entries if isinstance(entry, ShownArticle)]
    assert marks == ["第一条", "第二条", "第四条", "第四条之一"]
    kept = "".join("".join(line.text for line in lines).split())
    assert kept == re.sub(r"第[一二四]条(之一)? ", "", PARTS).replace(" ", "").replace("\n", "")


async def test_every_article_and_item_has_an_anchor_of_its_own(client: Client, text: MeasureText) -> None:
    html = await page(client)
    anchors = re.findall(r' id="((?:article|item|chapter)-[^"]*)"', html)
    assert len(anchors) == len(set(anchors))
    expected = [f"article-{article.id}" for article in text.articles]
    expected += [f"item-{item.id}" for article in text.articles for item in article.items]
    assert set(expected) <= set(anchors)
    assert {"article-7", "item-7.3", "chapter-6"} <= set(anchors)


async def test_the_number_that_is_missing_is_shown_between_its_neighbours(client: Client) -> None:
    html = await page(client)
    gap = html.index('id="article-11" class="gap"')
    assert html.index('id="article-10"') < gap < html.index('id="article-12"')
    assert "印发文本没有第十一条。" in html
    assert "二十条" not in html.replace("第二十条", "")


async def test_the_contents_name_all_chapters(client: Client) -> None:
    html = await page(client)
    contents = html[html.index('class="contents"') : html.index('<article class="card measure"')]
    chapters = re.findall(r'href="#chapter-\d">([^<]*)<', contents)
    assert chapters == [
        "第一章 总则",
        "第二章 专项资金支持范围和标准",
        "第三章 专项资金使用与拨付",
        "第四章 资金管理与监督",
        "第五章 中期绩效评价",
        "第六章 附 则",
    ]


async def test_a_search_is_bounded_and_shown_as_typed(client: Client) -> None:
    html = await page(client, "/measure?q=" + "<b>预付" * 100)
    assert "<b>预付" not in html
    assert "没有找到“" + "&lt;b&gt;预付" * 10 + "”" in html


@pytest.mark.parametrize("typed", ["第九条", "11", "十一", "第二十", "附则", "2022", "条 为了", "安泽县"])
async def test_a_search_never_says_marked_while_nothing_is(client: Client, typed: str) -> None:
    html = await page(client, f"/measure?q={typed}")
    article = html[html.index('<article class="card measure"') :]
    assert ("已标出" in html) is ("<mark>" in article)


async def test_a_reference_is_a_link_to_the_item(client: Client) -> None:
    assert '<a href="#item-7.8">第七条第（八）项</a>' in await page(client, "/measure?q=第七条（八）")
    assert "没有第十一条" in (await page(client, "/measure?q=11")).partition('class="contents"')[0]


async def test_an_article_shows_no_marks_that_lie_outside_it(text: MeasureText) -> None:
    assert text.article("9", [(0, 5)]) is None
    assert text.article("11") is None
    seventh = text.article("7.3")
    assert seventh is not None
    assert seventh.id == "7"


async def test_the_privacy_page_says_who_and_how_long(client: Client) -> None:
    html = await page(client, "/privacy")
    for words in ("处理者：安泽县连翘产业", "满 2 小时清除", "30 天", "网络日志"):
        assert words in html


@pytest.mark.parametrize("path", ["/", "/measure", "/privacy", "/nothing"])
async def test_every_page_says_whose_it_is(client: Client, path: str) -> None:
    html = await page(client, path)
    assert "主办单位：安泽县连翘产业乡村e镇工作领导小组办公室" in html
    assert 'href="/privacy"' in html
    assert "<style" not in html
    assert not re.search(r"<script(?! src=)| on[a-z]+=| style=", html)
