"""How people write of binding: a wish, a yes or a no, a code and what stands around it."""

from __future__ import annotations

from policy_kb.expressions import lazy_compile

CONFIRM_WORDS = frozenset({"确认绑定", "确定绑定"})
UNBIND_WORDS = frozenset({"解除绑定", "解绑", "取消我的绑定", "我要解绑", "我要解除绑定", "退出绑定"})
UNBIND_LOOSE = lazy_compile(
    r"(?:我们|我|要|想|请|帮忙|帮|麻烦|怎么|如何|咋|需要|给|把|已经|离职了|辞职了|不干了|[,，])*"
    r"(?:(?:解绑|解除绑定|退出绑定|取消我的绑定|退出(?:公司|企业|单位|这家))(?:公司|企业|单位|账号|这家)?|解除|不想?绑了|离职了?|辞职了?)"
    r"(?:吧|了|一下|下|呀|啊|呗|怎么弄|怎么办|咋办|咋弄|谢谢)*"
)
"""解绑 in a sentence, without blanks and stops; it is asked before anything ends."""
CONFIRM_UNBIND_WORDS = frozenset({"确认解除绑定", "确定解除绑定", "确认解绑"})
CANCEL_WORDS = frozenset({"取消绑定", "不绑定", "先不绑定"})
YES = lazy_compile(
    r"(?:(?:确认|确定|没错|没问题|正确|可以|行|好[的滴]?|嗯|恩|哦|就?是(?:的|我们?)?|对的?|绑[吧上]?|ok|yes)[,，]?){1,4}"
    r"(?:啊|呀|吧|了|的|哒|哈|呢|我们单位|我们公司|这家|这个){0,3}"
)
NO = lazy_compile(
    r"(?:(?:取消|不|不是|不是我|不是我们|否|不对|错了|算了|先不|不绑|不绑了|弄错了|搞错了|不用|不用了|no)[,，]?){1,4}"
    r"(?:啊|呀|吧|了|我们单位|我们公司|这家|这个){0,3}"
)
"""The whole of a plain answer, without blanks and stops."""
WITH_CODE = lazy_compile(
    r"^(?:我要|我想|帮我|请)?(?:绑定(?:企业|公司|单位)?|(?:我的|我们的|企业)?绑定码"
    r"|(?:我的?|我们的?|公司的?|这个)码)(?:是|为|[:：])*(?P<code>[^\u4e00-\u9fff]*)$"
)
"""绑定 34679ACDEF, 绑定码：34679ACDEF, 绑定 alone: whatever follows the word and is not Chinese is a code."""
ABOUT_BINDING = lazy_compile(
    r"绑定|解绑|换绑|^换(?:个|一家)?(?:公司|企业|单位)了?$|(?<!捆)绑(?:好|上|成功|了|的|公司|企业|单位|码|哪|谁|错|不)"
    r"|^(?:我的|这个|那个)?码(?:输|打|写|填)?(?:错|不对|过期|丢|忘|没收到|用不了|无效|失效|不好使)"
    r"|换(?:个|一个)?(?:人|经办人|同事)(?:来)?(?:办|办理|弄|操作|负责)?了?$"
)
LONGEST_ABOUT = 20
ABOUT_CODES = lazy_compile(r"绑|关联码|(?:^|的|个|[^\u4e00-\u9fff])码")
"""What a code is called; 号码, 验证码 and the 查询码 of a complaint are others."""
LONGEST_TRY = 40
"""Characters: a longer message tells of something else than of the signs in it."""
SLIPS = ("绑订", "帮定", "邦定", "榜定")
_MISTYPED = lazy_compile(r"绑订|[帮邦榜]定(?=码|[\sA-Za-z0-9:：]|$)")


def spelt_right(text: str) -> str:
    """The usual slips for 绑定, put right."""
    return _MISTYPED.sub("绑定", text.replace("綁", "绑"))
