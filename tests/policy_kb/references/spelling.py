"""Write references in every spelling that people use: what writes and what reads must agree."""

from __future__ import annotations

from collections.abc import Iterator

from policy_kb.numerals import to_chinese
from policy_kb.references.english_numbers import NUMBERS, ORDINALS

_CAPITALS = str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾")
_TRADITIONAL_CAPITALS = str.maketrans("一二三四五六七八九十", "壹貳參肆伍陸柒捌玖拾")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_PINYIN = dict(
    zip("一二三四五六七八九十", ["yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu", "shi"], strict=True)
)
_TONES = dict(
    zip("一二三四五六七八九十", ["yī", "èr", "sān", "sì", "wǔ", "liù", "qī", "bā", "jiǔ", "shí"], strict=True)
)
_ALIKE = str.maketrans("一二三四五六七八九十", "衣而散死午流期吧舅时")
_CARDINALS = list(NUMBERS)[:20]
_ORDINALS = list(ORDINALS)[:20]
LARGEST = len(_CARDINALS)


def numerals(number: int) -> Iterator[str]:
    """Everything that can stand between 第 and 条."""
    chinese = to_chinese(number)
    yield from (chinese, str(number), str(number).translate(_FULL_WIDTH), f" {number} ")
    yield from (chinese.translate(_CAPITALS), chinese.translate(_TRADITIONAL_CAPITALS))
    if 20 <= number < 40:
        ones = "" if number % 10 == 0 else to_chinese(number % 10)
        yield from (ten + ones for ten in ("廿卄", "卅")[number // 10 - 2])
    if number <= 20:
        yield chr(0x2460 + number - 1)


def articles(number: int) -> Iterator[str]:
    """An article."""
    for numeral in numerals(number):
        yield from (f"第{numeral}条", f"第{numeral}條")
        if numeral not in {"一", "參"}:
            yield f"{numeral}条"
    yield from pinyin("第{}条", number)
    chinese = to_chinese(number)
    yield from (
        f"第{chinese}大条",
        f"No.{number}",
        f"no {number}",
        " ".join(f"第{number}条"),
        " ".join(f"第{chinese}条"),
    )
    yield from (f"弟{chinese}条", f"地{chinese}条", f"第{chinese}调", f"第{chinese.translate(_ALIKE)}条")
    yield from english("article", number)


def pinyin(frame: str, number: int) -> Iterator[str]:
    """di jiu tiao, dijiutiao, di 9 tiao, dì jiǔ tiáo."""
    marks = {"条": ("tiao", "tiáo"), "章": ("zhang", "zhāng"), "项": ("xiang", "xiàng")}[frame[-1]]
    syllables = [_PINYIN[one] for one in to_chinese(number)]
    yield " ".join(["di", *syllables, marks[0]])
    yield "".join(["di", *syllables, marks[0]])
    yield f"di {number} {marks[0]}"
    yield f"di{number}{marks[0]}"
    yield " ".join(["dì", *(_TONES[one] for one in to_chinese(number)), marks[1]])


def english(word: str, number: int) -> Iterator[str]:
    """Article nine, Article 9, the ninth article, 9th article."""
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(number, "th")
    cardinal, ordinal = _CARDINALS[number - 1], _ORDINALS[number - 1]
    yield from (
        f"{word} {number}",
        f"{word.title()} {cardinal}",
        f"the {ordinal} {word}",
        f"{number}{suffix} {word}",
    )
    if word == "article":
        yield from (
            f"art {number}",
            f"art. {number}",
            f"Art.{number}",
            f"§{number}",
            f"§ {number}",
            f"clause {number}",
        )


def items(article: int, number: int) -> Iterator[str]:
    """An item of an article."""
    chinese, chinese_article = to_chinese(number), to_chinese(article)
    for numeral in numerals(number):
        yield from (
            f"第{chinese_article}条第{numeral}项",
            f"第{article}条（{numeral}）",
            f"{article}条{numeral}项",
        )
        yield from (f"第{chinese_article}条第（{numeral}）項", f"{chinese_article}条里头第{numeral}个")
        yield from (f"第{chinese_article}条第{numeral}款", f"第{chinese_article}條的第{numeral}點")
    yield from (f"{article}.{number}", f"{article}-{number}", f"{chinese_article}之{chinese}")
    yield from (f"{article}（{number}）", f"{chinese_article}（{chinese}）", f"{article}条{chinese}")
    yield from (f"{article}_{number}", f"{article}.（{number}）", f"{article}{chr(0x2460 + number - 1)}")
    yield f"第{chinese_article}大条第{chinese}小条"
    if number < len("abcdefgh"):  # (i) is one, in Roman
        yield from (f"art {article} ({'_abcdefgh'[number]})", f"article {article}({'_abcdefgh'[number]})")
    yield from (f"第{chinese_article}条，第{chinese}项", f"第{chinese_article}条第{chinese}类")
    yield f"di {_PINYIN.get(chinese_article, article)} tiao di {_PINYIN.get(chinese, number)} xiang"
    if number <= LARGEST:
        word, article_word = _CARDINALS[number - 1], _CARDINALS[article - 1]
        yield from (f"item {word} of article {article_word}", f"article {article}({number})")
        yield from (f"article {article}, item {number}", f"section {number} of article {article}")
        yield from (
            f"the {_ORDINALS[number - 1]} item of the {_ORDINALS[article - 1]} article",
            f"art {article}.{number}",
        )


def chapters(number: int) -> Iterator[str]:
    """A chapter by its number."""
    for numeral in numerals(number):
        yield f"第{numeral}章"
    yield from pinyin("第{}章", number)
    yield from english("chapter", number)


def lists(numbers: tuple[int, ...]) -> Iterator[str]:
    """Several articles."""
    chinese = [to_chinese(number) for number in numbers]
    for joint in ("、", "和", "跟", "，"):
        yield f"第{joint.join(chinese)}条"
        yield joint.join(f"第{one}条" for one in chinese)
        yield joint.join(f"第{one}条" for one in map(str, numbers))
    count = to_chinese(len(numbers)) if len(numbers) != 2 else "两"
    yield from (f"{'、'.join(map(str, numbers))}{count}条", f"第{'、'.join(chinese)}这{count}条")
    yield from (f"{' '.join(map(str, numbers))}条", "，还有".join(f"{one}条" for one in map(str, numbers)))
    yield "第" + "、第".join(chinese) + "条"
    yield "".join(f"第{one}" for one in chinese) + "条"
    yield "articles " + " and ".join(map(str, numbers))
    yield "art " + ", ".join(map(str, numbers))


def ranges(first: int, last: int) -> Iterator[str]:
    """All articles from one to another."""
    for joint in ("到", "至", "-", "~", "—"):
        yield f"{first}{joint}{last}条"
        yield f"第{first}{joint}{last}条"
        yield f"第{to_chinese(first)}条{joint}第{to_chinese(last)}条"
        yield f"第{to_chinese(first)}{joint}第{to_chinese(last)}条"
    for joint in ("一直到", "看到"):
        yield f"从第{to_chinese(first)}条{joint}第{to_chinese(last)}条"
    yield f"articles {first} to {last}"
    yield f"di {first} dao {last} tiao"


def items_listed(article: int, numbers: tuple[int, ...]) -> Iterator[str]:
    """Several items of an article."""
    chinese = [to_chinese(number) for number in numbers]
    for joint in ("、", "和", "跟"):
        yield f"第{to_chinese(article)}条第{joint.join(chinese)}项"
        yield f"{article}条{joint.join(map(str, numbers))}项"
        yield f"{article}条的第{f'项{joint}第'.join(chinese)}项"
    yield f"{article}条的{' '.join(map(str, numbers))}项"
    yield f"第{to_chinese(article)}条" + "".join(f"（{one}）" for one in chinese)
    yield f"article {article}, items {' and '.join(map(str, numbers))}"


def beside(number: int, steps: int) -> Iterator[str]:
    """The article so many places behind another, or before it."""
    words = ("下", "后面", "往下") if steps > 0 else ("上", "前面", "往上")
    for word in words:
        yield from (f"第{to_chinese(number)}条{word}一条", f"{number}条的{word}一条", f"第{number}条{word}那条")


def from_the_end(place: int, mark: str) -> Iterator[str]:
    """A place counted from the end."""
    for numeral in (to_chinese(place), str(place)):
        yield from (f"倒数第{numeral}{mark}", f"倒着数第{numeral}{mark}", f"从后往前数第{numeral}{mark}")
    if place == 1:
        yield from (f"最后一{mark}", f"末了一{mark}", f"最后那{mark}", f"最末尾一{mark}", f"末{mark}", f"尾{mark}")


POLITE = """
{}
{}。
请问{}
麻烦发一下{}，谢谢
给我念念{}
你好 在吗，{}
{}写的啥
看看{}原文
老师好，{}讲的什么内容
{}是怎么规定的？
帮我查一下{}的原文
能不能把{}发我
{}到底说了什么呀
不好意思打扰了，{}
早上好！{} 多谢
忘了{}咋写的了
show me {} please
what does {} say
{}呢
那{}呢
{} xie de sha
我想看{}，谢谢您
办法{}
《安泽县连翘产业乡村e镇专项资金管理及拨付办法》{}
""".strip().splitlines()
"""What is said around a look-up."""
