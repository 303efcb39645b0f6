"""Lists of hundreds, not of millions: each row is read once with all it is narrowed by, and every filter is counted
over these rows. `search` does the same for the directory inside the database.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

Mark = tuple[str, str]
LONGEST_WORDS = 100


class Item(NamedTuple):
    """A row by its key: for each group, the values that it has, as (value, label)."""

    pk: int
    marks: Mapping[str, Sequence[Mark]]


class Shelf:
    """What is found, and for each group how many each of its values would leave."""

    def __init__(self, items: Iterable[Item], groups: Mapping[str, str], query: Mapping[str, str]):
        self.items, self.groups, self.query = list(items), groups, query

    @cached_property
    def chosen(self) -> dict[str, str]:
        return {group: value for group in self.groups if (value := self.query.get(group, "").replace("\0", ""))}

    @cached_property
    def words(self) -> str:
        return self.query.get("q", "").replace("\0", " ").strip()[:LONGEST_WORDS]

    def misses(self, item: Item) -> list[str]:
        """The groups by which the item falls out."""
        return [
            group for group, value in self.chosen.items() if all(value != mark[0] for mark in item.marks.get(group, ()))
        ]

    @cached_property
    def missed(self) -> list[tuple[Item, list[str]]]:
        return [(item, self.misses(item)) for item in self.items]

    @cached_property
    def found(self) -> list[int]:
        return [item.pk for item, missed in self.missed if not missed]

    def counts(self, group: str) -> Counter[Mark]:
        """An item counts for a group that nothing but this group itself leaves it out by."""
        marks = (mark for item, missed in self.missed if set(missed) <= {group} for mark in item.marks.get(group, ()))
        return Counter(marks)

    def choices(self, group: str) -> list[tuple[str, str]]:
        """«Памятка (3)», by label; a value that nothing has now stays while it is chosen."""
        known = {mark for item in self.items for mark in item.marks.get(group, ())}
        counts = self.counts(group)
        kept = [mark for mark in known if counts[mark] or mark[0] == self.chosen.get(group)]
        return [(value, f"{label} ({counts[value, label]})") for value, label in sorted(kept, key=lambda each: each[1])]

    @cached_property
    def form(self) -> "ShelfForm":
        return ShelfForm(self)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.chosen or self.words)


class ShelfForm(forms.Form):
    """The filters as a plain GET form."""

    q = forms.CharField(
        label=_("Слова"), max_length=LONGEST_WORDS, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )

    def __init__(self, shelf: Shelf):
        super().__init__({**shelf.chosen, "q": shelf.words})
        for group, label in shelf.groups.items():
            choices = shelf.choices(group)
            # Of a single value there is nothing to choose.
            if len(choices) > 1 or group in shelf.chosen:
                field = forms.ChoiceField(label=label, choices=[("", _("Все")), *choices], required=False)
                field.error_messages["invalid_choice"] = _("Такого здесь нет. Выберите из списка.")
                self.fields[group] = field


def by_words(kind: str, words: str, keys: Iterable[int]) -> list[int]:
    """Those of the records that have the words, the best first: whoever keeps an index answers by the hook."""
    keys = list(keys)
    for fn in hooks.get_hooks("portal_words"):
        keys = fn(kind, words, keys)
    return keys
