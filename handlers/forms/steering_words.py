"""The words that steer a form: next, back, skip, save, cancel, yes and no."""

from __future__ import annotations

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
YES_WORDS = SURE_WORDS | {"就是", "就填这个", "就这个", "嗯", "好的", "好"}
NO_WORDS = frozenset({"不是", "不对", "否", "不", "重填", "重新填", "不要"})
