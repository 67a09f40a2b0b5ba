"""What is looked up and changed, an area a module."""
