"""Addresses in a sentence as links that can be pressed; everything else stays what it was."""

from __future__ import annotations

from markupsafe import Markup, escape

from handlers.texts.whole_text import MEASURE, OPEN
from policy_kb.expressions import lazy_compile

_ADDRESS = lazy_compile(
    # Plain signs only: a Chinese comma or bracket behind an address does not belong to it.
    r"https?://[!#-&(-;=?-~]+(?<![.,;:!?)])"
    rf"|(?<![!-~]){MEASURE}(?![!-~])"  # of our own page, whichever host it was opened under
)


def linked(text: str) -> Markup:
    """Escape the text, and make each address in it a link that opens beside the talk."""
    found, parts, end = _ADDRESS.finditer(text), list[Markup](), 0
    for address in found:
        parts += [escape(text[end : address.start()]), _link(address[0])]
        end = address.end()
    return Markup("").join([*parts, escape(text[end:])])


def _link(address: str) -> Markup:
    said = address if "://" in address else OPEN
    return Markup('<a href="{}" target="_blank" rel="noopener">{}</a>').format(address, said)
