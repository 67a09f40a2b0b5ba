"""The oddities of real regulations, one by one; each test names the rule."""

import pytest

from policy_kb.documents.structure import parse
from policy_kb.models import Article, Item


def read(source: str) -> list[tuple[str, str]]:
    return [(a.id, a.clean) for a in parse(source).articles]


def ids(source: str) -> list[str]:
    return [a.id for a in parse(source).articles]


def tree(one: Article | Item) -> list[str]:
    return [name for item in one.items for name in (item.id, *tree(item))]


@pytest.mark.parametrize(
    "heading",
    ["第九条 ", "第 九 条 ", "第九条", "第九条\u3000", "第9条 ", "第９条　",
     "笫九条 ", "第\u200b九条 ", "第九条：", "第九条\n",
     "第九條 ",     "　　第九条　", "**第九条** ", "第\ue005九条 ", "苐九条 "],
)  # fmt: skip
def test_every_spelling_of_a_heading_opens_an_article(heading: str) -> None:
    assert read(f"第八条 甲乙。\n{heading}丙丁。\n第十条 戊己。") == [
        ("8", "甲乙。"),
        ("9", "丙丁。"),
        ("10", "戊己。"),
    ]


@pytest.mark.parametrize(
    "mention",
    [
        "违反本办法\n第二条规定的，责令改正。",
        "按照《预算法》\n第九条 规定执行。",
        "第九条规定的情形除外。",
        "第二条、第三条所列事项另行规定。",
        "第二条第一款所称资金，是指奖补资金。",
        "“第九条 各级预算应当公开。\n第十条 其他。”",
        "依照\n第二条 的要求办理。",
        "第三条第（二）项的事项除外。",
        "第一条生产线建成后验收。",
        '法律规定："第四条 各级预算应当公开。"',
        '"第四条 各级预算应当公开。"',
    ],
)
def test_an_article_that_is_only_spoken_of_opens_nothing(mention: str) -> None:
    source = f"第一条 甲乙。\n第二条 丙丁。\n第三条 戊己。\n{mention}\n第四条 庚辛。"
    assert ids(source) == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    "body",
    [
        "项目建设通过招标。",
        "中标企业为单位。",
        "款项专户储存。",
        "所有企业。",
        "例如甲。",
        "规定范围内支出。",
        "的确如此。",
    ],
)
def test_bodies_that_begin_like_mentions_are_bodies(body: str) -> None:
    glue = " " if body.startswith("的") else ""
    expected = ["1", "3"] if body.startswith("的") else ["1", "2", "3"]
    assert ids(f"第一条{glue}甲乙。\n第二条{glue}{body}\n第三条{glue}丙丁。") == expected


def test_several_articles_on_one_line_are_parted() -> None:
    source = "第一章 总则 第一条 甲乙。 第二条 丙丁。第三条 戊己。 第二章 管理 第四条 庚辛。"
    regulation = parse(source)
    assert [(a.id, a.chapter) for a in regulation.articles] == [
        ("1", "第一章 总则"),
        ("2", "第一章 总则"),
        ("3", "第一章 总则"),
        ("4", "第二章 管理"),
    ]


def test_inserted_articles_have_ids_of_their_own() -> None:
    assert ids("第十一条 甲。\n第十二条 甲。\n第十二条之一 乙。\n第十二条之二　丙。\n第十三条 丁。") == [
        "11",
        "12",
        "12-1",
        "12-2",
        "13",
    ]


def test_repeats_and_backward_steps_are_kept_and_told() -> None:
    regulation = parse("第一条 甲。\n第二条 乙。\n第四条 丙。\n第三条 丁。\n第五条 戊。\n第五条 己。\n第六条 庚。")
    assert [a.id for a in regulation.articles] == ["1", "2", "4", "3", "5", "5#2", "6"]
    assert regulation.gaps == ()
    assert regulation.warnings == (
        "第 4 行：第三条排在第四条之后，顺序颠倒。",
        "第 6 行：第五条重复出现，编号记为 5#2。",
    )


