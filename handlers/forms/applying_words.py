"""How a wish to apply, to mend or to hand in is written."""

from __future__ import annotations

from handlers.values.vocabulary import made_of
from policy_kb.expressions import lazy_compile

COMMANDS = frozenset({"我要申请", "补正"})
"""The very words that lead out of a talk about a complaint."""
BEGIN = lazy_compile(
    r"(?:我|我们|我方|我单位|我公司|本单位|本公司)?(?:要|想|想要|需要|开始|提交|填写|填|发起|递交|来|在线|网上|线上)*"
    r"(?:申请|申报|办理)(?:一下|一笔|拨付|拨款|资金|款项|专项资金|项目资金|前期|预付|前期预付|中期|中期建设|建设|后续|款|表|书)*(?:吧|了)?"
    r"|(?:提交|填写|填|发起)(?:拨付|拨款|资金)?申请(?:表|书)?"
)
"""我要申请, 申请拨付, 申请前期预付资金, 提交拨付申请: nothing but the wish to begin."""
ANEW = lazy_compile(r"重新申请")
"""Beside a draft that there is: begins another in its place."""
BINDING_WORDS = frozenset({"绑定", "我要绑定", "绑定企业", "解除绑定", "解绑"})
STEPS = lazy_compile(r"申请(?:表|书)$|^(?:申请|申报|办理)$")
"""申请表 and the like ask for a paper; 申请 alone is left to understanding."""
RESUBMISSION = lazy_compile(
    r"(?:我要|我想|我们要|现在|开始|去)?补正(?:申请|材料)?|重新提交(?:申请)?|补材料|补交材料|补充材料"
)
KIND_WORDS = {
    "prepayment": ("前期", "预付", "预付款", "前期预付", "预付资金", "前期资金"),
    "midterm": ("中期", "中期资金", "建设资金", "中期建设"),
    "followup": ("后续", "后续资金", "尾款"),
}
HOW_MUCH = lazy_compile(
    r"(?:那|这次|我们?|本?单位|公司|现在|合同|预付|前期|中期)*(?:最多|最高|顶多|还|一共|总共|到底)*(?:能|可以|可|够)*再?"
    r"(?:申请|填|写|报|拨|给|批|要|剩)?(?:到)?(?:最多|最高)?多少(?:钱|万|资金|款|额度)?(?:呢|啊|呀|了)?"
    r"|(?:申请|预付|金额|资金)?的?(?:上限|额度|最高额)(?:是|有)?(?:多少)?(?:钱)?(?:呢|啊|呀)?"
    r"|(?:按|就|填|写)*(?:合同|上限|最高|最多|全部|全额|满额|能申请多少就(?:申请)?多少)(?:的?额?来|申请|填|写)*吧?"
)
"""Asked where the sum is asked for: what the contract leaves."""
SURE_PURPOSE = lazy_compile(
    r"^(?:这笔(?:钱|资金|款)|本次|此次|该笔?(?:资金|款项)|资金|款项|全部|主要|申请的?(?:资金|款项))?(?:将|拟|要|全部|主要|是)*"
    r"(?:用于|用在|用来|用做|用作|支付|购买|采购|购置|建设|新建|修建|改造|装修|租赁|租用|安装|支出|付给|结算)"
    r"|^[^，。,;；]{2,25}(?:进度款|工程款|货款|费用|建设|施工|工程|设备|采购|购置|装修|改造|安装|租金|工资)[。.]?$"
)
MAYBE_PURPOSE = lazy_compile(
    r"用于|建设|购买|采购|购置|支付|改造|装修|租赁|设备|工程款?|项目|运营|推广|费用?$|进度款|货款|工资|监理|设计|安装|维修|车间|冷库"
)
LINK_WORDS = frozenset(
    {"上传链接", "上传", "上传文件", "要上传链接", "发上传链接", "给我上传链接", "链接", "上传网址"}
)
LINK_ALONE = LINK_WORDS - {"链接", "上传"} | {"上传材料"}
"""The same where no form is open."""
VOCABULARY = made_of(*LINK_ALONE, *BINDING_WORDS, RESUBMISSION, ANEW, BEGIN)
TAKE_OUT = lazy_compile(r"(?:删除|删掉|去掉|移除)第?(?P<place>\d{1,2})(?:个|份|张|项)?(?:文件|材料|图片)?")
