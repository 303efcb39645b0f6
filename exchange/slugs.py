"""Addresses on the site for many new records at once."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models

from portal.editing import transliterated


class Slugs:
    """Each record gets the address of its name; namesakes are told apart by a number."""

    def __init__(self, model: type[models.Model]):
        self.model = model
        self.length = model._meta.get_field("slug").max_length
        self.taken: set[str] = set()
        self.numbers: dict[str, int] = defaultdict(lambda: 1)

    def give(self, records: Iterable[models.Model]) -> None:
        nameless = [record for record in records if not record.slug]
        stems = {id(record): self.stem(record) for record in nameless}
        self.learn(set(stems.values()))
        for record in nameless:
            record.slug = self.free(stems[id(record)])

    def stem(self, record: models.Model) -> str:
        return transliterated(record.name)[: self.length - 7].strip("-") or self.model._meta.model_name

    def learn(self, stems: set[str]) -> None:
        """What is taken: most names are new, so only those that are not are looked at with their numbers."""
        slugs = self.model._default_manager.values_list("slug", flat=True)
        met = set(slugs.filter(slug__in=stems))
        self.taken |= met
        for stem in met:
            if self.numbers[stem] == 1:
                self.taken |= set(slugs.filter(slug__startswith=f"{stem}-"))

    def free(self, stem: str) -> str:
        slug = stem
        while slug in self.taken:
            self.numbers[stem] += 1
            slug = f"{stem}-{self.numbers[stem]}"
        self.taken.add(slug)
        return slug
