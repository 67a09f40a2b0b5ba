"""What members of staff can do: one declaration, which the chat desk and the console render."""
