"""The fixed sentences of the knowledge base itself; those of one document stand in its guide."""

from __future__ import annotations

from policy_kb.expressions import lazy_compile

UNIT = "原文："
NEAREST = "与此最接近的是："
ALSO_STANDARD = "支持范围和标准另见："
ASK_OFFICE = "需要准确答复，请向办公室咨询。"
NOT_STATED = "您问的这一点，文件没有写明。"
OUTSIDE = "没有在文件里找到与这句话对应的内容。可以换个说法再问，或者发条号看原文。"
WHICH = "您想问的是哪一项？回复数字："
PERHAPS = "也可能是："
IF_OURS = "如果问的是下面的内容，回复数字看原文："
LIST_OPENING = "这一条写到以下几项，回复数字看原文："
NO_CONTEXT = "请写明要看的是第几条。"

FLOW_OFFERS = {"human": "找工作人员", "apply": "申请拨付", "status": "查进度", "complaint": "意见和举报"}
"""The dialogues that an answer offers, by kind."""

FLOW_BESIDE = {
    "human": "要找工作人员，请回复“人工”。",
    "apply": "要申请拨付，请回复“申请”。",
    "status": "要查进度，请回复“查进度”。",
    "complaint": "要反映意见、举报，请先回复“举报”。",
}
"""What is said in the place of a dialogue that is wanted besides an answer, by kind."""


ANOTHER_PLACE = "我只查这一份文件，别处的规定请向当地询问。"
ANOTHER_LAW = "我只查这一份文件，没有收录您说的那一份。"
SIDE_BY_SIDE = "并列如下："
NEXT_STEP = "接下来："
END_OF_PATH = "写到的步骤到这里为止："
FIRST = "前面没有了，这是最前面的："
LAST = "后面没有了，这是最后一条（项）："


def sources(*, labels: tuple[str, ...]) -> str:
    """Say where it stands, and how to see the words themselves."""
    return f"出处：{'、'.join(labels)}。要看原话，请回复“原文”。"


def about(*, title: str) -> str:
    """What can be asked, where the guide does not say it better."""
    named = f"《{title}》" if title else "这份文件"
    return f"您可以直接用平常的话问我{named}。我按原文回答，并注明出处。"


def no_such_article(*, label: str) -> str:
    """The text leaves the number out."""
    return f"印发文本没有{label}。"


def no_such_item(*, article: str, item: str) -> str:
    """The article has fewer items."""
    return f"{article}没有第（{item}）项。"


def no_such_chapter(*, number: str) -> str:
    """The document has fewer chapters."""
    return f"印发文本没有第{number}章。"


def as_above(*, label: str) -> str:
    """The passage was quoted for the want before."""
    return f"见上引{label}。"


def our_side(*, name: str) -> str:
    """What is looked for where the county's own part in a matter is asked."""
    return f"{name} 本县 县里"


def chapter_holds(*, chapter: str) -> str:
    """Above the articles of a chapter."""
    return f"第{chapter}章的条文："


def document_number(*, printed: str) -> str:
    """The number of the document, verbatim."""
    return f"文号：“{printed}”（印发文本）。" if printed else "印发文本没有写文号。"


def issuer(*, printed: str) -> str:
    """Who signed it, as printed."""
    return f"落款单位：“{printed}”（印发文本）。" if printed else "印发文本没有写落款单位。"


def issue_day(*, printed: str) -> str:
    """The day on which it was issued, verbatim."""
    return f"落款日期：“{printed}”（印发文本）。" if printed else "印发文本没有写落款日期。"


def document_title(*, printed: str) -> str:
    """The title, verbatim."""
    return f"标题：“{printed}”（印发文本）。" if printed else "印发文本没有写标题。"


def annexes(*, printed: tuple[str, ...]) -> str:
    """The annexes, verbatim."""
    return f"附件：{''.join(f'“{one}”' for one in printed)}（印发文本）。" if printed else "印发文本没有附件。"


def whole_passage(*, label: str) -> str:
    """Label of the offer to see the rest."""
    return f"看{label}全文"


