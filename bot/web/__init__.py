"""The aiohttp application: webhooks, public pages, health and metrics."""
