from __future__ import annotations

import pytest

from bot.web.links import linked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "请打开：\nhttp://127.0.0.1:8080/upload/Ab-_9\n传完回来",
            '<a href="http://127.0.0.1:8080/upload/Ab-_9" target="_blank" rel="noopener">',
        ),
        ("见https://x.cn/a?b=1&c=2，或致电", 'href="https://x.cn/a?b=1&amp;c=2"'),
        ("（https://x.cn/）", 'href="https://x.cn/"'),
        ("<b>&https://x.cn/", '&lt;b&gt;&amp;<a href="https://x.cn/"'),
        ("https://x.cn/ <b>", "</a> &lt;b&gt;"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('https://x.cn/"onclick="x', 'href="https://x.cn/" '),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("全文：/measure", '<a href="/measure" target="_blank" rel="noopener">打开办法全文</a>'),
        ("见 x/measure 和 /measures", "见 x/measure 和 /measures"),
        ("没有网址 & 别的", "没有网址 &amp; 别的"),
    ],
)
def test_addresses_are_links_and_the_rest_is_escaped(text: str, shown: str) -> None:
    assert shown in str(linked(text))
