"""The peer: wechatpy and aiohttp, decrypt, parse, echo, encrypt. No retrieval, no dedupe, no log."""

from __future__ import annotations

import sys

from aiohttp import web
from wechatpy import create_reply, parse_message
from wechatpy.crypto import WeChatCrypto


def main() -> None:
    port, token, aes_key, app_id = int(sys.argv[1]), *sys.argv[2:5]
    crypto = WeChatCrypto(token, aes_key, app_id)

    async def echo(request: web.Request) -> web.Response:
        query = request.query
        xml = crypto.decrypt_message(
            await request.read(), query["msg_signature"], query["timestamp"], query["nonce"]
        )
        message = parse_message(xml)
        reply = create_reply(message.content, message).render()
        return web.Response(
            text=crypto.encrypt_message(reply, query["nonce"], query["timestamp"]), content_type="application/xml"
        )

    app = web.Application()
    app.router.add_post("/wechat", echo)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    main()
