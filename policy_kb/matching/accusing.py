"""Tell an accusation from a question about the rule: 收了人家五万块才给盖章 beside 吃回扣怎么处理."""

from __future__ import annotations

from policy_kb.expressions import beginning, begun, lazy_compile

_GIFT = r"(?:回扣|好处费?|红包|黑钱|感谢费|辛苦费|疏通费|茶水费|购物卡|礼金|烟酒|脏钱)"
_WORTH = r"(?:钱|块|万|元|烟|酒|礼|卡|红包|好处)"
_OTHERS = r"(?:人家|老板|企业|公司|中标|包工头|别人|他们|承办|对方|群众|老百姓|俺们?|我们?|村民)"

_DEEDS = (
    begun("吃|拿|收|要|索要|索取|索|伸手要", rf"[了过着]?.{{0,3}}{_GIFT}"),
    begun("收|拿", rf"[了过着]?{_OTHERS}.{{0,10}}{_WORTH}"),
    begun("钱|块|元|烟|酒|礼|卡|红包|好处", r".{0,8}才[^能]?.{0,3}(?:给|肯|办|批|签|盖|放|过|验)"),
    r"围标(?<!范围标)|串标|陪标|抬标|串通投标|内定",
    begun("虚报|谎报|多报", r"[了过]?.{0,4}(?:工程量|补贴|产量|数量|单量|材料|费用|面积)"),
    r"冒领|骗取|骗补|套取|套钱|套项目",
    r"截留|克扣|侵吞|私吞|私分|贪了|挪用了|做假账|做了假账|假发票|伪造(?<!^伪造)(?<!帮我伪造)(?<!给我伪造)",
    r"装[进到入]?了?.{0,4}(?:腰包|口袋|兜)|中饱私囊|权钱交易|暗箱操作|走后门|优亲厚友",
    begun("把|将|让|叫|被", r".{0,6}(?:钱|款|补[贴助]).{0,3}自[己家个]{1,2}(?:装|揣|留|花|吃|拿|领)了"),
    r"吃[拿那哪]卡要|偷工减料|以次充好|豆腐渣|吃空饷|官商勾结|勾结|以权[谋某]私|猫腻|黑幕",
    r"不(?:给|送|塞|请|拿|表示|打点|意思).{0,6}不(?:给|办|签|批|盖|收|让过)",
    begun("被|叫|让|给", r".{1,6}(?:分|吞|卷|贪|瓜分|独吞)(?:了|走|跑|掉)"),
)
_DEED = lazy_compile("|".join(_DEEDS))
_HINTS = lazy_compile(
    r"分了|卖了|卖掉|腰包|私吞|独吞|吃拿卡要|回扣|好处费|红包|黑钱|拖欠|欠薪|欠我|打招呼|关系户|有关系|猫腻|勾结|内幕|黑幕"
    r"|作弊|偷|抢|贪|骗|假的|冒充|塞钱|送礼|受贿|行贿|挪用|虚报|虚开|包庇|小舅子|亲戚|相好|情妇|赌|恐吓|威胁|打了|打人|报复"
    r"|被.{1,8}(?:了|走|掉)|收.{0,8}(?:钱|块|万|元|烟|酒|礼)|拿.{0,6}(?:钱|块|万|元|烟|酒|礼)|才给|害(?:了|我|人|死)"
)
_SIGNS = (
    # said to be a report, a suggestion, a grievance
    r"举[报抱]|留言|检举|揭发|控告|状|告[他她你们发诉]|要告|再告|反[映应]|投[诉拆]|曝光|意见|[建见][议意]|提议|想法|管管|不管|没人|说法|有话|说道",
    r"不[服满公平]|交[代待]|记[下上]|往上|递给|转[给达告]|公道|评评理|冤|委屈|证据|录音|录像|亲[眼口]|良心|窝火|咽不下|气|烦|受不了|太.{1,4}了",
    r"浪费|没上课|难[看听用]|不像话|过分",
    # what was done wrongly
    r"假|骗|哄|蒙|偷|贪|吃|占|扣|压|卡|拖|逼|威胁|塞|送|虚|冒|代签|糊弄|应付|摆样|凑|编|内定|串|围|陪标|垄断|勾结|猫腻|黑|坑|私|挪|转[手租包]",
    r"倒[卖腾]|空[壳的]|敲|欺|骂|态度|恶劣|凶|脸|刁难|故意|不[理给发还认让干做办]|没[给干做开建到讲发签见有]|只给|锁|乱|脏|坏|烂|渣|漏|白[吃拿干给]",
    r"凭[啥什]|瞒|抢|赖|搂|捞|贿|内幕|关系|仗着|水太深|敷衍|哭|挤|抄|走过场|后门|一伙|合伙|串通|手印|签[名字到]|又报|两回|重复|老婆|[姨舅侄甥婿嫂]",
    r"干股|嫌|照片|摆拍|拍了|作证|证人|套了|[报写说做]成|公章|改过|人影|收拾|封口|跑路|报废|翻新|二手|杂牌|麻将|摆设|撂荒|关门|涂改",
    r"媳妇|丈人|姐夫|弟|亲[戚家]|家属|家[里族]|自[家己]",
    # whose office or whose deed it would be
    r"干部|领导|书记|主任|[科局村镇县乡处]长|支书|会计|出纳|评委|专家|评审|验收|检查|审计|审核|查账|办事|经办|工信局|办公室|当官|当家|公[家款车]",
    r"国家|政府|上头|上面|管.{1,5}的|负责|老板|承办|中标|[招投竞开评抬]标|监理|包工|总包|分包|供应商|某|有人",
    # money, and what is given like it
    r"[钱款礼烟酒奖块账帐]|红包|补[贴助]|扶持|名额|发票|单据|收据|回扣|好处|免租|万",
)
_SIGN = lazy_compile("|".join(_SIGNS))
_SIGN_IN_LATIN = lazy_compile(
    r"ju ?bao|tou ?su|fan ?ying|yi ?jian|jian ?yi|gan ?bu|ling ?dao|[a-z]zhang|shu ?ji|hao ?chu|qian|bu ?tie"
    r"|biao|pian|tan|jia|buban|bu gei|shou|hui ?kou"
    r"|report|complain|bribe|fake|corrupt|money|invoice|official|steal|cheat|boss"
)
_OF_THE_RULE = lazy_compile(
    r"规定|文件|条文|办法|哪[条句]|第.{1,3}条|处理|罚|追究|追责|责任|后果|下场|犯法|犯罪|违反|违规|算不算|允许|不得"
)
_TO_THE_ASSISTANT = lazy_compile(r"(?:给|送|请|发|塞).{0,2}[你您]|[你您]点好处|^\[")
_ASKS = lazy_compile("[?？哪啥咋甚吗么嘛呢]")
"""Looked for first: most questions hold one of these."""
_QUESTION = lazy_compile(
    beginning(
        "多谁如是能可为几怎吧有行好对中给管以成治whszdnm",
        r"多少|多久|多长|谁[^都]|谁$|如何|是否|能否|可否|为何|几[个天年月号时次成点家份倍条项]|怎样|吧$"
        r"|(.)[不没]\1|有没有|(?:行|能|好|对|中|是|有|给|管|可以|成|治)[不没](?:$|[,，。!！~])|\b(?:what|how|when|where|who|why|which)\b"
        r"|\b(?:shenme|zenme|duoshao|nali|shui|ma)\b",
        also=".[不没]",
    )
)
_WAY = lazy_compile(
    r"(?:举报|检举|揭发|告发).{0,6}(?:怎么|咋|如何|流程|步骤|渠道|途径|哪|找谁|匿名)"
    r"|(?:怎么|咋|如何|哪).{0,5}(?:举报|检举|揭发|告发)|怕.{0,6}(?:报复|穿小鞋|知道是我|认出)|打击报复"
)

