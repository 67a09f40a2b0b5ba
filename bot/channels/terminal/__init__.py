"""The terminal chat, typed or played from JSON lines."""