def test_a_misprinted_number_makes_no_hundred_gaps() -> None:
    assert parse("第一条 甲。\n第二条 乙。\n第一百二十条 丙。\n第四条 丁。\n第五条 戊。").gaps == ("3",)


def test_numbers_above_a_hundred_are_read() -> None:
    assert ids("第一百一十九条 甲。\n第一百二十条 乙。\n第一百二十一条 丙。") == ["119", "120", "121"]


def test_a_contents_list_is_no_text() -> None:
    listed = "某办法\n目录\n第一章 总则 1\n第一条 目的 1\n第二条 范围 1\n\n"
    text = "第一章 总则\n第一条 目的 为了甲。\n第二条 范围 适用乙。"
    assert read(listed + text) == [("1", "目的 为了甲。"), ("2", "范围 适用乙。")]
    assert read("第一条 目的……1\n第二条 范围……2\n" + text) == [("1", "目的 为了甲。"), ("2", "范围 适用乙。")]
    assert read("第一条 目的\n第二条 范围\n" + text) == [("1", "目的 为了甲。"), ("2", "范围 适用乙。")]


def test_the_chapter_is_the_nearest_one_in_a_law_with_parts_and_sections() -> None:
    law = "某法\n第一编 总则\n第一章 基本规定\n第一条 甲。\n第二章 自然人\n第一节 能力\n第二条 乙。\n"
    law += "第二编 物权\n第三章 通则\n第三条 丙。"
    assert [a.chapter for a in parse(law).articles] == ["第一章 基本规定", "第二章 自然人", "第三章 通则"]


def test_a_chapter_title_may_stand_on_the_next_line() -> None:
    assert parse("第三章\n专项资金使用与拨付\n第八条 甲。").articles[0].chapter == "第三章 专项资金使用与拨付"


def test_chapters_may_be_numbered_without_the_word() -> None:
    regulation = parse("某办法\n一、总则\n第一条 甲。\n第二条 乙。\n二、管理\n第三条 丙。\n附  则\n第四条 丁。")
    assert [(a.chapter, a.text) for a in regulation.articles] == [
        ("一、总则", "甲。"),
        ("一、总则", "乙。"),
        ("二、管理", "丙。"),
        ("附 则", "丁。"),
    ]


@pytest.mark.parametrize(
    "tail",
    [
        "\n安泽县人民政府\n2023年1月10日",
        "\n\n　　　　安泽县财政局  安泽县商务局\n　　　　二〇二三年一月十日",
        " 安泽县人民政府办公室 2023 年 1 月 10 日印发",
        "\n附件：专项资金申报表",
        "\n附件1\n申报表\n序号\t名称\n1\t甲",
        "\n（此件公开发布）",
        "\n安泽县财政局\n2023.1.10",
        "\n抄送：县委办公室，县人大办公室。",
        "\n专项资金拨付申请表\n单位\t金额",
        "\n———————\n安泽县人民政府办公室 2023年1月10日印发",
        "\n安泽县乡村 e 镇工作领导小组办公室\n\n代章\n\n2023 年 1 月 10 日",
        "\n第3页共3页\n2023年1月10日印发",
        "附件：1.申报表。2.承诺书。",
    ],
)
def test_what_closes_the_document_is_not_the_last_articles(tail: str) -> None:
    last = "本办法由县工信局负责解释。\n　　本办法自印发之日起执行。"
    article = parse(f"第一条 甲乙。\n第二条 {last}{tail}").articles[-1]
    assert article.text == last
    assert len(article.paragraphs) == 2


@pytest.mark.parametrize(
    "ending",
    [
        "执行",
        "经县政府（第3次）会议2023年1月10日\n通过。",
        "自2023年1月10日起施行。",
        "有效期至2025年\n12月31日。",
        "自发布之日起施行，由县商务局\n解释。",
    ],
)
def test_the_last_article_loses_nothing_of_its_own(ending: str) -> None:
    source = f"第一条 甲乙。\n第二条 本办法{ending}\n安泽县人民政府\n2023年1月10日"
    assert parse(source).articles[-1].text == f"本办法{ending}"


