"""Quarterly reports on measures: when they are due, how they are filled, approved and frozen, and who owes which."""
