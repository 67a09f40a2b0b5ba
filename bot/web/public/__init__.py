"""The public pages: chat, measure, upload."""
