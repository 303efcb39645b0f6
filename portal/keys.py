"""Keys of rows, as addresses and forms name them."""

# No key of the database has more digits, and Python refuses to read thousands of them.
MOST_DIGITS = 18


def key_named(text) -> int | None:
    """Nothing where the text names no row."""
    written = str(text or "")
    return int(written) if written.isdecimal() and len(written) <= MOST_DIGITS else None
