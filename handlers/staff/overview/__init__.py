"""What a member sees of a case at once: its card, what the rules find, what can be done now."""
