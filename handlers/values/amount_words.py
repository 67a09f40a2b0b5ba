"""How people write sums of money."""

from __future__ import annotations

from policy_kb.expressions import lazy_compile

WHAT_FOR = lazy_compile(r"[,，。;；\s]+|(?=用于|用来|用在|拿来|[(（])")
"""Ends a sum that something else is told behind."""
MORE = lazy_compile(r"\d|[万亿元]")
TELEPHONE = lazy_compile(r"1[3-9]\d{9}")

TWICE = lazy_compile(
    r"(?:大写|小写)?[:：]?(?P<first>[^(（]+?)"
    r"(?:[(（](?:大写|小写|即|也就是|人民币|[:：])*(?P<within>[^()（）]+)[)）]"
    r"|[,，;；\s]*(?:即|也就是|大写|小写)[:：]?(?P<behind>.+)|\s+(?P<signed>[¥￥].+))"
)
"""伍拾万元整（¥500,000.00）, 50万元（大写：伍拾万元整）: one sum in two writings."""

BEFORE = lazy_compile(
    r"^(?:嗯|哦|好的?|那么?|要不|先|还是|[,，])*就?(?:我(?:们|方|单位|公司)?|本(?:单位|公司)|本次|这次)?(?:要|想|想要|拟)?(?:申请|申报|填|写|改成|改为|改)?(?:拨付)?"
    r"(?:资金|金额|款项|数额)?(?:总共|一共|合计|共计|总计|共|就是|就|是|为)?[:：]?(?:人民币|rmb|cny|[¥￥])?[:：]?"
)
AFTER = lazy_compile(r"(?:人民币|rmb|cny)?(?:吧|哈|啊|呀|哦|呗|嘛|啦|谢谢)?$")

HAS_NUMBER = lazy_compile(r"[\d一二三四五六七八九十百千万亿零]")

HUGE = lazy_compile(r"[万亿]亿|兆")
PERCENT = lazy_compile(r"%|‰|百分之|千分之|分之|\d成|[一二三四五六七八九]成")
FOREIGN = lazy_compile(
    r"美元|美金|美刀|欧元|日元|日币|港币|港元|英镑|韩元|韩币|卢布|台币|澳元|\$|€|£|usd|eur|hkd|jpy|gbp"
)
NEGATIVE = lazy_compile(r"^(?:负|-|−|–|—|－)|^减")
ROUGH = lazy_compile(
    r"左右|大概|大约|约|差不多|上下|将近|接近|近(?=[\d一二三四五六七八九十百千])|^[上小](?=[\d一二三四五六七八九十百千])|出头|开外|挂零|有余|往上|朝上|不足|来(?=[万千百十元块亿])|来个|多(?=[万千百十元块亿]|$)"
    r"|[几数](?=[万千百十亿])|若干|以上|以下|以内|不到|超过|不超过|至少|最多|最少|起码|余(?=[万元])|把块|万把|好几"
    r"|[一二两三四五六七八九]{2}(?=[十百千万亿])"
)
RANGE = lazy_compile(
    r"(?<=[\d一二两三四五六七八九十百千万亿元块w])(?:到|至|~|～|-|–|—|或者?|或是)(?=[\d一二两三四五六七八九十百])"
)
SEVERAL = lazy_compile(r"[和加与跟+、;；/×*]|再加|外加|另外")

WHOLE = lazy_compile(
    r"(?:(?P<yuan>[^元圆块角毛分]+?)(?P<mark>元|圆|块钱|块|(?=零[\d一二三四五六七八九][角毛分])))?零?(?:(?P<jiao>[\d一二两三四五六七八九零])(?:角|毛钱|毛))?零?"
    r"(?:(?P<fen>[\d一二两三四五六七八九零])分钱?)?(?:整|正)?"
)
"""元 before 角 before 分; the number before 元 is read by itself."""

CHANGE = lazy_compile(
    r"(?P<yuan>[^元圆块角毛分]+?)块(?P<jiao>[\d一二三四五六七八九])(?:毛(?P<fen>[\d一二三四五六七八九]))?"
)
"""三块五, 三块二毛五: the last place goes without its name."""

GROUPED = lazy_compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
SPACED = lazy_compile(r"\d\s+\d")
SPACED_WELL = lazy_compile(r"(?<![\d.,])\d{1,3}(?:\s\d{3})+(?![\d\s])")
