"""Repeats in the back office: pairs that may be one organisation, side by side, and what a moderator says of them."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from portal.formatting import ABSENT

from .merging import LINES, merge
from .models import DistinctPair, Location, Phone, Provider
from .pairing import Card, Pair, address_key, pairs

MAY_MERGE = "services_directory.merge_provider"
PER_PAGE = 20


class DuplicatesMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MAY_MERGE)


def cards() -> list[Card]:
    """Every organisation, drafts too, in three queries."""
    phones, addresses = defaultdict(set), defaultdict(set)
    for provider, number in Phone.objects.values_list("location__provider_id", "number"):
        phones[provider].add(number)
    for provider, address in Location.objects.exclude(address="").values_list("provider_id", "address"):
        addresses[provider].add(address_key(address))
    names = "pk", "name", "full_name", "inn", "part_of_id", "territory_id", "territory__parent_id"
    return [
        Card(
            pk=pk,
            names=(name, full_name),
            territory=territory,
            region=region or territory,
            inn=inn,
            part_of=part_of,
            phones=frozenset(phones[pk]),
            addresses=frozenset(addresses[pk]),
        )
        for pk, name, full_name, inn, part_of, territory, region in Provider.objects.order_by("pk").values_list(*names)
    ]


def candidates() -> list[Pair]:
    """Pairs that nobody has called different."""
    distinct = set(DistinctPair.objects.values_list("first_id", "second_id"))
    return [pair for pair in pairs(cards()) if (pair.first, pair.second) not in distinct]


def duplicates(request: HttpRequest) -> HttpResponse:
    check_rights(request)
    page = Paginator(candidates(), PER_PAGE).get_page(request.GET.get("p"))
    wanted = {pk for pair in page for pk in (pair.first, pair.second)}
    found = Provider.objects.select_related("territory__parent").in_bulk(wanted)
    rows = [(pair, found[pair.first], found[pair.second]) for pair in page]
    context = {"rows": rows, "page_obj": page, "breadcrumbs_items": crumbs()}
    return render(request, "services_directory/admin/duplicates.html", context)


def check_rights(request: HttpRequest) -> None:
    if not request.user.has_perm(MAY_MERGE):
        raise PermissionDenied


def crumbs(label: str = "") -> list[dict]:
    items = [
        {"url": reverse("wagtailadmin_home"), "label": _("Главная")},
        {"url": reverse("directory_duplicates") if label else "", "label": _("Повторы организаций")},
    ]
    return [*items, {"url": "", "label": label}] if label else items


@dataclass(frozen=True)
class Line:
    """A line of the comparison: what each of the two says."""

    name: str
    label: str
    first: str
    second: str
    preset: str

    @property
    def differs(self) -> bool:
        return self.first != self.second


def pair_page(request: HttpRequest, first_id: int, second_id: int) -> HttpResponse:
    """Two organisations side by side; a POST merges them or calls them different."""
    check_rights(request)
    found = Provider.objects.select_related("territory", "part_of", "source_act").in_bulk([first_id, second_id])
    if len(found) != 2:
        return settled_already(request)
    first, second = found[first_id], found[second_id]
    if request.method == "POST":
        return (merged if "merge" in request.POST else called_different)(request, first, second)
    context = {
        "first": first,
        "second": second,
        "lines": [line_of(names, first, second) for names in LINES],
        "belongings": [(label, count(first), count(second)) for label, count in BELONGINGS],
        "breadcrumbs_items": crumbs(_("Сравнение")),
    }
    return render(request, "services_directory/admin/pair.html", context)


def settled_already(request: HttpRequest) -> HttpResponse:
    """Whoever presses twice, or after a colleague, is told so."""
    if request.method != "POST":
        raise Http404
    messages.warning(request, _("Одной из организаций уже нет: возможно, её объединил другой модератор."))
    return redirect("directory_duplicates")


BELONGINGS = (
    (gettext_lazy("Места приёма"), lambda provider: provider.locations.count()),
    (gettext_lazy("Услуги"), lambda provider: provider.services.count()),
    (gettext_lazy("Практики"), lambda provider: provider.practice_sites.count()),
    (gettext_lazy("Отделения"), lambda provider: provider.parts.count()),
)


def line_of(names: tuple[str, ...], first: Provider, second: Provider) -> Line:
    one, other = (" · ".join(filter(None, (written(record, name) for name in names))) for record in (first, second))
    label = str(Provider._meta.get_field(names[0]).verbose_name)
    return Line(names[0], label, one or ABSENT, other or ABSENT, "second" if other and not one else "first")


def written(record: Model, name: str) -> str:
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display and getattr(record, name) else getattr(record, name)
    return date_format(value, "j E Y") if hasattr(value, "year") else str(value or "")


def merged(request: HttpRequest, first: Provider, second: Provider) -> HttpResponse:
    """`keep` says which of the two stays; each line, whose value it gets."""
    keep_second = request.POST.get("keep") == "second"
    kept, gone = (second, first) if keep_second else (first, second)
    other = "first" if keep_second else "second"
    taken = {names[0] for names in LINES if request.POST.get(names[0]) == other}
    try:
        provider = merge(kept.pk, gone.pk, taken, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("directory_pair", first.pk, second.pk)
    messages.success(
        request,
        _("Объединено. Услуги, места и ссылки теперь у «%(name)s».") % {"name": provider.name},
        buttons=[messages.button(reverse("directory_mergers"), _("Объединённые"))],
    )
    return redirect("directory_duplicates")


def called_different(request: HttpRequest, first: Provider, second: Provider) -> HttpResponse:
    one, other = sorted((first.pk, second.pk))
    DistinctPair.objects.get_or_create(first_id=one, second_id=other, defaults={"decided_by": request.user})
    messages.success(request, _("Запомнили: это разные организации."))
    return redirect("directory_duplicates")
