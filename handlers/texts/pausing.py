"""The kill switch, as the administrator reads it."""

from __future__ import annotations

NOTICE = "本助手暂停服务。您刚才的消息没有处理，也没有保存；急事请电话或到现场联系办公室，恢复后请再发一次。"
NOTICE_FIELD = ("通知", "暂停期间，来访的人看到什么？")
REASON_FIELD = ("原因", "为什么暂停？")
NOT_PAUSED = "助手没有暂停，不需要恢复。"
ADMINISTRATOR_ONLY = "暂停和恢复只能由管理员办理。"
PAUSED = "已暂停：所有渠道现在只回复这条通知，运行中的每个进程立即生效。恢复请用 resume。"
RESUMED = "已恢复：所有渠道重新答复。"


def record(*, name: str, notice: str, reason: str) -> str:
    """Keep who paused, why, and what people read meanwhile."""
    return f"{name}暂停了助手。原因：{reason}。通知：{notice}"


def words_needed(*, most: int) -> str:
    """Say that the notice or the reason is missing, or too long."""
    return f"通知和原因都要写，每项不超过 {most} 个字。"


def paused_since(*, moment: str, reason: str) -> str:
    """Tell the operator of the pause in force."""
    return f"助手自 {moment} 起暂停答复，原因：{reason}。恢复请用 resume。"
