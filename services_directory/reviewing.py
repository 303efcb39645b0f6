"""The review queue: cards that are due or were never checked, and one click that says «checked today»."""

import datetime

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn, TitleColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from portal.admin_filters import choice_filter
from portal.keys import key_named
from portal.spreadsheets import SafeSpreadsheet
from portal.viewsets import CountedPaginator, NamedColumn

from .admin_filters import region_filter
from .freshness import verify_all
from .models import Location, Provider, Service
from .models.verification import verification_rules
from .ownership import own_providers, people_of

KINDS = {"provider": Provider, "service": Service}
MOST_AT_ONCE = 200
CHECKS = [
    ("overdue", gettext_lazy("пора проверить снова")),
    ("hidden", gettext_lazy("убраны из списков")),
    ("soon", gettext_lazy("срок скоро подойдёт")),
    ("never", gettext_lazy("ещё не проверялись")),
]


OWNER = {"provider": "pk", "service": "provider_id"}


def may_verify(user, kind: str) -> bool:
    """Every card for editors; an institution's people confirm their own."""
    return user.has_perm(f"services_directory.verify_{kind}") or bool(own_providers(user))


def theirs(user, kind: str, cards: QuerySet) -> QuerySet:
    """Of these cards those that the user may confirm."""
    if user.has_perm(f"services_directory.verify_{kind}"):
        return cards
    return cards.filter(**{f"{OWNER[kind]}__in": own_providers(user)})


class ReviewPolicy(ModelPermissionPolicy):
    def user_has_any_permission(self, user, actions):
        return may_verify(user, self.model._meta.model_name)


def due_soon() -> Q:
    """The first reminder is out, the term is not."""
    today = localdate()
    first = today + datetime.timedelta(days=verification_rules().first_reminder)
    return Q(next_review_on__gte=today, next_review_on__lte=first)


def queue(kind: str) -> QuerySet:
    """Public cards that somebody should check, the most overdue first and the never checked last."""
    cards = KINDS[kind].objects.published()
    waiting = Q(next_review_on__lt=localdate()) | Q(verified_on=None) | due_soon()
    return cards.filter(waiting).order_by(F("next_review_on").asc(nulls_last=True), "name", "pk")


def by_check(cards: QuerySet, name: str, value: str) -> QuerySet:
    conditions = {"overdue": cards.overdue, "hidden": cards.hidden, "never": cards.never_verified}
    return conditions[value]() if value in conditions else cards.filter(due_soon())


def check_filter() -> django_filters.ChoiceFilter:
    return choice_filter(gettext_lazy("Что с проверкой"), CHECKS, method=by_check)


class ProviderQueueFilterSet(WagtailFilterSet):
    check = check_filter()
    region = region_filter("territory")

    class Meta:
        model = Provider
        fields = ["check", "region"]


def providers_to_choose(request: HttpRequest) -> QuerySet:
    return theirs(request.user, "provider", Provider.objects.order_by("name"))


class ServiceQueueFilterSet(WagtailFilterSet):
    check = check_filter()
    region = region_filter("provider__territory")
    provider = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Организация"), queryset=providers_to_choose, empty_label=gettext_lazy("Все")
    )

    class Meta:
        model = Service
        fields = ["check", "region", "provider"]


class TickColumn(BaseColumn):
    """A tick box: which cards were checked."""

    header_template_name = "services_directory/admin/tick_header.html"
    cell_template_name = "services_directory/admin/tick.html"


class CheckedTodayColumn(BaseColumn):
    cell_template_name = "services_directory/admin/checked_today.html"


def term(card) -> str:
    """«3 мая 2026, просрочено на 12 дней»."""
    late = (localdate() - card.next_review_on).days if card.next_review_on else 0
    return (
        ngettext("просрочено на %(days)s день", "просрочено на %(days)s дней", late) % {"days": late}
        if late > 0
        else ""
    )


def day(date: datetime.date | None) -> str:
    """The day itself: «a year ago» does not tell what to do first."""
    return f"{date:%d.%m.%Y}" if date else ""


