"""Words are never mark-up, a mention or a link, and what does not fit is counted, not lost without a word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wecom.text import (
    DESCRIPTION_BYTES,
    MARKDOWN_BYTES,
    TEXT_BYTES,
    TITLE_BYTES,
    card_of,
    markdown_of,
    plain_lines,
    text_of,
)
from handlers.texts import wecom as texts
from handlers.turn import say

LINK = "https://console.example/staff"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("<@all> 请看", "＜＠all＞ 请看"),
        ("[点这里](http://evil.example)", "［点这里］(http:／／evil.example)"),
        ("www.evil.example", "www．evil.example"),
        ("# 标题 **粗** `码`", "＃ 标题 ＊＊粗＊＊ ｀码｀"),
        ('<font color="warning">红</font>', '＜font color="warning"＞红＜/font＞'),
        ("AZ-2026-0001 受理\r\n\r\n 第二行 \x00", "AZ-2026-0001 受理\n第二行"),
    ],
)
def test_words_are_shown_as_they_are_and_do_nothing(said: str, shown: str) -> None:
    assert "\n".join(plain_lines(say(said))) == shown


@given(st.text(max_size=80), st.sampled_from((1, 30, 200)))
def test_no_text_is_a_mention_a_link_or_too_long(said: str, times: int) -> None:
    reply = say(said * times)
    markdown, card = markdown_of(reply, LINK), card_of(reply)
    assert (markdown == "") == (card is None)
    if card is None:
        return
    words = markdown.removesuffix(f"[{texts.OPEN}]({LINK})")
    assert words != markdown
    for shown in (words, text_of(reply), card.title, card.description):
        assert not re.search(r"[<>\[\]@]|://|www\.", shown)
        assert shown.strip()
    assert len(markdown.encode()) <= MARKDOWN_BYTES
    assert len(text_of(reply).encode()) <= TEXT_BYTES
    assert len(card.title.encode()) <= TITLE_BYTES
    assert len(card.description.encode()) <= DESCRIPTION_BYTES


def test_lines_that_do_not_fit_are_counted() -> None:
    lines = [f"AZ-2026-{number:04} 补正材料已重新提交" for number in range(200)]
    shown = markdown_of(say("\n".join(lines)), LINK).splitlines()
    assert shown[-1] == f"[{texts.OPEN}]({LINK})"
    kept = shown[:-2]
    assert kept == lines[: len(kept)]
    assert shown[-2] == f"另有{200 - len(kept)}条，请到工作台查看"
    card = card_of(say("\n".join(lines)))
    assert card is not None
    assert card.title == lines[0]
    described = card.description.splitlines()
    assert described[-1] == f"另有{199 - (len(described) - 1)}条，请到工作台查看"


def test_a_single_line_stands_below_a_title_of_its_own() -> None:
    card = card_of(say("AZ-2026-0001 待受理"))
    assert card is not None
    assert (card.title, card.description) == (texts.TITLE, "AZ-2026-0001 待受理")
