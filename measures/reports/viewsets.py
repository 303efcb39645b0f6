"""The back office of reports: whose are due, their forms, the terms and the people."""

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import CreateView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Revision

from measures.models import Measure, Programme, Report, ReportEdition, ReportFile, ReportingRule, Responsibility
from portal.admin_filters import choice_filter
from portal.choosing import RecordChooser, RecordChooserViewSet
from portal.editing import RecordForm
from portal.formatting import date
from portal.keys import key_named
from portal.reporters import EXECUTORS
from portal.viewsets import CountedPaginator, RecordEditView, RecordViewSet, WordSearch, named_column

from .files import download, put_away, receive
from .panels import report_panels
from .rights import ReportPermissionPolicy
from .standing import standing


class DueColumn(Column):
    """The day itself: how long ago it was is the next column's to say."""

    def get_value(self, report):
        return date(report.period.due_on)


class StandingColumn(Column):
    """In time, late, owed: in words."""

    def get_value(self, report):
        return in_words(report)


def in_words(report: Report) -> str:
    found = standing(report.period.due_on, report.sent_on, localdate())
    late = _("дней: %d") % found.days if found.days else ""
    back = _("возвращён с замечанием") if report.returned_on else ""
    return ", ".join(filter(None, [str(found.delivery.label), late, back]))


class ReportFilterSet(WagtailFilterSet):
    delivery = choice_filter(
        gettext_lazy("Сдача"),
        [
            ("owed", gettext_lazy("не сданы, срок прошёл")),
            ("ahead", gettext_lazy("ещё не сданы")),
            ("checked", gettext_lazy("ждут проверки")),
            ("returned", gettext_lazy("возвращены")),
            ("approved", gettext_lazy("утверждены")),
        ],
        method="by_delivery",
    )

    class Meta:
        model = Report
        fields = ["delivery"]

    def by_delivery(self, reports, name, value):
        today, has_edition = localdate(), Exists(ReportEdition.objects.filter(report=OuterRef("pk")))
        return reports.filter(
            {
                "owed": Q(sent_on=None, period__due_on__lt=today),
                "ahead": Q(sent_on=None, period__due_on__gte=today),
                "checked": Q(sent_on__isnull=False, returned_on=None) & ~has_edition,
                "returned": Q(returned_on__isnull=False),
                "approved": Q(has_edition),
            }[value]
        )


class ReportEditView(RecordEditView):
    """Files are kept before the form is looked at: a fault elsewhere does not lose them."""

    file_faults: list[str] = []

    def post(self, request, *args, **kwargs):
        if not self.locked_for_user:
            put_away(self.live_object, request.POST.getlist("files_removed"))
            self.file_faults = receive(self.live_object, request.FILES.getlist("files_added"))
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "file_faults": self.file_faults}

    def get_page_subtitle(self):
        return str(self.object.period)


class ReportChooserViewSet(RecordChooserViewSet):
    """Reports open by themselves: the window in which one is chosen makes none."""

    permission_policy = ReportPermissionPolicy(Report)


class ReportViewSet(RecordViewSet):
    model = Report
    icon = "calendar-check"
    menu_label = gettext_lazy("Отчёты")
    # Wagtail names a draft as its latest revision does.
    list_related = ("measure__programme", "period", Prefetch("latest_revision", Revision.objects.defer("content")))
    list_display = [
        "__str__",
        named_column("measure.programme", gettext_lazy("Программа")),
        DueColumn("due_on", label=gettext_lazy("Срок"), sort_key="period__due_on"),
        StandingColumn("standing", label=gettext_lazy("Сдача")),
    ]
    ordering = ["-period__due_on", "measure__position"]
    search_fields = ["measure__number", "measure__title", "measure__programme__title"]
    filterset_class = ReportFilterSet
    edit_view_class = ReportEditView
    edit_template_name = "measures/admin/reports/edit.html"
    edit_handler = report_panels
    chooser_viewset_class = ReportChooserViewSet
    copy_view_enabled = False

    @property
    def permission_policy(self):
        return ReportPermissionPolicy(self.model)


class ReportingRuleViewSet(RecordViewSet):
    model = ReportingRule
    icon = "date"
    menu_label = gettext_lazy("Сроки отчётов")
    list_related = ("programme",)
    list_display = [
        "__str__",
        named_column("day", gettext_lazy("Число")),
        BooleanColumn("inclusive", label=gettext_lazy("Входит")),
        named_column("get_on_day_off_display", gettext_lazy("На выходной")),
    ]
    search_fields = ["programme__title"]
    edit_handler = ObjectList(
        [
            FieldPanel("programme", widget=RecordChooser(Programme)),
            FieldRowPanel([FieldPanel("day"), FieldPanel("inclusive"), FieldPanel("on_day_off")]),
            FieldRowPanel([FieldPanel("opens_before"), FieldPanel("remind_before")]),
            FieldPanel("since"),
            FieldPanel("place"),
        ],
        base_form_class=RecordForm,
    )


class ResponsibilityForm(WagtailAdminModelForm):
    """Whom a moderator may let in: accounts that the administrator made for it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people, person = get_user_model().objects, self.fields["user"]
        executors = people.filter(groups__name=EXECUTORS, is_active=True)
        person.queryset = people.filter(Q(pk__in=executors) | Q(pk=self.instance.user_id)).order_by("last_name", "pk")
        person.label_from_instance = lambda user: f"{user.get_full_name() or user.get_username()} · {user.email}"
        person.help_text = _("Учётные записи группы «Исполнители программ»; заводит их администратор")


class ResponsibilityIndexView(WordSearch, IndexView):
    paginator_class = CountedPaginator
    add_item_label = gettext_lazy("Добавить")

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("user", "measure__programme")


class ResponsibilityCreateView(CreateView):
    """Take the measure from the link: `?measure=7`."""

    def get_initial(self):
        key = key_named(self.request.GET.get("measure"))
        return {**super().get_initial(), **({"measure": key} if key else {})}


class ResponsibilityViewSet(ModelViewSet):
    model = Responsibility
    name = "measures_responsibilities"
    url_prefix = "measures/responsibilities"
    icon = "user"
    menu_label = gettext_lazy("Кто отчитывается")
    copy_view_enabled = False
    index_view_class = ResponsibilityIndexView
    add_view_class = ResponsibilityCreateView
    list_display = [
        "__str__",
        named_column("measure.programme", gettext_lazy("Программа")),
        "position",
        BooleanColumn("is_active", label=gettext_lazy("Доступ")),
    ]
    list_filter = ["is_active"]
    list_per_page = 50
    search_fields = ["measure__title", "user__username", "user__last_name", "user__email"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("user"),
            FieldPanel("measure", widget=RecordChooser(Measure)),
            FieldPanel("position"),
            FieldPanel("is_active"),
        ],
        base_form_class=ResponsibilityForm,
    )


def report_file(request: HttpRequest, record_id: int, file_id: int) -> HttpResponse:
    """A file of a report that the user may see, published or not."""
    seen = ReportPermissionPolicy(Report).instances_user_has_any_permission_for(request.user, ["view"])
    report = get_object_or_404(seen, pk=record_id)
    return download(get_object_or_404(ReportFile, pk=file_id, report=report))
