"""Mask what identifies a person before anything is kept or logged: numbers, addresses, names people give."""

from __future__ import annotations

import re
from itertools import pairwise

from policy_kb.expressions import lazy_compile
from policy_kb.matching.familiar import OFTEN, VERY_OFTEN, FamiliarWords
from policy_kb.reading import Reading

MASK = "＊＊"

_HAN = r"[\u4e00-\u9fff]"
_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"

_PATTERNS = (
    lazy_compile(r"(?<!\d)\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx](?!\d)"),  # ID card
    lazy_compile(r"(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)"),  # bank card
    lazy_compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"),  # mobile telephone
    lazy_compile(r"(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)"),  # telephone
    lazy_compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+"),  # mail; begun once a word, not at each of its letters
    lazy_compile(r"(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])"),  # 统一社会信用代码
    lazy_compile(r"(?<!\d)\d{6,}(?!\d)"),  # any other long number: account, file, order
    lazy_compile(rf"[{_PROVINCES}][A-Za-z][·.• ]?[0-9A-Za-z]{{5,6}}(?![0-9A-Za-z])"),  # a number plate
    lazy_compile(
        rf"(?<=[我俺名]叫)(?!不){_HAN}{{2,4}}|(?<=名字叫){_HAN}{{2,4}}"
        rf"|(?<=姓名[:：是]){_HAN}{{2,4}}|(?<=系人[:：是]){_HAN}{{2,4}}"
    ),
    lazy_compile(  # a house
        rf"{_HAN}{{1,3}}(?:镇|乡|村|庄|沟|街|路|巷|小区){_HAN}{{0,6}}(?:\d{{1,4}}|[一二三四五六七八九十]{{1,3}})(?:号|组|小组|队|户|巷|栋|单元)"
    ),
)

_SPELT_OUT = lazy_compile(
    r"\d(?:[ .,，、·—-]?\d){6,}|[零〇一二三四五六七八九幺两](?:[ ,，、-]?[零〇一二三四五六七八九幺两]){6,}"
)
"""A number of seven figures or more with anything between them, or said in words: 幺三八 …"""


def mask(text: str) -> str:
    """Replace whatever may identify a person in what people write."""
    return _SPELT_OUT.sub(MASK, mask_personal(text))


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
_COMPOUND = lazy_compile(
    "欧阳|司马|上官|诸葛|慕容|尉迟|皇甫|令狐|东方|西门|南宫|公孙|夏侯|端木|独孤|司徒|司空|长孙|宇文|轩辕|呼延|澹台|濮阳|淳于|申屠|钟离|赫连"
)
_PARTICLES = frozenset("吗呢吧么嘛啊呀")
_ALONE = frozenset("我你您他她它俺咱恁这那的了是在把被给让跟和要去能不没也都还就又")
"""Words of one character: another word may begin or end beside them. None that parents put into a name."""
_GIVEN = 2
"""Characters of a given name at most."""
_CALLED = lazy_compile(
    rf"(?:[老小阿大]|[三二四五六七八]|胖|瘦|黑)[{''.join(sorted(_SURNAMES))}](?![\u4e00-\u9fff]?[补贴业产品])"
    rf"|[{''.join(sorted(_SURNAMES))}][\u4e00-\u9fff]{{0,2}}(?=某|总|局长|主任|科长|书记|村长|支书|老板|会计|经理|姐|哥|叔|婶|姨|师傅|镇长|乡长|主席|队长|老师)"
)
_TOKEN = lazy_compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)?|[\u3400-\u4dbf\u4e00-\u9fff]")


def mask_unfamiliar(text: Reading | str, words: FamiliarWords) -> str:
    """Mask what may identify a person, and whatever is no everyday word: names, villages, firms."""
    reading = Reading.of(text)
    read = (reading if piece == reading.typed else Reading(piece) for piece in mask(reading.typed).split(MASK))
    pieces = (_mask_piece(piece.simple, words) for piece in read)
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
    touching = [one.end() == other.start() for one, other in pairwise(tokens)]
    usage = words.usage([token[0] for token in tokens])
    known = [
        touches and count >= _least_of(token[0])
        for touches, count, token in zip(touching, usage, tokens[:-1], strict=True)
    ]
    strange = [
        token[0] not in _ALONE and not any(known[max(at - 1, 0) : at + 1]) for at, token in enumerate(tokens)
    ]
    for at, is_known in enumerate(known):
        if touching[at] and not is_known and not _is_seam(at, known, tokens):
            strange[at] = strange[at + 1] = True
    for at, token in enumerate(tokens):
        if is_compound := bool(_COMPOUND.fullmatch("".join(one[0] for one in tokens[at : at + 2]))):
            strange[at] = strange[at + 1] = True
        if (token[0] in _SURNAMES and strange[at]) or is_compound:
            _mask_given(at + 1 + is_compound, strange, touching, known)
    return [is_strange and not _ends_a_question(at, tokens, strange) for at, is_strange in enumerate(strange)]


def _mask_given(first: int, strange: list[bool], touching: list[bool], known: list[bool]) -> None:
    """Mask the given name that begins here, up to where an everyday word begins."""
    for at in range(first, min(first + _GIVEN, len(strange))):
        begins_a_word = at > first and at < len(known) and known[at]
        if not touching[at - 1] or begins_a_word:
            return
        strange[at] = True


def _ends_a_question(at: int, tokens: list[re.Match[str]], strange: list[bool]) -> bool:
    """Whether this is the 吗 behind a word that stays."""
    return tokens[at][0] in _PARTICLES and at > 0 and not strange[at - 1]


def _is_seam(at: int, known: list[bool], tokens: list[re.Match[str]]) -> bool:
    """Whether two words end and begin here, each known by itself; no word of a name begins at it or ends."""
    one, other = tokens[at][0], tokens[at + 1][0]
    before = (at > 0 and known[at - 1]) or one in _ALONE
    after = (at + 1 < len(known) and known[at + 1]) or other in _PARTICLES or other in _ALONE
    return before and after and not {one, other} & _SURNAMES


def _least_of(token: str) -> int:
    """How many people must write a word that begins so: after a surname nearly all must."""
    return VERY_OFTEN if token in _SURNAMES else OFTEN
