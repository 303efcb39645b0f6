"""The directory by the Human Services Data Specification 3.1: a read API and a whole copy."""
