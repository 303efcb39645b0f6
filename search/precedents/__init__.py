"""Questions that somebody has answered by reading the cards, and what they tell of questions like them."""