def told(card) -> str:
    """Whether the institution knows: the last reminder, or that there is nobody to write to."""
    sent = [each for each in card.reminders.all() if each.sent_at and each.due_on == card.next_review_on]
    if sent:
        return max(sent, key=lambda each: each.stage).get_stage_display()
    return "" if card.has_email else _("некуда писать")


class ReviewQueueView(SafeSpreadsheet, ReportView):
    """One kind of cards; the other one is a link away."""

    paginator_class = CountedPaginator
    kind = "provider"
    header_icon = "calendar-check"
    results_template_name = "services_directory/admin/review_queue_results.html"
    any_permission_required = ["verify"]
    export_filename = "review-queue"
    list_export = ["name", "place", "verified_on", "verified_by", "next_review_on"]

    def setup(self, request, *args, **kwargs):
        self.model = KINDS[self.kind]
        self.permission_policy = ReviewPolicy(self.model)
        self.index_url_name = f"directory_review_{self.kind}"
        self.index_results_url_name = f"directory_review_{self.kind}_results"
        self.filterset_class = {"provider": ProviderQueueFilterSet, "service": ServiceQueueFilterSet}[self.kind]
        super().setup(request, *args, **kwargs)

    def get_page_title(self):
        return _("Очередь проверки: организации") if self.kind == "provider" else _("Очередь проверки: услуги")

    @property
    def columns(self):
        edit = f"wagtailsnippets_services_directory_{self.kind}:edit"
        return [
            TickColumn("tick", label=""),
            TitleColumn("name", label=_("Карточка"), url_name=edit, width="32%"),
            NamedColumn("place", label=_("Где")),
            NamedColumn("verified_on", label=_("Проверено"), accessor=lambda card: day(card.verified_on)),
            NamedColumn("next_review_on", label=_("Срок"), accessor=lambda card: day(card.next_review_on)),
            NamedColumn("term", label=_("Опоздание"), accessor=term),
            NamedColumn("told", label=_("Напоминание"), accessor=told),
            CheckedTodayColumn("checked", label=""),
        ]

    def get_queryset(self):
        owner = OuterRef(OWNER[self.kind])
        mail = Exists(Location.objects.published().filter(provider=owner).exclude(email="")) | Exists(people_of(owner))
        place = "territory__name" if self.kind == "provider" else "provider__name"
        cards = theirs(self.request.user, self.kind, queue(self.kind)).annotate(has_email=mail, place=F(place))
        return cards.prefetch_related("reminders")

    def get_context_data(self, **kwargs):
        others = [
            (f"directory_review_{kind}", label) for kind, label in KIND_LABELS if may_verify(self.request.user, kind)
        ]
        return {**super().get_context_data(**kwargs), "kind": self.kind, "kinds": others, "here": self.index_url_name}


KIND_LABELS = [("provider", gettext_lazy("Организации")), ("service", gettext_lazy("Услуги"))]


class ServiceQueueView(ReviewQueueView):
    kind = "service"


class ReviewQueueMenuItem(MenuItem):
    def is_shown(self, request):
        return any(may_verify(request.user, kind) for kind in KINDS)


def checked_today(request: HttpRequest, kind: str) -> HttpResponse:
    """«Проверил(а) сегодня»: the card of the button that was pressed, or all that are ticked."""
    if kind not in KINDS:
        raise Http404
    if not may_verify(request.user, kind):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    keys = [key for each in chosen(request) if (key := key_named(each)) is not None]
    cards = theirs(request.user, kind, KINDS[kind].objects.filter(pk__in=keys[:MOST_AT_ONCE]))
    answer(request, verify_all(cards.select_for_update(of=["self"]), request.user))
    return redirect(get_valid_next_url_from_request(request) or reverse(f"directory_review_{kind}"))


def chosen(request: HttpRequest) -> list[str]:
    one = request.POST.get("one")
    return [one] if one else request.POST.getlist("ids")


def answer(request: HttpRequest, done: int) -> None:
    if done:
        text = ngettext("Проверена сегодня %(num)s карточка.", "Проверены сегодня карточки: %(num)s.", done)
        messages.success(request, text % {"num": done})
    else:
        messages.warning(request, _("Не выбрано ни одной карточки."))
