"""What every form says: how to go on, to correct, to stop; and the words that steer it."""

from __future__ import annotations

import re

from policy_kb.models import AnswerKind

RESUME_WORDS = frozenset(
    {
        "继续填写",
        "接着填",
        "接着填写",
        "继续填",
        "继续填表",
        "继续填申请",
        "打开草稿",
        "我的草稿",
        "草稿",
        "继续申请",
    }
)
NEXT_WORDS = frozenset({"下一步", "下一项", "下一个", "继续", "不改", "不改了", "不用改", "不用改了"})
DONE_WORDS = NEXT_WORDS | {
    "好了",
    "发完了",
    "传完了",
    "完成",
    "都发了",
    "没有了",
    "就这些",
    "ok",
    "发好了",
    "上传完了",
}
BACK_WORDS = frozenset({"上一步", "上一项", "上一个", "返回", "返回上一步", "退回上一步", "回上一步"})
SKIP_WORDS = frozenset({"跳过", "跳过这项", "跳过这一项", "不填", "略过", "没有", "无", "暂无", "没有这项"})
CANCEL_WORDS = frozenset(
    {"取消", "不填了", "不申请了", "取消填写", "取消申请", "算了", "算了不填了", "退出", "放弃"}
)
CANCEL_SURE = frozenset({"确认取消"})
SAVE_WORDS = frozenset(
    {
        "保存",
        "稍后再填",
        "保存稍后再填",
        "保存、稍后再填",
        "以后再填",
        "稍后",
        "先保存",
        "暂存",
        "回头再填",
        "明天再填",
        "改天再填",
    }
)
HELP_WORDS = frozenset({"帮助", "help", "怎么填", "使用说明", "怎么用", "填写说明"})
SUMMARY_WORDS = frozenset({"汇总", "看汇总", "查看汇总", "看看填了什么", "我填了什么", "预览"})
SURE_WORDS = frozenset(
    {
        "确认",
        "确认无误",
        "没问题",
        "没有问题",
        "无误",
        "提交",
        "确认提交",
        "对",
        "对的",
        "是",
        "是的",
        "可以",
        "没错",
        "ok",
    }
    | {"正确", "确定", "核对无误", "信息无误"}
)
ENDING_WORDS = frozenset(
    {"确认", "提交", "确认提交", "确认无误", "确认属实", "确认登记", "确认申请", "提交申请", "提交登记"}
)
ENDING = re.compile(
    r"(?=.*(?:确认|属实|同意|提交))(?:我们?|都|全部|现在|可以)*(?:不?同意|确认|不?属实|无误|提交|[,，]|吧|了)+"
)
"""Said in more words: 我确认属实, 确认属实，提交吧."""
YES_WORDS = SURE_WORDS | {"就是", "就填这个", "就这个", "嗯", "好的", "好"}
NO_WORDS = frozenset({"不是", "不对", "否", "不", "重填", "重新填", "不要"})
UNDECLARED = re.compile(r"^(?:我们?)?(?:不|没|拒绝)(?:同意|确认|属实|承诺|提交)")
NEARLY_DECLARED = re.compile(r"确认|属实|同意|提交|承诺|没问题|无误|^(?:对|是|好)的?$")

CHANGE = re.compile(
    r"^(?:我要|我想|要|想|请)?(?:修改|更改|改一下|改(?![成为]))(?:第)?\s*(?P<what>.{0,20}?)\s*(?:项|条)?(?:吧|一下)?$"
)
"""修改 3, 修改第3项, 修改金额, 改金额."""

