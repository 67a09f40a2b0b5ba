"""What is thrown away: when it is over, or when somebody wishes."""
