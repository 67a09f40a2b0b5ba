"""The chat desk: where members act in a talk."""
