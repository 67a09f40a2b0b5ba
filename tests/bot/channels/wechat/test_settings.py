from __future__ import annotations

import pytest
from pydantic import ValidationError

from bot.channels.wechat.settings import Mode, WeChatSettings
from tests.bot.channels.wechat.support import APP_ID, KEY, OLD_KEY, SECRET, TOKEN

GOOD = {"app_id": APP_ID, "app_secret": SECRET, "token": TOKEN, "encoding_aes_key": KEY}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("app_id", APP_ID + " "),
        ("app_id", ""),
        ("app_secret", SECRET + " "),
        ("app_secret", ""),
        ("token", "my token"),
        ("token", "a" * 65),
        ("token", "我的令牌"),
        ("token", ""),
        ("encoding_aes_key", KEY[:-1]),
        ("encoding_aes_key", KEY + "="),
        ("encoding_aes_key", KEY[:-1] + "+"),
        ("encoding_aes_key", KEY + "\n"),
        ("previous_aes_key", "short"),
        ("api_base", "api.weixin.qq.com"),
        ("api_base", "https://api.weixin.qq.com/?x=1"),
    ],
)
def test_a_wrong_value_is_refused_in_chinese_and_not_shown(name: str, value: str) -> None:
    with pytest.raises(ValidationError) as caught:
        WeChatSettings.model_validate({**GOOD, name: value})
    [fault] = caught.value.errors()
    assert fault["loc"] == (name,)
    assert fault["msg"].startswith("应为")
    if len(value) > 4:
        assert value.strip() not in str(caught.value).replace(fault["msg"], "")


@pytest.mark.parametrize("mode", [Mode.COMPAT, Mode.SAFE])
@pytest.mark.parametrize("missing", [{}, {"encoding_aes_key": ""}, {"encoding_aes_key": None}])
def test_encrypted_modes_need_the_key_and_the_message_names_the_variable(
    mode: Mode, missing: dict[str, str | None]
) -> None:
    values = {name: value for name, value in GOOD.items() if name != "encoding_aes_key"}
    with pytest.raises(ValidationError, match="EZHEN_WECHAT__ENCODING_AES_KEY 没有设置"):
        WeChatSettings.model_validate({**values, **missing, "mode": mode})


def test_plain_mode_needs_no_key() -> None:
    values = {name: value for name, value in GOOD.items() if name != "encoding_aes_key"}
    assert WeChatSettings.model_validate({**values, "mode": "plain"}).aes_keys == ()


def test_safe_is_the_default_and_the_current_key_is_tried_first() -> None:
    settings = WeChatSettings.model_validate({**GOOD, "previous_aes_key": OLD_KEY})
    assert settings.mode is Mode.SAFE
    assert settings.aes_keys == (KEY, OLD_KEY)


def test_secrets_do_not_show_in_the_settings_text() -> None:
    shown = repr(WeChatSettings.model_validate({**GOOD, "previous_aes_key": OLD_KEY}))
    assert not any(secret in shown for secret in (SECRET, KEY, OLD_KEY))


def test_a_slash_at_the_end_of_the_address_does_no_harm() -> None:
    settings = WeChatSettings.model_validate({**GOOD, "api_base": "http://127.0.0.1:9000/"})
    assert settings.api_base == "http://127.0.0.1:9000"