def test_articles_of_an_annex_are_counted_apart() -> None:
    regulation = parse("第一条 甲。\n第二条 乙。\n附件：承诺书\n第一条 丙。\n第二条 丁。")
    assert [a.id for a in regulation.articles] == ["1", "2"]
    assert regulation.warnings == ("第 3 行起是附件，其中另有 2 条编号，没有列入正文条文。",)


def test_two_regulations_in_a_file_are_both_read() -> None:
    source = "甲办法\n第一条 甲。\n第二条 乙。\n某县人民政府\n2023年1月1日\n乙办法\n第一条 丙。\n第二条 丁。"
    assert read(source) == [("1", "甲。"), ("2", "乙。"), ("1#2", "丙。"), ("2#2", "丁。")]


def test_numbers_that_start_again_in_every_chapter_are_kept() -> None:
    source = "第一章 总则\n第一条 甲甲甲。\n第二条 乙乙。\n第二章 管理\n第一条 丙丙。\n第二条 丁丁。"
    assert ids(source) == ["1", "2", "1#2", "2#2"]


def test_a_repeat_behind_a_mentioned_annex_does_not_end_the_text() -> None:
    assert ids("第一条 甲。\n第二条 乙。\n附件：申报表。\n第二条 丙。\n第三条 丁。") == ["1", "2", "2#2", "3"]


def test_law_quoted_in_an_annex_is_not_the_text() -> None:
    assert ids("第一条 甲。\n第二条 乙。\n附：相关法律条文\n第四十五条 丙。\n第四十六条 丁。") == ["1", "2"]


def test_titles_of_articles_keep_their_lines() -> None:
    source = "第一条 目的依据\n为了甲，制定本办法。\n第二条 适用范围\n适用于乙。\n第三条 附则\n自印发之日起执行。"
    assert [a.paragraphs[0] for a in parse(source).articles] == ["目的依据", "适用范围", "附则"]


def test_a_list_of_offices_in_the_last_article_is_its_own() -> None:
    assert parse("第一条 甲乙。\n第二条 解释单位：\n县财政局\n县商务局").articles[-1].text.endswith("县商务局")


def test_an_annex_that_is_only_mentioned_ends_nothing() -> None:
    source = (
        "第一条 填写申请表（见\n附件1），报办公室。\n第二条 提交材料。\n附件所列材料不全的，退回。\n第三条 完。"
    )
    assert ids(source) == ["1", "2", "3"]
    assert parse(source).articles[0].clean == "填写申请表（见附件1），报办公室。"


def test_the_annex_of_a_notice_is_the_regulation() -> None:
    source = "关于印发《某办法》的通知\n各镇：\n一、认真学习。\n二、抓好落实。\n附件：某办法\n\n"
    source += "附件\n某专项资金办法\n第一条 甲。\n第二条 乙。"
    regulation = parse(source)
    assert [a.id for a in regulation.articles] == ["1", "2"]
    assert regulation.title == "某专项资金办法"


def test_a_table_stays_with_its_article_row_by_row() -> None:
    article = parse("第一条 标准如下：\n类别\t金额\n甲\t100\n第二条 完。").articles[0]
    assert article.paragraphs == ("标准如下：", "类别\t金额", "甲\t100")


@pytest.mark.parametrize(
    "broken",
    ["开拓\n展销渠道", "开拓\n\n展销渠道", "开拓\n第5页共5页\n展销渠道",
     "开拓第5页共5页展销渠道", "开拓\n— 5 —\n展销渠道",
     "开拓\f展销渠道",
     "开拓\n5\n展销渠道", "开拓\n第 5 页 共 9 页\n展销渠道", "开拓\n-5-\n\n展销渠道", "开拓\u200b展销渠道",
     "开拓\ue00f展销渠道",
     "开拓\n第五页 共九页\n展销渠道", "开拓\n5/9\n展销渠道", "开拓—5—展销渠道"],
)  # fmt: skip
def test_page_ends_inside_a_word_are_healed(broken: str) -> None:
    regulation = parse(f"第一条 支持{broken}建设。\n第二条 完。")
    assert regulation.articles[0].clean == "支持开拓展销渠道建设。"
    assert regulation.articles[0].text == f"支持{broken}建设。"


