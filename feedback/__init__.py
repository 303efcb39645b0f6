"""«Something is wrong here»: what readers report about a card, and what became of it."""
