"""What an institution keeps itself: its reporters, their edits, and who agrees."""