@pytest.mark.parametrize(
    "number",
    [
        "每年1月",
        "共5家企业",
        "得分80以上",
        "附件1和附件2",
        "满3年",
        "第1项",
        "5G技术",
        "比例为1比2",
        "不超过30万元",
        "3个工作日",
    ],
)
def test_numbers_of_the_text_are_never_taken_for_page_numbers(number: str) -> None:
    assert parse(f"第一条 甲乙{number}丙丁。\n第二条 完。").articles[0].clean == f"甲乙{number}丙丁。"


def test_a_digit_inside_a_known_word_is_left_out_and_told() -> None:
    regulation = parse("第一条 遵循公平公1开原则。\n第二条 完。")
    assert regulation.articles[0].clean == "遵循公平公开原则。"
    assert regulation.warnings == ("第 1 行：“公1开”中的数字按混入的页码处理，请对照原件核对。",)


@pytest.mark.parametrize(
    "marks",
    [
        ("（一）", "（二）", "（三）"),
        ("(一) ", "（ 二 ）", "(三)"),
        ("一)", "二）", "三)"),
        ("（一 ", "（二）", "（三 "),
        ("㈠", "㈡", "㈢"),
        ("1.", "2．", "3、"),
        ("（1）", "(2)", "⑶"),
        ("①", "②", "③"),
        ("一、", "二、", "三、"),
        ("1）", "2)", "３）"),
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n　　", "\n\n　　"])
def test_items_of_every_style_are_found(marks: tuple[str, str, str], between: str) -> None:
    one, two, three = marks
    source = f"第一条 支持：{between}{one}甲乙；{between}{two}丙丁；{between}{three}戊己。\n第二条 完。"
    assert [(i.id, i.clean) for i in parse(source).articles[0].items] == [
        ("1.1", "甲乙；"),
        ("1.2", "丙丁；"),
        ("1.3", "戊己。"),
    ]


def test_items_nest_as_their_styles_appear() -> None:
    source = "第七条 支持：\n（一）甲：\n1.乙：（1）丙；（2）丁；\n2.戊。\n（二）己：\n1.庚。\n第八条 完。"
    article = parse(source).articles[0]
    assert tree(article) == ["7.1", "7.1.1", "7.1.1.1", "7.1.1.2", "7.1.2", "7.2", "7.2.1"]


@pytest.mark.parametrize(
    "words",
    ["达到3.5亿元", "依照第（二）项", "前款（一）项", "第三、四季度", "见（1）式", "增长1.2倍", "十三、十四届"],
)
def test_numbers_in_a_sentence_are_no_items(words: str) -> None:
    assert parse(f"第一条 甲{words}乙丙。\n第二条 完。").articles[0].items == ()


def test_two_lists_of_an_article_keep_their_introductions() -> None:
    article = parse(
        "第一条 有下列情形：\n（一）甲；\n（二）乙。\n下列情形除外：\n（一）丙；\n（二）丁。\n第二条 完。"
    ).articles[0]
    assert [(i.id, i.clean) for i in article.items] == [
        ("1.1", "甲；"),
        ("1.2", "乙。"),
        ("1.1#2", "丙；"),
        ("1.2#2", "丁。"),
    ]
    assert article.paragraphs == ("有下列情形：", "下列情形除外：")


def test_a_missing_item_is_told() -> None:
    regulation = parse("第一条 支持：\n（一）甲；\n（三）乙。\n第二条 完。")
    assert [i.id for i in regulation.articles[0].items] == ["1.1", "1.3"]
    assert regulation.warnings == ("第 3 行：第一条的项编号不连续，此处是第（三）项。",)


def test_a_text_without_any_numbers_says_so() -> None:
    regulation = parse("关于放假的通知\n今天放假。")
    assert regulation.articles == ()
    assert regulation.warnings == ("没有找到条文：既没有“第…条”，也没有“一、”“（一）”“1.”这样的编号。",)
