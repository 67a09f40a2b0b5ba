"""The measure itself and two papers in the shapes that counties write."""

from pathlib import Path

import pytest

from policy_kb.documents.structure import parse
from policy_kb.models import Regulation

FIXTURES = Path(__file__).parent / "fixtures"
MEASURE = Path(__file__).parents[3] / "policy_kb" / "data" / "anze" / "measure.txt"
SOURCE = MEASURE.read_text(encoding="utf-8")
CHAPTERS = (
    "第一章 总则",
    "第二章 专项资金支持范围和标准",
    "第三章 专项资金使用与拨付",
    "第四章 资金管理与监督",
    "第五章 中期绩效评价",
    "第六章 附 则",
)


def fixture(name: str) -> Regulation:
    return parse((FIXTURES / name).read_text(encoding="utf-8"))


def test_the_measure_has_nineteen_articles_and_no_eleventh() -> None:
    regulation = parse(SOURCE)
    assert [a.id for a in regulation.articles] == [str(n) for n in range(1, 21) if n != 11]
    assert regulation.gaps == ("11",)
    assert regulation.warnings == ("第 65 行：缺第十一条，第十条之后是第十二条。",)
    assert regulation.title == "安泽县连翘产业乡村 e 镇专项资金管理及拨付办法"
    assert tuple(dict.fromkeys(a.chapter for a in regulation.articles)) == CHAPTERS


def test_the_measure_names_ten_areas_in_article_seven() -> None:
    seven = next(a for a in parse(SOURCE).articles if a.id == "7")
    assert [i.id for i in seven.items] == [f"7.{n}" for n in range(1, 11)]
    assert [i.clean[:6] for i in seven.items][6:] == [
        "加强基础配套",
        "健全物流配送",
        "加大招商引资",
        "促进创业创新",
    ]
    assert seven.paragraphs == ("项目建设通过招标方式交付第三方运营管理，专项资金主要支持以下方面。",)
    assert seven.text.startswith("项目建设通过")
    assert seven.end == seven.items[-1].end


def test_the_last_article_ends_before_the_printing_line() -> None:
    assert parse(SOURCE).articles[-1].text == "本办法自印发之日起执行。"


def test_a_text_without_furniture_is_clean_as_it_stands() -> None:
    assert all(a.clean == a.text for a in parse(SOURCE).articles)


@pytest.mark.parametrize("blank", ["", " ", "\u3000"])
def test_the_measure_on_one_line_reads_the_same(blank: str) -> None:
    as_printed, on_one_line = parse(SOURCE), parse(blank.join(SOURCE.split()))
    assert compact(on_one_line) == compact(as_printed)
    assert on_one_line.gaps == ("11",)
    assert "".join(on_one_line.title.split()) == "".join(as_printed.title.split())


@pytest.mark.parametrize("width", [22, 28, 35])
@pytest.mark.parametrize(
    "foot", ["第{n}页共9页", "- {n} -", "乡村 e 镇专项资金办法\n— {n} —", "{n}", "乡村 e 镇专项资金办法  第{n}页"]
)
def test_the_measure_as_printed_on_pages_reads_the_same(width: int, foot: str) -> None:
    lines = [line[at : at + width] for line in SOURCE.split("\n") for at in range(0, len(line), width)]
    pages = ["\n".join(lines[at : at + 24]) for at in range(0, len(lines), 24)]
    printed = "\n".join(f"{page}\n{foot.format(n=n)}" for n, page in enumerate(pages, 1))
    assert compact(parse(printed)) == compact(parse(SOURCE))


def test_a_page_layout_with_margins_reads_the_same() -> None:
    printed = "\n".join(
        "    " + ("    " if at == 0 else "") + line[at : at + 30]
        for line in SOURCE.split("\n")
        for at in range(0, len(line), 30)
    )
    assert compact(parse(printed)) == compact(parse(SOURCE))
    assert [a.paragraphs for a in parse(printed).articles if a.id in {"10", "13"}] == [
        a.paragraphs for a in parse(SOURCE).articles if a.id in {"10", "13"}
    ]


def compact(regulation: Regulation) -> list[tuple[str, str, str, tuple[str, ...]]]:
    def squeeze(words: str) -> str:
        return "".join(words.split())

    return [
        (a.id, squeeze(a.chapter), squeeze(a.clean), tuple(squeeze(i.clean) for i in a.items))
        for a in regulation.articles
    ]


def test_a_township_paper_with_every_oddity() -> None:
    regulation = fixture("township_rules.txt")
    by_id = {a.id: a for a in regulation.articles}
    assert list(by_id) == ["1", "2", "3", "4", "5", "6", "7", "7-1", "9", "9#2", "11", "12", "13"]
    assert regulation.title == "沁河县农村电商专项资金管理办法"
    assert regulation.gaps == ("8", "10")
    assert by_id["1"].chapter == "第一章 总 则"
    assert by_id["2"].clean == "专项资金的安排遵循公平公开、专款专用的原则，坚持公开、公平、公正。"
    assert by_id["3"].clean.endswith("开展重要手段的跟踪检查。")
    assert "《预算法》第九条规定应当公开的" in by_id["3"].clean
    assert len(by_id["3"].paragraphs) == 2
    assert [i.id for i in by_id["4"].items[0].items] == ["4.1.1", "4.1.2", "4.1.3"]
    assert [i.clean for i in by_id["4"].items[0].items[1].items] == ["电脑；", "打印机；"]
    assert by_id["4"].paragraphs[-1] == "前款第（三）项所称其他事项，由县商务局提出方案。"
    assert [i.clean for i in by_id["5"].items][:2] == ["提供虚假材料的；", "已获得同类资金的；"]
    assert by_id["9"].clean == "违反本办法第七条 规定的，责令改正。"
    assert by_id["11"].clean.endswith("对违反规定的，依法处理。")
    assert by_id["13"].text == "本办法自2022年9月1日起施行，有效期三年"
    assert len(regulation.warnings) == 5


def test_a_plan_numbered_without_articles() -> None:
    regulation = fixture("work_plan.txt")
    assert [a.id for a in regulation.articles] == ["1", "2", "3"]
    assert regulation.title == "关于做好2024年沁河县连翘产业发展工作的实施方案"
    assert [i.id for i in regulation.articles[0].items] == ["1.1", "1.2"]
    assert [i.id for i in regulation.articles[1].items[0].items] == ["2.1.1", "2.1.2"]
    assert [i.clean for i in regulation.articles[1].items[0].items[1].items] == ["东山；", "西岭。"]
    assert regulation.articles[1].paragraphs == ("重点任务", "三、四季度安排由县林业局另行通知。")
    assert regulation.articles[2].paragraphs == ("保障措施", "各部门要压实责任，形成合力。", "各乡镇要加强宣传。")
    assert regulation.warnings == ("文件没有“第…条”，已按“一、”的编号划分。",)
