"""What the open data are and on what terms, for people who write programs: the profile that the root names."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from hsds import bulk
from hsds.openapi import ADDRESSES, BASE, PARAMETERS

EXAMPLES = [
    (_("Услуги, которые находятся по слову «психолог»"), "/services?search=психолог"),
    (_("Для ребёнка пяти лет, открыто в субботу"), "/services?minimum_age=5&maximum_age=5&day=SA"),
    (
        _("Где помогают не дальше пяти километров от точки"),
        "/service_at_locations?lat=58.461&lon=46.342&proximity=5000",
    ),
    (_("Что изменилось с 1 мая 2026 года"), "/services?modified_after=2026-05-01&full=true&per_page=100"),
    (_("Номера всех услуг: что исчезло, того в списке нет"), "/services?minimal=true"),
]
RESOURCES = {
    "services": _("услуги"),
    "organizations": _("организации"),
    "service_at_locations": _("услуги в местах приёма"),
    "taxonomies": _("таксономии"),
    "taxonomy_terms": _("термины"),
}
# What a card of the portal becomes.
MAPPING = [
    (_("Организация"), "organization", _("название, правовая форма, ИНН и ОГРН, номер в реестре, сайт, места")),
    (_("Место приёма"), "location", _("адрес, точка, телефоны, доступность, часы работы с перерывами и исключениями")),
    (_("Услуга"), "service", _("описание, возраст, кому, шаги, документы, свободные места, дата проверки")),
    (_("Тариф"), "cost_option", _("сумма в рублях с копейками и срок; бесплатная услуга — ноль")),
    (_("Территория"), "service_area", _("территория организации и те, что она обслуживает ещё")),
    (_("Вид помощи, семьи, форма"), "attribute", _("термины четырёх таксономий")),
    (_("Временно закрыто"), "status, alert", _("temporarily closed в дни закрытия; даты и причина — в alert")),
]


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    bulk.ask_for_new()
    context = {
        "base": BASE,
        "examples": EXAMPLES,
        "addresses": [(path, summary) for path, (summary, _names) in ADDRESSES.items()],
        "parameters": [(name, described) for name, (described, _schema) in PARAMETERS.items()],
        "mapping": MAPPING,
        "copy": copy_in_words(bulk.manifest()),
    }
    return render(request, "hsds/profile.html", context)


def copy_in_words(manifest: dict | None) -> dict | None:
    """The archive that is ready: when it was made, how large it is, how many records of each kind it has."""
    if manifest is None:
        return None
    counts = {resource["name"]: resource["count"] for resource in manifest["resources"]}
    return {
        "created": bulk.created(manifest),
        "megabytes": Decimal(max(manifest["bytes"] // 100_000, 1)) / 10,
        "counts": [(label, counts[name]) for name, label in RESOURCES.items() if name in counts],
    }