FIGURES_ALONE = re.compile(
    r"(?:[\d零〇○幺一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟元圆块角毛分整%w+()年月日-]|我们?|就|写|填|报|要|想|是|申请|申报|拨付|金额"
    r"|人民币|钱|大概|大约|左右|一共|总共|共|手机|电话|号码?|吧|的|了|谢谢|[,，。.、:：;；\s])+"
)
"""A number and what stands around it where it is filled in: it tells nothing of anybody."""
PICKED = re.compile(
    r"(?:我)?(?:就|要|想)*(?:选择?|挑)?(?:第)?(?P<number>[0-9]+|[一二三四五六七八九十]{1,3})(?:个|项|种|号)?[、,:：)）]*(?:吧|这个)?"
)
"""1, 一, 第一个, 选1, 1、: a choice by its place. 第一条 is an article's."""
ARTICLE = re.compile(r"(?:依据|按照?)?第?(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,4})条")
"""A choice that is an article of the measure, as it is written or typed."""
LISTED = re.compile(r"(?P<number>[0-9]{1,2})[.、,:：)）]*(?P<name>[^0-9].*)")
CHOICE_BEFORE = re.compile(r"^(?:我们?|本单位|本公司)?(?:就|要|想|还是|这次)*(?:选择?|申请|办理?|填写?|是)?")
CHOICE_AFTER = re.compile(r"(?:吧|的|了|啊|呀|哈|这[个种项]|那[个种项]|谢谢)*$")
CLAUSES = re.compile(
    r"[,，。;；、:：\s]+|(?=\d|[一二三四五六七八九两]?[十百千]*[万亿])|(?=[一二三四五六七八九两][十百千])"
)
"""What stands between the parts of a message: also a sum behind a name (前期预付三十万)."""
SKIPPED_BY_NAME = re.compile(
    r"^(?:.{0,2}(?:没有|暂无)|没|无|不留|不填|不提供|不想留|不想填|不方便留)(?P<what>.{1,10})$"
)
"""没有电话, 不留手机, 现场没有照片: the step by its name."""

WRONG = re.compile(
    r"^(?:哎呀?|哦|噢|唉|等等|等一下)?[,，。 ]*(?:把|将)?(?P<what>[^,，。;；\s]{0,8}?)"
    r"(?:写|填|打|输|说|弄|搞|发)?(?:错了?|不对(?![外着]))[了啦]?"
    r"[,，。;；\s]*(?:应该?|应当|要|请|是)*(?:改成|改为|换成|是|为)?[:：\s]*(?P<to>.*)$",
    re.DOTALL,
)
"""写错了, 不对，是李华, 金额写错了应该是20万: `what` names a step, or nothing does."""
INSTEAD = re.compile(
    r"^(?:请|帮我|我要|我想)*(?:把|将)?(?P<what>[^,，。;；\s]{0,8}?)(?:修改|更改|更正|改|换)(?:成|为)[:：\s]*(?P<to>.+)$",
    re.DOTALL,
)
"""改成20万, 把金额改为20万."""
CHANGE_TO = re.compile(
    r"^(?:我要|我想|请)?(?:修改|更改|改)\s*(?:第)?(?:(?P<what>[^,，。;；:：为成\s]{1,8}?)(?:项|条)?(?:\s*[:：]|\s*为|\s*成|\s)"
    r"|(?P<name>[^,，。;；:：为成\s\d]{1,8})(?=\d))\s*(?:改?[为成])?\s*(?P<to>\S.*)$",
    re.DOTALL,
)
"""修改金额 60万, 修改 3 为 20万, 修改金额60万."""

LABELLED = re.compile(r"^(?P<what>[^,，。;；:：\s]{2,8})\s*[:：]\s*(?P<to>\S.*)$", re.DOTALL)
"""用途：购买烘干机, where the step of that name is asked or was."""
CHANGES_LOOSELY = re.compile(r"^(?:我要|我想|要|想|请)?改(?!一下)")
"""改 begins many words beside changes (改造车间); 修改 and 更改 do not."""

HINTS = "（可回复：上一步、稍后再填、取消、帮助）"
FIRST_HINTS = "（可回复：稍后再填、取消、帮助）"
SKIP_HINT = "没有的话，回复“跳过”。"
NOT_UNDERSTOOD = "没看明白这一句，没有记下。"
CORRECTING = "好的，请重新填这一项。"
KEEP_HINT = "不改的话，回复“下一步”。"
WRITE = "请直接回复内容，或者回复“取消”不填了。"
REVIEW_HOW = "要改哪一项，回复“修改”加序号，例如“修改 2”。都对的话，回复“确认”。"
REVIEW_DECLARE_HOW = "要改哪一项，回复“修改”加序号，例如“修改 2”。"
SURE_LABEL = "都对，确认"
LATER_LABEL = "稍后再填"
CANCEL_SURE_LABEL = "确认取消"
GO_ON_LABEL = "继续填写"
YES_LABEL = "是，就填这句"
NO_LABEL = "不是，重新填"

