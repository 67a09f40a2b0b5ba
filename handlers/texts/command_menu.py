"""The commands of the talk as buttons beside it: what is pressed is said as if it had been typed."""

from __future__ import annotations

from handlers.texts import applying, binding, complaining, intentions, privacy, status, talk

FIRST = (applying.APPLY, applying.STATUS_LABEL)
"""What most come for; the groups hold everything."""

APPLYING = (
    ("拨付申请", (applying.APPLY, applying.GO_ON, applying.UPLOAD_LINK, applying.MEND, applying.ANEW)),
    (
        "已经提交的",
        (
            applying.STATUS_LABEL,
            status.NUDGE_LABEL,
            status.WITHDRAW_LABEL,
            status.RETURN_NOTICE_LABEL,
            status.EXPLAIN_LABEL,
        ),
    ),
    ("承办企业绑定", (binding.BIND, binding.UNBIND)),
)
"""Groups for where applications are taken."""

INTENDING = (("不是承办企业", (intentions.BEGIN_COMMAND, intentions.WITHDRAW_COMMAND)),)

ALWAYS = (
    ("意见与举报", (complaining.SUGGEST_COMMAND, complaining.MINE, complaining.REPORT_COMMAND)),
    ("我的信息", (privacy.NOTICE, privacy.SHOW, privacy.CORRECT, privacy.DELETE, privacy.WITHDRAW)),
    ("帮助", (talk.HELP_LABEL, talk.HUMAN_LABEL)),
)
