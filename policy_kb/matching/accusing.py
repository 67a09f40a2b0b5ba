"""Tell an accusation from a question about the rule: 收了人家五万块才给盖章 beside 吃回扣怎么处理."""

from __future__ import annotations

import re

_GIFT = r"(?:回扣|好处费?|红包|黑钱|感谢费|辛苦费|疏通费|茶水费|购物卡|礼金|烟酒|脏钱)"
_WORTH = r"(?:钱|块|万|元|烟|酒|礼|卡|红包|好处)"
_OTHERS = r"(?:人家|老板|企业|公司|中标|包工头|别人|他们|承办|对方|群众|老百姓|俺们?|我们?|村民)"
_DEEDS = (
    rf"(?:吃|拿|收|要|索要|索取|索|伸手要)[了过着]?.{{0,3}}{_GIFT}",
    rf"(?:收|拿)[了过着]?{_OTHERS}.{{0,10}}{_WORTH}",
    r"(?:钱|块|元|烟|酒|礼|卡|红包|好处).{0,8}才[^能]?.{0,3}(?:给|肯|办|批|签|盖|放|过|验)",
    r"(?<!范)围标|串标|陪标|抬标|串通投标|内定",
    r"(?:虚报|谎报|多报)[了过]?.{0,4}(?:工程量|补贴|产量|数量|单量|材料|费用|面积)|冒领|骗取|骗补|套取|套钱|套项目",
    r"截留|克扣|侵吞|私吞|私分|贪了|挪用了|做假账|做了假账|假发票|(?<!^)(?<!帮我)(?<!给我)伪造",
    r"装[进到入]?了?.{0,4}(?:腰包|口袋|兜)|(?:中饱私囊|权钱交易|暗箱操作|走后门|优亲厚友)",
    r"吃[拿那哪]卡要|偷工减料|以次充好|豆腐渣|吃空饷|(?:官商)?勾结|以权[谋某]私|猫腻|黑幕",
    r"不(?:给|送|塞|请|拿|表示|打点|意思).{0,6}不(?:给|办|签|批|盖|收|让过)",
    r"(?:被|叫|让|给).{1,6}(?:分|吞|卷|贪|瓜分|独吞)(?:了|走|跑|掉)",
)
_DEED = re.compile("|".join(_DEEDS))
_HINTS = re.compile(
    r"分了|卖了|卖掉|腰包|私吞|独吞|吃拿卡要|回扣|好处费|红包|黑钱|拖欠|欠薪|欠我|打招呼|关系户|有关系|猫腻|勾结|内幕|黑幕"
    r"|作弊|偷|抢|贪|骗|假的|冒充|塞钱|送礼|受贿|行贿|挪用|虚报|虚开|包庇|小舅子|亲戚|相好|情妇|赌|恐吓|威胁|打了|打人|报复"
    r"|被.{1,8}(?:了|走|掉)|收.{0,8}(?:钱|块|万|元|烟|酒|礼)|拿.{0,6}(?:钱|块|万|元|烟|酒|礼)|才给|害(?:了|我|人|死)"
)
_OF_THE_RULE = re.compile(
    r"规定|文件|条文|办法|哪[条句]|第.{1,3}条|处理|罚|追究|追责|责任|后果|下场|犯法|犯罪|违反|违规|算不算|允许|不得"
)
_TO_THE_ASSISTANT = re.compile(r"(?:给|送|请|发|塞).{0,2}[你您]|[你您]点好处|^\[")
_QUESTION = re.compile(
    r"[?？]|什么|怎么|多少|多久|多长|哪|谁[^都]|谁$|啥|咋|甚|如何|是否|能否|可否|为何|几[个天年月号时次成点家份倍条项]|怎样|吧$"
    r"|(.)[不没]\1|有没有|[吗么嘛呢]|(?:行|能|好|对|中|是|有|给|管|可以|成|治)[不没](?:$|[,，。!！~])|\b(?:what|how|when|where|who|why|which)\b"
    r"|\b(?:shenme|zenme|duoshao|nali|shui|ma)\b"
)
_WAY = re.compile(
    r"(?:举报|检举|揭发|告发).{0,6}(?:怎么|咋|如何|流程|步骤|渠道|途径|哪|找谁|匿名)"
    r"|(?:怎么|咋|如何|哪).{0,5}(?:举报|检举|揭发|告发)|怕.{0,6}(?:报复|穿小鞋|知道是我|认出)|打击报复"
)


def is_question(text: str) -> bool:
    """Whether a message is a question by its form; 没 and 不 alone make none."""
    return bool(_QUESTION.search(text.lower()))


def accuses(text: str) -> bool:
    """Whether a normalised message tells a wrong somebody did, and asks nothing about the rule."""
    if is_question(text) or _OF_THE_RULE.search(text) or _TO_THE_ASSISTANT.search(text):
        return False
    return bool(_DEED.search(text))


def hints_at_wrong(text: str) -> bool:
    """Whether any word of a message may belong to an accusation, whatever its form."""
    return bool(_DEED.search(text) or _HINTS.search(text))


def asks_how_to_report(text: str) -> bool:
    """Whether somebody asks for the way of a whistle-blowing report, or fears what comes of it."""
    return bool(_WAY.search(text))
