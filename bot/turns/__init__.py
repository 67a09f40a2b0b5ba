"""The one way in: messages are claimed, answered once and in order, and committed."""
