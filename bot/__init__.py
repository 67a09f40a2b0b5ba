"""Processes and vendors: the only package that knows WeChat, Telegram, WeCom and HTTP."""