REVIEWING = ((SURE_LABEL, "确认无误"), (LATER_LABEL, "稍后再填"))
CANCELLING = ((CANCEL_SURE_LABEL, "确认取消"), (GO_ON_LABEL, "继续填写"))
DOUBTING = ((YES_LABEL, "是"), (NO_LABEL, "不是"))
"""The choices that every form offers: what is shown, and the words that picking it stands for."""

FIRST_ALREADY = "这已经是第一项，前面没有了。"
NOT_OPTIONAL = "这一项必须填写，不能跳过。"
NOT_ANSWERED_YET = "这一项还没有填，请先填完它。"
NOT_CANCELLED = "没有取消，已填的都还在。"
CANCEL_ASK = (
    "真的要取消吗？取消后，已填的内容和已发的材料都会删除。"
    "确定取消，请回复“确认取消”；想留着以后再填，请回复“稍后再填”。"
)
CHANGE_WHICH = "请回复“修改”加序号，例如“修改 2”；序号见下面。"
NOTHING_FILLED = "还没有填好的，没有可以改的。"
SKIPPED = "（未填）"
NOT_DOUBTED = "好的，没有记下。"
SUMMARY_LATER = "还没有填完，填完后会再给您核对全部内容。"

HELP = (
    "填写时一次只问一项，直接回复内容就行。\n"
    "上一步：回到前一项；修改 2、修改金额：改已填的某一项；跳过：不是必填的可以不填；\n"
    "稍后再填：保存下来，30 天内回复“继续填写”接着填；取消：不填了；\n"
    "填到一半也可以问办法，我答完再接着问这一项；回复 0 看人工、电话和地址。"
)


PICK_A_NUMBER = re.compile(r"，?回复(?:序号|数字)(?:查看|看原文)?[。：]")
"""What answers say above numbered offers. While a form asks, numbers are the form's."""


def to_type(*, label: str, words: str) -> str:
    """Say what to type for an offer that has no number."""
    return f"发“{words}”" if label == words else f"{label}：发“{words}”"


def progress(*, place: int, of: int | None, label: str) -> str:
    """Head a prompt with how far one is; without a total while later steps hang on what is answered yet."""
    return f"【{place}/{of} {label}】" if of else f"【第 {place} 项 {label}】"


def example(*, of: str) -> str:
    """Show how an answer looks."""
    return f"例如：{of}"


def now_holds(*, shown: str) -> str:
    """Say what the step holds already."""
    return f"现在填的是：{shown}。{KEEP_HINT}"


def no_such_choice(*, count: int) -> str:
    """Say which numbers there are."""
    return f"请回复 1 到 {count} 中的一个数字。" if count > 1 else "请回复 1 选这一项。"


def no_choice(*, label: str, count: int) -> str:
    """Say that words are none of the choices."""
    return f"这不像是{label}，没有记下。{no_such_choice(count=count)}"


def not_a_value(*, label: str, example: str) -> str:
    """Say that words are nothing like what is asked."""
    return f"这不像是{label}，没有记下。" + (f"请写成：{example}" if example else "")


def taken(*, label: str, shown: str) -> str:
    """Say what was understood, so that a mistake is seen at once."""
    return f"已记下{label}：{shown}。"


def not_declared(*, word: str) -> str:
    """Say what to do to whoever does not declare."""
    return f"没有提交。有不对的，回复“修改”加序号改好；不想填了，回复“取消”；都没有问题，再回复“{word}”。"


def begin_again(*, words: str) -> str:
    """Say how the form is begun anew."""
    return f"要重新填，回复“{words}”。"


def doubted(*, label: str, shown: str) -> str:
    """Ask whether words were meant as the answer."""
    return f"“{shown}”要作为{label}填上吗？回复 1 就填这句，回复 2 重新填。"


