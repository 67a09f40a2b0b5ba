"""A person's rights over what is kept of them: 查我的信息, 更正, 删除我的信息, 撤回同意."""

from __future__ import annotations

SHOW, CORRECT, DELETE, WITHDRAW, NOTICE = "查我的信息", "更正", "删除我的信息", "撤回同意", "隐私说明"
CONFIRM_DELETE, CONFIRM_WITHDRAW = "确认删除", "确认撤回同意"

HEADING = "您在本渠道的信息如下（办公室设置，办法未规定）："
NOTHING = "目前没有保存与您有关的信息。"
WORDS_NOT_KEPT = (
    "为防止重复处理，已作的答复最多保存72小时。"
    "您写的话不随对话保存；没能答上的问题去掉个人信息后留作改进，不记是谁问的。"
)
ON_THE_PAGE = "网页：最近的问答留在服务器内存里，供您刷新后再看，最后一次提问后满两小时清除。"
"""In the web chat the words themselves are kept for a while, and that is said."""


CORRECTIONS = (
    "需要更正哪一项，可以这样办：\n"
    "绑定的单位不对：回复“解除绑定”，再用新的绑定码绑定。\n"
    "意向登记写错了：重新发“意向登记”登记一次；不再登记的，回复“撤回意向登记”。\n"
    "还没提交的草稿：回复“继续填写”，再用“修改”加项目名改正。\n"
    "已经提交的申请：等退回补正时改，或者联系办公室。"
)

CORRECTIONS_ELSEWHERE = (
    "Telegram 里不办绑定、登记和申请，这里没有需要更正的内容；在别的渠道登记、填写的，请在原来的渠道更正，"
    "或者联系办公室。"
)
"""Said in Telegram."""

PERSONAL_NUMBER = "您的消息里有像身份证号或银行卡号的数字，没有保存。请不要发送这类号码。"


def talked(*, moment: str) -> str:
    """The talk: that only passages shown are remembered, and for how long."""
    return f"对话：最后一次在{moment}，只记下给您看过哪些条文，最后一次后满180天删除。{WORDS_NOT_KEPT}"


def with_staff(*, count: int) -> str:
    """What was said with staff."""
    return f"与工作人员的对话：{count} 条，加密保存；最后一条后满180天删除（办公室设得更短的，按设置）。"


def bound(*, firm: str, since: str) -> str:
    """The firm that the person acts for."""
    return f"绑定：{firm}，自{since}起；解除绑定或者删除时去掉您的账号标识。"


def drafts(*, titles: tuple[str, ...], files: int) -> str:
    """Drafts that were not sent, by their forms."""
    named = "、".join(dict.fromkeys(titles))
    return f"没有提交的草稿：{len(titles)} 份（{named}），其中材料 {files} 个；30天不动即删除。"


def complaints(*, count: int) -> str:
    """How much was said in what they left openly."""
    return f"意见投诉的内容和答复：{count} 条，加密保存；办结后满两年删除。"


def intentions(*, count: int) -> str:
    """意向登记."""
    return f"意向登记：{count} 条；满两年删除。"


def intention_calls(*, count: int) -> str:
    """Calls about 意向登记."""
    return f"办公室给您打电话的记录：{count} 条；随意向登记一起删除。"


def unsent(*, count: int) -> str:
    """Messages that wait to be delivered."""
    return f"等待送达给您的消息：{count} 条；留到您看到为止。"


TRIES = "输错绑定码的次数：防止有人试码，一天后删除。"


def pending(*, count: int) -> str:
    """Messages that are about to be answered."""
    return f"等待答复的您的消息：{count} 条；答复后即删除，最多72小时。"


def linked(*, since: str) -> str:
    """What is kept of a member of staff."""
    return (
        f"工作人员账号：自{since}起；取消关联或者删除时去掉，留一个去标识的摘要，用来核对不办理自己提交的申请。"
        "您的姓名随经办事项、验收记录留存。登录工作台的时间、地址和浏览器留185天，刚办的事项的结果留2天。"
    )


def archived(*, applications: int, files: int, steps: int, explained: int, told: int) -> str:
    """What was handed in for a firm, and stays."""
    return (
        f"您替单位提交的：申请 {applications} 份、材料 {files} 个、办理记录 {steps} 条；"
        f"单位在追回、收回中的说明 {explained} 份；已发给您的通知 {told} 条。"
        "其中的联系人、电话和所写的话，以及办公室登记的收文、代录、核对和内部备注，随项目档案留存，不随您的个人信息删除。"
    )


def digests(*, count: int) -> str:
    """That entries of the audit hold digests."""
    return f"核对记录有没有被改动的摘要：{count} 条，里面看不出内容；删除时去掉还原核对所需的数据。"


def before_deleting(*, confirm: str, withdraws: bool) -> str:
    """Say what goes and what stays, and how to confirm."""
    start = "撤回同意后，本助手不再处理您的个人信息，也不再给您发通知。" if withdraws else ""
    return (
        f"{start}将删除：您在本渠道的对话（包括已作的答复、网页上的问答、与工作人员的对话）、没有提交的草稿和其中的材料、意向登记、意见投诉（还没有办结的不再办理）、留给工作人员的联系电话、与单位的绑定、等待送达的消息。"
        f"删除后不能恢复。回复“{confirm}”办理；不办理就不用回复。"
    )


def deleted(*, withdraws: bool) -> str:
    """Say that it is done."""
    done = "已按您的意思撤回同意，" if withdraws else ""
    return f"{done}您在本渠道的信息已经删除。今后您再发来消息，会当作第一次来处理。"


def submitted_stay(*, label: str) -> str:
    """Above the passage on the archive."""
    return (
        "绑定过单位的账号留一个去标识的摘要，只用来核对申请不由提交人自己受理。"
        f"已经提交的拨付申请是单位的档案资料，不随您的个人信息删除。办法{label}对归档的规定是："
    )
