"""Every public thing as the judgements see it: by what it is, not by its number in the database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from measures.models import Measure
from search.language import normalise
from search.models import Type
from search.sources import SOURCES
from services_directory.models import HelpKind, Provider, Service


@dataclass(frozen=True)
class Record:
    """A public record: the facts that an answer may ask for."""

    type: str
    object_id: int
    url: str
    title: str
    slug: str
    summary: str = ""
    number: str = ""
    provider: str = ""
    place: str = ""
    asked: str = ""
    kinds: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, int]:
        return self.type, self.object_id

    @property
    def name(self) -> tuple[str, str]:
        """A service of several institutions has one."""
        return self.type, self.title

    @property
    def what(self) -> str:
        """The title without those whom the service is for."""
        return self.title.partition(" для ")[0] if self.type == Type.SERVICE else self.title


def records() -> Iterator[Record]:
    """What the index holds, read from the records themselves."""
    facts = {Type.SERVICE: service_facts(), Type.PROVIDER: provider_facts(), Type.MEASURE: measure_facts()}
    for source in SOURCES:
        for document in source.documents():
            known = facts.get(document.type, {}).get(document.object_id, {})
            yield Record(
                type=document.type,
                object_id=document.object_id,
                url=document.url,
                title=normalise(document.title),
                slug=last_part(document.url),
                summary=document.summary,
                **known,
            )


def last_part(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]


def service_facts() -> dict[int, dict]:
    parents = dict(HelpKind.objects.values_list("slug", "parent__slug"))
    services = Service.objects.published().select_related("kind", "provider__territory")
    return {
        service.pk: {
            "asked": normalise(service.synonyms),
            "provider": normalise(service.provider.name),
            "place": normalise(service.provider.territory.name),
            "kinds": frozenset(filter(None, [service.kind.slug, parents[service.kind.slug]])),
            "categories": frozenset(category.slug for category in service.categories.all()),
        }
        for service in services.prefetch_related("categories")
    }


def provider_facts() -> dict[int, dict]:
    known = Provider.objects.values_list("pk", "kind", "territory__name")
    return {pk: {"kinds": frozenset({kind}), "place": normalise(territory)} for pk, kind, territory in known}


def measure_facts() -> dict[int, dict]:
    return {pk: {"number": number} for pk, number in Measure.objects.values_list("pk", "number")}


def by_key(found: Iterable[Record]) -> dict[tuple[str, int], Record]:
    return {record.key: record for record in found}
