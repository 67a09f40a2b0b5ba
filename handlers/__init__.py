"""What the assistant does, whatever the channel: it knows no vendor and no SQL."""
