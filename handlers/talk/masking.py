"""Mask what identifies a person before anything is kept or logged: numbers, addresses, names people give."""

from __future__ import annotations

import re
from itertools import pairwise

from policy_kb.matching.familiar import FamiliarWords
from policy_kb.matching.normalise import simplify

MASK = "＊＊"

_PATTERNS = (
    re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"),  # ID card
    re.compile(r"(?<!\d)\d{16,19}(?!\d)"),  # bank card
    re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"),  # mobile telephone
    re.compile(r"(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)"),  # telephone
    re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+"),  # mail; begun once a word, not at each of its letters
    re.compile(r"(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])"),  # 统一社会信用代码
    re.compile(r"(?<!\d)\d{6,}(?!\d)"),  # any other long number: account, file, order
    re.compile(
        r"(?<=我叫)(?!不)[\u4e00-\u9fff]{2,4}|(?<=姓名[:：是])[\u4e00-\u9fff]{2,4}|(?<=名叫)[\u4e00-\u9fff]{2,4}"
    ),
    re.compile(r"[\u4e00-\u9fff]{1,3}(?:镇|乡|村)[\u4e00-\u9fff]{0,6}\d+号"),  # a house
)

_LONG_NUMBER = re.compile(r"(?<!\d)\d{6,}(?!\d)")
"""Any other long number of a message: account, file, order. Logs need theirs: times, rows."""


def mask(text: str) -> str:
    """Replace whatever may identify a person in what people write."""
    return _LONG_NUMBER.sub(MASK, mask_personal(text))


def mask_personal(text: str) -> str:
    """Replace what has the shape of a personal number, an address or a name."""
    for pattern in _PATTERNS:
        text = pattern.sub(MASK, text)
    return text


_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费薛雷贺"
    "倪汤滕殷罗毕郝邬常乐于时傅皮卞齐康伍余元顾孟黄穆萧尹姚邵汪祁毛狄贝臧计成戴宋庞熊纪舒屈项祝董梁杜阮蓝席季贾路江童颜郭梅盛林"
    "刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫经房解应宗丁邓郁单洪包左石崔龚程裴陆荣翁甄曲封储靳段焦谷车侯全班秋仲宫宁仇甘景詹叶"
    "司黎薄印白蒲邰赖卓蔺蒙池乔闻党翟谭申冉桑桂牛边燕尚农温庄晏柴瞿阎慕连习艾容古易廖耿匡文寇广欧沃"
    "师巩聂晁敖冷辛阚简饶曾关查游岳覃闫肖岑郜武阴仝亢"
)
_PARTICLES = frozenset("吗呢吧么嘛啊呀")
_CALLED = re.compile(
    rf"(?:[老小阿大]|[三二四五六七八]|胖|瘦|黑)[{''.join(sorted(_SURNAMES))}](?![\u4e00-\u9fff]?[补贴业产品])"
    rf"|[{''.join(sorted(_SURNAMES))}][\u4e00-\u9fff]{{0,2}}(?=某|总|局长|主任|科长|书记|村长|支书|老板|会计|经理|姐|哥|叔|婶|姨|师傅|镇长|乡长|主席|队长|老师)"
)
_TOKEN = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)?|[\u3400-\u4dbf\u4e00-\u9fff]")


def mask_unfamiliar(text: str, words: FamiliarWords) -> str:
    """Mask what may identify a person, and whatever is no everyday word: names, villages, firms."""
    pieces = (_mask_piece(simplify(piece), words) for piece in mask(text).split(MASK))
    return re.sub(rf"(?:{MASK}){{2,}}", MASK, MASK.join(pieces))


def _mask_piece(text: str, words: FamiliarWords) -> str:
    text = _CALLED.sub(lambda found: "\0" * len(found[0]), text)
    tokens = list(_TOKEN.finditer(text))
    strange = _strange(tokens, words)
    chars = list(text)
    for token, is_strange in zip(tokens, strange, strict=True):
        if is_strange:
            chars[token.start() : token.end()] = "\0" * len(token[0])
    return re.sub(r"\0+", MASK, "".join(chars))


def _strange(tokens: list[re.Match[str]], words: FamiliarWords) -> list[bool]:
    """Which tokens stand beside one that they are never seen beside, or beside nothing."""
    known = [one.end() == other.start() and _is_word(one[0], other[0], words) for one, other in pairwise(tokens)]
    strange = [not any(known[max(at - 1, 0) : at + 1]) for at in range(len(tokens))]
    for at, is_known in enumerate(known):
        touching = tokens[at].end() == tokens[at + 1].start()
        if touching and not is_known and not _is_seam(at, known, tokens):
            strange[at] = strange[at + 1] = True
    return strange


def _is_seam(at: int, known: list[bool], tokens: list[re.Match[str]]) -> bool:
    """Whether two words end and begin here, each known by itself; no word of a name begins at it or ends."""
    before, after = at > 0 and known[at - 1], at + 1 < len(known) and known[at + 1]
    after = after or tokens[at + 1][0] in _PARTICLES
    return before and after and not {tokens[at][0], tokens[at + 1][0]} & _SURNAMES


def _is_word(one: str, other: str, words: FamiliarWords) -> bool:
    """Whether two tokens belong together in everyday language; after a surname only where nearly all say so."""
    return words.is_common(one + other) if one in _SURNAMES else words.holds(one + other)
