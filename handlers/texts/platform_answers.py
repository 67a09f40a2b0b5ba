"""What a platform answered to a message, in words; its own number stays beside them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "busy": "平台忙",
        "token": "接口凭证失效",
        "configuration": "密钥、地址或者IP白名单要处理",
        "bug": "平台不认这条消息的写法",
        "unknown_person": "没有这个账号",
        "not_following": "对方没有关注或者已取消关注",
        "no_consent": "对方没有同意接收这类通知",
        "window_closed": "对方48小时内没有来过消息",
        "allowance_used": "对方来一次能发的条数用完了",
        "allowance_reserved": "留着条数给更要紧的消息",
        "daily_quota": "今天的发送次数用完了",
        "minute_quota": "发得太快，稍后再发",
        "too_long": "内容太长",
        "not_granted": "账号没有这个接口的权限",
        "restricted": "账号受平台限制",
        "wrong_template": "模板编号不对",
        "sent_before": "平台已经收过这条",
        "unsent": "连不上平台",
        "gateway": "连不上平台",
        "outcome_unknown": "平台没有答复，可能已经发出",
        "unreadable": "平台的答复读不懂",
        "paced": "排队，按平台的速度发",
        "other": "平台没有收下",
    }
)


def in_words(answer: str) -> str:
    """An answer as the record keeps it (window_closed 45015), as people read it; what has no words stays."""
    reaction, _, rest = answer.partition(" ")
    words = _WORDS.get(reaction)
    return answer if words is None else f"{words}（{rest or reaction}）"
