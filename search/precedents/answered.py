"""The answered questions as they are kept, by the titles that cards have now."""

import functools
from collections.abc import Iterator

from django.db.models import Count, Max

from search import language
from search.precedents.models import GRADED, Learned, Precedent, Renaming, graded


def answered() -> Iterator[tuple[str, dict[str, int]]]:
    """Each question, with titles and what these are worth."""
    rows = Precedent.objects.filter(is_active=True).order_by("pk").values_list("words", *GRADED)
    renamed = renamings()

    # Some hundreds of titles answer tens of thousands of questions.
    @functools.cache
    def title(written: str) -> str:
        known = language.normalise(written)
        return renamed.get(known, known)

    return ((words, graded(texts, title)) for words, *texts in rows.iterator(chunk_size=5_000))


def renamings() -> dict[str, str]:
    """By the title that examples know."""
    return {old: language.normalise(new) for old, new in Renaming.objects.values_list("old", "new")}


def changed() -> tuple:
    """Another when editors have changed one, a card is called otherwise, or something else was learned."""
    return tuple(
        tuple(each.objects.aggregate(Max("updated_at"), Count("pk")).values())
        for each in (Precedent, Renaming, Learned)
    )
