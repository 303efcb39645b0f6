"""Merged cells of a sheet."""

from collections.abc import Iterable

from portal.tables import Survey

MOST_MERGED = 5_000


def merged_rows(survey: Survey, columns: Iterable[int], heading_row: int) -> dict[tuple[int, int], str]:
    """Cells of the mapped columns that lie in a block of several rows: only one of them has the value."""
    found: dict[tuple[int, int], str] = {}
    for block in survey.merged:
        if block.last_row <= max(heading_row, block.first_row) or len(found) > MOST_MERGED:
            continue
        for place in columns:
            if block.first_column <= place <= block.last_column:
                rows = range(
                    max(block.first_row, heading_row + 1), min(block.last_row, block.first_row + MOST_MERGED) + 1
                )
                found |= {(place, row): str(block) for row in rows}
    return found
