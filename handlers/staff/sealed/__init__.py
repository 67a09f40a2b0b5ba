"""Reports as their officers see them at the console: the list, one of them, the forms of its steps."""
