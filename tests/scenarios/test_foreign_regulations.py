"""The product on regulations of other places: nothing of the measure is said beside their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.wiring import Parts
from handlers.messages import Reply
from handlers.texts import closed, flows
from policy_kb import texts
from policy_kb.init import init
from policy_kb.kb import PolicyKB
from policy_kb.models import Numbering, Quotation
from store.states import State
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.policy_kb.foreign import BODIES, FOREIGN, PARK, PER_MU, UNNUMBERED
from tests.scenarios.county import County

_OFFICE = {"name": "河湾镇便民服务中心", "phone": "0000-1234567"}
_TERMS = ("连翘", "e镇", "e 镇", "专项资金", "领导小组", "工信局", "安泽")
_BESIDE_QUOTATIONS = ("承办企业", "县政府", "合同", "拨付", "办法")
"""Words of the product's own dialogues, which must not stand as if the document had them."""
_LABEL = re.compile(r"第[一二三四五六七八九十百]+(?:条|部分)")

_MESSAGES = """
你好|你是谁|帮助|隐私说明|查我的信息|删除我的信息|人工|0|更多|
我要申请|怎么申请|要交啥材料|一亩给多少钱|支持哪些方面|奖励怎么领|怎么报送|几点开门|能带狗吗|谁负责解释|虚报面积怎么处理|
查进度|催办|补正|撤回申请|意向登记|我的登记|撤回登记|绑定|
第一条|第三条|第三条第一项|第九条|下一条|上一条|原文|说简单点|全文|一共几条|第二章|今天天气怎么样|没有用|
我要举报|他收了人家五万块才给盖章|取消
"""
"""What people send, whatever the document: commands, questions, dialogues, turning pages, a complaint."""


def _made(tmp_path: Path, text: str) -> PolicyKB:
    (tmp_path / "规定.txt").write_text(text, "utf-8")
    return PolicyKB.open(init(tmp_path / "规定.txt", tmp_path / "kb"))


def _known(kb: PolicyKB) -> set[str]:
    """The labels of the folder's own articles, and of numbers that people asked for in vain."""
    quoted = (kb.quote(article.id) for article in kb.regulation.articles)
    return {found.citation.label for found in quoted if found}


def _faults(kb: PolicyKB, text: str, asked: str, *, quotes: bool = False) -> Iterator[str]:
    own = kb.regulation.source
    terms = (*_TERMS, *_BESIDE_QUOTATIONS) if quotes else _TERMS
    yield from (term for term in terms if term in text and term not in own)
    absent = asked.replace("条", "部分") if kb.regulation.numbering is Numbering.SECTION else asked
    told = f"印发文本没有{absent}"
    yield from (label for label in _LABEL.findall(text) if label not in _known(kb) and told not in text)


@pytest.mark.parametrize("name", FOREIGN)
async def test_nothing_of_the_measure_is_said_with_another_regulation(
    name: str, tmp_path: Path, sqlite_url: str, clock: FrozenClock
) -> None:
    kb = _made(tmp_path, FOREIGN[name])
    async with running(sqlite_url, clock, kb=kb, office=_OFFICE) as parts:
        talk = Dialogue(parts)
        assert not list(_faults(kb, (await talk.follows()).text, ""))
        for message in filter(None, _MESSAGES.replace("\n", "").split("|")):
            reply = await talk.says(message)
            shown = f"{reply.text} {' '.join(offer.label for offer in reply.offers)}"
            quotes = any(isinstance(part, Quotation) for part in reply.parts)
            assert not list(_faults(kb, shown, message, quotes=quotes)), (message, shown)
            for part in reply.parts:
                if isinstance(part, Quotation):
                    assert kb.regulation.source[part.start : part.end] == part.text


@pytest.mark.parametrize("name", FOREIGN)
def test_every_fixed_sentence_of_a_bare_folder_is_free_of_the_measure(name: str, tmp_path: Path) -> None:
    kb = _made(tmp_path, FOREIGN[name])
    said = [*kb.fixed_sentences.constants, kb.about, *kb.examples]
    assert not [(text, fault) for text in said for fault in _faults(kb, text, "")]


async def _asked(parts: Parts, *messages: str) -> Reply:
    talk = Dialogue(parts)
    for message in messages[:-1]:
        await talk.says(message)
    return await talk.says(messages[-1])


