"""Addresses of named views: Django looks for a name among all patterns, and a page of links asks a hundred times."""

from functools import lru_cache

from django.urls import reverse

# As many as the pages that are asked for again and again lead to.
MOST = 10_000


@lru_cache(maxsize=MOST)
def address(name: str, *args: str | int) -> str:
    """Of a view that has the same address in every language: all but Wagtail's pages. None with a secret in it is to be
    asked for here, as it would be kept."""
    return reverse(name, args=args)
