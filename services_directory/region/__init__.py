"""A fictional region, made up whole: territories, organisations, places, services.

For showing and measuring the portal. The region says of itself that it is fictional; its phones begin with +7000, a
code that no network has, and its sites and mail stand under `.example`, which nobody can register.

Given the same slug, sizes, seed and day, every value is the same; only primary keys follow the database.
"""
