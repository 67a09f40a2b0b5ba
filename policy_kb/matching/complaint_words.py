"""What words complain of: wages, debts, procurement, the county's other matters, service; or only that they do."""

from __future__ import annotations

from policy_kb.expressions import beginning, lazy_compile
from policy_kb.matching.accusing import hints_at_wrong, is_question

_REPORTS = lazy_compile(
    r"举\s*[报包抱]|检举|揭发|控告|告发|\bju ?bao\b|捅(?:出去|上去|到)|曝光|[查处]他们|查处|反映过|报复"
    r"|(?:我|俺|有).{0,3}(?:证据|录音|录像)|[实匿]名(?!单|字|额|称)"
)
_WRONG = lazy_compile(
    r"标底|底价|泄[露漏]|违规|违纪|违法|插手|谋[取私利]|套[取了钱]|骗[取补]|洗钱|刷单|冒[领充用名]|代签|虚[列假报开增构]"
    r"|(?<![放请休])假(?![如若期日使设装定])|贪污|腐败|敛财|信封|返.{0,3}成|干股|配偶|亲[属戚]|家属|[舅姐妹]夫|小舅子|外甥"
    r"|媳妇|一家人|[走托]了?.{0,2}关系|有关系|后门|私[吞分自下]|白[吃拿]|倒卖|卖[了掉]|转[包手]|分包给|打[过了]?招呼|内定"
    r"|走过场|合伙|串通|围标|陪标|陪着投标|挪[用到去作]|公款|公车|越野车|购物卡|礼品?|烟|好处|红包|回扣|茶水[费钱]|辛苦费"
    r"|加[了]?.{0,2}成|伸手|收.{0,4}钱|收了?.{0,6}[块万元千百]|入会费|加盟费|凑(?:人头|数|带动|交易)|人头|死人|早死了"
    r"|照片.{0,6}验收|旧.{0,6}[冒当充]|二手|翻新|两.{0,3}(?:项目|处).{0,3}报|重复报|不报销|报废|空壳|豆腐渣|烂砖|打麻将"
    r"|保中|[拎送要]东西|照领|空白|查我|逼|搬(?:回|到|他).{0,4}家|拉回.{0,3}家"
)
"""Beside what `accusing` knows: words of a wrong done, where it is told from a complaint of how one was served."""

_TELEPHONED = lazy_compile(r"电话打|打了.{0,5}(?:电话|[天次回趟遍午])")
"""打了 alone may be a blow."""

_FORCED = lazy_compile(r"逼|空白|冒[领名]|虚[报列]|假[发工名]|吃空")
_WAGES = lazy_compile(
    beginning(
        "工公共底薪血劳误加农民小打做帮零g",
        r"工资|[公共]资(?![质格料金源产])|工钱|底薪|薪(?![连火])|血汗钱|劳务费|误工钱?|加班费"
        r"|[农民]民?工的?钱|[小打做帮]零?工|gong ?zi",
    )
)
_UNPAID = lazy_compile(
    r"欠|没钱[发给]|拖(?!地|把)|不[给发结付还兑]|[没未不]有?(?:按[时月期])?(?:给|发|结|付|见|拿|支付|开支|兑现|收到)|(?:没钱|咋|怎么)要|没钱[,，]|赖|扣[着了押]?|克扣|压[着了]"
    r"|讨(?!论)|[要讨]不[回来到着]|没着落|找谁要|一分(?:钱)?[没未不]|(?:什么|啥)时候[还给付]|要了.{0,4}[年月次回]|清偿|不退"
    r"|躲|跑(?:了|路)|tuo ?qian|tuo ?fei"
)
_ORGAN = lazy_compile(
    beginning(
        "政机事财公县乡镇局村市学医国单",
        r"政府|机关|事业单位|财政|公家|(?:县|乡|镇|局|村|市)(?:里|上|里头)|局(?![长面势部])|村委会?|[县乡]?(?:学校|医院)|国企|单位",
    )
)
_SUPPLIED = lazy_compile(r"货款|工程款|账款|尾款|质保金")
_DEBT = lazy_compile(rf"{_SUPPLIED.pattern}|余款|合同款|[欠账]|保证金|材料款|款|钱")
_CREDITOR = lazy_compile(r"企业|公司|厂|店|我们|我司|俺们|给.{1,6}(?:印|做|装|供|修|盖|干|送)|合作社|供货|甲方")
_FIRM_OWES = lazy_compile(r"(?:承办|中标|总包|总承包|承包)[^,，。]{0,10}[欠拖不没扣]")
_IN_OFFICE = lazy_compile(r"干部|领导|书记|主任|[科局县镇村处股所]长|支书|会计|出纳|评委|经理")

