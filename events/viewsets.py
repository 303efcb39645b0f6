"""Events in the back office: the list that an editor of publications comes for."""

import django_filters
from django import forms
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permissions import page_permission_policy

from events import when
from events.filters import held_in
from events.models import EventDate, EventPage
from events.models.coming import coming_dates
from portal.admin_filters import choice_filter


class EventFilterSet(WagtailFilterSet):
    period = choice_filter(_("Когда"), [("coming", _("впереди")), ("past", _("прошли"))], method="by_period")
    status = choice_filter(_("Состояние"), EventPage.Status.choices)
    kind = django_filters.MultipleChoiceFilter(
        label=_("Вид"), choices=EventPage.Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    territory = django_filters.ModelChoiceFilter(
        label=_("Территория"), queryset=lambda request: held_in(), empty_label=_("Все")
    )

    class Meta:
        model = EventPage
        fields = ["period", "status", "kind", "territory"]

    def by_period(self, events, name, value):
        return events.filter(pk__in=getattr(EventPage.objects, value)().order_by().values("pk"))


class EventIndexView(IndexView):
    """By date, the furthest ahead first; words are searched in titles."""

    default_ordering = "-near"
    base_filterset_class = EventFilterSet

    def get_valid_orderings(self):
        return [*super().get_valid_orderings(), "-near", "near"]

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages).prefetch_related("territory")

    def get_base_queryset(self):
        latest = EventDate.objects.filter(page=OuterRef("pk")).order_by("-begins").values("begins")[:1]
        nearest = coming_dates().order_by("begins").values("begins")[:1]
        near = Coalesce(Subquery(nearest), Subquery(latest))
        explorable = page_permission_policy.explorable_instances(self.request.user).values("pk")
        return self.annotate_queryset(EventPage.objects.filter(pk__in=explorable).annotate(near=near))

    def order_queryset(self, queryset):
        order = {"near": "near", "-near": "-near"}.get(self.ordering)
        return queryset.order_by(order, "-pk") if order else super().order_queryset(queryset)

    def search_queryset(self, queryset):
        words = (self.search_query or "").replace("\0", "") if self.is_searching else ""
        return queryset.filter(title__icontains=words) if words else queryset


class EventParentView(PermissionCheckedMixin, ChooseParentView):
    """Wagtail shows an empty choice to whoever may add nothing."""

    permission_policy = page_permission_policy
    permission_required = "add"


def date_of(event: EventPage) -> str:
    date = event.shown_date
    return when.said(date, event.zone) if date else "—"


class EventListingViewSet(PageListingViewSet):
    model = EventPage
    name = url_namespace = "events_admin"
    url_prefix = "publications/events"
    icon = "date"
    index_view_class = EventIndexView
    choose_parent_view_class = EventParentView
    filterset_class = EventFilterSet
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Название"), sort_key="title", classname="title"),
        Column("when", label=_("Когда"), accessor=date_of, sort_key="near", width="24%"),
        Column("kind", label=_("Вид"), accessor="kind_label", width="12%"),
        Column("territory", label=_("Территория"), accessor=lambda event: event.territory or "—", width="14%"),
        Column("state", label=_("Состояние"), accessor="get_status_display", width="10%"),
        PageStatusColumn("status", label=_("Публикация"), sort_key="live", width="10%"),
    ]
