"""Pushed XML reads as an independent reader reads it, and what declares an entity is not read."""

from __future__ import annotations

from typing import Any
from xml.parsers.expat import ExpatError

import pytest
import xmltodict
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wechat.elements import parse_elements

LEAVES = st.sampled_from(
    ["<e>丙</e>", "<f> <![CDATA[ a]]b>c ]]> </f>", "<g><![CDATA[]]></g>", "<h>]</h>", "<i>a\rb</i>"]
) | st.sampled_from(["<j><![CDATA[ x\n]]]></j>", "<k><![CDATA[a]]>b]]></k>", "<l>\n</l> ", "<m>a</n>"])

PIECES = st.sampled_from(
    ["<a>", "</a>", "<b>", "</b>", "<c/>", '<d e="1">乙</d>', "甲", " ", "\r\n", "&amp;", "]]", "<!-- b -->"]
) | st.sampled_from(["<?a b?>", "<![CDATA[ <b>]]]]><![CDATA[> ]]>"])


def _plain(value: Any) -> Any:
    """Without the text beside elements, and with empty texts for nothing."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items() if name != "#text"}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value or ""


@given(st.lists(LEAVES, max_size=6) | st.lists(PIECES | LEAVES, max_size=12))
def test_elements_are_what_another_reader_finds(pieces: list[str]) -> None:
    xml = f"<xml>{''.join(pieces)}</xml>"
    try:
        expected = xmltodict.parse(xml, encoding="utf-8", xml_attribs=False)
    except ExpatError:
        with pytest.raises(ExpatError):
            parse_elements(xml)
    else:
        assert parse_elements(xml) == _plain(expected)


@pytest.mark.parametrize(
    "declared", ['<!ENTITY a "b">', '<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ENTITY % a "b">']
)
def test_a_file_that_declares_an_entity_is_not_read(declared: str) -> None:
    with pytest.raises(ValueError, match="entities"):
        parse_elements(f"<!DOCTYPE xml [{declared}]><xml><a>1</a></xml>")