_ACCUSED = lazy_compile(rf"{_IN_OFFICE.pattern}|有关人员|局里|办公室|公司|老板|项目|标")

_OBJECTS = lazy_compile(r"提.{0,4}(?:异议|[质致]疑)|质疑函")
_PROCURED = lazy_compile(r"招标|投标|[中废开评流竞]标|标书|采购|评审|评分|供应商|的标|这个?标")
_CONTESTED = lazy_compile(
    r"质疑|致疑|异议|不服|不公[平正道]?|不认|有意见|重新评|不合规|不合理|偏向|量身|照着.{0,6}写|排斥|废标|拒收|不退|没当场"
    r"|凭[啥什]|不符合|打得不对|问题|歧视|不满"
)

_COUNTY = lazy_compile(
    r"路灯|红绿灯|自来水|[停断]水|[停断]电(?!商)|饮水|下水道|污水|井盖|垃圾|噪[音声]|扰民|吵得|物业|小区|电梯|暖气|供[热暖]"
    r"|[燃煤天]然?气|公交|班车|低保|五保|医保|社保|养老[金保]|新农合|退休金|学校|上学|[入转]学|[学小]区|幼儿园|老师打|宅基地"
    r"|邻居|隔壁.{0,6}(?:摊|店|家)|城管|交警|派出所|狗|野猪|基站|没信号|河[里道]|[假过]期?药|药店|医院|看病|坑坑洼洼|坑洼"
    r"|大坑|路面|修路|公路|马路|街[上道]|违建|户口|身份证|[水电网话]费|宽带|广场舞|烧烤|油烟|拆迁|征地|危房|绿化|停车|黑车"
    r"|出租车|水井|的井|机井|电线|[路树]边?的?树|公厕|厕所|消防|高考|工棚|苍蝇|lu ?deng"
)
_TROUBLED = lazy_compile(
    r"没人|不[管亮来按通修给理解让热]|坏|堵|停|断|脏|臭|吵|乱|破|没(?:发|电|水|气|信号|修|交警)|报不|找谁|谁[管赔负来]|归谁"
    r"|哪[里儿]投诉|投诉|反映|解决|占|撵|赔|咬|拱|咋弄|慢|漏|塌|扎|不下来|打不通|huai|臭|危险|差点|倒了|抽不上"
)
_OF_FUND = lazy_compile(
    r"e镇|服务[站点中网]|冷[库链]|物流|配送|快递|取件|网店|直播|培训|电商|展厅|选品|项目|专项|仓库?|承办|代运营|分拣|扶持"
    r"|补贴|申请|申报|窗口|公众号|小程序|专栏|连翘|品牌"
)

_SUGGESTS = lazy_compile(
    beginning(
        r"\s,，。:：!！;；、了给想要再个的哈建提希盼许有意我俺最能多jys",
        r"(?:^|[\s,，。:：!！;；、了给想要再个的哈])(?:建[议意]|提议|希望|盼[着望]?|许愿)|提.{0,5}(?:[建见][议意]|意见|建言)"
        r"|有.{0,4}(?:建[议意]|想法|提议|意见)|[建意][议见][:：]|(?:我|俺)(?:寻思|琢磨)|想法|要是能.{0,12}就好"
        r"|最好.{0,2}(?:能|再|是)|(?:jian ?yi|yi ?jian)|建议|意见(?!窗口|书)|提意|能否考虑|多多|suggest",
    )
)
_SAID = r"投[诉拆述]|tou ?su|complain|不满|差评"
_COMPLAINS = lazy_compile(_SAID)
_DEMANDS = lazy_compile(rf"{_SAID}|有意见|不服|希望.{{0,6}}(?:说法|解决|处理|查|管|退|赔)")
_SERVED = lazy_compile(
    r"态度|[骂凶吼]|翻白眼|爱[搭答]不理|不耐烦|挂.{0,3}电话|电话.{0,6}挂[了断]|话难听|推[诿来三]|扯皮|[没无]人[接应修理]|一问三不知|[算卖称发]错|多算|锁[着门了]|关[着了]?门|不开门|没开门|迟到|不通知|没通知"
    r"|(?:窗口|办公室|服务|客服|热线|网点|经办|工作人员|你们).{0,10}(?:打不通|占线|不接(?![受收]))"
    r"|敷衍|难看|脸色|丢[了件]|摔[坏烂]?|错[分件发]|发错|坏了|不修|没修|修修|用不[了成]|开不了|打不开|没(?:有)?(?:任何)?答复"
    r"|不准|少我|涨价|催了|跑了?.{0,4}趟|白跑|排队|乱收费|多收|退(?:押金|款|钱|费)|噪|吵|扬尘|闪退|卡死|报错|讲普通话"
    r"|听不懂|没用|太[差慢水冲烂破]|说话冲|tai ?du"
)
_SERVANT = lazy_compile(
    r"服务|窗口|办事|经办|办公室的?人|工作人员|小姑娘|客服|快递|取件|驿站|网点|配送|物流|分拣|仓|冷[库链]|培训|老师|课|直播|展厅|讲解"
    r"|选品|代运营|网站|门户|公众号|小程序|系统|电话|答复|材料|站|fu ?wu|kuai ?di"
)
_GRUMBLES = lazy_compile(
    rf"{_SAID}|管不管|管管|没人管|不管|卡[我了着]|刁难|欺负|说法|评.?理|讨.?公道|不服|反[映应]|记[下上一]"
)
_MONEY = lazy_compile(r"[钱款账帐块元万]|报销|发票|收据|补[助贴]|奖")
_WISH = lazy_compile(
    r"[我俺咱]们?|你们|[要想来给有请把个一下这那些儿点的了吧啊哈呢嗯诉]|反[映应]|投[诉拆述]|告状?|情况|问题|事[情儿]?|记录?"
    r"|[替帮]|村民|大[家伙]|单位|说|需要|在|哪|提|意见|举|fan ?ying|wen ?ti|wo|yao|tou ?su|[\s,，。!！?？]"
)
_LITTLE = 2
"""Characters beside the wish to complain with which it is not said of what."""


