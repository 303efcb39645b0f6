"""Reports as spreadsheets that a spreadsheet program takes for nothing but text."""

from django.utils.encoding import force_str

from portal.tables.formulas import harmless


def plain_text(value) -> str:
    return harmless(force_str(value))


class SafeSpreadsheet:
    """For a report view. Wagtail keeps formulas out of XLSX only."""

    def get_preprocess_function(self, field, value, export_format):
        if isinstance(value, str):
            return plain_text
        return super().get_preprocess_function(field, value, export_format)
