"""The rules of cases, against real databases."""
