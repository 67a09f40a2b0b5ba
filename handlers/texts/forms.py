"""What every form says: how to go on, to correct, to stop."""

from __future__ import annotations

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
KEEP_LABEL, SKIP_LABEL, BACK_LABEL, CANCEL_LABEL, HELP_LABEL = "下一步", "跳过", "上一步", "取消", "帮助"
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


def fill_in(*, label: str) -> str:
    """Say that a field was left empty."""
    return f"请填写“{label}”。"


def choose(*, label: str) -> str:
    """Say that none of the choices was taken."""
    return f"请选择“{label}”。"


def joined(*, labels: tuple[str, ...]) -> str:
    """Name choices that were taken."""
    return "、".join(labels)


def correct(*, label: str) -> str:
    """The command that leads back to an item."""
    return f"修改{label}"


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


GONE = "刚才在填的内容已经不在了：可能已经提交、取消，或者超过了 30 天。"
NO_DRAFT = "没有填到一半的内容。"
CHANGED = "在您回复之前，这份内容有过改动（可能是贵单位其他人在填），您刚才这条没有记下。现在填到这里："
FILES_CHANGED = "在您确认之前，材料有增减。请按下面的内容重新核对后再确认。"
RESUMED = "接着上次的填："
CANCELLED = "已取消，填过的内容和发来的材料都删除了。"
NOWHERE = "现在没有正在填写的内容，所以没有可以改的：刚才填的已经提交、取消或者保存了。"
NOWHERE_DRAFT = "现在没有打开填写的内容。您有一份没填完的还留着：回复“继续填写”就能接着填、接着改。"
NOWHERE_HOW = "要重新填，回复“我要申请”；已经提交的，回复“我的申请”看办到哪一步。"
NO_MEDIA_NOW = "现在这一步要的是文字，您发来的没有保存。"
NO_SUCH_MEDIA = "语音、视频、位置和链接不能作为填写内容，没有保存。请用文字回复；材料请发图片或文件。"


def saved(*, until: str) -> str:
    """Say until when a draft is kept and how to go on."""
    return f"已保存，{until}前回复“继续填写”就能接着填，换个渠道也可以。"
