"""How people ask for their rights over what is kept of them: whole messages, simplified and without blanks."""

from __future__ import annotations

from policy_kb.expressions import lazy_compile

LONGEST = 40
"""Characters: whatever is longer tells of something else, too."""
_ASK = (
    r"(?:你好|您好|请问|请|麻烦|帮我|帮忙|给我|替我|我|本人|咱|俺|你们|您|你|要求|申请|想要|要|想|需要|希望|可不可以|可以"
    r"|能不能|能否|能|怎么样|怎么|怎样|如何|咋|马上|立即|立刻|现在|都|系统|平台|这里|这边|在|[,，、])*"
)
_MINE = r"(?:(?:关于|有关)?(?:我自己|我|本人|俺|自己|个人)(?:的)?)"
_DATA = (
    r"(?:(?:全部|所有|一切|个人|隐私|身份|历史|保存的|留下的|存的|存着的|的)*"
    r"(?:信息|数据|资料|资讯|隐私|账号|账户|帐号|帐户|(?:聊天|对话|咨询|个人|历史|提问)?(?:记录|纪录)|聊天内容|对话内容)"
    r"(?:和|与|及|、)?)+"
)
_END = (
    r"(?:一下|掉|了|下|吧|吗|么|嘛|呢|啊|呀|全部|全|都|统统|干净|可以|行|好|不"
    r"|怎么办|咋办|咋弄|怎么操作|怎么弄|谢谢|[,，、])*"
)
_ERASE = (
    r"(?:删除|删掉|删去|删了|删|清除|清理|清空|清掉|抹掉|抹去|抹除|销毁|注销|擦除|去掉)"
    r"(?:一下|掉|干净)?(?:你们|您)?"
)
_KEEP = r"(?:保存|储存|存储|存|保留|留存|留|收集|采集|搜集|记录|记|掌握|知道|获取|有)(?:了|着|过|下)*"
_LOOK = r"(?:(?:查看|查询|查一查|查一下|查下|查|看一下|看看|看|显示|导出|下载|提供|调取|复制)(?:一下|下)?)"
_WHAT = r"(?:什么|哪些|啥|哪几样|多少|几条)"
_MEND = r"(?:更正|改正|修改|纠正|订正|更新|更改|改一改|改一下|改)(?:一下|下)?"
_WRONG = r"(?:登记|记|写|填|存)?(?:错了|错误|不对|不准确|不准|有误|有错)(?:了)?"
_TAKE_BACK = r"(?:撤回|撤销|取消|收回)"
_DETAIL = r"(?:名字|姓名|称呼|联系人|联系方式|(?:联系)?电话|手机号?码?|电话号码)"
DELETE = lazy_compile(
    rf"{_ASK}(?:{_ERASE}{_MINE}{_DATA}{_END}"
    rf"|(?:把|将){_MINE}{_DATA}{_END}(?:给|从这里)?{_ERASE}{_END}"
    rf"|{_MINE}{_DATA}{_ASK}{_ERASE}{_END}"
    rf"|(?:把)?(?:聊天|对话|咨询)(?:记录|纪录|内容){_ASK}{_ERASE}{_END}"
    rf"|{_ERASE}(?:聊天|对话|咨询)(?:记录|纪录|内容){_END}"
    rf"|{_ERASE}{_MINE}{_DETAIL}{_END}|(?:把|将){_MINE}{_DETAIL}{_END}{_ERASE}{_END}"
    rf"|把{_MINE}{_ERASE}{_END}|{_ERASE}我(?:吧|了)?)"
    rf"|(?:我要|我想|请|申请)*注销(?:账号|账户|帐号|帐户)?(?:吧|了)?|(?:请)?忘(?:记|掉|了)我(?:吧)?"
)
SHOW = lazy_compile(
    rf"{_ASK}(?:{_LOOK}{_ASK}{_MINE}{_DATA}{_END}"
    rf"|{_LOOK}?{_ASK}{_KEEP}(?:(?:{_MINE}{_WHAT}|{_WHAT}{_MINE}|{_MINE}(?:的)?{_WHAT})(?:{_DATA})?"
    rf"|(?:的)?{_MINE}{_DATA}){_END}"
    rf"|{_MINE}(?:有)?{_WHAT}{_DATA}(?:被)?{_ASK}{_KEEP}{_END})"
    rf"|{_MINE}{_DATA}(?:有)?{_WHAT}?{_END}"
)
CORRECT = lazy_compile(
    rf"{_ASK}(?:更正(?:{_MINE}?{_DATA})?{_END}"
    rf"|{_MEND}{_MINE}{_DATA}{_END}"
    rf"|(?:把|将)?{_MINE}{_DATA}(?:{_WRONG})?[,，]?{_ASK}(?:{_MEND}|{_WRONG}){_END}"
    rf"|(?:把|将)?{_MINE}{_DETAIL}{_ASK}(?:{_MEND}|换|变){_END}"
    rf"|{_MEND}{_MINE}{_DETAIL}{_END})"
    rf"|{_MINE}?{_DETAIL}(?:我)?{_WRONG}[,，]?{_ASK}(?:{_MEND})?{_END}"
)
WITHDRAW = lazy_compile(
    rf"{_ASK}{_TAKE_BACK}(?:我)?(?:的)?(?:(?:个人)?信息)?(?:处理)?(?:的)?(?:同意|授权|隐私授权){_END}"
    r"|退订|(?:请|你们|以后)*(?:不要|别|不用|停止|不想)(?:再)?(?:给我|向我|收到|收)?(?:发|推送|推)?(?:任何)?"
    r"(?:消息|信息|通知|短信)(?:给我)?(?:了|吧)?"
    rf"|(?:我)?(?:现在)?不(?:再)?同意(?:你们|再)*(?:处理|收集|使用|保存){_MINE}{_DATA}{_END}"
    rf"|(?:我|请|你们|您|你|以后)*(?:不要|别|不许|不准|不想|不愿意?|停止|不能)(?:让|叫|再|你们|您|你|系统)*"
    rf"(?:处理|使用|用|{_KEEP}){_MINE}{_DATA}{_END}"
)
_SAID = r"(?:问题|问的(?:话|问题|事|东西)?|(?:说|发|写|讲)的(?:话|内容|东西|消息)?|聊天(?:记录|内容)?)"
_TOLD = rf"(?:{_DATA}|{_DETAIL}|{_SAID})"
_GIVEN = r"(?:泄露|泄漏|外泄|外传|公开|出卖|卖|转交|转|交|发|传|提供|告诉|透露|给)"
_OTHERS = (
    r"(?:给|到)?(?:别人|他人|人家|外人|第三方|其他人|别的(?:人|单位|部门|公司|网站)"
    r"|其他(?:单位|部门|公司)|网上|出去)"
)
_WILL = r"(?:会不会|会|是不是|是否|有没有|能不能|能|可能|不会|要不要|要)?(?:被|给)?"
NOTICE = lazy_compile(
    rf"{_ASK}(?:(?:看|看看|查看)?(?:一下|下)?(?:个人)?隐私(?:说明|政策|声明|条款|协议|保护|权)?{_END}"
    rf"|(?:会|是|要)?(?:怎么|如何|咋|怎样|咋样)?(?:处理|使用|用|保护|保存|存)我们?(?:的)?{_DATA}(?:的)?{_END}"
    rf"|{_WILL}(?:(?:把|将){_MINE}{_TOLD}{_WILL}{_GIVEN}{_OTHERS}?"
    rf"|{_GIVEN}(?:{_MINE}{_DATA}|{_MINE}?隐私){_OTHERS}?){_END}"
    rf"|(?:拿|收集|要|存){_MINE}{_DATA}(?:去|来)?(?:干什么|干啥|做什么|做啥|有什么用|干嘛|什么用){_END})"
    rf"|(?:你们)?(?:怎么|如何)?(?:保护)?个人信息(?:的)?(?:保护|处理)?(?:说明|政策|规则)?{_END}"
    rf"|{_MINE}(?:{_TOLD}{_WILL}(?:{_GIVEN}{_OTHERS}?|安全|安不安全|保密|{_OTHERS}(?:看到|看见|知道)|(?:给|让)谁(?:看|知道)(?:到|见)?|(?:给|交给|提供给)谁)"
    rf"|(?:{_SAID}|{_DATA}){_ASK}(?:会|要)?{_KEEP}(?:多久|多长时间|几天|到什么时候)){_END}"
    rf"|(?:有)?谁{_WILL}(?:看到|看见|看|知道|查到){_MINE}(?:{_SAID}|{_DATA}){_END}"
)
"""隐私说明 in other words: how one's data is dealt with, who sees it, how long it stays."""
CONFIRM_DELETE = lazy_compile(r"(?:我)?确认删除(?:我的(?:个人)?信息)?")
CONFIRM_WITHDRAW = lazy_compile(r"(?:我)?确认撤回同意")
"""确认撤回 alone is about an application."""
