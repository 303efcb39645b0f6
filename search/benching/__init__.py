"""Measures the search beside Wagtail's stock search of the same rows. Nothing here runs in the portal itself."""
