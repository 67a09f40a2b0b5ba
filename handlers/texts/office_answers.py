"""Words of the office's own answers (咨询答复, 书面解释): acts, fields, how they are told from the measure."""

from __future__ import annotations

from datetime import date, datetime

from handlers.dates import day, local_day
from handlers.texts.bodies import BUREAU, OFFICE

TITLE = "咨询答复"
KINDS = {"answer": "咨询答复", "interpretation": "书面解释"}
STATES = {"draft": "待审核", "approved": "已发布", "retracted": "已撤下"}

QUESTION = ("问题", "用一句话写清楚问的是什么，会和答复一起显示给提问的人。不写是谁问的。")
TEXT = ("答复", "照办公室的意见写。要引用办法的，只写条号，不用“”引原文：原文由系统另行列出。")
WORDINGS = ("其他问法", "同一个问题别人还会怎么问？一行写一个，写得越多越容易找到。没有就不填。")
PASSAGES = ("相关条文", "和办法的哪一条有关？写条号，几条用顿号隔开，项写在点后面，例如：9、7.3。没有的不填。")
DOCUMENT = ("文号", "书面解释的文号，例如：安办函〔2026〕12号。")
SIGNER = ("签发人", "书面解释由谁签发？照原件写。")
SIGNED_ON = ("签发日期", "书面解释落款的日期，例如：2026年11月29日。")
PAPER = ("扫描件收文号", "扫描件登记过收文的，填收文号，例如：收文〔2026〕12号；没有登记的不填。")
REASON = ("撤下原因", "为什么撤下？只供内部查看。撤下以后不再显示给提问的人，记录保留。")

WRITERS_ONLY = f"咨询答复由{OFFICE}或者{BUREAU}起草，您的角色不能办。"
OFFICE_ONLY = f"咨询答复由{OFFICE}审核、撤下，您的角色不能办。"
INTERPRETERS_ONLY = f"书面解释由{OFFICE}登记，您的角色不能办。"
NO_SUCH = "没有这一条咨询答复。"
MOVED_ON = "这一条刚刚由他人改过或者办理过。请看最新内容再办。"
NOT_A_DRAFT = "这一条已经发布或者已经撤下，不能再改；要改，先撤下，再重新起草。"
NOT_WAITING = "这一条不在待审核。"
RETRACTED_ALREADY = "这一条已经撤下。"
NOT_AN_ANSWER = "这一条是书面解释，请用“改书面解释”。"
NOT_AN_INTERPRETATION = "这一条是咨询答复，请用“改答复草稿”。"
OWN_WORDS = "这一条是您起草或者最后修改的，由另一位工作人员审核。"
QUOTATION_MARKS = "问题和答复里不用“”：带引号的只有办法原文，由系统列出。书名可用《》，其他可用「」。"
PERSONAL = "里面像是有身份证号、银行卡号或者个人手机号。咨询答复是公开的，请去掉。"
MASKED = "里面还有“＊＊”：这是从问题里遮去的个人信息。请改成一般的说法。"
SAME_MEANING = "其他问法太短，一行至少写四个字。"
NO_SUCH_PAPER = "没有这个收文号，或者已经作废。没有登记过的不填。"
NO_SCAN = "这份收文还没有上传扫描件。"
NO_SUCH_PASSAGE = "没有认出是哪一条。请写条号，几条之间用顿号，项写在点后面，例如：9、7.3。"

INTERPRETATION_HEADING = "书面解释"
ASKED, ANSWERED = "问：", "答："
OTHERS = "办公室的其他答复（不属于办法的哪一条）"


def name(*, number: int) -> str:
    """An answer, as staff call it."""
    return f"咨询答复第{number}号"


def waiting(*, number: int) -> str:
    """Tell the office that a draft waits for a second member."""
    return f"{name(number=number)}已起草，等待另一位工作人员审核。"


def heading(*, on: datetime | None, article: str) -> str:
    """What stands above an answer of the office; `article` is the one on interpretation, or empty."""
    when = f"（{day(local_day(on))}）" if on is not None else ""
    apart = f"不是{article}的解释" if article else "不是对办法的解释"
    return f"【办公室咨询答复{when}，{apart}，以书面解释为准】"


def interpretation_heading(*, document: str, signed_on: date | None, article: str) -> str:
    """What stands above a signed interpretation; `article` is the one that it is made under."""
    when = f"，{day(signed_on)}签发" if signed_on is not None else ""
    under = f"依据{article}作出的" if article else ""
    return f"【办公室{under}书面解释：{document}{when}】"


def found(*, count: int) -> str:
    """Say how many answers of the office hold what was looked for in the measure's page."""
    return f"办公室的答复有 {count} 条写到（不是办法原文）："


def body(*, question: str, text: str) -> str:
    """The question that was answered, and the answer."""
    return f"{ASKED}{question}\n{ANSWERED}{text}"


def to_approve(*, question: str, text: str, wordings: str, document: str) -> str:
    """What a second member reads before it is published."""
    others = f"\n其他问法：{'；'.join(wordings.splitlines())}" if wordings else ""
    paper = f"{document}\n" if document else ""
    return f"{paper}{body(question=question, text=text)}{others}"


def signed(*, document: str, signer: str, signed_on: date | None) -> str:
    """By which paper an interpretation was made."""
    return f"{document}，{signer}签发，{day(signed_on) if signed_on is not None else ''}"
