"""The table of terminals: every word, sign and syllable that a reference can be made of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, IntEnum, auto


class Terminal(IntEnum):
    """What a word is in a reference. Integers: a parser compares little else."""

    NUMBER = auto()
    ORDINAL = auto()  # 第
    ARTICLE = auto()  # 条
    ITEM = auto()  # 项
    KIND = auto()  # 第六个, 第三类: an item only behind 第
    SECTION = auto()  # 部分: an article where the document has no 第…条
    CHAPTER = auto()
    TITLE = auto()  # of a chapter
    JOINT = auto()  # 和, 、
    COMMA = auto()  # joins where nothing else is said
    RANGE = auto()
    HYPHEN = auto()  # a range, or between article and item
    OPEN = auto()
    CLOSE = auto()
    DOT = auto()
    SUB = auto()  # 之
    INSIDE = auto()  # 里头, 的
    THAT = auto()  # 这, 那
    FIRST = auto()
    LAST = auto()
    FROM_END = auto()
    BACK = auto()  # 上, 前面: towards the beginning, from what was named
    FORTH = auto()
    AROUND = auto()  # 前后
    BETWEEN = auto()  # 中间
    ARTICLE_EN = auto()
    CLAUSE_EN = auto()  # an article by itself, an item of an article
    ITEM_EN = auto()
    CHAPTER_EN = auto()
    OF_EN = auto()
    PART = auto()  # 文号, 落款, 标题
    OTHER = auto()


class DocumentPart(Enum):
    """What of a document can be asked for besides its articles."""

    NUMBER = auto()
    ISSUED = auto()
    ISSUER = auto()
    TITLE = auto()
    ANNEX = auto()


WORDS: Mapping[Terminal, tuple[str, ...]] = {
    Terminal.ORDINAL: ("第",),
    Terminal.ARTICLE: ("条", "條", "大条", "条款", "条文", "號條款", "号条款", "号条"),
    Terminal.ITEM: ("项", "項", "款", "点", "點", "目", "小项", "小点", "小款", "条目"),
    Terminal.KIND: ("个", "個", "类", "個方面", "个方面", "方面", "小条"),
    Terminal.SECTION: ("部分", "大部分", "段", "大段", "大点", "大项"),
    Terminal.CHAPTER: ("章",),
    Terminal.JOINT: ("、", "和", "与", "與", "跟", "及", "以及", "还有", "加上", "再加", "加", "+", "&", "and"),
    Terminal.COMMA: (",", "，", ";", "；", "/"),
    Terminal.RANGE: (
        "到",
        "至",
        "~",
        "～",
        "——",
        "开始到",
        "起到",
        "往后到",
        "一直到",
        "直到",
        "看到",
        "念到",
        "读到",
        "to",
        "through",
    ),
    Terminal.HYPHEN: ("-", "—", "–", "－", "_"),
    Terminal.OPEN: ("(", "（", "[", "【"),
    Terminal.CLOSE: (")", "）", "]", "】"),
    Terminal.DOT: (".", "．", "·", "杠"),
    Terminal.SUB: ("之",),
    Terminal.INSIDE: ("的", "里", "里面", "里头", "里边", "中", "当中", "其中", "下面", "下边", "底下"),
    Terminal.THAT: ("这", "那", "这个", "那个", "the", "number", "no", "nr", "#"),
    Terminal.FIRST: ("头", "首", "前", "最前", "最前面", "打头", "开头", "最开头", "最头上", "开篇", "起头"),
    Terminal.LAST: (
        *("最后", "最后面", "最后头", "末", "末了", "末尾", "最末", "最末尾", "尾", "最尾", "结尾", "最末了"),
        *("收尾", "压尾", "压轴", "垫底", "后", "last", "final"),
    ),
    Terminal.FROM_END: ("倒数", "倒着数", "从后数", "从后往前数", "从后头数", "倒着", "从后面数", "从末尾数"),
    Terminal.BACK: (
        "上",
        "上面",
        "上头",
        "上边",
        "前面",
        "前头",
        "前边",
        "之前",
        "往上",
        "往前",
        "再上",
        "再往前",
    ),
    Terminal.FORTH: (
        "下",
        "后面",
        "后头",
        "后边",
        "之后",
        "往下",
        "往后",
        "再下",
        "再往后",
        "接下来",
        "紧接着",
        "挨着",
    ),
    Terminal.AROUND: ("前后", "上下", "左右"),
    Terminal.BETWEEN: ("中间", "之间", "中间夹着", "夹着"),
    Terminal.ARTICLE_EN: ("article", "articles", "art", "arts", "§"),
    Terminal.CLAUSE_EN: ("clause", "clauses", "section", "sections", "sec", "provision"),
    Terminal.ITEM_EN: ("item", "items", "point", "points", "paragraph", "para", "subsection", "subclause"),
    Terminal.CHAPTER_EN: ("chapter", "chapters", "ch", "chap"),
    Terminal.OF_EN: ("of", "in", "under"),
}
"""Simplified and traditional; a message is in lower case."""

PARTS: Mapping[DocumentPart, tuple[str, ...]] = {
    DocumentPart.NUMBER: ("文号", "发文字号", "发文号", "文件号", "文件编号", "红头号"),
    DocumentPart.ISSUED: (
        *("印发日期", "印发时间", "发文日期", "发文时间", "成文日期"),
        *("落款日期", "落款", "落款时间", "发布日期", "发布时间", "印发的时间", "印发的日期"),
    ),
    DocumentPart.ISSUER: (
        *(
            "发文单位",
            "发文机关",
            "印发单位",
            "印发机关",
            "落款单位",
            "发布单位",
            "发布机关",
            "制发单位",
            "制发机关",
        ),
        *("哪个单位印发", "哪个部门印发", "哪个单位发", "谁印发", "哪里印发", "谁发的文"),
    ),
    DocumentPart.TITLE: ("标题", "全称", "题目", "大标题", "文件名", "文件名称", "文件全名", "全名"),
    DocumentPart.ANNEX: ("附件", "附表", "附录"),
}

SYLLABLES: Mapping[str, tuple[Terminal, str]] = {
    "di": (Terminal.ORDINAL, "第"),
    "tiao": (Terminal.ARTICLE, "条"),
    "xiang": (Terminal.ITEM, "项"),
    "kuan": (Terminal.ITEM, "款"),
    "dian": (Terminal.ITEM, "点"),
    "zhang": (Terminal.CHAPTER, "章"),
    "zhi": (Terminal.SUB, "之"),
    "dao": (Terminal.RANGE, "到"),
    "he": (Terminal.JOINT, "和"),
    "li": (Terminal.INSIDE, "里"),
    "de": (Terminal.INSIDE, "的"),
    "ge": (Terminal.KIND, "个"),
    "zuihou": (Terminal.LAST, "最后"),
    "daoshu": (Terminal.FROM_END, "倒数"),
    **{
        syllable: (Terminal.NUMBER, numeral)
        for syllable, numeral in zip(
            ["yi", "er", "liang", "san", "si", "wu", "liu", "qi", "ba", "jiu", "shi", "bai", "ling"],
            "一二两三四五六七八九十百零",
            strict=True,
        )
    },
}
"""What is typed without a Chinese keyboard."""

SOUNDS_LIKE: Mapping[str, str] = {
    character: meant
    for meant, characters in {
        "第": "低地堤嫡帝底弟抵敌涤滴狄笛缔递",
        "条": "挑眺跳迢调",
        "项": "乡享像厢向响巷想橡相祥象镶香",
        "章": "丈仗帐张彰掌杖漳账胀障",
        "零": "令伶凌另灵玲羚铃陵领龄",
        "一": "义乙亦亿以仪伊依倚医夷姨宜已易毅疑益翼艺蚁衣裔议译谊逸遗",
        "二": "儿尔而耳饵",
        "三": "伞散参",
        "四": "丝司寺巳思撕斯死私似",
        "五": "乌务午吴吾屋悟戊无武毋污物舞误雾",
        "六": "刘柳榴流溜琉留",
        "七": "乞企其凄启器奇契妻岂戚旗期栖棋欺歧气汽沏漆祈起骑齐",
        "八": "叭吧坝巴扒把拔爸疤罢芭霸",
        "九": "久咎就揪救旧灸疚究纠臼舅酒韭",
        "十": "世事仕使势史士失始实室尸师式时是柿氏湿石示视誓识试诗适释食",
    }.items()
    for character in characters
}
"""What dictation and quick fingers make of it. Read only in a frame of 第…条, and where nothing else is said."""

PINYIN_TITLES: Mapping[str, str] = {"zongze": "总则", "fuze": "附则", "faze": "罚则"}
STRUCTURAL_TITLES = frozenset({"总则", "分则", "附则", "罚则"})
"""Titles that name a chapter even when they stand alone; others are also what the chapter is about."""
