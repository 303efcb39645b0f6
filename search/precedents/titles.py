"""The titles that examples lead to: which of them something public bears, and what became of the others.

A card that is renamed takes along what examples say of it: as soon as nothing public bears the old title, it is read as
the new one. Examples themselves stay as they were written.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from search import language
from search.documents import sort_name
from search.models import SearchEntry, Type
from search.precedents.likeness import Precedents
from search.precedents.models import Renaming
from search.wording.forgetting import precedent_changed


class Dead(NamedTuple):
    """A title that examples name and nothing public bears, how many name it, and one of them."""

    title: str
    number: int
    question: str


def borne(titles: Iterable[str]) -> set[str]:
    """Those that something public is called; all as language.normalise has them."""
    wanted = {*titles}
    # By the index of names, however many entries there are.
    entries = SearchEntry.objects.filter(type__in=Type.values, sort_name__in={*map(sort_name, wanted)})
    return wanted & {language.normalise(title) for title in entries.values_list("card__title", flat=True)}


def follow(before: Mapping[int, str], now: Mapping[int, str]) -> None:
    """Some entries, by their keys, were called so before and are called so now; the others are new or gone."""
    changed = {key: title for key, title in now.items() if before.get(key) != title}
    if not changed:
        return
    # What is borne again is no old title any more.
    Renaming.objects.filter(old__in={*map(language.normalise, changed.values())}).delete()
    left = {before[key]: title for key, title in changed.items() if key in before}
    gone = {language.normalise(title) for title in left} - borne(map(language.normalise, left))
    left = {old: new for old, new in left.items() if language.normalise(old) in gone}
    if left:
        keep(left)


def keep(renamings: Mapping[str, str]) -> None:
    """What was renamed before goes along."""
    earlier = list(Renaming.objects.filter(new__in=renamings))
    rows = [Renaming(old=each.old, new=renamings[each.new]) for each in earlier]
    rows += [Renaming(old=language.normalise(old), new=new) for old, new in renamings.items()]
    Renaming.objects.bulk_create(
        {row.old: row for row in rows}.values(),
        update_conflicts=True,
        unique_fields=["old"],
        update_fields=["new", "updated_at"],
    )
    precedent_changed()


def dead(precedents: Precedents) -> list[Dead]:
    """What leads nowhere, the most often named first."""
    known = borne(precedents.titles)
    found = []
    for number, title in enumerate(precedents.titles):
        if title not in known:
            naming = np.flatnonzero(precedents.answers.titles == number)
            # The question that it answers best tells what it was.
            best = naming[np.argmax(precedents.answers.worth[naming])]
            place = np.searchsorted(precedents.answers.starts, best, side="right") - 1
            found.append(Dead(title, len(naming), precedents.questions[place]))
    return sorted(found, key=lambda each: (-each.number, each.title))
