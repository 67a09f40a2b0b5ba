"""Words of the WeChat channel: settings, the account's menu, what a message that is too long ends with."""

from __future__ import annotations

from types import MappingProxyType

CUT = "（本条过长，后面没有显示。请回复“人工”。）"
"""Ends a message that had to be cut in the channel itself: the last resort behind paging."""

WANTED: MappingProxyType[str, str] = MappingProxyType(
    {
        "app_id": "应为开发者ID(AppID)，一般以 wx 开头，请从公众平台“设置与开发—基本配置”复制",
        "app_secret": "应为开发者密码(AppSecret)，一般 32 位，请在公众平台“设置与开发—基本配置”重置后复制",
        "token": "应为令牌，3 到 32 位英文字母或数字，与公众平台“服务器配置”里的令牌(Token)一致",
        "encoding_aes_key": "应为 43 位英文字母或数字，请从公众平台“服务器配置”复制消息加解密密钥(EncodingAESKey)",
        "previous_aes_key": "应为 43 位英文字母或数字，是更换前的消息加解密密钥；没有更换过就不用设置",
        "api_base": "应为 https:// 开头的地址，不带问号和参数；一般不用设置",
    }
)
"""What each setting must look like, and where the operator finds it."""

AES_KEY_MISSING = (
    "EZHEN_WECHAT__ENCODING_AES_KEY 没有设置：兼容模式和安全模式需要它，"
    "请从公众平台“服务器配置”复制；明文模式请设置 EZHEN_WECHAT__MODE=plain"
)

ASK, HANDLE, CONTACT = "问办法", "办事情", "人工服务"
"""Names of the three buttons of the account's menu."""

MENU: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        ASK: ("支持哪些方面", "申请需要什么材料", "拨付流程", "绩效评价"),
        HANDLE: ("我要申请", "进度查询", "意向登记", "意见与举报"),
        CONTACT: ("隐私说明",),
    }
)
"""What stands under each button, above 人工/电话/地址. Each is sent to the assistant as it stands."""
