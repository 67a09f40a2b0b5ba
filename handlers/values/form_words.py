"""How people steer a form: what goes on, back, skips, confirms or gives it up."""

from __future__ import annotations

import re

from policy_kb.expressions import lazy_compile

ENDING = lazy_compile(
    r"(?=.*(?:确认|属实|同意|提交))(?:我们?|都|全部|现在|可以)*(?:不?同意|确认|不?属实|无误|提交|[,，]|吧|了)+"
)
"""Said in more words: 我确认属实, 确认属实，提交吧."""
UNDECLARED = lazy_compile(r"^(?:我们?)?(?:不|没|拒绝)(?:同意|确认|属实|承诺|提交)")
NEARLY_DECLARED = lazy_compile(r"确认|属实|同意|提交|承诺|没问题|无误|^(?:对|是|好)的?$")
CHANGE = lazy_compile(
    r"^(?:我要|我想|要|想|请)?(?:修改|更改|改一下|改(?![成为]))(?:第)?\s*(?P<what>.{0,20}?)\s*(?:项|条)?(?:吧|一下)?$"
)
"""修改 3, 修改第3项, 修改金额, 改金额."""
FIGURES_ALONE = lazy_compile(
    r"(?:[\d零〇○幺一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟元圆块角毛分整%w+()年月日-]|我们?|就|写|填|报|要|想|是|申请|申报|拨付|金额"
    r"|人民币|钱|大概|大约|左右|一共|总共|共|手机|电话|号码?|吧|的|了|谢谢|[,，。.、:：;；\s])+"
)
"""A number and what stands around it where it is filled in: it tells nothing of anybody."""
PICKED = lazy_compile(
    r"(?:我)?(?:就|要|想)*(?:选择?|挑)?(?:第)?(?P<number>[0-9]+|[一二三四五六七八九十]{1,3})(?:个|项|种|号)?[、,:：)）]*(?:吧|这个)?"
)
"""1, 一, 第一个, 选1, 1、: a choice by its place. 第一条 is an article's."""
ARTICLE = lazy_compile(r"(?:依据|按照?)?第?(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,4})条")
"""A choice that is an article of the measure, as it is written or typed."""
LISTED = lazy_compile(r"(?P<number>[0-9]{1,2})[.、,:：)）]*(?P<name>[^0-9].*)")
CHOICE_BEFORE = lazy_compile(r"^(?:我们?|本单位|本公司)?(?:就|要|想|还是|这次)*(?:选择?|申请|办理?|填写?|是)?")
CHOICE_AFTER = lazy_compile(r"(?:吧|的|了|啊|呀|哈|这[个种项]|那[个种项]|谢谢)*$")
CLAUSES = lazy_compile(
    r"[,，。;；、:：\s]+|(?=\d|[一二三四五六七八九两]?[十百千]*[万亿])|(?=[一二三四五六七八九两][十百千])"
)
"""What stands between the parts of a message: also a sum behind a name (前期预付三十万)."""
SKIPPED_BY_NAME = lazy_compile(
    r"^(?:.{0,2}(?:没有|暂无)|没|无|不留|不填|不提供|不想留|不想填|不方便留)(?P<what>.{1,10})$"
)
"""没有电话, 不留手机, 现场没有照片: the step by its name."""
WRONG = lazy_compile(
    r"^(?:哎呀?|哦|噢|唉|等等|等一下)?[,，。 ]*(?:把|将)?(?P<what>[^,，。;；\s]{0,8}?)"
    r"(?:写|填|打|输|说|弄|搞|发)?(?:错了?|不对(?![外着]))[了啦]?"
    r"[,，。;；\s]*(?:应该?|应当|要|请|是)*(?:改成|改为|换成|是|为)?[:：\s]*(?P<to>.*)$",
    re.DOTALL,
)
"""写错了, 不对，是李华, 金额写错了应该是20万: `what` names a step, or nothing does."""
INSTEAD = lazy_compile(
    r"^(?:请|帮我|我要|我想)*(?:把|将)?(?P<what>[^,，。;；\s]{0,8}?)(?:修改|更改|更正|改|换)(?:成|为)[:：\s]*(?P<to>.+)$",
    re.DOTALL,
)
"""改成20万, 把金额改为20万."""
CHANGE_TO = lazy_compile(
    r"^(?:我要|我想|请)?(?:修改|更改|改)\s*(?:第)?(?:(?P<what>[^,，。;；:：为成\s]{1,8}?)(?:项|条)?(?:\s*[:：]|\s*为|\s*成|\s)"
    r"|(?P<name>[^,，。;；:：为成\s\d]{1,8})(?=\d))\s*(?:改?[为成])?\s*(?P<to>\S.*)$",
    re.DOTALL,
)
"""修改金额 60万, 修改 3 为 20万, 修改金额60万."""
LABELLED = lazy_compile(r"^(?P<what>[^,，。;；:：\s]{2,8})\s*[:：]\s*(?P<to>\S.*)$", re.DOTALL)
"""用途：购买烘干机, where the step of that name is asked or was."""
CHANGES_LOOSELY = lazy_compile(r"^(?:我要|我想|要|想|请)?改(?!一下)")
"""改 begins many words beside changes (改造车间); 修改 and 更改 do not."""
PICK_A_NUMBER = lazy_compile(r"，?回复(?:序号|数字)(?:查看|看原文)?[。：]")
"""What answers say above numbered offers. While a form asks, numbers are the form's."""
ASKING = lazy_compile(
    r"[?？]|(?:吗|呢|么|嘛|不|没|哩|嘞|咧)[。!！~～\s]*$|^请问|(\w)[不没]\1"
    r"|^.{0,8}(?:想问|问问|问一?下|打听|请教|咨询|了解一下|想知道|说说|讲讲|告诉我)"
)
WONDERING = lazy_compile(
    r"什么|怎么|怎样|咋|多少|多久|多长|几[天个时月次条份]|是否|能否|可否|如何|为何|哪|谁|啥|甚|行不|算不算|有没有|要不要"
    r"|了解|介绍|查一?下|看一?下|解释|^第?[\d一二三四五六七八九十]{1,3}条"
)
"""Questions, and wishes to be told something."""
STEERING_NOWHERE = lazy_compile(
    r"(?:返回|退回|回)?上一[步项个]|退出|跳过.{0,4}|略过|不填了|取消(?:填写)?|(?:先|保存.?)?(?:保存|稍后再填)|暂存|以后再填|(?:查看?|看)?汇总"
    r"|(?:我要|我想|要|想|请)?(?:修改|更改|改)(?:第)?(?:\d{1,2}|n)(?:项|条)?"
    r"|(?:我要|我想|要|想|请)?(?:修改|更改|改一下|改)(?:申请)?(?:金额|钱数|数额|用途|用途说明|说明|联系人|姓名|名字|称呼|联系电话|电话|手机号?|号码|资金种类|种类)"
)
"""Words that steer a form, and mean nothing else where none is open."""
