"""The ways in and out, one module or folder each."""
