"""What is said about pictures, voices and files that nobody asked for, with words beside them or without."""

from __future__ import annotations

from handlers.messages import MediaKind

_WORDS = "请把想问的用文字发给我，例如“支持哪些方面”。"

_NO_CARDS = "请不要发送身份证、银行卡的照片。"

WHILE_REPORTING = (
    "您发来的内容没有保存。请不要在这里发举报材料：反映公职人员违纪违法，可直接向纪检监察机关举报：12388。"
)

REACTIONS: dict[MediaKind, str] = {
    MediaKind.IMAGE: f"收到一张图片，但现在不需要图片，图片没有保存。{_NO_CARDS}{_WORDS}",
    MediaKind.VOICE: "语音没有转成文字，我听不到内容。请用输入法的语音转文字，或者打字发给我。",
    MediaKind.VIDEO: f"收到一段视频，但我看不了视频，视频没有保存。{_WORDS}",
    MediaKind.FILE: f"收到一个文件，但现在不需要文件，文件没有保存。{_WORDS}",
    MediaKind.LOCATION: f"收到一个位置，位置没有保存。{_WORDS}",
    MediaKind.LINK: f"我打不开链接。{_WORDS}",
    MediaKind.OTHER: f"这种消息我看不了。{_WORDS}",
}

_ONLY_WORDS = "我只看您写的文字："

CAPTIONED: dict[MediaKind, str] = {
    MediaKind.IMAGE: f"收到一张图片，图片没有保存。{_NO_CARDS}{_ONLY_WORDS}",
    MediaKind.VOICE: f"收到一段录音，录音没有保存。{_ONLY_WORDS}",
    MediaKind.VIDEO: f"收到一段视频，视频没有保存。{_ONLY_WORDS}",
    MediaKind.FILE: f"收到一个文件，文件没有保存。{_ONLY_WORDS}",
    MediaKind.LOCATION: f"收到一个位置，位置没有保存。{_ONLY_WORDS}",
    MediaKind.LINK: f"我打不开链接。{_ONLY_WORDS}",
    MediaKind.OTHER: f"附带的内容我看不了，没有保存。{_ONLY_WORDS}",
}
"""Said above the answer to words that came with one of these."""
