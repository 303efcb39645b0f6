"""Who owes what: institutions of a region, and how far each of them is with an item that asks it of all."""

from dataclasses import dataclass

from django.db.models import QuerySet

from services_directory.models import Provider
from services_directory.ownership import own_providers

LOG, WRITE = "publicity.view_publication", "publicity.add_publication"
CHANGE, DELETE = "publicity.change_publication", "publicity.delete_publication"
CONFIRM = "publicity.confirm_publication"
SECTIONS, CHANGE_SECTION = "publicity.view_sectiononsite", "publicity.change_sectiononsite"
CHECK = "publicity.check_sectiononsite"


def may_enter(user) -> bool:
    """Staff, and whoever works for an institution."""
    return user.has_perm(LOG) or bool(own_providers(user))


def may_log(user) -> bool:
    """Whoever works for an institution logs for that one."""
    return user.has_perm(WRITE) or bool(own_providers(user))


def institutions_of(region_id: int) -> QuerySet:
    return Provider.objects.published().subordinate_in(region_id).order_by("name")


def own_institutions(user) -> QuerySet:
    return Provider.objects.filter(pk__in=own_providers(user)).order_by("name")


@dataclass(frozen=True, slots=True)
class Completion:
    """An institution, and what it has published of an item; nothing means that nobody has said so."""

    institution: Provider
    publications: list

    @property
    def first_on(self):
        return min((each.published_on for each in self.publications), default=None)


def completions(item, publications: list) -> list[Completion]:
    """Of all that owe the item, those that have not reported first; others that published it come last."""
    by_institution: dict[int, list] = {}
    for each in publications:
        by_institution.setdefault(each.institution_id, []).append(each)
    owing = institutions_of(item.programme.territory_id)
    found = [Completion(each, by_institution.pop(each.pk, [])) for each in owing]
    beside = {each.institution_id: each.institution for each in publications if each.institution_id in by_institution}
    found += [Completion(institution, by_institution[pk]) for pk, institution in beside.items() if institution]
    return sorted(found, key=lambda one: bool(one.publications))
