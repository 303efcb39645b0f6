"""From what worries a family to who helps: a tree of plain questions that editors keep."""
