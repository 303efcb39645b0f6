"""A programme as a workbook that goes out, is filled in Excel and comes back: dry run first, then all or nothing.

`columns` says what a text column is, `cells` what a cell of money or of an indicator's values is; `rows` names the two
sheets. `exporting` writes them, `planning` holds a file against the programme, `saving` does what the plan says.
"""
