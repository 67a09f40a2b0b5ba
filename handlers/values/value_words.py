"""How people write names, telephones and days."""

from __future__ import annotations

import re

from policy_kb.expressions import lazy_compile

NAME_BEFORE = lazy_compile(
    r"^(?:(?:联系人|姓名|名字|称呼|我叫|我是|叫我|我姓名|就是|经办人|法定代表人|法人代表|法人|负责人|(?:总|项目)?经理|会计|出纳|老板)"
    r"(?:就?是|叫|为)?[:： ]*)+"
)
NAME_AFTER = lazy_compile(r"\s*(?:[（(][^（()）]{0,12}[)）]|[,，\s]\s*(?:男|女)|经理|会计|出纳|老板|吧)$")
NAME_SPACED = lazy_compile(r"(?P<surname>[\u3400-\u9fff])\s+(?P<given>[\u3400-\u9fff]{1,2})")
NAME = lazy_compile(
    r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}·[\u3400-\u9fff·]{1,12}"
    r"|[A-Za-z][A-Za-z.'-]{1,19}(?: [A-Za-z][A-Za-z.'-]{0,19}){0,2}"
)
TITLED = lazy_compile(r"[\u3400-\u9fff]{1,2}(?:先生|女士|师傅|经理|总|老师|会计|主任|大姐|大哥|阿姨|叔)")
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁"
    "杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮"
    "龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹"
    "束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦"
    "尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殴殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那"
    "简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴商牟佘佴伯赏墨哈谯笪年爱阳佟言福肖闫付岩原"
)
COMPOUND_SURNAMES = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
    "端木",
    "呼延",
)
NOT_NAMES = lazy_compile(
    r"[怎么什啥谁哪几多吗呢吧啊呀哦嗯哈嘿谢你您我他她它们的了这那哪就都很不没]|好的|可以|知道|明白|申请|资金|材料|办法|补贴|补助|政策"
    r"|支持|标准|流程|快递|扶持|推广|步骤|合同|公司|项目|拨付|审批|进度|电话|单位|下面|时候|天气|多少|取消|继续|确认|同意|完成|提交|以后|稍后|随便|保密|匿名|安全|方便"
)
NAME_AND_PHONE = lazy_compile(
    r"(?P<name>[\u3400-\u9fff]{2,4}?)[,，、:：;；.\s]*(?:的)?(?:联系)?(?:手机号码?|手机|电话号码|电话|号码|tel)?(?:是|为)?[:：\s]*(?P<phone>\+?[\d\s()-]{5,})"
)
"""张明 13812345678, also where a digit is missing: the name alone is asked."""
TWO_NAMES = lazy_compile(
    r"(?P<one>[\u3400-\u9fff]{2,3})(?:和|跟|与|或者?|[、,，/\s])+(?P<other>[\u3400-\u9fff]{2,3})"
)
PHONE_BEFORE = lazy_compile(
    r"^(?:我的|联系)?(?:手机号码?|电话号码|手机|电话|联系方式|号码|座机|tel)?(?:是|为)?[:： ]*", re.IGNORECASE
)
SPOKEN = lazy_compile(r"[零〇○幺一二两三四五六七八九\d](?:[-,]*[零〇○幺一二两三四五六七八九\d]){6,}")
"""Digits said one by one, as a telephone number is."""
BETWEEN_DIGITS = lazy_compile(r"(?<=\d)[,.·‐‑–—−]+(?=\d)")
SPOKEN_DIGITS = str.maketrans("零〇○幺一二两三四五六七八九", "00011223456789")
WITHIN = lazy_compile(r"(?<!\d)(?:\+?86|0086)?(?P<mobile>1[3-9]\d{9})(?!\d)")
"""A mobile number among other words."""
MOBILE = lazy_compile(r"(?:\+?86|0086)?1[3-9]\d{9}")
LANDLINE = lazy_compile(r"(?P<area>010|02\d|0[3-9]\d{2})?(?P<number>[2-9]\d{6,7})(?P<extra>(?:转|-|x)\d{1,6})?")
DAY = lazy_compile(r"(?P<year>\d{4})(?:年|-|/|\.)(?P<month>\d{1,2})(?:月|-|/|\.)(?P<day>\d{1,2})(?:日|号)?")
DAY_COMPACT = lazy_compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})")
DAY_SHORT = lazy_compile(r"(?P<month>\d{1,2})(?:月|-|/|\.)(?P<day>\d{1,2})(?:日|号)?")
DAY_WORDS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1, "后天": 2}
LIKE_A_DAY = lazy_compile(r"^[\d年月日号./-]+$|\d+[月年]|\d+[-/]\d+|[周礼拜]|星期|[上下]个?月")
DAY_NUMERALS = lazy_compile(r"[〇○零一二三四五六七八九十]+(?=[年月日号])|(?<=月)[一二三四五六七八九十]+$")
"""二〇二六年十一月二十四日: each number of it."""
VAGUE_DAY = lazy_compile(
    r"大?[前昨今明后][天日年晚早]|刚才|刚刚|[上本这下]个?(?:周|月|星期|礼拜)|周[一二三四五六日天]|星期."
)
DOCUMENT = lazy_compile(r"号$|文件$|报告$")
"""Labels of what papers are found again by: 上报文号, 支付凭证号, 会议纪要编号, 评价文件."""

NONE_WORDS = frozenset({"无", "没有", "none"})
"""How it is written that there is nothing to set."""
