"""How people ask where their application stands, nudge, withdraw it, or write about money to be paid back."""

from __future__ import annotations

import re

from handlers.values.vocabulary import made_of
from policy_kb.expressions import lazy_compile

_ASK = r"(?:我要|我想|我们要|帮我|帮忙|请|麻烦)*"
_FILL = (
    r"(?:第[一二三四五六七八九十\d]+[个件份]|全部|所有|都"
    r"|我的|的|我们的|这份|这个|那份|一下|下|吧|呗|拨付|申请编号|申请|编号|进度|为|是|号|啊|了)*"
)
_STOPS = lazy_compile(r"[ \t\r\n。.！!？?，,：:；;、~～“”\"'（）()【】\[\]]+")
LIST = lazy_compile(
    rf"{_ASK}(?:(?:查询?|看看?|查看)?一?下?(?:我|我们|本单位)?的?(?:全部|所有)?的?(?:拨付)?(?:申请)?"
    r"(?:的?进度|的?状态|到哪一?步了?)|(?:查询?|看看?|查看)?(?:全部|所有|拨付)*申请(?:列表|的?情况)"
    r"|(?:查询?|看看?|查看)?(?:我|我们|本单位)的(?:全部|所有|拨付)*申请|(?:全部|所有)的?(?:拨付)?申请)"
)
MONEY = lazy_compile(
    r"(?:我|我们|俺|俺们|咱|咱们)?(?:公司|单位|企业)?的?(?:那笔|这笔)?(?:钱|款|款子|资金|拨款)"
    r"(?:(?:打|到|拨|发|下)(?:过来|下来|来|账|到账)?(?:了)?(?:没有|没|吗|么)"
    r"|(?:什么时候|啥时候|啥时|几时|何时|多会儿)(?:才|能)*(?:到账?|下来|打过来|拨下来|到位)"
    r"|(?:已经)?(?:打|到|拨|发|付|下)(?:过来|下来|账)?了?多少了?|还有多少没(?:打|到|拨|发|付)(?:过来|下来)?)"
    r"|(?:已经)?(?:拨|打|付|到账?)了多少了|还有多少(?:钱|款)?没(?:拨|打|付|到账?)"
    r"|(?:现在)?(?:到|在|卡在)(?:谁|哪)(?:手上|手里|儿|里|一?个?(?:单位|环节|部门))?(?:那里|那儿)?了"
)
"""Only whole messages count as these; everything else is understood by the knowledge base."""
NAMED = lazy_compile(rf"{_ASK}(?:查询?|看看?|查看|问问?)?{_FILL}(?:状态|进度|到哪一?步了|怎么样了|到哪了)?")
"""What may stand beside a number that is all the message says."""
NUDGE = lazy_compile(rf"{_ASK}再?(?:催办|催一催|催催|催促|催一?[下次遍]|催){_FILL}")
SLOW = lazy_compile(
    r"(?:能不能|能否|可以|能|请|麻烦)*(?:快点|快一点|快些|抓紧|加快|赶紧)(?:时间)?(?:办理|办|处理|批|拨款|拨|打款|一下|点|行不行|吗|吧|啊|好吗)*"
    r"|(?:怎么|咋|为什么|为啥)(?:还|就)?(?:这么|那么|这样)(?:慢|久)(?:啊|呀|呢)?"
    r"|(?:怎么|咋|为什么|为啥)(?:还没|还不|还没有|一直没)(?:批|拨|到账|到|办|打款|下来|动静|消息|结果|受理|进展|人管)*(?:完|好|啊|呀|呢)?"
    r"|(?:都)?等了?(?:好久|很久|半天|这么久|那么久|[一二三四五六七八九十几两半\d]+(?:天|周|个?月|个?星期|年))了?(?:啊|呀|呢)?"
)
"""Of their own application: where it stands comes first, and the button to nudge beside it."""
WITHDRAW_LOOSE = lazy_compile(
    rf"{_ASK}(?:(?:不想|不要|不)(?:再)?(?:申请|报)(?:这个|这笔|那笔)?了|(?:取消|作废|放弃|退掉)(?:掉|这个|这份|那个|那份|我的|我们的|拨付)*申请"
    r"|申请(?:填|写|弄|报|交)错了(?:,|想|要|需要|怎么)*(?:撤回?|取消)?|(?:想|要)?撤回?来|(?:我|我们|俺|俺们|咱)?(?:不想|不)要(?:这个|这笔|那笔)?(?:钱|款|资金)了)"
    r"(?:啊|呀|吧|行吗|可以吗|怎么办|咋办|咋弄|怎么弄)?"
)
"""The same where no form is open, whose own words these may be."""
WITHDRAW = lazy_compile(rf"{_ASK}(?:申请|全部|都|把|{_FILL})?(?:撤回|撤销|撤掉){_FILL}")
CONFIRM_WITHDRAW = lazy_compile(rf"{_ASK}(?:确认|确定)(?:撤回|撤销){_FILL}")
RETURN_NOTICE = lazy_compile(
    r"(?:看看?|查看|查询?)?(?:追回|收回)?(?:缴款|追回|收回)通知\s*(?P<number>[^？?。吗呢]*)"
)
PAYING_BACK = lazy_compile(
    r"缴(?!税|纳证明|纳凭证)|追回|收回(?!意见|同意|申请|登记)|交(?:回|还|款|钱|多少|清|到|给|了|完|晚|不)|(?:没|未|再|要|期|次)交|退(?:款|钱|还|多少|回去?的?(?:钱|款|资金))"
    r"|还(?:款|钱|多少|给)|(?:钱|款|资金).{0,2}(?:退|还|交|打)回|返还|欠(?:款|钱|多少|你们)|(?:企业|说个|写个|提交|想|要|来)说明"
)
OF_ONESELF = lazy_compile(
    r"我|俺|咱|本单位|单位|公司|企业|怎么|如何|咋|怎样|多少|哪里|哪儿|哪个|哪天|几号|什么时候|啥时|何时|账户|账号|帐号|帐户|期限|截止"
    r"|最晚|最迟|余额|还差|还剩|通知|决定|的事|情况|进度|晚点|延期|分期|分几次|凭证|完了|过了|已经"
)
OWN_CASE = lazy_compile(
    r"(?:我|我们|俺|俺们|咱|咱们|本单位|单位|公司|企业)(?:的|那个|这个|那件|这件)*(?:案件|案子|处理决定)"
    r"|^(?:案件|案子)(?:的事|怎么样了|进度|情况)?|(?:决定|缴款|追回|收回).*(?:异议|申诉|不服)|(?:异议|申诉|不服).*(?:决定|缴款|追回|收回)"
)
OF_THE_RULE = lazy_compile(
    r"什么(?:情况|情形|条件|叫)|哪些|啥情况|条件|规定|办法(?!交|缴)|第[^条]{1,5}条|依据|会不会|会被|谁(?:来|负责|可以|有权)"
    r"|如果|假如|要是|是否会|区别|意思|是什么|(?:怎么|如何)(?:追回|收回)|什么时候会|社保|税|材料|资料|清单|申请书|复印件"
)
"""What one asks of the measure, not of one's own case."""
SHORT_OF_PAYING = 6
OWN_MONEY = lazy_compile(
    r"(?:我们?|俺们?|咱们?)?(?:公司|单位|企业)?的?(?:(?:已经)?(?:拨|打|付|到账?)(?:款)?了?多少(?:钱|款)?了?"
    r"|还(?:剩|有|差)多少(?:钱|款|资金)?(?:没|未)?(?:有)?(?:拨|打|付|到账?)?(?:给我们?)?"
    r"|(?:什么时候|啥时候|啥时|几时|何时|哪天)(?:能|才|会)*(?:打款|拨款|放款|付款|到账|打钱|给钱|批下来|批完)"
    r"|审?批?到(?:谁|哪)(?:里|儿|那儿|手上|手里|一步|个部门)*了)(?:呢|啊|呀)?"
)
"""Of a firm's own money where it has applied; of others these ask what the measure says."""
OWN_STEP = lazy_compile(
    r"(?:我们?|俺们?|咱们?)?(?:公司|单位|企业)?的?(?:那笔|这笔)?(?:申请|款|钱|资金)?"
    r"(?:(?:为什么|为啥|怎么|咋)(?:才|只|就)(?:给)?(?:我们?)?(?:批|拨|同意|通过)了?[^吗呢]{0,12}"
    r"|(?:的?(?:前期预付|前期|预付|中期建设|中期|后续)(?:资金|款)?|尾款)(?:的?申请|那[笔个份件]|这[笔个份件])?的?(?:申请)?"
    r"(?:怎么样|咋样|到哪一?步|到哪里|到哪儿|到哪|批下来|批|下来|有消息|有结果|通过)了?(?:没有|没|吗)?)(?:呢|啊|呀)?"
)
"""Of one application of a firm that has applied: why so little, 中期那笔怎么样了."""
OWN_RETURNED = lazy_compile(
    r"(?:我们?|俺们?|咱们?)?(?:公司|单位|企业)?的?(?:申请|材料)?(?:(?:被|给|又|让人?)*(?:退回|打回)(?:来|去|补正)?了?[^吗呢]{0,8}"
    r"|(?:为什么|为啥|咋|怎么)(?:又|被|给|把我们的?)*(?:退回|打回)[^吗呢]{0,6}"
    r"|(?:还|到底|都|是)*(?:缺|差|少)(?:了|的是?|些|点)?(?:什么|哪些|哪几样|啥)(?:材料|资料|东西|手续)?"
    r"|(?:还|到底|都|要|需要)*补(?:正|交|充)?(?:些|点)?(?:什么|哪些|哪几样|啥)(?:材料|资料|东西|手续)?)(?:呢|啊|呀)?"
)
"""What a firm asks whose application was returned; of others these ask what the measure says."""
_ACCOUNT = r"(?:(?:收款|银行|对公|公司|开户)的?)*(?:账户|账号|帐户|帐号|卡号|开户行|户名)"
OWN_ACCOUNT = lazy_compile(
    rf"{_ASK}(?:我们?的?|公司的?|单位的?)?(?:"
    rf"(?:更换|换|修改|更改|变更|改|更正)(?:一?下|个|成)?(?:我们?的?|公司的?|单位的?)?{_ACCOUNT}[^吗呢]{{0,6}}"
    rf"|{_ACCOUNT}(?:要|想|需要|得|怎么|如何|能|可以|能不能)*(?:更换|换|修改|更改|变更|变|改|更正|填错|写错|错|注销)[^呢]{{0,6}}"
    rf"|(?:收款|银行|对公)的?(?:账户|账号|帐户|帐号)(?:是|为|[:：])?[\d ]{{6,}})(?:吗|呢|啊|呀)?"
)
"""A contractor's wish to have another payee account; never done in the chat."""
CONTRACT_ALONE = lazy_compile(
    r"(?:查一?下?|看一?下?|合同|项目|编号|号|的|是|为|[:：\s])*(?=.*\d)(?=.*[-—－_/〔\[【(（]|.*号)[^\s，。？?！!；;：:]{4,40}?"
    r"(?:合同|项目)?[。.]?"
)
"""A contract's number by itself; which ones there are the database knows."""
PLACE = lazy_compile(r"第(?P<place>[一二三四五六七八九\d])[个件份笔]")
KEEP = lazy_compile(
    r"(?:那|还是|就|先|我们?|咱们?)*(?:不|别|不用|不要|不想|先不)(?:想|要|再)?撤(?:回|销)?(?:申请)?(?:了|啊|吧|呀|啦)*"
)
"""不撤了, 别撤."""
EXPLAIN = lazy_compile(r"企业说明\s*(?P<number>[^\s:：]*)\s*(?:[:：]\s*(?P<words>.*))?", re.DOTALL)
EXPLAIN_ALONE = lazy_compile(r"企业说明[\s:：,，]+(?P<words>.+)", re.DOTALL)
DECISION = lazy_compile(r"[〔\[【（(]?20\d\d|第?\d+号")
"""What a 决定文号 holds; 1 and 施工延误 are none."""


COMMANDS = frozenset(
    {"查进度", "我的申请", "催办", "撤回申请", "确认撤回", "企业说明", "缴款通知", "追回通知", "收回通知"}
)
"""The very words that are plainly another matter than a complaint that is being told."""

OWN = made_of(OWN_MONEY, OWN_STEP, OWN_RETURNED, OWN_ACCOUNT, marks="批拨同通退打账帐卡户")
CASES = made_of(inside=(PAYING_BACK, OWN_CASE), marks="缴追收交退还返欠说打案决")
VOCABULARY = made_of(
    *COMMANDS,
    LIST,
    MONEY,
    NAMED,
    NUDGE,
    SLOW,
    WITHDRAW,
    WITHDRAW_LOOSE,
    CONFIRM_WITHDRAW,
    KEEP,
    inside=(EXPLAIN, RETURN_NOTICE),
    marks="明知",
)


def plain(text: str) -> str:
    """A message without gaps and stops, to be compared as a whole."""
    return _STOPS.sub("", text)
