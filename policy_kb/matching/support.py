"""快递能补贴多少钱: what a sum of support is asked for."""

from __future__ import annotations

from policy_kb.expressions import lazy_compile

_SUPPORT = lazy_compile(r"补贴|补助|资助|扶持|支持|奖励|奖补|奖[^金品]|补[^办考缴票丁]|给钱|拨")
_ASIDE = lazy_compile(
    r"补贴|补助|资助|扶持|支持|奖励|奖补|多少钱|多少|几块钱?|几毛|几个点|几成|百分之几|比例|上限|额度|最高|能|可以|会|给|拿|到底|一共|大概|"
    r"政府|县里|咱们?|俺们?|我们?|的|了|吗|呢|呀|啊|做|搞|弄|有|这个|那个|请问|想问|一下|钱|补|奖|[^\u4e00-\u9fff]"
)


def support_asked(text: str) -> str | None:
    """What the support is for (nothing: support as such), or None where no support is asked."""
    return _ASIDE.sub("", text) if _SUPPORT.search(text) else None
