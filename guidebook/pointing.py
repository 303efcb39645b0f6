"""Ways into the guide beside its contents: by whom it helps, by kind of help, by word. Each names cards, by their ids;
the template puts the numbers of their pages."""

from collections import defaultdict
from collections.abc import Iterable

from services_directory.models import Service

from .reading import Reading


def key(word: str) -> str:
    return word.lower().replace("ё", "е")


def entries(services: Iterable[Service]) -> list[dict]:
    """Services of one name stand in one line."""
    found = defaultdict(list)
    for service in services:
        found[service.name].append(f"s{service.pk}")
    return [{"word": name, "targets": found[name]} for name in sorted(found, key=key)]


def by_category(reading: Reading) -> list[dict]:
    """Whom help is for; a category that no service names is left out."""
    services = defaultdict(list)
    for service in reading.services:
        for category in reading.families.get(service.pk, []):
            services[category].append(service)
    return [
        {"id": f"c{each.pk}", "title": each.name, "entries": entries(services[each])}
        for each in reading.categories
        if each in services
    ]


def by_kind(reading: Reading) -> list[dict]:
    services = defaultdict(list)
    for service in reading.services:
        services[service.kind.kind].append(service)
    return [
        {"id": f"k{kind.pk}", "title": kind.name, "entries": entries(services[kind])}
        for kind in sorted(services, key=lambda kind: (kind.branch, kind.position, kind.name))
    ]


def index(reading: Reading, sections: list[dict]) -> list[dict]:
    """Every service, institution, kind of help and category, by their first letters."""
    found = defaultdict(list)
    for entry in entries(reading.services):
        found[entry["word"]] += entry["targets"]
    for holding in reading.holdings:
        found[holding.provider.name].append(f"p{holding.provider.pk}")
    for section in sections:
        found[section["title"]].append(section["id"])
    return lettered(found)


def lettered(found: dict[str, list[str]]) -> list[dict]:
    letters = defaultdict(list)
    for word in sorted(found, key=lambda word: key(word.lstrip('«"„'))):
        letters[word.lstrip('«"„')[:1].upper().replace("Ё", "Е")].append({"word": word, "targets": found[word]})
    return [{"letter": letter, "entries": entries} for letter, entries in letters.items()]