def reports(text: str) -> bool:
    """Whether words say that they report somebody."""
    return bool(_REPORTS.search(text))


def tells_of_deeds(text: str) -> bool:
    """Whether any word may be of a wrong that somebody did."""
    said = _TELEPHONED.sub("", text)
    return hints_at_wrong(said) or bool(_WRONG.search(said))


def accuses_somebody(text: str) -> bool:
    """Whether words, asking nothing, may tell a wrong of somebody in office or of a firm of the fund."""
    return bool(_ACCUSED.search(text)) and tells_of_deeds(text) and not is_question(text)


def may_tell_of_wrong(text: str) -> bool:
    """Whether words may report, besides that somebody was not paid."""
    said = _UNPAID.sub("", text)
    return reports(said) or tells_of_deeds(said)


def tells_of_wages(text: str) -> bool:
    """欠薪."""
    return bool(_WAGES.search(text) and _UNPAID.search(text) and not _FORCED.search(text))


def tells_of_debt(text: str) -> bool:
    """Whether somebody who supplied was not paid, whoever owes it."""
    return bool(_DEBT.search(text) and _UNPAID.search(text) and _CREDITOR.search(text))


def tells_of_owed(text: str) -> bool:
    """机关拖欠企业款: an organ owes it, and nobody in office is spoken of."""
    if not (_ORGAN.search(text) and _UNPAID.search(text)):  # most messages end here
        return False
    is_owed = _SUPPLIED.search(text) or tells_of_debt(text)
    return bool(is_owed) and not (_IN_OFFICE.search(text) or _FIRM_OWES.search(text))


def contests_procurement(text: str) -> bool:
    """采购质疑, without a wrong beside it."""
    is_contested = _OBJECTS.search(text) or (_PROCURED.search(text) and _CONTESTED.search(text))
    return bool(is_contested) and not _WRONG.search(text)


def tells_of_county(text: str) -> bool:
    """A matter of the county that the fund has nothing to do with: 路灯坏了没人修."""
    return bool(_TROUBLED.search(text) and not _OF_FUND.search(text) and _COUNTY.search(text))


def suggests(text: str) -> bool:
    """意见、建议, which demands nothing."""
    return bool(_SUGGESTS.search(text)) and not tells_of_deeds(text) and not _DEMANDS.search(text)


def tells_of_service(text: str) -> bool:
    """投诉: how somebody was served by those whom the fund pays for, or by an office."""
    if not _SERVANT.search(text):
        return False
    is_told = _COMPLAINS.search(text) or _SERVED.search(text)
    return bool(is_told) and not tells_of_deeds(text)


def only_grumbles(text: str) -> bool:
    """Whether words say hardly more than that somebody complains, or is not content; 我要投诉, 你们管不管."""
    is_bare = len(_WISH.sub("", text)) <= _LITTLE
    is_mild = _GRUMBLES.search(text) and not _MONEY.search(text)
    return bool(is_bare or is_mild or tells_of_debt(text)) and not tells_of_deeds(text)
