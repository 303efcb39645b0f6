"""What institutions report: statistical forms as data, their quarters, and the consolidated table of a region."""
