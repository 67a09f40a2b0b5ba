"""What is no reference, whose law one is of, and what is asked beside it."""

from __future__ import annotations

import pytest

from policy_kb.kb import PolicyKB
from policy_kb.matching.normalise import normalise
from policy_kb.models import Numbering
from policy_kb.references.contents import Contents
from policy_kb.references.grammar import find_references
from policy_kb.references.reference import Found, ReferenceKind
from policy_kb.references.terminals import DocumentPart

NONE = """
四条原则
收企业两条烟
第一次来
15到17号能办吗
一条龙服务
三项制度改革
5.1 劳动节放假吗
7-3=4
第9年了
art gallery
state of the art
哪一条
这一条
有九条
下一条
前一条
13812345678
2023.1.10
0355-7022345
2023-01-10
编号7.3.1的设备
网速5.5M够吗
两条
几条
一条路修到村口
第三方评估
第三次开会
九点开门吗
下午3点
三点建议
第二天就到账
贷款七千
十五号发工资
比例3-5%
6月6号
1-2天能到账吗
弟弟今年五岁
地铁五号线
我三叔有九头牛
第一书记
第三产业
条件是什么
项目在哪
章盖在哪
款什么时候到
开第二家店
中期绩效评价
资金管理与监督
最后怎么样了
头一回申请
一共多少条
十条鱼多少钱
标题党的文章能信吗
""".strip().splitlines()
"""Counts, dates, sums, places in the talk."""

SEVERAL = """
7条一和二: 7.1 7.2
第七条第一项和第三项: 7.1 7.3
第七条（一）（三）: 7.1 7.3
第七条第1至3项: 7.1 7.2 7.3
七条一二三项: 7.1 7.2 7.3
三五七条: 3 5 7
十五十六条: 15 16
第九条和十条: 9 10
第5、7条第三项: 5 7.3
第七条最后两项: 7.9 7.10
前三条: 1 2 3
最后两条: 19 20
the last article: 20
头一条: 1
首条: 1
第三章第八条: 8
附则第二十条: 20
第七条和第九条第二项: 7 9.2
article VII: 7
""".strip().splitlines()

FOREIGN = """
《劳动法》第3条: 劳动法
民法典577条: 民法典
采购法第十七条: 采购法
公司法第5条写的啥: 公司法
按照劳动合同法第三条: 劳动合同法
中华人民共和国劳动法第三条: 中华人民共和国劳动法
合同第九条: 合同
扶贫专项资金管理办法第三条: 扶贫专项资金管理办法
沁水县乡村e镇专项资金管理办法第三条: 沁水县乡村e镇专项资金管理办法
政府采购法实施条例第五条: 政府采购法实施条例
article 5 of the labor law: labor law
省里实施方案第三条: 实施方案
""".strip().splitlines()

OWN_NAMES = """
《安泽县连翘产业乡村 e 镇专项资金管理及拨付办法》
本办法
办法
这个办法的
资金管理及拨付办法
专项资金管理办法
拨付办法
e镇资金办法
《连翘产业专项资金管理办法》
安泽县连巧产业乡村e镇专项资金管理办法
《专项资今管理办法》
""".strip().splitlines()


@pytest.fixture
def contents(kb: PolicyKB) -> Contents:
    return kb.answerer.contents


def read(contents: Contents, message: str) -> Found:
    return find_references(normalise(message), contents)


@pytest.mark.parametrize("message", NONE)
def test_a_count_a_date_a_sum_is_no_reference(contents: Contents, message: str) -> None:
    assert read(contents, message).units == ()
    assert not read(contents, message).is_look_up


@pytest.mark.parametrize("line", SEVERAL)
def test_several_units_are_all_read(contents: Contents, line: str) -> None:
    message, _, units = line.partition(": ")
    assert read(contents, message).units == tuple(units.split())
    assert read(contents, message).is_look_up


@pytest.mark.parametrize("line", FOREIGN)
def test_an_article_of_another_law_is_marked_so(contents: Contents, line: str) -> None:
    message, _, law = line.partition(": ")
    found = read(contents, message)
    assert [one.law for one in found.references] == [law]
    assert not found.own


@pytest.mark.parametrize("name", OWN_NAMES)
def test_its_own_name_in_part_or_misspelt_is_no_other_law(contents: Contents, name: str) -> None:
    found = read(contents, f"{name}第九条")
    assert found.units == ("9",)
    assert found.is_look_up


def test_a_list_goes_on_with_its_law(contents: Contents) -> None:
    found = read(contents, "劳动法第3条和第5条")
    assert [one.law for one in found.references] == ["劳动法", "劳动法"]


@pytest.mark.parametrize(
    "message",
    ["第七条说的跨境电商能补多少", "按第九条要是没完工怎么办", "7条3项能报吗", "article 9 says recover what"],
)
def test_a_question_about_an_article_is_no_look_up(contents: Contents, message: str) -> None:
    found = read(contents, message)
    assert found.units
    assert not found.is_look_up


@pytest.mark.parametrize(
    ("message", "part"),
    [
        ("文号是多少", DocumentPart.NUMBER),
        ("这份文件的文号", DocumentPart.NUMBER),
        ("落款是哪天", DocumentPart.ISSUED),
        ("印发日期", DocumentPart.ISSUED),
        ("是哪个单位印发的", DocumentPart.ISSUER),
        ("办法的全称叫什么", DocumentPart.TITLE),
        ("标题是什么", DocumentPart.TITLE),
        ("有附件吗", DocumentPart.ANNEX),
    ],
)
def test_a_part_of_the_document_is_named(contents: Contents, message: str, part: DocumentPart) -> None:
    found = read(contents, message)
    assert [(one.kind, one.part) for one in found.references] == [(ReferenceKind.PART, part)]
    assert found.is_look_up


@pytest.mark.parametrize(
    ("message", "numbering", "unit"),
    [
        ("第二部分讲什么", Numbering.ARTICLE, ""),
        ("第二部分讲什么", Numbering.SECTION, "2"),
        ("第二点", Numbering.SECTION, "2"),
        ("第三部分第二项", Numbering.SECTION, "3.2"),
        ("第(二)项", Numbering.PAREN, "2"),
        ("第2项", Numbering.ARABIC, "2"),
        ("第二大项", Numbering.ARABIC, "2"),
    ],
)
def test_a_passage_is_named_as_its_readers_name_it(message: str, numbering: Numbering, unit: str) -> None:
    first = find_references(message, Contents(numbering=numbering)).first
    assert (first.unit if first else "") == unit


@pytest.mark.parametrize(
    "message",
    [
        "一条" * 500,
        "这第一条" * 250,
        "第" * 1000,
        "第一、" * 333,
        "7-" * 500,
        "（一）" * 333,
        "di" * 500,
        "art " * 250,
    ],
)
def test_a_hostile_message_is_read_in_the_time_of_its_length(contents: Contents, message: str) -> None:
    read(contents, message)


def test_a_range_without_end_is_cut(contents: Contents) -> None:
    assert len(read(contents, "第1条到第99999条").units) < 100