_WINDOW = lazy_compile(r"(?:举报|意见)(?:和|与|、|及|跟)?(?:举报|意见)?的?(?:窗口|专栏|信箱|平台|栏目)")
_WISH = lazy_compile(
    r"匿名|实名|保密|报复|穿小鞋|知道是我|认出|(?:想|要|能|可以|敢|咋|怎么|如何|哪[里儿]?|该|找谁).{0,5}(?:举报|检举|揭发|告发|投诉)"
    r"|(?:举报|检举|揭发|告发|投诉).{0,6}(?:怎么|咋|如何|哪|找谁|给谁|[他她])"
)
"""Somebody means to report, or weighs it; 举报窗口在哪里 and 第十六条 only ask what is written."""

_MEANS = lazy_compile(r"(?:想|要)(?!求|么).{0,4}(?:举报|检举|揭发|告发)")
"""Says so plainly, whatever else the message asks."""

_CLAUSES = lazy_compile(r"[\s,，。.!！?？;；:：、…~～]+")
_IF = lazy_compile("要是|如果|假如|万一|若")
_PARTICLES = "呢吧啊呀嘛哦"
_SUBJECT = 2
"""Characters before a deed that may say who did it: 那吃回扣呢 asks for the rule, 老赵吃回扣呢 tells."""

