"""Whatever the text, parsing holds its promises; and what a generator prints, the parser reads back."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_kb.documents.furniture import with_furniture
from policy_kb.documents.outline import find_outline
from policy_kb.documents.page import Page, read
from policy_kb.documents.structure import parse
from policy_kb.models import Article, Item, Passage, Regulation
from policy_kb.numerals import to_chinese
from tests.clocks import linear_time

COUNT = 2000 if os.environ.get("EZHEN_TEST_SOAK") == "1" else 150

MARKS = [
    "第一条",
    "第二条 ",
    "第三章",
    "（一）",
    "(二)",
    "1.",
    "2、",
    "一、",
    "二、",
    "附件",
    "附则",
    "2023年1月10日",
]
WORDS = [
    "\n\n",
    "\r\n",
    "\n5\n",
    "规定",
    "公平公1开",
    "办公室",
    "第5页共5页",
    "目录",
    "……3",
    "资金管理办法",
    "**",
    "# ",
    "页眉\n",
    '"',
]
FRAGMENTS = st.sampled_from([*"第一十条章节之\n\r \u3000\u200b\ue000\f。；：“”《》的9\t笫①", *MARKS, *WORDS])
WILD = st.one_of(st.text(max_size=300), st.lists(FRAGMENTS, max_size=60).map("".join))


def passages(regulation: Regulation) -> Iterator[Passage]:
    def below(item: Item) -> Iterator[Passage]:
        yield item
        for inner in item.items:
            yield from below(inner)

    for article in regulation.articles:
        yield article
        for item in article.items:
            yield from below(item)


def is_subsequence(part: str, whole: str) -> bool:
    remaining = iter(whole)
    return all(char in remaining for char in part)


def inside(item: Item, outer: Article | Item) -> bool:
    return outer.start <= item.start <= item.end <= outer.end and all(inside(below, item) for below in item.items)


@given(WILD)
@settings(max_examples=COUNT, deadline=None)
def test_any_text_keeps_its_offsets_and_its_order(source: str) -> None:
    regulation = parse(source)
    everything = list(passages(regulation))
    assert regulation.source == source
    assert all(one.text == source[one.start : one.end] for one in everything)
    assert len({one.id for one in everything}) == len(everything)
    ends = [0, *(article.end for article in regulation.articles)]
    assert all(end <= article.start for end, article in zip(ends, regulation.articles, strict=False))
    assert all(inside(item, article) for article in regulation.articles for item in article.items)


@given(WILD)
@settings(max_examples=COUNT, deadline=None)
def test_clean_words_only_leave_out_what_the_source_has(source: str) -> None:
    for one in passages(parse(source)):
        assert is_subsequence("".join(one.clean.split()), one.text)


@given(WILD)
@settings(max_examples=COUNT, deadline=None)
def test_between_articles_stand_only_headings_and_furniture(source: str) -> None:
    """Nothing is lost: what is in no article is before the first, after the last, or a heading's own words."""
    articles = parse(source).articles
    page = with_furniture(Page(source, read(source)))
    outline = find_outline(page)
    rest = list(page.reading)
    for start, end in [
        *((article.start, article.end) for article in articles),
        *((mark.start, mark.end) for mark in outline.articles),
        *((chapter.span.start, chapter.span.end) for chapter in outline.chapters),
    ]:
        rest[start:end] = " " * (end - start)
    restarts = any(later.number == "1" for later in articles[1:])  # a second regulation has a front of its own
    if articles and not restarts:
        assert "".join(rest[articles[0].start : articles[-1].end]).strip() == ""
        assert all(source[s.start : s.end].strip() for s in page.furniture)


NUMBERS = st.lists(st.integers(1, 40), min_size=2, max_size=12, unique=True).map(sorted)
SENTENCE = st.text(alphabet="专资金县工信局承办企业监督审核应当建设项目管理使用", min_size=6, max_size=60).map(
    lambda s: s + "。"
)
HEADINGS = (
    lambda n: f"第{to_chinese(n)}条 ",
    lambda n: f"第{to_chinese(n)}条\u3000",
    lambda n: f"第{n}条 ",
    lambda n: "第 " + " ".join(to_chinese(n)) + " 条 ",
    lambda n: f"笫{to_chinese(n)}条 ",
    lambda n: f"\u3000\u3000第\u200b{to_chinese(n)}条：",
)
FURNITURE = ("", "\n第5页共9页\n", "\n— 3 —\n", "第 5 页 共 9 页", "\n\n", "\n")


