"""Tell whether somebody's life may be in danger: a threat, a wish to die, a person who needs an ambulance."""

from __future__ import annotations

from policy_kb.expressions import begun, lazy_compile

_BODY = r"(?:我们?|俺们?|咱们?|他|她|人|全家|一家|娃|孩子|老婆|媳妇|老汉|爸|妈|[爹娘])"
_DANGER = lazy_compile(
    "|".join(
        (
            begun("杀|弄死|整死|害死|打死|砍死|砍|捅死|捅|烧死", rf"了?{_BODY}(?!也[不没]|[都]?不[信走干])"),
            begun("卸|打断|打折|敲断|砍断", rf"{_BODY}?的?(?:一?条?腿|胳膊|手)"),
            begun("拿|举|掏|动|带", r"[了着出]?(?:菜?刀|斧|枪)(?!具)"),
            begun(
                "压|埋|砸|困|烧|淹",
                r"[着住到了在]?(?:了|好?几个|[一二两三四五六七八九0-9]+个)?人(?!家|民|员配)",
            ),
        )
    )
    + rf"|要{_BODY}的?命|人身(?:安全)?(?:受到?|遭|有)?(?:威胁|危险)"
    r"|不想活|活不下去|自杀|轻生|寻短见|跳楼|跳河|跳井|喝农药|上吊|割腕"
    r"|触电了|掉(?:进|到|下)了?[^,，。]{0,2}[井河水坑渠]|溺水|煤气中毒"
    r"|昏迷|晕倒|昏倒|昏过去|大出血|没气了|喘不上气|快不行了|打得?(?:住院|吐血|头破血流)"
)


def endangers_life(text: str) -> bool:
    """Whether a simplified message, however long, tells of danger to life; 气死了 and 打死我也不信 do not."""
    return bool(_DANGER.search("".join(text.split())))
