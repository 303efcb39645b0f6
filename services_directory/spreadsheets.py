"""Reports as spreadsheets that a spreadsheet program takes for nothing but text."""

from django.utils.encoding import force_str

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(value: str) -> str:
    """What a program would run as a formula stands behind an apostrophe."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def plain_text(value) -> str:
    return plain_cell(force_str(value))


class SafeSpreadsheet:
    """For a report view. Wagtail keeps formulas out of XLSX only."""

    def get_preprocess_function(self, field, value, export_format):
        if isinstance(value, str):
            return plain_text
        return super().get_preprocess_function(field, value, export_format)
