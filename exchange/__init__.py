"""The directory in and out of Excel: import with a dry run, export, undo."""
