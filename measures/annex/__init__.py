"""A programme read out of the annex of its act: tables of measures and indicators, as files and people give them.

Nothing here writes to the database. `grid` holds what a file gives, `recognising` says what it means, and every value
keeps what stood in its cell, so that a person can compare.
"""