def no_measure(*, folder: str, file: str) -> str:
    """To the operator: the folder holds no document."""
    return f"{folder} 里没有 {file}。请先用 kb init 建立文件夹。"


def no_samples(*, folder: str) -> str:
    """To the operator: there is nothing to learn."""
    return f"{folder} 里没有样例问句（samples/*.jsonl）。没有样例也能查询，不必学习。"


def learnt(*, samples: int, classes: int, size: int) -> str:
    """To the operator: what `kb build` did."""
    return f"已学习 {samples} 个样例、{classes} 类，模型 {size} 字节。"


def extra_missing(*, module: str) -> str:
    """To the operator: the extra `build` is not installed."""
    return f"学习样例需要安装 build 组件（缺少 {module}）。运行查询不需要它。"


_NUMERAL = "[零一二三四五六七八九十百千万]"
_LABEL = (
    rf"(?:第{_NUMERAL}+(?:条(?:之{_NUMERAL}+)?|部分)"
    rf"|第（{_NUMERAL}+）项|第[0-9]+项)"
)
PATTERNS = tuple(
    lazy_compile(pattern)
    for pattern in (
        rf"印发文本没有{_LABEL}。",
        rf"{_LABEL}没有第（{_NUMERAL}+）项。",
        rf"印发文本没有第{_NUMERAL}+章。",
        rf"第{_NUMERAL}+章的条文：",
        r"(?:文号|落款日期|落款单位|标题|附件)：(?:“[^”]+”)+（印发文本）。",
        r"印发文本没有(?:写文号|写落款日期|写落款单位|写标题|附件)。",
        rf"见上引(?:{_LABEL})+。",
        rf"出处：(?:{_LABEL}(?:第（{_NUMERAL}+）项)?、?)+。要看原话，请回复“原文”。",
    )
)
"""The sentences with a number in them, as a test recognises them."""

CONSTANTS = frozenset(
    {
        UNIT,
        NEAREST,
        ALSO_STANDARD,
        ASK_OFFICE,
        NOT_STATED,
        OUTSIDE,
        WHICH,
        PERHAPS,
        IF_OURS,
        LIST_OPENING,
        NO_CONTEXT,
    }
    | set(FLOW_BESIDE.values())
    | {ANOTHER_LAW, ANOTHER_PLACE, SIDE_BY_SIDE, NEXT_STEP, END_OF_PATH, FIRST, LAST}
)
"""All sentences without a number."""

# ── for the operator: kb check, kb init ──

NO_ARTICLES = "没有读到条文：需要有“第一条”“第二条”或“一、二、”编号的正文。"
BUILD_AGAIN = "原文、guide.toml 或样例改过，模型还是旧的：请运行 kb build。"
MODEL_OF_EARLIER = "学出来的模型是以前的版本的：请运行 kb build。"
INDEX_AGAIN = "文本很长，而 index.bin 没有或是旧的：用能写这个文件夹的账户打开一次（如 ask --kb），就会重新生成。"
EDITION_WITHOUT_NAME = "guide.toml 的 [edition] 没有写 name：写上文号或版本，旧答复才分得清出自哪一版。"
GUIDE_TO_FILL_IN = """# 本文件由办公室签发后使用；全部可以不填。填法见 policy_kb/data/anze/guide.toml。

# [edition]
# name = "文号或版本，如“2023年版”"
# in_force_from = 2023-01-01
# in_force_until = 2025-12-31
# replaces = "被它替代的版本"

# office = "办公室全称，问候语和网页上用"
# about = "问候语里说可以问什么"
# examples = ["问候语下面的问题", "点一下就问"]

# 哪一条管什么：写了才开通相应的功能；kb check 会列出没写的和因此关闭的功能。
# [roles]
# who-applies = "4"
# windows = "9"

# [[units]]
# id = "1"
# name = "菜单上的名称"
# names = ["人们平常怎么说", "另一种说法"]
"""


def folder_in_use(*, folder: str) -> str:
    """The folder would be overwritten."""
    return f"{folder} 里已经有文件；请换一个空文件夹。"