@st.composite
def regulations(draw: st.DrawFn) -> tuple[str, list[tuple[int, str]]]:
    numbers, heading = draw(NUMBERS), draw(st.sampled_from(HEADINGS))
    wanted, lines = [], ["某县专项资金管理办法"]
    for number in numbers:
        body = draw(SENTENCE)
        furniture = draw(st.sampled_from(FURNITURE))
        if not furniture.strip():  # short lines without a sentence's end would be titles of articles
            body = "县工信局和县财政局按照各自职责分别负责" + body
        cut = (
            draw(st.integers(len(body) - 7, len(body) - 2))
            if not furniture.strip()
            else draw(st.integers(1, len(body) - 2))
        )
        lines.append(heading(number) + body[:cut] + furniture + body[cut:])
        wanted.append((number, body))
    separator = draw(st.sampled_from(["\n", "\n\n", "\r\n"]))
    tail = draw(st.sampled_from(["", "\n某县人民政府办公室\n2023年1月10日印发", "\n附件：申请表\n项目\t金额"]))
    return separator.join(lines) + tail, wanted


@given(regulations())
@settings(max_examples=COUNT, deadline=None)
def test_a_printed_regulation_reads_back(printed: tuple[str, list[tuple[int, str]]]) -> None:
    source, wanted = printed
    regulation = parse(source)
    assert [(int(article.number), article.clean) for article in regulation.articles] == wanted
    numbers = [number for number, _ in wanted]
    assert regulation.gaps == tuple(str(n) for n in range(numbers[0], numbers[-1]) if n not in numbers)
    assert regulation.title == "某县专项资金管理办法"


@st.composite
def item_lists(draw: st.DrawFn) -> tuple[str, list[str]]:
    style = draw(
        st.sampled_from(
            [
                lambda n: f"（{to_chinese(n)}）",
                lambda n: f"({to_chinese(n)}) ",
                lambda n: f"{n}．",
                lambda n: f"（{n}）",
            ]
        )
    )
    words = draw(st.lists(SENTENCE, min_size=1, max_size=15))
    separator = draw(st.sampled_from(["\n", "\n\n", "", "\n\u3000\u3000"]))
    body = separator.join(style(n) + text for n, text in enumerate(words, 1))
    return f"第一条 支持以下方面：{separator}{body}\n第二条 本办法自印发之日起执行。", words


@given(item_lists())
@settings(max_examples=COUNT, deadline=None)
def test_printed_items_read_back(printed: tuple[str, list[str]]) -> None:
    source, words = printed
    first = parse(source).articles[0]
    assert [(item.id, item.clean) for item in first.items] == [(f"1.{n}", text) for n, text in enumerate(words, 1)]
    assert first.paragraphs == ("支持以下方面：",)


HOSTILE = {
    "第": "第" * 200_000,
    "brackets": "（" * 200_000,
    "digits": "9" * 200_000,
    "numerals": "第" + "十" * 200_000 + "条",
    "blanks": "第一条" + " " * 200_000,
    "lines": "第一条\n" * 50_000,
    "one line": "第一条" * 70_000,
    "chapters": "第一章 总则 " * 30_000,
    "dots": ("第一条" + "." * 50 + "x") * 5_000,
    "quotes": "“第一条”" * 40_000,
    "strays": "公1开" * 70_000,
    "many regulations": "第一条 甲。\n第二条 乙。\n" * 20_000,
    "annexes": "第一条 甲。\n附件：\n" * 20_000,
    "items": "第一条 甲：（一）乙；1.丙；（1）丁；" * 8_000,
}


@pytest.mark.sampled(4)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_linear_time(name: str) -> None:
    text = HOSTILE[name]
    with linear_time():
        parse(text)


def test_warnings_do_not_drown_the_operator() -> None:
    assert len(parse("第一条\n" * 5_000).warnings) <= 201