async def test_with_a_subsidy_a_mu_the_sum_is_quoted_and_applying_is_off(
    tmp_path: Path, sqlite_url: str, clock: FrozenClock
) -> None:
    kb = _made(tmp_path, PER_MU)
    async with running(sqlite_url, clock, kb=kb, office=_OFFICE) as parts:
        assert "每亩补贴一百二十元" in (await _asked(parts, "一亩给多少钱")).text
        assert "提供身份证复印件" in (await _asked(parts, "要交啥材料")).text
        applied = await _asked(parts, "我要申请")
        assert applied.text.startswith(closed.APPLY)
        assert "向村委会申报" in applied.text
        assert [one.label for one in applied.citations] == ["第四条"]
        assert (await _asked(parts, "意向登记")).text.startswith(closed.INTENTION)
        assert (await _asked(parts, "查进度")).text.startswith(closed.STATUS)


async def test_with_a_parks_rules_nothing_is_said_to_be_about_applying_or_support(
    tmp_path: Path, sqlite_url: str, clock: FrozenClock
) -> None:
    kb = _made(tmp_path, PARK)
    async with running(sqlite_url, clock, kb=kb, office=_OFFICE) as parts:
        applied = await _asked(parts, "我要申请")
        assert applied.text.startswith(closed.APPLY)
        assert not applied.citations
        asked = await _asked(parts, "要交啥材料")
        assert asked.text.startswith(texts.LIST_OPENING)
        assert "报送的数据包括" in asked.text


async def test_a_document_without_articles_is_cited_as_it_numbers_itself(
    tmp_path: Path, sqlite_url: str, clock: FrozenClock
) -> None:
    kb = _made(tmp_path, UNNUMBERED)
    async with running(sqlite_url, clock, kb=kb, office=_OFFICE) as parts:
        for asked in ("第二部分", "第二点", "第二条", "开会想用会议间怎么登记"):
            reply = await _asked(parts, asked)
            assert [one.label for one in reply.citations] == ["第二部分"], asked
        item = await _asked(parts, "第三部分第二项")
        assert [one.label for one in item.citations] == ["第三部分第（二）项"]
        assert "印发文本没有第九部分。" in (await _asked(parts, "第九部分")).text
        assert "第三部分没有第（九）项。" in (await _asked(parts, "第三部分第九项")).text


_APPLIED = """河湾县农机更新资金办法

第一条 为更新农机，制定本办法。

第二条 承办企业与县农机站签订合同，合同写明预付比例。

第三条 承办企业向更新专班提出申请，如实提供材料。

第四条 申请报更新委员会，由主任办公会审议。

第五条 审议通过后办理拨付。

第六条 县农机站保管档案。
"""
_ROLES = """
[roles]
who-applies = "3"
declaration = { unit = "3", words = "如实提供材料" }
approval = "4"
payment = "5"
prepayment = "2"
archive = "6"
"""


async def test_the_bodies_of_an_application_are_the_folders_own(
    tmp_path: Path, sqlite_url: str, clock: FrozenClock
) -> None:
    (tmp_path / "规定.txt").write_text(_APPLIED, "utf-8")
    folder = init(tmp_path / "规定.txt", tmp_path / "kb")
    (folder / "guide.toml").write_text(_ROLES + BODIES, "utf-8")
    kb = PolicyKB.open(folder)
    async with running(sqlite_url, clock, kb=kb, office=_OFFICE) as parts:
        county = await County.begin(parts)
        stranger, firm = Dialogue(parts, "路人"), await county.talker()
        assert "向更新专班或者县农机站领取绑定码" in (await stranger.says("绑定")).text
        number = await county.act(lambda town: town.brought_to(State.TABLED))
        said = [(await firm.says(number)).text]
        assert "已提请主任办公会审议" in said[0]
        assert "现在由主任办公会（更新专班跟进）办理" in said[0]
        said += [(await firm.says(asked)).text for asked in ("查进度", "我要申请", "撤回申请", "换收款账户")]
        said += [(await stranger.says(asked)).text for asked in ("查进度", "我要申请", "意向登记")]
    foreign = ("领导小组", "工信局", "安泽", "常务会议", "\ue000")
    assert not [(text, term) for text in said for term in foreign if term in text]


@pytest.mark.parametrize("said", ["我要举报", "我举报园区的人吃回扣", "村会计收了人家两万块"])
async def test_with_any_regulation_a_report_is_led_to_12388_and_not_kept(
    said: str, tmp_path: Path, sqlite_url: str, clock: FrozenClock
) -> None:
    kb = _made(tmp_path, PER_MU)
    async with running(sqlite_url, clock, kb=kb, office=_OFFICE) as parts:
        reply = await _asked(parts, said)
        assert flows.COMPLAINT_FIRST in reply.text
        assert "没有保存" in reply.text
        assert flows.COMPLAINT_WINDOWS not in reply.text
