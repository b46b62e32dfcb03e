"""Looking back: who waits, who is shown, who is matched, and how that moves; never about one person."""