_REPROACH = lazy_compile(
    r"[凭为][啥什何甚]|[咋怎]么?(?:也|能|是|又|老|总|就|还|会)|总是|老[是去让叫跟给]|偏[偏心要]|说了算|谁[把拿收给叫让说定批吃占]|轮[得不]"
)
"""Asks why it is so, and for no rule: 凭啥给他弟弟, 咋能一个人说了算, 谁把设备拉回家了."""
_EVERYDAY = lazy_compile(
    r"[天空]气|[钱款奖块元万]|奖励|补[贴助]|扶持|名额|有没有|没有|办公室|政府|国家|大家|培训|审核|验收|检查|负责|自己|不给|烂尾"
)
"""Words that are signs beside others, and none where they stand alone: 一亩给多少钱, 办公室几点上班."""


def is_question(text: str) -> bool:
    """Whether a message is a question by its form; 没 and 不 alone make none."""
    return bool(_ASKS.search(text) or _QUESTION.search(text.lower()))


def accuses(text: str) -> bool:
    """Whether a normalised message tells a wrong somebody did, and asks nothing about the rule."""
    if is_question(text) or _OF_THE_RULE.search(text) or _TO_THE_ASSISTANT.search(text):
        return False
    return bool(_DEED.search(text))


def may_accuse(text: str) -> bool:
    """Whether any word speaks of reporting, of a wrong, of somebody in office or of money."""
    return bool(_SIGN.search(text) or _SIGN_IN_LATIN.search(text))


def may_accuse_by_asking(text: str) -> bool:
    """Whether a question may tell of a wrong: it reproaches, or speaks of persons in office or of a deed."""
    return bool(_REPROACH.search(text)) or hints_at_wrong(text) or may_accuse(_EVERYDAY.sub(" ", text))


def hints_at_wrong(text: str) -> bool:
    """Whether any word of a message may belong to an accusation, whatever its form."""
    return bool(_DEED.search(text) or _HINTS.search(text))


def wishes_to_report(text: str) -> bool:
    """Whether a normalised message means to report somebody, or tells a wrong: not asks about the windows."""
    return bool(_WISH.search(_WINDOW.sub("窗口", text))) or hints_at_wrong(text)


def tells_of_wrong(text: str) -> bool:
    """Whether any clause of a normalised message accuses, or says that somebody means to report.

    What the other clauses ask does not matter: nothing may be kept of such a message.
    """
    if not (_DEED.search(text) or _MEANS.search(text)):
        return False
    return any(map(_tells, _CLAUSES.split(_WINDOW.sub("窗口", text))))


def _tells(clause: str) -> bool:
    if _IF.search(clause):
        return False
    if accuses(clause) or _MEANS.search(clause):
        return True
    told = clause.rstrip(_PARTICLES).removeprefix("那")
    deed = _DEED.search(told) if told != clause else None
    return deed is not None and deed.start() >= _SUBJECT and accuses(told)


def asks_how_to_report(text: str) -> bool:
    """Whether somebody asks for the way of a whistle-blowing report, or fears what comes of it."""
    return bool(_WAY.search(text))
