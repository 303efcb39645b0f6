"""Take it along: a saved list, print, PDF, QR, contact cards, and frames for other sites."""
