"""What is recorded of a case, as sections: rendered once to text and once to HTML."""