def summary_head(*, title: str) -> str:
    """Head the summary."""
    return f"{title}，请核对："


def summary_line(*, place: int, label: str, shown: str) -> str:
    """One numbered line of the summary."""
    return f"{place}. {label}：{shown}"


def so_far(*, lines: str) -> str:
    """What is filled in already."""
    return f"已经填好的：\n{lines}"


def cannot_change(*, what: str) -> str:
    """Say that the form has no such item."""
    return f"没有“{what}”这一项。{CHANGE_WHICH}"


def declare_exactly(*, word: str) -> str:
    """Say that only the very word declares."""
    return f"需要您原样回复“{word}”四个字才会提交。" if len(word) == 4 else f"需要您原样回复“{word}”才会提交。"  # noqa: PLR2004 -- its characters are counted for the reader


def number_declares_nothing(*, word: str) -> str:
    """Say what a bare number may have meant below a summary."""
    return f"还没有提交。要改哪一项，回复“修改”加序号；都对就原样回复“{word}”。"


ASKING = re.compile(
    r"[?？]|(?:吗|呢|么|嘛|不|没|哩|嘞|咧)[。!！~～\s]*$|^请问|(\w)[不没]\1"
    r"|^.{0,8}(?:想问|问问|问一?下|打听|请教|咨询|了解一下|想知道|说说|讲讲|告诉我)"
)
WONDERING = re.compile(
    r"什么|怎么|怎样|咋|多少|多久|多长|几[天个时月次条份]|是否|能否|可否|如何|为何|哪|谁|啥|甚|行不|算不算|有没有|要不要"
    r"|了解|介绍|查一?下|看一?下|解释|^第?[\d一二三四五六七八九十]{1,3}条"
)
"""Questions, and wishes to be told something."""

GONE = "刚才在填的内容已经不在了：可能已经提交、取消，或者超过了 30 天。"
NO_DRAFT = "没有填到一半的内容。"
CHANGED = "在您回复之前，这份内容有过改动（可能是贵单位其他人在填），您刚才这条没有记下。现在填到这里："
FILES_CHANGED = "在您确认之前，材料有增减。请按下面的内容重新核对后再确认。"
RESUMED = "接着上次的填："
CANCELLED = "已取消，填过的内容和发来的材料都删除了。"
STEERING_NOWHERE = re.compile(
    r"(?:返回|退回|回)?上一[步项个]|退出|跳过.{0,4}|略过|不填了|取消(?:填写)?|(?:先|保存.?)?(?:保存|稍后再填)|暂存|以后再填|(?:查看?|看)?汇总"
    r"|(?:我要|我想|要|想|请)?(?:修改|更改|改)(?:第)?(?:\d{1,2}|n)(?:项|条)?"
    r"|(?:我要|我想|要|想|请)?(?:修改|更改|改一下|改)(?:申请)?(?:金额|钱数|数额|用途|用途说明|说明|联系人|姓名|名字|称呼|联系电话|电话|手机号?|号码|资金种类|种类)"
)
"""Words that steer a form, and mean nothing else where none is open."""
NOWHERE = "现在没有正在填写的内容，所以没有可以改的：刚才填的已经提交、取消或者保存了。"
NOWHERE_DRAFT = "现在没有打开填写的内容。您有一份没填完的还留着：回复“继续填写”就能接着填、接着改。"
NOWHERE_HOW = "要重新填，回复“我要申请”；已经提交的，回复“我的申请”看办到哪一步。"
NO_MEDIA_NOW = "现在这一步要的是文字，您发来的没有保存。"
NO_SUCH_MEDIA = "语音、视频、位置和链接不能作为填写内容，没有保存。请用文字回复；材料请发图片或文件。"


def saved(*, until: str) -> str:
    """Say until when a draft is kept and how to go on."""
    return f"已保存，{until}前回复“继续填写”就能接着填，换个渠道也可以。"


AGAIN = {AnswerKind.APPLY: "我要申请", AnswerKind.SMALLTALK: "意向登记"}
"""The words that begin each form anew, by what its replies are about."""