def unreadable(*, reason: str) -> str:
    """The guide or the samples cannot be read."""
    return f"guide.toml 或样例读不出来：{reason}"


def unknown_unit(*, unit: str) -> str:
    """An id that no passage has."""
    return f"没有编号为 {unit} 的条或项。"


def unknown_role(*, role: str, known: tuple[str, ...]) -> str:
    """The guide names a role that there is not."""
    return f"guide.toml 的 [roles] 里没有“{role}”这种用途。可以写的是：{'、'.join(known)}。"


OFF = {
    "who-applies": "在线申请、查进度、绑定关闭，“我要申请”只给出原文",
    "declaration": "提交前的承诺不引用原文",
    "approval": "在线申请、查进度、绑定关闭",
    "payment": "在线申请、查进度、绑定关闭",
    "prepayment": "预付比例旁边不引用原文，合同的登记标为办公室工作环节",
    "evaluation": "登记评价时不标条号",
    "mid-term": "登记评价、整改复核、处理决定时不标条号",
    "recovery": "登记追回时不标条号，缴款通知不引用原文",
    "reclaim": "登记收回时不标条号，缴款通知不引用原文",
    "archive": "归档标为办公室工作环节，隐私说明不写条号",
    "supervision": "监督检查、监督审核标为办公室工作环节",
    "bookkeeping": "拨付后不提示账务处理的条文",
    "liability": "没有别的影响",
    "windows": "举报只引到 12388，不引用意见窗口、举报窗口",
    "interpretation": "没有别的影响",
    "standards": "问支持标准时不另引一条",
    "scope": "意向登记关闭，清单不另加说明",
    "rewards": "意向登记关闭",
}
"""Of each role: what the product does without it."""


def absent_role(*, role: str) -> str:
    """To the operator: a role that no passage plays, which is no fault."""
    return f"[roles] 没有写 {role}：{OFF[role]}。"


def unknown_body(*, body: str, known: tuple[str, ...]) -> str:
    """The guide names a body that there is not."""
    return f"guide.toml 的 [bodies] 里没有“{body}”。可以写的是：{'、'.join(known)}。"


def unnamed_body(*, body: str, called: str) -> str:
    """To the operator: a body that the guide does not name, and what it is called then."""
    return f"[bodies] 没有写 {body}：答复里称“{called}”。"


def role_without_passage(*, role: str, unit: str) -> str:
    """A role names a passage that is not there."""
    return f"guide.toml 的 [roles] 把 {role} 指给 {unit}，而文件里没有编号为 {unit} 的条或项。"


def role_words_elsewhere(*, role: str, unit: str, words: str) -> str:
    """The words of a role are not its passage's."""
    return f"guide.toml 的 [roles] 里 {role} 的 words“{words}”不在 {unit} 的原文中。"


def foreign(*, lead: str, words: str) -> str:
    """A lead says more than its passage."""
    return f"导语“{lead}”里的“{words}”不是所引条文的词。"


def bad_sample(*, question: str) -> str:
    """A sample's label names no passage."""
    return f"样例“{question}”标的条号不存在或没有标。"


def not_a_gap(*, number: str) -> str:
    """The guide calls a number missing that is there."""
    return f"guide.toml 把 {number} 写成缺号，原文并不缺。"


def not_in_source(*, quoted: str) -> str:
    """Something in “ ” is not verbatim."""
    return f"guide.toml 引号里的“{quoted}”不在原文中。"


COMMANDS = frozenset({"申请", "人工", "意向登记", "查进度", "举报"})
"""Words that a sentence may put in “ ” because people are asked to send them."""


def edition_replaces_itself(*, name: str) -> str:
    """An edition is said to replace itself."""
    return f"guide.toml 的 [edition] 写着“{name}”替代它自己。"


def edition_ends_early(*, first: str, last: str) -> str:
    """The last day in force lies before the first."""
    return f"guide.toml 的 [edition] 写的施行期倒了：{first} 施行，{last} 止。"
